import { randomUUID } from 'node:crypto';
import { systemClock } from '../../functions/adapters/clock.ts';
import { keptAssembly } from './assembly/kept-assembly.ts';
import { claim, type DataDirectory, dataDirectory, wipe } from './data-directory.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { startGateway } from './gateway/gateway.ts';
import type { RecordedCall } from './gateway/recorder.ts';
import { startHttpApi } from './http-api/http-api.ts';
import { type LocalJson, writeLocalJson } from './local-json.ts';
import { cannedBounce } from './mail-feedback.ts';
import { type KeptMail, startMailServer } from './mail-server.ts';
import { type Driving, driving, functionNamed, startRuntime } from './runtime.ts';
import { openSecretStore } from './secrets/secret-store.ts';
import { senderSecrets } from './secrets/sender-secrets.ts';
import { createClients, createResources, startDataServices, startSweeping } from './services.ts';
import { createStops, type Stops, settled } from './stops.ts';

export interface LocalStackOptions {
  readonly data: string;
  /** The port of the HTTP API. 0, the default, means any free port. */
  readonly port?: number;
  readonly mailPort?: number;
  /** Whether the data of earlier runs in `data` are removed. */
  readonly fresh?: boolean;
  /** Whether the table and the queues are only in memory: faster, and lost when the stack stops. */
  readonly inMemory?: boolean;
  /** Whether the functions' logs are printed to stderr too. */
  readonly verbose?: boolean;
  /** A synthesized assembly to run. If absent, the app is synthesized. */
  readonly assemblyDirectory?: string;
  /** Variables for synthesizing, in addition to those of the runner's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Values that an administrator enters into secrets, by secret name. */
  readonly secretValues?: Readonly<Record<string, string>>;
  /** URLs of services to use instead of the embedded ones. */
  readonly endpoints?: { readonly dynamodb?: string | undefined; readonly ses?: string | undefined };
  /** Whether every call of the functions to a service is recorded; see `calls`. */
  readonly record?: boolean;
  /** Whether schedules start their functions by themselves; true by default. */
  readonly schedules?: boolean;
  /** Aborts synthesizing. */
  readonly signal?: AbortSignal;
  readonly warn?: (message: string) => void;
  /** Called if an embedded service has ended by itself, so that the stack no longer works. */
  readonly onFatal?: (message: string) => void;
}

/** The running stack, including the content of local.json. */
export interface LocalStack extends LocalJson, Driving {
  readonly deployment: Deployment;
  /** The recorded calls; empty unless `record` is set. */
  readonly calls: readonly RecordedCall[];
  mails(): readonly KeptMail[];
  /** Delivers a mail event to the stack as SES would. @throws Error if mail does not go through SES. */
  notifyMail(event: object): Promise<void>;
  /** Sets the people whom the mailbox offers to sign in to the portal: names by address. */
  introduce(people: ReadonlyMap<string, string>): void;
  stop(): Promise<void>;
}

