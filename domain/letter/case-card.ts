import type { Case } from '../cases/case.ts';
import type { DigestItem, EndedCase, News } from '../digest/digest.ts';
import { isSame, type MoneyChange } from '../digest/reported-money.ts';
import { UNKNOWN_UNIT } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import type { Reason, ReasonCode, ReasonValue } from '../reasons/reason.ts';
import { ROSTER_FINDING_TEXTS } from '../roster/texts.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import {
  type CaseMoney,
  isAtStake,
  isClaimable,
  type MoneyParts,
  type MonthOfMoney,
} from '../rules/money-at-stake.ts';
import type { Language } from '../values/language.ts';
import { type Fen, sumKnown, yuan } from '../values/money.ts';
import { monthSpans } from '../values/month.ts';
import { daysBetween, type PlainDate } from '../values/plain-date.ts';
import type { Card, Row } from './letter.ts';
import { isToBeConfirmed, reasonText } from './reason-text.ts';
import type { Citation, MonthsRun, Parts, Wording } from './wording.ts';

export function unitText(unit: string, wording: Wording): string {
  return unit === UNKNOWN_UNIT ? wording.unknownUnit : unit;
}

/**
 * Numbers each source of a letter when it is first cited: a card says `来源 2`, and a list at the end explains the
 * number. Without numbers, a mail with twenty cases would name the same page twenty times.
 */
export interface CitedSources {
  /** The number of the source. The first is 1. */
  numberOf(source: string): number;
  /** In order of their numbers. */
  all(): readonly string[];
}

export function citedSources(): CitedSources {
  const numbers = new Map<string, number>();
  return {
    numberOf(source) {
      const number = numbers.get(source) ?? numbers.size + 1;
      numbers.set(source, number);
      return number;
    },
    all: () => [...numbers.keys()],
  };
}

/** The rows about money: the amount at stake or in question, its months, the cost of waiting and the late fee. */
function moneyRows(money: CaseMoney, wording: Wording, toBeConfirmed = false): Row[] {
  const { labels } = wording;
  const rows: Row[] = [];
  if (money.inQuestion !== undefined) {
    const text = wording.money.now(partsOf(money.inQuestion), { estimated: false, toBeConfirmed });
    rows.push({ label: labels.inQuestion, text });
  } else if (isAtStake(money)) {
    const estimated = money.months.some((month) => month.estimated && isClaimable(month));
    const text = wording.money.now(partsOf(money), { estimated, toBeConfirmed });
    rows.push({ label: labels.money, text, weight: 'strong' });
  }
  if (money.months.length > 0) {
    rows.push({ label: labels.months, text: wording.money.months(runsOf(money.months)) });
  }
  if (money.next !== undefined) {
    rows.push({ label: labels.next, text: wording.money.next(money.next.on, partsOf(money.next)) });
  }
  if (money.lateFee !== undefined && isRunning(money.lateFee)) {
    const { soFar, nextDay } = money.lateFee;
    rows.push({ label: labels.lateFee, text: wording.money.lateFee(yuanText(soFar), yuanText(nextDay)) });
  }
  return rows;
}

/** The rows with the amount in the previous digest, the current amount, and the reasons for the difference. */
function changeRows(change: MoneyChange | undefined, { labels, money: texts }: Wording): Row[] {
  if (change === undefined) return [];
  const { before, now } = change;
  const text = texts.changed(
    before && partsOf(before),
    now && partsOf(now),
    isSame(before, now),
    whyChanged(change, texts),
  );
  return [{ label: labels.moneyChange, text }];
}

/** Why the amount differs from the previous digest. */
export function whyChanged(
  { added, billed, gone, lateFee }: MoneyChange,
  texts: Wording['money'],
): readonly string[] {
  const why = [
    ...(added.length === 0 ? [] : [texts.added(added)]),
    ...(billed.length === 0 ? [] : [texts.billed(billed)]),
    ...gone.map(({ why, months }) => texts.gone(why, months)),
    ...(lateFee === undefined ? [] : [texts.lateFeeChange[lateFee]]),
  ];
  return why.length === 0 ? [texts.recalculated] : why;
}

