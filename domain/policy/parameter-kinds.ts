import { type Fen, parseYuan, type Rate } from '../values/money.ts';
import type { ParameterName, ParameterValues } from './policy.ts';

/** What a parameter's value is: its unit, how an administrator writes it, and how that is read. */
export interface ParameterKind<T> {
  readonly unit: string;
  /** For the error: what would have been right. */
  readonly expected: string;
  /** @returns the value, or undefined where `written` is none. */
  readonly read: (written: string | number) => T | undefined;
}

const PERCENT = /^(\d{1,3})(?:\.(\d{1,4}))?%$/;

/** One line for every parameter there is; a parameter is added here, to ParameterValues, and to the regions. */
export const PARAMETER_KINDS: { readonly [K in ParameterName]: ParameterKind<ParameterValues[K]> } = {
  enrolmentDays: days('calendar days'),
  removalDays: days('calendar days'),
  deathNoticeWorkingDays: days('working days'),
  agencyRegistrationWorkingDays: days('working days'),
  workingAgeYears: wholeNumber('years', 'an age in whole years from 1 to 100', 1, 100),
  enrolmentCutOffDay: dayOfMonth(),
  removalCutOffDay: dayOfMonth(),
  lastPayableMonth: oneOf(['month-of-leaving', 'month-before-leaving']),
  contributionBaseFloor: money('CNY a month'),
  contributionBaseCeiling: money('CNY a month'),
  unitMedicalRate: rate(),
  personalMedicalRate: rate(),
  personalFixedAmount: money('CNY a month'),
  refundWay: oneOf(['refund', 'offset', 'lost']),
  refundHandlingWorkingDays: days('working days'),
};

export const PARAMETER_NAMES = Object.keys(PARAMETER_KINDS) as readonly ParameterName[];

export function isParameterName(text: string): text is ParameterName {
  return Object.hasOwn(PARAMETER_KINDS, text);
}

function days(unit: string): ParameterKind<number> {
  return wholeNumber(unit, 'a whole number of days from 1 to 366', 1, 366);
}

function dayOfMonth(): ParameterKind<number> {
  return wholeNumber('day of the month', 'a day of the month, a whole number from 1 to 31', 1, 31);
}

function wholeNumber(unit: string, expected: string, least: number, most: number): ParameterKind<number> {
  const read = (written: string | number) => {
    const number = typeof written === 'number' || /^\d{1,3}$/.test(written) ? Number(written) : Number.NaN;
    return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  };
  return { unit, expected, read };
}

function money(unit: string): ParameterKind<Fen> {
  return { unit, expected: 'yuan with at most two decimals, e.g. "7270" or "7270.50"', read: parseYuan };
}

function rate(): ParameterKind<Rate> {
  return {
    unit: 'share of the base',
    expected: 'a percentage as text from "0%" to "100%", e.g. "9.8%"',
    read: readPercent,
  };
}

/** "9.8%" is 98 of 1000, exactly as written; a bare 9.8 or 0.098 is refused, since it could mean either. */
function readPercent(written: string | number): Rate | undefined {
  const match = PERCENT.exec(String(written));
  if (!match) return undefined;
  const [, whole = '0', decimals = ''] = match;
  const parts = Number(whole + decimals);
  const outOf = 100 * 10 ** decimals.length;
  return parts <= outOf ? { parts, outOf } : undefined;
}

function oneOf<T extends string>(words: readonly T[]): ParameterKind<T> {
  const read = (written: string | number) => words.find((word) => word === written);
  return { unit: 'word', expected: `one of ${words.map((word) => `"${word}"`).join(', ')}`, read };
}
