import type { Reason } from '../cases/case.ts';
import { inForce } from '../policy/in-force.ts';
import { PENSION_YEARS } from '../regions/retirement.ts';
import { type PlainDate, yearOf } from '../values/plain-date.ts';
import { originOf } from './statutory-term.ts';

/**
 * R9: the years of pension contributions without which no pension is paid, by the year of retirement (annex 4 of the
 * decision of 2024-09-13). Years of medical contributions are another thing, and the region's own.
 * @throws Error when the shipped table does not reach the day, which only a mistake in it can cause.
 */
export function pensionYears(retiresOn: PlainDate): { readonly years: number; readonly because: Reason } {
  const minimum = inForce({ name: 'pensionYears', unit: 'years', entries: PENSION_YEARS }, retiresOn);
  if (!minimum.known) throw new Error(`no minimum pension years for ${retiresOn}; see regions/retirement.ts`);
  const values = { year: yearOf(retiresOn), minimum: minimum.value };
  return {
    years: minimum.value,
    because: { rule: 'R9', code: 'pension-years', values, ...originOf(minimum) },
  };
}
