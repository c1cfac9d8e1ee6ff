import type { CaseDocument, CaseKind, Urgency } from '../cases/case.ts';
import type {
  Administration,
  EndedCase,
  News,
  RefusedRequests,
  UndeliverableStaff,
  UnmappedText,
  UnreadableKey,
} from '../digest/digest.ts';
import type { ClearedReason, MoneyChange } from '../digest/reported-money.ts';
import type { Silence } from '../digest/silence.ts';
import type { Unwatched } from '../digest/unwatched.ts';
import type { MonthOfMoney } from '../rules/money-at-stake.ts';
import type { Month, MonthSpan } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

/**
 * All texts of a digest in one language. Each function returns a whole sentence with its values. Dates are passed as
 * days, amounts as text like `¥1,234.50`; an unknown amount is passed as undefined, and the sentence says so.
 */
export interface Wording {
  readonly htmlLanguage: string;
  readonly colon: string;
  subject(day: PlainDate, counts: Counts): string;
  heading(day: PlainDate): string;
  greeting(name: string): string;
  summary(listed: number, news: number): string;
  /** How many listed cases show a day or an amount with the mark 待核实. */
  toBeConfirmed(cases: number): string;
  /** How many cases did not fit into the mail. */
  leftOut(cases: number): string;
  /** How many lines of a section did not fit. */
  moreLines(lines: number): string;
  count(urgency: Urgency, count: number): string;
  readonly urgencies: Readonly<Record<Urgency, string>>;
  section(name: string, count: number): string;
  readonly news: Readonly<Record<News, string>>;
  readonly kinds: Readonly<Record<CaseKind, string>>;
  who(employeeId: string, name: string | undefined): string;
  readonly unknownUnit: string;
  readonly labels: Readonly<Record<Label, string>>;
  date(day: PlainDate, toBeConfirmed?: boolean): string;
  readonly deadline: DeadlineWording;
  readonly state: StateWording;
  readonly money: MoneyWording;
  readonly documents: DocumentWording;
  /** The law, the source and the confidence, which follow the sentence that they support. */
  citation(citation: Citation): string;
  /** The note on a reason with unknown confidence whose own sentence does not say so. */
  readonly unknown: string;
  /** The number with which a card refers to a source. The list at the end of the mail names the source. */
  sourceNumber(number: number): string;
  /** The heading of the list of sources. */
  readonly sources: string;
  readonly link: string;
  /** How many similar reasons were left out. */
  readonly moreBasis: (reasons: number) => string;
  readonly ended: EndedWording;
  readonly administration: AdministrationWording;
  readonly unwatched: { readonly heading: string; line(unit: Unwatched): string };
  /** Explains the mark 待核实. It is shown once, at the end. */
  readonly hedge: string;
  readonly footer: readonly string[];
}

type Counts = Readonly<Record<Urgency, number>>;

type Label =
  | 'actBy'
  | 'statutoryDueOn'
  | 'lastLawfulDay'
  | 'state'
  | 'money'
  | 'inQuestion'
  | 'months'
  | 'moneyChange'
  | 'next'
  | 'lateFee'
  | 'steps'
  | 'documents'
  | 'note'
  | 'why'
  | 'basis';

interface DeadlineWording {
  /** @param actBy the act-by date as text, with the mark 待核实 if it is uncertain. */
  actBy(actBy: string, daysLeft: number): string;
  /** The act-by date has passed; the last lawful day is today or later. */
  pastActBy(actBy: string, lastLawfulDay: string, daysLeft: number): string;
  /** The act-by date and the last lawful day have passed. `lastLawfulDay` is undefined if it equals the act-by date. */
  overdue(actBy: string, lastLawfulDay: string | undefined, daysOver: number): string;
  readonly none: string;
  /** The sentence for a case that has no date, because the day of its event is missing. */
  unanswered(reportedOn: PlainDate): string;
  /** The reason why the act-by date is before the statutory date: a local cut-off is earlier. */
  readonly cutOffBinds: string;
  /** @param toBeConfirmed if true, the cut-off is uncertain, and the sentence does not say that the month is lost. */
  missedCutOff(missed: PlainDate, toBeConfirmed: boolean): string;
  /** The sentence that holidays of years after the last published one are assumed. */
  readonly assumedCalendar: string;
  /** The sentence that holidays of an earlier year are assumed, because this product does not contain its notice. */
  readonly calendarNotShipped: string;
}

