import type { StaffAction } from '../../domain/cases/case.ts';
import { netCharges } from '../../domain/employment/charges.ts';
import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { isEmployment, missingDates, type Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import type { Addressee } from '../../domain/units/addressees.ts';
import { addDays, type PlainDate, parsePlainDate } from '../../domain/values/plain-date.ts';
import type { ListedCase } from '../casework/list-cases.ts';
import type { RegistryRecord, SnapshotRef } from '../ports.ts';
import { casesOf } from '../staff-actions/cases.ts';
import { effectiveDayOf } from '../staff-actions/shown-facts.ts';
import { may } from './may.ts';
import { listedAs, type TimelineEntry, timelineOf, type ViewPorts } from './views.ts';

// ---------------------------------------------------------------- looking for people

/** Where a search stopped: a unit and the last employment read. */
export interface SearchCursor extends SnapshotRef {
  readonly unitId: string;
}

export interface FoundPerson {
  readonly employeeId: string;
  readonly name: string | undefined;
  /** The matching spells among those searched. */
  readonly spells: readonly Spell[];
}

export interface FoundPeople {
  readonly people: readonly FoundPerson[];
  readonly lookedThrough: number;
  /** Where to continue; undefined at the end. */
  readonly next?: SearchCursor;
}

const MOST_FOUND = 25;
/** One page searches at most this many employments, whatever the company's size. */
const MOST_LOOKED_THROUGH = 2_000;

/**
 * Finds people whose name or employee id contains the text, ignoring case. A complete id is found directly. An empty
 * text matches everybody.
 */
export async function findPeople(
  { text, after }: { readonly text: string; readonly after: SearchCursor | undefined },
  unitIds: readonly string[],
  { employees, unitSnapshots }: Pick<ViewPorts, 'employees' | 'unitSnapshots'>,
): Promise<FoundPeople> {
  const wanted = text.trim().toLowerCase();
  const found = new Map<string, Spell[]>();
  const add = (spell: Spell) => found.set(spell.employeeId, [...(found.get(spell.employeeId) ?? []), spell]);
  if (wanted !== '' && after === undefined) {
    const { spells } = await employees.load(text.trim());
    for (const spell of spells) if (unitIds.includes(spell.unitId)) add(spell);
  }
  const exact = new Set(found.keys());
  let lookedThrough = 0;
  let next: SearchCursor | undefined;
  const first = after === undefined ? 0 : Math.max(0, unitIds.indexOf(after.unitId));
  search: for (const unitId of unitIds.slice(first)) {
    for await (const page of unitSnapshots(unitId, unitId === after?.unitId ? after : undefined)) {
      for (const { spell, wakeOn } of page) {
        if (found.size >= MOST_FOUND || lookedThrough >= MOST_LOOKED_THROUGH) break search;
        lookedThrough += 1;
        next = { unitId, employeeId: spell.employeeId, spellId: spell.spellId, wakeOn };
        const who = `${spell.person.name ?? ''} ${spell.employeeId}`.toLowerCase();
        if (who.includes(wanted) && !exact.has(spell.employeeId)) add(spell);
      }
    }
    // The unit is searched completely, so the next page starts with another unit.
    next = undefined;
  }
  const people = [...found].map(([employeeId, spells]) => ({ employeeId, name: nameIn(spells), spells }));
  return { people, lookedThrough, ...(next !== undefined && { next }) };
}

function nameIn(spells: readonly Spell[]): string | undefined {
  return spells.map(({ person }) => person.name).findLast((name) => name !== undefined);
}

export function cursorInPath({ unitId, employeeId, spellId, wakeOn }: SearchCursor): string {
  return Buffer.from(JSON.stringify([unitId, employeeId, spellId, wakeOn])).toString('base64url');
}

/** The cursor in a URL; undefined if it is invalid. */
export function cursorFrom(text: string): SearchCursor | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 4 || !parts.every((part) => typeof part === 'string'))
      return undefined;
    const [unitId, employeeId, spellId, day] = parts as [string, string, string, string];
    const wakeOn = parsePlainDate(day);
    return wakeOn && employeeId !== '' && spellId !== ''
      ? { unitId, employeeId, spellId, wakeOn }
      : undefined;
  } catch {
    return undefined;
  }
}

// ---------------------------------------------------------------- one person

export interface PersonView {
  readonly employeeId: string;
  readonly name: string | undefined;
  /** The person's spells at the viewer's units, latest first. */
  readonly spells: readonly Spell[];
  /** All spells, including those at other units. They are used for decisions and are not displayed. */
  readonly allSpells: readonly Spell[];
  readonly open: readonly ListedCase[];
  /** The ids of closed cases with recorded facts. */
  readonly closed: readonly string[];
  /** The charges after offsets, latest month first. */
  readonly charges: readonly ReturnType<typeof netCharges>[number]['data'][];
  readonly timeline: readonly TimelineEntry[];
  /** How many facts belong only to other units. */
  readonly notShown: number;
  /** The units that a fact belongs to: two for a transfer; empty if it belongs to no particular unit. */
  readonly unitsOf: (fact: Fact) => readonly string[];
  /** The version of the record, which changes with every fact. */
  readonly seen: string;
}

