import { type CaseKind, URGENCIES, type Urgency } from '../cases/case.ts';
import { atStake, daysOf } from '../digest/compose-digest.ts';
import type { Digest, DigestItem, News, RenderedMail } from '../digest/digest.ts';
import { type MoneyTotals, moneyTotals } from '../digest/money-totals.ts';
import { compareText } from '../facts/fact.ts';
import { isWebAddress, stateText, unitText } from './case-card.ts';
import {
  atStakeText,
  changeText,
  clipped,
  dayText,
  isCutOffToBeConfirmed,
  isLineToBeConfirmed,
  isWaiting,
  linkInShort,
  stateInShort,
  waitingTexts,
  whyInShort,
  wordingIn,
  yuanInShort,
} from './case-in-short.ts';
import { administrationLines, endedLines } from './digest-letter.ts';
import { type Letter, printable } from './letter.ts';
import { renderShortHtml, renderShortText } from './render-short.ts';
import { type GroupCounts, type ShortWording, shortWordingIn } from './short-texts.ts';
import type { Wording } from './wording.ts';

/** A short digest, before the layout; HTML and plain text are rendered from it, so both have the same content. */
export interface ShortMail extends Omit<Letter, 'sections'> {
  readonly meters: readonly string[];
  readonly button: Link;
  readonly sections: readonly ShortSection[];
}

export interface ShortSection {
  readonly heading: string;
  /** Cases that are shown in three lines each. */
  readonly cards: readonly ShortCard[];
  readonly lines: readonly ShortLine[];
}

export interface ShortCard {
  readonly urgency: Urgency;
  readonly mark?: string;
  readonly who: string;
  readonly what: string;
  readonly day: string;
  /** The first line has the reason or the state of the case. Money and the cost of waiting follow. */
  readonly lines: readonly string[];
  readonly link: Link;
}

export interface ShortLine {
  readonly mark?: string;
  readonly urgency?: Urgency;
  readonly text: string;
  readonly url?: string;
}

interface Link {
  readonly label: string;
  readonly url: string;
}

/**
 * The data that the mail needs besides the digest: the address of the inbox, and the administrator who answers
 * questions.
 */
export interface ShortMailFrame {
  /** The address of the inbox with all cases, or with the cases of one kind and unit. */
  inbox(only?: { readonly kind: CaseKind; readonly unitId: string }): string;
  readonly administrator: { readonly name: string; readonly email: string } | undefined;
}

/** How many items of each section are shown one by one. The other items are only counted. */
interface SectionLimits {
  readonly lines: number;
  readonly groups: number;
  readonly ended: number;
  readonly toCorrect: number;
}

/** These limits are tried in this order until the mail fits. */
const SECTION_LIMITS: readonly [SectionLimits, ...SectionLimits[]] = [
  { lines: 40, groups: 30, ended: 30, toCorrect: 30 },
  { lines: 20, groups: 20, ended: 15, toCorrect: 15 },
  { lines: 10, groups: 10, ended: 8, toCorrect: 8 },
  { lines: 0, groups: 5, ended: 4, toCorrect: 4 },
];

const FIRST_CASES = 5;
const MAX_BYTES = 60 * 1024;

const NAME = 40;
const SENTENCE = 160;
const ADDRESS = 500;

/**
 * The digest as a short mail with links to the staff portal: the five most important cases, one line for each of the
 * next ones, the number of the others. Every case is shown or counted exactly once. The HTML is at most 60 KB.
 */
export function renderShortMail(digest: Digest, frame: ShortMailFrame): RenderedMail {
  const mails = SECTION_LIMITS.values().map((room) => {
    const mail = writeShortMail(digest, frame, room);
    return { subject: mail.subject, text: renderShortText(mail), html: renderShortHtml(mail) };
  });
  let last: RenderedMail | undefined;
  for (const mail of mails) {
    last = mail;
    if (new TextEncoder().encode(mail.html).length <= MAX_BYTES) break;
  }
  if (last === undefined) throw new RangeError('there is no room for a mail');
  return last;
}

