import type { Spell } from '../employment/spell.ts';
import { compact } from '../values/compact.ts';
import { addFen, type Fen, NO_MONEY, sumKnown } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import { contextOf, type LedgerTask } from './ledger.ts';
import { daysInAll, median, reportingDelaysOf } from './notices.ts';
import { overpaidMonths } from './overpayments.ts';

/** Figures of one month of a unit, from its ledgers of overpayments (多缴台账) and of reporting delays (报送时效台账). */
export interface MonthTrend {
  readonly month: Month;
  /** The sum of known amounts; months with an unknown amount are counted separately. */
  readonly overpaid: Fen;
  readonly overpaidPeople: number;
  readonly unknownAmounts: number;
  /**
   * The median of the days from a hire, or from a leave, to its confirmation; absent if none of the month is confirmed.
   */
  readonly hireDays?: number;
  readonly leaveDays?: number;
}

/** The figures of these months, in their order. @param spells all spells of the unit. */
export function monthTrends(
  spells: readonly Spell[],
  task: Omit<LedgerTask, 'month'>,
  months: readonly Month[],
): readonly MonthTrend[] {
  const asked = new Set(months);
  const [anyMonth] = months;
  if (anyMonth === undefined) return [];
  const context = contextOf({ ...task, month: anyMonth });
  const overpaid = spells.flatMap((spell) => overpaidMonths(spell, context));
  const notices = spells.flatMap((spell) => reportingDelaysOf(spell, (month) => asked.has(month), context));
  return months.map((month) => {
    const sums = overpaid
      .filter((entry) => entry.month === month)
      .map(({ unitPart, personalPart }) => sumKnown([unitPart, personalPart]));
    const known = sums.filter((sum) => sum !== undefined);
    const daysOf = (event: '入职' | '离职') => {
      const days = median(
        notices.filter((notice) => notice.month === month && notice.event === event).flatMap(daysInAll),
      );
      return days === undefined ? undefined : Number(days);
    };
    return {
      month,
      overpaid: addFen(NO_MONEY, ...known),
      overpaidPeople: sums.length,
      unknownAmounts: sums.length - known.length,
      ...compact({ hireDays: daysOf('入职'), leaveDays: daysOf('离职') }),
    };
  });
}