/**
 * Synthesizes and runs the app.
 * @throws PortTaken, or Error if something else prevents the start; then nothing keeps running.
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
  const data = dataDirectory(options.data);
  const calls: RecordedCall[] | undefined = options.record ? [] : undefined;
  const servers = await startServers(options, data, calls, stops);
  const { deployment, secrets, functions } = await deploy(servers, options, data, stops);
  const { api, mail, gateway, services } = servers;
  const local: LocalJson = {
    api: api.url,
    ...(hasPortal(deployment) && { portal: api.url }),
    mail: mail.url,
    dynamodb: services.dynamodbEndpoint,
    sqs: services.queues.endpoint,
    lambda: gateway.url,
    region: deployment.place.region,
    table: deployment.tables[0]?.create.TableName ?? '',
    ...senderSecrets(deployment.functions, secrets),
    functions: Object.fromEntries(deployment.functions.map(({ logicalId, name }) => [logicalId, name])),
    queues: Object.fromEntries(deployment.queues.map(({ logicalId, url }) => [logicalId, url])),
    pid: process.pid,
  };
  stops.add(writeLocalJson(data.localJson, local));
  if (local.portal !== undefined) mail.openWith(local.portal, new Map());
  const topic = deployment.mailFeedbackTopic;
  const notifyMail = async (event: object) => {
    if (topic === undefined) throw new Error('this stack gets no mail notifications');
    await services.queues.publish(topic, JSON.stringify(event));
  };
  if (topic !== undefined)
    mail.bounceTo((address, id) => notifyMail(cannedBounce(address, id, systemClock.now())));
  return {
    ...local,
    ...driving(deployment, functions, services.queues),
    deployment,
    calls: calls ?? [],
    mails: mail.mails,
    notifyMail,
    introduce: (people) => {
      if (local.portal !== undefined) mail.openWith(local.portal, people);
    },
    stop: stops.run,
  };
}

function hasPortal({ routes }: Deployment): boolean {
  return routes.some(({ routeKey }) => routeKey === 'GET /');
}

type Servers = Awaited<ReturnType<typeof startServers>>;

/**
 * Claims the data directory and starts all servers. Servers whose port the user chose start first, so that a taken port
 * is reported at once.
 * @returns the servers and the assembly. `origins` are the real addresses of the services. `endpoints` are the
 * addresses that functions use: for Secrets Manager and Lambda always the gateway, for the other services only if calls
 * are recorded.
 */
async function startServers(
  options: LocalStackOptions,
  data: DataDirectory,
  calls: RecordedCall[] | undefined,
  stops: Stops,
) {
  const instance = randomUUID();
  const gateway = await startGateway(instance, calls);
  stops.add(gateway.stop);
  stops.add(await claim(data, { pid: process.pid, instance, url: gateway.url }));
  if (options.fresh) wipe(data);
  const api = await startHttpApi(options.port ?? 0);
  stops.add(api.stop);
  const mail = await startMailServer(options.mailPort ?? 0, data.mails);
  stops.add(mail.stop);
  const [services, assemblyDirectory] = await settled(
    startDataServices(
      options.inMemory ? undefined : data,
      options.endpoints?.dynamodb,
      stops,
      options.onFatal ?? (() => undefined),
    ),
    options.assemblyDirectory === undefined
      ? keptAssembly(data.assembly, options)
      : Promise.resolve(options.assemblyDirectory),
  );
  const origins = {
    dynamodb: services.dynamodbEndpoint,
    sqs: services.queues.endpoint,
    ses: options.endpoints?.ses ?? mail.url,
  };
  const { url } = gateway;
  const seen = calls === undefined ? origins : { dynamodb: url, sqs: url, ses: url };
  const endpoints = { ...seen, secretsManager: url, lambda: url };
  return { gateway, api, mail, services, assemblyDirectory, origins, endpoints };
}

/** Creates the resources of the assembly, starts the schedules and queues that call its functions, and opens the API. */
async function deploy(servers: Servers, options: LocalStackOptions, data: DataDirectory, stops: Stops) {
  const { gateway, api, services, endpoints, origins } = servers;
  const { warn = () => undefined } = options;
  const deployment = readDeployment(
    servers.assemblyDirectory,
    { queueOrigin: endpoints.sqs, apiOrigin: api.url },
    warn,
  );
  const { place, routes } = deployment;
  const clients = createClients(services, place.region, stops);
  await createResources(clients, deployment);
  services.queues.subscribe(deployment.subscriptions, place.region);
  startSweeping(clients, deployment, stops, warn);
  const secrets = openSecretStore(data.secrets, deployment.secrets, options.secretValues);
  const functions = startRuntime({
    deployment,
    sqs: clients.sqs,
    queues: services.queues,
    endpoints,
    functionLog: data.functionLog,
    verbose: options.verbose ?? false,
    schedules: options.schedules ?? true,
    stops,
    warn,
  });
  gateway.serve({ place, secrets, origins, functions });
  api.serve({ place, routes, functionFor: (arn) => functionNamed(functions, arn), warn });
  // The API stops first, because requests in progress need everything else.
  stops.add(api.stop);
  return { deployment, secrets, functions };
}
