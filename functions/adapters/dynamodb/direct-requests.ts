import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * The operations that bulk work uses. For these operations, the SDK's input and output equal the JSON that is sent and
 * received.
 */
const DIRECT = new Set([
  'QueryCommand',
  'GetItemCommand',
  'BatchGetItemCommand',
  'TransactWriteItemsCommand',
]);

/** DynamoDB's errors for lack of capacity. */
const THROTTLED = /Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded/;

type Origin = { readonly protocol: string; readonly hostname: string; readonly port?: number };

/**
 * Signs and sends plain reads and transactions without the SDK, which would take three times the processor time. If a
 * request fails, the SDK repeats it, with its own retries and errors.
 * @returns a function that counts the throttled requests.
 */
export function sendDirectly(client: DynamoDBClient): () => number {
  let origin: Origin | undefined;
  let throttles = 0;
  const sign = signer(client);
  // The first request goes through the SDK, which resolves the endpoint.
  client.middlewareStack.add(
    (next) => (args) => {
      const { protocol, hostname, port } = args.request as Origin;
      origin = { protocol, hostname, ...(port !== undefined && { port }) };
      return next(args);
    },
    { step: 'finalizeRequest', name: 'noteOrigin' },
  );
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const body = JSON.stringify(args.input);
        if (origin === undefined || !DIRECT.has(commandName) || BYTES.test(body)) return next(args);
        const target = `DynamoDB_20120810.${commandName.replace(/Command$/, '')}`;
        const answer = await post(client, origin, await sign(origin, target, body), body).catch(
          () => undefined,
        );
        if (answer?.status === 200 && !BYTES.test(answer.text))
          return { output: { ...JSON.parse(answer.text), $metadata: {} }, response: undefined };
        if (THROTTLED.test(answer?.text ?? '')) throttles += 1;
        return next(args);
      },
    { step: 'initialize', name: 'sendDirectly', priority: 'high' },
  );
  return () => throttles;
}

async function post(
  { config }: DynamoDBClient,
  origin: Origin,
  headers: Readonly<Record<string, string>>,
  body: string,
) {
  const request = { ...origin, method: 'POST', path: '/', query: {}, headers, body };
  const { response } = await config.requestHandler.handle(request as never);
  return { status: response.statusCode, text: await text(response.body) };
}

function signer({ config }: DynamoDBClient) {
  let last: { readonly of: string; readonly key: KeyObject } | undefined;
  const keyOf = (secret: string, scope: readonly string[]) => {
    const of = [secret, ...scope].join('/');
    if (last?.of !== of)
      last = { of, key: createSecretKey(scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`))) };
    return last.key;
  };
  return async ({ hostname, port }: Origin, target: string, body: string) => {
    const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
    const now = new Date(Date.now() + config.systemClockOffset);
    const at = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const headers: Record<string, string> = {
      'content-type': 'application/x-amz-json-1.0',
      host: port === undefined ? hostname : `${hostname}:${port}`,
      'x-amz-date': at,
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
      'x-amz-target': target,
    };
    const names = Object.keys(headers).join(';');
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
    const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
    const scope = [at.slice(0, 8), await config.region(), 'dynamodb', 'aws4_request'];
    const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(canonical)].join('\n');
    const signature = hmac(keyOf(secretAccessKey, scope), text).toString('hex');
    const credential = `${accessKeyId}/${scope.join('/')}`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...headers, 'content-length': String(Buffer.byteLength(body)), authorization };
  };
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function hmac(key: Buffer | KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Matches binary attributes: they have another form in JSON than in the SDK. */
const BYTES = /"BS?":/;
