import { type Calendar, onOrBefore, restDaysAfter } from '../calendar/working-days.ts';
import type { Case } from '../cases/case.ts';
import { monthOf } from '../values/month.ts';
import { daysBetween, type PlainDate } from '../values/plain-date.ts';
import type { News, PreviousDigest } from './digest.ts';

/** What a digest looks at: everything after the one before, up to and including `until`. */
export interface NewsWindow {
  readonly day: PlainDate;
  readonly until: PlainDate;
  /** Undefined for somebody's first digest: all of it is new to them. */
  readonly since: PreviousDigest | undefined;
  /** The cases that the digest before listed. */
  readonly listed: ReadonlySet<string>;
  /** Whether it is somebody's first digest of a month; not the first of all. */
  readonly beginsMonth: boolean;
  /** The working day of the digest before. */
  readonly lastDay: PlainDate | undefined;
}

/** Days before the act-by date on which a case is news again (M2). */
const THRESHOLDS = [15, 7, 3, 1, 0];

/** A missing day is asked for again every so many days. */
const ASK_AGAIN_DAYS = 3;

/** The last day that a digest of `day` covers: the last of the rest days directly after it, else `day` itself. */
export function coveredUntil(day: PlainDate, calendar: Calendar): PlainDate {
  return restDaysAfter(day, calendar).days.at(-1) ?? day;
}

/** Whether somebody's digest of `day` is their first of its month. */
export function isFirstOfMonth(
  day: PlainDate,
  since: PreviousDigest | undefined,
  calendar: Calendar,
): boolean {
  if (since === undefined) return true;
  // A digest covers the rest days after its own, which may lie in the next month already.
  return monthOf(onOrBefore(since.coveredUntil, calendar).day) < monthOf(day);
}

/** The window of the digest of `day` that follows the one described by `since`. */
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

/** Why the case is news in this window (M2). By window, never by equality with a day: a missed run loses nothing. */
export function newsOf(it: Case, window: NewsWindow): News[] {
  const news: News[] = [];
  // Not only what opened since, but whatever this person was not shown: a case may become theirs later (M3).
  if (!window.listed.has(it.caseId)) news.push('opened');
  else if (hasChanged(it, window)) news.push('changed');
  if (reachedThreshold(it, window)) news.push('threshold');
  news.push(...pastDue(it, window.day));
  if (isUnanswered(it, window)) news.push('unanswered');
  return news;
}

function hasChanged(it: Case, window: NewsWindow): boolean {
  const { since, until } = window;
  if (since === undefined) return false;
  if (it.knownAt > since.composedAt || hasLostMonth(it, window)) return true;
  if (it.state.is !== 'submitted' || it.state.chaseFrom === undefined) return false;
  return since.coveredUntil < it.state.chaseFrom && it.state.chaseFrom <= until;
}

/** A cut-off passed unmet after the digest before, so the month is lost; on that digest's day it could still be met. */
function hasLostMonth({ deadline }: Case, { day, lastDay }: NewsWindow): boolean {
  const missed = deadline?.missedCutOff;
  return missed !== undefined && lastDay !== undefined && lastDay <= missed && missed < day;
}

/** A threshold lies in the window if more days than it were left before, and at most as many at the end. */
function reachedThreshold({ deadline }: Case, { since, until }: NewsWindow): boolean {
  if (deadline === undefined || since === undefined) return false;
  const leftBefore = daysBetween(since.coveredUntil, deadline.actBy);
  const leftAtEnd = daysBetween(until, deadline.actBy);
  return THRESHOLDS.some((threshold) => leftAtEnd <= threshold && threshold < leftBefore);
}

/** A question is asked again every few days, and daily once the event would be overdue if it had happened on the day of the notice. */
function isUnanswered({ question }: Case, { day, since, until }: NewsWindow): boolean {
  if (question === undefined || since === undefined) return false;
  if (question.dueIfReportedOn < day) return true;
  const timesAskedBy = (last: PlainDate) =>
    Math.floor(daysBetween(question.reportedOn, last) / ASK_AGAIN_DAYS);
  return timesAskedBy(until) > Math.max(timesAskedBy(since.coveredUntil), 0);
}

/** News every day from the day after the act-by date on; it is called overdue only after the last lawful day. */
function pastDue({ deadline }: Case, day: PlainDate): News[] {
  if (deadline === undefined || day <= deadline.actBy) return [];
  return [deadline.lastLawfulDay < day ? 'overdue' : 'past-act-by'];
}