/** @returns undefined if the person has no employment at the viewer's units. */
export async function readPerson(
  employeeId: string,
  person: Addressee,
  today: PlainDate,
  record: RegistryRecord,
  { employees }: Pick<ViewPorts, 'employees'>,
): Promise<PersonView | undefined> {
  const { facts, spells: all, version } = await employees.load(employeeId);
  const isSeen = ({ unitId }: Pick<Spell, 'unitId'>) => may(person, 'see', unitId);
  const spells = all.filter(isSeen).toReversed();
  if (spells.length === 0) return undefined;
  const byId = new Map(facts.map((fact) => [fact.factId, fact]));
  const ofFact = (fact: Fact) => unitsOf(fact, byId, all);
  const shown = facts.filter((fact) => {
    const unitIds = ofFact(fact);
    return unitIds.length === 0 || unitIds.some((unitId) => isSeen({ unitId }));
  });
  const cases = casesOf(spells, record, today);
  const open = new Set(cases.map(({ caseId }) => caseId));
  return {
    employeeId,
    name: nameIn(all),
    spells,
    allSpells: all,
    open: cases.map((it) => listedAs(it, today)),
    closed: [...new Set(spells.flatMap(recordedCases))].filter((caseId) => !open.has(caseId)),
    charges: netCharges(effectiveFacts(shown))
      .map(({ data }) => data)
      .toSorted((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0)),
    timeline: timelineOf(shown),
    unitsOf: ofFact,
    notShown: facts.length - shown.length,
    seen: String(version),
  };
}

/** A fact within this many days after a leave still belongs to the employment that ended. */
const FILED_WITHIN_DAYS = 62;

/**
 * The units that a fact belongs to: for a transfer both units, for a void the units of the voided fact, otherwise the
 * unit that the fact names, else the unit of the employment that it names, else the unit of the employment during which
 * it happened. Empty if there is none.
 */
function unitsOf(fact: Fact, facts: ReadonlyMap<string, Fact>, spells: readonly Spell[]): readonly string[] {
  if (fact.kind === 'fact.voided') {
    const voided = facts.get(fact.data.factId);
    if (voided !== undefined && voided.kind !== 'fact.voided') return unitsOf(voided, facts, spells);
  }
  if (fact.kind === 'employee.transferred') {
    const { fromUnitId, toUnitId } = fact.data;
    const before =
      fromUnitId === undefined ? unitsDuring(addDays(effectiveDayOf(fact), -1), spells) : [fromUnitId];
    return [...before, toUnitId];
  }
  const data = fact.data as Readonly<Partial<Record<'unitId' | 'spellId' | 'caseId', string>>>;
  if (data.unitId !== undefined) return [data.unitId];
  const current = spells.find(
    ({ employeeId, spellId }) =>
      spellId === data.spellId || data.caseId?.startsWith(`${employeeId}/${spellId}/`) === true,
  );
  return current === undefined ? unitsDuring(effectiveDayOf(fact), spells) : [current.unitId];
}

/** The unit of the employment on the day, or that ended shortly before it; empty if there is none. */
function unitsDuring(on: PlainDate, spells: readonly Spell[]): readonly string[] {
  const during = spells.filter(({ situation }) => {
    if (!isEmployment(situation) || situation.start.on > on) return false;
    return situation.is === 'employed' || on <= addDays(situation.end.on, FILED_WITHIN_DAYS);
  });
  const last = during.at(-1);
  return last === undefined ? [] : [last.unitId];
}

/** The cases of a spell with recorded facts. Of the filings, only accepted ones are included. */
function recordedCases({
  employeeId,
  spellId,
  filings,
  refunds,
  documents,
  attentions,
  answers = [],
  notes = [],
}: Spell): readonly string[] {
  const kinds = [
    ...Object.entries(filings).flatMap(([filing, state]) => (state.is === 'accepted' ? [filing] : [])),
    ...(refunds.length > 0 ? ['overpayment'] : []),
    ...documents.map(({ caseKind }) => caseKind),
  ];
  return [
    ...kinds.map((kind) => `${employeeId}/${spellId}/${kind}`),
    ...[...attentions, ...answers, ...notes].map(({ caseId }) => caseId),
  ];
}

/** The units whose handlers may act: the units of every employment that the action changes. */
export function unitsConcerned(spells: readonly Spell[]): readonly string[] {
  const running = spells.filter((spell) => isRunning(spell) || missingDates(spell).length > 0);
  const concerned = running.length > 0 ? running : spells.slice(-1);
  return concerned.map(({ unitId }) => unitId);
}

/** Whether the action makes sense in the person's present state. */
export function isOffered(action: StaffAction, spells: readonly Spell[]): boolean {
  if (action === 'hire') return !spells.some(isRunning);
  if (action !== 'resume') return true;
  const last = spells.findLast(({ situation }) => isEmployment(situation))?.situation;
  return last?.is === 'left' && last.end.reason === 'suspended';
}

function isRunning({ situation }: Spell): boolean {
  return situation.is === 'employed';
}
