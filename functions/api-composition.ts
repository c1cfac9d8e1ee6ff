import * as z from 'zod/mini';
import { systemClock, systemPace } from './adapters/clock.ts';
import { managedSecrets } from './adapters/secrets.ts';
import { commonPorts } from './composition.ts';
import { everyFunction, familySchema, hostsSchema } from './environment.ts';
import { configuredApis } from './sources/configured-access.ts';

/** The environment of a function that calls HR systems' APIs. */
export const apiEnvironment = z.object({
  ...everyFunction,
  DATA_KEY_SECRET_ARN: z.string(),
  API_SECRET_ARN_: familySchema,
  API_HOSTS: z.optional(hostsSchema),
});

/** The ports of a function that calls HR systems' APIs. @param timeoutMilliseconds the time limit of one call. */
export function portsWithApis(env: z.infer<typeof apiEnvironment>, timeoutMilliseconds: number) {
  const { observed, ports } = commonPorts(env);
  const { API_SECRET_ARN_: arns, DATA_KEY_SECRET_ARN: dataKey } = env;
  const pace = { clock: systemClock, pace: systemPace, timeoutMilliseconds };
  const apis = configuredApis(arns, { ...pace, hosts: env.API_HOSTS });
  return { observed, ports: { ...ports, ...apis, secrets: managedSecrets(arns, dataKey, systemClock) } };
}
