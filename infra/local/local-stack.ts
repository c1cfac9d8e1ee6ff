import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptAssembly } from './assembly/kept-assembly.ts';
import { claim, dataDirectory, wipe } from './data-directory.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { type Gateway, startGateway } from './gateway/gateway.ts';
import { createRecorder, type RecordedCall } from './gateway/recorder.ts';
import { startHttpApi } from './http-api/http-api.ts';
import type { Endpoints } from './lambda/environment.ts';
import type { Invocation } from './lambda/invocation.ts';
import { type LocalJson, writeLocalJson } from './local-json.ts';
import { type KeptMail, startMailServer } from './mail/mail-server.ts';
import type { QueueServer } from './queues/queue-server.ts';
import { functionNamed, type Runtime, startRuntime } from './runtime.ts';
import { inputAt } from './schedule/schedule-definitions.ts';
import { openSecretStore } from './secrets/secret-store.ts';
import { createClients, createResources, startDataServices, startSweeping } from './services.ts';
import { createStops, type Stops, settled } from './stops.ts';
import { webhookSecrets } from './webhook-secrets.ts';

export interface LocalStackOptions {
  /** The directory that keeps everything. */
  readonly data: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly mailPort?: number;
  /** Removes what earlier runs kept in `data`. */
  readonly fresh?: boolean;
  /** The functions' logs go to stderr too. */
  readonly verbose?: boolean;
  /** A synthesized assembly to run; synthesized anew when absent. */
  readonly assemblyDirectory?: string;
  /** Variables for synthesizing, on top of the process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Services to use in place of the embedded ones, as URLs. */
  readonly endpoints?: { readonly dynamodb?: string | undefined; readonly ses?: string | undefined };
  /** Notes every call of the functions to a service; see `calls`. */
  readonly record?: boolean;
  /** Whether schedules fire by themselves; true unless said otherwise. */
  readonly schedules?: boolean;
  /** Gives up synthesizing. */
  readonly signal?: AbortSignal;
  readonly warn?: (message: string) => void;
  /** An embedded part ended by itself: nothing works any more. */
  readonly onFatal?: (message: string) => void;
}

