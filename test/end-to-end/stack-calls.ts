import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type * as z from 'zod';
import { registrySchema } from '../../domain/units/unit.ts';
import { month } from '../../domain/values/month.ts';
import { chinaMidnight, plainDate } from '../../domain/values/plain-date.ts';
import { applyRegistry } from '../../functions/adapters/dynamodb/registry.ts';
import { dynamodbUnitFacts } from '../../functions/adapters/dynamodb/unit-facts.ts';
import type { LocalJson } from '../../infra/local/local-json.ts';
import { type HookEvent, postHook } from '../support/hooks.ts';

/** Calls of tests to a running stack, which may be in another process. They only need the contents of local.json. */

/** A registry file as an administrator writes it. */
export type RegistryFile = z.input<typeof registrySchema>;

/** The units are registered long before the days of the tests, so all hires are later. */
const REGISTERED_ON = plainDate('2020-01-06');

/** The bases of all base years in the tests are declared, for every month in which such a year may begin. */
const DECLARED_FROM = ['2025-01', '2025-07', '2026-01', '2026-07'].map(month);

const credentials = { accessKeyId: 'test', secretAccessKey: 'local' };

/** A client of the stack's own table. */
export function clientOf({ dynamodb, region }: Pick<LocalJson, 'dynamodb' | 'region'>): DynamoDBClient {
  return new DynamoDBClient({ endpoint: dynamodb, region, credentials });
}

export async function apply(
  local: Pick<LocalJson, 'dynamodb' | 'region' | 'table'>,
  registry: RegistryFile,
): Promise<void> {
  const client = clientOf(local);
  const { units, ...rest } = registrySchema.parse(registry);
  await applyRegistry(client, local.table, { units, ...rest }, REGISTERED_ON);
  const at = chinaMidnight(REGISTERED_ON);
  const declared = units.flatMap(({ unitId }) =>
    DECLARED_FROM.map((from) => ({
      kind: 'unit.bases_declared' as const,
      factId: `test:declared-${from}`,
      unitId,
      statedAt: at,
      receivedAt: at,
      data: { unitId, from, on: REGISTERED_ON },
    })),
  );
  await dynamodbUnitFacts(client, local.table).append(declared);
  client.destroy();
}

/** Posts the events one after the other. @throws Error if one is not accepted. */
export async function postAccepted(
  local: Pick<LocalJson, 'api' | 'webhookSecrets'>,
  events: readonly HookEvent[],
): Promise<void> {
  for (const event of events) {
    const { status, body } = await postHook(local, event);
    if (body.status !== 'accepted')
      throw new Error(`${event.type} was answered ${status}: ${JSON.stringify(body)}`);
  }
}

/** Invokes a function. @param name the last part of its name. @throws Error with the error of the function. */
export async function invoke(local: LocalJson, name: string, event: unknown): Promise<unknown> {
  const FunctionName = Object.values(local.functions).find((known) => known.endsWith(name));
  const client = new LambdaClient({ endpoint: local.lambda, region: local.region, credentials });
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
  );
  client.destroy();
  const payload = JSON.parse(Payload?.transformToString() ?? 'null');
  if (FunctionError !== undefined) throw new Error(`${name} failed: ${JSON.stringify(payload)}`);
  return payload;
}
