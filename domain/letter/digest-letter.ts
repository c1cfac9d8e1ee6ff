import type { Urgency } from '../cases/case.ts';
import type { Administration, Digest, EndedCase, RenderedDigest, UnreadableKey } from '../digest/digest.ts';
import { UNKNOWN_UNIT } from '../employment/spell.ts';
import { policyWatchLines } from '../regions/policy-watch.ts';
import type { Language } from '../values/language.ts';
import { withoutLinks } from '../values/person-name.ts';
import {
  type CitedSources,
  citedSources,
  endedMoneyText,
  hasSomethingToConfirm,
  unitText,
  writeCard,
} from './case-card.ts';
import { wordingIn } from './case-in-short.ts';
import { type Letter, printable, type Section } from './letter.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { Wording } from './wording.ts';

const URGENCIES: readonly Urgency[] = ['overdue', 'today', 'soon', 'later'];

/** How much of a digest its letter tells. */
interface Extent {
  readonly cases: number;
  /** Of cases that are listed no more, and of what there is to mend. */
  readonly lines: number;
}

const ALL: Extent = { cases: Number.MAX_SAFE_INTEGER, lines: Number.MAX_SAFE_INTEGER };

/**
 * The digest in the words of its recipient's language: cases by urgency, what is over, what is to be mended. What is
 * beyond the extent is counted in a sentence.
 */
export function writeLetter(
  digest: Digest,
  extent: Extent = ALL,
  toConfirm: number = countToConfirm(digest),
): Letter {
  const { recipient, day, items, counts } = digest;
  const wording = wordingIn(recipient.language);
  const sources = citedSources();
  const news = items.filter((item) => item.news.length > 0).length;
  const shown = URGENCIES.flatMap((urgency) => items.filter((item) => item.urgency === urgency)).slice(
    0,
    extent.cases,
  );
  return {
    htmlLanguage: wording.htmlLanguage,
    colon: wording.colon,
    subject: wording.subject(day, counts),
    heading: wording.heading(day),
    opening: [
      wording.greeting(withoutLinks(recipient.name)),
      wording.summary(items.length, news),
      ...(toConfirm === 0 ? [] : [wording.toBeConfirmed(toConfirm)]),
      ...(shown.length === items.length ? [] : [wording.leftOut(items.length - shown.length)]),
    ],
    counts: URGENCIES.filter((urgency) => counts[urgency] > 0).map((urgency) => ({
      urgency,
      text: wording.count(urgency, counts[urgency]),
    })),
    sections: [
      ...URGENCIES.flatMap((urgency) => casesSection({ ...digest, items: shown }, urgency, sources, wording)),
      ...linesSection(wording.ended.heading, endedLines(digest.ended, wording), extent, wording),
      ...linesSection(
        wording.administration.heading,
        digest.administration === undefined
          ? []
          : administrationLines(digest.administration, wording, recipient.language),
        extent,
        wording,
      ),
      ...sourcesSection(sources, wording),
    ],
    footer: wording.footer,
  };
}

function countToConfirm({ items }: Digest): number {
  return items.filter((item) => hasSomethingToConfirm(item.case)).length;
}

function casesSection(
  { items, day, recipient }: Digest,
  urgency: Urgency,
  sources: CitedSources,
  wording: Wording,
): Section[] {
  const cards = items
    .filter((item) => item.urgency === urgency)
    .map((item) => writeCard(item, day, recipient.language, wording, sources));
  if (cards.length === 0) return [];
  const heading = wording.section(wording.urgencies[urgency], cards.length);
  return [{ heading, urgency, cards, lines: [] }];
}

function linesSection(heading: string, all: readonly string[], extent: Extent, wording: Wording): Section[] {
  const left = all.length - extent.lines;
  const lines = left > 0 ? [...all.slice(0, extent.lines), wording.moreLines(left)] : all;
  return lines.length === 0 ? [] : [{ heading, cards: [], lines }];
}

/** Called when every card is written: what they cite is known by then. */
function sourcesSection(sources: CitedSources, wording: Wording): Section[] {
  const lines = sources
    .all()
    .map((source) => `${wording.sourceNumber(sources.numberOf(source))}${wording.colon}${source}`);
  return lines.length === 0 ? [] : [{ heading: wording.sources, cards: [], lines }];
}

