import type { Fen, Rate } from '../values/money.ts';
import type { MonthDay } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { InForce } from './parameter.ts';

/**
 * Every parameter of law and local policy that a rule asks for, by name, with the kind of its value. What counts in
 * "natural months" counts the month it starts from as the first: the second natural month is the month after.
 */
export interface ParameterValues {
  /** Calendar days to enrol a new employee (社会保险法 58). */
  enrolmentDays: number;
  /** Calendar days to remove a leaver (劳动合同法 50). */
  removalDays: number;
  /** Working days to report a death or loss of entitlement to the agency (社会保险经办条例 25). */
  deathNoticeWorkingDays: number;
  /** Working days the agency has for a registration (社会保险经办条例 6, 10). */
  agencyRegistrationWorkingDays: number;
  /** Calendar days from its establishment in which a unit has to register (社会保险法 57). */
  unitRegistrationDays: number;
  /** Working days the agency has for a declaration of bases (service list, 缴费基数申报). */
  baseDeclarationWorkingDays: number;
  /** Most working days that a transfer of the relation may take once applied for (医保办发〔2021〕43号). */
  relationTransferWorkingDays: number;
  /** Working days the agency has to pay out a personal account at once (service list, 个人账户一次性支取). */
  personalAccountWithdrawalWorkingDays: number;
  /** Fewest and most working days that a new physical card takes. */
  cardReplacementWorkingDaysLeast: number;
  cardReplacementWorkingDaysMost: number;
  /** The minimum age of employment in years, and so of enrolment as an employee (劳动法 15). */
  workingAgeYears: number;
  /** Years after which labour inspection no longer investigates a breach that was not found or reported (劳动保障监察条例 20). */
  labourInspectionYears: number;

  /** Last day of the month on which the agency takes an enrolment for that month. */
  enrolmentCutOffDay: number;
  /** Last day of the month on which the agency takes a removal before it charges that month. */
  removalCutOffDay: number;
  /**
   * First and last day of the month on which the month's contributions are declared and paid to the tax office; where
   * the sources name a due day only, the last.
   */
  paymentWindowFrom: number;
  paymentWindowTo: number;
  /** The office that registers and removes employees of a unit: the medical one, or that of social insurance. */
  registrationOffice: 'medical' | 'social-insurance';
  /** The office to which the contribution wage of a new employee, and the bases of a year, are declared. */
  declarationOffice: 'tax' | 'agency';
  /** The last month payable for a leaver: that of the last working day, or the month before. */
  lastPayableMonth: 'month-of-leaving' | 'month-before-leaving';
  /** First covered month: that of the registration, the one after the payment, or the second natural month from registration. */
  coverStart: 'same-month' | 'month-after-payment' | 'second-month';
  /** Most months that a relation may stay suspended. */
  longestSuspensionMonths: number;

  /** Published lower bound of the medical base; never 60 % of an average recomputed (社会保险法 12, 医疗保障法 10). */
  contributionBaseFloor: Fen;
  /** Published upper bound of the medical base; never 300 % of an average recomputed. */
  contributionBaseCeiling: Fen;
  /** Month of the year, 1 to 12, in which the band of the base turns. */
  baseYearStartMonth: number;
  /** Last day of the year on which the bases of a base year are declared, within that base year. */
  baseDeclarationUntil: MonthDay;
  /**
   * What is declared from the month after a first month that was not fully worked: the wage of a full month, or still
   * the first month's until the base year turns.
   */
  fullMonthWageAfterPartialMonth: 'from-next-month' | 'from-next-base-year';
  /** Tiers of the employee scheme; an employee is in the first by default. */
  contributionTiers: 'one' | 'two';
  /** The unit's rate; where there are two tiers, that of the first. */
  unitMedicalRate: Rate;
  secondTierUnitMedicalRate: Rate;
  /** Whether the unit's medical rate has maternity in it, so that nothing may be added (医疗保障法 14). */
  maternityInUnitRate: 'included' | 'apart';
  /** What the unit pays for maternity where that is apart from its medical rate; nowhere else. */
  unitMaternityRate: Rate;
  /** What the unit pays for large sums on top of its medical rate, where that is apart. */
  unitLargeSumRate: Rate;
  /** The employee's rate; where there are two tiers, that of the first. */
  personalMedicalRate: Rate;
  secondTierPersonalMedicalRate: Rate;
  /** Yuan a month that the employee pays on top of the rate. */
  personalFixedAmount: Fen;
  /** What that is instead in the first month of each quarter, where it is not the same all year. */
  personalFixedAmountFirstMonthOfQuarter: Fen;

