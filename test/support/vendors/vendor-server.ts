import type { IncomingHttpHeaders } from 'node:http';
import { type LocalServer, localServer } from '../local-server.ts';

/** A request that the vendor received. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined if there is none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface VendorAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The content of the response. A text is sent unchanged. */
  readonly json: unknown;
}

/** Its `url` is the value for `api.baseUrl` in a mapping of the registry. */
export interface VendorServer extends LocalServer {
  readonly requests: readonly VendorRequest[];
  /** The requested paths in order. */
  paths(): readonly string[];
  /** Sets the response to the next request whose path contains `part`. */
  next(part: string, answer: VendorAnswer): void;
  /** While true, the server closes every connection. */
  down: boolean;
}

/** A server on a free port that simulates a vendor's API. */
export async function vendorServer(answer: (request: VendorRequest) => VendorAnswer): Promise<VendorServer> {
  const requests: VendorRequest[] = [];
  const planned: { readonly part: string; readonly answer: VendorAnswer }[] = [];
  const server = await localServer((incoming, text, response) => {
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
  const vendor: VendorServer = {
    ...server,
    requests,
    paths: () => requests.map(({ path }) => path),
    next: (part, instead) => void planned.push({ part, answer: instead }),
    down: false,
  };
  return vendor;
}

/** The tokens that a vendor issued and still accepts. */
export interface Tokens {
  /** The current token. All requests get the same one, until it expires. */
  give(): string;
  takes(token: string | null | undefined): boolean;
  /** Makes all issued tokens invalid. */
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
