import type { AnswerCode } from '../facts/insurance.ts';
import type { Reason } from '../reasons/reason.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import type { Month } from '../values/month.ts';
import { daysBetween, type Instant, type PlainDate } from '../values/plain-date.ts';

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
  'declare-bases',
  'unknown-person',
  'roster-difference',
  'confirm-existing',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The kinds about a unit itself; all other kinds are about an employee's spell. */
export const UNIT_CASE_KINDS = [
  'declare-bases',
  'unknown-person',
  'roster-difference',
  'confirm-existing',
] as const satisfies readonly CaseKind[];
export type UnitCaseKindName = (typeof UNIT_CASE_KINDS)[number];
export type SpellCaseKindName = Exclude<CaseKind, UnitCaseKindName>;

/** What staff can record about a case. The kind of the case decides which apply (see actionsOf). */
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
  /** What the HR system reported did not happen: the fact is voided. */
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
   * `<employeeId>/<spellId>/<kind>`, or `unit/<unitId>/<kind>` for {@link UNIT_CASE_KINDS}. It stays the same when a
   * date is corrected (F7). Ids may contain slashes, and an employee's id may be `unit`: the last part decides.
   */
  readonly caseId: string;
  readonly kind: CaseKind;
  /** Absent, with the spell, for a unit's own case. */
  readonly employeeId?: string;
  readonly employeeName?: string;
  readonly spellId?: string;
  readonly unitId: string;
  /** Every unit whose staff get the case, its own first; absent: only its own. */
  readonly unitIds?: readonly string[];
  readonly state: CaseState;
  /** The event that it is about: first or last working day. */
  readonly eventOn?: PlainDate;
  readonly openedOn: PlainDate;
  /** When the newest fact behind it was received; decides what is news. */
  readonly knownAt: Instant;
  readonly deadline?: Deadline;
  /** Replaces the deadline if the day that it depends on must be asked for first. */
  readonly question?: Question;
  /** The possible answers, if the case asks something that no file shows. They are valid until evidence of a later month. */
  readonly answers?: readonly AnswerCode[];
  readonly money?: CaseMoney;
  /** All people that a unit case is about; the reasons name only the first few. */
  readonly people?: readonly CasePerson[];
  readonly documents: readonly CaseDocument[];
  /** The next steps in order, through the unit's channel (R12). */
  readonly steps?: readonly Reason[];
  /** Why it exists and how each date and amount was derived, most important first. */
  readonly because: readonly Reason[];
}

/** One of several people that a unit case is about. */
export interface CasePerson {
  /** Identifies the person in an answer (`about`). It stays the same from day to day. */
  readonly key: string;
  readonly employeeId?: string;
  /** The name known to us, or the one on the bill. */
  readonly name?: string;
  /** Employees of the same name who may be this person; unused until somebody confirms it. */
  readonly perhaps?: readonly string[];
}

export type CaseState =
  /** `unlistedIn`: the latest month whose complete file does not list the person (E4). */
  | { readonly is: 'open'; readonly unlistedIn?: Month }
  /** Submitted, answer pending; `chaseFrom` is the first day on which the answer is late, absent if no term is known. */
  | {
      readonly is: 'submitted';
      readonly on: PlainDate;
      readonly chaseFrom?: PlainDate;
      readonly receiptNo?: string;
      readonly unlistedIn?: Month;
    }
  | { readonly is: 'rejected'; readonly on: PlainDate; readonly reason: string }
  | { readonly is: 'blocked-elsewhere'; readonly on?: PlainDate; readonly reason?: string }
  /** A refund or offset was requested, answer pending. */
  | { readonly is: 'refund-requested'; readonly on: PlainDate; readonly way?: 'refund' | 'offset' };

/** Replaces the deadline: the event was reported without its day, and its term may have started. */
export interface Question {
  /** When we were notified, not when it happened. */
  readonly reportedOn: PlainDate;
  /** The statutory date if the event had been on that day. From then on the real date may have passed. */
  readonly dueIfReportedOn: PlainDate;
}

export interface CaseDocument {
  /** The Chinese name of the form or document. */
  readonly name: string;
  /** Another document that is accepted instead. */
  readonly orElse?: string;
  /** On the official list; others are local custom. */
  readonly required: boolean;
  readonly received: boolean;
}

export type Urgency = 'overdue' | 'today' | 'soon' | 'later';

/** E3, E9: no date, but due today until somebody acts or answers. */
const FOR_TODAY: ReadonlySet<CaseKind | undefined> = new Set(['not-covered', 'unfiled-leave']);

type AskedToday = Pick<Case, 'question'> & Partial<Pick<Case, 'kind'>>;

/** Whether a case without a date is due today. */
export function isForToday({ question, kind }: AskedToday): boolean {
  return question !== undefined || FOR_TODAY.has(kind);
}

/** The relation of a case to its deadline on a day. */
export interface Timing {
  readonly urgency: Urgency;
  /** Until the act-by date, negative after it; absent without one. */
  readonly daysLeft?: number;
  /** The act-by date has passed but the last lawful day has not: nothing is late yet. */
  readonly pastActBy?: true;
}

/**
 * E19: a case is overdue after its last lawful day, and due today from its act-by date to that day. Within 7 days
 * before the act-by date it is due soon. A question is due today every day: its answer decides how much time is left,
 * so it is never overdue. Other cases without a deadline are listed for later.
 */
export function timingOf(openCase: AskedToday & Pick<Case, 'deadline'>, day: PlainDate): Timing {
  const { deadline } = openCase;
  if (deadline === undefined) return { urgency: isForToday(openCase) ? 'today' : 'later' };
  const daysLeft = daysBetween(day, deadline.actBy);
  if (daysLeft > 0) return { urgency: daysLeft <= 7 ? 'soon' : 'later', daysLeft };
  if (deadline.lastLawfulDay < day) return { urgency: 'overdue', daysLeft };
  return { urgency: 'today', daysLeft, ...(daysLeft < 0 && { pastActBy: true }) };
}
