import type { Person } from '../../employment/spell.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, reasonOf, type ValuesFor } from '../../reasons/reason.ts';
import { type Fen, yuan } from '../../values/money.ts';
import { firstDayOf, type Month, monthOf } from '../../values/month.ts';
import { type PlainDate, yearOf } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';
import { baseYearOf } from './base-year.ts';

interface WageQuestion {
  readonly person: Pick<Person, 'averageMonthlyWage' | 'firstMonthWage'>;
  readonly hiredOn: PlainDate;
  readonly month: Month;
  readonly policy: Policy;
}

export type WageAnswer =
  | { readonly known: true; readonly wage: Fen; readonly because: readonly Reason[] }
  | { readonly known: false; readonly because: readonly Reason[] };

/**
 * R4: the wage from which the base of a month follows. A person who was not in service in the calendar year before the
 * base year has no average of last year. For this person the first month's wage is used, which is the sum of basic
 * wage, performance pay, bonus and allowance. The wage of a partial first month applies to that month only. From the
 * next month the wage of a full month is declared (上海, 2026-08-24; elsewhere assumed, and marked), unless the region
 * keeps the first wage until the next base year. For all other people last year's monthly average is used. If the
 * applicable wage is unknown, a similar one is used and marked as assumed. But the wage of a partial month never
 * replaces another wage.
 */
export function wageForBase({ person, hiredOn, month, policy }: WageQuestion): WageAnswer {
  const { averageMonthlyWage: average, firstMonthWage: first } = person;
  const { baseYearBegan, reason } = baseYearOf(month, policy);
  const lastYear = yearOf(baseYearBegan) - 1;
  const isNew = yearOf(hiredOn) > lastYear;
  const afterPartial = policy.inForce('fullMonthWageAfterPartialMonth', firstDayOf(month));
  if (isNew && first?.fullMonth === false && month > monthOf(hiredOn) && !keepsPartialWage(afterPartial)) {
    return fullMonthWage(average, hiredOn, afterPartial);
  }
  const fromFirst = first && (isNew || first.fullMonth) ? firstMonth(first, hiredOn, !isNew) : undefined;
  const fromAverage = average === undefined ? undefined : averageOf(average, lastYear, isNew);
  const answer = isNew ? (fromFirst ?? fromAverage) : (fromAverage ?? fromFirst);
  if (answer !== undefined)
    return { known: true, wage: answer.wage, because: [answer.because, ...assumed(reason)] };
  return {
    known: false,
    because: [{ rule: 'R4', code: 'wage-unknown', values: { hiredOn }, confidence: 'unknown' }],
  };
}

/** Whether the wage of a partial month also applies to later months. */
function keepsPartialWage(afterPartial: InForce<string>): boolean {
  return afterPartial.known && afterPartial.value === 'from-next-base-year';
}

/** The answer if the wage of a full month should be used but is not stated: the monthly average, if known. */
function fullMonthWage(average: Fen | undefined, hiredOn: PlainDate, rule: InForce<string>): WageAnswer {
  const origin = originOf(rule);
  if (average === undefined) {
    const unknown = { ...origin, confidence: 'unknown' } as const;
    return { known: false, because: [reasonOf('R4', 'wage-full-month-unknown', { hiredOn }, unknown)] };
  }
  const values = { hiredOn, wage: yuan(average) };
  const assumedToBe = { ...origin, confidence: 'assumed' } as const;
  return { known: true, wage: average, because: [reasonOf('R4', 'wage-full-month', values, assumedToBe)] };
}

interface Wage {
  readonly wage: Fen;
  readonly because: Reason;
}

function firstMonth(
  { total, fullMonth }: NonNullable<Person['firstMonthWage']>,
  hiredOn: PlainDate,
  insteadOfAverage: boolean,
): Wage {
  const values = { hiredOn, wage: yuan(total) };
  if (!fullMonth) return { wage: total, because: reasonOf('R4', 'wage-first-month-as-earned', values) };
  return { wage: total, because: wageReason('wage-first-month', values, insteadOfAverage) };
}

function averageOf(average: Fen, year: number, insteadOfFirst: boolean): Wage {
  const values = { year, wage: yuan(average) };
  return { wage: average, because: wageReason('wage-last-year-average', values, insteadOfFirst) };
}

/**
 * The reason that states which wage is used.
 * @param instead whether this wage replaces the missing one that the rule asks for.
 */
function wageReason<Code extends WageCode>(code: Code, values: ValuesFor<Code>, instead: boolean): Reason {
  const reason = reasonOf('R4', code, values);
  return instead ? ({ ...reason, code: `${code}-instead`, confidence: 'assumed' } as Reason) : reason;
}

type WageCode = 'wage-first-month' | 'wage-last-year-average';

function assumed(reason: Reason): readonly Reason[] {
  return reason.confidence === 'assumed' ? [reason] : [];
}
