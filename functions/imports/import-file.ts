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
import { placeOf, type RowPlace } from '../files/table.ts';
import { correctWakeDays, type WakeDayPorts } from '../intake/fold-again.ts';
import { unitWords } from '../intake/registry-lookup.ts';
import { RecordUnreadable, type RegistryRecord, type SpellReader } from '../ports.ts';
import { atOnce, type Load } from './at-once.ts';
import type { BadRow, BilledPerson, RowProblem } from './bill-row.ts';
import { matchesIn } from './find-person.ts';
import { expectedAt, type Guard, guardOf } from './guard.ts';
import { importFactId, importOf } from './import-id.ts';
import type { Bill } from './read-bill.ts';
import { keyOfPerson, whoOf } from './row-facts.ts';
import { type SettlePorts, settleRows } from './settle-rows.ts';
import { type BilledMonth, type Stored, storeBill } from './store-bill.ts';
import { type RowOfPerson, storePerson } from './store-rows.ts';
import { type SpellChanges, spellsWithout, type VoidPorts, voidImport } from './void-import.ts';

export interface ImportPorts extends SettlePorts, VoidPorts, Omit<WakeDayPorts, 'unit'> {
  readonly spells: Pick<SpellReader, 'due'>;
  readonly unknownCharges: SettlePorts['unknownCharges'];
}

/** What every import of a file states of it. */
interface FileTask {
  readonly unitId: string;
  readonly by?: StatedBy | undefined;
  /** False looks everybody up and finds what would be stored and what would change. */
  readonly apply: boolean;
  /** The hash of the file's bytes. */
  readonly content: string;
  /** The file's name. */
  readonly file: string;
  /** Whole or part, as the person who imports it states; undefined if nobody said. */
  readonly stated?: (month: Month) => Extent | undefined;
  /** Whole imports of the same months that this one replaces: they are voided. Others stay beside it. */
  readonly replaces?: readonly string[];
  readonly load: Load;
  readonly onProgress?: (people: number) => void;
}

export interface BillTask extends FileTask {
  /** The day on which the bill was issued, else that of the import. */
  readonly asOf: PlainDate;
  /** How many rows state a charge, as the check found. */
  readonly charges: number;
  /** The month of a bill without any row: nobody is insured. */
  readonly month?: Month;
  readonly onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>;
}

/** A whole import of the same month that is in effect. */
export interface EarlierImport {
  readonly import: string;
  readonly file: string;
  readonly people: number;
  readonly importedOn: string;
  readonly by?: string;
}

/** What a file is for one month: of a list, for the month of its day. */
export interface ImportedMonth {
  readonly month: Month;
  readonly people: number;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly guard: Guard;
  /** As stated, else as the guard finds. If the guard asks and nobody answers, a part. */
  readonly extent: Extent;
  /** If there are any and the file is whole, somebody has to say whether it replaces them. */
  readonly earlier: readonly EarlierImport[];
}

export interface ImportOutcome extends Stored {
  readonly import: string;
  /** The very same file was imported before, as the same attempt. */
  readonly isRepeated: boolean;
  readonly months: readonly ImportedMonth[];
  /** Rows that say a name and no number or id that is known, with those at the unit who have that name: proposals. */
  readonly proposals: readonly Proposal[];
  /** Without `apply`: what the unit's files would say, and the spells of those whom the file names. */
  readonly coverage: Coverage;
  readonly spells: ReadonlyMap<
    string,
    { readonly before: readonly Spell[]; readonly after: readonly Spell[] }
  >;
}

/** Whose row it may be, by the name alone. It has no effect until a person confirms it. */
export interface Proposal {
  readonly name: string;
  readonly hash?: string;
  readonly agencyNumber?: string;
  readonly employeeId?: string;
  readonly could: readonly string[];
}

/** What is known before an import. */
interface Known {
  readonly id: string;
  readonly record: RegistryRecord;
  readonly facts: readonly UnitFact[];
  readonly roster: readonly Spell[];
}

