import type { Spell } from '../employment/spell.ts';
import { compact } from '../values/compact.ts';
import type { RosterFinding, RosterStatement } from './finding.ts';
import { heldEmployments, type Segment, segmentsFrom } from './known-person.ts';
import { findingAbout, isNewer, type Roster } from './roster.ts';

/**
 * The finding about a person who is in service by our facts but is missing from a complete roster. Probably the report
 * of the leave was lost, so its day must be asked for.
 * @param spells all spells of one employee.
 * @param code `roster-left-undated` if the roster says that the person left.
 */
export function absentFindings(
  spells: readonly Spell[],
  roster: Roster,
  code: 'roster-absent' | 'roster-left-undated' = 'roster-absent',
): readonly RosterFinding[] {
  const missed = spellsInService(spells, roster);
  const all = heldEmployments(spells);
  // An undated leave ends the latest employment. It is proposed only if this is the only open employment, because
  // otherwise another one may have ended.
  const isClear = all.filter(({ end }) => end === undefined).length === 1 && all.at(-1)?.end === undefined;
  const [segment] = missed;
  if (segment === undefined) return [];
  const { employeeId, unitId, person } = segment;
  const { name } = person;
  const notice: RosterStatement = {
    kind: 'employee.leave_noticed',
    data: { employeeId, unitId, ...(name !== undefined && { name }) },
  };
  const difference = {
    kind: 'leave-never-received',
    unitId,
    values: { ours: segment.situation.start.on },
  } as const;
  const about = { person: { employeeId, ...compact({ name }) }, spells: [] };
  return [
    isClear
      ? findingAbout(about, { ...difference, code, mends: [notice] })
      : findingAbout(about, { ...difference, code: 'roster-absent-decide' }),
  ];
}

/** Spells in which the person should be on the roster, except those whose leave is already reported. */
function spellsInService(spells: readonly Spell[], { unitIds, asOf }: Roster): readonly Segment[] {
  return heldEmployments(spells).flatMap((held) => {
    const { start, end, last } = held;
    if (end !== undefined || start.on > asOf || isNewer(start.knownAt, asOf)) return [];
    const [now] = segmentsFrom(held, asOf);
    if (now === undefined || last.missingDate !== undefined || !unitIds.includes(now.unitId)) return [];
    return isNewer(now.situation.start.knownAt, asOf) ? [] : [now];
  });
}

/** A unit at which the roster would end so many employments that the roster is probably incomplete. */
export interface Implausible {
  readonly unitId: string;
  /** The number of people in service by our facts. */
  readonly employed: number;
  /** How many of these people have left according to the roster. */
  readonly leaving: number;
}

/** It is plausible that up to this many people left a unit at once. This is not a legal figure. */
const ALWAYS_PLAUSIBLE = 5;
/** More leavers than that are plausible only if at most one in this many people in service has left. */
const ONE_IN = 4;

/** For each unit of a roster: how many people are in service, and how many of them left according to the roster. */
export type LeaverCounts = ReadonlyMap<string, Omit<Implausible, 'unitId'>>;

/**
 * The counts for some of the people.
 * @param spells all spells of each of these people.
 * @param findings the findings about these people.
 */
export function leaverCounts(
  roster: Roster,
  spells: readonly Spell[],
  findings: readonly RosterFinding[],
): LeaverCounts {
  const counts = new Map(roster.unitIds.map((unitId) => [unitId, { employed: 0, leaving: 0 }]));
  const add = (unitId: string, what: 'employed' | 'leaving') => {
    const count = counts.get(unitId);
    if (count !== undefined) count[what] += 1;
  };
  for (const own of Map.groupBy(spells, ({ employeeId }) => employeeId).values())
    for (const { unitId } of spellsInService(own, roster)) add(unitId, 'employed');
  for (const { kind, unitId } of findings) if (kind === 'leave-never-received') add(unitId, 'leaving');
  return counts;
}

/**
 * Units that would lose more than five people and more than a quarter of their staff; if a complete roster lists
 * nobody, these are all units with staff.
 * @param counts the results of {@link leaverCounts}, which together cover all people.
 */
export function implausibleUnits(
  { unitIds, complete }: Pick<Roster, 'unitIds' | 'complete'>,
  counts: readonly LeaverCounts[],
  isEmpty: boolean,
): readonly Implausible[] {
  return [...new Set(unitIds)].sort().flatMap((unitId) => {
    const sumOf = (what: 'employed' | 'leaving') =>
      counts.reduce((sum, share) => sum + (share.get(unitId)?.[what] ?? 0), 0);
    const [employed, leaving] = [sumOf('employed'), sumOf('leaving')];
    const tooMany = leaving > ALWAYS_PLAUSIBLE && leaving * ONE_IN > employed;
    return tooMany || (complete && isEmpty && employed > 0) ? [{ unitId, employed, leaving }] : [];
  });
}
