import { foldSpells } from '../../domain/employment/fold.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact, StatedBy } from '../../domain/facts/fact.ts';
import { importIn } from '../../domain/facts/fact.ts';
import type { UnknownCharge, UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import type { Month } from '../../domain/values/month.ts';
import { placeOf, type RowPlace } from '../files/table.ts';
import { takeIn } from '../intake/append-facts.ts';
import { type FoldPorts, orderFor, spellsElsewhere } from '../intake/commit-fold.ts';
import type { Clock, Found } from '../ports.ts';
import type { BilledPerson, RowProblem } from './bill-row.ts';
import {
  askedOnce,
  type FoundPerson,
  findPerson,
  type PeoplePorts,
  type WhereAndWhen,
} from './find-person.ts';
import { factsOfRows, type ReadableRow } from './row-facts.ts';

/** Rows of bills and lists for people we do not know, or not for certain, kept by unit. */
export interface UnknownCharges {
  /** Charges for people in no fact, each once. */
  list(unitId: string): Promise<Found<UnknownCharge>>;
  /** Every row as it is kept, in doubt or unknown. */
  rows(unitId: string): Promise<Found<UnknownRow>>;
  keep(rows: readonly UnknownRow[]): Promise<void>;
  remove(rows: readonly Pick<UnknownRow, 'id' | 'unitId' | 'month'>[]): Promise<void>;
}

export interface RowPorts extends FoldPorts, Pick<PeoplePorts, 'peopleWith'> {
  readonly unknownCharges: Pick<UnknownCharges, 'rows' | 'keep' | 'remove'>;
  readonly clock: Clock;
}

/** A row of a file with whom it names. */
export interface RowOfPerson extends RowPlace {
  readonly person: BilledPerson;
  readonly row: ReadableRow;
}

export interface RowTask extends Omit<WhereAndWhen, 'month'> {
  /** Who imports it; noted with each fact. */
  readonly by?: StatedBy | undefined;
  /** False looks everybody up and finds what would be stored. */
  readonly apply: boolean;
  /** Whether the spells that come of it are wanted, for a look at the cases that would open and close. */
  readonly withSpells?: boolean;
  /** Imports that this one replaces; with `apply` they are voided before. */
  readonly replaces?: readonly string[];
}

export interface PersonOutcome {
  /** Whom the rows are about, in which months. */
  readonly found: readonly { readonly employeeId: string; readonly months: ReadonlySet<Month> }[];
  /** Rows whose facts are new, and those stored before. */
  readonly newFacts: number;
  readonly knownFacts: number;
  /** Rows about somebody unknown, and rows whose person is in doubt. */
  readonly unknown: readonly RowOfPerson[];
  readonly doubtful: readonly RowOfPerson[];
  /** One for each row that found nobody, or nobody for certain. */
  readonly problems: readonly RowProblem[];
  /** As they are, or would be, with the rows; empty unless asked for. */
  readonly spells: readonly {
    readonly employeeId: string;
    readonly before: readonly Spell[];
    readonly after: readonly Spell[];
  }[];
}

/** A transaction holds 100 writes: the facts, the version, the spells. */
const MOST_FACTS_AT_ONCE = 50;

/** Stores all rows that name one person; those that are about nobody for certain are kept. */
export async function storePerson(
  rows: readonly RowOfPerson[],
  task: RowTask,
  ports: RowPorts,
): Promise<PersonOutcome> {
  const asking = askedOnce(ports);
  const named = Map.groupBy(rows, ({ person, row }) =>
    JSON.stringify([person.employeeId, person.agencyNumber, person.name, row.month]),
  );
  const looked = await Promise.all(
    [...named.values()].map(async (some) => ({
      rows: some,
      found: await findPerson(some[0]?.person ?? {}, { ...task, month: some[0]?.row.month as Month }, asking),
    })),
  );
  const people = new Map<string, { found: Extract<FoundPerson, { is: 'found' }>; rows: RowOfPerson[] }>();
  for (const { found, rows: some } of looked) {
    if (found.is !== 'found') continue;
    const before = people.get(found.employeeId);
    if (before === undefined) people.set(found.employeeId, { found, rows: [...some] });
    else before.rows.push(...some);
  }
  let [newFacts, knownFacts] = [0, 0];
  const spells: PersonOutcome['spells'][number][] = [];
  for (const { found, rows: own } of people.values()) {
    const added = await storeEmployee(found, own, task, ports);
    newFacts += added.newRows;
    knownFacts += own.length - added.newRows;
    if (added.spells !== undefined) spells.push(added.spells);
  }
  const unknown = looked.filter(({ found }) => found.is === 'unknown').flatMap((it) => it.rows);
  const doubtful = looked.filter(({ found }) => found.is === 'doubtful');
  if (task.apply) {
    const kept = [
      ...unknown.map(({ row }) => row),
      ...doubtful.flatMap(({ found, rows: some }) =>
        some.map(({ row }) => ({ ...row, ...(found.is === 'doubtful' && { doubt: found.code }) })),
      ),
    ];
    if (kept.length > 0) await ports.unknownCharges.keep(kept);
  }
  return {
    found: [...people].map(([employeeId, { rows: own }]) => ({
      employeeId,
      months: new Set(own.map(({ row }) => row.month)),
    })),
    newFacts,
    knownFacts,
    unknown,
    doubtful: doubtful.flatMap((it) => it.rows),
    problems: looked.flatMap((it) => problemsOf(it.rows, it.found)),
    spells,
  };
}

interface StoredEmployee {
  /** How many of the rows brought a fact of their own. */
  readonly newRows: number;
  readonly spells?: PersonOutcome['spells'][number];
}

async function storeEmployee(
  found: Extract<FoundPerson, { is: 'found' }>,
  rows: readonly RowOfPerson[],
  { by, apply, withSpells = false, replaces = [] }: RowTask,
  ports: RowPorts,
): Promise<StoredEmployee> {
  const { employeeId, record } = found;
  const known = new Set(record.facts.map(({ factId }) => factId));
  const own = rows.map(({ row }) => row);
  const facts = factsOfRows(found, own, { by, receivedAt: ports.clock.now() });
  const news = facts.filter(({ factId }) => !known.has(factId));
  const newRows = own.filter(({ id }) => !known.has(id)).length;
  const spells = withSpells ? await spellsWith(found, news, replaces, ports) : undefined;
  if (apply) {
    // The record was read to find the person; it is used as long as it has not changed since.
    let read: typeof record | undefined = record;
    const load = async (id: string) => {
      const again = id === employeeId ? read : undefined;
      if (id === employeeId) read = undefined;
      return again ?? (await ports.employees.load(id));
    };
    const from = { ...ports, employees: { ...ports.employees, load } };
    for (let first = 0; first < news.length; first += MOST_FACTS_AT_ONCE)
      await takeIn({ employeeId, facts: news.slice(first, first + MOST_FACTS_AT_ONCE) }, from);
  }
  return { newRows, ...compact({ spells }) };
}

async function spellsWith(
  { employeeId, record }: Extract<FoundPerson, { is: 'found' }>,
  news: readonly Fact[],
  replaces: readonly string[],
  ports: RowPorts,
): Promise<PersonOutcome['spells'][number]> {
  const elsewhere = await spellsElsewhere(record, record.samePersonAs, ports.employees);
  const rest = record.facts.filter(({ factId }) => !replaces.includes(importIn(factId) ?? ''));
  const facts = [...rest, ...news];
  const after = foldSpells(employeeId, facts, elsewhere, await orderFor(facts, ports));
  return { employeeId, before: record.spells, after };
}

function problemsOf(rows: readonly RowOfPerson[], found: FoundPerson): RowProblem[] {
  if (found.is === 'found') return [];
  return rows.map((row) => {
    const { person } = row;
    const place = placeOf(row);
    if (found.is === 'doubtful') return { ...place, code: found.code, values: found.values };
    const { employeeId, agencyNumber, identity, name } = person;
    const ids = [employeeId, agencyNumber, identity?.masked].filter((it) => it !== undefined);
    const who = ids.length > 0 ? ids.join(' / ') : (name ?? '');
    const values = { who, ...(identity?.problem !== undefined && { problem: identity.problem }) };
    return { ...place, code: 'unknown-person', values };
  });
}
