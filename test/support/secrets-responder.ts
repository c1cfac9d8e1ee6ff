import { createServer } from 'node:http';
import { listenLocally } from '../../infra/local/ports.ts';

/** An HTTP server for GetSecretValue, for code that uses its own client of Secrets Manager. */
export async function startSecretsResponder(
  values: Readonly<Record<string, string>>,
): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { SecretId } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const SecretString = values[SecretId];
    const content = SecretString === undefined ? { __type: 'ResourceNotFoundException' } : { SecretString };
    response.writeHead(SecretString === undefined ? 400 : 200, {
      'content-type': 'application/x-amz-json-1.1',
    });
    response.end(JSON.stringify(content));
  });
  const port = await listenLocally(server, 0, '');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
