import * as z from 'zod/mini';
import { publishedCalendar } from '../domain/calendar/calendar.ts';
import { systemClock, systemPace } from './adapters/clock.ts';
import { dynamodbClient } from './adapters/dynamodb/client.ts';
import { dynamodbStores } from './adapters/dynamodb/stores.ts';
import { managedSecrets } from './adapters/secrets.ts';
import { type FunctionEnvironment, observation } from './adapters/telemetry.ts';
import { everyFunction, familySchema } from './environment.ts';
import { registryWords } from './intake/registry-lookup.ts';
import { configuredApis } from './sources/configured-access.ts';

/**
 * What the functions behind a queue or a schedule are composed of: the whole table as its ports, the registry's words,
 * log and counts, calendar and clock. receive-event takes single ports, so that less loads before its first event.
 */
export function commonPorts(env: FunctionEnvironment & { readonly TABLE_NAME: string }) {
  const { observed, ...telemetry } = observation(env);
  const stores = dynamodbStores(dynamodbClient(), env.TABLE_NAME, { clock: systemClock, ...telemetry });
  const words = registryWords(stores.registry, systemClock);
  const ports = { ...stores, ...telemetry, ...words, calendar: publishedCalendar, clock: systemClock };
  return { observed, ports };
}

/** The environment of a function that asks HR systems. */
export const apiEnvironment = z.object({
  ...everyFunction,
  DATA_KEY_SECRET_ARN: z.string(),
  API_SECRET_ARN_: familySchema,
});

/** The same for a function that asks HR systems as well. @param timeoutMilliseconds of one call. */
export function portsWithApis(env: z.infer<typeof apiEnvironment>, timeoutMilliseconds: number) {
  const { observed, ports } = commonPorts(env);
  const { API_SECRET_ARN_: arns, DATA_KEY_SECRET_ARN: dataKey } = env;
  const apis = configuredApis(arns, { clock: systemClock, pace: systemPace, timeoutMilliseconds });
  return { observed, ports: { ...ports, ...apis, secrets: managedSecrets(arns, dataKey, systemClock) } };
}
