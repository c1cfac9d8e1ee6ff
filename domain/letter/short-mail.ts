import { type Case, type CaseKind, isForToday, type Urgency } from '../cases/case.ts';
import type { Digest, DigestItem, News, RenderedDigest } from '../digest/digest.ts';
import { type Meters, metersOf } from '../digest/meters.ts';
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
import { printable } from './letter.ts';
import { renderShortHtml, renderShortText } from './render-short.ts';
import { type GroupCounts, type ShortWording, shortWordingIn } from './short-texts.ts';
import type { Wording } from './wording.ts';

/** A digest in short, before it is laid out. HTML and plain text are both printed from it and say the same. */
export interface ShortMail {
  readonly htmlLanguage: string;
  readonly subject: string;
  readonly heading: string;
  readonly opening: readonly string[];
  readonly counts: readonly { readonly urgency: Urgency; readonly text: string }[];
  readonly meters: readonly string[];
  readonly button: Link;
  readonly sections: readonly ShortSection[];
  readonly footer: readonly string[];
  /** Between the name of a link and its address. */
  readonly colon: string;
}

export interface ShortSection {
  readonly heading: string;
  /** The cases that are told in three lines. */
  readonly cards: readonly ShortCard[];
  readonly lines: readonly ShortLine[];
}

export interface ShortCard {
  readonly urgency: Urgency;
  readonly mark?: string;
  readonly who: string;
  readonly what: string;
  readonly day: string;
  /** Why, or what was done; then money and what waiting adds. */
  readonly lines: readonly string[];
  readonly link: Link;
}

export interface ShortLine {
  readonly mark?: string;
  readonly urgency?: Urgency;
  readonly text: string;
  /** Where the text leads. */
  readonly url?: string;
}

interface Link {
  readonly label: string;
  readonly url: string;
}

/** Around the digest: where the inbox is, and who answers. */
export interface ShortMailFrame {
  /** The address of the inbox, of all cases or of those of one kind and unit. */
  inbox(only?: { readonly kind: CaseKind; readonly unitId: string }): string;
  readonly administrator: { readonly name: string; readonly email: string } | undefined;
}

/** How many are told each in its own way; what is beyond is counted. */
interface SectionLimits {
  readonly lines: number;
  readonly groups: number;
  readonly ended: number;
  readonly toCorrect: number;
}

/** Tried in this order until the mail fits. */
const SECTION_LIMITS: readonly [SectionLimits, ...SectionLimits[]] = [
  { lines: 40, groups: 30, ended: 30, toCorrect: 30 },
  { lines: 20, groups: 20, ended: 15, toCorrect: 15 },
  { lines: 10, groups: 10, ended: 8, toCorrect: 8 },
  { lines: 0, groups: 5, ended: 4, toCorrect: 4 },
];

const FIRST_CASES = 5;
const MOST_BYTES = 60 * 1024;

const NAME = 40;
const SENTENCE = 160;
const ADDRESS = 500;

/**
 * The digest as a short mail that leads to the staff portal: the five cases that matter most, one line each for others,
 * the rest counted. Every case of the digest is told or counted exactly once. At most 60 KB of HTML, whatever comes.
 */
export function renderShortMail(digest: Digest, frame: ShortMailFrame): RenderedDigest {
  const mails = SECTION_LIMITS.values().map((room) => {
    const mail = writeShortMail(digest, frame, room);
    return { subject: mail.subject, text: renderShortText(mail), html: renderShortHtml(mail) };
  });
  let last: RenderedDigest | undefined;
  for (const mail of mails) {
    last = mail;
    if (new TextEncoder().encode(mail.html).length <= MOST_BYTES) break;
  }
  if (last === undefined) throw new RangeError('there is no room for a mail');
  return last;
}

