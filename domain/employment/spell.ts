import type { FactData, StatedBy } from '../facts/fact.ts';
import type { AnswerCode, Filing, RoleThere } from '../facts/insurance.ts';
import type { Category, ContributionTier, LeavingReason, Sex } from '../facts/life-course.ts';
import type { Fen } from '../values/money.ts';
import type { Month, MonthSpan } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/** One segment of employment at one unit, folded from facts: all that the rules need to derive cases. */
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
  /** Every month charged at the unit, as spans: by a regular charge, or by a supplement where there is none; absent: none. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** What the agency's lists of insured people said, in the order of their days; absent: nothing. */
  readonly listings?: readonly Listing[];
  /** The name that the agency has on file, as last seen on a bill or a list; absent: never seen. */
  readonly seenName?: SeenName;
  /** The bases that months of service were charged on and no supplement has corrected since; absent: none is known. */
  readonly filedBases?: readonly FiledBase[];
  /** The average wages that those bases may have been due on, in the order of their statements; absent: none was stated. */
  readonly averageWages?: readonly AverageWage[];
  /** Somebody in service whose leave was reported without its last working day; absent: no such notice. */
  readonly missingDate?: MissingDate;
  /** Changes of what the agency has on file that no accepted filing has brought to it yet; absent: none. */
  readonly changes?: readonly InformationChange[];
  readonly refunds: readonly Refund[];
  readonly documents: readonly ReceivedDocument[];
  readonly cards: readonly Card[];
  /** What staff did about cases of this spell: acknowledged, snoozed. */
  readonly attentions: readonly Attention[];
  /** What staff answered to questions of this spell's cases, in the order of their statements; absent: nothing. */
  readonly answers?: readonly Answer[];
  /** What staff noted on cases of this spell, in the order of their statements; absent: nothing. No rule reads it. */
  readonly notes?: readonly Note[];
  /** What became of the mail with the guide; absent: nothing yet. */
  readonly guide?: SettledGuide;
  /** R14: what a source stated though it may not change what another one did; absent: nothing. */
  readonly disputes?: readonly Dispute[];
  /** Other spells of the same person, known by the HR system under this id or another, that may overlap. */
  readonly otherSpells: readonly OtherSpell[];
  /** When the newest fact about this spell was taken in. */
  readonly knownAt: Instant;
}

/** The unit of a spell that no fact ties to a unit, e.g. a leave of somebody who was never seen hired. */
export const UNKNOWN_UNIT = '?';

/** The id of the one spell that asks for days: the same however the notices came (F7). */
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
  /** Absent: nobody said; the first is assumed where the region has tiers. */
  readonly contributionTier?: ContributionTier;
  readonly previousCover?: NonNullable<FactData<'employee.hired'>['previousCover']>;
  readonly department?: string;
}

export type Situation =
  | { readonly is: 'employed'; readonly start: Start }
  | { readonly is: 'left'; readonly start: Start; readonly end: End }
  /** The hire was taken back: nothing is owed. */
  | { readonly is: 'cancelled'; readonly start: Start; readonly cancelledAt: Instant }
  /** A leave, move or charge that fits no hire we know: "left, but never seen hired". */
  | { readonly is: 'never-hired'; readonly end?: End }
  /** A hire or leave was reported without its day, and no fact with a day fits; nothing is missing once it is taken back. */
  | { readonly is: 'noticed'; readonly missing: readonly MissingDate[] };

/** That of somebody whose first working day is known. */
export type BegunSituation = Extract<Situation, { readonly start: Start }>;

export function hasBegun(situation: Situation): situation is BegunSituation {
  return 'start' in situation;
}

/** An employment that runs or has ended; neither a hire that was taken back nor one that we never saw. */
export type EmploymentSituation = Extract<Situation, { readonly is: 'employed' | 'left' }>;

export function isEmployment(situation: Situation): situation is EmploymentSituation {
  return situation.is === 'employed' || situation.is === 'left';
}

/** Whether the person is in service on the day; the first and the last working day are days in service. */
export function inServiceOn(situation: Situation, day: PlainDate): situation is EmploymentSituation {
  if (!isEmployment(situation) || situation.start.on > day) return false;
  return situation.is === 'employed' || day <= situation.end.on;
}

/** The leave, from its last working day on; undefined before, and where none is known. */
export function endBy(situation: Situation, day: PlainDate): End | undefined {
  return situation.is === 'left' && situation.end.on <= day ? situation.end : undefined;
}

