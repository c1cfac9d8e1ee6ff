import { type Calendar, isWorkingDay } from '../calendar/working-days.ts';
import { type Case, isForToday, timingOf, type Urgency } from '../cases/case.ts';
import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { isQuiet } from './attention.ts';
import { casesOfRecipient, isForFinance } from './audience.ts';
import type { Administration, Digest, DigestInput, DigestItem, EndedCase, News, UnitCase } from './digest.ts';
import { type NewsWindow, newsOf, newsWindow } from './news.ts';
import {
  endedMoney,
  type MoneyChange,
  moneyChange,
  newsOfMoney,
  type PreviousMoney,
  previousMoney,
} from './reported-money.ts';

/** Whether there is anything to show. */
function needsCorrection(now: Administration | undefined): now is Administration {
  return now !== undefined && (now.policy !== undefined || hasNewTrouble(now, undefined));
}

/**
 * Whether anything in it is news against what the digest before showed: another unit, events put in quarantine
 * or requests refused since, more that could not be computed or read, somebody out of reach by mail, an HR system fallen silent, not listed or let in unsigned, a word that no
 * mapping knows. What merely lasts, and policy that has to be looked at again, is shown with the next mail, but makes none.
 */
function hasNewTrouble(now: Administration, before: Administration | undefined): boolean {
  return (
    now.quarantined > 0 ||
    (now.refused ?? []).length > 0 ||
    now.notComputed > (before?.notComputed ?? 0) ||
    namesAnother(now.unitsWithoutHandler, before?.unitsWithoutHandler) ||
    namesAnother(now.unregisteredUnits, before?.unregisteredUnits) ||
    hasAnother(now.undeliverable, before?.undeliverable, ({ address, since }) => `${address} ${since}`) ||
    hasAnother(now.silent, before?.silent, ({ source, lastHeardOn }) => `${source} ${lastHeardOn}`) ||
    hasAnother(now.unlisted, before?.unlisted, (source) => source) ||
    hasAnother(now.unmapped, before?.unmapped, ({ source, field, value }) => `${source} ${field} ${value}`) ||
    hasAnother(now.unsigned, before?.unsigned, (source) => source) ||
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
 * were shown was withdrawn or took money with it, the administrator's part holds nothing new, and no other unit goes unwatched.
 */
export function composeDigest(input: DigestInput, calendar: Calendar): Digest | undefined {
  const { recipient, day, since, administration, unwatched = [] } = input;
  if (!isWorkingDay(day, calendar)) return undefined;
  const window = newsWindow(day, since, calendar);
  const previous = previousMoney(since);
  const theirs = casesOfRecipient(input.cases, day, calendar);
  const items = theirs.map((it) => itemOf(it, previous(it.case.caseId), window, calendar)).sort(byImportance);
  const ended = [...input.ended, ...movedOn(input, theirs, previous)].sort(withdrawnFirst);
  const corrections = needsCorrection(administration) ? administration : undefined;
  const isNews =
    items.some((item) => item.news.length > 0) ||
    ended.some(({ how, money }) => how === 'withdrawn' || money !== undefined) ||
    (corrections !== undefined && hasNewTrouble(corrections, since?.administration)) ||
    unwatched.some(({ unitId }) => !since?.unwatched?.includes(unitId));
  if (!isNews) return undefined;
  return {
    recipient,
    day,
    roles: [...new Set(theirs.flatMap(({ roles }) => roles))].sort(),
    items,
    ended,
    ...compact({ administration: corrections, unwatched: unwatched.length > 0 ? unwatched : undefined }),
    counts: countByUrgency(items),
  };
}

/** Cases with money that the digest before listed and that are open, but this recipient's no more (M3). */
function movedOn(
  { cases, ended }: DigestInput,
  theirs: readonly UnitCase[],
  previous: (caseId: string) => PreviousMoney,
): EndedCase[] {
  const shown = new Set([...theirs.map((it) => it.case.caseId), ...ended.map(({ caseId }) => caseId)]);
  const others = new Map(cases.map((it) => [it.case.caseId, it]));
  return [...others.values()].flatMap(({ case: it, unitName }) => {
    const { caseId, kind, employeeId, employeeName } = it;
    if (shown.has(caseId)) return [];
    const money = endedMoney({ kind, how: 'moved' }, previous(caseId), undefined);
    if (money === undefined) return [];
    return { caseId, kind, ...compact({ employeeName, employeeId }), unitName, how: 'moved' as const, money };
  });
}

function itemOf(it: UnitCase, previous: PreviousMoney, window: NewsWindow, calendar: Calendar): DigestItem {
  const change = moneyChange(it.case, previous);
  return {
    case: it.case,
    unitName: it.unitName,
    news: newsToday(it, change, window, calendar),
    ...timingOf(it.case, window.day),
    ...compact({ moneyChange: change, link: it.link }),
  };
}

/** M4. Whoever asked for quiet had not seen what changed after the digest before: that is news in spite of it. */
function newsToday(
  it: UnitCase,
  change: MoneyChange | undefined,
  window: NewsWindow,
  calendar: Calendar,
): News[] {
  const changes = change === undefined ? [] : newsOfMoney(change);
  const news = newsOf(it.case, window);
  const others = isMonthly(it, window) ? [...news, 'monthly' as const] : news;
  const isHeard = others.length > 0 && !isQuiet(it, window.day, calendar);
  return [...(isHeard ? others : news.filter((what) => what === 'changed')), ...changes];
}

/** Finance hears of what is open once with the first digest of a month, for most of it has no date that would remind. */
function isMonthly(it: UnitCase, { listed, beginsMonth }: NewsWindow): boolean {
  return beginsMonth && listed.has(it.case.caseId) && it.roles.includes('finance') && isForFinance(it);
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