/** The short mail in the words of its recipient's language. */
export function writeShortMail(
  digest: Digest,
  frame: ShortMailFrame,
  room: SectionLimits = SECTION_LIMITS[0],
): ShortMail {
  const { recipient, day, items, counts, administration } = digest;
  const { language } = recipient;
  const wording = wordingIn(language);
  const words = shortWordingIn(language);
  const said = { digest, frame, wording, words, hasUnits: new Set(items.map((it) => it.unitName)).size > 1 };
  const meters = metersOf(items.map((item) => item.case));
  const ordered = items.toSorted((a, b) => byWeight(a, b, digest));
  const rest = ordered.slice(FIRST_CASES);
  const toConfirm = items.filter((item) => isLineToBeConfirmed(item.case, day)).length;
  const more = (lines: readonly string[]) => lines.map((text) => ({ text: clipped(text, 2 * SENTENCE) }));
  const mended = administration === undefined ? [] : administrationLines(administration, wording, language);
  return {
    htmlLanguage: wording.htmlLanguage,
    subject: printable(words.subject(day, subjectParts(digest, meters, words))),
    heading: wording.heading(day),
    opening: [
      words.greeting(clipped(recipient.name, NAME), items.length),
      ...(toConfirm === 0 ? [] : [words.toBeConfirmed(toConfirm)]),
    ],
    counts: URGENCIES.filter((urgency) => counts[urgency] > 0).map((urgency) => ({
      urgency,
      text: words.urgency(urgency, counts[urgency]),
    })),
    meters: items.length === 0 ? [] : metersTexts(meters, words),
    button: { label: words.openInbox, url: frame.inbox() },
    sections: [
      section(words.first, { cards: ordered.slice(0, FIRST_CASES).map((item) => cardOf(item, said)) }),
      section(words.rest(rest.length), {
        lines: [
          ...rest.slice(0, room.lines).map((item) => lineOf(item, said)),
          ...groupLines(rest.slice(room.lines), room.groups, said),
        ],
      }),
      section(wording.ended.heading, { lines: more(endedInShort(digest, room.ended, wording, words)) }),
      section(wording.unwatched.heading, {
        lines: more(
          (digest.unwatched ?? []).slice(0, room.toCorrect).map((unit) => wording.unwatched.line(unit)),
        ),
      }),
      section(wording.administration.heading, {
        lines: more([
          ...mended.slice(0, room.toCorrect),
          ...(mended.length > room.toCorrect ? [wording.moreLines(mended.length - room.toCorrect)] : []),
        ]),
      }),
    ].filter(({ cards, lines }) => cards.length + lines.length > 0),
    footer: words
      .footer({
        as: [...digest.roles, ...(administration === undefined ? [] : (['administrator'] as const))],
        administrator:
          frame.administrator && clipped(frame.administrator.name || frame.administrator.email, 80),
        // Said only where the mark stands.
        hedge: toConfirm === 0 ? '' : wording.hedge,
      })
      .filter((line) => line !== ''),
    colon: words.colon,
  };
}

interface Said {
  readonly digest: Digest;
  readonly frame: ShortMailFrame;
  readonly wording: Wording;
  readonly words: ShortWording;
  /** Whether the reader has cases of several units, so that each has to say whose it is. */
  readonly hasUnits: boolean;
}

const URGENCIES: readonly Urgency[] = ['overdue', 'today', 'soon', 'later'];

/** Finance is told of money first; everybody else how much is due, and of money where nothing is. */
function subjectParts(
  { roles, counts, items, ended }: Digest,
  meters: Meters,
  words: ShortWording,
): string[] {
  const due = (['overdue', 'today', 'soon'] as const)
    .filter((urgency) => counts[urgency] > 0)
    .map((urgency) => words.urgency(urgency, counts[urgency]));
  const money = [
    ...(meters.toClaim.amount > 0 ? [`${words.toClaim} ${yuanInShort(meters.toClaim.amount)}`] : []),
    ...(meters.toPay.amount > 0 ? [`${words.toPay} ${yuanInShort(meters.toPay.amount)}`] : []),
  ];
  if (items.length === 0)
    return [ended.length > 0 ? words.endedOnly(ended.length) : words.administrationOnly];
  const isFinance = roles.length > 0 && roles.every((role) => role === 'finance');
  if (isFinance && money.length > 0) return money;
  return [...(due.length > 0 ? due : money), words.total(items.length)];
}

function metersTexts({ toClaim, toPay }: Meters, words: ShortWording): string[] {
  return [
    ...(toClaim.cases === 0 ? [] : [words.meter(words.toClaim, toClaim)]),
    ...(toPay.cases === 0 ? [] : [words.meter(words.toPay, toPay)]),
  ];
}

function section(heading: string, { cards = [], lines = [] }: Partial<ShortSection>): ShortSection {
  return { heading, cards, lines };
}

/**
 * What matters most comes first: overdue, today, soon, then money. Within an urgency, what only waits for an answer comes
 * after what can be acted upon. What is not due within 7 days begins with what is new or has changed.
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

function daysOf({ case: it, daysLeft }: DigestItem): number {
  return daysLeft ?? (isForToday(it) ? 0 : Number.MAX_SAFE_INTEGER);
}

function atStake({ money }: Case): number {
  return (money?.unitPart ?? 0) + (money?.personalPart ?? 0);
}

/** What somebody reads a case again for; that a date comes closer, its day tells. */
const CHANGES: ReadonlySet<News> = new Set<News>([
  'changed',
  'month-added',
  'estimate-replaced',
  'late-fee-begun',
  'money-changed',
]);

function markOf({ news }: DigestItem, words: ShortWording): { readonly mark?: string } {
  if (news.includes('opened')) return { mark: words.opened };
  return news.some((each) => CHANGES.has(each)) ? { mark: words.changed } : {};
}

function whoOf({ case: it, unitName }: DigestItem, wording: Wording): string {
  if (it.employeeId === undefined) return clipped(unitText(unitName, wording), NAME);
  const name = it.employeeName === undefined ? undefined : clipped(it.employeeName, NAME);
  return wording.who(clipped(it.employeeId, NAME), name);
}

