import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HookMethod, HookRequest } from '../sources/webhook/source.ts';
import type { Answer } from './answers.ts';

/** The request as the sender signed it: the body's own bytes, whichever way API Gateway wrapped them. */
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

/** The source of a route: `POST /hooks/feishu`, with a key of the deployment before it, or its sender's behind it. */
export function sourceOf({ routeKey }: Pick<APIGatewayProxyEventV2, 'routeKey'>): string {
  return /\/hooks\/(?:[^/{}]+\/)?([^/{}]+)(?:\/\{key\})?$/.exec(routeKey)?.[1] ?? '';
}

/** The answer as API Gateway takes it: JSON unless its sender demands a text. */
export function hookResponseOf({ status, headers, body }: Answer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** From the raw text: API Gateway's own reading turns the `+` of unescaped base64 into a space. */
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
