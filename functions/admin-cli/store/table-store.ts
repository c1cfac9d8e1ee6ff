import { systemClock } from '../../adapters/clock.ts';
import type { DataKey } from '../../adapters/data-key.ts';
import type { dynamodbClient } from '../../adapters/dynamodb/client.ts';
import { employeeIds } from '../../adapters/dynamodb/employee-ids.ts';
import { dynamodbEmployees } from '../../adapters/dynamodb/employees.ts';
import { dynamodbPeople } from '../../adapters/dynamodb/people.ts';
import { dynamodbQuarantineStore } from '../../adapters/dynamodb/quarantine-store.ts';
import { applyRegistry, dynamodbRegistry } from '../../adapters/dynamodb/registry.ts';
import { dynamodbRosterFindings } from '../../adapters/dynamodb/roster-findings.ts';
import { dynamodbRuns } from '../../adapters/dynamodb/runs.ts';
import { dynamodbSourceNotes, dynamodbSourcesHeard } from '../../adapters/dynamodb/source-notes.ts';
import { dynamodbSpells } from '../../adapters/dynamodb/spells.ts';
import { storedSnapshots } from '../../adapters/dynamodb/stored-snapshots.ts';
import { dynamodbUnitFacts } from '../../adapters/dynamodb/unit-facts.ts';
import { dynamodbUnknownCharges } from '../../adapters/dynamodb/unknown-charges.ts';
import { SOURCES } from '../../hris/sources.ts';
import type { Store } from './store.ts';

/** The part of a store that is the one table. */
export function tableStore(
  client: ReturnType<typeof dynamodbClient>,
  table: string,
  { identityKey, openBody }: Pick<DataKey, 'identityKey' | 'openBody'>,
): Omit<Store, 'details' | 'secrets' | 'secretName' | 'planDigests' | 'close'> {
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
