import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AsyncInvoker } from '../lambda/async-invoker.ts';
import type { FunctionPool } from '../lambda/function-pool.ts';

/** Answers `Invoke` as Lambda does, so that tools reach a function here with the SDK's own client. */
export async function answerInvoke(
  target: FunctionPool | undefined,
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  asyncInvoker: AsyncInvoker,
): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
  if (target === undefined) {
    const errorType = { ...headers, 'x-amzn-errortype': 'ResourceNotFoundException' };
    response.writeHead(404, errorType).end(JSON.stringify({ Message: 'Function not found' }));
    return;
  }
  const type = incoming.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'DryRun') {
    response.writeHead(204, headers).end();
    return;
  }
  const event: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
  if (type === 'Event') {
    asyncInvoker.invoke(target, event);
    response.writeHead(202, headers).end();
    return;
  }
  const invocation = await target.invoke(event);
  if (invocation.ok) {
    response.writeHead(200, headers).end(invocation.payload ?? 'null');
  } else {
    response
      .writeHead(200, { ...headers, 'x-amz-function-error': 'Unhandled' })
      .end(JSON.stringify(invocation.error));
  }
}
