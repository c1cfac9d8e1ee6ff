import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HookMethod, HookRequest } from '../sources/webhook/source.ts';
import type { Answer } from './answers.ts';

/** The request as the sender signed it. The body has its original bytes, also if API Gateway passed it as base64. */
export function hookRequestOf(event: APIGatewayProxyEventV2): HookRequest {
  const { method, sourceIp } = event.requestContext.http;
  return {
    method: method as HookMethod,
    headers: event.headers ?? {},
    query: queryOf(event.rawQueryString ?? ''),
    pathKey: event.pathParameters?.key,
    sourceIp,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/**
 * The source's name in a route such as `POST /hooks/feishu`. A key of the deployment may stand before the name, and the
 * sender's key after it.
 */
export function sourceOf({ routeKey }: Pick<APIGatewayProxyEventV2, 'routeKey'>): string {
  return /\/hooks\/(?:[^/{}]+\/)?([^/{}]+)(?:\/\{key\})?$/.exec(routeKey)?.[1] ?? '';
}

/** The answer for API Gateway: JSON, unless the sender requires a text. */
export function hookResponseOf({ status, headers, body }: Answer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** Parses the raw query text, because API Gateway's own parsing turns the `+` of unescaped base64 into a space. */
function queryOf(raw: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const pair of raw.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s).map(decoded);
    if (name !== '' && !Object.hasOwn(query, name)) query[name] = value;
  }
  return query;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