/** Writes the short mail in its recipient's language. */
export function writeShortMail(
  digest: Digest,
  frame: ShortMailFrame,
  room: SectionLimits = SECTION_LIMITS[0],
): ShortMail {
  const { recipient, day, items, counts, administration } = digest;
  const { language } = recipient;
  const wording = wordingIn(language);
  const texts = shortWordingIn(language);
  const context = {
    digest,
    frame,
    wording,
    texts,
    hasUnits: new Set(items.map((item) => item.unitName)).size > 1,
  };
  const meters = moneyTotals(items.map((item) => item.case));
  const ordered = items.toSorted((a, b) => byWeight(a, b, digest));
  const rest = ordered.slice(FIRST_CASES);
  const toConfirm = items.filter((item) => isLineToBeConfirmed(item.case, day)).length;
  const more = (lines: readonly string[]) => lines.map((text) => ({ text: clipped(text, 2 * SENTENCE) }));
  const problemLines =
    administration === undefined ? [] : administrationLines(administration, wording, language);
  return {
    htmlLanguage: wording.htmlLanguage,
    subject: printable(texts.subject(day, subjectParts(digest, meters, texts))),
    heading: wording.heading(day),
    opening: [
      texts.greeting(clipped(recipient.name, NAME), items.length),
      ...(toConfirm === 0 ? [] : [texts.toBeConfirmed(toConfirm)]),
    ],
    counts: URGENCIES.filter((urgency) => counts[urgency] > 0).map((urgency) => ({
      urgency,
      text: texts.urgency(urgency, counts[urgency]),
    })),
    meters: items.length === 0 ? [] : metersTexts(meters, texts),
    button: { label: texts.openInbox, url: frame.inbox() },
    sections: [
      section(texts.first, { cards: ordered.slice(0, FIRST_CASES).map((item) => cardOf(item, context)) }),
      section(texts.rest(rest.length), {
        lines: [
          ...rest.slice(0, room.lines).map((item) => lineOf(item, context)),
          ...groupLines(rest.slice(room.lines), room.groups, context),
        ],
      }),
      section(wording.ended.heading, { lines: more(endedInShort(digest, room.ended, wording, texts)) }),
      section(wording.unwatched.heading, {
        lines: more(
          (digest.unwatched ?? []).slice(0, room.toCorrect).map((unit) => wording.unwatched.line(unit)),
        ),
      }),
      section(wording.administration.heading, {
        lines: more([
          ...problemLines.slice(0, room.toCorrect),
          ...(problemLines.length > room.toCorrect
            ? [wording.moreLines(problemLines.length - room.toCorrect)]
            : []),
        ]),
      }),
    ].filter(({ cards, lines }) => cards.length + lines.length > 0),
    footer: texts
      .footer({
        as: [...digest.roles, ...(administration === undefined ? [] : (['administrator'] as const))],
        administrator:
          frame.administrator && clipped(frame.administrator.name || frame.administrator.email, 80),
        // The mark 待核实 is explained only if it is used.
        hedge: toConfirm === 0 ? '' : wording.hedge,
      })
      .filter((line) => line !== ''),
    colon: texts.colon,
  };
}

interface MailContext {
  readonly digest: Digest;
  readonly frame: ShortMailFrame;
  readonly wording: Wording;
  readonly texts: ShortWording;
  /** Whether the reader has cases of several units. Each case then names its unit. */
  readonly hasUnits: boolean;
}

/**
 * The parts of the subject. For finance, money comes first. For others, the number of due cases comes first, and money
 * is named only if nothing is due.
 */
function subjectParts(
  { roles, counts, items, ended }: Digest,
  meters: MoneyTotals,
  texts: ShortWording,
): string[] {
  const due = (['overdue', 'today', 'soon'] as const)
    .filter((urgency) => counts[urgency] > 0)
    .map((urgency) => texts.urgency(urgency, counts[urgency]));
  const money = [
    ...(meters.toClaim.amount > 0 ? [`${texts.toClaim} ${yuanInShort(meters.toClaim.amount)}`] : []),
    ...(meters.toPay.amount > 0 ? [`${texts.toPay} ${yuanInShort(meters.toPay.amount)}`] : []),
  ];
  if (items.length === 0)
    return [ended.length > 0 ? texts.endedOnly(ended.length) : texts.administrationOnly];
  const isFinance = roles.length > 0 && roles.every((role) => role === 'finance');
  if (isFinance && money.length > 0) return money;
  return [...(due.length > 0 ? due : money), texts.total(items.length)];
}

