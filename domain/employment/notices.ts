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

/** What notices without a day still ask for. A notice answered by a fact with the day asks nothing. */
export interface Notices {
  /** Spells in service whose leave was reported without a last working day, by spell id. */
  readonly leaving: ReadonlyMap<string, MissingDate>;
  /** Notices that fit no known employment, in statement order. */
  readonly unplaced: readonly Notice[];
  /** Notices among them that were cancelled or voided. */
  readonly withdrawn: readonly Notice[];
}

/**
 * Compares notices ("hired" or "left", without a day) with all facts that have a day, whatever their order of arrival.
 * A notice never replaces a date: a dated fact answers it, a cancellation withdraws it, or it leaves a question.
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

/** The missing date of one event with several notices: first noticed on the earliest of them. */
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

/** F8: the voided notices, each meaning once; a repetition that is not voided remains. */
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

/** The result for a notice; `unplaced` means it fits no known employment and its day must be asked for. */
type NoticeStatus = 'answered' | 'taken-back' | 'unplaced' | { readonly endsSpell: string };

/** Facts with a day, to compare notices with. */
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

/** Whether a hire notice was about this employment: it is current, was current on that day, or was stated no earlier. */
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
 * Whether the hire came after what the notice is about: it was stated only after the notice, and either starts after
 * the notice or follows an employment whose leave answers the notice (stated since, of an employment known at that
 * time).
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

/** The days to ask for when notices fit no employment: of the hire, of the leave, or both. */
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
