import { foldSpells } from '../../domain/employment/fold.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact, StatedBy } from '../../domain/facts/fact.ts';
import { importIn } from '../../domain/facts/fact.ts';
import type { UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import type { Month } from '../../domain/values/month.ts';
import { locationOf, type RowLocation } from '../files/table.ts';
import { appendFacts } from '../intake/append-facts.ts';
import { type FoldPorts, orderFor, planFold, spellsElsewhere } from '../intake/commit-fold.ts';
import type { Clock, Commit, UnknownCharges } from '../ports.ts';
import type { BilledPerson, RowProblem } from './bill-row.ts';
import {
  cachedLookup,
  type FoundPerson,
  findPerson,
  type PeoplePorts,
  type WhereAndWhen,
} from './find-person.ts';
import { factsOfRows, type ReadableRow } from './row-facts.ts';
import type { ChangedSpells } from './spool.ts';

export interface RowPorts extends FoldPorts, Pick<PeoplePorts, 'peopleWith'> {
  readonly unknownCharges: Pick<UnknownCharges, 'rows' | 'keep' | 'remove'>;
  readonly clock: Clock;
}

/** A row of a file with the person it names. */
export interface RowOfPerson extends RowLocation {
  readonly person: BilledPerson;
  readonly row: ReadableRow;
}

export interface RowTask extends Omit<WhereAndWhen, 'month'> {
  /** Who imports the rows; each fact names this person. */
  readonly by?: StatedBy | undefined;
  /** Whether the result will be stored; otherwise nothing is prepared for it. */
  readonly willStore: boolean;
  /** Whether the resulting spells are needed, to show the cases that would open and close. */
  readonly withSpells?: boolean;
  /** Imports that this import replaces. In a run with `apply` they are voided before the rows are looked up. */
  readonly replaces?: readonly string[];
}

/** The outcome of the look-up of one person's rows. */
export interface LookedUp {
  /** The people found, and the months of their rows. */
  readonly found: readonly { readonly employeeId: string; readonly months: ReadonlySet<Month> }[];
  /** The number of rows whose facts are new. `knownFacts` counts the rows whose facts were stored before. */
  readonly newFacts: number;
  readonly knownFacts: number;
  /** Rows with an unknown person. `doubtful` has the rows with an ambiguous person. */
  readonly unknown: readonly RowOfPerson[];
  readonly doubtful: readonly RowOfPerson[];
  /** A problem for each row without a certain person. */
  readonly problems: readonly RowProblem[];
  /** The spells that the rows change, before and after; empty unless requested. */
  readonly spells: readonly ChangedSpells[];
  readonly toStore: RowsToStore;
}

/** Everything to store for the rows of one person, as plain values. */
export interface RowsToStore {
  readonly people: readonly {
    readonly employeeId: string;
    readonly facts: readonly Fact[];
    /** The facts and their effects as one transaction. It is valid until another writer changes the employee. */
    readonly commit?: Commit;
  }[];
  /** Rows without a certain person. */
  readonly kept: readonly UnknownRow[];
}

/** A transaction is limited to 100 writes: the facts, the version, the spells. */
const MOST_FACTS_AT_ONCE = 50;

/** Looks up the person of all rows with the same identity, and computes the changes. Nothing is written. */
export async function lookUpPerson(
  rows: readonly RowOfPerson[],
  task: RowTask,
  ports: RowPorts,
): Promise<LookedUp> {
  const asking = cachedLookup(ports);
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
  const spells: ChangedSpells[] = [];
  const toStore: RowsToStore['people'][number][] = [];
  for (const { found, rows: own } of people.values()) {
    const looked = await lookUpEmployee(found, own, task, ports);
    newFacts += looked.newRows;
    knownFacts += own.length - looked.newRows;
    if (looked.spells !== undefined) spells.push(looked.spells);
    if (looked.toStore !== undefined) toStore.push(looked.toStore);
  }
  const unknown = looked.filter(({ found }) => found.is === 'unknown').flatMap((it) => it.rows);
  const doubtful = looked.filter(({ found }) => found.is === 'doubtful');
  const kept = [
    ...unknown.map(({ row }) => row),
    ...doubtful.flatMap(({ found, rows: some }) =>
      some.map(({ row }) => ({ ...row, ...(found.is === 'doubtful' && { doubt: found.code }) })),
    ),
  ];
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
    toStore: { people: toStore, kept },
  };
}

