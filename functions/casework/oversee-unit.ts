import type { Case } from '../../domain/cases/case.ts';
import { overdueDays } from '../../domain/digest/unwatched.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { RecordKey, RegistryRecord } from '../ports.ts';
import { deriveCasesOfFound } from './derive-cases.ts';
import { pagedUnitCases } from './derive-unit-cases.ts';
import type { ReadUnitPorts } from './read-unit.ts';

/** What administrators see of a unit that has its own handlers: counts, and the cases in `open`. */
export interface OverseenUnit {
  /** The unit's own cases, and those of the requested people. */
  readonly open: readonly Case[];
  readonly overdue: readonly PlainDate[];
  /** The number of spells and kinds of unit cases on which the rules failed. */
  readonly notComputed: number;
  readonly unreadable: readonly RecordKey[];
}

/**
 * Derives a unit's open cases page by page: all spells of a large company do not fit into memory.
 * @param people the employee ids of the people whose open cases are needed.
 */
export async function overseeUnit(
  unitId: string,
  { day, record, people }: { day: PlainDate; record: RegistryRecord; people: ReadonlySet<string> },
  ports: ReadUnitPorts,
): Promise<OverseenUnit> {
  const context = unitContext(unitId, record);
  const ofUnit = await pagedUnitCases(unitId, record, day, ports);
  const open: Case[] = [];
  const overdue: PlainDate[] = [];
  const unreadable: RecordKey[] = [];
  let notComputed = 0;
  const isNeeded = ({ employeeId }: Case) => employeeId !== undefined && people.has(employeeId);
  for await (const page of ports.spells.duePages(unitId, day)) {
    const found = deriveCasesOfFound(page, context, day, ports);
    const computed = found.spells.filter((spell) => spell.computed);
    notComputed += found.spells.length - computed.length;
    ofUnit.add(computed.map(({ spell }) => spell));
    const cases = [...found.spells.flatMap((spell) => spell.cases), ...found.unreadable];
    open.push(...cases.filter(isNeeded));
    overdue.push(...overdueDays(cases, day));
    unreadable.push(...page.unreadable.map(({ record: key }) => key));
  }
  const own = ofUnit.own();
  return {
    open: [...own.cases, ...open],
    overdue: [...overdueDays(own.cases, day), ...overdue],
    notComputed: notComputed + own.notComputed,
    unreadable: [...unreadable, ...own.unreadable],
  };
}
