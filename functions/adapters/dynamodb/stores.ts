import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock, OnUnreadable, SnapshotRef } from '../../ports.ts';
import { dynamodbPeople, employeeIds } from './employee-ids.ts';
import { dynamodbEmployees } from './employees.ts';
import { dynamodbGuideDeliveries } from './guide-deliveries.ts';
import { dynamodbMailAddresses } from './mail-addresses.ts';
import { dynamodbQuarantineCounts } from './quarantine.ts';
import { dynamodbRegistry } from './registry.ts';
import { dynamodbRosterFindings } from './roster-findings.ts';
import { dynamodbRuns } from './runs.ts';
import { dynamodbSourceNotes, dynamodbSourcesHeard } from './source-notes.ts';
import { dynamodbSpells, storedSnapshots, unitSnapshots } from './spells.ts';
import { dynamodbUnitFacts } from './unit-facts.ts';
import { dynamodbUnknownCharges } from './unknown-charges.ts';

/** All stores on the one table. receive-event creates only those it needs, to load less before its first event. */
export function dynamodbStores(
  client: DynamoDBClient,
  tableName: string,
  { clock, onUnreadable }: { readonly clock: Clock; readonly onUnreadable: OnUnreadable },
) {
  return {
    employees: dynamodbEmployees(client, tableName, onUnreadable),
    registry: dynamodbRegistry(client, tableName, onUnreadable),
    spells: dynamodbSpells(client, tableName, onUnreadable),
    runs: dynamodbRuns(client, tableName, onUnreadable),
    unitFacts: dynamodbUnitFacts(client, tableName, onUnreadable),
    unknownCharges: dynamodbUnknownCharges(client, tableName, onUnreadable),
    peopleWith: dynamodbPeople(client, tableName),
    employeeIds: (of: { readonly unitId?: string; readonly after?: string }) =>
      employeeIds(client, tableName, of),
    snapshots: (employeeId: string) => storedSnapshots(client, tableName, employeeId),
    unitSnapshots: (unitId: string, after?: SnapshotRef) => unitSnapshots(client, tableName, unitId, after),
    rosterFindings: dynamodbRosterFindings(client, tableName, onUnreadable),
    mailAddresses: dynamodbMailAddresses(client, tableName, clock, onUnreadable),
    guides: dynamodbGuideDeliveries(client, tableName, onUnreadable),
    quarantine: dynamodbQuarantineCounts(client, tableName, clock, onUnreadable),
    notes: dynamodbSourceNotes(client, tableName, clock),
    heardOf: (sources: readonly string[]) => dynamodbSourcesHeard(client, tableName, sources, onUnreadable),
  };
}
