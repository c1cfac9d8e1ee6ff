import type { FactData } from '../facts/fact.ts';
import type { Filing } from '../facts/insurance.ts';
import type { Category, LeavingReason, Sex } from '../facts/life-course.ts';
import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/**
 * One stretch of employment of one employee at one unit, folded from facts. It holds what the rules need and no
 * more, so that the daily job can derive cases from spells alone, without reading facts.
 */
export interface Spell {
  /** Built on the first date stated for its start, so it stays the same when the date is corrected (F7). */
  readonly spellId: string;
  readonly employeeId: string;
  /** {@link UNKNOWN_UNIT} where no fact names one. */
  readonly unitId: string;
  readonly person: Person;
  readonly situation: Situation;
  readonly filings: Readonly<Partial<Record<Filing, FilingState>>>;
  /** Charges that the overpayment rule may need: outside the service, twice in a month, and the latest. */
  readonly charges: readonly Charge[];
  /** Months charged before the one in which the enrolment was accepted (all, while it is not); absent: none. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** Changes of what the agency has on file that no accepted filing told it yet; absent: none. */
  readonly changes?: readonly InformationChange[];
  readonly refunds: readonly Refund[];
  readonly documents: readonly ReceivedDocument[];
  readonly cards: readonly Card[];
  /** What staff said about cases of this spell: acknowledged, snoozed. */
  readonly attentions: readonly Attention[];
  /** Other spells of the same person, known by the HR system under this id or another, that may overlap. */
  readonly otherSpells: readonly OtherSpell[];
  /** When the newest fact about this spell was taken in. */
  readonly knownAt: Instant;
}

/** The unit of a spell that no fact ties to a unit, e.g. a leave of somebody who was never seen hired. */
export const UNKNOWN_UNIT = '?';

export interface Person {
  readonly name?: string;
  readonly sex?: Sex;
  readonly birthDate?: PlainDate;
  readonly identity?: NonNullable<FactData<'employee.hired'>['identity']>;
  readonly originalRetirementAge?: 50 | 55 | 60;
  readonly category: Category;
  readonly averageMonthlyWage?: Fen;
  readonly firstMonthWage?: { readonly total: Fen; readonly fullMonth: boolean };
  readonly previousCover?: NonNullable<FactData<'employee.hired'>['previousCover']>;
  readonly department?: string;
}

export type Situation =
  | { readonly is: 'employed'; readonly start: Start }
  | { readonly is: 'left'; readonly start: Start; readonly end: End }
  /** The hire was taken back: nothing is owed. */
  | { readonly is: 'cancelled'; readonly start: Start; readonly cancelledAt: Instant }
  /** A leave, move or charge that fits no hire we know: "left, but never seen hired". */
  | { readonly is: 'never-hired'; readonly end?: End };

export interface Start {
  readonly on: PlainDate;
  readonly by: 'hired' | 'transferred' | 'resumed';
  readonly knownAt: Instant;
  readonly fromUnitId?: string;
}

export interface End {
  /** The last working day, still in service. */
  readonly on: PlainDate;
  readonly reason: LeavingReason | 'moved-to-other-unit';
  readonly knownAt: Instant;
  readonly insuranceStopMonth?: Month;
  readonly reportedOn?: PlainDate;
  readonly toUnitId?: string;
}

/** Where a filing with the agency stands. "Submitted" is not "accepted": only the latter closes a case. */
export type FilingState =
  | {
      readonly is: 'submitted';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly receiptNo?: string;
      readonly channel?: string;
    }
  | {
      readonly is: 'accepted';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly effectiveMonth?: Month;
    }
  | { readonly is: 'rejected'; readonly on: PlainDate; readonly knownAt: Instant; readonly reason: string };

export interface Charge {
  readonly factId: string;
  readonly unitId: string;
  readonly month: Month;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly base?: Fen;
  readonly chargedOn?: PlainDate;
  /** Other units of ours that were charged for the same person and month. */
  readonly alsoChargedAt?: readonly string[];
  readonly knownAt: Instant;
}

/** Months that follow each other, both ends counted. */
export interface MonthSpan {
  readonly from: Month;
  readonly to: Month;
}

export type ChangedField = 'name' | 'identity' | 'birthDate' | 'sex' | 'phone';

/** What HR told to have changed, and from when; the values themselves stay with the facts. */
export interface InformationChange {
  readonly fields: readonly ChangedField[];
  readonly on: PlainDate;
  readonly knownAt: Instant;
}

export interface Refund {
  readonly is: 'requested' | 'settled' | 'denied';
  readonly months: readonly Month[];
  readonly on: PlainDate;
  readonly way?: 'refund' | 'offset';
  readonly amount?: Fen;
  readonly reason?: string;
  readonly knownAt: Instant;
}

export interface ReceivedDocument {
  readonly caseKind: string;
  readonly document: string;
  readonly on: PlainDate;
}

export interface Card {
  readonly is: 'requested' | 'issued';
  readonly kind: 'electronic' | 'physical';
  readonly on: PlainDate;
  readonly replaces: boolean;
}

export interface Attention {
  readonly caseId: string;
  readonly by: string;
  readonly on: PlainDate;
  /** Set by a snooze; an acknowledgement has none. */
  readonly until?: PlainDate;
}

/** As much of another spell of the same person as double cover needs. */
export interface OtherSpell {
  readonly employeeId: string;
  readonly spellId: string;
  readonly unitId: string;
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
  /** The removal at that unit was accepted: no cover there any more. */
  readonly removedOn?: PlainDate;
  /** The last month that the unit pays, where HR stated it. */
  readonly insuranceStopMonth?: Month;
}
