import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HookRequest } from '../hris/source.ts';

/** The request as the sender signed it: the body's own bytes, whichever way API Gateway wrapped them. */
export function hookRequestOf(event: APIGatewayProxyEventV2): HookRequest {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  return { headers: event.headers ?? {}, body };
}
