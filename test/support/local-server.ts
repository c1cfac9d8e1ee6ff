import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenLocally } from '../../infra/local/ports.ts';

export interface LocalServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** An HTTP server on a free port. `answer` gets the body of each request as text; if it throws, the response is 500. */
export async function localServer(
  answer: (incoming: IncomingMessage, body: string, response: ServerResponse) => void | Promise<void>,
): Promise<LocalServer> {
  const server = createServer(async (incoming, response) => {
    try {
      await answer(incoming, await text(incoming), response);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  const port = await listenLocally(server, 0, '');
  return { url: `http://127.0.0.1:${port}`, stop: () => closeServer(server) };
}
