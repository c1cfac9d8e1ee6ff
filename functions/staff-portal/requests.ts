import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Context, MiddlewareHandler } from 'hono';

/** Data of a request that are not in the Request object. */
export interface RequestBindings {
  readonly ip: string;
}

const LARGEST_BODY = 256 * 1024;
/** Lambda accepts 6 MB, and base64 makes a file a third longer. */
export const LARGEST_FILE = 4 * 1024 * 1024;
const WITH_FILE = /^\/(batch\/fill|units\/[\w-]+\/(bills|insured|roster))$/;

/** Converts the event of an HTTP API (payload format 2.0) to a request. */
export function requestOf(event: APIGatewayProxyEventV2): Request {
  const { headers, cookies = [], rawPath, rawQueryString, requestContext, body, isBase64Encoded } = event;
  const { method } = requestContext.http;
  // API Gateway sets this header and always uses TLS. A local stack sets no such header.
  const scheme = headers['x-forwarded-proto'] ?? 'http';
  const url = `${scheme}://${requestContext.domainName}${rawPath}${rawQueryString ? `?${rawQueryString}` : ''}`;
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) given.set(name, value);
  if (cookies.length > 0) given.set('cookie', cookies.join('; '));
  const content = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers: given, ...(hasBody && { body: content }) });
}

/** Converts a response for an HTTP API. */
export async function resultOf(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') headers[name] = value;
  });
  const cookies = response.headers.getSetCookie();
  const body = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers,
    ...(cookies.length > 0 && { cookies }),
    ...(isUtf8(body)
      ? { body: body.toString('utf8') }
      : { body: body.toString('base64'), isBase64Encoded: true }),
  };
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The referrer policy must not be `no-referrer`, which would turn a form's own Origin into `null`. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
};

/** Adds the security headers to every answer. Pages are never cached; assets override this. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
};

const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Checks that a POST comes from a form of this portal.
 * @returns the status of the refusal; undefined if it is accepted.
 */
export function refusedPost(c: Context): 403 | 413 | 415 | undefined {
  const site = c.req.header('sec-fetch-site');
  const isOwn =
    site === undefined ? c.req.header('origin') === new URL(c.req.url).origin : site === 'same-origin';
  if (!isOwn) return 403;
  if (!FORM_TYPES.test(c.req.header('content-type') ?? '')) return 415;
  const most = WITH_FILE.test(c.req.path) ? LARGEST_FILE + LARGEST_BODY : LARGEST_BODY;
  return Number(c.req.header('content-length') ?? 0) > most ? 413 : undefined;
}

/**
 * The path to open after sign-in. It must be in this portal; otherwise the inbox is opened. A path with `\` is not
 * accepted, because browsers read it as `/`.
 */
export function localPath(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(given) && given.length <= 2000 ? given : '/';
}

/** `Chrome, Windows`: enough for people to recognise their own browsers. */
export function browserName(userAgent: string | undefined): string {
  const agent = userAgent ?? '';
  const named = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = named([
    [/wxwork/i, '企业微信'],
    [/MicroMessenger/i, '微信'],
    [/DingTalk/i, '钉钉'],
    [/Lark|Feishu/i, '飞书'],
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = named([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  return [browser ?? '浏览器', system].filter((part) => part !== undefined).join(' · ');
}
