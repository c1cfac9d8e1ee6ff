import type { FactData, StatedBy } from '../facts/fact.ts';
import type { AnswerCode, Filing, RoleThere } from '../facts/insurance.ts';
import type { Category, ContributionTier, LeavingReason, Sex } from '../facts/life-course.ts';
import type { Fen } from '../values/money.ts';
import type { Month, MonthSpan } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/** One segment of employment at one unit, folded from facts. The rules derive all cases from it. */
export interface Spell {
  /** Built from the first date stated for its start, so it stays the same when the date is corrected (F7). */
  readonly spellId: string;
  readonly employeeId: string;
  /** {@link UNKNOWN_UNIT} if no fact names one. */
  readonly unitId: string;
  readonly person: Person;
  readonly situation: Situation;
  readonly filings: Readonly<Partial<Record<Filing, FilingState>>>;
  /** Charges that the overpayment rule may need: outside service, twice in a month, and the latest. */
  readonly charges: readonly Charge[];
  /** Months with a regular charge, or with only a supplement, as spans; absent: none. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** Entries in the agency's lists of insured people, in order of days; absent: none. */
  readonly listings?: readonly Listing[];
  /** The name on file at the agency, as last seen on a bill or list; absent: never seen. */
  readonly seenName?: SeenName;
  /** The bases that months of service were charged on and no supplement has corrected; absent: unknown. */
  readonly filedBases?: readonly FiledBase[];
  /** The average wages that may apply to those bases, in statement order; absent: none stated. */
  readonly averageWages?: readonly AverageWage[];
  /** Set while a leave is reported for a person in service without its last working day. */
  readonly missingDate?: MissingDate;
  /** Changes to data on file at the agency that no accepted filing covers yet; absent: none. */
  readonly changes?: readonly InformationChange[];
  readonly refunds: readonly Refund[];
  readonly documents: readonly ReceivedDocument[];
  readonly cards: readonly Card[];
  /** Acknowledgements and snoozes of this spell's cases by staff. */
  readonly attentions: readonly Attention[];
  /** Answers of staff to questions of this spell's cases, in statement order; absent: none. */
  readonly answers?: readonly Answer[];
  /** Notes of staff on this spell's cases, in statement order; absent: none. No rule reads them. */
  readonly notes?: readonly Note[];
  /** The result of the leaver guide mail; absent: none yet. */
  readonly guide?: SettledGuide;
  /** R14: statements without effect because their source may not make them; absent: none. */
  readonly disputes?: readonly Dispute[];
  /** Other spells of the same person, under this or another employee id, that may overlap. */
  readonly otherSpells: readonly OtherSpell[];
  /** When the newest fact about this spell was received. */
  readonly knownAt: Instant;
}

/** The unit of a spell that no fact ties to a unit, for example a leave without a known hire. */
export const UNKNOWN_UNIT = '?';

/** The id of the one spell that asks for missing days: the same in whatever order notices arrive (F7). */
export const NOTICED = 'noticed';

export interface Person {
  readonly name?: string;
  readonly sex?: Sex;
  readonly birthDate?: PlainDate;
  readonly identity?: NonNullable<FactData<'employee.hired'>['identity']>;
  readonly originalRetirementAge?: 50 | 55 | 60;
  readonly category: Category;
  readonly averageMonthlyWage?: Fen;
  readonly firstMonthWage?: { readonly total: Fen; readonly fullMonth: boolean };
  /** Absent: not stated; the first tier is assumed if the region has tiers. */
  readonly contributionTier?: ContributionTier;
  readonly previousCover?: NonNullable<FactData<'employee.hired'>['previousCover']>;
  readonly department?: string;
}

export type Situation =
  | { readonly is: 'employed'; readonly start: Start }
  | { readonly is: 'left'; readonly start: Start; readonly end: End }
  /** The hire was cancelled: nothing is owed. */
  | { readonly is: 'cancelled'; readonly start: Start; readonly cancelledAt: Instant }
  /** A leave, transfer or charge without a known hire: "left, but never seen hired". */
  | { readonly is: 'never-hired'; readonly end?: End }
  /** A hire or leave was reported without its day, and no fact with a day fits. `missing` is empty once it is cancelled. */
  | { readonly is: 'noticed'; readonly missing: readonly MissingDate[] };

/** A situation with a known first working day. */
export type BegunSituation = Extract<Situation, { readonly start: Start }>;

export function hasBegun(situation: Situation): situation is BegunSituation {
  return 'start' in situation;
}

/** A current or past employment; neither a cancelled hire nor one that was never seen. */
export type EmploymentSituation = Extract<Situation, { readonly is: 'employed' | 'left' }>;

export function isEmployment(situation: Situation): situation is EmploymentSituation {
  return situation.is === 'employed' || situation.is === 'left';
}

/** Whether the person is in service on the day. The first and last working day count as service. */
export function inServiceOn(situation: Situation, day: PlainDate): situation is EmploymentSituation {
  if (!isEmployment(situation) || situation.start.on > day) return false;
  return situation.is === 'employed' || day <= situation.end.on;
}

/** The leave if its last working day is on or before the day; otherwise undefined. */
export function endBy(situation: Situation, day: PlainDate): End | undefined {
  return situation.is === 'left' && situation.end.on <= day ? situation.end : undefined;
}

/** A hire or leave that was reported without its day. */
export interface MissingDate {
  readonly of: 'hire' | 'leave';
  /** The day on which the HR system reported it, not the day of the event. */
  readonly noticedOn: PlainDate;
  readonly knownAt: Instant;
  /** The HR system's id of the employment. */
  readonly employmentId?: string;
}

