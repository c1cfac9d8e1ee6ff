import { escaped } from '../employment/employments.ts';
import {
  type EmploymentSituation,
  type End,
  isEmployment,
  type Spell,
  type Start,
} from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { firstDayOf } from '../values/month.ts';
import { addDays, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { RosterFinding } from './finding.ts';
import { findingAbout, isNewer, type Listed, leaveOn, nameOf } from './roster.ts';

/** A spell of a current or past employment. */
export type Segment = Spell & { readonly situation: EmploymentSituation };

/** One employment by our facts: its spells at successive units. */
interface HeldEmployment {
  readonly start: Start;
  /** Absent while the person is in service. */
  readonly end?: End;
  readonly first: Segment;
  readonly last: Segment;
  readonly segments: readonly [Segment, ...Segment[]];
}

/** The employments of one employee in order of their starts, without cancelled hires. */
export function heldEmployments(spells: readonly Spell[]): readonly HeldEmployment[] {
  const chains: [Segment, ...Segment[]][] = [];
  for (const segment of spells.filter(isSegment).sort(byStart)) {
    const before = chains.find((chain) => goesOn(chain.at(-1), segment));
    if (before === undefined) chains.push([segment]);
    else before.push(segment);
  }
  return chains.map(employmentOf);
}

function isSegment(spell: Spell): spell is Segment {
  return isEmployment(spell.situation);
}

function byStart(a: Segment, b: Segment): number {
  return compareText(a.situation.start.on, b.situation.start.on) || compareText(a.spellId, b.spellId);
}

/** Whether the person moved from one unit to the next within one employment. */
function goesOn(before: Segment | undefined, next: Segment): boolean {
  if (before?.situation.is !== 'left' || next.situation.start.by !== 'transferred') return false;
  const { end } = before.situation;
  return (
    end.reason === 'moved-to-other-unit' &&
    end.toUnitId === next.unitId &&
    addDays(end.on, 1) === next.situation.start.on
  );
}

function employmentOf(segments: [Segment, ...Segment[]]): HeldEmployment {
  const [first] = segments;
  const last = segments.at(-1) ?? first;
  const { start } = first.situation;
  return { start, ...(last.situation.is === 'left' && { end: last.situation.end }), first, last, segments };
}

/** The spells in which a roster of `day` may list the person: the spell of that day and later ones. */
export function segmentsFrom({ segments }: HeldEmployment, day: PlainDate): readonly Segment[] {
  return segments.filter(({ situation }) => endsOn(situation) >= day);
}

function endsOn(situation: Segment['situation']): PlainDate {
  return situation.is === 'left' ? situation.end.on : NEVER;
}

/**
 * The employment that a line is about: the one with the line's employment id, otherwise the current one, otherwise the
 * one that fits the line's days. Undefined if the line is about a new employment.
 */
export function employmentMeant({ person, spells }: Listed): HeldEmployment | undefined {
  const all = heldEmployments(spells);
  const { employmentId, hiredOn, lastWorkingDay } = person;
  const isOver = ({ end }: HeldEmployment) => hiredOn !== undefined && end !== undefined && end.on < hiredOn;
  const named = all.findLast((employment) => employmentId !== undefined && isNamed(employment, employmentId));
  if (named !== undefined && !isOver(named)) return named;
  const open = all.filter(({ end }) => end === undefined);
  const here =
    open.findLast((employment) => employment.segments.some(({ unitId }) => unitId === person.unitId)) ??
    open.at(-1);
  if (lastWorkingDay === undefined) return here ?? all.slice(-1).find((employment) => !isOver(employment));
  const hasBegun = (employment: HeldEmployment) => employment.start.on <= lastWorkingDay;
  if (here !== undefined && (hasBegun(here) || !all.some(hasBegun))) {
    const isOlder = hiredOn !== undefined && lastWorkingDay < here.start.on && hiredOn <= lastWorkingDay;
    return isOlder ? undefined : here;
  }
  const ended = all.findLast(hasBegun);
  return ended === undefined || isOver(ended) ? undefined : ended;
}

function isNamed({ first: { spellId } }: HeldEmployment, employmentId: string): boolean {
  const key = `e-${escaped(employmentId)}`;
  return spellId === key || spellId.startsWith(`${key}+again+`);
}

/** Differences between a roster line and the employment that it is about. */
export function differencesOf(held: HeldEmployment, listed: Listed): readonly RosterFinding[] {
  const hire = hireDifference(held, listed);
  const begin = hire?.mends.length ? listed.person.hiredOn : undefined;
  const leave =
    held.end === undefined
      ? openLeave(held, listed, begin ?? held.start.on)
      : endedLeave(held, listed, begin ?? held.start.on);
  return [unitDifference(held, listed), hire, leave].filter((found) => found !== undefined);
}

/** The roster has another unit. A transfer needs its day, which no roster states, so a person must supply it. */
function unitDifference(held: HeldEmployment, listed: Listed): RosterFinding | undefined {
  const { asOf } = listed;
  const { unitId } = listed.person;
  if (unitId === undefined || held.end !== undefined) return undefined;
  const now = segmentsFrom(held, asOf);
  const [first] = now;
  if (first === undefined || now.some((segment) => segment.unitId === unitId)) return undefined;
  if (isNewer(first.situation.start.knownAt, asOf)) return undefined;
  const values = { ours: first.unitId, theirs: unitId };
  return findingAbout(listed, { kind: 'unit-differs', code: 'roster-unit', unitId: first.unitId, values });
}

function hireDifference(held: HeldEmployment, listed: Listed): RosterFinding | undefined {
  const { person, spells, asOf } = listed;
  const { hiredOn } = person;
  const { on: ours, by, knownAt, fromUnitId } = held.start;
  if (hiredOn === undefined || hiredOn === ours || by === 'resumed' || isNewer(knownAt, asOf))
    return undefined;
  const name = nameOf(listed);
  const { category } = held.first.person;
  const unitId = by === 'transferred' ? (fromUnitId ?? held.first.unitId) : held.first.unitId;
  const { employeeId } = person;
  const common = { unitId: held.last.unitId, values: { ours, theirs: hiredOn } };
  const mends =
    name === undefined
      ? []
      : [{ kind: 'employee.hired', data: { employeeId, unitId, name, hiredOn, category } } as const];
  if (by === 'transferred') {
    // Only a transfer to the first unit was reported. The hire was not later than this transfer, so only an earlier
    // hire date can be right.
    return hiredOn < ours && canMove(held, hiredOn, spells)
      ? findingAbout(listed, {
          kind: 'hire-never-received',
          code: 'roster-hire-before-move',
          ...common,
          values: { ...common.values, hiredOn },
          mends,
        })
      : findingAbout(listed, { kind: 'hire-date-differs', code: 'roster-move-date-decide', ...common });
  }
  const difference = { kind: 'hire-date-differs', ...common } as const;
  if (hasEarlierEvidence(held, hiredOn))
    return findingAbout(listed, { ...difference, code: 'roster-hire-date-covered' });
  if (!canMove(held, hiredOn, spells))
    return findingAbout(listed, { ...difference, code: 'roster-hire-date-decide' });
  return findingAbout(listed, { ...difference, code: 'roster-hire-date', mends });
}

/**
 * Whether the person was enrolled, listed or charged before the roster's hire date. Then two employments are more
 * likely than a wrong date.
 */
function hasEarlierEvidence({ first }: HeldEmployment, hiredOn: PlainDate): boolean {
  const { filings, charges, chargedMonths = [], listings = [], filedBases = [], situation } = first;
  if (hiredOn <= situation.start.on) return false;
  const months = [
    ...charges.map(({ month }) => month),
    ...chargedMonths.map(({ to }) => to),
    ...filedBases.map(({ from }) => from),
  ];
  const enrolled = filings.enrolment?.is === 'accepted' && filings.enrolment.on < hiredOn;
  const listed = listings.some(({ is, on }) => is === 'listed' && on < hiredOn && on >= situation.start.on);
  return (
    enrolled || listed || months.some((month) => firstDayOf(month) < hiredOn && !hiredOn.startsWith(month))
  );
}

/**
 * Whether the start can move to `hiredOn`. It must not pass the end of its own first spell, of an earlier employment,
 * or of a leave without a hire.
 */
function canMove(held: HeldEmployment, hiredOn: PlainDate, spells: readonly Spell[]): boolean {
  const { situation } = held.first;
  const until = situation.is === 'left' ? situation.end.on : NEVER;
  if (hiredOn > until) return false;
  const ends = [
    ...heldEmployments(spells).flatMap(({ start, end }) =>
      start.on < held.start.on ? (end?.on ?? NEVER) : [],
    ),
    ...spells.flatMap((spell) =>
      spell.situation.is === 'never-hired' ? (spell.situation.end?.on ?? []) : [],
    ),
  ];
  return ends.every((end) => end < hiredOn || (end >= held.start.on && end !== NEVER));
}

/** The roster states a last working day of a person who is in service by our facts. */
function openLeave(
  { start, last }: HeldEmployment,
  listed: Listed,
  begin: PlainDate,
): RosterFinding | undefined {
  const { person, asOf } = listed;
  const { lastWorkingDay, employeeId } = person;
  if (lastWorkingDay === undefined || (isNewer(start.knownAt, asOf) && lastWorkingDay < start.on))
    return undefined;
  const common = { unitId: last.unitId, values: { lastWorkingDay, ours: start.on } };
  if (lastWorkingDay < begin)
    return findingAbout(listed, {
      kind: 'leave-never-received',
      code: 'roster-leave-before-hire',
      ...common,
    });
  const mends = [leaveOn(employeeId, lastWorkingDay)];
  return last.missingDate === undefined
    ? findingAbout(listed, { kind: 'leave-never-received', code: 'roster-leave-dated', ...common, mends })
    : findingAbout(listed, { kind: 'noticed-date-found', code: 'roster-noticed-leave', ...common, mends });
}

/**
 * The employment has ended by our facts. A roster does not have to show a future leave, and never shows a suspension.
 */
function endedLeave(
  { end, last }: HeldEmployment,
  listed: Listed,
  begin: PlainDate,
): RosterFinding | undefined {
  const { person, asOf } = listed;
  const { lastWorkingDay, employeeId } = person;
  if (end === undefined || end.on === lastWorkingDay || isNewer(end.knownAt, asOf)) return undefined;
  const difference = { kind: 'leave-date-differs', unitId: last.unitId } as const;
  if (lastWorkingDay === undefined) {
    if (end.on >= asOf || end.reason === 'suspended') return undefined;
    return findingAbout(listed, { ...difference, code: 'roster-still-listed', values: { ours: end.on } });
  }
  const isPlain =
    end.reason !== 'suspended' && end.reason !== 'moved-to-other-unit' && lastWorkingDay >= begin;
  return findingAbout(listed, {
    ...difference,
    code: isPlain ? 'roster-leave-date' : 'roster-leave-date-decide',
    values: { ours: end.on, theirs: lastWorkingDay },
    mends: isPlain ? [leaveOn(employeeId, lastWorkingDay)] : [],
  });
}
