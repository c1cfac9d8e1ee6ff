import { foldSpells } from '../employment/fold.ts';
import type { Spell } from '../employment/spell.ts';
import { compareText, type Fact } from '../facts/fact.ts';
import { NO_ORDER, type SourceOrder } from '../facts/source-order.ts';
import { absentFindings } from './absent-people.ts';
import { ROSTER_FINDING_KINDS, type RosterFinding, type RosterStatement } from './finding.ts';
import { differencesOf, employmentMeant } from './known-person.ts';
import { findingAbout, type Listed, type Roster, type RosterPerson } from './roster.ts';
import { unreportedFindings } from './unreported-person.ts';

/**
 * Compares a roster with our facts and finds missing hires and leaves, and different days. The result does not depend
 * on the order of lines. Days are never guessed. If the day of a leave is missing, the handler is asked for it. If the
 * day of a transfer is missing, a person must decide.
 * @param spells all spells of everybody on the roster and at its units, in any order.
 * @returns findings by employee, at most one of each kind per employee.
 */
export function reconcileRoster(roster: Roster, spells: readonly Spell[]): readonly RosterFinding[] {
  const known = Map.groupBy(spells.toSorted(byStart), ({ employeeId }) => employeeId);
  const lines = Map.groupBy(roster.people, ({ employeeId }) => employeeId);
  const listed = [...lines].flatMap(([employeeId, own]) =>
    findingsAbout(distinct(own), { spells: known.get(employeeId) ?? [], roster }),
  );
  const absent = roster.complete
    ? [...known]
        .filter(([employeeId]) => !lines.has(employeeId))
        .flatMap(([, own]) => absentFindings(own, roster))
    : [];
  return [...listed, ...absent].sort(byEmployeeAndKind);
}

/** The order of findings. */
export function byEmployeeAndKind(a: RosterFinding, b: RosterFinding): number {
  return (
    compareText(a.employeeId, b.employeeId) ||
    ROSTER_FINDING_KINDS.indexOf(a.kind) - ROSTER_FINDING_KINDS.indexOf(b.kind)
  );
}

function findingsAbout(
  lines: readonly RosterPerson[],
  { spells, roster }: { readonly spells: readonly Spell[]; readonly roster: Roster },
): readonly RosterFinding[] {
  const [person, another] = lines;
  if (person === undefined) return [];
  const { asOf, since } = roster;
  const listed: Listed = { person, spells, asOf, since };
  const unitId = lines.map((line) => line.unitId).find((id) => id !== undefined) ?? spells.at(-1)?.unitId;
  if (another !== undefined) {
    // Either the employee is at two units or a line is wrong. Only staff can decide which.
    if (unitId === undefined) return [];
    const values = { lines: String(lines.length) };
    return [findingAbout(listed, { kind: 'listed-twice', code: 'roster-listed-twice', unitId, values })];
  }
  if (person.hasLeft) {
    const unitIds = spells.map((spell) => spell.unitId);
    return absentFindings(spells, { ...roster, unitIds }, 'roster-left-undated');
  }
  if (isReversed(person)) {
    const { hiredOn = '', lastWorkingDay = '' } = person;
    if (unitId === undefined) return [];
    const values = { hiredOn, lastWorkingDay };
    return [findingAbout(listed, { kind: 'leave-date-differs', code: 'roster-reversed', unitId, values })];
  }
  const held = employmentMeant(listed);
  return held === undefined ? unreportedFindings(listed) : differencesOf(held, listed);
}

/** In order of starts, because the last spell must be the latest; the store returns another order. */
function byStart(a: Spell, b: Spell): number {
  return compareText(startOf(a), startOf(b)) || compareText(a.spellId, b.spellId);
}

function startOf({ situation }: Spell): string {
  return 'start' in situation ? situation.start.on : '';
}

function isReversed({ hiredOn, lastWorkingDay }: RosterPerson): boolean {
  return hiredOn !== undefined && lastWorkingDay !== undefined && lastWorkingDay < hiredOn;
}

/** The different lines about one employee, independent of the roster's order. */
function distinct(lines: readonly RosterPerson[]): readonly RosterPerson[] {
  if (lines.length === 1) return lines;
  const byMeaning = new Map(lines.map((line) => [meaningOf(line), line]));
  return [...byMeaning].sort(([a], [b]) => compareText(a, b)).map(([, line]) => line);
}

/** All fields that describe the employment, as text. */
function meaningOf({ name, unitId, hiredOn, lastWorkingDay, employmentId, hasLeft }: RosterPerson): string {
  return JSON.stringify([unitId, hiredOn, lastWorkingDay, employmentId, name, hasLeft]);
}

export interface RosterCorrection {
  /** The current differences between roster and facts; they may differ from the first comparison. */
  readonly findings: readonly RosterFinding[];
  /** Those of the findings that `facts` correct. */
  readonly corrected: readonly RosterFinding[];
  readonly facts: readonly Fact[];
}

/**
 * The facts that correct our data about one employee according to the roster. A fact that would not remove the
 * difference, for example because a later statement overrides it, is left out. Otherwise a daily comparison would add
 * it every day.
 * @param known all facts of the employee.
 * @param roster only the lines of this employee.
 * @param makeFact makes a fact from the roster's statement.
 * @param order of the sources (R14).
 */
export function rosterCorrectionOf(
  employeeId: string,
  known: readonly Fact[],
  roster: Roster,
  makeFact: (statement: RosterStatement) => Fact,
  order: SourceOrder = NO_ORDER,
): RosterCorrection {
  const compare = (facts: readonly Fact[]) =>
    reconcileRoster(roster, foldSpells(employeeId, facts, [], order));
  const findings = compare(known);
  let corrected = findings.filter(({ mends }) => mends.length > 0);
  for (;;) {
    const facts = corrected.flatMap(({ mends }) => mends.map(makeFact));
    if (corrected.length === 0) return { findings, corrected: corrected, facts };
    const left = new Set(compare([...known, ...facts]).map(({ kind }) => kind));
    const good = corrected.filter(({ kind }) => !left.has(kind));
    if (good.length === corrected.length) return { findings, corrected: corrected, facts };
    corrected = good;
  }
}