/** The days that the spell still lacks; a spell that has begun can only lack the day of its leave. */
export function missingDates({
  situation,
  missingDate,
}: Pick<Spell, 'situation' | 'missingDate'>): readonly MissingDate[] {
  if (situation.is === 'noticed') return situation.missing;
  return missingDate === undefined ? [] : [missingDate];
}

export interface Start {
  readonly on: PlainDate;
  readonly by: 'hired' | 'transferred' | 'resumed';
  readonly knownAt: Instant;
  readonly fromUnitId?: string;
}

export interface End extends LeaverContact {
  /** The last working day; the person is still in service on it. */
  readonly on: PlainDate;
  readonly reason: LeavingReason | 'moved-to-other-unit';
  readonly knownAt: Instant;
  readonly insuranceStopMonth?: Month;
  readonly reportedOn?: PlainDate;
  readonly toUnitId?: string;
}

/** For the guide only; removed from the snapshot once the guide is settled (see contactKept). */
interface LeaverContact {
  readonly personalEmail?: string;
  readonly hukouRegion?: string;
  readonly residencePermit?: boolean;
}

export interface SettledGuide {
  readonly is: 'sent' | 'refused' | 'too-late';
  readonly on: PlainDate;
  readonly knownAt: Instant;
}

/** The state of a filing with the agency. "Submitted" is not "accepted": only acceptance closes a case. */
export type FilingState =
  | (Submission & {
      /** Enrolments only: the rejection before this submission. */
      readonly rejected?: { readonly on: PlainDate; readonly reason: string };
      readonly firstAccepted?: FirstAccepted;
    })
  | {
      readonly is: 'accepted';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly effectiveMonth?: Month;
      /** The submission that was accepted, if known. */
      readonly submittedOn?: PlainDate;
      readonly receiptNo?: string;
      readonly firstAccepted?: FirstAccepted;
      /** A submission on a later day. It matters if the agency's files contradict the acceptance (R13). */
      readonly again?: Submission;
    }
  | {
      readonly is: 'rejected';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly reason: string;
      /** The submission that was rejected, if known. */
      readonly submittedOn?: PlainDate;
      readonly receiptNo?: string;
      readonly firstAccepted?: FirstAccepted;
    };

export interface Submission {
  readonly is: 'submitted';
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly receiptNo?: string;
  readonly channel?: string;
}

/** The first acceptance of an enrolment filed several times. It shows when the enrolment began. */
export interface FirstAccepted {
  readonly on: PlainDate;
  readonly effectiveMonth?: Month;
  readonly submittedOn?: PlainDate;
}

export interface Charge {
  readonly factId: string;
  readonly unitId: string;
  readonly month: Month;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly base?: Fen;
  readonly chargedOn?: PlainDate;
  /** 补差, 补缴: a charge made with or after the month's regular charge, or instead of it. */
  readonly supplement?: true;
  /** Other units of ours that were charged for the same person and month. */
  readonly alsoChargedAt?: readonly string[];
  readonly knownAt: Instant;
}

/** What a list of insured people states about the person at the unit. */
export interface Listing {
  /** The date of the list. */
  readonly on: PlainDate;
  readonly is: 'listed' | 'suspended' | 'ended';
  /** Insured since, as stated by the list. */
  readonly since?: PlainDate;
  readonly factId: string;
  readonly knownAt: Instant;
}

export interface SeenName {
  readonly name: string;
  readonly on: PlainDate;
  readonly factId: string;
}

/** Consecutive months charged on the same base, both ends included. */
export interface FiledBase extends MonthSpan {
  readonly base: Fen;
}

/** A stated average monthly wage, and from when it applies. */
export interface AverageWage {
  readonly on: PlainDate;
  readonly wage: Fen;
}

export type ChangedField = 'name' | 'identity' | 'birthDate' | 'sex' | 'phone';

/** The fields that HR reported as changed, and from when; the values stay in the facts. */
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
  /** The roles of the person who set it; absent: for everybody. */
  readonly roles?: readonly RoleThere[];
}

/** An answer to a case's question. It is valid until evidence of a later month. */
export interface Answer {
  readonly caseId: string;
  readonly answer: AnswerCode;
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly by?: StatedBy;
}

/** A remark on an open or closed case. */
export interface Note {
  readonly caseId: string;
  readonly text: string;
  readonly on: PlainDate;
  /** Absent if it came from an HR system. */
  readonly by?: StatedBy;
}

/** What the double cover and evidence rules need of another spell of the same person. */
export interface OtherSpell {
  readonly employeeId: string;
  readonly spellId: string;
  readonly unitId: string;
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
  /** When the removal at that unit was accepted: from then on it provides no cover. */
  readonly removedOn?: PlainDate;
  /** When a removal was submitted or accepted, unless it was rejected since. */
  readonly removalFiledOn?: PlainDate;
  /** When the enrolment at that unit was accepted. */
  readonly enrolledOn?: PlainDate;
  /** The answer of staff whether the leave was filed; absent: not asked. */
  readonly leaveFiled?: boolean;
  /** The last month that the unit pays, if HR stated it. */
  readonly insuranceStopMonth?: Month;
  /** See {@link Spell}. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** The latest entry in a list of insured people. */
  readonly lastListing?: Pick<Listing, 'on' | 'is'>;
}

/** A statement without effect, and the one that it contradicts. */
export interface Dispute {
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly said: StatedValue;
  readonly held: StatedValue;
}

/** What a source stated, as shown to people. */
export interface StatedValue {
  readonly is: string;
  /** The name of the HR system, or of the staff member if known. */
  readonly source: string;
  readonly factId: string;
  readonly day?: PlainDate;
  readonly unitId?: string;
  readonly value?: string;
}
