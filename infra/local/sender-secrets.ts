import * as z from 'zod';
import { SOURCES } from '../../functions/sources/sources.ts';
import type { Deployment } from './deployment.ts';
import type { SecretStore } from './secrets/secret-store.ts';

const VARIABLE = /^WEBHOOK_SECRET_ARN_(\w+)$/;
const secretSchema = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

/** What senders sign with, by source. */
export interface SenderSecrets {
  /** Of senders of Standard Webhooks, `whsec_…`. */
  readonly webhookSecrets: Readonly<Record<string, string>>;
  /** Of the others, by the names of the vendor's parts. */
  readonly sourceSecrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The current entry of each source's secret, found by the variables of the functions. */
export function senderSecrets(
  { functions }: Pick<Deployment, 'functions'>,
  secrets: SecretStore,
): SenderSecrets {
  const webhookSecrets: Record<string, string> = {};
  const sourceSecrets: Record<string, Readonly<Record<string, string>>> = {};
  for (const [name, arn] of functions.flatMap(({ variables }) => Object.entries(variables))) {
    const source = VARIABLE.exec(name)?.[1]?.toLowerCase();
    if (source === undefined) continue;
    const { current } = secretSchema.parse(JSON.parse(secrets.valueOf(arn)));
    const entry = SOURCES.get(source);
    if (typeof current !== 'string') sourceSecrets[source] = current ?? {};
    else if (entry?.isKeyInPath) sourceSecrets[source] = { key: current };
    else webhookSecrets[source] = `whsec_${current}`;
  }
  return { webhookSecrets, sourceSecrets };
}
