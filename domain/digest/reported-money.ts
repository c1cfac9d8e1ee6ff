import type { Case, CaseKind } from '../cases/case.ts';
import { isWithin } from '../employment/charges.ts';
import type { Spell } from '../employment/spell.ts';
import {
  type CaseMoney,
  isClaimable,
  knownParts,
  type MoneyParts,
  type MonthOfMoney,
} from '../rules/money-at-stake.ts';
import { type Month, type MonthSpan, monthSpans, monthsFromTo } from '../values/month.ts';
import type { EndedCase, News, PreviousDigest } from './digest.ts';

/** The money of one case as shown in a digest, for comparison with the next one (E18). */
export interface ReportedMoney extends MoneyParts {
  /** The case's place in the digest's list of case ids, from 0. */
  readonly at: number;
  readonly months: readonly MonthSpan[];
  /** The open months whose amount was estimated in that digest. */
  readonly estimated: readonly MonthSpan[];
  /** True if a late fee had started when the digest was composed. */
  readonly lateFee?: true;
}

/** The money as stored with a digest. Digests stored by earlier releases have none. */
export interface DigestMoney {
  /** How many of the digest's cases, counted from the first, `money` covers. The money of the others is unknown. */
  readonly cases: number;
  /** One entry for each covered case with money at stake. */
  readonly money: readonly ReportedMoney[];
}

/** The maximum number of cases and month spans, counted together, in one record. */
const MAX_KEPT = 6_000;

/** The record of the money in these cases that the next digest needs. */
export function digestMoneyOf(cases: readonly Pick<Case, 'money'>[]): DigestMoney {
  const money: ReportedMoney[] = [];
  let size = 0;
  for (const [at, openCase] of cases.entries()) {
    const reported = reportedMoneyOf(openCase);
    if (reported === undefined) continue;
    size += 1 + reported.months.length + reported.estimated.length;
    if (size > MAX_KEPT) return { cases: at, money };
    money.push({ at, ...reported });
  }
  return { cases: cases.length, money };
}

/**
 * The money of a case for the record; undefined if nothing is at stake. Money in question, about which a case asks
 * first, is not at stake.
 */
function reportedMoneyOf({ money }: Pick<Case, 'money'>): Omit<ReportedMoney, 'at'> | undefined {
  if (money === undefined || money.inQuestion !== undefined) return undefined;
  const open = openMonths(money);
  const { unitPart, personalPart } = money;
  if (open.length === 0 && (unitPart ?? 0) === 0 && (personalPart ?? 0) === 0) return undefined;
  return {
    ...knownParts({ unitPart, personalPart }),
    months: spansOf(open.map(({ month }) => month)),
    estimated: spansOf(open.filter(({ estimated }) => estimated).map(({ month }) => month)),
    ...((money.lateFee?.soFar ?? 0) > 0 && { lateFee: true }),
  };
}

function openMonths(money: CaseMoney | undefined): readonly MonthOfMoney[] {
  if (money === undefined || money.inQuestion !== undefined) return [];
  return money.months.filter(isClaimable);
}

/** The case's money in the previous digest. `nothing`: that digest listed the case without money. */
export type PreviousMoney = Omit<ReportedMoney, 'at'> | 'nothing' | 'unknown';

/**
 * The money in the previous digest by case id; `unknown` if that digest did not list the case or has no record of
 * money.
 */
export function previousMoney(since: PreviousDigest | undefined): (caseId: string) => PreviousMoney {
  const reported = since?.told;
  if (reported === undefined) return () => 'unknown';
  const known = new Set(since?.caseIds.slice(0, reported.cases));
  const byId = new Map(reported.money.map((entry) => [since?.caseIds[entry.at], entry]));
  return (caseId) => byId.get(caseId) ?? (known.has(caseId) ? 'nothing' : 'unknown');
}

/** Why money of an earlier digest is no longer at stake. */
export type ClearedReason =
  | 'settled'
  | 'denied'
  /** The estimate was wrong: the month was not charged. */
  | 'not-charged'
  | 'paid'
  /** The money was paid, or the data behind it were corrected. */
  | 'no-longer-owed'
  | 'corrected'
  /** The enrolment was accepted; months that are still owed are a case of their own. */
  | 'accepted'
  | 'withdrawn'
  /** Another case asks first whether the money is at stake at all. */
  | 'in-question'
  /** The case is open, but this recipient no longer gets it. */
  | 'moved'
  /** The records behind it cannot be read at the moment. */
  | 'unreadable';

/** Months that are no longer at stake; empty if the earlier digest named none. */
export interface ClearedMoney {
  readonly why: ClearedReason;
  readonly months: readonly MonthSpan[];
}

/** How the money of an open case differs from the previous digest. */
export interface MoneyChange {
  /** Undefined if nothing was at stake. */
  readonly before: MoneyParts | undefined;
  readonly now: MoneyParts | undefined;
  /** Months that are newly at stake. */
  readonly added: readonly MonthSpan[];
  /** Months whose estimate was replaced by a billed amount. */
  readonly billed: readonly MonthSpan[];
  readonly gone: readonly ClearedMoney[];
  readonly lateFee?: 'begun' | 'ended';
}

