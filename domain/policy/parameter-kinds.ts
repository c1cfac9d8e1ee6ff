import { type Fen, parseYuan, type Rate, yuan } from '../values/money.ts';
import { type MonthDay, parseMonthDay } from '../values/month.ts';
import type { InForce } from './parameter.ts';

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

/**
 * All parameters of law and local policy that rules use, by name, with the kind of their value. To add a parameter, add
 * it here and to the regions. A "natural month" (自然月) is a calendar month, numbered from a starting month: that month is
 * 1, the month after it is 2.
 */
const KINDS = {
  /** Calendar days to enrol a new employee (社会保险法 58). */
  enrolmentDays: days('calendar days'),
  /** Calendar days to remove a leaver (劳动合同法 50). */
  removalDays: days('calendar days'),
  /** Working days to report a death or loss of entitlement to the agency (社会保险经办条例 25). */
  deathNoticeWorkingDays: days('working days'),
  /** Working days that the agency may take for a registration (社会保险经办条例 6, 10). */
  agencyRegistrationWorkingDays: days('working days'),
  /** Calendar days from establishment to register a unit (社会保险法 57). */
  unitRegistrationDays: days('calendar days'),
  /** Working days that the agency may take for a declaration of bases (service list, 缴费基数申报). */
  baseDeclarationWorkingDays: days('working days'),
  /** Maximum working days for a requested transfer of the insurance relation (医保办发〔2021〕43号). */
  relationTransferWorkingDays: days('working days'),
  /** Working days that the agency may take to pay out a personal account in one sum (service list, 个人账户一次性支取). */
  personalAccountWithdrawalWorkingDays: days('working days'),
  /** Minimum and maximum working days for a new physical card. */
  cardReplacementWorkingDaysLeast: days('working days'),
  cardReplacementWorkingDaysMost: days('working days'),
  /** The minimum age in years for employment, and so for enrolment as an employee (劳动法 15). */
  workingAgeYears: wholeNumber('years of age', 'an age in whole years from 1 to 100', 1, 100),
  /** Years after which labour inspection no longer investigates a breach that was neither found nor reported (劳动保障监察条例 20). */
  labourInspectionYears: years(),

  /** Last day of the month on which the agency accepts an enrolment for that month. */
  enrolmentCutOffDay: dayOfMonth(),
  /** Last day of the month on which the agency accepts a removal before it charges that month. */
  removalCutOffDay: dayOfMonth(),
  /**
   * First and last day of the month on which the month's contributions can be declared and paid to the tax office. If
   * the sources name only a due day, this day counts as the last day.
   */
  paymentWindowFrom: dayOfMonth(),
  paymentWindowTo: dayOfMonth(),
  /** The office where a unit enrols and removes employees: the medical security or the social insurance agency. */
  registrationOffice: oneOf(['medical', 'social-insurance']),
  /** The office that receives the wage of a new employee and the yearly bases. */
  declarationOffice: oneOf(['tax', 'agency']),
  /** The last month payable for a leaver: the month of the last working day, or the month before it. */
  lastPayableMonth: oneOf(['month-of-leaving', 'month-before-leaving']),
  /**
   * First covered month: the month of registration, the month after the payment, or the month after the registration.
   */
  coverStart: oneOf(['same-month', 'month-after-payment', 'second-month']),
  /** Maximum months for which an insurance relation may be suspended. */
  longestSuspensionMonths: months(),

  /** Published lower bound of the medical base; never computed as 60 % of an average (社会保险法 12, 医疗保障法 10). */
  contributionBaseFloor: money('CNY a month'),
  /** Published upper bound of the medical base; never computed as 300 % of an average. */
  contributionBaseCeiling: money('CNY a month'),
  /** Month of the year, 1 to 12, in which the limits of the base change. */
  baseYearStartMonth: wholeNumber('month of the year', 'a month, a whole number from 1 to 12', 1, 12),
  /** Last day to declare the bases of a base year. This day lies within the base year. */
  baseDeclarationUntil: monthDayOfYear(),
  /**
   * When the wage of a full month is declared after a partial first month: from the next month, or only from the next
   * base year.
   */
  fullMonthWageAfterPartialMonth: oneOf(['from-next-month', 'from-next-base-year']),
  /** Number of tiers of the employee scheme; by default an employee is in the first. */
  contributionTiers: oneOf(['one', 'two']),
  /** The unit's rate; if there are two tiers, the rate of the first. */
  unitMedicalRate: rate('share of the base'),
  secondTierUnitMedicalRate: rate('share of the base'),
  /** Whether the unit's medical rate includes maternity; if it does, no maternity rate is added (医疗保障法 14). */
  maternityInUnitRate: oneOf(['included', 'apart']),
  /** The unit's maternity rate, only if it is separate from the medical rate. */
  unitMaternityRate: rate('share of the base'),
  /** The unit's rate for large-claim cover (大额医疗), only if it is separate from the medical rate. */
  unitLargeSumRate: rate('share of the base'),
  /** The employee's rate; if there are two tiers, the rate of the first. */
  personalMedicalRate: rate('share of the base'),
  secondTierPersonalMedicalRate: rate('share of the base'),
  /** A fixed amount per month that the employee pays in addition to the rate. */
  personalFixedAmount: money('CNY a month'),
  /** The fixed amount in the first month of each quarter, if it differs. */
  personalFixedAmountFirstMonthOfQuarter: money('CNY a month'),

  /** Share of the arrears added per day (社会保险法 86). */
  lateFeeDailyRate: rate('share of the arrears a day'),
  /** First day of the late fee: the first day of the month after collection, or the day after the cut-off. */
  lateFeeStart: oneOf(['month-after-collection', 'day-after-cut-off']),
  /** If a unit declares nothing, its contribution is set to this share of last month's (社会保险法 62). */
  undeclaredAssessmentRate: rate("share of last month's contribution", 200),
  /** Lowest and highest fine on a unit that did not register, as a multiple of the contributions due (社会保险法 84). */
  penaltyMultipleLeast: times(),
  penaltyMultipleMost: times(),
  /** Lowest and highest fine on the persons responsible for the missing registration (社会保险法 84). */
  responsiblePersonFineLeast: money('CNY'),
  responsiblePersonFineMost: money('CNY'),
  /** Lowest and highest fine on a unit that obstructs an inspection or gives it false information (医疗保障法 47). */
  inspectionFineLeast: money('CNY'),
  inspectionFineMost: money('CNY'),
  /** For how many past months a region accepts late contributions. */
  longestBackPaymentMonths: months(),
  /** Natural month in which benefits stop, counted from the first month in arrears. */
  arrearsStopMonth: natural(),
  /**
   * Maximum days that the tax office may grant for paying arrears. If they are paid in time, the fund pays the costs of
   * the unpaid period.
   */
  arrearsReimbursedWithinDays: days('calendar days'),
  /**
   * Who bears the medical costs of an unpaid period after the arrears are paid: the fund, the employer or the person.
   */
  arrearsCost: oneOf(['reimbursed', 'employer', 'not-paid']),
  /** Natural month, counted from the payment of all arrears, in which benefits resume. */
  arrearsResumeMonth: natural(),

  /**
   * The gaps to which the two following parameters apply: all gaps in the area, or only gaps before a transfer between
   * areas or a change of scheme. In the second case the rule for other gaps is unknown.
   */
  gapRule: oneOf(['any-gap', 'transfer-only']),
  /** Up to this many whole months without contribution may be paid later without a waiting period (医保办发〔2021〕43号). */
  gapCatchUpMonths: months(),
  /** Maximum waiting period in months that a region may set after a longer gap (医保办发〔2021〕43号). */
  gapWaitingMonthsAtMost: months(),
  /** After this many years without a gap, a change of scheme within `gapCatchUpMonths` is not a gap (医保发〔2020〕33号). */
  schemeSwitchContinuousYears: years(),

  refundWay: oneOf(['refund', 'offset', 'lost']),
  refundHandlingWorkingDays: days('working days'),
  /** Whether payments before a change between employee and resident scheme are refunded. */
  refundOnSchemeSwitch: oneOf(['refunded', 'not-refunded']),

  /** Months of notice from the employee before an early retirement (实施弹性退休制度暂行办法). */
  earlyRetirementNoticeMonths: months(),
  /** How many months before the statutory age a later retirement must be agreed (实施弹性退休制度暂行办法). */
  lateRetirementAgreementMonths: months(),
  /** Years by which retirement may be earlier or later than the statutory age (国务院办法 3). */
  flexibleRetirementYears: years(),
  /** Years of medical contributions for free retiree cover (社会保险法 27); not the years of the pension. */
  retireeMedicalYearsMale: years(),
  retireeMedicalYearsFemale: years(),
  /** How many of these years must have been paid in the region. */
  retireeLocalYears: years(),

  /** Share of the base that a flexible worker pays for employee cover. */
  flexibleMedicalRate: rate('share of the base'),
  /** A fixed amount per month or year that a flexible worker pays instead of a share of the base. */
  flexibleMedicalFixedAmount: money('CNY a month'),
  flexibleMedicalFixedYearlyAmount: money('CNY a year'),
  /** Minimum age in years for joining the employee scheme as a flexible worker. */
  flexibleLeastAgeYears: wholeNumber('years of age', 'an age in whole years from 1 to 100', 1, 100),
  /** Waiting period before a flexible worker has benefits, in months. */
  flexibleWaitingMonths: months(),
  /** If the gap has at most this many whole months, the waiting period does not apply. */
  flexibleGapWaiverMonths: months(),
  /** Natural month, counted from the payment, in which cover resumes for a flexible worker who had stopped paying. */
  flexibleRestartMonth: natural(),
  /** Whether a flexible worker needs a local household registration or a residence permit. */
  flexibleHousehold: oneOf(['required', 'dropped']),

  /** First and last day of the yearly enrolment period, in which residents enrol for the next year. */
  residentWindowFrom: monthDayOfYear(),
  residentWindowTo: monthDayOfYear(),
  /** Last day of the covered year on which a resident who missed the enrolment period may still enrol. */
  residentLateUntil: monthDayOfYear(),
  /** First covered day of a resident who enrolled in the enrolment period. */
  residentCoverFrom: monthDayOfYear(),
  /** Fixed waiting period in months after a missed enrolment period (国办发〔2024〕38号). */
  residentFixedWaitingMonths: months(),
  /** Additional waiting months for each missed year (国办发〔2024〕38号). */
  residentWaitingMonthsPerMissedYear: months(),
  /**
   * Months by which each missed year that is paid later shortens the additional wait, never the fixed one
   * (国办发〔2024〕38号).
   */
  residentRepairMonthsPerYear: months(),
  /**
   * From this many missed years in a row the wait has a minimum even if they are paid later; and the minimum itself
   * (国办发〔2024〕38号).
   */
  residentLongBreakYears: years(),
  residentWaitingMonthsAfterLongBreak: months(),
};

export type ParameterName = keyof typeof KINDS;

/** The type of each parameter's value. */
export type ParameterValues = {
  [K in ParameterName]: (typeof KINDS)[K] extends ParameterKind<infer Value> ? Value : never;
};

export const PARAMETER_KINDS: { readonly [K in ParameterName]: ParameterKind<ParameterValues[K]> } = KINDS;

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