  /** Share of the arrears added for every day (社会保险法 86). */
  lateFeeDailyRate: Rate;
  /** First day of the late fee: that of the month after the collection month, or the day after the cut-off. */
  lateFeeStart: 'month-after-collection' | 'day-after-cut-off';
  /** Share of last month's contribution at which an undeclared one is assessed (社会保险法 62). */
  undeclaredAssessmentRate: Rate;
  /** Times the dues that a unit which did not register is fined, at least and at most (社会保险法 84). */
  penaltyMultipleLeast: number;
  penaltyMultipleMost: number;
  /** Fine on the persons responsible for it, at least and at most (社会保险法 84). */
  responsiblePersonFineLeast: Fen;
  responsiblePersonFineMost: Fen;
  /** Fine on a unit that obstructs an inspection or gives it false information, at least and at most (医疗保障法 47). */
  inspectionFineLeast: Fen;
  inspectionFineMost: Fen;
  /** Months back that a region takes late contributions for. */
  longestBackPaymentMonths: number;
  /** Natural month of arrears in which benefits stop. */
  arrearsStopMonth: number;
  /** Most days that the tax office may set for paying arrears; paid within them, the fund bears the interim costs. */
  arrearsReimbursedWithinDays: number;
  /** Who bears the medical costs of an unpaid period once it is repaid: the fund, the employer, or the person alone. */
  arrearsCost: 'reimbursed' | 'employer' | 'not-paid';
  /** Natural month from the payment of all arrears in which benefits come back. */
  arrearsResumeMonth: number;

  /**
   * For which gaps the months below hold: any gap in the area, or those before a transfer between areas and changes of
   * scheme alone, while another rule, here not known, holds inside the area.
   */
  gapRule: 'any-gap' | 'transfer-only';
  /** Whole months without contribution that may be paid up without waiting (医保办发〔2021〕43号). */
  gapCatchUpMonths: number;
  /** Most months of waiting that a region may impose after a longer gap (医保办发〔2021〕43号). */
  gapWaitingMonthsAtMost: number;
  /** Years of unbroken cover after which a change of scheme within the catch-up months keeps it unbroken (医保发〔2020〕33号). */
  schemeSwitchContinuousYears: number;

  refundWay: 'refund' | 'offset' | 'lost';
  refundHandlingWorkingDays: number;
  /** Whether what was paid before a change between employee and resident scheme comes back. */
  refundOnSchemeSwitch: 'refunded' | 'not-refunded';

  /** Months of notice that the employee gives the unit before an early retirement (实施弹性退休制度暂行办法). */
  earlyRetirementNoticeMonths: number;
  /** Months before the statutory age in which a later retirement is agreed (实施弹性退休制度暂行办法). */
  lateRetirementAgreementMonths: number;
  /** Years by which retirement may be earlier or later than the statutory age (国务院办法 3). */
  flexibleRetirementYears: number;
  /** Years of medical contributions for free cover as a retiree (社会保险法 27); not the years of the pension. */
  retireeMedicalYearsMale: number;
  retireeMedicalYearsFemale: number;
  /** Of these, years actually paid in the region. */
  retireeLocalYears: number;

  /** Share of the base that a flexible worker pays for employee cover. */
  flexibleMedicalRate: Rate;
  /** Yuan a month or a year that a flexible worker pays instead of a share of a base. */
  flexibleMedicalFixedAmount: Fen;
  flexibleMedicalFixedYearlyAmount: Fen;
  /** Age in years from which somebody may join the employee scheme as a flexible worker. */
  flexibleLeastAgeYears: number;
  /** Months that a flexible worker waits for benefits. */
  flexibleWaitingMonths: number;
  /** Months since the last cover within which that wait is waived. */
  flexibleGapWaiverMonths: number;
  /** Natural month from payment in which the cover of a flexible worker who had stopped paying comes back. */
  flexibleRestartMonth: number;
  /** Whether a flexible worker needs the local household register or a residence permit. */
  flexibleHousehold: 'required' | 'dropped';

  /** First and last day of the yearly window in which residents enrol for the next year. */
  residentWindowFrom: MonthDay;
  residentWindowTo: MonthDay;
  /** Day of the covered year until which a resident who missed the window may still enrol for it. */
  residentLateUntil: MonthDay;
  /** First covered day of a resident enrolled in the window. */
  residentCoverFrom: MonthDay;
  /** Months of waiting after the window was missed (国办发〔2024〕38号). */
  residentFixedWaitingMonths: number;
  /** Months of waiting more for each missed year (国办发〔2024〕38号). */
  residentWaitingMonthsPerMissedYear: number;
  /** Months that each year paid back takes off the wait for missed years, never off the fixed one (国办发〔2024〕38号). */
  residentRepairMonthsPerYear: number;
  /** Years missed in a row from which the whole wait is at least so long after repair, and how long (国办发〔2024〕38号). */
  residentLongBreakYears: number;
  residentWaitingMonthsAfterLongBreak: number;
}

export type ParameterName = keyof ParameterValues;

/** The policy of one unit: national law, its region's parameters, and its own agency's answers. */
export interface Policy {
  readonly region: string;
  /** False where no data of its own ships: national and provincial rules hold, everything local is unknown. */
  readonly regionShipped: boolean;
  /** The province whose rules are applied, where the region is known and has one. */
  readonly province?: string;
  inForce<K extends ParameterName>(name: K, day: PlainDate): InForce<ParameterValues[K]>;
}