/** What became of each case that is listed no more. */
export function endedLines(ended: readonly EndedCase[], wording: Wording): readonly string[] {
  return ended.map(({ kind, employeeId, employeeName, unitName, how, money }) =>
    wording.ended.line({
      who: employeeId === undefined ? undefined : wording.who(employeeId, employeeName),
      what: wording.kinds[kind],
      unitName: unitText(unitName, wording),
      how,
      isPaymentDue: kind === 'enrolment' && how === 'done',
      money: money && endedMoneyText(money, wording),
    }),
  );
}

/** More than that a mail need not name; the log does. */
const MOST_UNREADABLE_NAMED = 20;

/** What there is to mend, the most pressing first. */
export function administrationLines(
  mend: Administration,
  { administration }: Wording,
  language: Language,
): readonly string[] {
  return [
    ...mend.unitsWithoutHandler.map((unit) => administration.unitWithoutHandler(unit)),
    ...mend.unregisteredUnits.map((unit) =>
      unit.unitId === UNKNOWN_UNIT
        ? administration.casesWithoutUnit(unit.cases)
        : administration.unregisteredUnit(unit),
    ),
    ...(mend.quarantined > 0 ? [administration.quarantined(mend.quarantined)] : []),
    ...(mend.refused ?? []).map((requests) => administration.refused(requests)),
    ...(mend.notComputed > 0 ? [administration.notComputed(mend.notComputed)] : []),
    ...(mend.undeliverable ?? []).map((staff) => administration.undeliverable(staff)),
    ...(mend.silent ?? []).map((silence) => administration.silent(silence)),
    ...(mend.unlisted ?? []).map((source) => administration.unlisted(source)),
    ...(mend.unmapped ?? []).map((word) => administration.unmapped(word)),
    ...(mend.unsigned ?? []).map((source) => administration.unsigned(source)),
    ...unreadableLines(mend.unreadable ?? [], administration),
    ...(mend.policy === undefined ? [] : policyWatchLines(mend.policy, language)),
  ];
}

function unreadableLines(
  unreadable: readonly UnreadableKey[],
  wording: Wording['administration'],
): readonly string[] {
  const more = unreadable.length - MOST_UNREADABLE_NAMED;
  return [
    ...unreadable.slice(0, MOST_UNREADABLE_NAMED).map((record) => wording.unreadable(record)),
    ...(more > 0 ? [wording.moreUnreadable(more)] : []),
  ];
}

/** Longer ones are cut by mail programs, without a word: Gmail does at 102 KB. */
const MOST_BYTES = 90 * 1024;

/** More lines than that are told only where the mail has room for them. */
const FEW_LINES = 20;

/**
 * The mail: its subject on one line, and one content as plain text and as HTML, all that is put in escaped. The HTML takes
 * at most 90 KB: what has no room is left out, the least urgent cases first, and a sentence says how many they are.
 */
export function renderDigest(digest: Digest): RenderedDigest {
  const letter = fitting(digest);
  return { subject: printable(letter.subject), text: renderText(letter), html: renderHtml(letter) };
}

/** The letter with as many cases as have room. */
function fitting(digest: Digest): Letter {
  const fits = (letter: Letter) => new TextEncoder().encode(renderHtml(letter)).length <= MOST_BYTES;
  // No case takes less than 200 bytes: only the first few hundred come into question, and are written at all.
  const most = Math.ceil(MOST_BYTES / 200);
  const toConfirm = countToConfirm(digest);
  const write = (extent: Extent) => writeLetter(digest, extent, toConfirm);
  const whole = digest.items.length <= most ? write(ALL) : undefined;
  if (whole !== undefined && fits(whole)) return whole;
  for (const lines of [ALL.lines, FEW_LINES]) {
    let [room, tooMany] = [-1, Math.min(digest.items.length, most) + 1];
    while (tooMany - room > 1) {
      const cases = Math.floor((room + tooMany) / 2);
      if (fits(write({ cases, lines }))) room = cases;
      else tooMany = cases;
    }
    if (room >= 0 && (room > 0 || lines === FEW_LINES)) return write({ cases: room, lines });
  }
  return write({ cases: 0, lines: 0 });
}