function metersTexts({ toClaim, toPay }: MoneyTotals, texts: ShortWording): string[] {
  return [
    ...(toClaim.cases === 0 ? [] : [texts.moneyTotal(texts.toClaim, toClaim)]),
    ...(toPay.cases === 0 ? [] : [texts.moneyTotal(texts.toPay, toPay)]),
  ];
}

function section(heading: string, { cards = [], lines = [] }: Partial<ShortSection>): ShortSection {
  return { heading, cards, lines };
}

/**
 * Sorts the cases by urgency: overdue, due today, due soon, later. Within an urgency, cases that only wait for an
 * answer come last. Of the others, those with fewer days left come first, then those with news, then those with more
 * money. For cases not due within 7 days, news and money count before the days.
 */
function byWeight(a: DigestItem, b: DigestItem, { day }: Digest): number {
  const isDue = a.urgency !== 'later';
  return (
    URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
    Number(isWaiting(a.case, day)) - Number(isWaiting(b.case, day)) ||
    (isDue ? daysOf(a) - daysOf(b) : 0) ||
    Number(b.news.length > 0) - Number(a.news.length > 0) ||
    atStake(b.case) - atStake(a.case) ||
    daysOf(a) - daysOf(b) ||
    compareText(a.case.caseId, b.case.caseId)
  );
}

/**
 * The kinds of news that give a case the mark "changed". A date that comes closer is not one of them, because the case
 * shows its day anyway.
 */
const CHANGES: ReadonlySet<News> = new Set<News>([
  'changed',
  'month-added',
  'estimate-replaced',
  'late-fee-begun',
  'money-changed',
]);

function markOf({ news }: DigestItem, texts: ShortWording): { readonly mark?: string } {
  if (news.includes('opened')) return { mark: texts.opened };
  return news.some((each) => CHANGES.has(each)) ? { mark: texts.changed } : {};
}

function whoOf({ case: openCase, unitName }: DigestItem, wording: Wording): string {
  if (openCase.employeeId === undefined) return clipped(unitText(unitName, wording), NAME);
  const name = openCase.employeeName === undefined ? undefined : clipped(openCase.employeeName, NAME);
  return wording.who(clipped(openCase.employeeId, NAME), name);
}

function whatOf({ case: openCase, unitName }: DigestItem, { wording, hasUnits }: MailContext): string {
  const unit =
    openCase.employeeId !== undefined && hasUnits ? ` · ${clipped(unitText(unitName, wording), NAME)}` : '';
  return `${wording.kinds[openCase.kind]}${unit}`;
}

/** The case's day as text; empty if the case has no day and does not ask for one. */
function dayOf({ case: openCase, daysLeft, urgency }: DigestItem, { digest, wording }: MailContext): string {
  const text = dayText(openCase, daysLeft, digest.recipient.language);
  return text === '' && urgency === 'today' ? wording.urgencies.today : text;
}

