import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import type { FoldPorts } from '../../../functions/intake/commit-fold.ts';
import type { Delivery, EmployeeStore } from '../../../functions/ports.ts';
import type { EmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';

/** Appends facts to a real store in a separate table. */
export interface IntakeStage {
  readonly tableName: string;
  readonly employees: EmployeeStore;
  readonly ports: FoldPorts;
  /** Appends one fact, with a delivery that has the same id. */
  take(fact: Fact, at?: Instant): Promise<'taken' | 'duplicate'>;
  /** The stored spells and fact ids of an employee, and the fold of their facts without other people. */
  stored(
    employeeId: string,
  ): Promise<{ spells: readonly Spell[]; folded: readonly Spell[]; factIds: string[] }>;
}

export const NOW = '2026-11-21T01:00:00.000Z' as Instant;

export async function intakeStage(dynamodb: EmbeddedDynamoDb): Promise<IntakeStage> {
  const tableName = await dynamodb.newTable();
  const employees = dynamodbEmployees(dynamodb.client, tableName);
  const ports = {
    employees,
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
  };
  return {
    tableName,
    employees,
    ports,
    take: (fact, at = NOW) =>
      appendFacts({ employeeId: fact.employeeId, facts: [fact], delivery: deliveryOf(fact, at) }, ports),
    async stored(employeeId) {
      const { spells, facts } = await employees.load(employeeId);
      const factIds = facts.map(({ factId }) => factId).sort();
      return { spells, folded: foldSpells(employeeId, facts), factIds };
    },
  };
}

function deliveryOf({ factId }: Fact, receivedAt: Instant): Delivery {
  const [source = '', ...id] = factId.split(':');
  return { source, deliveryId: id.join(':'), receivedAt };
}