/** @throws RecordUnreadable when facts about the unit's imports cannot be read. */
async function knownBefore({ unitId, content }: FileTask, ports: ImportPorts): Promise<Known> {
  const [found, record, roster] = await Promise.all([
    ports.unitFacts.ofImports(unitId),
    ports.registry.load(),
    ports.spells.due(unitId, NEVER),
  ]);
  if (found.unreadable.length > 0) throw new RecordUnreadable(found.unreadable);
  return { id: importOf(unitId, content, found.items), record, facts: found.items, roster: roster.items };
}

/**
 * Takes in a bill that was checked: its rows, then for each month what it is, then the days on which the unit's spells
 * wake. Doing it again, or again after an interruption, adds what is missing.
 * @throws FileRefused when the file changed since it was checked, RecordUnreadable as {@link knownBefore}.
 */
export async function importBill(bill: Bill, task: BillTask, ports: ImportPorts): Promise<ImportOutcome> {
  const known = await knownBefore(task, ports);
  await voidReplaced(task, known, ports);
  const words = unitWords(task.unitId, known.record);
  const rowTask = {
    ...task,
    import: known.id,
    matches: matchesIn(known.facts),
    isExpected: expectedAt(words),
    withSpells: !task.apply,
  };
  const { months: billed, isIncomplete, spells, ...stored } = await storeBill(bill, rowTask, ports);
  const months = billed.size === 0 && task.month ? new Map([[task.month, NOBODY]]) : billed;
  const found = [...months].map(([month, it]): ImportedMonth => {
    const guard = guardOf({ month, ...it }, known.roster, words);
    const stated = task.stated?.(month);
    const isBill = it.regularRows > 0 || it === NOBODY;
    const extent = isBill && !isIncomplete ? (stated ?? (guard.is === 'whole' ? 'whole' : 'part')) : 'part';
    const { people, unitAmount, personalAmount } = it;
    return { month, people, unitAmount, personalAmount, guard, extent, earlier: earlierBills(month, known) };
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
  const inDoubt = [...months.values()].flatMap((it) => it.inDoubt);
  const done = await finished(facts, inDoubt, task, known, ports);
  return { ...done, ...stored, months: found, spells: await alsoReplaced(spells, task, ports) };
}

/** Those whom only a replaced import named change as well. */
async function alsoReplaced(
  spells: SpellChanges,
  { unitId, apply, replaces = [], load }: FileTask,
  ports: ImportPorts,
): Promise<SpellChanges> {
  if (apply || replaces.length === 0) return spells;
  const others = await spellsWithout({ unitId, imports: replaces, load }, new Set(spells.keys()), ports);
  return new Map([...spells, ...others]);
}

const NOBODY: BilledMonth = {
  people: 0,
  unitAmount: NO_MONEY,
  personalAmount: NO_MONEY,
  regularRows: 0,
  present: new Set(),
  inDoubt: [],
};

/** A row of the agency's list of insured people, of this unit and of the employees' medical insurance. */
export interface ListedRow extends RowPlace {
  /** Its number in the file, from 1, whichever sheet it is on. */
  readonly row: number;
  readonly person: BilledPerson;
  /** `asked`: what the list says of the person is not understood. */
  readonly status: 'listed' | 'suspended' | 'ended' | 'asked';
  readonly since?: PlainDate;
}

export interface ListTask extends FileTask {
  /** The day whose state the list shows. */
  readonly on: PlainDate;
  readonly rows: readonly ListedRow[];
  /** A row names nobody: somebody may be on the list who is not found there. */
  readonly isIncomplete?: boolean;
  readonly onBad: (problem: RowProblem) => void | Promise<void>;
}

/** Takes in a list of insured people as {@link importBill} does a bill. */
export async function importInsuredList(task: ListTask, ports: ImportPorts): Promise<ImportOutcome> {
  const known = await knownBefore(task, ports);
  await voidReplaced(task, known, ports);
  const { unitId, on } = task;
  const month = monthOf(on);
  const words = unitWords(unitId, known.record);
  const rowTask = {
    ...task,
    matches: matchesIn(known.facts),
    isExpected: expectedAt(words),
    withSpells: !task.apply,
  };
  const spells = new Map<string, { before: readonly Spell[]; after: readonly Spell[] }>();
  const present = new Set<string>();
  const inDoubt: UnknownRow[] = [];
  let stored: Stored = NOTHING_STORED;
  const people = Map.groupBy(task.rows, ({ person }) => keyOfPerson(person));
  const work = async (own: readonly ListedRow[]) => {
    const asked = own
      .filter(({ status }) => status === 'asked')
      .map((row) => keptRow(row, 'word-asked', task, known, ports));
    if (asked.length > 0) {
      inDoubt.push(...asked);
      if (task.apply) await ports.unknownCharges.keep(asked);
    }
    const rows = currentRows(own).map((row) => listing(row, task, known, ports));
    if (rows.length === 0) return;
    const outcome = await storePerson(rows, rowTask, ports);
    const isListed = rows.some(({ row }) => isUnknownListing(row) && row.status === 'listed');
    if (isListed) for (const { employeeId } of outcome.found) present.add(employeeId);
    inDoubt.push(...[...outcome.unknown, ...outcome.doubtful].map(({ row }) => row));
    for (const { employeeId, before, after } of outcome.spells) spells.set(employeeId, { before, after });
    for (const problem of outcome.problems) await task.onBad(problem);
    stored = {
      people: stored.people + outcome.found.length,
      newFacts: stored.newFacts + outcome.newFacts,
      knownFacts: stored.knownFacts + outcome.knownFacts,
      unknownPeople: stored.unknownPeople + (outcome.unknown.length > 0 ? 1 : 0),
      unknownCharges: stored.unknownCharges,
      doubtfulRows: stored.doubtfulRows + outcome.doubtful.length,
    };
    task.onProgress?.(stored.people + stored.unknownPeople);
  };
  await atOnce(people.values(), work, task.load);
  const guard = guardOf({ month, present, inDoubt }, known.roster, words);
  const extent = task.isIncomplete
    ? 'part'
    : (task.stated?.(month) ?? (guard.is === 'whole' ? 'whole' : 'part'));
  const facts = [unitFact('list.imported', on, { on, people: people.size, extent }, task, known, ports)];
  const found = {
    month,
    people: people.size,
    unitAmount: NO_MONEY,
    personalAmount: NO_MONEY,
    guard,
    extent,
    earlier: earlierLists(on, known),
  };
  const done = await finished(facts, inDoubt, task, known, ports);
  return { ...done, ...stored, months: [found], spells: await alsoReplaced(spells, task, ports) };
}

const NOTHING_STORED: Stored = {
  people: 0,
  newFacts: 0,
  knownFacts: 0,
  unknownPeople: 0,
  unknownCharges: 0,
  doubtfulRows: 0,
};

/** If somebody is listed, rows about an earlier insurance that has ended do not count. */
function currentRows(rows: readonly ListedRow[]): readonly ListedRow[] {
  const said = rows.filter(({ status }) => status !== 'asked');
  const listed = said.filter(({ status }) => status === 'listed');
  return listed.length > 0 ? listed.slice(0, 1) : said.slice(-1);
}

function listing(
  { row, person, status, since, ...place }: ListedRow,
  { unitId, on }: ListTask,
  { id }: Known,
  { clock }: ImportPorts,
): RowOfPerson {
  const said = status === 'asked' ? 'listed' : status;
  const about = { id: `${importFactId(id)}:${row}`, unitId, month: monthOf(on), ...whoOf(person) };
  const kept = { ...about, on, status: said, ...compact({ since }), receivedAt: clock.now() };
  return { ...placeOf(place), person, row: kept };
}

function keptRow(
  { row, person }: ListedRow,
  doubt: string,
  { unitId, on }: ListTask,
  { id }: Known,
  { clock }: ImportPorts,
): UnknownRow {
  const about = { id: `${importFactId(id)}:${row}`, unitId, month: monthOf(on), doubt };
  return { ...about, ...whoOf(person), receivedAt: clock.now() };
}

function earlierBills(month: Month, { id, facts }: Known): readonly EarlierImport[] {
  return ofUnitKind(effectiveUnitFacts(facts), 'bill.imported')
    .filter(({ data }) => data.month === month && data.extent === 'whole' && data.import !== id)
    .map(earlierImport);
}

function earlierLists(on: PlainDate, { id, facts }: Known): readonly EarlierImport[] {
  return ofUnitKind(effectiveUnitFacts(facts), 'list.imported')
    .filter(({ data }) => data.on === on && data.extent === 'whole' && data.import !== id)
    .map(earlierImport);
}

function earlierImport({
  data,
  receivedAt,
  by,
}: {
  readonly data: { readonly import: string; readonly file: string; readonly people: number };
  readonly receivedAt: string;
  readonly by?: StatedBy;
}): EarlierImport {
  const { import: id, file, people } = data;
  return { import: id, file, people, importedOn: receivedAt, ...compact({ by: by?.who }) };
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

/** Voids the replaced imports first: an unknown month makes no claim, but a month charged twice would. */
async function voidReplaced(task: FileTask, { id }: Known, ports: ImportPorts): Promise<void> {
  if (!task.apply) return;
  for (const replaced of task.replaces ?? []) {
    const idOf = (factId: string) => `${importFactId(id)}:0:${factId}`;
    const { unitId, by, load, file } = task;
    const reason = `replaced by ${file}`.slice(0, 300);
    await voidImport({ unitId, import: replaced, reason, by, idOf, replacedBy: id, load }, ports);
  }
}

type Finished = Pick<ImportOutcome, 'import' | 'isRepeated' | 'coverage' | 'proposals'>;

/** What comes after the rows: what the file is for each month, rows that are known by now, the days to wake. */
async function finished(
  facts: readonly UnitFact[],
  inDoubt: readonly UnknownRow[],
  task: FileTask,
  { id, facts: before, record, roster }: Known,
  ports: ImportPorts,
): Promise<Finished> {
  const { unitId } = task;
  const stored = new Set(before.map(({ factId }) => factId));
  const isRepeated = facts.length > 0 && facts.every(({ factId }) => stored.has(factId));
  const about = { import: id, isRepeated, proposals: proposalsOf(inDoubt, roster) };
  const kept = (await ports.unknownCharges.rows(unitId)).items;
  if (!task.apply) {
    const replaced = new Set(task.replaces ?? []);
    const rest = before.filter(({ data }) => !('import' in data && replaced.has(data.import)));
    return { ...about, coverage: coverageOf([...rest, ...facts], [...kept, ...inDoubt]) };
  }
  await ports.unitFacts.append(facts);
  await dropUnread(kept, facts, task, inDoubt, ports);
  await settleRows(unitId, expectedAt(unitWords(unitId, record)), ports);
  await ports.unitFacts.foldCoverage(unitId);
  await correctWakeDays(unitId, ports);
  const coverage = (await ports.registry.load()).coverage.get(unitId) ?? coverageOf([]);
  return { ...about, coverage };
}

/** Rows that could not be read stop counting once a whole file of their month is complete. */
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
  const gone = unread.flatMap((row) => {
    const better = whole.find(({ month }) => month === row.month);
    return better === undefined ? [] : [{ ...row, replacedBy: better.import }];
  });
  if (gone.length > 0) await unknownCharges.keep(gone);
}

function proposalsOf(rows: readonly UnknownRow[], roster: readonly Spell[]): readonly Proposal[] {
  const byName = Map.groupBy(roster, ({ person }) => person.name ?? '');
  const proposals = new Map<string, Proposal>();
  for (const { name, hash, agencyNumber, employeeId } of rows) {
    const could = [...new Set((byName.get(name ?? '') ?? []).map((spell) => spell.employeeId))];
    if (name === undefined || could.length === 0) continue;
    const who = compact({ hash, agencyNumber, employeeId });
    proposals.set(JSON.stringify([name, who]), { name, ...who, could: could.sort(compareText) });
  }
  return [...proposals.values()].sort((a, b) => compareText(a.name, b.name));
}
