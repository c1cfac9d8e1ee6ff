import {
  dayOfMonth,
  days,
  money,
  monthDayOfYear,
  months,
  natural,
  oneOf,
  type ParameterKind,
  rate,
  times,
  wholeNumber,
  years,
} from './kinds.ts';
import type { ParameterName, ParameterValues } from './policy.ts';

/** One line for every parameter there is; a parameter is added here, to ParameterValues, and to the regions. */
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
  lastPayableMonth: oneOf(['month-of-leaving', 'month-before-leaving']),
  coverStart: oneOf(['same-month', 'month-after-payment', 'second-month']),
  longestSuspensionMonths: months(),

  contributionBaseFloor: money('CNY a month'),
  contributionBaseCeiling: money('CNY a month'),
  baseYearStartMonth: wholeNumber('month of the year', 'a month, a whole number from 1 to 12', 1, 12),
  baseDeclarationUntil: monthDayOfYear(),
  unitMedicalRate: rate('share of the base'),
  maternityInUnitRate: oneOf(['included', 'apart']),
  unitMaternityRate: rate('share of the base'),
  personalMedicalRate: rate('share of the base'),
  personalFixedAmount: money('CNY a month'),

  lateFeeDailyRate: rate('share of the arrears a day'),
  lateFeeStart: oneOf(['month-after-collection', 'day-after-cut-off']),
  undeclaredAssessmentRate: rate("share of last month's contribution", 200),
  penaltyMultipleLeast: times(),
  penaltyMultipleMost: times(),
  responsiblePersonFineLeast: money('CNY'),
  responsiblePersonFineMost: money('CNY'),
  longestBackPaymentMonths: months(),
  arrearsStopMonth: natural(),
  arrearsReimbursedWithinDays: days('calendar days'),
  arrearsCost: oneOf(['reimbursed', 'employer', 'not-paid']),
  arrearsResumeMonth: natural(),

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
};

export const PARAMETER_NAMES = Object.keys(PARAMETER_KINDS) as readonly ParameterName[];

export function isParameterName(text: string): text is ParameterName {
  return Object.hasOwn(PARAMETER_KINDS, text);
}