/** The running stack. It also carries what local.json tells. */
export interface LocalStack extends LocalJson {
  readonly deployment: Deployment;
  /** What was recorded so far; empty unless `record` was asked for. */
  readonly calls: readonly RecordedCall[];
  mails(): readonly KeptMail[];
  /** @param name physical name, ARN or logical id. @throws Error naming those there are. */
  invoke(name: string, event: unknown): Promise<Invocation>;
  /** Invokes a schedule's target as at that time, and waits for it. @param name name or logical id. */
  fireSchedule(name: string, at: Date): Promise<Invocation>;
  /** Waits until no queue that feeds a function holds a message. @throws Error when that takes too long. */
  drained(withinMilliseconds?: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Synthesizes the app and runs it on this machine; resolves when everything answers.
 * @throws PortTaken naming the flag, and Error for whatever else is in the way; nothing is left running then.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const stops = createStops();
  try {
    return await start(options, stops);
  } catch (error) {
    await stops.run();
    throw error;
  }
}

async function start(options: LocalStackOptions, stops: Stops): Promise<LocalStack> {
  const { port = 0, mailPort = 0, warn = () => undefined, onFatal = () => undefined } = options;
  const data = dataDirectory(options.data);
  const recorder = options.record ? createRecorder() : undefined;
  const instance = randomUUID();
  const gateway = await startGateway(instance, recorder);
  stops.add(gateway.stop);
  stops.add(await claim(data, { pid: process.pid, instance, url: gateway.url }));
  if (options.fresh) wipe(data);
  const api = await startHttpApi(port);
  stops.add(api.stop);
  const mail = await startMailServer(mailPort, data.mails);
  stops.add(mail.stop);

  const [services, assembly] = await settled(
    startDataServices(data, options.endpoints?.dynamodb, stops, onFatal),
    options.assemblyDirectory === undefined
      ? keptAssembly(data.assembly, options)
      : Promise.resolve(options.assemblyDirectory),
  );
  const endpoints = endpointsFor(gateway, recorder !== undefined, {
    dynamodb: services.dynamodbEndpoint,
    sqs: services.queues.endpoint,
    ses: options.endpoints?.ses ?? mail.url,
  });
  const origins = { apiOrigin: api.url, queueOrigin: endpoints.sqs };
  const deployment = readDeployment(assembly, origins, warn);
  const clients = createClients(services, deployment.place.region, stops);
  await createResources(clients, deployment);
  await startSweeping(clients, deployment, stops, warn);
  const secrets = openSecretStore(data.secrets, deployment.secrets);
  const runtime = startRuntime({
    deployment,
    clients,
    endpoints,
    functionLog: data.functionLog,
    verbose: options.verbose ?? false,
    schedules: options.schedules ?? true,
    stops,
    warn,
  });
  gateway.serve({
    place: deployment.place,
    secrets,
    ...runtime,
    origins: {
      dynamodb: services.dynamodbEndpoint,
      sqs: services.queues.endpoint,
      ses: options.endpoints?.ses ?? mail.url,
    },
  });
  api.serve({
    place: deployment.place,
    routes: deployment.routes,
    functionFor: (arn) => functionNamed(runtime.functions, arn),
  });
  // Requests under way need everything else, so the API stops first.
  stops.add(api.stop);
  const local: LocalJson = {
    api: api.url,
    mail: mail.url,
    dynamodb: services.dynamodbEndpoint,
    sqs: services.queues.endpoint,
    lambda: gateway.url,
    region: deployment.place.region,
    table: deployment.tables[0]?.create.TableName ?? '',
    webhookSecrets: webhookSecrets(deployment, secrets),
    functions: Object.fromEntries(deployment.functions.map(({ logicalId, name }) => [logicalId, name])),
    queues: Object.fromEntries(deployment.queues.map(({ logicalId, url }) => [logicalId, url])),
    pid: process.pid,
  };
  stops.add(writeLocalJson(data.localJson, local));
  return {
    ...local,
    deployment,
    calls: recorder?.calls ?? [],
    mails: mail.mails,
    ...invoking(deployment, runtime),
    drained: (within = 60_000) => drained(deployment, services.queues, within),
    stop: stops.run,
  };
}

/** Functions reach the services directly; where calls are recorded, through the gateway. */
function endpointsFor(
  { url }: Gateway,
  recorded: boolean,
  direct: Pick<Endpoints, 'dynamodb' | 'sqs' | 'ses'>,
): Endpoints {
  const others = { secretsManager: url, lambda: url };
  return recorded ? { dynamodb: url, sqs: url, ses: url, ...others } : { ...direct, ...others };
}

function invoking(
  deployment: Deployment,
  { functions }: Runtime,
): Pick<LocalStack, 'invoke' | 'fireSchedule'> {
  return {
    invoke: async (name, event) => functionNamed(functions, name).invoke(event),
    fireSchedule: async (name, at) => {
      const schedule = deployment.schedules.find((s) => s.name === name || s.logicalId === name);
      if (schedule === undefined) {
        const known = deployment.schedules.map((s) => s.name).join(', ');
        throw new Error(`there is no schedule ${name}; there are ${known || 'none'}`);
      }
      return functionNamed(functions, schedule.target).invoke(inputAt(schedule, at));
    },
  };
}

async function drained(deployment: Deployment, queues: QueueServer, within: number): Promise<void> {
  const fed = new Set(deployment.eventSources.map(({ queueArn }) => queueArn));
  const names = deployment.queues.filter(({ arn }) => fed.has(arn)).map(({ name }) => name);
  const deadline = Date.now() + within;
  for (;;) {
    const left = names.reduce((sum, name) => sum + queues.waiting(name), 0);
    if (left === 0) return;
    if (Date.now() > deadline)
      throw new Error(`${left} messages are still on ${names.join(', ')} after ${within} ms`);
    await sleep(20);
  }
}
