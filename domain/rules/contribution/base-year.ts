import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { firstDayOf, type Month, month } from '../../values/month.ts';
import { type PlainDate, plainDate, yearOf } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';

type BaseYear =
  | {
      readonly known: true;
      readonly from: Month;
      readonly began: PlainDate;
      readonly because: Reason;
    }
  /** The month in which the region's base year begins is unknown and not guessed. */
  | { readonly known: false; readonly because: Reason };

/** R4: the base year of `day`, by the month in which the region's limits change. */
export function baseYearOn(day: PlainDate, policy: Policy): BaseYear {
  const start = policy.inForce('baseYearStartMonth', day);
  const { region } = policy;
  if (!start.known) {
    const because: Reason = { rule: 'R4', code: 'base-year-unknown', values: { region }, ...originOf(start) };
    return { known: false, because };
  }
  const year = yearOf(day) - (Number(day.slice(5, 7)) < start.value ? 1 : 0);
  const from = month(`${year}-${String(start.value).padStart(2, '0')}`);
  const began = firstDayOf(from);
  const values = { region, baseYearBegan: began };
  return { known: true, from, began, because: { rule: 'R4', code: 'base-year', values, ...originOf(start) } };
}

/** The first day of the base year of `month`; January is assumed if the region's month is unknown. */
export function baseYearOf(
  month: Month,
  policy: Policy,
): { readonly baseYearBegan: PlainDate; readonly reason: Reason } {
  const year = baseYearOn(firstDayOf(month), policy);
  if (year.known) return { baseYearBegan: year.began, reason: year.because };
  const baseYearBegan = plainDate(`${month.slice(0, 4)}-01-01`);
  const values = { baseYearBegan, region: policy.region };
  const assumed = { code: 'base-year-assumed', values, confidence: 'assumed' } as const;
  return { baseYearBegan, reason: { ...year.because, ...assumed } };
}