/** A hire or leave that was reported without its day. */
export interface MissingDate {
  readonly of: 'hire' | 'leave';
  /** The day on which the HR system reported it, not that of the event. */
  readonly noticedOn: PlainDate;
  readonly knownAt: Instant;
  /** The HR system's name for the employment. */
  readonly employmentId?: string;
}

/** What the spell still lacks a day for; a spell that has begun can only lack that of its leave. */
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
  /** The last working day, still in service. */
  readonly on: PlainDate;
  readonly reason: LeavingReason | 'moved-to-other-unit';
  readonly knownAt: Instant;
  readonly insuranceStopMonth?: Month;
  readonly reportedOn?: PlainDate;
  readonly toUnitId?: string;
}

/** For the guide alone; dropped from the snapshot once the guide is settled (see contactKept). */
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

/** Where a filing with the agency stands. "Submitted" is not "accepted": only the latter closes a case. */
export type FilingState =
  | (Submission & {
      /** Of an enrolment: the rejection that came before it. */
      readonly rejected?: { readonly on: PlainDate; readonly reason: string };
      readonly firstAccepted?: FirstAccepted;
    })
  | {
      readonly is: 'accepted';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly effectiveMonth?: Month;
      /** The submission that it answers, where that is known. */
      readonly submittedOn?: PlainDate;
      readonly receiptNo?: string;
      readonly firstAccepted?: FirstAccepted;
      /** Submitted again on a later day. It counts where the agency's files contradict the acceptance (R13). */
      readonly again?: Submission;
    }
  | {
      readonly is: 'rejected';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly reason: string;
      /** The submission that it answers, where that is known. */
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

/** Of an enrolment filed several times: the first acceptance. It tells when the enrolment began. */
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
  /** 补差, 补缴: made besides, or after, the month's regular charge; where there is none, it counts as that. */
  readonly supplement?: true;
  /** Other units of ours that were charged for the same person and month. */
  readonly alsoChargedAt?: readonly string[];
  readonly knownAt: Instant;
}

/** What a list of insured people said of the person at the unit. */
export interface Listing {
  /** The day of the list. */
  readonly on: PlainDate;
  readonly is: 'listed' | 'suspended' | 'ended';
  /** Since when, as the list says it. */
  readonly since?: PlainDate;
  readonly factId: string;
  readonly knownAt: Instant;
}

export interface SeenName {
  readonly name: string;
  readonly on: PlainDate;
  readonly factId: string;
}

/** Months that follow each other and were charged on the same base, both ends counted. */
export interface FiledBase extends MonthSpan {
  readonly base: Fen;
}

/** A monthly average as it was stated, and from when. */
export interface AverageWage {
  readonly on: PlainDate;
  readonly wage: Fen;
}

export type ChangedField = 'name' | 'identity' | 'birthDate' | 'sex' | 'phone';

/** What changed by HR's report, and from when; the values themselves stay with the facts. */
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
  /** In which roles it was said; absent: for everybody. */
  readonly roles?: readonly RoleThere[];
}

/** An answer to the question that a case asks. It holds until evidence of a later month. */
export interface Answer {
  readonly caseId: string;
  readonly answer: AnswerCode;
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly by?: StatedBy;
}

/** A remark on a case, open or over. */
export interface Note {
  readonly caseId: string;
  readonly text: string;
  readonly on: PlainDate;
  /** Absent where it came from an HR system. */
  readonly by?: StatedBy;
}

/** As much of another spell of the same person as double cover and evidence need. */
export interface OtherSpell {
  readonly employeeId: string;
  readonly spellId: string;
  readonly unitId: string;
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
  /** The removal at that unit was accepted: no cover there any more. */
  readonly removedOn?: PlainDate;
  /** A removal was handed in, or accepted, and not rejected since. */
  readonly removalFiledOn?: PlainDate;
  /** The enrolment at that unit was accepted. */
  readonly enrolledOn?: PlainDate;
  /** Whether the leave was filed at all, as staff answered; absent: nobody was asked. */
  readonly leaveFiled?: boolean;
  /** The last month that the unit pays, where HR stated it. */
  readonly insuranceStopMonth?: Month;
  /** As {@link Spell} has it. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** The latest word of a list of insured people. */
  readonly lastListing?: Pick<Listing, 'on' | 'is'>;
}

/** A statement that does not count, and the one that it contradicts. */
export interface Dispute {
  /** The day on which it was stated. */
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly said: StatedValue;
  readonly held: StatedValue;
}

/** What a source stated, as far as people are shown it. */
export interface StatedValue {
  readonly is: string;
  /** The HR system by its name; of staff who, where that is known. */
  readonly source: string;
  readonly factId: string;
  readonly day?: PlainDate;
  readonly unitId?: string;
  readonly value?: string;
}
