import type { Case, CaseDocument, Reason } from '../cases/case.ts';
import type { Language } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { DigestItem, News } from './digest.ts';
import type { Card, Row } from './letter.ts';
import { moneyRows } from './money-rows.ts';
import { unitText } from './unit-text.ts';
import { reasonText } from './wording/reasons.ts';
import type { Citation, Wording } from './wording/wording.ts';

/** One case in the words of `language`, as it stands on `day`. */
export function writeCard(item: DigestItem, day: PlainDate, language: Language, wording: Wording): Card {
  const it = item.case;
  const told = firstOfEach(it.because);
  const citations = told.map((reason) => citationOf(reason, language, wording));
  const omitted = it.because.length - told.length;
  const basis = [...basisLines(citations, wording), ...(omitted === 0 ? [] : [wording.moreBasis(omitted)])];
  return {
    who: wording.who(it.employeeId, it.employeeName),
    marks: marksOf(item.news).map((news) => wording.news[news]),
    what: `${wording.kinds[it.kind]} · ${unitText(item.unitName, wording)}`,
    rows: [
      ...deadlineRows(item, wording),
      ...stateRows(it, day, wording),
      ...(it.money === undefined ? [] : moneyRows(it.money, wording)),
      ...owedRows(it, wording),
      ...noteRows(it, language, wording),
      ...documentRows(it.documents, wording),
      ...stepRows(it, language, wording),
      ...whyRows(citations, wording),
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

function deadlineRows({ case: { deadline }, daysLeft }: DigestItem, wording: Wording): Row[] {
  const { labels } = wording;
  if (deadline === undefined || daysLeft === undefined) {
    return [{ label: labels.actBy, text: wording.deadline.none }];
  }
  const { actBy, statutoryDueOn, lastLawfulDay, missedCutOff } = deadline;
  const rows: Row[] = [
    { label: labels.actBy, text: wording.deadline.actBy(actBy, daysLeft), weight: 'strong' },
  ];
  if (statutoryDueOn !== actBy)
    rows.push({ label: labels.statutoryDueOn, text: wording.date(statutoryDueOn) });
  if (lastLawfulDay !== statutoryDueOn) {
    rows.push({ label: labels.lastLawfulDay, text: wording.date(lastLawfulDay) });
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

function stateText({ state }: Case, day: PlainDate, { state: words }: Wording): string | undefined {
  switch (state.is) {
    case 'open':
      return undefined;
    case 'submitted': {
      const { on, receiptNo, chaseFrom } = state;
      return words.submitted({ on, receiptNo, chaseFrom, late: chaseFrom <= day });
    }
    case 'rejected':
      return words.rejected(state.on, state.reason);
    case 'blocked-elsewhere':
      return words.blockedElsewhere(state.on, state.reason);
    case 'refund-requested':
      return words.refundRequested(state.on, state.way);
  }
}

/** What nobody should have to look for in the small print: days without cover, whose the bills are. */
const NOTABLE: ReadonlySet<string> = new Set([
  'uncovered-days',
  'employer-bears-bills',
  'personal-share-at-risk',
]);

function noteRows({ because }: Case, language: Language, wording: Wording): Row[] {
  const notable = because.filter(({ code }) => NOTABLE.has(code));
  return notable.map((reason) => ({ label: wording.labels.note, text: reasonText(reason, language) }));
}

function stepRows({ steps = [] }: Case, language: Language, wording: Wording): Row[] {
  if (steps.length === 0) return [];
  const sentences = steps.map((reason) => reasonText(reason, language));
  return [{ label: wording.labels.steps, text: wording.steps(sentences) }];
}

/** R7: what was taken from the person's wage by mistake is the person's. */
function owedRows({ kind, money }: Case, wording: Wording): Row[] {
  if (kind !== 'overpayment' || money?.personalPart === 0) return [];
  return [{ label: wording.labels.note, text: wording.money.owedToPerson }];
}

function documentRows(documents: readonly CaseDocument[], wording: Wording): Row[] {
  if (documents.length === 0) return [];
  const missing = documents.filter((document) => !document.received);
  const required = missing.filter((document) => document.required).map((document) => document.name);
  const local = missing.filter((document) => !document.required).map((document) => document.name);
  const text = missing.length === 0 ? wording.documents.complete : wording.documents.missing(required, local);
  return [{ label: wording.labels.documents, text }];
}

/** The first reason is the one line why; its law and source go to the small print with the others. */
function whyRows([first]: readonly Citation[], wording: Wording): Row[] {
  if (first?.text === undefined) return [];
  const { text, confidence } = first;
  const why = wording.citation({ text, confidence, law: undefined, source: undefined });
  return [{ label: wording.labels.why, text: why }];
}

/** Each law and each source once, with the first reason that rests on it. */
function basisLines([first, ...others]: readonly Citation[], wording: Wording): string[] {
  const cited = others.filter((it) => it.law ?? it.source ?? it.confidence);
  const ofFirst = first === undefined ? [] : [{ ...first, text: undefined, confidence: undefined }];
  const seen = new Set<string | undefined>();
  const unseen = (cite: string | undefined) => {
    if (seen.has(cite)) return undefined;
    seen.add(cite);
    return cite;
  };
  return [...ofFirst, ...cited]
    .map((it) => wording.citation({ ...it, law: unseen(it.law), source: unseen(it.source) }))
    .filter((line) => line !== '');
}

function citationOf(reason: Reason, language: Language, wording: Wording): Citation {
  return {
    text: reasonText(reason, language),
    law: reason.law,
    // Where an article of law is cited with high confidence, its text is the source: naming it twice is noise.
    source: reason.law !== undefined && reason.confidence === 'high' ? undefined : reason.source,
    confidence: reason.confidence && wording.confidence[reason.confidence],
  };
}

/** Nothing but a web address becomes a link: a `javascript:` one never does. */
function isWebAddress(link: string | undefined): link is string {
  return link !== undefined && /^https?:\/\/\S+$/i.test(link);
}
