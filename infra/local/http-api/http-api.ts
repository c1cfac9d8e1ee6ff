import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from '../assembly/resolver.ts';
import type { FunctionPool } from '../lambda/function-pool.ts';
import { listenLocally } from '../ports.ts';
import {
  type HttpResponse,
  httpEvent,
  INTERNAL_SERVER_ERROR,
  NOT_FOUND,
  responseFrom,
  SERVICE_UNAVAILABLE,
  TOO_LARGE,
} from './payload.ts';
import { matchRoute, type Route } from './routes.ts';

/** The routes and functions of the HTTP API. They are known only after the assembly is read. */
export interface ApiBackend {
  readonly place: Place;
  readonly routes: readonly Route[];
  readonly functionFor: (arn: string) => FunctionPool;
  readonly warn: (message: string) => void;
}

export interface HttpApi {
  readonly url: string;
  serve(backend: ApiBackend): void;
  /** Accepts no further requests, and answers those in progress. */
  stop(): Promise<void>;
}

/** How long a stop waits for requests in progress. */
const ANSWERS_WITHIN_MS = 5000;

interface UnderWay {
  readonly incoming: IncomingMessage;
  /** Resolves when the answer is sent or the client has disconnected. */
  readonly answering: Promise<void>;
}

const MAX_BYTES = 10 * 1024 * 1024;

/** Starts the HTTP API. @throws PortTaken naming the flag. */
export async function startHttpApi(port: number): Promise<HttpApi> {
  let backend: ApiBackend | undefined;
  const underWay = new Set<UnderWay>();
  const server = createServer((incoming, response) => {
    const answering = (
      backend === undefined ? Promise.resolve(SERVICE_UNAVAILABLE) : answer(incoming, backend)
    ).then(
      (answer) => send(response, answer),
      () => send(response, INTERNAL_SERVER_ERROR),
    );
    const request = { incoming, answering };
    underWay.add(request);
    answering.finally(() => underWay.delete(request));
  });
  const actualPort = await listenLocally(server, port, '--port');
  return {
    url: `http://127.0.0.1:${actualPort}`,
    serve: (given) => {
      backend = given;
    },
    stop: () => close(server, underWay),
  };
}

async function answer(
  incoming: IncomingMessage,
  { place, routes, functionFor, warn }: ApiBackend,
): Promise<HttpResponse> {
  const path = (incoming.url ?? '/').split('?')[0] ?? '/';
  const body = await bodyOf(incoming);
  if (body === 'too large') return TOO_LARGE;
  const matched = matchRoute(routes, incoming.method ?? 'GET', path);
  if (matched === undefined) return NOT_FOUND;
  const target = functionFor(matched.route.target);
  const now = new Date();
  const event = httpEvent({ incoming, body, matched, requestId: randomUUID(), now, place });
  const invocation = await target.invoke(event);
  if (!invocation.ok) return INTERNAL_SERVER_ERROR;
  try {
    return responseFrom(invocation.payload);
  } catch (error) {
    warn(`${target.definition.name}: ${(error as Error).message}`);
    return INTERNAL_SERVER_ERROR;
  }
}

/**
 * The request's body. It is read to its end even beyond the limit, without storing it, so that the sender receives the
 * answer.
 */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= MAX_BYTES ? Buffer.concat(chunks) : 'too large';
}

async function send(
  response: ServerResponse,
  { status, headers, cookies = [], body }: HttpResponse,
): Promise<void> {
  const requestId = { 'apigw-requestid': randomUUID() };
  const sent = new Promise<void>((resolve) => {
    response.once('finish', resolve).once('close', resolve);
    if (response.destroyed) resolve();
  });
  const more = { ...requestId, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) };
  response.writeHead(status, { ...headers, ...more, 'content-length': body.length }).end(body);
  await sent;
}

/** Clients that do not finish a request, or do not read its answer, must not keep the runner alive. */
async function close(server: Server, underWay: ReadonlySet<UnderWay>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const { incoming } of underWay) if (!incoming.complete) incoming.destroy();
  const answered = Promise.all([...underWay].map(({ answering }) => answering));
  await Promise.race([answered, sleep(ANSWERS_WITHIN_MS, undefined, { ref: false })]);
  server.closeAllConnections();
  await closed;
}
