import type { Fen, Rate } from '../values/money.ts';
import type { MonthDay } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { InForce } from './parameter.ts';

/**
 * All parameters of law and local policy that rules use, by name, with the type of their value. A "natural month"
 * (自然月) is a calendar month, numbered from a starting month: that month is 1, the month after it is 2.
 */
export interface ParameterValues {
  /** Calendar days to enrol a new employee (社会保险法 58). */
  enrolmentDays: number;
  /** Calendar days to remove a leaver (劳动合同法 50). */
  removalDays: number;
  /** Working days to report a death or loss of entitlement to the agency (社会保险经办条例 25). */
  deathNoticeWorkingDays: number;
  /** Working days that the agency may take for a registration (社会保险经办条例 6, 10). */
  agencyRegistrationWorkingDays: number;
  /** Calendar days from establishment to register a unit (社会保险法 57). */
  unitRegistrationDays: number;
  /** Working days that the agency may take for a declaration of bases (service list, 缴费基数申报). */
  baseDeclarationWorkingDays: number;
  /** Maximum working days for a requested transfer of the insurance relation (医保办发〔2021〕43号). */
  relationTransferWorkingDays: number;
  /** Working days that the agency may take to pay out a personal account in one sum (service list, 个人账户一次性支取). */
  personalAccountWithdrawalWorkingDays: number;
  /** Minimum and maximum working days for a new physical card. */
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
   * First and last day of the month on which the month's contributions can be declared and paid to the tax office. If
   * the sources name only a due day, this day counts as the last day.
   */
  paymentWindowFrom: number;
  paymentWindowTo: number;
  /** The office where a unit enrols and removes employees: the medical security or the social insurance agency. */
  registrationOffice: 'medical' | 'social-insurance';
  /** The office that receives the wage of a new employee and the yearly bases. */
  declarationOffice: 'tax' | 'agency';
  /** The last month payable for a leaver: the month of the last working day, or the month before it. */
  lastPayableMonth: 'month-of-leaving' | 'month-before-leaving';
  /**
   * First covered month: the month of registration, the month after the payment, or the month after the registration.
   */
  coverStart: 'same-month' | 'month-after-payment' | 'second-month';
  /** Maximum months for which an insurance relation may be suspended. */
  longestSuspensionMonths: number;

  /** Published lower bound of the medical base; never computed as 60 % of an average (社会保险法 12, 医疗保障法 10). */
  contributionBaseFloor: Fen;
  /** Published upper bound of the medical base; never computed as 300 % of an average. */
  contributionBaseCeiling: Fen;
  /** Month of the year, 1 to 12, in which the limits of the base change. */
  baseYearStartMonth: number;
  /** Last day to declare the bases of a base year. This day lies within the base year. */
  baseDeclarationUntil: MonthDay;
  /**
   * When the wage of a full month is declared after a partial first month: from the next month, or only from the next
   * base year.
   */
  fullMonthWageAfterPartialMonth: 'from-next-month' | 'from-next-base-year';
  /** Number of tiers of the employee scheme; by default an employee is in the first. */
  contributionTiers: 'one' | 'two';
  /** The unit's rate; if there are two tiers, the rate of the first. */
  unitMedicalRate: Rate;
  secondTierUnitMedicalRate: Rate;
  /** Whether the unit's medical rate includes maternity; if it does, no maternity rate is added (医疗保障法 14). */
  maternityInUnitRate: 'included' | 'apart';
  /** The unit's maternity rate, only if it is separate from the medical rate. */
  unitMaternityRate: Rate;
  /** The unit's rate for large-claim cover (大额医疗), only if it is separate from the medical rate. */
  unitLargeSumRate: Rate;
  /** The employee's rate; if there are two tiers, the rate of the first. */
  personalMedicalRate: Rate;
  secondTierPersonalMedicalRate: Rate;
  /** A fixed amount per month that the employee pays in addition to the rate. */
  personalFixedAmount: Fen;
  /** The fixed amount in the first month of each quarter, if it differs. */
  personalFixedAmountFirstMonthOfQuarter: Fen;

