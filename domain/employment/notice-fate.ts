import type { Fact, FactOf } from '../facts/fact.ts';
import { chinaDayOf, type PlainDate } from '../values/plain-date.ts';
import {
  beginsOn,
  type Employment,
  type HireCancelled,
  startOf,
  type Terminated,
  type TerminationCancelled,
} from './employment.ts';
import type { Stretch } from './stretches.ts';

export type HireNotice = FactOf<'employee.hire_noticed'>;
export type LeaveNotice = FactOf<'employee.leave_noticed'>;
export type Notice = HireNotice | LeaveNotice;

/** What becomes of a notice: `unplaced`, it fits no employment known, and its day has to be asked for. */
export type Fate = 'answered' | 'taken-back' | 'unplaced' | { readonly endsSpell: string };

/** What was said with a day, which notices are held against. */
export interface Dated {
  readonly known: readonly Known[];
  readonly strayEndings: readonly Terminated[];
  readonly hireCancellations: readonly HireCancelled[];
  readonly reopenings: readonly TerminationCancelled[];
}

interface Known {
  readonly employment: Employment;
  /** Its last stretch: whether it has an end. */
  readonly last: Stretch;
}

export function isNotice(fact: Fact): fact is Notice {
  return fact.kind === 'employee.hire_noticed' || fact.kind === 'employee.leave_noticed';
}

/** The day on which it was told, in China. */
export function noticedOn({ statedAt }: Notice): PlainDate {
  return chinaDayOf(statedAt);
}

/** What becomes of each notice, held against all that was said with a day. */
export function fatesOf(notices: readonly Notice[], dated: Dated): ReadonlyMap<Notice, Fate> {
  const hires = notices.filter((notice) => notice.kind === 'employee.hire_noticed');
  const open = hires.filter((notice) => hireFate(notice, dated) === 'unplaced');
  return new Map(notices.map((notice) => [notice, fateOf(notice, dated, open)]));
}

export function fateOf(notice: Notice, dated: Dated, openHires: readonly HireNotice[]): Fate {
  return notice.kind === 'employee.hire_noticed'
    ? hireFate(notice, dated)
    : leaveFate(notice, dated, openHires);
}

function hireFate(notice: HireNotice, { known, hireCancellations }: Dated): Fate {
  const meant = known.filter(({ employment }) => mayMean(notice, employment.employmentId));
  if (meant.some((each) => begins(each, notice))) return 'answered';
  return isTakenBack(notice, hireCancellations) ? 'taken-back' : 'unplaced';
}

/**
 * Whether a hire notice was about this employment: it runs, the person was still in it on the day of the notice, or its
 * begin was stated no earlier than the notice. One stated before, of an employment over by then, is another hire.
 */
function begins({ employment: { beginnings, cancelledBy }, last }: Known, notice: HireNotice): boolean {
  if (cancelledBy !== undefined) return notice.statedAt <= cancelledBy.statedAt;
  if (last.situation.is !== 'left') return true;
  const statedSince = beginnings.some(({ statedAt }) => statedAt >= notice.statedAt);
  return statedSince || noticedOn(notice) <= last.situation.end.on;
}

/** A leave notice is about the employment that it names, else about the latest that it can be about. */
function leaveFate(notice: LeaveNotice, dated: Dated, openHires: readonly HireNotice[]): Fate {
  const meant = dated.known.filter(({ employment }) => mayMean(notice, employment.employmentId));
  const standing = meant.filter(({ employment }) => employment.cancelledBy === undefined);
  const possible = standing.filter((each) => !isLaterHire(each, notice, standing));
  const named = possible.findLast(({ employment }) => isNamedBy(notice, employment));
  const ended = named ?? possible.at(-1);
  const takenBack = isTakenBack(notice, dated.reopenings);
  if (ended === undefined) {
    const told = dated.strayEndings.some(({ data }) => mayMean(notice, data.employmentId));
    if (meant.length > 0 || told) return 'answered';
    return takenBack ? 'taken-back' : 'unplaced';
  }
  if (ended.last.situation.is !== 'left') return takenBack ? 'answered' : { endsSpell: ended.last.spellId };
  const hiredSince = openHires.some(
    (hire) => hire.statedAt <= notice.statedAt && mayMean(notice, hire.data.employmentId),
  );
  if (!hiredSince) return 'answered';
  return takenBack ? 'taken-back' : 'unplaced';
}

/**
 * Told of only since the notice, and either hired only after it, or hired anew after a leave that answers it: an
 * employment known at the time, whose last working day was told since too. The notice was about what was over by then.
 */
function isLaterHire({ employment }: Known, notice: LeaveNotice, standing: readonly Known[]): boolean {
  const start = startOf(employment);
  const isToldSince = employment.beginnings
    .filter((beginning) => beginsOn(beginning) === start)
    .every(({ statedAt }) => statedAt >= notice.statedAt);
  if (!isToldSince) return false;
  if (start > noticedOn(notice)) return true;
  return standing.some(
    (other) =>
      startOf(other.employment) < start &&
      isNamedBy(notice, other.employment) === isNamedBy(notice, employment) &&
      isLeaveToldSince(other, notice),
  );
}

function isLeaveToldSince(
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

function isTakenBack(notice: Notice, words: readonly (HireCancelled | TerminationCancelled)[]): boolean {
  return words.some(
    ({ statedAt, data }) => statedAt >= notice.statedAt && mayMean(notice, data.employmentId),
  );
}
