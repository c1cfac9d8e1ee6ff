import { type Calendar, onOrBefore, restDaysAfter } from '../calendar/working-days.ts';
import type { Case } from '../cases/case.ts';
import { monthOf } from '../values/month.ts';
import { daysBetween, type PlainDate } from '../values/plain-date.ts';
import type { News, PreviousDigest } from './digest.ts';

/** The period that a digest reports: everything after the previous digest, up to and including `until`. */
export interface NewsWindow {
  readonly day: PlainDate;
  readonly until: PlainDate;
  /** Undefined for a person's first digest, in which everything is news. */
  readonly since: PreviousDigest | undefined;
  readonly listed: ReadonlySet<string>;
  /** Whether the digest is the person's first of a month; false for their very first digest. */
  readonly beginsMonth: boolean;
  /** The working day of the previous digest. */
  readonly lastDay: PlainDate | undefined;
}

/** Days before the act-by date on which a case is news again (M2). */
const THRESHOLDS = [15, 7, 3, 1, 0];

/** Staff are asked again for a missing day after this many days. */
const ASK_AGAIN_DAYS = 3;

/**
 * The last day that a digest of `day` covers: the last of the rest days that follow it, or `day` itself if no rest day
 * follows.
 */
export function coveredUntil(day: PlainDate, calendar: Calendar): PlainDate {
  return restDaysAfter(day, calendar).days.at(-1) ?? day;
}

/** Whether the person's digest of `day` is the first of its month; true if it is their very first. */
export function isFirstOfMonth(
  day: PlainDate,
  since: PreviousDigest | undefined,
  calendar: Calendar,
): boolean {
  if (since === undefined) return true;
  // A digest covers the rest days after it, which may be in the next month.
  return monthOf(onOrBefore(since.coveredUntil, calendar).day) < monthOf(day);
}

/** The period of the digest of `day`. @param since the previous digest. */
export function newsWindow(
  day: PlainDate,
  since: PreviousDigest | undefined,
  calendar: Calendar,
): NewsWindow {
  return {
    day,
    until: coveredUntil(day, calendar),
    since,
    listed: new Set(since?.caseIds),
    beginsMonth: since !== undefined && isFirstOfMonth(day, since, calendar),
    lastDay: since && onOrBefore(since.coveredUntil, calendar).day,
  };
}

/**
 * Why the case is news in this period (M2). Every check is for the whole period, not for one day, so a missed run loses
 * no news.
 */
export function newsOf(openCase: Case, window: NewsWindow): News[] {
  const news: News[] = [];
  // This includes a case that opened earlier but that this recipient gets only now (M3).
  if (!window.listed.has(openCase.caseId)) news.push('opened');
  else if (hasChanged(openCase, window)) news.push('changed');
  if (reachedThreshold(openCase, window)) news.push('threshold');
  news.push(...pastDue(openCase, window.day));
  if (isUnanswered(openCase, window)) news.push('unanswered');
  return news;
}

/**
 * M4: the news of a case that the recipient silenced. A change after the previous digest is still news, because the
 * person who silenced the case did not know of it. A new bill or list of the agency is not such a change (R13).
 */
export function newsWhileSilenced({ filesKnownAt: _, ...openCase }: Case, window: NewsWindow): News[] {
  return newsOf(openCase, window).filter((what) => what === 'changed');
}

function hasChanged(openCase: Case, window: NewsWindow): boolean {
  const { since, until } = window;
  if (since === undefined) return false;
  const { knownAt, filesKnownAt = knownAt } = openCase;
  if (knownAt > since.composedAt || filesKnownAt > since.composedAt) return true;
  if (hasLostMonth(openCase, window)) return true;
  if (openCase.state.is !== 'submitted' || openCase.state.chaseFrom === undefined) return false;
  return since.coveredUntil < openCase.state.chaseFrom && openCase.state.chaseFrom <= until;
}

/**
 * Whether a cut-off was missed after the previous digest: on that digest's day it could still be met; now the month is
 * lost.
 */
function hasLostMonth({ deadline }: Case, { day, lastDay }: NewsWindow): boolean {
  const missed = deadline?.missedCutOff;
  return missed !== undefined && lastDay !== undefined && lastDay <= missed && missed < day;
}

/** Whether the number of days left reached a threshold within the period. */
function reachedThreshold({ deadline }: Case, { since, until }: NewsWindow): boolean {
  if (deadline === undefined || since === undefined) return false;
  const leftBefore = daysBetween(since.coveredUntil, deadline.actBy);
  const leftAtEnd = daysBetween(until, deadline.actBy);
  return THRESHOLDS.some((threshold) => leftAtEnd <= threshold && threshold < leftBefore);
}

/**
 * Whether a question is asked again: every {@link ASK_AGAIN_DAYS} days, and daily once `dueIfReportedOn` has passed.
 */
function isUnanswered({ question }: Case, { day, since, until }: NewsWindow): boolean {
  if (question === undefined || since === undefined) return false;
  if (question.dueIfReportedOn < day) return true;
  const timesAskedBy = (last: PlainDate) =>
    Math.floor(daysBetween(question.reportedOn, last) / ASK_AGAIN_DAYS);
  return timesAskedBy(until) > Math.max(timesAskedBy(since.coveredUntil), 0);
}

/** A case is news on every day after its act-by date. It is `overdue` only after its last lawful day. */
function pastDue({ deadline }: Case, day: PlainDate): News[] {
  if (deadline === undefined || day <= deadline.actBy) return [];
  return [deadline.lastLawfulDay < day ? 'overdue' : 'past-act-by'];
}
