import type { Spell } from '../../domain/employment/spell.ts';
import { compareText, type StatedBy } from '../../domain/facts/fact.ts';
import type { Coverage } from '../../domain/units/coverage.ts';
import { coverageOf } from '../../domain/units/fold-coverage.ts';
import { type Extent, effectiveUnitFacts, ofUnitKind, type UnitFact } from '../../domain/units/unit-facts.ts';
import { isUnknownCharge, isUnknownListing, type UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { type Fen, NO_MONEY } from '../../domain/values/money.ts';
import { type Month, monthOf } from '../../domain/values/month.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { locationOf, type RowLocation } from '../files/table.ts';
import { correctWakeDays, type WakeDayPorts } from '../intake/fold-again.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import { atOnce, type Load } from '../pace.ts';
import { RecordUnreadable, type RegistryRecord, type SpellReader, type UnitContext } from '../ports.ts';
import type { BadRow, BilledPerson, RowProblem } from './bill-row.ts';
import { matchesIn, withCarriers } from './find-person.ts';
import { expectedAt, type Guard, GuardCount } from './guard.ts';
import { importFactId, importOf } from './import-id.ts';
import type { Bill } from './read-bill.ts';
import { keyOfPerson, whoOf } from './row-facts.ts';
import { type SettlePorts, settleRows } from './settle-rows.ts';
import type { SpellChanges } from './spool.ts';
import {
  type BilledMonth,
  type LookedUpRows,
  LookedUpSum,
  lookUpBill,
  type Stored,
  storeLookedUp,
} from './store-bill.ts';
import { lookUpPerson, type RowOfPerson } from './store-rows.ts';
import { spellsWithout, type VoidPorts, voidImport } from './void-import.ts';

export interface ImportPorts extends SettlePorts, VoidPorts, Omit<WakeDayPorts, 'unit'> {
  readonly spells: Pick<SpellReader, 'duePages'>;
}

export interface FileTask {
  readonly unitId: string;
  readonly by?: StatedBy | undefined;
  /** If false, everybody is looked up and the changes are computed, but nothing is stored. */
  readonly apply: boolean;
  readonly content: string;
  readonly file: string;
  /** Whether the file is whole or partial, as the importing person states; undefined if not stated. */
  readonly stated?: (month: Month) => Extent | undefined;
  /**
   * Complete imports of the same months that this import replaces and voids. Other imports of these months remain in
   * effect.
   */
  readonly replaces?: readonly string[];
  /** In a run without `apply`: true if a run with `apply` follows and gets this outcome as `looked`. */
  readonly willApply?: boolean;
  /** The outcome of a run without `apply` just before. Its look-ups are used again. */
  readonly looked?: ImportOutcome;
  readonly load: Load;
  /** Receives the number of rows looked up, then the number of people stored, each with the total. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface BillTask extends FileTask {
  /** The day on which the bill was issued, else the day of the import. */
  readonly asOf: PlainDate;
  /** How many rows state a charge, as the check found. */
  readonly charges: number;
  /** The month of an empty bill, which means that no one is insured. */
  readonly month?: Month;
  readonly onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>;
}

/** An earlier import that is still in effect, of a complete file for the same month or, for a list, the same day. */
export interface EarlierImport {
  readonly import: string;
  readonly file: string;
  readonly people: number;
  readonly importedOn: string;
  readonly by?: string;
}

/** The result for one month of a file. A list has one month, that of its date. */
export interface ImportedMonth {
  readonly month: Month;
  readonly people: number;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly guard: Guard;
  /**
   * The extent that was stated, else the one that the guard finds. It is `part` if the guard asks and nobody has
   * answered.
   */
  readonly extent: Extent;
  /**
   * Earlier complete files of the month or, for a list, of its day. If there are any and this file is also complete,
   * staff must say whether it replaces them.
   */
  readonly earlier: readonly EarlierImport[];
}

export interface ImportOutcome extends Stored {
  readonly import: string;
  /** True if all facts of this import about the unit were stored before. */
  readonly isRepeated: boolean;
  readonly months: readonly ImportedMonth[];
  /** Matches that are possible by name only, for rows without a known number or id. */
  readonly proposals: readonly Proposal[];
  /** The unit's coverage after the import. In a run without `apply`, `spells` has the spells that would change. */
  readonly coverage: Coverage;
  readonly spells: SpellChanges;
  readonly rows: LookedUpRows;
}

/** People at the unit who have the name of a row. A match has no effect until a person confirms it. */
export interface Proposal {
  readonly name: string;
  readonly hash?: string;
  readonly agencyNumber?: string;
  readonly employeeId?: string;
  readonly could: readonly string[];
}

interface Known {
  readonly id: string;
  readonly record: RegistryRecord;
  readonly facts: readonly UnitFact[];
}

/** @throws RecordUnreadable when facts about the unit's imports cannot be read. */
async function knownBefore({ unitId, content }: FileTask, ports: ImportPorts): Promise<Known> {
  const [found, record] = await Promise.all([ports.unitFacts.ofImports(unitId), ports.registry.load()]);
  if (found.unreadable.length > 0) throw new RecordUnreadable(found.unreadable);
  return { id: importOf(unitId, content, found.items), record, facts: found.items };
}

/**
 * Imports a checked bill. It stores the rows, then the fact for each month, then the wake days of the unit's spells. It
 * is idempotent: repeating it after an interruption adds what is missing.
 * @throws FileRefused when the file changed since it was checked, RecordUnreadable when facts about the unit's imports
 * cannot be read.
 */
export async function importBill(bill: Bill, task: BillTask, ports: ImportPorts): Promise<ImportOutcome> {
  const known = await knownBefore(task, ports);
  await voidReplaced(task, known, ports);
  const context = unitContext(task.unitId, known.record);
  const look = () => lookUpBill(bill, rowTask(task, known), ports);
  const rows = lookedBefore(task, known) ?? (await look());
  const months =
    rows.months.size === 0 && task.month ? new Map<Month, BilledMonth>([[task.month, NOBODY]]) : rows.months;
  const roster = await readRoster(task.unitId, months, context, ports);
  const found = [...months].map(([month, it]): ImportedMonth => {
    const { people, unitAmount, personalAmount, regularRows } = it;
    const guard = roster.guardOf(month);
    const isBill = regularRows > 0 || it === NOBODY;
    const extent = extentOf(month, isBill && !rows.isIncomplete, guard, task);
    const earlier = earlierImports(month, known);
    return { month, people, unitAmount, personalAmount, guard, extent, earlier };
  });
  const facts = found.map(({ month, people, extent, unitAmount, personalAmount }) =>
    unitFact(
      'bill.imported',
      month,
      { month, people, extent, unitAmount, personalAmount, asOf: task.asOf },
      task,
      known,
      ports,
    ),
  );
  return finished({ rows, months: found, facts, proposals: roster.proposals }, task, known, ports);
}

function extentOf(month: Month, mayBeWhole: boolean, guard: Guard, { stated }: FileTask): Extent {
  if (!mayBeWhole) return 'part';
  return stated?.(month) ?? (guard.is === 'whole' ? 'whole' : 'part');
}

function rowTask<T extends FileTask>(task: T, { id, record, facts }: Known) {
  return {
    ...task,
    import: id,
    matches: matchesIn(facts),
    isExpected: expectedAt(unitContext(task.unitId, record)),
    willStore: task.apply || task.willApply === true,
    withSpells: !task.apply,
  };
}

/** The earlier look-up, unless this import replaces others or the file's import has another id now. */
function lookedBefore({ apply, looked, replaces = [] }: FileTask, { id }: Known): LookedUpRows | undefined {
  return apply && looked?.import === id && replaces.length === 0 ? looked.rows : undefined;
}

/** Compares all spells of the unit with the file, page by page. */
async function readRoster(
  unitId: string,
  months: ReadonlyMap<Month, Pick<BilledMonth, 'present' | 'inDoubt'>>,
  context: UnitContext,
  { spells }: Pick<ImportPorts, 'spells'>,
) {
  const guards = new Map(
    [...months].map(([month, it]) => [month, new GuardCount({ month, ...it }, context)]),
  );
  const proposals = new Proposals([...months.values()].flatMap(({ inDoubt }) => inDoubt));
  for await (const { items } of spells.duePages(unitId, NEVER))
    for (const spell of items) {
      for (const guard of guards.values()) guard.add(spell);
      proposals.add(spell);
    }
  const guardOf = (month: Month): Guard =>
    guards.get(month)?.done() ?? { is: 'whole', expected: 0, missing: [] };
  return { guardOf, proposals: proposals.done() };
}

const NOBODY: BilledMonth = {
  people: 0,
  unitAmount: NO_MONEY,
  personalAmount: NO_MONEY,
  regularRows: 0,
  present: new Set(),
  inDoubt: [],
};

/** A row of the agency's list that belongs to this unit and to the employees' medical insurance. */
export interface ListedRow extends RowLocation {
  /** The row's number in the file, from 1, across all sheets. */
  readonly row: number;
  readonly person: BilledPerson;
  /** `asked`: the status is not understood. */
  readonly status: 'listed' | 'suspended' | 'ended' | 'asked';
  readonly since?: PlainDate;
}

interface ListTask extends FileTask {
  /** The day whose state the list shows. */
  readonly on: PlainDate;
  readonly rows: readonly ListedRow[];
  /** True if a row has no person. Somebody may then wrongly seem absent from the list. */
  readonly isIncomplete?: boolean;
  readonly onBad: (problem: RowProblem) => void | Promise<void>;
}

/** Imports a list of insured people, like {@link importBill}. */
export async function importInsuredList(task: ListTask, ports: ImportPorts): Promise<ImportOutcome> {
  const known = await knownBefore(task, ports);
  await voidReplaced(task, known, ports);
  const { on } = task;
  const month = monthOf(on);
  const context = unitContext(task.unitId, known.record);
  const rows = lookedBefore(task, known) ?? (await lookUpList(task, known, ports));
  const people = new Set(task.rows.map(({ person }) => keyOfPerson(person))).size;
  const found = rows.months.get(month) ?? NOBODY;
  const roster = await readRoster(task.unitId, new Map([[month, found]]), context, ports);
  const guard = roster.guardOf(month);
  const extent = extentOf(month, task.isIncomplete !== true, guard, task);
  const facts = [unitFact('list.imported', on, { on, people, extent }, task, known, ports)];
  const amounts = { unitAmount: NO_MONEY, personalAmount: NO_MONEY };
  const listed = { month, people, ...amounts, guard, extent, earlier: earlierImports(on, known) };
  return finished({ rows, months: [listed], facts, proposals: roster.proposals }, task, known, ports);
}

/** Looks up the people of a list, as {@link lookUpBill} does those of a bill. */
async function lookUpList(task: ListTask, known: Known, ports: ImportPorts): Promise<LookedUpRows> {
  const { unitId, on } = task;
  const look = rowTask(task, known);
  const sum = new LookedUpSum(look);
  const aboutRow = ({ row }: ListedRow) => ({
    id: `${importFactId(known.id)}:${row}`,
    unitId,
    month: monthOf(on),
  });
  const unclearRow = (listed: ListedRow): UnknownRow => {
    const about = { ...aboutRow(listed), doubt: 'word-asked' };
    return { ...about, ...whoOf(listed.person), receivedAt: ports.clock.now() };
  };
  const listing = (listed: ListedRow): RowOfPerson => {
    const { person, since } = listed;
    const status = listed.status === 'asked' ? 'listed' : listed.status;
    const about = { ...aboutRow(listed), ...whoOf(person), on, status, ...compact({ since }) };
    return { ...locationOf(listed), person, row: { ...about, receivedAt: ports.clock.now() } };
  };
  const people = Map.groupBy(task.rows, ({ person }) => keyOfPerson(person));
  const hashesOf = (own: readonly ListedRow[]) => own.map(({ person }) => person.identity?.hash);
  let done = 0;
  const work = async ({
    person: own,
    peopleWith,
  }: { person: readonly ListedRow[] } & Pick<ImportPorts, 'peopleWith'>) => {
    sum.addUnread(own.filter(({ status }) => status === 'asked').map(unclearRow));
    const rows = currentRows(own).map(listing);
    if (rows.length > 0) {
      const looked = await lookUpPerson(rows, look, { ...ports, peopleWith });
      const isListed = rows.some(({ row }) => isUnknownListing(row) && row.status === 'listed');
      sum.add(rows, looked, isListed);
      for (const problem of looked.problems) await task.onBad(problem);
    }
    done += own.length;
    task.onProgress?.(done, task.rows.length);
  };
  await atOnce(withCarriers(people.values(), hashesOf, ports.peopleWith), work, task.load);
  return sum.done();
}

/** Keeps one row of a person: the first that shows the person as insured, else the last one with a known status. */
function currentRows(rows: readonly ListedRow[]): readonly ListedRow[] {
  const known = rows.filter(({ status }) => status !== 'asked');
  const listed = known.filter(({ status }) => status === 'listed');
  return listed.length > 0 ? listed.slice(0, 1) : known.slice(-1);
}

/** The other imports of complete files for a month, or for a day. */
function earlierImports(of: Month | PlainDate, { id, facts }: Known): readonly EarlierImport[] {
  const effective = effectiveUnitFacts(facts);
  const bills = ofUnitKind(effective, 'bill.imported').filter(({ data }) => data.month === of);
  const lists = ofUnitKind(effective, 'list.imported').filter(({ data }) => data.on === of);
  return [...bills, ...lists]
    .filter(({ data }) => data.extent === 'whole' && data.import !== id)
    .map(({ data: { import: earlier, file, people }, receivedAt, by }) => ({
      ...{ import: earlier, file, people, importedOn: receivedAt },
      ...compact({ by: by?.who }),
    }));
}

function unitFact(
  kind: 'bill.imported' | 'list.imported',
  of: string,
  data: object,
  { unitId, file, by }: FileTask,
  { id }: Known,
  { clock }: ImportPorts,
): UnitFact {
  const now = clock.now();
  return {
    kind,
    factId: `${importFactId(id)}:${of}`,
    unitId,
    statedAt: now,
    receivedAt: now,
    ...compact({ by }),
    data: { unitId, import: id, file, ...data },
  } as UnitFact;
}

/**
 * Voids the replaced imports before the new one is stored. In between, the month has no bill, which does no harm; two
 * bills would count the month twice.
 */
async function voidReplaced(task: FileTask, { id }: Known, ports: ImportPorts): Promise<void> {
  if (!task.apply) return;
  for (const replaced of task.replaces ?? []) {
    const idOf = (factId: string) => `${importFactId(id)}:0:${factId}`;
    const { unitId, by, load, file } = task;
    const reason = `replaced by ${file}`.slice(0, 300);
    await voidImport({ unitId, import: replaced, reason, by, idOf, replacedBy: id, load }, ports);
  }
}

interface Looked extends Pick<ImportOutcome, 'rows' | 'months' | 'proposals'> {
  readonly facts: readonly UnitFact[];
}

/**
 * Finishes an import. A run with `apply` stores the rows and the facts of the months. It also turns earlier rows whose
 * people are known by now into facts, and corrects the wake days.
 */
async function finished(
  { facts, ...looked }: Looked,
  task: FileTask,
  { id, facts: before, record }: Known,
  ports: ImportPorts,
): Promise<ImportOutcome> {
  const { unitId, load, replaces = [] } = task;
  const { rows } = looked;
  const stored = new Set(before.map(({ factId }) => factId));
  const isRepeated = facts.length > 0 && facts.every(({ factId }) => stored.has(factId));
  const about = { import: id, isRepeated, ...looked, ...rows.stored, spells: rows.spells };
  const inDoubt = [...rows.months.values()].flatMap((it) => it.inDoubt);
  if (!task.apply) {
    const kept = (await ports.unknownCharges.rows(unitId)).items;
    const rest = before.filter(({ data }) => !('import' in data && replaces.includes(data.import)));
    const coverage = coverageOf([...rest, ...facts], [...kept, ...inDoubt]);
    if (replaces.length === 0) return { ...about, coverage };
    // People who are only in a replaced import change too.
    const spells = await spellsWithout({ unitId, imports: replaces, load }, rows.spells, ports);
    return { ...about, spells, coverage };
  }
  await storeLookedUp(rows, task, ports);
  const kept = (await ports.unknownCharges.rows(unitId)).items;
  await ports.unitFacts.append(facts);
  await dropUnread(kept, facts, task, inDoubt, ports);
  await settleRows(unitId, expectedAt(unitContext(unitId, record)), ports);
  await ports.unitFacts.foldCoverage(unitId);
  await correctWakeDays(unitId, ports);
  const coverage = (await ports.registry.load()).coverage.get(unitId) ?? coverageOf([]);
  return { ...about, coverage };
}

/** Marks unreadable rows of a month as replaced once a complete bill of that month is imported. */
async function dropUnread(
  kept: readonly UnknownRow[],
  facts: readonly UnitFact[],
  { unitId }: FileTask,
  own: readonly UnknownRow[],
  { unknownCharges }: ImportPorts,
): Promise<void> {
  const whole = facts.flatMap((fact) =>
    fact.kind === 'bill.imported' && fact.data.extent === 'whole' ? [fact.data] : [],
  );
  const ownIds = new Set(own.map(({ id }) => id));
  const unread = kept.filter(
    (row) =>
      row.unitId === unitId &&
      !isUnknownCharge(row) &&
      !isUnknownListing(row) &&
      row.replacedBy === undefined &&
      !ownIds.has(row.id),
  );
  const replaced = unread.flatMap((row) => {
    const better = whole.find(({ month }) => month === row.month);
    return better === undefined ? [] : [{ ...row, replacedBy: better.import }];
  });
  if (replaced.length > 0) await unknownCharges.keep(replaced);
}

/** Collects unmatched rows and the people at the unit with the same name. */
class Proposals {
  readonly #proposals = new Map<string, Proposal & { readonly could: string[] }>();
  readonly #byName = new Map<string, (Proposal & { readonly could: string[] })[]>();

  constructor(rows: readonly UnknownRow[]) {
    for (const { name, hash, agencyNumber, employeeId } of rows) {
      if (name === undefined) continue;
      const who = compact({ hash, agencyNumber, employeeId });
      const key = JSON.stringify([name, who]);
      if (this.#proposals.has(key)) continue;
      const proposal = { name, ...who, could: [] };
      this.#proposals.set(key, proposal);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), proposal]);
    }
  }

  add({ employeeId, person: { name } }: Spell): void {
    for (const { could } of this.#byName.get(name ?? '') ?? [])
      if (!could.includes(employeeId)) could.push(employeeId);
  }

  done(): readonly Proposal[] {
    const found = [...this.#proposals.values()].filter(({ could }) => could.length > 0);
    for (const { could } of found) could.sort(compareText);
    return found.sort((a, b) => compareText(a.name, b.name));
  }
}