/**
 * The text for a case that is no longer listed. It states the amount in the previous digest, and why it is no longer at
 * stake.
 */
export function endedMoneyText(
  { told: shown, gone }: NonNullable<EndedCase['money']>,
  { money }: Wording,
): string {
  return money.lastTold(
    partsOf(shown),
    gone.map(({ why, months }) => money.gone(why, months)),
  );
}

/** Whether a late fee is shown: it has started or starts tomorrow. */
export function isRunning({ soFar, nextDay }: NonNullable<CaseMoney['lateFee']>): boolean {
  return soFar > 0 || nextDay > 0;
}

/** Yuan with separators: `¥1,234.50`. */
export function yuanText(amount: Fen): string {
  const [whole = '', decimals] = yuan(amount).split('.');
  const grouped = `¥${whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
  return amount < 0 ? `-${grouped}` : grouped;
}

function partsOf({ unitPart, personalPart }: MoneyParts): Parts {
  const text = (amount: Fen | undefined) => (amount === undefined ? undefined : yuanText(amount));
  return {
    unit: text(unitPart),
    personal: text(personalPart),
    total: text(sumKnown([unitPart, personalPart])),
  };
}

/** Consecutive months with the same values become one span. */
function runsOf(months: readonly MonthOfMoney[]): MonthsRun[] {
  const isAlike = (a: MonthOfMoney, b: MonthOfMoney) => a.estimated === b.estimated && a.state === b.state;
  return monthSpans(months.toSorted(byMonth), isAlike).map(({ from, to, items }) => {
    const [{ estimated, state }] = items;
    return { from, to, count: items.length, estimated, state };
  });
}

function byMonth(a: MonthOfMoney, b: MonthOfMoney): number {
  return compareText(sortKey(a), sortKey(b));
}

function sortKey({ month, state, estimated }: MonthOfMoney): string {
  return `${month} ${state} ${estimated}`;
}

/**
 * The rows with the first reason as the answer to "why". Its law and source go to the small print, with those of the
 * other reasons.
 */
function whyRows([first]: readonly Citation[], wording: Wording): Row[] {
  if (first?.text === undefined) return [];
  const { text, confidence } = first;
  const why = wording.citation({ text, confidence, law: undefined, source: undefined });
  return [{ label: wording.labels.why, text: why }];
}

/** Each law and source once, with the first reason that cites it. */
function basisLines(
  [first, ...others]: readonly Citation[],
  sources: CitedSources,
  wording: Wording,
): string[] {
  const cited = others.filter(
    (citation) => citation.toBeConfirmed === true || (citation.law ?? citation.source ?? citation.confidence),
  );
  const ofFirst = first === undefined ? [] : [{ ...first, text: undefined, confidence: undefined }];
  const numbered = (source: string | undefined) =>
    source === undefined ? undefined : wording.sourceNumber(sources.numberOf(source));
  const seen = new Set<string | undefined>();
  const unseen = (cite: string | undefined) => {
    if (seen.has(cite)) return undefined;
    seen.add(cite);
    return cite;
  };
  return [...ofFirst, ...cited]
    .map((citation) =>
      wording.citation({ ...citation, law: unseen(citation.law), source: numbered(unseen(citation.source)) }),
    )
    .filter((line) => line !== '');
}

/** A reason as text, with its law and source. */
function citationOf(reason: Reason, language: Language, wording: Wording): Citation {
  return {
    text: reasonText(reason, language),
    law: reason.law,
    // A law that is cited with high confidence is itself the source, so no other source is named.
    source: reason.law !== undefined && reason.confidence === 'high' ? undefined : reason.source,
    confidence: confidenceNote(reason, wording),
    toBeConfirmed: isToBeConfirmed(reason),
  };
}

/** The confidence of a reason as text; undefined if it needs none or if the sentence already has the mark 待核实. */
export function confidenceNote(reason: Reason, wording: Wording): string | undefined {
  return reason.confidence === 'unknown' && !isToBeConfirmed(reason) ? wording.unknown : undefined;
}

/** Codes of reasons that say that a date was moved off a rest day. */
const MOVED: ReadonlySet<ReasonCode> = new Set(['act-by-pulled-back', 'cut-off-pulled-back']);

/**
 * Whether the act-by date depends on a cut-off with a weak source, or was moved by assumed holidays.
 *
 * @param because the reasons for the dates of the deadline.
 */
export function isActByToBeConfirmed(
  { actBy, statutoryDueOn, assumedCalendar }: Deadline,
  because: readonly Reason[],
): boolean {
  if (assumedCalendar && because.some(({ code }) => MOVED.has(code))) return true;
  return actBy !== statutoryDueOn && isDayToBeConfirmed(actBy, because);
}

/** Whether a cut-off or last declaration day on `day` is shown with the mark 待核实. */
export function isDayToBeConfirmed(day: PlainDate, because: readonly Reason[]): boolean {
  return because.some((reason) => {
    const { cutOff, actBy }: Readonly<Record<string, ReasonValue>> = reason.values;
    return (cutOff === day || actBy === day) && isToBeConfirmed(reason);
  });
}

/** Codes of reasons from which an amount is computed. */
const OF_AN_AMOUNT: ReadonlySet<ReasonCode> = new Set([
  'base-floor',
  'base-ceiling',
  'base-floor-contradictory',
  'base-ceiling-contradictory',
  'part-unit',
  'part-maternity',
  'part-personal',
  'personal-fixed',
  'top-up-floor-published',
  'top-up-floor-seen',
  'top-up-ceiling-published',
  'top-up-ceiling-seen',
  'last-payable-month-by-region',
]);

/**
 * Whether the amount depends on a weak source. That an amount is estimated does not count, because estimates have a
 * label of their own.
 */
export function isMoneyToBeConfirmed({ money, because }: Case): boolean {
  return (
    money !== undefined && because.some((reason) => OF_AN_AMOUNT.has(reason.code) && isToBeConfirmed(reason))
  );
}

/** Whether an act-by date or an amount of the case is shown with the mark 待核实. */
export function hasSomethingToConfirm(openCase: Case): boolean {
  const isActBy =
    openCase.deadline !== undefined && isActByToBeConfirmed(openCase.deadline, openCase.because);
  return isActBy || isMoneyToBeConfirmed(openCase);
}

/** Writes one case in `language` on `day`. Sources that it cites are added to `sources`. */
export function writeCard(
  item: DigestItem,
  day: PlainDate,
  language: Language,
  wording: Wording,
  sources: CitedSources = citedSources(),
): Card {
  const openCase = item.case;
  const unitName = unitText(item.unitName, wording);
  const shown = firstOfEach(openCase.because);
  const citations = shown.map((reason) => citationOf(reason, language, wording));
  const ofSteps = (openCase.steps ?? []).map(({ law, source }) => ({
    text: undefined,
    law,
    source,
    confidence: undefined,
  }));
  const omitted = openCase.because.length - shown.length;
  const basis = [
    ...basisLines([...citations, ...ofSteps], sources, wording),
    ...(omitted === 0 ? [] : [wording.moreBasis(omitted)]),
  ];
  return {
    who:
      openCase.employeeId === undefined ? unitName : wording.who(openCase.employeeId, openCase.employeeName),
    marks: marksOf(item.news).map((news) => wording.news[news]),
    // In a case about the unit itself, `who` already names the unit.
    what:
      openCase.employeeId === undefined
        ? wording.kinds[openCase.kind]
        : `${wording.kinds[openCase.kind]} · ${unitName}`,
    rows: [
      ...deadlineRows(item, wording),
      ...whyRows(citations, wording),
      ...stateRows(openCase, day, wording),
      ...(openCase.money === undefined
        ? []
        : moneyRows(openCase.money, wording, isMoneyToBeConfirmed(openCase))),
      ...changeRows(item.moneyChange, wording),
      ...owedRows(openCase, wording),
      ...noteRows(shown, language, wording),
      ...stepRows(openCase, language, wording),
      ...documentRows(openCase, wording),
    ],
    ...(basis.length === 0 ? {} : { basis: { label: wording.labels.basis, lines: basis } }),
    ...(isWebAddress(item.link) ? { link: { label: wording.link, url: item.link } } : {}),
  };
}

/** Only this many reasons of one kind are shown, because a case may have one for each month owed. */
const MAX_OF_ONE_KIND = 3;

function firstOfEach(because: readonly Reason[]): readonly Reason[] {
  const shown = new Map<string, number>();
  return because.filter(({ code }) => {
    const count = (shown.get(code) ?? 0) + 1;
    shown.set(code, count);
    return count <= MAX_OF_ONE_KIND;
  });
}

/**
 * The news that become labels of the case. If a run was missed, a case can pass a threshold and its act-by date at the
 * same time. Then only the label of the passed date is shown.
 */
function marksOf(news: readonly News[]): readonly News[] {
  const isPast = news.includes('overdue') || news.includes('past-act-by');
  return isPast ? news.filter((entry) => entry !== 'threshold') : news;
}

/**
 * A text with the act-by date and the days left. If that date has passed, the text also has the last lawful day,
 * because a case is overdue only after it (E19).
 *
 * @param daysLeft until the act-by date; negative after it.
 * @param because the reasons for the dates of the deadline.
 */
export function actByText(
  deadline: Deadline,
  because: readonly Reason[],
  daysLeft: number,
  { date, deadline: texts }: Wording,
): string {
  const { actBy, lastLawfulDay, statutoryDueOn, assumedCalendar } = deadline;
  const shown = date(actBy, isActByToBeConfirmed(deadline, because));
  if (daysLeft >= 0) return texts.actBy(shown, daysLeft);
  const lastDay = date(lastLawfulDay, assumedCalendar && lastLawfulDay !== statutoryDueOn);
  const lawfulDaysLeft = daysLeft + daysBetween(actBy, lastLawfulDay);
  if (lawfulDaysLeft >= 0) return texts.pastActBy(shown, lastDay, lawfulDaysLeft);
  return texts.overdue(shown, actBy === lastLawfulDay ? undefined : lastDay, -lawfulDaysLeft);
}

function deadlineRows(
  { case: { deadline, question, because }, daysLeft }: DigestItem,
  wording: Wording,
): Row[] {
  const { labels } = wording;
  if (question !== undefined) {
    return [
      { label: labels.actBy, text: wording.deadline.unanswered(question.reportedOn), weight: 'strong' },
    ];
  }
  if (deadline === undefined || daysLeft === undefined) {
    return [{ label: labels.actBy, text: wording.deadline.none }];
  }
  const { actBy, statutoryDueOn, lastLawfulDay, localCutOff, missedCutOff } = deadline;
  const rows: Row[] = [
    { label: labels.actBy, text: actByText(deadline, because, daysLeft, wording), weight: 'strong' },
  ];
  // If a local notice sets the due day, this day is not shown as a statutory date.
  if (statutoryDueOn !== actBy && statutoryDueOn !== localCutOff)
    rows.push({ label: labels.statutoryDueOn, text: wording.date(statutoryDueOn) });
  if (lastLawfulDay !== statutoryDueOn) {
    const text = wording.date(lastLawfulDay, deadline.assumedCalendar);
    rows.push({ label: labels.lastLawfulDay, text });
  }
  if (localCutOff === actBy && actBy < statutoryDueOn) {
    rows.push({ label: labels.note, text: wording.deadline.cutOffBinds });
  }
  if (missedCutOff !== undefined) {
    const text = wording.deadline.missedCutOff(missedCutOff, because.some(isMissedPerhaps));
    rows.push({ label: labels.note, text });
  }
  if (deadline.assumedCalendar) {
    const isShipped = because.every(({ code }) => code !== 'calendar-not-shipped');
    const { assumedCalendar, calendarNotShipped } = wording.deadline;
    rows.push({ label: labels.note, text: isShipped ? assumedCalendar : calendarNotShipped });
  }
  return rows;
}

/**
 * Whether a cut-off was missed but its month is perhaps not lost, because the sources contradict each other or one of
 * them names a later day.
 */
export function isMissedPerhaps(reason: Reason): boolean {
  switch (reason.code) {
    case 'enrolment-cut-off-missed':
    case 'removal-cut-off-missed':
      return isToBeConfirmed(reason);
    case 'enrolment-cut-off-perhaps-missed':
    case 'removal-cut-off-perhaps-missed':
    case 'enrolment-cut-off-doubtful':
      return true;
    default:
      return false;
  }
}

function stateRows(openCase: Case, day: PlainDate, wording: Wording): Row[] {
  const text = stateText(openCase, day, wording);
  return text === undefined ? [] : [{ label: wording.labels.state, text }];
}

/** A sentence on the state of the case; undefined if nothing was done and no complete file lacks the person. */
export function stateText(
  { kind, state }: Case,
  day: PlainDate,
  { state: texts }: Wording,
): string | undefined {
  switch (state.is) {
    case 'open':
      return state.unlistedIn === undefined ? undefined : texts.unlisted(state.unlistedIn);
    case 'submitted': {
      const { on, receiptNo, chaseFrom } = state;
      const late = chaseFrom !== undefined && chaseFrom <= day;
      if (kind === 'card') return texts.cardRequested({ on, chaseFrom, late });
      const submitted = texts.submitted({ on, receiptNo, chaseFrom, late });
      if (state.unlistedIn === undefined) return submitted;
      return texts.both(submitted, texts.unlisted(state.unlistedIn));
    }
    case 'rejected':
      return texts.rejected(state.on, state.reason);
    case 'blocked-elsewhere':
      return texts.blockedElsewhere(state.on, state.reason);
    case 'refund-requested':
      return texts.refundRequested(state.on, state.way);
  }
}

/**
 * Codes of reasons that are too important for the small print. They are about days without cover, about who pays, about
 * limits of the base, or about identity.
 */
const NOTABLE: ReadonlySet<string> = new Set([
  'uncovered-days',
  'employer-bears-bills',
  'personal-share-at-risk',
  'bases-band',
  'bases-band-unknown',
  'bases-band-estimated',
  'bases-deadline-before-turn',
  'bases-deadline-perhaps-over',
  'unknown-person-charged',
  'unknown-person-gone',
  'unknown-person-not-ours',
  'unknown-person-perhaps',
  'double-cover-keep',
  'doubtful-last-charge',
  'not-due-yet-charged',
  'seen-old-name',
  'existing-names',
  'existing-names-and-more',
  ...Object.keys(ROSTER_FINDING_TEXTS),
]);

function noteRows(shown: readonly Reason[], language: Language, wording: Wording): Row[] {
  const notable = shown.filter(({ code }) => NOTABLE.has(code));
  return notable.map((reason) => ({ label: wording.labels.note, text: reasonText(reason, language) }));
}

function stepRows({ steps = [] }: Case, language: Language, wording: Wording): Row[] {
  if (steps.length === 0) return [];
  const sentences = steps.map((reason) => reasonText(reason, language));
  // A single step needs no number.
  const numbered = sentences.map((sentence, index) => `${index + 1}) ${sentence}`);
  return [{ label: wording.labels.steps, text: numbered.length === 1 ? sentences : numbered }];
}

/** R7: the row that says that money deducted from the wage by mistake belongs to the person. */
function owedRows({ kind, money, steps = [] }: Case, wording: Wording): Row[] {
  if (kind !== 'overpayment' || money?.personalPart === 0) return [];
  if (steps.some(({ code }) => code === 'step-pay-person-back')) return [];
  return [{ label: wording.labels.note, text: wording.money.owedToPerson }];
}

/**
 * The rows with the missing documents. Empty while the agency's answer is awaited, and for a leaver's guide, which needs
 * no documents.
 */
function documentRows({ kind, documents, state }: Case, wording: Wording): Row[] {
  if (documents.length === 0 || isAwaited(state) || kind === 'leaver-guide') return [];
  const missing = documents.filter((document) => !document.received);
  const named = (required: boolean) =>
    missing.filter((document) => document.required === required).map(wording.documents.paper);
  const text =
    missing.length === 0 ? wording.documents.complete : wording.documents.missing(named(true), named(false));
  return [{ label: wording.labels.documents, text }];
}

function isAwaited({ is }: Case['state']): boolean {
  return is === 'submitted' || is === 'refund-requested';
}

/** Whether a link is a web address. Others, such as `javascript:`, never become links. */
export function isWebAddress(link: string | undefined): link is string {
  return link !== undefined && /^https?:\/\/\S+$/i.test(link);
}
