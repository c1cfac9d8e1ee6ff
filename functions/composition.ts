import { publishedCalendar } from '../domain/calendar/calendar.ts';
import { systemClock } from './adapters/clock.ts';
import { dynamodbClient } from './adapters/dynamodb/client.ts';
import { dynamodbStores } from './adapters/dynamodb/stores.ts';
import { type FunctionEnvironment, observation } from './adapters/telemetry.ts';
import { registryContext } from './intake/registry-lookup.ts';

/**
 * The ports that functions behind a queue or a schedule share: the whole table, look-ups in the registry, log and
 * counts, calendar and clock. receive-event creates only the ports that it needs itself, so that it loads less before
 * its first event.
 */
export function commonPorts(env: FunctionEnvironment & { readonly TABLE_NAME: string }) {
  const { observed, ...telemetry } = observation(env);
  const stores = dynamodbStores(dynamodbClient(), env.TABLE_NAME, { clock: systemClock, ...telemetry });
  const lookup = registryContext(stores.registry, systemClock);
  const ports = { ...stores, ...telemetry, ...lookup, calendar: publishedCalendar, clock: systemClock };
  return { observed, ports };
}
