import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { chinaDayOf, type PlainDate } from '../values/plain-date.ts';
import { meaningOf } from './effective-facts.ts';
import {
  beginsOn,
  type Employment,
  type HireCancelled,
  startOf,
  type Terminated,
  type TerminationCancelled,
} from './employments.ts';
import type { Segment } from './segments.ts';
import type { MissingDate } from './spell.ts';

/**
 * The notices (hires or leaves reported without their day) that no fact with a day answers, and those that were
 * cancelled or voided.
 */
export interface Notices {
  /** The missing last working days of people in service whose leave was reported, by spell id. */
  readonly leaving: ReadonlyMap<string, MissingDate>;
  /** Notices that fit no known employment, in statement order. */
  readonly unplaced: readonly Notice[];
  /** Notices that fit no known employment and were cancelled or voided, in statement order. */
  readonly withdrawn: readonly Notice[];
}

/**
 * Compares notices with all facts that have a day, whatever their order of arrival. A notice never replaces a date. A
 * fact with the day answers it, a cancellation withdraws it, otherwise staff are asked for the day.
 * @param facts all facts: a voided notice has no effect, but the digest reports that it was voided.
 * @param effective the effective facts in statement order.
 * @param employments in order of their starts.
 */
export function noticesOf(stated: {
  readonly facts: readonly Fact[];
  readonly effective: readonly Fact[];
  readonly employments: readonly Employment[];
  readonly segments: readonly Segment[];
  readonly strayEndings: readonly Terminated[];
}): Notices {
  const all = stated.facts.filter(isNotice);
  if (all.length === 0) return { leaving: new Map(), unplaced: [], withdrawn: [] };
  const standing = stated.effective.filter(isNotice);
  const voided = voidedAmong(all, standing);
  const dated = datedIn(stated);
  const statuses = statusesOf(standing, dated);
  const having = (status: NoticeStatus) => standing.filter((notice) => statuses.get(notice) === status);
  return {
    leaving: leavingOf(statuses),
    unplaced: having('unplaced'),
    withdrawn: [
      ...having('taken-back'),
      ...voided.filter((notice) => OUT_OF_PLACE.has(statusOf(notice, dated, []))),
    ].sort(byStatement),
  };
}

const OUT_OF_PLACE: ReadonlySet<NoticeStatus> = new Set<NoticeStatus>(['unplaced', 'taken-back']);

/** The missing date of one event that several notices may report; `noticedOn` is the day of the earliest notice. */
function missingDate(of: MissingDate['of'], notices: readonly Notice[]): MissingDate | undefined {
  const stated = notices.toSorted(byStatement);
  const [first] = stated;
  if (first === undefined) return undefined;
  const employmentId = stated.findLast(({ data }) => data.employmentId !== undefined)?.data.employmentId;
  return {
    of,
    noticedOn: noticedOn(first),
    knownAt: stated.map(({ receivedAt }) => receivedAt).reduce((a, b) => (a <= b ? a : b)),
    ...(employmentId !== undefined && { employmentId }),
  };
}

/** F8: the voided notices, one for each content. A notice is left out if a repetition of it is not voided. */
function voidedAmong(all: readonly Notice[], standing: readonly Notice[]): readonly Notice[] {
  if (all.length === standing.length) return [];
  const meanings = new Set(standing.map(meaningOf));
  const voided = all.filter((notice) => !meanings.has(meaningOf(notice)));
  const inOrder = voided.sort((a, b) => byStatement(a, b) || compareText(a.receivedAt, b.receivedAt));
  return [...new Map(inOrder.toReversed().map((notice) => [meaningOf(notice), notice])).values()];
}

function datedIn(stated: Parameters<typeof noticesOf>[0]): Dated {
  const { effective, employments, segments, strayEndings } = stated;
  return {
    known: employments.flatMap((employment) => {
      const last = segments.findLast(({ employmentKey }) => employmentKey === employment.key);
      return last === undefined ? [] : [{ employment, last }];
    }),
    strayEndings,
    hireCancellations: effective.filter((fact) => fact.kind === 'employee.hire_cancelled'),
    reopenings: effective.filter((fact) => fact.kind === 'employee.termination_cancelled'),
  };
}

function leavingOf(statuses: ReadonlyMap<Notice, NoticeStatus>): ReadonlyMap<string, MissingDate> {
  const ending = [...statuses].flatMap(([notice, status]) =>
    typeof status === 'object' ? [{ notice, spellId: status.endsSpell }] : [],
  );
  const leaving = new Map<string, MissingDate>();
  for (const [spellId, entries] of Map.groupBy(ending, (entry) => entry.spellId)) {
    const missing = missingDate(
      'leave',
      entries.map((entry) => entry.notice),
    );
    if (missing !== undefined) leaving.set(spellId, missing);
  }
  return leaving;
}

type HireNotice = FactOf<'employee.hire_noticed'>;
type LeaveNotice = FactOf<'employee.leave_noticed'>;
type Notice = HireNotice | LeaveNotice;

/**
 * The result for a notice. `taken-back`: it was cancelled. `unplaced`: it fits no known employment, so its day is asked
 * for. `endsSpell`: it is about the leave from that spell.
 */
type NoticeStatus = 'answered' | 'taken-back' | 'unplaced' | { readonly endsSpell: string };

/** What notices are compared with: the employments, and the facts that have a day. */
interface Dated {
  readonly known: readonly Known[];
  readonly strayEndings: readonly Terminated[];
  readonly hireCancellations: readonly HireCancelled[];
  readonly reopenings: readonly TerminationCancelled[];
}

interface Known {
  readonly employment: Employment;
  /** The last segment; it shows whether the employment has ended. */
  readonly last: Segment;
}

