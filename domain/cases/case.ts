import type { Confidence } from '../policy/parameter.ts';
import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

export const CASE_KINDS = [
  'enrolment',
  'removal',
  'overpayment',
  'never-hired',
  'double-cover',
  'needs-person',
  'date-missing',
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
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The kinds that are about a unit itself; every other kind is about an employee's spell. */
export const UNIT_CASE_KINDS = [
  'declare-bases',
  'unknown-person',
  'roster-difference',
] as const satisfies readonly CaseKind[];
export type UnitCaseKind = (typeof UNIT_CASE_KINDS)[number];

/** One obligation that a person has to act on. Derived anew each day, never stored. */
export interface Case {
  /**
   * `<employeeId>/<spellId>/<kind>`, or `unit/<unitId>/<kind>` for one of {@link UNIT_CASE_KINDS}: stays the same when a
   * date is corrected (F7). Ids may hold slashes and an employee be called `unit`: the last part tells the two apart.
   */
  readonly caseId: string;
  readonly kind: CaseKind;
  /** Absent, with the spell, where the case is the unit's own. */
  readonly employeeId?: string;
  readonly employeeName?: string;
  readonly spellId?: string;
  readonly unitId: string;
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
  readonly money?: CaseMoney;
  readonly documents: readonly CaseDocument[];
  /** What to do next, in this order, through the unit's channel (R12). */
  readonly steps?: readonly Reason[];
  /** Why it exists and how each date and amount came about, most important first. */
  readonly because: readonly Reason[];
}

export type CaseState =
  | { readonly is: 'open' }
  /** Handed in, answer awaited; `chaseFrom` is the first day on which it is late, absent where no term is known. */
  | {
      readonly is: 'submitted';
      readonly on: PlainDate;
      readonly chaseFrom?: PlainDate;
      readonly receiptNo?: string;
    }
  | { readonly is: 'rejected'; readonly on: PlainDate; readonly reason: string }
  | { readonly is: 'blocked-elsewhere'; readonly on?: PlainDate; readonly reason?: string }
  /** Money asked back: the refund or offset was requested, its answer awaited. */
  | { readonly is: 'refund-requested'; readonly on: PlainDate; readonly way?: 'refund' | 'offset' };

/** D3, D4: what the law says, where that falls, and the day that people are held to. */
export interface Deadline {
  readonly statutoryDueOn: PlainDate;
  readonly lastLawfulDay: PlainDate;
  /** The nearest local or agency cut-off that can still be met; absent where none is known. */
  readonly localCutOff?: PlainDate;
  readonly actBy: PlainDate;
  /** A cut-off that passed unmet: that month can no longer be made. */
  readonly missedCutOff?: PlainDate;
  /** A date rests on a year whose holiday notice is not published. */
  readonly assumedCalendar: boolean;
}

/** What no deadline can be given for: the event was told of, its day was not, and the time may be running. */
export interface Question {
  /** The day on which it was told, which is not that of the event. */
  readonly toldOn: PlainDate;
  /** The statutory date, had the event been on that day. From then on, silence may well mean that the date is over. */
  readonly dueIfToldOn: PlainDate;
}

export interface CaseMoney {
  /** At stake now. Absent: months are known, amounts are not. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly months: readonly MonthOfMoney[];
  /** What waiting adds, and on which day. */
  readonly next?: { readonly on: PlainDate; readonly unitPart?: Fen; readonly personalPart?: Fen };
  /** R5: the late fee if the arrears are paid today, and what one day more adds; the parts above do not hold it. */
  readonly lateFee?: { readonly soFar: Fen; readonly nextDay: Fen };
}

export interface MonthOfMoney {
  readonly month: Month;
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /** No charge seen for it yet; reckoned from the last charge or from base × rates. */
  readonly estimated: boolean;
  /** Settled and denied months are told apart from those still to be claimed. */
  readonly state: 'open' | 'requested' | 'settled' | 'denied';
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

/** One step of the way to a date or an amount. The words for `code` and `values` live in digest/wording. */
export interface Reason {
  /** The rule of this product that was applied: D3, R1, R7 … */
  readonly rule: string;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** e.g. `社会保险法 58`. */
  readonly law?: string;
  readonly source?: string;
  readonly parameter?: string;
  readonly value?: string | number;
  /** From when the parameter's value holds. */
  readonly from?: PlainDate;
  readonly confidence?: Confidence | 'unknown' | 'assumed' | 'local';
}

export type Urgency = 'overdue' | 'today' | 'soon' | 'later';

/**
 * Within 7 days is soon. A question is for today, each day: only its answer tells how much time is left, and "overdue"
 * would claim what nobody knows. Any other case without a deadline is for later, never forgotten: it stays listed.
 *
 * @param daysLeft until the act-by date; undefined where the case has none.
 */
export function urgencyOf({ question }: Pick<Case, 'question'>, daysLeft: number | undefined): Urgency {
  if (daysLeft === undefined) return question === undefined ? 'later' : 'today';
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'today';
  return daysLeft <= 7 ? 'soon' : 'later';
}
