import type { FactData, StatedBy } from '../facts/fact.ts';
import type { AnswerCode, Filing, RoleThere } from '../facts/insurance.ts';
import type { Category, ContributionTier, LeavingReason, Sex } from '../facts/life-course.ts';
import type { Fen } from '../values/money.ts';
import type { Month, MonthSpan } from '../values/month.ts';
import { type Instant, newestOf, type PlainDate } from '../values/plain-date.ts';

/**
 * One segment of employment at one unit, derived ("folded") from facts. The rules derive all cases from it. It is
 * stored as a snapshot.
 */
export interface Spell {
  /** Built from the first date stated for its start, so it stays the same when the date is corrected (F7). */
  readonly spellId: string;
  readonly employeeId: string;
  /** The unit of the spell; {@link UNKNOWN_UNIT} if no fact names a unit. */
  readonly unitId: string;
  readonly person: Person;
  readonly situation: Situation;
  readonly filings: Readonly<Partial<Record<Filing, FilingState>>>;
  /** The charges that a rule may need: those that may be overpaid, and the latest regular one (see notableCharges). */
  readonly charges: readonly Charge[];
  /** The months with a charge, also those with only a supplement, as spans; absent: none. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** The person's entries in the agency's lists of insured people, in order of days; absent: none. */
  readonly listings?: readonly Listing[];
  /** The name on file at the agency, as last seen on a bill or list; absent: never seen. */
  readonly seenName?: SeenName;
  /** The contribution bases of months of service, without the months that a supplement corrected; absent: unknown. */
  readonly filedBases?: readonly FiledBase[];
  /** The stated average monthly wages that may apply to `filedBases`, in statement order; absent: none was stated. */
  readonly averageWages?: readonly AverageWage[];
  /**
   * Set if it was reported that a person in service leaves, but not on which day; removed once the last working day is
   * known.
   */
  readonly missingDate?: MissingDate;
  /** The changes to data that the agency has on file, as far as no accepted filing covers them yet; absent: none. */
  readonly changes?: readonly InformationChange[];
  /** The data before each change received after the facts of the employment, newest change first; absent: no change. */
  readonly earlierData?: readonly EarlierData[];
  readonly refunds: readonly Refund[];
  readonly documents: readonly ReceivedDocument[];
  readonly cards: readonly Card[];
  /** Acknowledgements and snoozes of this spell's cases by staff. */
  readonly attentions: readonly Attention[];
  /** Answers of staff to questions of this spell's cases, in statement order; absent: none. */
  readonly answers?: readonly Answer[];
  /** Notes of staff on this spell's cases, in statement order; absent: none. No rule reads them. */
  readonly notes?: readonly Note[];
  /** The result of mailing the leaver guide; absent: no result yet. */
  readonly guide?: SettledGuide;
  /** R14: statements that have no effect because their source has no authority to make them; absent: none. */
  readonly disputes?: readonly Dispute[];
  /**
   * Other spells of the same person, under this or another employee id, that may matter to this one (see withOthers).
   */
  readonly otherSpells: readonly OtherSpell[];
  /**
   * When the newest fact about this spell was received, without the rows of the agency's files (see filesKnownAt);
   * LONG_AGO if there are only such rows.
   */
  readonly knownAt: Instant;
}

/**
 * R13: when the newest of the spell's charges and list entries was received; undefined if it has neither. `knownAt` does
 * not include this time, because bills and lists name everybody each month, and many kinds of cases are not about them.
 */
export function filesKnownAt({
  charges,
  listings = [],
}: Pick<Spell, 'charges' | 'listings'>): Instant | undefined {
  return newestOf([...charges, ...listings].map(({ knownAt }) => knownAt));
}

/** The unit of a spell that no fact ties to a unit, for example a leave without a known hire. */
export const UNKNOWN_UNIT = '?';

/**
 * The id of the spell that asks for missing days. There is at most one, whatever the order in which notices arrive
 * (F7).
 */
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
  /** Absent if no tier is stated. The first tier is then assumed if the region has tiers. */
  readonly contributionTier?: ContributionTier;
  readonly previousCover?: NonNullable<FactData<'employee.hired'>['previousCover']>;
  readonly department?: string;
}

export type Situation =
  | { readonly is: 'employed'; readonly start: Start }
  | { readonly is: 'left'; readonly start: Start; readonly end: End }
  /** The hire was cancelled: nothing is owed. */
  | { readonly is: 'cancelled'; readonly start: Start; readonly cancelledAt: Instant }
  /** A leave, charge or list entry without a known hire. */
  | { readonly is: 'never-hired'; readonly end?: End }
  /**
   * A hire or leave was reported without its day, and no fact with a day fits. `missing` is empty if all notices are
   * cancelled.
   */
  | { readonly is: 'noticed'; readonly missing: readonly MissingDate[] };

/** A situation with a known first working day. */
export type BegunSituation = Extract<Situation, { readonly start: Start }>;

export function hasBegun(situation: Situation): situation is BegunSituation {
  return 'start' in situation;
}

/** A current or past employment with a known hire that was not cancelled. */
export type EmploymentSituation = Extract<Situation, { readonly is: 'employed' | 'left' }>;

export function isEmployment(situation: Situation): situation is EmploymentSituation {
  return situation.is === 'employed' || situation.is === 'left';
}

/** Whether the person is in service on the day; the first and the last working day are included. */
export function inServiceOn(situation: Situation, day: PlainDate): situation is EmploymentSituation {
  if (!isEmployment(situation) || situation.start.on > day) return false;
  return situation.is === 'employed' || day <= situation.end.on;
}

