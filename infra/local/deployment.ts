import { readAssembly } from './assembly/assembly.ts';
import { warningsFor } from './assembly/coverage.ts';
import { DEFAULT_REGION, LOCAL_ACCOUNT, type Place } from './assembly/place.ts';
import { createResolver } from './assembly/resolver.ts';
import type { Deployed } from './assembly/resources-of-type.ts';
import { type TableDefinition, tableDefinitions } from './dynamodb/table-definitions.ts';
import { type Route, routes } from './http-api/routes.ts';
import { type AsyncPolicy, asyncPolicies } from './lambda/async-invoker.ts';
import { type FunctionDefinition, functionDefinitions } from './lambda/function-definitions.ts';
import { type EventSource, eventSources } from './queues/event-sources.ts';
import { type QueueDefinition, queueDefinitions } from './queues/queue-definitions.ts';
import { type ScheduleDefinition, scheduleDefinitions } from './schedule/schedule-definitions.ts';
import { type SecretDefinition, secretDefinitions } from './secrets/secret-definitions.ts';

/** Everything in the assembly that is run here, in plain values. */
export interface Deployment extends Deployed {
  readonly place: Place;
  readonly tables: readonly TableDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly secrets: readonly SecretDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly asyncPolicies: readonly AsyncPolicy[];
  readonly routes: readonly Route[];
  readonly eventSources: readonly EventSource[];
  readonly schedules: readonly ScheduleDefinition[];
}

/**
 * Reads the assembly as it is deployed to this machine.
 * @param warn is told of each resource that is not run, though it may matter.
 */
export function readDeployment(
  directory: string,
  origins: Pick<Place, 'apiOrigin' | 'queueOrigin'>,
  warn: (message: string) => void,
): Deployment {
  const assembly = readAssembly(directory);
  for (const warning of warningsFor(assembly)) warn(warning);
  const place = { region: assembly.region ?? DEFAULT_REGION, account: LOCAL_ACCOUNT, ...origins };
  const deployed = { assembly, resolver: createResolver(assembly, place) };
  return {
    ...deployed,
    place,
    tables: tableDefinitions(deployed),
    queues: queueDefinitions(deployed),
    secrets: secretDefinitions(deployed),
    functions: functionDefinitions(deployed, warn),
    asyncPolicies: asyncPolicies(deployed),
    routes: routes(deployed),
    eventSources: eventSources(deployed),
    schedules: scheduleDefinitions(deployed),
  };
}
