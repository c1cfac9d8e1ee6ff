import type { Case, Reason } from '../cases/case.ts';
import type { Language } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type CitedSources, citedSources } from './cited-sources.ts';
import type { DigestItem, News } from './digest.ts';
import type { Card, Row } from './letter.ts';
import { moneyRows } from './money-rows.ts';
import { unitText } from './unit-text.ts';
import { reasonText } from './wording/reasons.ts';
import { ROSTER_FINDING_CODES } from './wording/roster-reasons.ts';
import type { Wording } from './wording/wording.ts';
import { basisLines, citationOf, whyRows } from './write-basis.ts';

/** One case in the words of `language`, as it stands on `day`; the letter lists the `sources` that it cites. */
export function writeCard(
  item: DigestItem,
  day: PlainDate,
  language: Language,
  wording: Wording,
  sources: CitedSources = citedSources(),
): Card {
  const it = item.case;
  const unitName = unitText(item.unitName, wording);
  const told = firstOfEach(it.because);
  const citations = told.map((reason) => citationOf(reason, language, wording));
  const omitted = it.because.length - told.length;
  const basis = [
    ...basisLines(citations, sources, wording),
    ...(omitted === 0 ? [] : [wording.moreBasis(omitted)]),
  ];
  return {
    who: it.employeeId === undefined ? unitName : wording.who(it.employeeId, it.employeeName),
    marks: marksOf(item.news).map((news) => wording.news[news]),
    // A unit's own case has said which unit already.
    what: it.employeeId === undefined ? wording.kinds[it.kind] : `${wording.kinds[it.kind]} · ${unitName}`,
    rows: [
      ...deadlineRows(item, wording),
      ...whyRows(citations, wording),
      ...stateRows(it, day, wording),
      ...(it.money === undefined ? [] : moneyRows(it.money, wording)),
      ...owedRows(it, wording),
      ...noteRows(told, language, wording),
      ...stepRows(it, language, wording),
      ...documentRows(it, wording),
    ],
    ...(basis.length === 0 ? {} : { basis: { label: wording.labels.basis, lines: basis } }),
    ...(isWebAddress(item.link) ? { link: { label: wording.link, url: item.link } } : {}),
  };
}

/** So many months may be owed that their reasons, one a month, would bury the rest: a few stand for all. */
const MOST_OF_ONE_KIND = 3;

function firstOfEach(because: readonly Reason[]): readonly Reason[] {
  const told = new Map<string, number>();
  return because.filter(({ code }) => {
    const count = (told.get(code) ?? 0) + 1;
    told.set(code, count);
    return count <= MOST_OF_ONE_KIND;
  });
}

/** After a run was missed a threshold may have passed together with the date itself: then only the latter counts. */
function marksOf(news: readonly News[]): readonly News[] {
  return news.includes('overdue') ? news.filter((it) => it !== 'threshold') : news;
}

function deadlineRows({ case: { deadline, question }, daysLeft }: DigestItem, wording: Wording): Row[] {
  const { labels } = wording;
  if (question !== undefined) {
    return [{ label: labels.actBy, text: wording.deadline.unanswered(question.toldOn), weight: 'strong' }];
  }
  if (deadline === undefined || daysLeft === undefined) {
    return [{ label: labels.actBy, text: wording.deadline.none }];
  }
  const { actBy, statutoryDueOn, lastLawfulDay, localCutOff, missedCutOff } = deadline;
  const rows: Row[] = [
    { label: labels.actBy, text: wording.deadline.actBy(actBy, daysLeft), weight: 'strong' },
  ];
  if (statutoryDueOn !== actBy)
    rows.push({ label: labels.statutoryDueOn, text: wording.date(statutoryDueOn) });
  if (lastLawfulDay !== statutoryDueOn) {
    rows.push({ label: labels.lastLawfulDay, text: wording.date(lastLawfulDay) });
  }
  if (localCutOff === actBy && actBy < statutoryDueOn) {
    rows.push({ label: labels.note, text: wording.deadline.cutOffBinds });
  }
  if (missedCutOff !== undefined) {
    rows.push({ label: labels.note, text: wording.deadline.missedCutOff(missedCutOff) });
  }
  if (deadline.assumedCalendar) rows.push({ label: labels.note, text: wording.deadline.assumedCalendar });
  return rows;
}

function stateRows(it: Case, day: PlainDate, wording: Wording): Row[] {
  const text = stateText(it, day, wording);
  return text === undefined ? [] : [{ label: wording.labels.state, text }];
}

function stateText({ kind, state }: Case, day: PlainDate, { state: words }: Wording): string | undefined {
  switch (state.is) {
    case 'open':
      return undefined;
    case 'submitted': {
      const { on, receiptNo, chaseFrom } = state;
      const late = chaseFrom !== undefined && chaseFrom <= day;
      if (kind === 'card') return words.cardRequested({ on, chaseFrom, late });
      return words.submitted({ on, receiptNo, chaseFrom, late });
    }
    case 'rejected':
      return words.rejected(state.on, state.reason);
    case 'blocked-elsewhere':
      return words.blockedElsewhere(state.on, state.reason);
    case 'refund-requested':
      return words.refundRequested(state.on, state.way);
  }
}

/** What nobody should have to look for in the small print: days without cover, whose the bills are, the band, who it is. */
const NOTABLE: ReadonlySet<string> = new Set([
  'uncovered-days',
  'employer-bears-bills',
  'personal-share-at-risk',
  'bases-band',
  'bases-band-unknown',
  'bases-band-estimated',
  'bases-deadline-before-turn',
  'unknown-person-charged',
  ...ROSTER_FINDING_CODES,
]);

function noteRows(told: readonly Reason[], language: Language, wording: Wording): Row[] {
  const notable = told.filter(({ code }) => NOTABLE.has(code));
  return notable.map((reason) => ({ label: wording.labels.note, text: reasonText(reason, language) }));
}

function stepRows({ steps = [] }: Case, language: Language, wording: Wording): Row[] {
  if (steps.length === 0) return [];
  const sentences = steps.map((reason) => reasonText(reason, language));
  return [{ label: wording.labels.steps, text: wording.steps(sentences) }];
}

/** R7: what was taken from the person's wage by mistake is the person's. */
function owedRows({ kind, money, steps = [] }: Case, wording: Wording): Row[] {
  if (kind !== 'overpayment' || money?.personalPart === 0) return [];
  if (steps.some(({ code }) => code === 'step-pay-person-back')) return [];
  return [{ label: wording.labels.note, text: wording.money.owedToPerson }];
}

/** While the answer is awaited there is nothing to hand in; and a leaver's guide is handed out. */
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

/** Nothing but a web address becomes a link: a `javascript:` one never does. */
function isWebAddress(link: string | undefined): link is string {
  return link !== undefined && /^https?:\/\/\S+$/i.test(link);
}