/** The change of a case's money; undefined if there is none, or if the money in the previous digest is unknown. */
export function moneyChange(
  openCase: Pick<Case, 'kind' | 'money'>,
  reported: PreviousMoney,
): MoneyChange | undefined {
  if (reported === 'unknown') return undefined;
  const before = reported === 'nothing' ? undefined : reported;
  const now = reportedMoneyOf(openCase);
  const open = openMonths(openCase.money);
  const wasReported = (month: Month) => isWithin(before?.months ?? [], month);
  const change: MoneyChange = {
    before: before && knownParts(before),
    now: now && knownParts(now),
    added: spansOf(open.map(({ month }) => month).filter((month) => !wasReported(month))),
    billed: spansOf(
      open
        .filter(({ month, estimated }) => !estimated && isWithin(before?.estimated ?? [], month))
        .map(({ month }) => month),
    ),
    gone: clearedInOpen(openCase, before),
    ...lateFeeChange(before, now),
  };
  return newsOfMoney(change).length === 0 ? undefined : change;
}

function lateFeeChange(
  before: Omit<ReportedMoney, 'at'> | undefined,
  now: Omit<ReportedMoney, 'at'> | undefined,
): Pick<MoneyChange, 'lateFee'> {
  if (before?.lateFee === now?.lateFee) return {};
  return { lateFee: now?.lateFee === true ? 'begun' : 'ended' };
}

/**
 * The news that a change causes: `money-changed` if months or a late fee are gone, or if no other news explains the
 * amount.
 */
export function newsOfMoney({ before, now, added, billed, gone, lateFee }: MoneyChange): readonly News[] {
  const news: News[] = [];
  if (added.length > 0) news.push('month-added');
  if (billed.length > 0) news.push('estimate-replaced');
  if (lateFee === 'begun') news.push('late-fee-begun');
  const isOther = gone.length > 0 || lateFee === 'ended';
  if (isOther || (news.length === 0 && !isSame(before, now))) news.push('money-changed');
  return news;
}

export function isSame(a: MoneyParts | undefined, b: MoneyParts | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.unitPart === b.unitPart && a.personalPart === b.personalPart;
}

function clearedInOpen(
  { kind, money }: Pick<Case, 'kind' | 'money'>,
  before: Omit<ReportedMoney, 'at'> | undefined,
): readonly ClearedMoney[] {
  if (before === undefined) return [];
  const states = new Map(money?.months.map(({ month, state }) => [month, state]));
  const cleared = monthsIn(before.months).filter((month) => {
    const state = states.get(month);
    return state === undefined || !isClaimable({ state });
  });
  return byWhy(cleared, (month) => {
    const state = states.get(month);
    if (state === 'settled' || state === 'denied') return state;
    if (isOwed(kind)) return 'no-longer-owed';
    return isWithin(before.estimated, month) ? 'not-charged' : 'corrected';
  });
}

/** Whether the case is about money that the unit owes; other cases with money are about overpayments. */
function isOwed(kind: CaseKind): boolean {
  return kind === 'enrolment' || kind === 'back-payment' || kind === 'top-up';
}

/**
 * Why the money of a case that the recipient no longer gets is no longer at stake; undefined if none was reported.
 * @param stillOpen the open cases of the spell; one of them may ask about the money.
 */
export function endedMoney(
  { kind, how }: Pick<EndedCase, 'kind' | 'how'>,
  reported: PreviousMoney,
  spell: Pick<Spell, 'charges' | 'chargedMonths' | 'refunds' | 'filings'> | undefined,
  stillOpen: readonly Pick<Case, 'money'>[] = [],
): EndedCase['money'] {
  if (typeof reported === 'string') return undefined;
  const months = monthsIn(reported.months);
  const asked = stillOpen.filter(({ money }) => money?.inQuestion !== undefined);
  const inQuestion = new Set(asked.flatMap(({ money }) => money?.months.map(({ month }) => month) ?? []));
  const whyOf = (month?: Month) => {
    if (month !== undefined && inQuestion.has(month)) return 'in-question';
    if (how !== 'done') return how;
    return whyDone(kind, spell, month, month !== undefined && isWithin(reported.estimated, month));
  };
  const gone = months.length === 0 ? [{ why: whyOf(), months: [] }] : byWhy(months, whyOf);
  return { told: knownParts(reported), gone };
}

function whyDone(
  kind: CaseKind,
  spell: Parameters<typeof endedMoney>[2],
  month: Month | undefined,
  estimated: boolean,
): ClearedReason {
  if (kind === 'enrolment') return spell?.filings.enrolment?.is === 'accepted' ? 'accepted' : 'corrected';
  if (spell === undefined || month === undefined) return 'corrected';
  const isCharged =
    isWithin(spell.chargedMonths ?? [], month) || spell.charges.some((charge) => charge.month === month);
  if (isOwed(kind)) return isCharged ? 'paid' : 'no-longer-owed';
  const refund = spell.refunds.findLast(({ months }) => months.includes(month))?.is;
  if (refund === 'settled' || refund === 'denied') return refund;
  return estimated && !isCharged ? 'not-charged' : 'corrected';
}

function byWhy(months: readonly Month[], whyOf: (month: Month) => ClearedReason): readonly ClearedMoney[] {
  return [...Map.groupBy(months, whyOf)].map(([why, of]) => ({ why, months: spansOf(of) }));
}

function monthsIn(spans: readonly MonthSpan[]): readonly Month[] {
  return spans.flatMap(({ from, to }) => monthsFromTo(from, to));
}

function spansOf(months: readonly Month[]): readonly MonthSpan[] {
  const sorted = months.toSorted().map((month) => ({ month }));
  return monthSpans(sorted).map(({ from, to }) => ({ from, to }));
}
