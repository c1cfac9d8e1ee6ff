import * as z from 'zod';
import type { Deployment } from './deployment.ts';
import type { SecretStore } from './secrets/secret-store.ts';

const VARIABLE = /^WEBHOOK_SECRET_ARN_(\w+)$/;
const secretSchema = z.object({ current: z.string() });

/** The signing secret of each source as its sender has to be given it, found by the variables of the functions. */
export function webhookSecrets(
  { functions }: Pick<Deployment, 'functions'>,
  secrets: SecretStore,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, arn] of functions.flatMap(({ variables }) => Object.entries(variables))) {
    const source = VARIABLE.exec(name)?.[1];
    if (source === undefined) continue;
    const { current } = secretSchema.parse(JSON.parse(secrets.valueOf(arn)));
    found[source.toLowerCase().replaceAll('_', '-')] = `whsec_${current}`;
  }
  return found;
}
