import type { Fen, Rate } from '../values/money.ts';
import type { MonthDay } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { InForce } from './parameter.ts';

/**
 * All parameters of law and local policy that rules use, by name, with the type of their value. "Natural months" count
 * the starting month as the first: the second natural month is the month after.
 */
export interface ParameterValues {
  /** Calendar days to enrol a new employee (社会保险法 58). */
  enrolmentDays: number;
  /** Calendar days to remove a leaver (劳动合同法 50). */
  removalDays: number;
  /** Working days to report a death or loss of entitlement to the agency (社会保险经办条例 25). */
  deathNoticeWorkingDays: number;
  /** Working days of the agency for a registration (社会保险经办条例 6, 10). */
  agencyRegistrationWorkingDays: number;
  /** Calendar days from establishment to register a unit (社会保险法 57). */
  unitRegistrationDays: number;
  /** Working days of the agency for a declaration of bases (service list, 缴费基数申报). */
  baseDeclarationWorkingDays: number;
  /** Most working days for a requested transfer of the insurance relation (医保办发〔2021〕43号). */
  relationTransferWorkingDays: number;
  /** Working days of the agency to pay out a personal account at once (service list, 个人账户一次性支取). */
  personalAccountWithdrawalWorkingDays: number;
  /** Fewest and most working days for a new physical card. */
  cardReplacementWorkingDaysLeast: number;
  cardReplacementWorkingDaysMost: number;
  /** The minimum age in years for employment, and so for enrolment as an employee (劳动法 15). */
  workingAgeYears: number;
  /** Years after which labour inspection no longer investigates a breach that was neither found nor reported (劳动保障监察条例 20). */
  labourInspectionYears: number;

  /** Last day of the month on which the agency accepts an enrolment for that month. */
  enrolmentCutOffDay: number;
  /** Last day of the month on which the agency accepts a removal before it charges that month. */
  removalCutOffDay: number;
  /**
   * First and last day of the month to declare and pay the month's contributions to the tax office; if the sources name
   * only a due day, the last.
   */
  paymentWindowFrom: number;
  paymentWindowTo: number;
  /** The office that registers and removes employees of a unit: the medical one, or that of social insurance. */
  registrationOffice: 'medical' | 'social-insurance';
  /** The office that receives the wage of a new employee and the yearly bases. */
  declarationOffice: 'tax' | 'agency';
  /** The last payable month of a leaver: that of the last working day, or the month before. */
  lastPayableMonth: 'month-of-leaving' | 'month-before-leaving';
  /**
   * First covered month: that of the registration, the one after the payment, or the second natural month from
   * registration.
   */
  coverStart: 'same-month' | 'month-after-payment' | 'second-month';
  /** Most months that a relation may stay suspended. */
  longestSuspensionMonths: number;

  /** Published lower bound of the medical base; never computed as 60 % of an average (社会保险法 12, 医疗保障法 10). */
  contributionBaseFloor: Fen;
  /** Published upper bound of the medical base; never computed as 300 % of an average. */
  contributionBaseCeiling: Fen;
  /** Month of the year, 1 to 12, in which the limits of the base change. */
  baseYearStartMonth: number;
  /** Last day of the year to declare the bases of a base year, within that base year. */
  baseDeclarationUntil: MonthDay;
  /**
   * The wage declared after a partial first month: that of a full month, or still the first month's until the next base
   * year.
   */
  fullMonthWageAfterPartialMonth: 'from-next-month' | 'from-next-base-year';
  /** Tiers of the employee scheme; an employee is in the first by default. */
  contributionTiers: 'one' | 'two';
  /** The unit's rate; with two tiers, that of the first. */
  unitMedicalRate: Rate;
  secondTierUnitMedicalRate: Rate;
  /** Whether the unit's medical rate includes maternity, so that nothing may be added (医疗保障法 14). */
  maternityInUnitRate: 'included' | 'apart';
  /** The unit's maternity rate, only if it is separate from the medical rate. */
  unitMaternityRate: Rate;
  /** The unit's rate for large sums, only if it is separate from the medical rate. */
  unitLargeSumRate: Rate;
  /** The employee's rate; with two tiers, that of the first. */
  personalMedicalRate: Rate;
  secondTierPersonalMedicalRate: Rate;
  /** Yuan per month that the employee pays in addition to the rate. */
  personalFixedAmount: Fen;
  /** The fixed amount in the first month of each quarter, if it differs. */
  personalFixedAmountFirstMonthOfQuarter: Fen;