/** The leave if its last working day is on or before the day; otherwise undefined. */
export function endBy(situation: Situation, day: PlainDate): End | undefined {
  return situation.is === 'left' && situation.end.on <= day ? situation.end : undefined;
}

/** The leave, whether or not the hire is known. */
export function endOfSpell({ situation }: Pick<Spell, 'situation'>): End | undefined {
  return 'end' in situation ? situation.end : undefined;
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

/** The hires and leaves whose day is missing. A spell that has begun can only lack the day of its leave. */
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

/**
 * The data that only the guide needs. They are deleted from the snapshot once the guide is settled (see
 * contactKept).
 */
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
      /** Only for enrolments: the rejection before this submission. */
      readonly rejected?: { readonly on: PlainDate; readonly reason: string };
      readonly firstAccepted?: FirstAccepted;
    })
  | {
      readonly is: 'accepted';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly effectiveMonth?: Month;
      /** The day of the submission that was accepted; absent: unknown. */
      readonly submittedOn?: PlainDate;
      readonly receiptNo?: string;
      readonly firstAccepted?: FirstAccepted;
      /** A submission on a later day. It counts if the agency's files contradict the acceptance (R13). */
      readonly again?: Submission;
    }
  | {
      readonly is: 'rejected';
      readonly on: PlainDate;
      readonly knownAt: Instant;
      readonly reason: string;
      /** The day of the submission that was rejected; absent: unknown. */
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

/** The first acceptance of an enrolment that was accepted several times; it shows when the enrolment began. */
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
  /** 补差, 补缴: a charge in addition to, after, or instead of the month's regular charge. */
  readonly supplement?: true;
  /** Our other units that were charged for the same person and month. */
  readonly alsoChargedAt?: readonly string[];
  readonly knownAt: Instant;
}

/** The person's entry in one list of insured people of the unit. */
export interface Listing {
  /** The date of the list. */
  readonly on: PlainDate;
  readonly is: 'listed' | 'suspended' | 'ended';
  /** The day since which the person is insured, or the insurance is suspended or ended, as the list states. */
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

/** A stated average monthly wage, and the first day on which it applies. */
export interface AverageWage {
  readonly on: PlainDate;
  readonly wage: Fen;
  /** Absent in snapshots of version 0.1.0 until they are folded again. */
  readonly knownAt?: Instant;
}

/** The data of a person and of the job that rules read and an update can change. */
export const DECIDING_FIELDS = [
  'sex',
  'birthDate',
  'originalRetirementAge',
  'category',
  'averageMonthlyWage',
  'contributionTier',
] as const satisfies readonly (keyof Person)[];
export type DecidingData = Pick<Person, (typeof DECIDING_FIELDS)[number]>;

/** The data before a change, and when the change was received. */
export interface EarlierData {
  readonly knownAt: Instant;
  readonly before: DecidingData;
}

export type ChangedField = 'name' | 'identity' | 'birthDate' | 'sex' | 'phone';

/** The fields that HR reported as changed, and the first day of the change. The values are only in the facts. */
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
  /** The day until which the case is snoozed; absent: an acknowledgement. */
  readonly until?: PlainDate;
  /** The roles of the person who set it. Absent: it applies to everybody who gets the case. */
  readonly roles?: readonly RoleThere[];
}

/** An answer to a case's question. It is valid until the agency's files of a later month say otherwise. */
export interface Answer {
  readonly caseId: string;
  readonly answer: AnswerCode;
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly by?: StatedBy;
}

/** The last answer of staff to the question of the spell's case of this kind. */
export function lastAnswer({ answers }: Pick<Spell, 'answers'>, kind: string): Answer | undefined {
  return answers?.findLast(({ caseId }) => caseId.endsWith(`/${kind}`));
}

/** A remark of staff on an open or closed case. */
export interface Note {
  readonly caseId: string;
  readonly text: string;
  readonly on: PlainDate;
  /** Absent if it came from an HR system. */
  readonly by?: StatedBy;
}

/** The data of another spell of the same person that the rules need, for example to find double cover. */
export interface OtherSpell {
  readonly employeeId: string;
  readonly spellId: string;
  readonly unitId: string;
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
  /** The day on which the removal at that unit was accepted; that unit does not insure the person after it. */
  readonly removedOn?: PlainDate;
  /** The day on which a removal was submitted or accepted; absent if it was rejected since. */
  readonly removalFiledOn?: PlainDate;
  /** The day on which the enrolment at that unit was accepted. */
  readonly enrolledOn?: PlainDate;
  /** The answer of staff to the question whether the leave was filed; absent: not answered. */
  readonly leaveFiled?: boolean;
  /** The last month that the unit pays for, if HR stated it. */
  readonly insuranceStopMonth?: Month;
  /** The months with a charge, as in {@link Spell}. */
  readonly chargedMonths?: readonly MonthSpan[];
  /** The person's latest entry in the lists of insured people of that unit. */
  readonly lastListing?: Pick<Listing, 'on' | 'is'>;
}

/** R14: a statement without effect (`said`), and the statement that it contradicts (`held`). */
export interface Dispute {
  readonly on: PlainDate;
  readonly knownAt: Instant;
  readonly said: StatedValue;
  readonly held: StatedValue;
}

/** The content of a statement, as shown to people. */
export interface StatedValue {
  readonly is: string;
  /** The name of the HR system, or of the staff member if known. */
  readonly source: string;
  readonly factId: string;
  readonly day?: PlainDate;
  readonly unitId?: string;
  readonly value?: string;
}
