import { userInfo } from 'node:os';
import { systemClock } from '../../adapters/clock.ts';
import { type DataKey, dataKeyOf } from '../../adapters/data-key.ts';
import { dynamodbClient } from '../../adapters/dynamodb/client.ts';
import { dynamodbPeople, employeeIds } from '../../adapters/dynamodb/employee-ids.ts';
import { dynamodbEmployees } from '../../adapters/dynamodb/employees.ts';
import { dynamodbQuarantineStore } from '../../adapters/dynamodb/quarantine-store.ts';
import { applyRegistry, dynamodbRegistry } from '../../adapters/dynamodb/registry.ts';
import { dynamodbRosterFindings } from '../../adapters/dynamodb/roster-findings.ts';
import { dynamodbRuns } from '../../adapters/dynamodb/runs.ts';
import { dynamodbSourceNotes, dynamodbSourcesHeard } from '../../adapters/dynamodb/source-notes.ts';
import { dynamodbSpells, storedSnapshots } from '../../adapters/dynamodb/spells.ts';
import { dynamodbUnitFacts } from '../../adapters/dynamodb/unit-facts.ts';
import { dynamodbUnknownCharges } from '../../adapters/dynamodb/unknown-charges.ts';
import { lambdaFunction } from '../../adapters/lambda-function.ts';
import { secretKeeper } from '../../adapters/secret-keeper.ts';
import { detailsQueueNamed } from '../../adapters/sqs-details-queue.ts';
import { SOURCES } from '../../sources/sources.ts';
import type { Place, Store } from './store.ts';

/** The part of a store that is the one table. */
export function tableStore(
  client: ReturnType<typeof dynamodbClient>,
  table: string,
  { identityKey, openBody }: Pick<DataKey, 'identityKey' | 'openBody'>,
): Omit<Store, 'details' | 'secrets' | 'secretName' | 'caller' | 'planDigests' | 'close'> {
  return {
    employees: dynamodbEmployees(client, table),
    registry: dynamodbRegistry(client, table),
    spells: dynamodbSpells(client, table),
    runs: dynamodbRuns(client, table),
    applyRegistry: async (wanted, today) => void (await applyRegistry(client, table, wanted, today)),
    unitFacts: dynamodbUnitFacts(client, table),
    snapshots: (employeeId) => storedSnapshots(client, table, employeeId),
    employeeIds: (of) => employeeIds(client, table, of),
    peopleWith: dynamodbPeople(client, table),
    unknownCharges: dynamodbUnknownCharges(client, table),
    rosterFindings: dynamodbRosterFindings(client, table),
    identityKey,
    quarantine: dynamodbQuarantineStore(client, table, openBody),
    heard: dynamodbSourcesHeard(client, table, [...SOURCES.keys()].sort()),
    notes: dynamodbSourceNotes(client, table, systemClock),
  };
}

/** The store of a deployment, wherever its parts answer. */
export function deploymentStore(place: Place): Store {
  const dynamodb = dynamodbClient(place.dynamodb);
  const planDigests = lambdaFunction(place.planDigests, place.lambda);
  const dataKey = dataKeyOf(`${place.secretPrefix}data-key`, place.secrets);
  const secrets = secretKeeper(place.secrets);
  const details = detailsQueueNamed(place.detailsQueue, place.queues);
  return {
    ...tableStore(dynamodb, place.table, dataKey),
    details,
    secrets,
    secretName: (part) => `${place.secretPrefix}${part}`,
    caller: async () =>
      place.isHere
        ? { who: `operator:${systemUser()}`, verified: false }
        : { who: await cloudCaller(), verified: true },
    planDigests: (day) => planDigests.invoke({ day }),
    close: () => {
      dynamodb.destroy();
      planDigests.close();
      dataKey.close();
      details.close();
      secrets.close();
    },
  };
}

/** Loaded only when something is stated: every other command does without. */
async function cloudCaller(): Promise<string> {
  const { callerArn } = await import('../../adapters/caller-identity.ts');
  return callerArn();
}

/** A container may run under a user id that has no name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
