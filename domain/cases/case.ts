import type { AnswerCode } from '../facts/insurance.ts';
import type { Reason } from '../reasons/reason.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import type { Month } from '../values/month.ts';
import { daysBetween, type Instant, type PlainDate } from '../values/plain-date.ts';

/** The kinds about a unit itself; all other kinds are about an employee's spell. */
export const UNIT_CASE_KINDS = [
  'declare-bases',
  'unknown-person',
  'roster-difference',
  'confirm-existing',
] as const;
export type UnitCaseKindName = (typeof UNIT_CASE_KINDS)[number];

export const CASE_KINDS = [
  'enrolment',
  'removal',
  'overpayment',
  'never-hired',
  'double-cover',
  'needs-person',
  'date-missing',
  'not-covered',
  'unfiled-leave',
  'back-payment',
  'top-up',
  'retirement',
  'suspension',
  'information-change',
  'card',
  'leaver-guide',
  ...UNIT_CASE_KINDS,
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
export type SpellCaseKindName = Exclude<CaseKind, UnitCaseKindName>;

/**
 * The actions that staff can record about a case. The kind of the case decides which of them are possible (see
 * actionsOf).
 */
export const STAFF_ACTIONS = [
  'filing-submitted',
  'filing-accepted',
  'filing-rejected',
  'document-received',
  'refund-requested',
  'refund-settled',
  'refund-denied',
  'card-requested',
  'card-issued',
  'hire',
  'leave',
  'resume',
  'change',
  /** The HR system reported an event that did not happen, so the fact is voided. */
  'mistake',
  'bill-import',
  'bases-declared',
  'roster-confirmed',
  'roster-dismissed',
  /** The case's question is answered with one of its answers. */
  'answered',
  'acknowledged',
  'snoozed',
  'noted',
] as const;
export type StaffAction = (typeof STAFF_ACTIONS)[number];

/** One obligation that a person must act on. It is derived anew each day and never stored. */
export interface Case {
  /**
   * `<employeeId>/<spellId>/<kind>`, or `unit/<unitId>/<kind>` for {@link UNIT_CASE_KINDS}. The id stays the same when
   * a date is corrected (F7). Its parts may contain slashes, and an employee's id may be `unit`: only the last part,
   * the kind, shows which form it is.
   */
  readonly caseId: string;
  readonly kind: CaseKind;
  /** Absent, like `spellId`, for a case about a unit itself. */
  readonly employeeId?: string;
  readonly employeeName?: string;
  readonly spellId?: string;
  readonly unitId: string;
  /** All units whose staff get the case, `unitId` first; absent: only `unitId`. */
  readonly unitIds?: readonly string[];
  readonly state: CaseState;
  /** The day of the event that the case is about, for example the first or last working day. */
  readonly eventOn?: PlainDate;
  readonly openedOn: PlainDate;
  /**
   * The time at which the newest fact behind the case was received, apart from the agency's files; LONG_AGO if there is
   * none. It decides what the digest reports as new.
   */
  readonly knownAt: Instant;
  /**
   * R13: the time at which the newest entry in the agency's files behind the case was received. The digest reports it
   * only if nobody silenced the case. Absent if no file is about the case.
   */
  readonly filesKnownAt?: Instant;
  readonly deadline?: Deadline;
  /** Set instead of a deadline if the day from which the deadline runs is not known. */
  readonly question?: Question;
  /**
   * The possible answers, if the case asks something that no file shows. An answer is valid until the agency's files of
   * a later month say otherwise.
   */
  readonly answers?: readonly AnswerCode[];
  readonly money?: CaseMoney;
  /** All people that a unit case is about; the reasons name only the first few. */
  readonly people?: readonly CasePerson[];
  readonly documents: readonly CaseDocument[];
  /** The next steps in order, through the unit's channel (R12). */
  readonly steps?: readonly Reason[];
  /** The reasons for the case and for each date and amount, most important first. */
  readonly because: readonly Reason[];
}

/** The case as text, without the times of receipt: a repeated statement changes them, but nothing that staff see. */
export function contentOf(it: Case): string {
  return JSON.stringify({ ...it, knownAt: undefined, filesKnownAt: undefined });
}

/** One of several people that a unit case is about. */
export interface CasePerson {
  /** Identifies the person in an answer (`about`). It stays the same from day to day. */
  readonly key: string;
  readonly employeeId?: string;
  /** The name known to us, or the one on the bill. */
  readonly name?: string;
  /** The ids of employees with the same name. They may be this person, but are used only after staff confirm this. */
  readonly perhaps?: readonly string[];
}

export type CaseState =
  /** `unlistedIn`: the latest month whose complete file does not list the person (E4). */
  | { readonly is: 'open'; readonly unlistedIn?: Month }
  /**
   * The filing was submitted and the agency has not answered yet. `chaseFrom`: the first day on which the answer is
   * late; absent if no time limit is known.
   */
  | {
      readonly is: 'submitted';
      readonly on: PlainDate;
      readonly chaseFrom?: PlainDate;
      readonly receiptNo?: string;
      readonly unlistedIn?: Month;
    }
  | { readonly is: 'rejected'; readonly on: PlainDate; readonly reason: string }
  | { readonly is: 'blocked-elsewhere'; readonly on?: PlainDate; readonly reason?: string }
  /** A refund or an offset was requested, and the agency has not answered yet. */
  | { readonly is: 'refund-requested'; readonly on: PlainDate; readonly way?: 'refund' | 'offset' };

/**
 * The question for the day of an event that was reported without its day. The term of the event may already be running.
 */
export interface Question {
  /** The day of the report, not of the event. */
  readonly reportedOn: PlainDate;
  /**
   * The statutory date if the event was on `reportedOn`. If the event was earlier, the real statutory date is earlier
   * too.
   */
  readonly dueIfReportedOn: PlainDate;
}

export interface CaseDocument {
  /** The Chinese name of the form or document. */
  readonly name: string;
  /** Another document that is accepted instead. */
  readonly orElse?: string;
  /** True if the document is on the official list. Other documents are requested by local custom. */
  readonly required: boolean;
  readonly received: boolean;
}

/** The most urgent first. */
export const URGENCIES = ['overdue', 'today', 'soon', 'later'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** E3, E9: these kinds of case have no date. They are due every day until staff act or answer. */
const FOR_TODAY: ReadonlySet<CaseKind | undefined> = new Set(['not-covered', 'unfiled-leave']);

type AskedToday = Pick<Case, 'question'> & Partial<Pick<Case, 'kind'>>;

/** Whether a case without a date is due today. */
export function isForToday({ question, kind }: AskedToday): boolean {
  return question !== undefined || FOR_TODAY.has(kind);
}

/** The urgency of a case on a day. */
export interface Timing {
  readonly urgency: Urgency;
  /** Days until the act-by date, negative after it; absent if the case has no deadline. */
  readonly daysLeft?: number;
  /** The act-by date has passed but the last lawful day has not: nothing is late yet. */
  readonly pastActBy?: true;
}

/**
 * E19: a case is overdue after its last lawful day, and due today from its act-by date to that day. Within 7 days
 * before the act-by date it is due soon. A case with a question is due today every day and never overdue, because only
 * the answer shows how much time is left. Other cases without a deadline are listed for later.
 */
export function timingOf(openCase: AskedToday & Pick<Case, 'deadline'>, day: PlainDate): Timing {
  const { deadline } = openCase;
  if (deadline === undefined) return { urgency: isForToday(openCase) ? 'today' : 'later' };
  const daysLeft = daysBetween(day, deadline.actBy);
  if (daysLeft > 0) return { urgency: daysLeft <= 7 ? 'soon' : 'later', daysLeft };
  if (deadline.lastLawfulDay < day) return { urgency: 'overdue', daysLeft };
  return { urgency: 'today', daysLeft, ...(daysLeft < 0 && { pastActBy: true }) };
}