function isNotice(fact: Fact): fact is Notice {
  return fact.kind === 'employee.hire_noticed' || fact.kind === 'employee.leave_noticed';
}

function noticedOn({ statedAt }: Notice): PlainDate {
  return chinaDayOf(statedAt);
}

function statusesOf(notices: readonly Notice[], dated: Dated): ReadonlyMap<Notice, NoticeStatus> {
  const hires = notices.filter((notice) => notice.kind === 'employee.hire_noticed');
  const open = hires.filter((notice) => hireStatus(notice, dated) === 'unplaced');
  return new Map(notices.map((notice) => [notice, statusOf(notice, dated, open)]));
}

function statusOf(notice: Notice, dated: Dated, openHires: readonly HireNotice[]): NoticeStatus {
  return notice.kind === 'employee.hire_noticed'
    ? hireStatus(notice, dated)
    : leaveStatus(notice, dated, openHires);
}

function hireStatus(notice: HireNotice, { known, hireCancellations }: Dated): NoticeStatus {
  const meant = known.filter(({ employment }) => mayMean(notice, employment.employmentId));
  if (meant.some((each) => begins(each, notice))) return 'answered';
  return isWithdrawn(notice, hireCancellations) ? 'taken-back' : 'unplaced';
}

/**
 * Whether a hire notice is about this employment: the person is in service, or was on the day of the notice, or the
 * hire was stated at the time of the notice or later.
 */
function begins({ employment: { beginnings, cancelledBy }, last }: Known, notice: HireNotice): boolean {
  if (cancelledBy !== undefined) return notice.statedAt <= cancelledBy.statedAt;
  if (last.situation.is !== 'left') return true;
  const statedSince = beginnings.some(({ statedAt }) => statedAt >= notice.statedAt);
  return statedSince || noticedOn(notice) <= last.situation.end.on;
}

/** A leave notice is about the employment that it names, otherwise about the latest possible one. */
function leaveStatus(notice: LeaveNotice, dated: Dated, openHires: readonly HireNotice[]): NoticeStatus {
  const meant = dated.known.filter(({ employment }) => mayMean(notice, employment.employmentId));
  const standing = meant.filter(({ employment }) => employment.cancelledBy === undefined);
  const possible = standing.filter((each) => !isLaterHire(each, notice, standing));
  const named = possible.findLast(({ employment }) => isNamedBy(notice, employment));
  const ended = named ?? possible.at(-1);
  const withdrawn = isWithdrawn(notice, dated.reopenings);
  if (ended === undefined) {
    const stated = dated.strayEndings.some(({ data }) => mayMean(notice, data.employmentId));
    if (meant.length > 0 || stated) return 'answered';
    return withdrawn ? 'taken-back' : 'unplaced';
  }
  if (ended.last.situation.is !== 'left') return withdrawn ? 'answered' : { endsSpell: ended.last.spellId };
  const hiredSince = openHires.some(
    (hire) => hire.statedAt <= notice.statedAt && mayMean(notice, hire.data.employmentId),
  );
  if (!hiredSince) return 'answered';
  return withdrawn ? 'taken-back' : 'unplaced';
}

/**
 * Whether the notice cannot be about this employment because the hire is later. The hire was stated after the notice.
 * In addition, the employment starts after the day of the notice, or an earlier employment fits the notice: that
 * employment was known when the notice was stated, and its leave was stated later.
 */
function isLaterHire({ employment }: Known, notice: LeaveNotice, standing: readonly Known[]): boolean {
  const start = startOf(employment);
  const isStatedSince = employment.beginnings
    .filter((beginning) => beginsOn(beginning) === start)
    .every(({ statedAt }) => statedAt >= notice.statedAt);
  if (!isStatedSince) return false;
  if (start > noticedOn(notice)) return true;
  return standing.some(
    (other) =>
      startOf(other.employment) < start &&
      isNamedBy(notice, other.employment) === isNamedBy(notice, employment) &&
      isLeaveStatedSince(other, notice),
  );
}

function isLeaveStatedSince(
  { employment: { beginnings, endings }, last }: Known,
  notice: LeaveNotice,
): boolean {
  return (
    last.situation.is === 'left' &&
    beginnings.some(({ statedAt }) => statedAt <= notice.statedAt) &&
    endings.some(({ statedAt }) => statedAt >= notice.statedAt)
  );
}

function isNamedBy({ data }: Notice, { employmentId }: Employment): boolean {
  return employmentId !== undefined && employmentId === data.employmentId;
}

function mayMean({ data: { employmentId } }: Notice, name: string | undefined): boolean {
  return employmentId === undefined || name === undefined || employmentId === name;
}

function isWithdrawn(
  notice: Notice,
  cancellations: readonly (HireCancelled | TerminationCancelled)[],
): boolean {
  return cancellations.some(
    ({ statedAt, data }) => statedAt >= notice.statedAt && mayMean(notice, data.employmentId),
  );
}

/** The days to ask for because of notices that fit no employment: the day of the hire, of the leave, or both. */
export function missingIn(unplaced: readonly Notice[]): readonly MissingDate[] {
  const hires = unplaced.filter(({ kind }) => kind === 'employee.hire_noticed');
  const leaves = unplaced.filter(({ kind }) => kind === 'employee.leave_noticed');
  return [missingDate('hire', hires), missingDate('leave', leaves)].filter(
    (missing) => missing !== undefined,
  );
}

export function lastStated(notices: readonly Notice[], field: 'name' | 'unitId'): string | undefined {
  return notices.findLast(({ data }) => data[field] !== undefined)?.data[field];
}
