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
import { EN } from './en.ts';
import { type Letter, printable, type Section } from './letter.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { Wording } from './wording.ts';
import { ZH } from './zh.ts';

const URGENCIES: readonly Urgency[] = ['overdue', 'today', 'soon', 'later'];

/** The digest in the words of its recipient's language: cases by urgency, what is over, what is to be mended. */
export function writeLetter(digest: Digest): Letter {
  const { recipient, day, items, counts } = digest;
  const wording = recipient.language === 'en' ? EN : ZH;
  const sources = citedSources();
  const news = items.filter((item) => item.news.length > 0).length;
  const toConfirm = items.filter((item) => hasSomethingToConfirm(item.case)).length;
  return {
    htmlLanguage: wording.htmlLanguage,
    colon: wording.colon,
    subject: wording.subject(day, counts),
    heading: wording.heading(day),
    opening: [
      wording.greeting(withoutLinks(recipient.name)),
      wording.summary(items.length, news),
      ...(toConfirm === 0 ? [] : [wording.toBeConfirmed(toConfirm)]),
    ],
    counts: URGENCIES.filter((urgency) => counts[urgency] > 0).map((urgency) => ({
      urgency,
      text: wording.count(urgency, counts[urgency]),
    })),
    sections: [
      ...URGENCIES.flatMap((urgency) => casesSection(digest, urgency, sources, wording)),
      ...(digest.ended.length > 0 ? [endedSection(digest.ended, wording)] : []),
      ...(digest.administration
        ? [administrationSection(digest.administration, wording, recipient.language)]
        : []),
      ...sourcesSection(sources, wording),
    ],
    footer: wording.footer,
  };
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

/** Called when every card is written: what they cite is known by then. */
function sourcesSection(sources: CitedSources, wording: Wording): Section[] {
  const lines = sources
    .all()
    .map((source) => `${wording.sourceNumber(sources.numberOf(source))}${wording.colon}${source}`);
  return lines.length === 0 ? [] : [{ heading: wording.sources, cards: [], lines }];
}

function endedSection(ended: readonly EndedCase[], wording: Wording): Section {
  const lines = ended.map(({ kind, employeeId, employeeName, unitName, how, money }) =>
    wording.ended.line({
      who: employeeId === undefined ? undefined : wording.who(employeeId, employeeName),
      what: wording.kinds[kind],
      unitName: unitText(unitName, wording),
      how,
      isPaymentDue: kind === 'enrolment' && how === 'done',
      money: money && endedMoneyText(money, wording),
    }),
  );
  return { heading: wording.ended.heading, cards: [], lines };
}

/** More than that a mail need not name; the log does. */
const MOST_UNREADABLE_NAMED = 20;

function administrationSection(mend: Administration, wording: Wording, language: Language): Section {
  const { administration } = wording;
  const lines = [
    ...mend.unitsWithoutHandler.map((unit) => administration.unitWithoutHandler(unit)),
    ...mend.unregisteredUnits.map((unit) =>
      unit.unitId === UNKNOWN_UNIT
        ? administration.casesWithoutUnit(unit.cases)
        : administration.unregisteredUnit(unit),
    ),
    ...(mend.quarantined > 0 ? [administration.quarantined(mend.quarantined)] : []),
    ...(mend.notComputed > 0 ? [administration.notComputed(mend.notComputed)] : []),
    ...(mend.silent ?? []).map((silence) => administration.silent(silence)),
    ...(mend.unmapped ?? []).map((word) => administration.unmapped(word)),
    ...(mend.unsigned ?? []).map((source) => administration.unsigned(source)),
    ...unreadableLines(mend.unreadable ?? [], administration),
    ...(mend.policy === undefined ? [] : policyWatchLines(mend.policy, language)),
  ];
  return { heading: administration.heading, cards: [], lines };
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

/** The mail: its subject on one line, and one content as plain text and as HTML, all that is put in escaped. */
export function renderDigest(digest: Digest): RenderedDigest {
  const letter = writeLetter(digest);
  return { subject: printable(letter.subject), text: renderText(letter), html: renderHtml(letter) };
}