function whatOf({ case: it, unitName }: DigestItem, { wording, hasUnits }: Said): string {
  const unit =
    it.employeeId !== undefined && hasUnits ? ` · ${clipped(unitText(unitName, wording), NAME)}` : '';
  return `${wording.kinds[it.kind]}${unit}`;
}

/** Empty where the case has no day and none is asked for. */
function dayOf({ case: it, daysLeft, urgency }: DigestItem, { digest, wording }: Said): string {
  const text = dayText(it, daysLeft, digest.recipient.language);
  return text === '' && urgency === 'today' ? wording.urgencies.today : text;
}

function cardOf(item: DigestItem, said: Said): ShortCard {
  const { digest, wording, words } = said;
  const { day, recipient } = digest;
  const { language } = recipient;
  const it = item.case;
  const missed = it.deadline?.missedCutOff;
  const why = [
    it.state.is === 'open' ? whyInShort(it, language) : stateText(it, day, wording),
    ...(it.state.is === 'open' && it.state.unlistedIn !== undefined
      ? [wording.state.unlisted(it.state.unlistedIn)]
      : []),
    ...(missed === undefined ? [] : [wording.deadline.missedCutOff(missed, isCutOffToBeConfirmed(it))]),
  ];
  const money = [
    atStakeText(it, language),
    ...(item.moneyChange === undefined ? [] : [clipped(changeText(item.moneyChange, language), SENTENCE)]),
    ...waitingTexts(it, language),
  ];
  const joined = (parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== '').join(language === 'zh' ? '；' : '; ');
  return {
    urgency: item.urgency,
    ...markOf(item, words),
    who: whoOf(item, wording),
    what: whatOf(item, said),
    day: dayOf(item, said) || wording.deadline.none,
    lines: [
      clipped(joined(why).replaceAll('。；', '；').replaceAll('.; ', '; '), 2 * SENTENCE),
      joined(money),
    ].filter((line) => line !== ''),
    link: { label: linkInShort(it, language), url: linkOf(item, said) },
  };
}

function lineOf(item: DigestItem, said: Said): ShortLine {
  const { digest, wording, words } = said;
  const { day, recipient } = digest;
  const { language } = recipient;
  const it = item.case;
  const change = item.moneyChange && clipped(changeText(item.moneyChange, language), SENTENCE);
  const parts = [
    whoOf(item, wording),
    whatOf(item, said),
    dayOf(item, said),
    stateInShort(it, day, language),
    isCutOffToBeConfirmed(it) ? words.cutOffToBeConfirmed : '',
    atStakeText(it, language),
    change ?? '',
  ];
  return {
    ...markOf(item, words),
    urgency: item.urgency,
    text: parts.filter((part) => part !== '').join(' · '),
    url: linkOf(item, said),
  };
}

/** Where a case is done; the inbox where its own address is none, or longer than a mail should carry. */
function linkOf({ link }: DigestItem, { frame }: Said): string {
  return isWebAddress(link) && link.length <= ADDRESS ? link : frame.inbox();
}

/** The cases without a line of their own, counted by kind and unit, the largest groups first. */
function groupLines(items: readonly DigestItem[], most: number, said: Said): ShortLine[] {
  const { wording, words, frame } = said;
  const byGroup = Map.groupBy(items, ({ case: it }) => JSON.stringify([it.kind, it.unitId]));
  const groups = [...byGroup].sort(([a, one], [b, other]) => other.length - one.length || compareText(a, b));
  const named = groups.slice(0, most).flatMap(([, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { kind, unitId } = first.case;
    const unit = clipped(unitText(first.unitName, wording), NAME);
    return { text: words.group(kind, unit, countsOf(own, said)), url: frame.inbox({ kind, unitId }) };
  });
  const others = groups.slice(most).flatMap(([, own]) => own);
  if (others.length === 0) return named;
  return [...named, { text: words.otherGroups(countsOf(others, said)), url: frame.inbox() }];
}

function countsOf(items: readonly DigestItem[], { digest, words }: Said): GroupCounts {
  return {
    cases: items.length,
    changed: items.filter((item) => markOf(item, words).mark !== undefined).length,
    toBeConfirmed: items.filter((item) => isLineToBeConfirmed(item.case, digest.day)).length,
  };
}

/** Those that took money with them first. */
function endedInShort({ ended }: Digest, most: number, wording: Wording, words: ShortWording): string[] {
  const ordered = ended.toSorted((a, b) => Number(b.money !== undefined) - Number(a.money !== undefined));
  const left = ordered.slice(most);
  const shown = ordered.slice(0, most).map((it) => ({
    ...it,
    ...(it.employeeId !== undefined && { employeeId: clipped(it.employeeId, NAME) }),
    ...(it.employeeName !== undefined && { employeeName: clipped(it.employeeName, NAME) }),
    unitName: clipped(it.unitName, NAME),
  }));
  return [
    ...endedLines(shown, wording),
    ...(left.length === 0
      ? []
      : [words.moreEnded(left.length, left.filter(({ money }) => money !== undefined).length)]),
  ];
}
