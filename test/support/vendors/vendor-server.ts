import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listenLocally } from '../../../infra/local/ports.ts';

/** A request as a vendor sees it. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed; undefined for none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface VendorAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text goes out as it stands. */
  readonly json: unknown;
}

export interface VendorServer {
  /** What a registry's mapping names as `api.baseUrl`. */
  readonly url: string;
  readonly requests: readonly VendorRequest[];
  /** Paths in the order in which they were asked for. */
  paths(): readonly string[];
  /** Answers the next request whose path holds `part` in this way instead. */
  next(part: string, answer: VendorAnswer): void;
  /** Ends the connection of whoever asks, until told otherwise. */
  down: boolean;
  stop(): Promise<void>;
}

/** Stands in for a vendor's API on a free port of this machine. */
export async function vendorServer(answer: (request: VendorRequest) => VendorAnswer): Promise<VendorServer> {
  const requests: VendorRequest[] = [];
  const planned: { readonly part: string; readonly answer: VendorAnswer }[] = [];
  const server = createServer(async (incoming, response) => {
    const text = Buffer.concat(await incoming.toArray()).toString();
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://vendor');
    if (vendor.down) return void incoming.socket.destroy();
    const request: VendorRequest = {
      method: incoming.method ?? '',
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    requests.push(request);
    const index = planned.findIndex(({ part }) => pathname.includes(part));
    const [instead] = index < 0 ? [] : planned.splice(index, 1);
    const { status = 200, headers = {}, json } = instead?.answer ?? answer(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof json === 'string' ? json : JSON.stringify(json));
  });
  const port = await listenLocally(server, 0, '');
  const vendor: VendorServer = {
    url: `http://127.0.0.1:${port}`,
    requests,
    paths: () => requests.map(({ path }) => path),
    next: (part, instead) => void planned.push({ part, answer: instead }),
    down: false,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return vendor;
}

/** Tokens that a vendor has given out and still takes. */
export interface Tokens {
  /** The one that is good, however often and by how many it is asked for; another once that has expired. */
  give(): string;
  takes(token: string | null | undefined): boolean;
  /** All that were given out are good no more. */
  expire(): void;
}

export function tokens(): Tokens {
  let given = 0;
  let good: string | undefined;
  return {
    give() {
      if (good === undefined) given += 1;
      good ??= `t-${given}`;
      return good;
    },
    takes: (token) => good !== undefined && token === good,
    expire: () => {
      good = undefined;
    },
  };
}
