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

/** The kinds that are about a unit itself; every other kind is about an employee's spell. */
export const UNIT_CASE_KINDS = [
  'declare-bases',
  'unknown-person',
  'roster-difference',
  'confirm-existing',
] as const satisfies readonly CaseKind[];
export type UnitCaseKindName = (typeof UNIT_CASE_KINDS)[number];
export type SpellCaseKindName = Exclude<CaseKind, UnitCaseKindName>;

/** What staff can record about a case; which of them a case takes, its kind says (see actionsOf). */
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
  /** Somebody whose employment was suspended is back. */
  'resume',
  /** Something about the person has changed. */
  'change',
  /** What the HR system reported did not happen: the fact is voided. */
  'mistake',
  'bill-import',
  'bases-declared',
  'roster-confirmed',
  'roster-dismissed',
  /** The question that a case asks is answered, with one of the answers that the case takes. */
  'answered',
  'acknowledged',
  'snoozed',
  'noted',
] as const;
export type StaffAction = (typeof STAFF_ACTIONS)[number];

/** One obligation that a person has to act on. It is derived anew each day and never stored. */
export interface Case {
  /**
   * `<employeeId>/<spellId>/<kind>`, or `unit/<unitId>/<kind>` for one of {@link UNIT_CASE_KINDS}: stays the same when a
   * date is corrected (F7). Ids may contain slashes, and an employee's id may be `unit`: the last part decides.
   */
  readonly caseId: string;
  readonly kind: CaseKind;
  /** Absent, with the spell, where the case is the unit's own. */
  readonly employeeId?: string;
  readonly employeeName?: string;
  readonly spellId?: string;
  readonly unitId: string;
  /** Every unit whose people get the case, its own first; absent: its own alone. */
  readonly unitIds?: readonly string[];
  readonly state: CaseState;
  /** The event that it is about: first or last working day. */
  readonly eventOn?: PlainDate;
  /** First day on which it is shown. */
  readonly openedOn: PlainDate;
  /** When the newest fact that it rests on was taken in; decides what is news. */
  readonly knownAt: Instant;
  readonly deadline?: Deadline;
  /** Instead of a deadline, where the day that it counts from has to be asked first. */
  readonly question?: Question;
  /** The answers that staff can give, where the case asks something that no file says. They hold until evidence of a later month. */
  readonly answers?: readonly AnswerCode[];
  readonly money?: CaseMoney;
  /** Everybody that a case of a unit is about, by name; the reasons name the first few. */
  readonly people?: readonly CasePerson[];
  readonly documents: readonly CaseDocument[];
  /** What to do next, in this order, through the unit's channel (R12). */
  readonly steps?: readonly Reason[];
  /** Why it exists and how each date and amount came about, most important first. */
  readonly because: readonly Reason[];
}

/** One of several people that a case of a unit is about. */
export interface CasePerson {
  /** Names the person in an answer (`about`). It stays the same from day to day. */
  readonly key: string;
  readonly employeeId?: string;
  /** As known to us, or as the bill has it. */
  readonly name?: string;
  /** Employees of the same name who may be this person; nothing rests on it before somebody confirms it. */
  readonly perhaps?: readonly string[];
}

export type CaseState =
  /** `unlistedIn`: the latest month whose whole file does not have the person (E4). */
  | { readonly is: 'open'; readonly unlistedIn?: Month }
  /** Handed in, answer awaited; `chaseFrom` is the first day on which it is late, absent where no term is known. */
  | {
      readonly is: 'submitted';
      readonly on: PlainDate;
      readonly chaseFrom?: PlainDate;
      readonly receiptNo?: string;
      readonly unlistedIn?: Month;
    }
  | { readonly is: 'rejected'; readonly on: PlainDate; readonly reason: string }
  | { readonly is: 'blocked-elsewhere'; readonly on?: PlainDate; readonly reason?: string }
  /** Money asked back: the refund or offset was requested, its answer awaited. */
  | { readonly is: 'refund-requested'; readonly on: PlainDate; readonly way?: 'refund' | 'offset' };

/** Instead of a deadline: the event was reported without its day, and the time may be running. */
export interface Question {
  /** When we were notified, not when it happened. */
  readonly reportedOn: PlainDate;
  /** The statutory date, had the event been on that day. From then on the real date may be over. */
  readonly dueIfReportedOn: PlainDate;
}

export interface CaseDocument {
  /** The Chinese name of the form or paper. */
  readonly name: string;
  /** Another paper that is taken in its place. */
  readonly orElse?: string;
  /** On the official list; others are local custom. */
  readonly required: boolean;
  readonly received: boolean;
}

export type Urgency = 'overdue' | 'today' | 'soon' | 'later';

/** E3, E9: without a date, and for today until somebody acts or answers. */
const FOR_TODAY: ReadonlySet<CaseKind | undefined> = new Set(['not-covered', 'unfiled-leave']);

type AskedToday = Pick<Case, 'question'> & Partial<Pick<Case, 'kind'>>;

/** Whether a case without a date is for today nevertheless. */
export function isForToday({ question, kind }: AskedToday): boolean {
  return question !== undefined || FOR_TODAY.has(kind);
}

/** How a case stands to its deadline on a day. */
export interface Timing {
  readonly urgency: Urgency;
  /** Until the act-by date; negative when it is over. Absent where the case has none. */
  readonly daysLeft?: number;
  /** The act-by date is over and the last lawful day is not: nothing is late yet. */
  readonly pastActBy?: true;
}

/**
 * E19: a case is overdue after its last lawful day, and for today from its act-by date to that day. Within 7 days
 * of the act-by date is soon. A question is for today on each day: how much time is left depends on its answer, so
 * it is never overdue. Any other case without a deadline is for later; it stays listed.
 */
export function timingOf(it: AskedToday & Pick<Case, 'deadline'>, day: PlainDate): Timing {
  const { deadline } = it;
  if (deadline === undefined) return { urgency: isForToday(it) ? 'today' : 'later' };
  const daysLeft = daysBetween(day, deadline.actBy);
  if (daysLeft > 0) return { urgency: daysLeft <= 7 ? 'soon' : 'later', daysLeft };
  if (deadline.lastLawfulDay < day) return { urgency: 'overdue', daysLeft };
  return { urgency: 'today', daysLeft, ...(daysLeft < 0 && { pastActBy: true }) };
}
