import type { CaseMoney, MonthOfMoney } from '../cases/case.ts';
import { compareText } from '../facts/fact.ts';
import { addFen, type Fen, yuan } from '../values/money.ts';
import { plusMonths } from '../values/month.ts';
import type { Row } from './letter.ts';
import type { MonthsRun, Parts, Wording } from './wording/wording.ts';

/** What is at stake, for which months, and what waiting adds. An amount nobody knows is said in words. */
export function moneyRows(money: CaseMoney, wording: Wording): Row[] {
  const { labels } = wording;
  const rows: Row[] = [];
  if (isAtStake(money)) {
    const estimated = money.months.some((month) => month.estimated && isOutstanding(month));
    rows.push({ label: labels.money, text: wording.money.now(partsOf(money), estimated), weight: 'strong' });
  }
  if (money.months.length > 0) {
    rows.push({ label: labels.months, text: wording.money.months(runsOf(money.months)) });
  }
  if (money.next !== undefined) {
    rows.push({ label: labels.next, text: wording.money.next(money.next.on, partsOf(money.next)) });
  }
  if (money.lateFee !== undefined && isRunning(money.lateFee)) {
    const { soFar, nextDay } = money.lateFee;
    rows.push({ label: labels.lateFee, text: wording.money.lateFee(yuanText(soFar), yuanText(nextDay)) });
  }
  return rows;
}

/** Nothing is to be told of a fee that has not begun and does not begin tomorrow. */
function isRunning({ soFar, nextDay }: NonNullable<CaseMoney['lateFee']>): boolean {
  return soFar > 0 || nextDay > 0;
}

/** Yuan as people read it: `¥1,234.50`. */
export function yuanText(amount: Fen): string {
  const [whole = '', decimals] = yuan(amount).split('.');
  const grouped = `¥${whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
  return amount < 0 ? `-${grouped}` : grouped;
}

/** Nothing is at stake yet where no month is named and no amount above zero: then only what waiting adds is told. */
function isAtStake({ months, unitPart, personalPart }: CaseMoney): boolean {
  return months.length > 0 || (unitPart ?? 0) > 0 || (personalPart ?? 0) > 0;
}

function isOutstanding({ state }: MonthOfMoney): boolean {
  return state === 'open' || state === 'requested';
}

function partsOf({
  unitPart,
  personalPart,
}: {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
}): Parts {
  const bothKnown = unitPart !== undefined && personalPart !== undefined;
  return {
    unit: unitPart === undefined ? undefined : yuanText(unitPart),
    personal: personalPart === undefined ? undefined : yuanText(personalPart),
    total: bothKnown ? yuanText(addFen(unitPart, personalPart)) : undefined,
  };
}

/** Months that follow each other and are alike, told as one span. */
function runsOf(months: readonly MonthOfMoney[]): MonthsRun[] {
  const runs: MonthsRun[] = [];
  for (const { month, estimated, state } of months.toSorted(byMonth)) {
    const last = runs.at(-1);
    const goesOn = last?.estimated === estimated && last.state === state && plusMonths(last.to, 1) === month;
    if (last !== undefined && goesOn) runs.splice(-1, 1, { ...last, to: month, count: last.count + 1 });
    else runs.push({ from: month, to: month, count: 1, estimated, state });
  }
  return runs;
}

function byMonth(a: MonthOfMoney, b: MonthOfMoney): number {
  return compareText(sortKey(a), sortKey(b));
}

function sortKey({ month, state, estimated }: MonthOfMoney): string {
  return `${month} ${state} ${estimated}`;
}
