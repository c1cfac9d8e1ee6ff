import { type Calendar, isWorkingDay } from '../calendar/working-days.ts';
import { type Case, isForToday, timingOf, type Urgency } from '../cases/case.ts';
import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { isSilenced } from './attention.ts';
import { casesOfRecipient, isForFinance } from './audience.ts';
import type {
  Administration,
  Digest,
  DigestInput,
  DigestItem,
  EndedCase,
  News,
  RecipientCase,
} from './digest.ts';
import { type NewsWindow, newsOf, newsWhileSilenced, newsWindow } from './news.ts';
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
 * Whether the administrator's part has news since the previous digest: another unit without handler or registration,
 * newly quarantined events or refused requests, more spells that could not be computed, a further unreadable record or
 * unreachable recipient, an HR system that is newly silent, unlisted or unsigned, or a further value without a mapping.
 * Problems that last, and policy reviews, are shown in the next mail but cause no mail.
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
  nameOf: (item: T) => string,
): boolean {
  const known = new Set(before.map(nameOf));
  return now.some((item) => !known.has(nameOf(item)));
}

/**
 * One person's digest of one day (M1 to M5), independent of the order of the input.
 * @returns undefined on a rest day, and when there is no news. News is: a case that is news, a listed case that was
 * withdrawn or that ended with money at stake, news in the administrator's part, or an unwatched unit that the previous
 * digest did not report.
 */
export function composeDigest(input: DigestInput, calendar: Calendar): Digest | undefined {
  const { recipient, day, since, administration, unwatched = [] } = input;
  if (!isWorkingDay(day, calendar)) return undefined;
  const window = newsWindow(day, since, calendar);
  const previous = previousMoney(since);
  const ownCases = casesOfRecipient(input.cases, day, calendar);
  const items = ownCases
    .map((recipientCase) => itemOf(recipientCase, previous(recipientCase.case.caseId), window, calendar))
    .sort(byImportance);
  const ended = [...input.ended, ...movedOn(input, ownCases, previous)].sort(withdrawnFirst);
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
    roles: [...new Set(ownCases.flatMap(({ roles }) => roles))].sort(),
    items,
    ended,
    ...compact({ administration: corrections, unwatched: unwatched.length > 0 ? unwatched : undefined }),
    counts: countByUrgency(items),
  };
}

/**
 * Cases with money that the previous digest listed, and that are still open but no longer go to this recipient (M3).
 */
function movedOn(
  { cases, ended }: DigestInput,
  ownCases: readonly RecipientCase[],
  previous: (caseId: string) => PreviousMoney,
): EndedCase[] {
  const shown = new Set([
    ...ownCases.map((recipientCase) => recipientCase.case.caseId),
    ...ended.map(({ caseId }) => caseId),
  ]);
  const others = new Map(cases.map((recipientCase) => [recipientCase.case.caseId, recipientCase]));
  return [...others.values()].flatMap(({ case: openCase, unitName }) => {
    const { caseId, kind, employeeId, employeeName } = openCase;
    if (shown.has(caseId)) return [];
    const money = endedMoney({ kind, how: 'moved' }, previous(caseId), undefined);
    if (money === undefined) return [];
    return { caseId, kind, ...compact({ employeeName, employeeId }), unitName, how: 'moved' as const, money };
  });
}

function itemOf(
  recipientCase: RecipientCase,
  previous: PreviousMoney,
  window: NewsWindow,
  calendar: Calendar,
): DigestItem {
  const change = moneyChange(recipientCase.case, previous);
  return {
    case: recipientCase.case,
    unitName: recipientCase.unitName,
    news: newsToday(recipientCase, change, window, calendar),
    ...timingOf(recipientCase.case, window.day),
    ...compact({ moneyChange: change, link: recipientCase.link }),
  };
}

/** The news of a case. While it is silenced (M4), only changes of the case itself and of its money are news. */
function newsToday(
  recipientCase: RecipientCase,
  change: MoneyChange | undefined,
  window: NewsWindow,
  calendar: Calendar,
): News[] {
  const changes = change === undefined ? [] : newsOfMoney(change);
  const news = newsOf(recipientCase.case, window);
  const others = isMonthly(recipientCase, window) ? [...news, 'monthly' as const] : news;
  const isQuiet = others.length > 0 && isSilenced(recipientCase, window.day, calendar);
  return [...(isQuiet ? newsWhileSilenced(recipientCase.case, window) : others), ...changes];
}

/**
 * Whether the case is news because a month begins: finance gets every open case with the first digest of a month,
 * because most cases of finance have no act-by date that makes them news.
 */
function isMonthly(recipientCase: RecipientCase, { listed, beginsMonth }: NewsWindow): boolean {
  return (
    beginsMonth &&
    listed.has(recipientCase.case.caseId) &&
    recipientCase.roles.includes('finance') &&
    isForFinance(recipientCase)
  );
}

/** M2: cases with news first, then by money, then by days left, then by id. */
function byImportance(a: DigestItem, b: DigestItem): number {
  return (
    Number(b.news.length > 0) - Number(a.news.length > 0) ||
    atStake(b.case) - atStake(a.case) ||
    daysOf(a) - daysOf(b) ||
    compareText(a.case.caseId, b.case.caseId)
  );
}

/** The days left, for sorting. A question counts as due today; cases without any date come last. */
export function daysOf({ case: openCase, daysLeft }: DigestItem): number {
  return daysLeft ?? (isForToday(openCase) ? 0 : Number.MAX_SAFE_INTEGER);
}

export function atStake({ money }: Case): number {
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