function cardOf(item: DigestItem, context: MailContext): ShortCard {
  const { digest, wording, texts } = context;
  const { day, recipient } = digest;
  const { language } = recipient;
  const openCase = item.case;
  const missed = openCase.deadline?.missedCutOff;
  const why = [
    openCase.state.is === 'open' ? whyInShort(openCase, language) : stateText(openCase, day, wording),
    ...(openCase.state.is === 'open' && openCase.state.unlistedIn !== undefined
      ? [wording.state.unlisted(openCase.state.unlistedIn)]
      : []),
    ...(missed === undefined ? [] : [wording.deadline.missedCutOff(missed, isCutOffToBeConfirmed(openCase))]),
  ];
  const money = [
    atStakeText(openCase, language),
    ...(item.moneyChange === undefined ? [] : [clipped(changeText(item.moneyChange, language), SENTENCE)]),
    ...waitingTexts(openCase, language),
  ];
  const joined = (parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== '').join(language === 'zh' ? '；' : '; ');
  return {
    urgency: item.urgency,
    ...markOf(item, texts),
    who: whoOf(item, wording),
    what: whatOf(item, context),
    day: dayOf(item, context) || wording.deadline.none,
    lines: [
      clipped(joined(why).replaceAll('。；', '；').replaceAll('.; ', '; '), 2 * SENTENCE),
      joined(money),
    ].filter((line) => line !== ''),
    link: { label: linkInShort(openCase, language), url: linkOf(item, context) },
  };
}

function lineOf(item: DigestItem, context: MailContext): ShortLine {
  const { digest, wording, texts } = context;
  const { day, recipient } = digest;
  const { language } = recipient;
  const openCase = item.case;
  const change = item.moneyChange && clipped(changeText(item.moneyChange, language), SENTENCE);
  const parts = [
    whoOf(item, wording),
    whatOf(item, context),
    dayOf(item, context),
    stateInShort(openCase, day, language),
    isCutOffToBeConfirmed(openCase) ? texts.cutOffToBeConfirmed : '',
    atStakeText(openCase, language),
    change ?? '',
  ];
  return {
    ...markOf(item, texts),
    urgency: item.urgency,
    text: parts.filter((part) => part !== '').join(' · '),
    url: linkOf(item, context),
  };
}

/**
 * The address of the page on which the case is handled. If this is not a web address, or is too long for a mail, the
 * address of the inbox.
 */
function linkOf({ link }: DigestItem, { frame }: MailContext): string {
  return isWebAddress(link) && link.length <= ADDRESS ? link : frame.inbox();
}

/** Lines that count the cases without a line of their own, by kind and unit. The largest groups come first. */
function groupLines(items: readonly DigestItem[], most: number, context: MailContext): ShortLine[] {
  const { wording, texts, frame } = context;
  const byGroup = Map.groupBy(items, ({ case: openCase }) =>
    JSON.stringify([openCase.kind, openCase.unitId]),
  );
  const groups = [...byGroup].sort(([a, one], [b, other]) => other.length - one.length || compareText(a, b));
  const named = groups.slice(0, most).flatMap(([, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { kind, unitId } = first.case;
    const unit = clipped(unitText(first.unitName, wording), NAME);
    return { text: texts.group(kind, unit, countsOf(own, context)), url: frame.inbox({ kind, unitId }) };
  });
  const others = groups.slice(most).flatMap(([, own]) => own);
  if (others.length === 0) return named;
  return [...named, { text: texts.otherGroups(countsOf(others, context)), url: frame.inbox() }];
}

function countsOf(items: readonly DigestItem[], { digest, texts }: MailContext): GroupCounts {
  return {
    cases: items.length,
    changed: items.filter((item) => markOf(item, texts).mark !== undefined).length,
    toBeConfirmed: items.filter((item) => isLineToBeConfirmed(item.case, digest.day)).length,
  };
}

/** The ended cases, those with money first; those beyond `most` are only counted. */
function endedInShort({ ended }: Digest, most: number, wording: Wording, texts: ShortWording): string[] {
  const ordered = ended.toSorted((a, b) => Number(b.money !== undefined) - Number(a.money !== undefined));
  const left = ordered.slice(most);
  const shown = ordered.slice(0, most).map((endedCase) => ({
    ...endedCase,
    ...(endedCase.employeeId !== undefined && { employeeId: clipped(endedCase.employeeId, NAME) }),
    ...(endedCase.employeeName !== undefined && { employeeName: clipped(endedCase.employeeName, NAME) }),
    unitName: clipped(endedCase.unitName, NAME),
  }));
  return [
    ...endedLines(shown, wording),
    ...(left.length === 0
      ? []
      : [texts.moreEnded(left.length, left.filter(({ money }) => money !== undefined).length)]),
  ];
}
