import { type Calendar, isWorkingDay } from '../calendar/working-days.ts';
import { type Case, isForToday, type Urgency, urgencyOf } from '../cases/case.ts';
import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { daysBetween } from '../values/plain-date.ts';
import { isQuiet } from './attention.ts';
import { casesOfRecipient } from './audience.ts';
import type { Administration, Digest, DigestInput, DigestItem, EndedCase, News, UnitCase } from './digest.ts';
import { type NewsWindow, newsOf, newsWindow } from './news.ts';

/** Whether there is anything to show. */
function isAnythingToMend(now: Administration | undefined): now is Administration {
  return now !== undefined && (now.policy !== undefined || hasNewTrouble(now, undefined));
}

/**
 * Whether anything in it is news against what the digest before showed: another unit, events put in quarantine
 * since, more that could not be computed or read, an HR system fallen silent, a word that no mapping knows. What merely
 * lasts, and policy that has to be looked at again, is shown with the next mail, but makes none.
 */
function hasNewTrouble(now: Administration, before: Administration | undefined): boolean {
  return (
    now.quarantined > 0 ||
    now.notComputed > (before?.notComputed ?? 0) ||
    namesAnother(now.unitsWithoutHandler, before?.unitsWithoutHandler) ||
    namesAnother(now.unregisteredUnits, before?.unregisteredUnits) ||
    hasAnother(now.silent, before?.silent, ({ source, lastHeardOn }) => `${source} ${lastHeardOn}`) ||
    hasAnother(now.unmapped, before?.unmapped, ({ source, field, value }) => `${source} ${field} ${value}`) ||
    hasAnother(now.unreadable, before?.unreadable, ({ pk, sk }) => `${pk} ${sk}`)
  );
}

type Units = Administration['unregisteredUnits'];

function namesAnother(now: Units, before: Units = []): boolean {
  return hasAnother(now, before, ({ unitId }) => unitId);
}

/** Whether anything in it has a name that nothing had before. */
function hasAnother<T>(
  now: readonly T[] = [],
  before: readonly T[] = [],
  nameOf: (it: T) => string,
): boolean {
  const known = new Set(before.map(nameOf));
  return now.some((it) => !known.has(nameOf(it)));
}

/**
 * One person's digest of one day (M1 to M5), the same whatever the order of the input.
 * @returns undefined on a rest day, and when there is nothing to say: no case of theirs is news, none that they
 * were shown was withdrawn, and the administrator's part holds nothing new.
 */
export function composeDigest(input: DigestInput, calendar: Calendar): Digest | undefined {
  const { recipient, day, since, administration } = input;
  if (!isWorkingDay(day, calendar)) return undefined;
  const window = newsWindow(day, since, calendar);
  const items = casesOfRecipient(input.cases, day, calendar)
    .map((it) => itemOf(it, window, calendar))
    .sort(byImportance);
  const mend = isAnythingToMend(administration) ? administration : undefined;
  const isNews =
    items.some((item) => item.news.length > 0) ||
    input.ended.some((ended) => ended.how === 'withdrawn') ||
    (mend !== undefined && hasNewTrouble(mend, since?.administration));
  if (!isNews) return undefined;
  return {
    recipient,
    day,
    items,
    ended: [...input.ended].sort(withdrawnFirst),
    ...compact({ administration: mend }),
    counts: countByUrgency(items),
  };
}

function itemOf(it: UnitCase, window: NewsWindow, calendar: Calendar): DigestItem {
  const actBy = it.case.deadline?.actBy;
  const daysLeft = actBy && daysBetween(window.day, actBy);
  return {
    case: it.case,
    unitName: it.unitName,
    news: newsToday(it, window, calendar),
    urgency: urgencyOf(it.case, daysLeft),
    ...compact({ daysLeft, link: it.link }),
  };
}

/** M4. Whoever asked for quiet had not seen what changed after the digest before: that is news in spite of it. */
function newsToday(it: UnitCase, window: NewsWindow, calendar: Calendar): News[] {
  const news = newsOf(it.case, window);
  if (news.length === 0 || !isQuiet(it, window.day, calendar)) return news;
  return news.filter((what) => what === 'changed');
}

/** M2: news first, then by money, then by days left; the id makes it a total order. */
function byImportance(a: DigestItem, b: DigestItem): number {
  return (
    Number(b.news.length > 0) - Number(a.news.length > 0) ||
    atStake(b.case) - atStake(a.case) ||
    daysOf(a) - daysOf(b) ||
    compareText(a.case.caseId, b.case.caseId)
  );
}

/** A question is for today; what has no date at all comes last. */
function daysOf({ case: it, daysLeft }: DigestItem): number {
  return daysLeft ?? (isForToday(it) ? 0 : Number.MAX_SAFE_INTEGER);
}

function atStake({ money }: Case): number {
  return (money?.unitPart ?? 0) + (money?.personalPart ?? 0);
}

function withdrawnFirst(a: EndedCase, b: EndedCase): number {
  return compareText(b.how, a.how) || compareText(a.caseId, b.caseId);
}

function countByUrgency(items: readonly DigestItem[]): Record<Urgency, number> {
  const counts = { overdue: 0, today: 0, soon: 0, later: 0 };
  for (const item of items) counts[item.urgency] += 1;
  return counts;
}
