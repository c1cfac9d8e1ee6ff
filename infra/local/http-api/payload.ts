import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Place } from '../assembly/resolver.ts';
import type { MatchedRoute } from './routes.ts';

export interface HttpRequest {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly matched: MatchedRoute;
  readonly requestId: string;
  readonly now: Date;
  readonly place: Place;
}

/** The event that API Gateway creates from a request, in payload format 2.0. Every byte of the body is preserved. */
export function httpEvent(request: HttpRequest): APIGatewayProxyEventV2 {
  const { incoming, body, matched, requestId, now, place } = request;
  const [rawPath = '/', rawQueryString = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const { cookie, ...headers } = headersOf(incoming);
  const { routeKey, apiId } = matched.route;
  const isText = isTextual(headers['content-type']) && isUtf8(body);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers,
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryOf(rawQueryString) }),
    ...(Object.keys(matched.pathParameters).length === 0 ? {} : { pathParameters: matched.pathParameters }),
    requestContext: {
      accountId: place.account,
      apiId,
      domainName: headers.host ?? 'localhost',
      domainPrefix: apiId,
      http: {
        method: incoming.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${incoming.httpVersion}`,
        sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** The headers, with names in lower case. If a header is repeated, its values are joined with a comma. */
function headersOf({ rawHeaders }: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    const value = rawHeaders[i + 1] ?? '';
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return headers;
}

function queryOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

const TEXT = /^\s*(text\/|application\/([\w.-]+\+)?(json|xml|javascript)\s*(;|$))/i;

function isTextual(contentType: string | undefined): boolean {
  return contentType === undefined || TEXT.test(contentType);
}

/** The time in the common log format, for example `21/Nov/2026:19:50:01 +0000`. */
function commonLogTime(now: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: Buffer;
}

const resultSchema = z.strictObject({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), z.string()),
  cookies: z.optional(z.array(z.string())),
  body: z.string(),
  isBase64Encoded: z.optional(z.boolean()),
});

/** The HTTP answer that a function returned. @throws Error naming an unsupported part, such as a list of headers. */
export function responseFrom(payload: string | undefined): HttpResponse {
  const parsed = resultSchema.safeParse(JSON.parse(payload ?? 'null'));
  if (!parsed.success) throw new Error(`its answer cannot be sent: ${z.prettifyError(parsed.error)}`);
  const { statusCode, headers, cookies = [], body, isBase64Encoded = false } = parsed.data;
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status: statusCode,
    headers: Object.fromEntries(lowered),
    cookies,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function gatewayAnswer(status: number, message: string): HttpResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return { status, headers: { 'content-type': 'application/json' }, body };
}

export const NOT_FOUND = gatewayAnswer(404, 'Not Found');
export const TOO_LARGE = gatewayAnswer(413, 'Request Entity Too Large');
export const INTERNAL_SERVER_ERROR = gatewayAnswer(500, 'Internal Server Error');
export const SERVICE_UNAVAILABLE = gatewayAnswer(503, 'Service Unavailable');