  /** Share of the arrears added per day (社会保险法 86). */
  lateFeeDailyRate: Rate;
  /** First day of the late fee: that of the month after the collection month, or the day after the cut-off. */
  lateFeeStart: 'month-after-collection' | 'day-after-cut-off';
  /** Share of last month's contribution that an undeclared contribution is assessed at (社会保险法 62). */
  undeclaredAssessmentRate: Rate;
  /** Fine on a unit that did not register, as a multiple of the contributions due: least and most (社会保险法 84). */
  penaltyMultipleLeast: number;
  penaltyMultipleMost: number;
  /** Fine on the persons responsible for it: least and most (社会保险法 84). */
  responsiblePersonFineLeast: Fen;
  responsiblePersonFineMost: Fen;
  /** Fine on a unit that obstructs an inspection or gives it false information: least and most (医疗保障法 47). */
  inspectionFineLeast: Fen;
  inspectionFineMost: Fen;
  /** How many months back a region accepts late contributions. */
  longestBackPaymentMonths: number;
  /** Natural month of arrears in which benefits stop. */
  arrearsStopMonth: number;
  /** Most days that the tax office may set for paying arrears; if paid within them, the fund pays the costs of the interim. */
  arrearsReimbursedWithinDays: number;
  /** Who bears the medical costs of an unpaid period after it is repaid: the fund, the employer, or the person alone. */
  arrearsCost: 'reimbursed' | 'employer' | 'not-paid';
  /** Natural month, counted from the payment of all arrears, in which benefits resume. */
  arrearsResumeMonth: number;

  /**
   * Which gaps the following months apply to: all gaps in the area, or only those before a transfer between areas or a
   * change of scheme, while an unknown rule applies inside the area.
   */
  gapRule: 'any-gap' | 'transfer-only';
  /** Whole months without contribution that may be paid afterwards without waiting (医保办发〔2021〕43号). */
  gapCatchUpMonths: number;
  /** Most waiting months that a region may impose after a longer gap (医保办发〔2021〕43号). */
  gapWaitingMonthsAtMost: number;
  /** Years of unbroken cover after which a change of scheme within the catch-up months keeps it unbroken (医保发〔2020〕33号). */
  schemeSwitchContinuousYears: number;

  refundWay: 'refund' | 'offset' | 'lost';
  refundHandlingWorkingDays: number;
  /** Whether payments before a change between employee and resident scheme are refunded. */
  refundOnSchemeSwitch: 'refunded' | 'not-refunded';

  /** Months of notice from the employee before an early retirement (实施弹性退休制度暂行办法). */
  earlyRetirementNoticeMonths: number;
  /** How many months before the statutory age a later retirement must be agreed (实施弹性退休制度暂行办法). */
  lateRetirementAgreementMonths: number;
  /** Years by which retirement may be earlier or later than the statutory age (国务院办法 3). */
  flexibleRetirementYears: number;
  /** Years of medical contributions for free retiree cover (社会保险法 27); not the years of the pension. */
  retireeMedicalYearsMale: number;
  retireeMedicalYearsFemale: number;
  /** How many of these must be paid in the region. */
  retireeLocalYears: number;

  /** Share of the base that a flexible worker pays for employee cover. */
  flexibleMedicalRate: Rate;
  /** Yuan per month or year that a flexible worker pays instead of a share of a base. */
  flexibleMedicalFixedAmount: Fen;
  flexibleMedicalFixedYearlyAmount: Fen;
  /** Least age in years to join the employee scheme as a flexible worker. */
  flexibleLeastAgeYears: number;
  /** Months that a flexible worker waits for benefits. */
  flexibleWaitingMonths: number;
  /** Months since the last cover within which that wait is waived. */
  flexibleGapWaiverMonths: number;
  /** Natural month from payment in which the cover of a flexible worker who had stopped paying resumes. */
  flexibleRestartMonth: number;
  /** Whether a flexible worker needs the local household register or a residence permit. */
  flexibleHousehold: 'required' | 'dropped';

  /** First and last day of the yearly window in which residents enrol for the next year. */
  residentWindowFrom: MonthDay;
  residentWindowTo: MonthDay;
  /** Last day of the covered year on which a resident who missed the window may still enrol for it. */
  residentLateUntil: MonthDay;
  /** First covered day of a resident enrolled in the window. */
  residentCoverFrom: MonthDay;
  /** Waiting months after a missed window (国办发〔2024〕38号). */
  residentFixedWaitingMonths: number;
  /** Additional waiting months for each missed year (国办发〔2024〕38号). */
  residentWaitingMonthsPerMissedYear: number;
  /** Months that each repaid year takes off the wait for missed years, never off the fixed wait (国办发〔2024〕38号). */
  residentRepairMonthsPerYear: number;
  /** Missed years in a row from which the wait has a minimum even after repayment, and that minimum (国办发〔2024〕38号). */
  residentLongBreakYears: number;
  residentWaitingMonthsAfterLongBreak: number;
}

export type ParameterName = keyof ParameterValues;

/** The policy of one unit: national law, its region's parameters, and its own agency's answers. */
export interface Policy {
  readonly region: string;
  /** False without shipped data of its own: national and provincial rules apply, everything local is unknown. */
  readonly regionShipped: boolean;
  /** The province whose rules apply, if the region is known and has one. */
  readonly province?: string;
  inForce<K extends ParameterName>(name: K, day: PlainDate): InForce<ParameterValues[K]>;
}