/** Stores the facts that {@link lookUpPerson} found. It is idempotent. */
export async function storePeople(people: RowsToStore['people'], ports: RowPorts): Promise<void> {
  for (const { employeeId, facts, commit } of people) {
    if (commit !== undefined && (await ports.employees.commit(commit)).is === 'committed') continue;
    await appendMany(employeeId, facts, ports);
  }
}

/** Appends any number of facts in several transactions, as many as are needed. */
export async function appendMany(
  employeeId: string,
  facts: readonly Fact[],
  ports: FoldPorts,
): Promise<void> {
  for (let first = 0; first < facts.length; first += MOST_FACTS_AT_ONCE)
    await appendFacts({ employeeId, facts: facts.slice(first, first + MOST_FACTS_AT_ONCE) }, ports);
}

/** @returns how many of the rows add a new fact, what changes, and what to store. */
async function lookUpEmployee(
  found: Extract<FoundPerson, { is: 'found' }>,
  rows: readonly RowOfPerson[],
  { by, willStore, withSpells = false, replaces = [] }: RowTask,
  ports: RowPorts,
) {
  const { employeeId, record } = found;
  const known = new Set(record.facts.map(({ factId }) => factId));
  const own = rows.map(({ row }) => row);
  const facts = factsOfRows(found, own, { by, receivedAt: ports.clock.now() });
  const news = facts.filter(({ factId }) => !known.has(factId));
  const newRows = own.filter(({ id }) => !known.has(id)).length;
  const { samePersonAs } = record;
  // If the person has other ids, they must also be folded again, which takes more than one transaction.
  const isOne =
    willStore && news.length > 0 && news.length <= MOST_FACTS_AT_ONCE && samePersonAs.length === 0;
  const plan = isOne ? await planFold(employeeId, record, { facts: news, samePersonAs }, ports) : undefined;
  const planned = plan?.is === 'planned' && plan.commits.length === 1 ? plan : undefined;
  const spells = withSpells ? await spellsWith(found, news, replaces, planned?.spells, ports) : undefined;
  const toStore =
    willStore && news.length > 0
      ? { employeeId, facts: news, ...compact({ commit: planned?.commits[0] }) }
      : undefined;
  return { newRows, spells, toStore };
}

async function spellsWith(
  { employeeId, record }: Extract<FoundPerson, { is: 'found' }>,
  news: readonly Fact[],
  replaces: readonly string[],
  planned: readonly Spell[] | undefined,
  ports: RowPorts,
): Promise<ChangedSpells | undefined> {
  const rest = record.facts.filter(({ factId }) => !replaces.includes(importIn(factId) ?? ''));
  if (news.length === 0 && rest.length === record.facts.length) return undefined;
  const before = record.spells;
  if (planned !== undefined && rest.length === record.facts.length)
    return { employeeId, before, after: planned };
  const elsewhere = await spellsElsewhere(record, record.samePersonAs, ports.employees);
  const facts = [...rest, ...news];
  const after = foldSpells(employeeId, facts, elsewhere, await orderFor(facts, ports));
  return { employeeId, before, after };
}

function problemsOf(rows: readonly RowOfPerson[], found: FoundPerson): RowProblem[] {
  if (found.is === 'found') return [];
  return rows.map((row) => {
    const { person } = row;
    const place = locationOf(row);
    if (found.is === 'doubtful') return { ...place, code: found.code, values: found.values };
    const { employeeId, agencyNumber, identity, name } = person;
    const ids = [employeeId, agencyNumber, identity?.masked].filter((it) => it !== undefined);
    const who = ids.length > 0 ? ids.join(' / ') : (name ?? '');
    const values = { who, ...(identity?.problem !== undefined && { problem: identity.problem }) };
    return { ...place, code: 'unknown-person', values };
  });
}
