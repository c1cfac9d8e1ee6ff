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

function needsCorrection(now: Administration | undefined): now is Administration {
  return now !== undefined && (now.policy !== undefined || hasNewTrouble(now, undefined));
}

/**
 * Whether the administrator's part has news since the previous digest: another unit, newly quarantined events or
 * refused requests, more spells not computed or records not readable, an unreachable recipient, an HR system that is
 * newly silent, unlisted or unsigned, or a value without a mapping. Lasting problems and policy reviews are shown in
 * the next mail but do not cause one.
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

/** Whether an item has a name that no earlier item had. */
function hasAnother<T>(
  now: readonly T[] = [],
  before: readonly T[] = [],
  nameOf: (it: T) => string,
): boolean {
  const known = new Set(before.map(nameOf));
  return now.some((it) => !known.has(nameOf(it)));
}

/**
 * One person's digest of one day (M1 to M5), independent of the order of the input.
 * @returns undefined on a rest day, and when there is no news: no case is news, no listed case was withdrawn or ended
 * with money, the administrator's part has no news, and no further unit is unwatched.
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

/** Cases with money that the previous digest listed and that are open, but no longer this recipient's (M3). */
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

/**
 * M4: a change after the previous digest is news even if the case is silenced, because the silence was set without
 * knowing it.
 */
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

/** Finance gets every open case with the first digest of a month, because most have no date that would remind. */
function isMonthly(it: UnitCase, { listed, beginsMonth }: NewsWindow): boolean {
  return beginsMonth && listed.has(it.case.caseId) && it.roles.includes('finance') && isForFinance(it);
}

/** M2: news first, then by money, then by days left; the id makes the order total. */
function byImportance(a: DigestItem, b: DigestItem): number {
  return (
    Number(b.news.length > 0) - Number(a.news.length > 0) ||
    atStake(b.case) - atStake(a.case) ||
    daysOf(a) - daysOf(b) ||
    compareText(a.case.caseId, b.case.caseId)
  );
}

/** A question is due today; cases without any date come last. */
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