interface StateWording {
  submitted(submitted: {
    readonly on: PlainDate;
    readonly receiptNo: string | undefined;
    /** The first day on which an answer is late; undefined if the agency's time limit is unknown. */
    readonly chaseFrom: PlainDate | undefined;
    readonly late: boolean;
  }): string;
  /** A requested card has no receipt and no review. There is only a usual time within which the card arrives. */
  cardRequested(asked: {
    readonly on: PlainDate;
    readonly chaseFrom: PlainDate | undefined;
    readonly late: boolean;
  }): string;
  /** E4: the month's bill does not list the person. */
  unlisted(month: Month): string;
  both(state: string, unlisted: string): string;
  rejected(on: PlainDate, reason: string): string;
  blockedElsewhere(on: PlainDate | undefined, reason: string | undefined): string;
  refundRequested(on: PlainDate, way: 'refund' | 'offset' | undefined): string;
}

export interface Parts {
  readonly unit: string | undefined;
  readonly personal: string | undefined;
  /** The sum; only set if both parts are known. */
  readonly total: string | undefined;
}

export function isUnknown({ unit, personal }: Parts): boolean {
  return unit === undefined && personal === undefined;
}

export interface MonthsRun {
  readonly from: Month;
  readonly to: Month;
  readonly count: number;
  readonly estimated: boolean;
  readonly state: MonthOfMoney['state'];
}

interface MoneyWording {
  now(parts: Parts, notes: { readonly estimated: boolean; readonly toBeConfirmed: boolean }): string;
  months(runs: readonly MonthsRun[]): string;
  next(on: PlainDate, parts: Parts): string;
  /** The late fee so far and the addition per day. */
  lateFee(soFar: string, nextDay: string): string;
  readonly owedToPerson: string;
  /**
   * The money before and now. `before` is undefined if nothing was at stake, `now` is undefined if nothing is at stake.
   */
  changed(before: Parts | undefined, now: Parts | undefined, isSame: boolean, why: readonly string[]): string;
  added(months: readonly MonthSpan[]): string;
  /** A bill has replaced the estimates for these months. */
  billed(months: readonly MonthSpan[]): string;
  gone(why: ClearedReason, months: readonly MonthSpan[]): string;
  readonly lateFeeChange: Readonly<Record<NonNullable<MoneyChange['lateFee']>, string>>;
  /** The sentence for a change in which only the amount differs. */
  readonly recalculated: string;
  /** The last reported money of a case that is no longer listed. */
  lastTold(parts: Parts, why: readonly string[]): string;
}

interface DocumentWording {
  /** A document by its official name, and what is accepted instead. */
  paper(document: Pick<CaseDocument, 'name' | 'orElse'>): string;
  missing(required: readonly string[], local: readonly string[]): string;
  readonly complete: string;
}

export interface Citation {
  readonly text: string | undefined;
  readonly law: string | undefined;
  readonly source: string | undefined;
  readonly confidence: string | undefined;
  /** True if the text has the mark 待核实. The text is then shown even if it has no law and no source. */
  readonly toBeConfirmed?: boolean;
}

interface EndedWording {
  readonly heading: string;
  line(ended: {
    /** Absent for a case about the unit itself. */
    readonly who: string | undefined;
    readonly what: string;
    readonly unitName: string;
    readonly how: EndedCase['how'];
    /** True for an accepted enrolment, which is complete only after the first payment. */
    readonly isPaymentDue: boolean;
    /** The last reported money, and why it is no longer at stake. */
    readonly money: string | undefined;
  }): string;
}

type UnitCount = Administration['unregisteredUnits'][number];

interface AdministrationWording {
  readonly heading: string;
  unitWithoutHandler(unit: UnitCount): string;
  unregisteredUnit(unit: UnitCount): string;
  casesWithoutUnit(cases: number): string;
  quarantined(count: number): string;
  refused(requests: RefusedRequests): string;
  notComputed(count: number): string;
  undeliverable(staff: UndeliverableStaff): string;
  silent(silence: Silence): string;
  unlisted(source: string): string;
  unmapped(value: UnmappedText): string;
  unsigned(source: string): string;
  unreadable(record: UnreadableKey): string;
  moreUnreadable(count: number): string;
}
