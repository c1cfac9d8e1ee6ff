import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Place } from '../assembly/resolver.ts';
import { findFunction } from '../lambda/function-definitions.ts';
import type { FunctionPool } from '../lambda/function-pool.ts';
import { closeServer, listenLocally } from '../ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { needsOf, type RecordedCall } from './recorder.ts';
import { answerSecret } from './secrets-api.ts';

/** The services behind the gateway. They are known only after the assembly is read. */
export interface Backends {
  readonly place: Place;
  readonly secrets: SecretStore;
  readonly functions: readonly FunctionPool[];
  /** Origins of the services that run elsewhere, by the name in the signature. */
  readonly origins: Readonly<Record<string, string>>;
}

/** Answers for Secrets Manager and Lambda. With `calls` it also proxies the other services and records every call. */
export interface Gateway {
  readonly url: string;
  serve(backends: Backends): void;
  stop(): Promise<void>;
}

export async function startGateway(instance: string, calls?: RecordedCall[]): Promise<Gateway> {
  let backends: Backends | undefined;
  const server = createServer((incoming, response) => {
    if (incoming.url === '/instance') {
      response.end(instance);
    } else if (backends === undefined) {
      response.writeHead(503).end();
    } else {
      handle(incoming, response, backends, calls).catch((error: Error) => {
        if (!response.headersSent) response.writeHead(502);
        response.end(JSON.stringify({ __type: 'InternalFailure', message: error.message }));
      });
    }
  });
  const port = await listenLocally(server, 0, '--port');
  return {
    url: `http://127.0.0.1:${port}`,
    serve: (given) => {
      backends = given;
    },
    stop: () => closeServer(server),
  };
}

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations/;
const CONFIGURATION = /^\/2015-03-31\/functions\/([^/]+)\/configuration/;

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  backends: Backends,
  calls: RecordedCall[] | undefined,
): Promise<void> {
  const body = await buffer(incoming);
  const caller = callerOf(incoming.headers.authorization);
  const record = (call: Omit<RecordedCall, 'caller'>) => {
    const isFunction = backends.functions.some((f) => f.definition.logicalId === caller?.accessKeyId);
    calls?.push({ caller: isFunction ? caller?.accessKeyId : undefined, ...call });
  };
  const [, invoked] = INVOKE.exec(incoming.url ?? '') ?? [];
  if (invoked !== undefined) {
    const target = findFunction(backends.functions, decodeURIComponent(invoked));
    record(single('lambda', 'Invoke', 'InvokeFunction', target?.definition.arn ?? invoked));
    return answerInvoke(target, incoming, body, response);
  }
  const [, configured] = CONFIGURATION.exec(incoming.url ?? '') ?? [];
  if (configured !== undefined) {
    const target = findFunction(backends.functions, decodeURIComponent(configured));
    const right = 'GetFunctionConfiguration';
    record(single('lambda', right, right, target?.definition.arn ?? configured));
    return answerConfiguration(target, response);
  }
  const action = actionOf(incoming, body);
  if (caller?.service === 'secretsmanager') {
    const { SecretId } = JSON.parse(body.toString() || '{}');
    const arn = backends.secrets.find(SecretId)?.arn ?? String(SecretId);
    record(single('secretsmanager', action, action, arn));
    return answerSecret(action, body, response, backends.secrets);
  }
  const origin = backends.origins[caller?.service ?? ''];
  if (caller === undefined || origin === undefined) {
    response.writeHead(400).end(JSON.stringify({ __type: 'UnknownOperationException' }));
    return;
  }
  const { service } = caller;
  record({ service, action, needs: needsOf({ service, action, body: body.toString() }, backends.place) });
  await forward(incoming, body, response, origin);
}

const CREDENTIAL = /Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/;

/** The caller and the service, as the request's signature names them; undefined if the request is not signed. */
function callerOf(authorization: string | undefined) {
  const [, accessKeyId, service] = CREDENTIAL.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}

/** Answers `Invoke` as Lambda does, so that tools can call a function here with the SDK's own client. */
async function answerInvoke(
  target: FunctionPool | undefined,
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const headers = { ...JSON_HEADERS, 'x-amz-executed-version': '$LATEST' };
  const type = incoming.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (target === undefined) {
    notFound(response);
  } else if (type !== 'RequestResponse') {
    const message = `the local Lambda does not support invocations of type ${type}`;
    refuse(response, 400, 'InvalidParameterValueException', message);
  } else {
    const invocation = await target.invoke(body.length === 0 ? {} : JSON.parse(body.toString()));
    if (invocation.ok) response.writeHead(200, headers).end(invocation.payload ?? 'null');
    else
      response
        .writeHead(200, { ...headers, 'x-amz-function-error': 'Unhandled' })
        .end(JSON.stringify(invocation.error));
  }
}

/** Answers with the variables that the template sets. Tools ask for nothing else. */
function answerConfiguration(target: FunctionPool | undefined, response: ServerResponse): void {
  if (target === undefined) {
    notFound(response);
    return;
  }
  const { name, variables } = target.definition;
  const configuration = { FunctionName: name, Environment: { Variables: variables } };
  response.writeHead(200, JSON_HEADERS).end(JSON.stringify(configuration));
}

const JSON_HEADERS = { 'content-type': 'application/json' };

function notFound(response: ServerResponse): void {
  refuse(response, 404, 'ResourceNotFoundException', 'Function not found');
}

function refuse(response: ServerResponse, status: number, errorType: string, Message: string): void {
  response
    .writeHead(status, { ...JSON_HEADERS, 'x-amzn-errortype': errorType })
    .end(JSON.stringify({ Message }));
}

function single(service: string, action: string, right: string, resource: string) {
  return { service, action, needs: [{ action: `${service}:${right}`, resource }] };
}

/** JSON protocols name the action in a header, the query protocol in the body, REST ones in the path. */
function actionOf(incoming: IncomingMessage, body: Buffer): string {
  const target = incoming.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  if (incoming.headers['content-type']?.includes('x-www-form-urlencoded'))
    return new URLSearchParams(body.toString()).get('Action') ?? 'unknown';
  return `${incoming.method} ${incoming.url}`;
}

function forward(
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  origin: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { host: _host, 'transfer-encoding': _encoding, ...headers } = incoming.headers;
    const onward = request(
      new URL(incoming.url ?? '/', origin),
      { method: incoming.method, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.once('error', reject);
        response.once('close', resolve);
      },
    );
    // If the caller aborts a long poll, the poll must not continue to receive messages.
    response.once('close', () => onward.destroy());
    onward.on('error', reject);
    onward.end(body);
  });
}
