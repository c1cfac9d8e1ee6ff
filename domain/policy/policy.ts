import type { Fen, Rate } from '../values/money.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { InForce } from './parameter.ts';

/** Every parameter of law and local policy that a rule asks for, by name, with the kind of its value. */
export interface ParameterValues {
  /** Calendar days to enrol a new employee (社会保险法 58). */
  enrolmentDays: number;
  /** Calendar days to remove a leaver (劳动合同法 50). */
  removalDays: number;
  /** Working days to tell the agency of a death or loss of entitlement (社会保险经办条例 25). */
  deathNoticeWorkingDays: number;
  /** Working days the agency has for a registration (社会保险经办条例 6, 10). */
  agencyRegistrationWorkingDays: number;
  /** Age in years below which nobody may be employed, and so not be enrolled as an employee (劳动法 15). */
  workingAgeYears: number;
  /** Last day of the month on which the agency takes an enrolment for that month. */
  enrolmentCutOffDay: number;
  /** Last day of the month on which the agency takes a removal before it charges that month. */
  removalCutOffDay: number;
  /** The last month payable for a leaver: that of the last working day, or the month before. */
  lastPayableMonth: 'month-of-leaving' | 'month-before-leaving';
  contributionBaseFloor: Fen;
  contributionBaseCeiling: Fen;
  unitMedicalRate: Rate;
  personalMedicalRate: Rate;
  personalFixedAmount: Fen;
  refundWay: 'refund' | 'offset' | 'lost';
  refundHandlingWorkingDays: number;
}

export type ParameterName = keyof ParameterValues;

/** What holds for one unit: national law, its region's parameters, and what its own agency told it. */
export interface Policy {
  readonly region: string;
  /** False where no data ships for the region: national rules hold, everything local is unknown. */
  readonly regionShipped: boolean;
  inForce<K extends ParameterName>(name: K, day: PlainDate): InForce<ParameterValues[K]>;
}
