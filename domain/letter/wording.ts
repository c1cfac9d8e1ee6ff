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
import type { Reason } from '../reasons/reason.ts';
import type { MonthOfMoney } from '../rules/money-at-stake.ts';
import type { Month, MonthSpan } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

/**
 * Every word of a digest in one language. Sentences are whole: what stands in them is handed over, and each
 * language puts it where it belongs. Dates come as days, amounts as text like `¥1,234.50`; an amount that is not
 * known is left out of the arguments and said in words.
 */
export interface Wording {
  readonly htmlLanguage: string;
  readonly colon: string;
  subject(day: PlainDate, counts: Counts): string;
  heading(day: PlainDate): string;
  greeting(name: string): string;
  summary(listed: number, news: number): string;
  /** How many of the cases listed show a day or an amount that carries the mark 待核实. */
  toBeConfirmed(cases: number): string;
  /** How many cases a mail has no room for. */
  leftOut(cases: number): string;
  /** How many lines of a section it has no room for. */
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
  /** What to do, one sentence per step. */
  steps(sentences: readonly string[]): readonly string[];
  /** Law, source and how sure it is, after the sentence they bear out. */
  citation(citation: Citation): string;
  /** Only what the sentence of a reason does not say by itself. */
  readonly confidence: Readonly<Record<NonNullable<Reason['confidence']>, string | undefined>>;
  /** Stands for a source in a card; the list at the end says what it is. */
  sourceNumber(number: number): string;
  /** Over the list of sources. */
  readonly sources: string;
  readonly link: string;
  /** How many reasons were left out because others of their kind stand for them. */
  readonly moreBasis: (reasons: number) => string;
  readonly ended: EndedWording;
  readonly administration: AdministrationWording;
  readonly unwatched: { readonly heading: string; line(unit: Unwatched): string };
  /** What the mark 待核实 means; once, at the end. */
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
  /** Days come as texts that say whether they are to be confirmed. */
  actBy(actBy: string, daysLeft: number): string;
  /** The act-by date is over, the last lawful day is today or comes. */
  pastActBy(actBy: string, lastLawfulDay: string, daysLeft: number): string;
  /** Both are over. `lastLawfulDay` is undefined where it is the act-by date. */
  overdue(actBy: string, lastLawfulDay: string | undefined, daysOver: number): string;
  readonly none: string;
  /** No date can be reckoned before a day that was not told is known. */
  unanswered(reportedOn: PlainDate): string;
  /** Why the act-by date lies before the statutory one. */
  readonly cutOffBinds: string;
  /** Only a cut-off that is sure makes a month too late. */
  missedCutOff(missed: PlainDate, toBeConfirmed: boolean): string;
  /** The holidays of a year after the last published one are assumed. */
  readonly assumedCalendar: string;
  /** Those of another year are assumed, which this product does not hold. */
  readonly calendarNotShipped: string;
}

interface StateWording {
  submitted(submitted: {
    readonly on: PlainDate;
    readonly receiptNo: string | undefined;
    /** Undefined where no term is known. */
    readonly chaseFrom: PlainDate | undefined;
    readonly late: boolean;
  }): string;
  /** A card has no receipt and no review, only a usual time. */
  cardRequested(asked: {
    readonly on: PlainDate;
    readonly chaseFrom: PlainDate | undefined;
    readonly late: boolean;
  }): string;
  /** E4: the month's bill does not have the person. */
  unlisted(month: Month): string;
  both(state: string, unlisted: string): string;
  rejected(on: PlainDate, reason: string): string;
  blockedElsewhere(on: PlainDate | undefined, reason: string | undefined): string;
  refundRequested(on: PlainDate, way: 'refund' | 'offset' | undefined): string;
}

export interface Parts {
  readonly unit: string | undefined;
  readonly personal: string | undefined;
  /** Only where both parts are known. */
  readonly total: string | undefined;
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
  /** The late fee so far and what one more day adds. */
  lateFee(soFar: string, nextDay: string): string;
  readonly owedToPerson: string;
  /** Undefined parts: nothing was, or is, at stake. */
  changed(before: Parts | undefined, now: Parts | undefined, isSame: boolean, why: readonly string[]): string;
  added(months: readonly MonthSpan[]): string;
  /** A bill has replaced the estimates of these months. */
  billed(months: readonly MonthSpan[]): string;
  gone(why: ClearedReason, months: readonly MonthSpan[]): string;
  readonly lateFeeChange: Readonly<Record<NonNullable<MoneyChange['lateFee']>, string>>;
  /** Nothing but the amount is different. */
  readonly recalculated: string;
  /** What was said of a case that is listed no more. */
  lastTold(parts: Parts, why: readonly string[]): string;
}

interface DocumentWording {
  /** One paper by the name that the counter knows, and what is taken in its place. */
  paper(document: Pick<CaseDocument, 'name' | 'orElse'>): string;
  missing(required: readonly string[], local: readonly string[]): string;
  readonly complete: string;
}

export interface Citation {
  readonly text: string | undefined;
  readonly law: string | undefined;
  readonly source: string | undefined;
  readonly confidence: string | undefined;
  /** The text carries the mark 待核实, which is reason enough to tell it. */
  readonly toBeConfirmed?: boolean;
}

interface EndedWording {
  readonly heading: string;
  line(ended: {
    /** Absent where the case was the unit's own. */
    readonly who: string | undefined;
    readonly what: string;
    readonly unitName: string;
    readonly how: EndedCase['how'];
    /** An accepted enrolment is complete only with the first payment. */
    readonly isPaymentDue: boolean;
    /** What was said of its money, and why that is at stake no more. */
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
  unmapped(word: UnmappedText): string;
  unsigned(source: string): string;
  unreadable(record: UnreadableKey): string;
  moreUnreadable(count: number): string;
}
