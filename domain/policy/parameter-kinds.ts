import { type Fen, parseYuan, type Rate, yuan } from '../values/money.ts';
import { type MonthDay, parseMonthDay } from '../values/month.ts';
import type { InForce } from './parameter.ts';
import type { ParameterName, ParameterValues } from './policy.ts';

/** A kind of value that a parameter can have: its unit, and how administrators write it. */
interface ParameterKind<T> {
  readonly unit: string;
  /** The expected form, for the error message. */
  readonly expected: string;
  /** @returns undefined if `written` is not a value of this kind. */
  readonly read: (written: string | number) => T | undefined;
  /** The inverse of `read`: the value as an administrator would write it. */
  readonly write: (value: T) => string | number;
}

const PERCENT = /^(\d{1,3})(?:\.(\d{1,4}))?%$/;

function days(unit: 'calendar days' | 'working days'): ParameterKind<number> {
  return wholeNumber(unit, 'a whole number of days from 1 to 366', 1, 366);
}

function months(): ParameterKind<number> {
  return wholeNumber('months', 'a whole number of months from 0 to 120', 0, 120);
}

/** A number of calendar months, counting the first month as 1. */
function natural(): ParameterKind<number> {
  return wholeNumber('natural month', 'a whole number of calendar months from 1 to 12', 1, 12);
}

function years(): ParameterKind<number> {
  return wholeNumber('years', 'a whole number of years from 0 to 50', 0, 50);
}

function times(): ParameterKind<number> {
  return wholeNumber('times the dues', 'a whole number from 1 to 10', 1, 10);
}

function dayOfMonth(): ParameterKind<number> {
  return wholeNumber('day of the month', 'a day of the month, a whole number from 1 to 31', 1, 31);
}

function wholeNumber(unit: string, expected: string, least: number, most: number): ParameterKind<number> {
  const read = (written: string | number) => {
    const number = typeof written === 'number' || /^\d{1,3}$/.test(written) ? Number(written) : Number.NaN;
    return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  };
  return { unit, expected, read, write: (value) => value };
}

function money(unit: string): ParameterKind<Fen> {
  const expected = 'yuan with at most two decimals, e.g. "7270" or "7270.50"';
  return { unit, expected, read: parseYuan, write: yuan };
}

/**
 * A rate, written as a percentage.
 * @param most the highest plausible percentage; above 100 % only if a law says so.
 */
function rate(unit: string, most = 100): ParameterKind<Rate> {
  return {
    unit,
    expected: `a percentage as text, "0%" to "${most}%", e.g. "9.8%"`,
    read: (written) => readPercent(written, most),
    write: ({ parts, outOf }) => `${(parts * 100) / outOf}%`,
  };
}

/**
 * Reads a percentage: "9.8%" is exactly 98 of 1000. Without the sign the text is rejected, because 9.8 and 0.098 could
 * both mean 9.8 %.
 */
function readPercent(written: string | number, most: number): Rate | undefined {
  const match = PERCENT.exec(String(written));
  if (!match) return undefined;
  const [, whole = '0', decimals = ''] = match;
  const parts = Number(whole + decimals);
  const scale = 10 ** decimals.length;
  return parts <= most * scale ? { parts, outOf: 100 * scale } : undefined;
}

function oneOf<T extends string>(keywords: readonly T[]): ParameterKind<T> {
  const read = (written: string | number) => keywords.find((keyword) => keyword === written);
  const expected = `one of ${keywords.map((keyword) => `"${keyword}"`).join(', ')}`;
  return { unit: 'word', expected, read, write: (value) => value };
}

function monthDayOfYear(): ParameterKind<MonthDay> {
  const read = (written: string | number) => parseMonthDay(String(written));
  return { unit: 'day of the year', expected: 'a day of the year, MM-DD', read, write: (value) => value };
}