  /** Share of the arrears added per day (社会保险法 86). */
  lateFeeDailyRate: Rate;
  /** First day of the late fee: the first day of the month after collection, or the day after the cut-off. */
  lateFeeStart: 'month-after-collection' | 'day-after-cut-off';
  /** If a unit declares nothing, its contribution is set to this share of last month's (社会保险法 62). */
  undeclaredAssessmentRate: Rate;
  /** Lowest and highest fine on a unit that did not register, as a multiple of the contributions due (社会保险法 84). */
  penaltyMultipleLeast: number;
  penaltyMultipleMost: number;
  /** Lowest and highest fine on the persons responsible for the missing registration (社会保险法 84). */
  responsiblePersonFineLeast: Fen;
  responsiblePersonFineMost: Fen;
  /** Lowest and highest fine on a unit that obstructs an inspection or gives it false information (医疗保障法 47). */
  inspectionFineLeast: Fen;
  inspectionFineMost: Fen;
  /** For how many past months a region accepts late contributions. */
  longestBackPaymentMonths: number;
  /** Natural month in which benefits stop, counted from the first month in arrears. */
  arrearsStopMonth: number;
  /**
   * Maximum days that the tax office may grant for paying arrears. If they are paid in time, the fund pays the costs of
   * the unpaid period.
   */
  arrearsReimbursedWithinDays: number;
  /**
   * Who bears the medical costs of an unpaid period after the arrears are paid: the fund, the employer or the person.
   */
  arrearsCost: 'reimbursed' | 'employer' | 'not-paid';
  /** Natural month, counted from the payment of all arrears, in which benefits resume. */
  arrearsResumeMonth: number;

  /**
   * The gaps to which the two following parameters apply: all gaps in the area, or only gaps before a transfer between
   * areas or a change of scheme. In the second case the rule for other gaps is unknown.
   */
  gapRule: 'any-gap' | 'transfer-only';
  /** Up to this many whole months without contribution may be paid later without a waiting period (医保办发〔2021〕43号). */
  gapCatchUpMonths: number;
  /** Maximum waiting period in months that a region may set after a longer gap (医保办发〔2021〕43号). */
  gapWaitingMonthsAtMost: number;
  /** After this many years without a gap, a change of scheme within `gapCatchUpMonths` is not a gap (医保发〔2020〕33号). */
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
  /** How many of these years must have been paid in the region. */
  retireeLocalYears: number;

  /** Share of the base that a flexible worker pays for employee cover. */
  flexibleMedicalRate: Rate;
  /** A fixed amount per month or year that a flexible worker pays instead of a share of the base. */
  flexibleMedicalFixedAmount: Fen;
  flexibleMedicalFixedYearlyAmount: Fen;
  /** Minimum age in years for joining the employee scheme as a flexible worker. */
  flexibleLeastAgeYears: number;
  /** Waiting period before a flexible worker has benefits, in months. */
  flexibleWaitingMonths: number;
  /** If the gap has at most this many whole months, the waiting period does not apply. */
  flexibleGapWaiverMonths: number;
  /** Natural month, counted from the payment, in which cover resumes for a flexible worker who had stopped paying. */
  flexibleRestartMonth: number;
  /** Whether a flexible worker needs a local household registration or a residence permit. */
  flexibleHousehold: 'required' | 'dropped';

  /** First and last day of the yearly enrolment period, in which residents enrol for the next year. */
  residentWindowFrom: MonthDay;
  residentWindowTo: MonthDay;
  /** Last day of the covered year on which a resident who missed the enrolment period may still enrol. */
  residentLateUntil: MonthDay;
  /** First covered day of a resident who enrolled in the enrolment period. */
  residentCoverFrom: MonthDay;
  /** Fixed waiting period in months after a missed enrolment period (国办发〔2024〕38号). */
  residentFixedWaitingMonths: number;
  /** Additional waiting months for each missed year (国办发〔2024〕38号). */
  residentWaitingMonthsPerMissedYear: number;
  /**
   * Months by which each missed year that is paid later shortens the additional wait, never the fixed one
   * (国办发〔2024〕38号).
   */
  residentRepairMonthsPerYear: number;
  /**
   * From this many missed years in a row the wait has a minimum even if they are paid later; and the minimum itself
   * (国办发〔2024〕38号).
   */
  residentLongBreakYears: number;
  residentWaitingMonthsAfterLongBreak: number;
}

export type ParameterName = keyof ParameterValues;

/** The policy of one unit: national law, its region's parameters, and its own agency's answers. */
export interface Policy {
  readonly region: string;
  /** False if no data ship for the region: national and provincial rules apply, everything local is unknown. */
  readonly regionShipped: boolean;
  /** The province whose rules apply, if the region is known and has one. */
  readonly province?: string;
  inForce<K extends ParameterName>(name: K, day: PlainDate): InForce<ParameterValues[K]>;
}
