import { URGENCIES, type Urgency } from '../cases/case.ts';
import type { Administration, Digest, EndedCase, RenderedMail, UnreadableKey } from '../digest/digest.ts';
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
import type { Letter, Section } from './letter.ts';
import { renderHtml } from './render-html.ts';
import { renderLetter } from './render-letter.ts';
import type { Wording } from './wording.ts';

/** How much of a digest a letter contains. */
interface Extent {
  readonly cases: number;
  /** How many lines there are about ended cases, and how many about problems to fix. */
  readonly lines: number;
}

const ALL: Extent = { cases: Number.MAX_SAFE_INTEGER, lines: Number.MAX_SAFE_INTEGER };

/**
 * Writes the digest in its recipient's language: cases by urgency, ended cases, problems to fix. What exceeds the
 * extent is counted in a sentence.
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

/** The section with all sources. It is written after all cards, when all citations are known. */
function sourcesSection(sources: CitedSources, wording: Wording): Section[] {
  const lines = sources
    .all()
    .map((source) => `${wording.sourceNumber(sources.numberOf(source))}${wording.colon}${source}`);
  return lines.length === 0 ? [] : [{ heading: wording.sources, cards: [], lines }];
}

/** The outcome of each case that is no longer listed. */
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

/** At most this many unreadable records are named in the mail. The log names all of them. */
const MAX_UNREADABLE_NAMED = 20;

/** Problems to fix, the most urgent first. */
export function administrationLines(
  problems: Administration,
  { administration }: Wording,
  language: Language,
): readonly string[] {
  return [
    ...problems.unitsWithoutHandler.map((unit) => administration.unitWithoutHandler(unit)),
    ...problems.unregisteredUnits.map((unit) =>
      unit.unitId === UNKNOWN_UNIT
        ? administration.casesWithoutUnit(unit.cases)
        : administration.unregisteredUnit(unit),
    ),
    ...(problems.quarantined > 0 ? [administration.quarantined(problems.quarantined)] : []),
    ...(problems.refused ?? []).map((requests) => administration.refused(requests)),
    ...(problems.notComputed > 0 ? [administration.notComputed(problems.notComputed)] : []),
    ...(problems.undeliverable ?? []).map((staff) => administration.undeliverable(staff)),
    ...(problems.silent ?? []).map((silence) => administration.silent(silence)),
    ...(problems.unlisted ?? []).map((source) => administration.unlisted(source)),
    ...(problems.unmapped ?? []).map((value) => administration.unmapped(value)),
    ...(problems.unsigned ?? []).map((source) => administration.unsigned(source)),
    ...unreadableLines(problems.unreadable ?? [], administration),
    ...(problems.policy === undefined ? [] : policyWatchLines(problems.policy, language)),
  ];
}

function unreadableLines(
  unreadable: readonly UnreadableKey[],
  wording: Wording['administration'],
): readonly string[] {
  const more = unreadable.length - MAX_UNREADABLE_NAMED;
  return [
    ...unreadable.slice(0, MAX_UNREADABLE_NAMED).map((record) => wording.unreadable(record)),
    ...(more > 0 ? [wording.moreUnreadable(more)] : []),
  ];
}

/** The maximum size of a mail. Mail programs cut longer mails without a notice, for example Gmail at 102 KB. */
const MAX_BYTES = 90 * 1024;

/** More lines than this are used only if the mail has room. */
const FEW_LINES = 20;

/**
 * The mail: a subject on one line, and the same content as plain text and as HTML with all input escaped. The HTML is at
 * most 90 KB: if there is no room, the least urgent cases are left out, and a sentence says how many.
 */
export function renderDigest(digest: Digest): RenderedMail {
  return renderLetter(fitting(digest));
}

/** The letter with as many cases as fit. */
function fitting(digest: Digest): Letter {
  const fits = (letter: Letter) => new TextEncoder().encode(renderHtml(letter)).length <= MAX_BYTES;
  // A case takes at least 200 bytes, so only the first few hundred can fit and are written at all.
  const most = Math.ceil(MAX_BYTES / 200);
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
