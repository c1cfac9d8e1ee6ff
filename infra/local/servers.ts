import { randomUUID } from 'node:crypto';
import { keptAssembly } from './assembly/kept-assembly.ts';
import { claim, type DataDirectory, wipe } from './data-directory.ts';
import { type Gateway, startGateway } from './gateway/gateway.ts';
import type { Recorder } from './gateway/recorder.ts';
import { type HttpApi, startHttpApi } from './http-api/http-api.ts';
import type { Endpoints } from './lambda/environment.ts';
import type { LocalStackOptions } from './local-stack-options.ts';
import { type MailServer, startMailServer } from './mail/mail-server.ts';
import { type DataServices, startDataServices } from './services.ts';
import { type Stops, settled } from './stops.ts';

/** Everything that listens, before it is known what is deployed; and the assembly that says so. */
export interface Servers {
  readonly gateway: Gateway;
  readonly api: HttpApi;
  readonly mail: MailServer;
  readonly services: DataServices;
  readonly assemblyDirectory: string;
  /** Where each service really is. */
  readonly origins: Pick<Endpoints, 'dynamodb' | 'sqs' | 'ses'>;
  /** Where the functions are told that it is: at the gateway, when their calls are recorded. */
  readonly endpoints: Endpoints;
}

/**
 * Claims the data directory and starts every server. The ports that somebody chose come first, so that one that is
 * taken is reported at once.
 */
export async function startServers(
  options: LocalStackOptions,
  data: DataDirectory,
  recorder: Recorder | undefined,
  stops: Stops,
): Promise<Servers> {
  const instance = randomUUID();
  const gateway = await startGateway(instance, recorder);
  stops.add(gateway.stop);
  stops.add(await claim(data, { pid: process.pid, instance, url: gateway.url }));
  if (options.fresh) wipe(data);
  const api = await startHttpApi(options.port ?? 0);
  stops.add(api.stop);
  const mail = await startMailServer(options.mailPort ?? 0, data.mails);
  stops.add(mail.stop);
  const [services, assemblyDirectory] = await settled(
    startDataServices(data, options.endpoints?.dynamodb, stops, options.onFatal ?? (() => undefined)),
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
  const seen = recorder === undefined ? origins : { dynamodb: url, sqs: url, ses: url };
  const endpoints = { ...seen, secretsManager: url, lambda: url };
  return { gateway, api, mail, services, assemblyDirectory, origins, endpoints };
}
