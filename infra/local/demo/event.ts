import { addWorkingDays, onOrBefore, publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { FactKind } from '../../../domain/facts/fact.ts';
import type { Filing } from '../../../domain/facts/insurance.ts';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import { checkIdentityNumber } from '../../../domain/values/identity-number.ts';
import { type Month, monthOf } from '../../../domain/values/month.ts';
import { addDays, type PlainDate } from '../../../domain/values/plain-date.ts';

/** An event as an HR system or staff would send it. */
export interface Event {
  readonly type: FactKind;
  /** The day on which the sender states it. */
  readonly statedOn: PlainDate;
  readonly data: Readonly<Record<string, unknown>> & { readonly employeeId: string };
}

/** Computes days before the day that the demo shows. */
export interface Before {
  readonly day: PlainDate;
  /**
   * The day `days` days ago. If this is a rest day, it is the last working day before, because nobody is hired on a
   * rest day.
   */
  ago(days: number): PlainDate;
  workingDaysAgo(days: number): PlainDate;
}

export function before(day: PlainDate): Before {
  return {
    day,
    ago: (days) => onOrBefore(addDays(day, -days), publishedCalendar).day,
    workingDaysAgo: (days) => addWorkingDays(day, -days, publishedCalendar).day,
  };
}

/** The person of an event: id, unit, name and other data of the HR system. */
export type Person = Readonly<Record<string, unknown>> & {
  readonly employeeId: string;
  readonly unitId: string;
  readonly name: string;
};

/** The first month's wage, in yuan. */
export const wage = (basic: number) => ({ firstMonthWage: { basic } });

export function hired(person: Person, hiredOn: PlainDate): Event {
  return { type: 'employee.hired', statedOn: hiredOn, data: { ...person, hiredOn } };
}

/** The events of a long-standing employee, who was hired, and enrolled ten days later. */
export function longHired(person: Person, hiredOn: PlainDate): Event[] {
  return [hired(person, hiredOn), accepted(person.employeeId, 'enrolment', addDays(hiredOn, 10))];
}

export function left(employeeId: string, lastWorkingDay: PlainDate, reason: LeavingReason): Event {
  const data = { employeeId, lastWorkingDay, reason };
  return { type: 'employee.terminated', statedOn: lastWorkingDay, data };
}

export function submitted(
  employeeId: string,
  filing: Filing,
  on: PlainDate,
  more: { readonly channel?: string; readonly receiptNo?: string } = {},
): Event {
  return { type: 'filing.submitted', statedOn: on, data: { employeeId, filing, on, ...more } };
}

export function rejected(employeeId: string, filing: Filing, on: PlainDate, reason: string): Event {
  return { type: 'filing.rejected', statedOn: on, data: { employeeId, filing, on, reason } };
}

/**
 * The event of an accepted filing.
 * @param effectiveMonth the effective month; by default the month of the acceptance.
 */
export function accepted(
  employeeId: string,
  filing: Filing,
  on: PlainDate,
  effectiveMonth: Month = monthOf(on),
): Event {
  return { type: 'filing.accepted', statedOn: on, data: { employeeId, filing, on, effectiveMonth } };
}

/** A person's charge for one month on the unit's bill. Amounts are in yuan. */
export function charged(
  employeeId: string,
  unitId: string,
  month: Month,
  [base, unitAmount, personalAmount]: readonly [string, string, string],
  statedOn: PlainDate,
): Event {
  const data = { employeeId, unitId, month, base, unitAmount, personalAmount };
  return { type: 'contribution.charged', statedOn, data };
}

/** A person's entry in the agency's list of insured people of a day. */
export function listed(
  { employeeId, unitId }: Person,
  type: 'insured.listed' | 'insured.ended',
  on: PlainDate,
  more: object = {},
): Event {
  return { type, statedOn: on, data: { employeeId, unitId, on, ...more } };
}

/**
 * An invented, well-formed resident identity number.
 * @param order the three digits after the birth date; they are odd for men.
 */
export function syntheticNumber(division: string, birthDate: string, order: number): string {
  const stem = `${division}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  const number = [...'0123456789X'].map((digit) => stem + digit).find((n) => checkIdentityNumber(n).valid);
  if (number === undefined) throw new Error(`no identity number begins with ${stem}`);
  return number;
}
