import type { UnknownCharge } from '../../domain/units/unknown-charge.ts';
import type { EmployeeRecord } from '../ports.ts';
import { takeIn } from '../receive-event/take-in.ts';
import type { BillRow, RowProblem } from './bill-row.ts';
import { chargeFacts, withIds } from './charge-facts.ts';
import { type FoundPerson, findPerson } from './find-person.ts';
import type { Import, ImportPorts } from './store-bill.ts';

export interface PersonOutcome {
  readonly employees: number;
  readonly newFacts: number;
  readonly knownFacts: number;
  readonly unknownCharges: number;
  /** One for each row that found nobody, or nobody for certain. */
  readonly problems: readonly RowProblem[];
}

interface Task extends Pick<Import, 'unitId' | 'apply'> {
  /** Charges for unknown people of this unit that an earlier import left. */
  readonly keptUnknown: ReadonlyMap<string, UnknownCharge>;
}

/** A transaction holds 100 writes: the facts, the version, the spells. */
const MOST_FACTS_AT_ONCE = 50;

/** Stores all rows that name one person; with `apply` false only finds out what would be stored. */
export async function storePerson(
  rows: readonly BillRow[],
  task: Task,
  ports: ImportPorts,
): Promise<PersonOutcome> {
  const named = Map.groupBy(rows, ({ person }) => JSON.stringify([person.employeeId, person.name]));
  const found = await Promise.all(
    [...named.values()].map(async (some) => ({
      rows: some,
      found: await findPerson(some[0]?.person ?? {}, task.unitId, ports),
    })),
  );
  const unknown = found.filter((it) => it.found.is === 'unknown').flatMap((it) => it.rows);
  const employees = new Map<string, { record: EmployeeRecord; rows: BillRow[] }>();
  for (const it of found) {
    if (it.found.is !== 'found') continue;
    const { employeeId, record } = it.found;
    const before = employees.get(employeeId)?.rows ?? [];
    employees.set(employeeId, { record, rows: [...before, ...it.rows] });
  }
  let [newFacts, knownFacts] = [0, 0];
  for (const [employeeId, { record, rows: ofEmployee }] of employees) {
    const added = await storeEmployee(employeeId, record, ofEmployee, task, ports);
    newFacts += added;
    knownFacts += ofEmployee.length - added;
  }
  if (task.apply) await keepUnknown(rows, unknown, task, ports);
  const problems = found.flatMap((it) => problemsOf(it.rows, it.found));
  return { employees: employees.size, newFacts, knownFacts, unknownCharges: unknown.length, problems };
}

/** @returns how many of the facts are new. */
async function storeEmployee(
  employeeId: string,
  record: EmployeeRecord,
  rows: readonly BillRow[],
  { unitId, apply }: Task,
  ports: ImportPorts,
): Promise<number> {
  const known = new Set(record.facts.map(({ factId }) => factId));
  const facts = chargeFacts(unitId, employeeId, rows, ports.clock.now());
  const news = facts.filter(({ factId }) => !known.has(factId));
  if (!apply) return news.length;
  // What was read to find the person need not be read again, as long as it is still what is stored.
  let read: EmployeeRecord | undefined = record;
  const load = async (id: string) => {
    const again = id === employeeId ? read : undefined;
    read = undefined;
    return again ?? (await ports.employees.load(id));
  };
  const from = { ...ports, employees: { ...ports.employees, load } };
  for (let first = 0; first < news.length; first += MOST_FACTS_AT_ONCE) {
    await takeIn({ employeeId, facts: news.slice(first, first + MOST_FACTS_AT_ONCE) }, from);
  }
  return news.length;
}

/** Keeps the charges of who is unknown, and drops what was kept of who is known by now. */
async function keepUnknown(
  rows: readonly BillRow[],
  unknown: readonly BillRow[],
  { unitId, keptUnknown }: Task,
  { unknownCharges, clock }: ImportPorts,
): Promise<void> {
  const key = rows[0]?.person.identity?.hash ?? rows[0]?.person.employeeId ?? '';
  const charges = withIds([unitId, 'unknown', key], unknown).map(({ id, row }) =>
    unknownCharge(id, unitId, row, clock.now()),
  );
  const still = new Set(charges.map(({ id }) => id));
  const news = charges.filter(({ id }) => !keptUnknown.has(id));
  const gone = withIds([unitId, 'unknown', key], rows)
    .filter(({ id }) => !still.has(id))
    .flatMap(({ id }) => keptUnknown.get(id) ?? []);
  if (news.length > 0) await unknownCharges.keep(news);
  if (gone.length > 0) await unknownCharges.remove(gone);
}

function unknownCharge(
  id: string,
  unitId: string,
  { person, month, unitAmount, personalAmount, base, chargedOn, supplement }: BillRow,
  receivedAt: UnknownCharge['receivedAt'],
): UnknownCharge {
  const { employeeId, identity, name } = person;
  return {
    id,
    unitId,
    month,
    unitAmount,
    personalAmount,
    ...(base !== undefined && { base }),
    ...(chargedOn !== undefined && { chargedOn }),
    ...(supplement !== undefined && { supplement }),
    ...(employeeId !== undefined && { employeeId }),
    ...(identity !== undefined && { masked: identity.masked, hash: identity.hash }),
    ...(name !== undefined && { name }),
    receivedAt,
  };
}

function problemsOf(rows: readonly BillRow[], found: FoundPerson): RowProblem[] {
  if (found.is === 'found') return [];
  return rows.map(({ line, person }) => {
    if (found.is === 'doubtful') return { line, code: found.code, values: found.values };
    const { employeeId, identity } = person;
    const who = [employeeId, identity?.masked].filter((it) => it !== undefined).join(' / ');
    const values = { who, ...(identity?.problem !== undefined && { problem: identity.problem }) };
    return { line, code: 'unknown-person', values };
  });
}
