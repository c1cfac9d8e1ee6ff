import { dataDirectory } from './data-directory.ts';
import { deploy } from './deploy.ts';
import type { Deployment } from './deployment.ts';
import { type Driving, driving } from './driving.ts';
import { createRecorder, type RecordedCall } from './gateway/recorder.ts';
import { type LocalJson, writeLocalJson } from './local-json.ts';
import type { LocalStackOptions } from './local-stack-options.ts';
import type { KeptMail } from './mail/mail-server.ts';
import { senderSecrets } from './sender-secrets.ts';
import { startServers } from './servers.ts';
import { createStops, type Stops } from './stops.ts';

export type { LocalStackOptions } from './local-stack-options.ts';

/** The running stack. It also carries what local.json tells. */
export interface LocalStack extends LocalJson, Driving {
  readonly deployment: Deployment;
  /** What was recorded so far; empty unless `record` was asked for. */
  readonly calls: readonly RecordedCall[];
  /** Enters a secret's value, as an administrator would. */
  putSecret(name: string, value: string): void;
  mails(): readonly KeptMail[];
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
  const data = dataDirectory(options.data);
  const recorder = options.record ? createRecorder() : undefined;
  const servers = await startServers(options, data, recorder, stops);
  const { deployment, secrets, runtime } = await deploy(servers, options, data, stops);
  const { api, mail, gateway, services } = servers;
  const local: LocalJson = {
    api: api.url,
    mail: mail.url,
    dynamodb: services.dynamodbEndpoint,
    sqs: services.queues.endpoint,
    lambda: gateway.url,
    region: deployment.place.region,
    table: deployment.tables[0]?.create.TableName ?? '',
    ...senderSecrets(deployment, secrets),
    functions: Object.fromEntries(deployment.functions.map(({ logicalId, name }) => [logicalId, name])),
    queues: Object.fromEntries(deployment.queues.map(({ logicalId, url }) => [logicalId, url])),
    pid: process.pid,
  };
  stops.add(writeLocalJson(data.localJson, local));
  return {
    ...local,
    ...driving(deployment, runtime, services.queues),
    deployment,
    calls: recorder?.calls ?? [],
    putSecret: secrets.put,
    mails: mail.mails,
    stop: stops.run,
  };
}