/** The kind of each parameter. To add a parameter, add it here, to ParameterValues, and to the regions. */
export const PARAMETER_KINDS: { readonly [K in ParameterName]: ParameterKind<ParameterValues[K]> } = {
  enrolmentDays: days('calendar days'),
  removalDays: days('calendar days'),
  deathNoticeWorkingDays: days('working days'),
  agencyRegistrationWorkingDays: days('working days'),
  unitRegistrationDays: days('calendar days'),
  baseDeclarationWorkingDays: days('working days'),
  relationTransferWorkingDays: days('working days'),
  personalAccountWithdrawalWorkingDays: days('working days'),
  cardReplacementWorkingDaysLeast: days('working days'),
  cardReplacementWorkingDaysMost: days('working days'),
  workingAgeYears: wholeNumber('years of age', 'an age in whole years from 1 to 100', 1, 100),
  labourInspectionYears: years(),

  enrolmentCutOffDay: dayOfMonth(),
  removalCutOffDay: dayOfMonth(),
  paymentWindowFrom: dayOfMonth(),
  paymentWindowTo: dayOfMonth(),
  registrationOffice: oneOf(['medical', 'social-insurance']),
  declarationOffice: oneOf(['tax', 'agency']),
  lastPayableMonth: oneOf(['month-of-leaving', 'month-before-leaving']),
  coverStart: oneOf(['same-month', 'month-after-payment', 'second-month']),
  longestSuspensionMonths: months(),

  contributionBaseFloor: money('CNY a month'),
  contributionBaseCeiling: money('CNY a month'),
  baseYearStartMonth: wholeNumber('month of the year', 'a month, a whole number from 1 to 12', 1, 12),
  baseDeclarationUntil: monthDayOfYear(),
  fullMonthWageAfterPartialMonth: oneOf(['from-next-month', 'from-next-base-year']),
  contributionTiers: oneOf(['one', 'two']),
  unitMedicalRate: rate('share of the base'),
  secondTierUnitMedicalRate: rate('share of the base'),
  maternityInUnitRate: oneOf(['included', 'apart']),
  unitMaternityRate: rate('share of the base'),
  unitLargeSumRate: rate('share of the base'),
  personalMedicalRate: rate('share of the base'),
  secondTierPersonalMedicalRate: rate('share of the base'),
  personalFixedAmount: money('CNY a month'),
  personalFixedAmountFirstMonthOfQuarter: money('CNY a month'),

  lateFeeDailyRate: rate('share of the arrears a day'),
  lateFeeStart: oneOf(['month-after-collection', 'day-after-cut-off']),
  undeclaredAssessmentRate: rate("share of last month's contribution", 200),
  penaltyMultipleLeast: times(),
  penaltyMultipleMost: times(),
  responsiblePersonFineLeast: money('CNY'),
  responsiblePersonFineMost: money('CNY'),
  inspectionFineLeast: money('CNY'),
  inspectionFineMost: money('CNY'),
  longestBackPaymentMonths: months(),
  arrearsStopMonth: natural(),
  arrearsReimbursedWithinDays: days('calendar days'),
  arrearsCost: oneOf(['reimbursed', 'employer', 'not-paid']),
  arrearsResumeMonth: natural(),

  gapRule: oneOf(['any-gap', 'transfer-only']),
  gapCatchUpMonths: months(),
  gapWaitingMonthsAtMost: months(),
  schemeSwitchContinuousYears: years(),

  refundWay: oneOf(['refund', 'offset', 'lost']),
  refundHandlingWorkingDays: days('working days'),
  refundOnSchemeSwitch: oneOf(['refunded', 'not-refunded']),

  earlyRetirementNoticeMonths: months(),
  lateRetirementAgreementMonths: months(),
  flexibleRetirementYears: years(),
  retireeMedicalYearsMale: years(),
  retireeMedicalYearsFemale: years(),
  retireeLocalYears: years(),

  flexibleMedicalRate: rate('share of the base'),
  flexibleMedicalFixedAmount: money('CNY a month'),
  flexibleMedicalFixedYearlyAmount: money('CNY a year'),
  flexibleLeastAgeYears: wholeNumber('years of age', 'an age in whole years from 1 to 100', 1, 100),
  flexibleWaitingMonths: months(),
  flexibleGapWaiverMonths: months(),
  flexibleRestartMonth: natural(),
  flexibleHousehold: oneOf(['required', 'dropped']),

  residentWindowFrom: monthDayOfYear(),
  residentWindowTo: monthDayOfYear(),
  residentLateUntil: monthDayOfYear(),
  residentCoverFrom: monthDayOfYear(),
  residentFixedWaitingMonths: months(),
  residentWaitingMonthsPerMissedYear: months(),
  residentRepairMonthsPerYear: months(),
  residentLongBreakYears: years(),
  residentWaitingMonthsAfterLongBreak: months(),
};

export const PARAMETER_NAMES = Object.keys(PARAMETER_KINDS) as readonly ParameterName[];

export function isParameterName(text: string): text is ParameterName {
  return Object.hasOwn(PARAMETER_KINDS, text);
}

/** A value as an administrator writes it in the registry: "9.8%", "7270.00", a number, a keyword, "12-31". */
export type Written = string | number;

/** The canonical form of a value, for example `7270.00` for the money `7270`; undefined if `text` is invalid. */
export function canonical<K extends ParameterName>(name: K, text: Written): Written | undefined {
  const { read, write } = PARAMETER_KINDS[name];
  const value = read(text);
  return value === undefined ? undefined : write(value);
}

/** Replaces the values in an answer by their written form; everything else is unchanged. */
export function written<K extends ParameterName>(
  name: K,
  answer: InForce<ParameterValues[K]>,
): InForce<Written> {
  const { write } = PARAMETER_KINDS[name];
  if (answer.known) return { ...answer, value: write(answer.value) };
  const { lastKnown, candidates, lead, ...rest } = answer;
  return {
    ...rest,
    candidates: candidates.map(({ value, source }) => ({ value: write(value), source })),
    ...(lead !== undefined && { lead: { ...lead, value: write(lead.value) } }),
    ...(lastKnown !== undefined && { lastKnown: write(lastKnown) }),
  };
}
