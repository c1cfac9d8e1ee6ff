import type { RenderedMail } from '../digest/digest.ts';
import type { Guide } from '../guides/guide.ts';
import { GUIDE_FRAMES } from '../guides/wording.ts';
import type { Reason } from '../reasons/reason.ts';
import type { Language } from '../values/language.ts';
import { withoutLinks } from '../values/person-name.ts';
import { wordingIn } from './case-in-short.ts';
import type { Letter } from './letter.ts';
import { reasonText } from './reason-text.ts';
import { renderLetter } from './render-letter.ts';
import type { Wording } from './wording.ts';

/** The language of a guide, and the names of its reader and of the sending unit, which may be absent. */
export interface GuideReader {
  readonly language: Language;
  readonly name?: string | undefined;
  readonly unitName?: string | undefined;
}

/** The guide as a letter; each source is named once, at the end. */
export function writeGuide(guide: Guide, { language, name, unitName }: GuideReader): Letter {
  const wording = wordingIn(language);
  const frame = GUIDE_FRAMES[language];
  const title = frame.title(guide.kind, guide.region);
  const opening = frame.opening(guide.kind, unitName, guide.day);
  const sections = guide.sections.map(({ heading, lines }) => ({
    heading: frame.headings[heading],
    cards: [],
    lines: lines.map(({ says }) => lineText(says, language, wording)),
  }));
  const sources = sourcesOf(guide);
  return {
    htmlLanguage: wording.htmlLanguage,
    colon: wording.colon,
    subject: frame.subject(title, guide.day),
    heading: title,
    opening: [...(name === undefined ? [] : [wording.greeting(withoutLinks(name))]), opening],
    counts: [],
    sections: [
      ...sections,
      ...(sources.length === 0 ? [] : [{ heading: frame.sources, cards: [], lines: sources }]),
    ],
    footer: frame.footer,
  };
}

/** The sentence with its law, marked if it is uncertain. */
function lineText(says: Reason, language: Language, wording: Wording): string {
  const text = reasonText(says, language);
  return wording.citation({ text, law: says.law, source: undefined, confidence: undefined });
}

const CITED_BY_LAW: ReadonlySet<Reason['confidence']> = new Set(['high', 'assumed']);

/**
 * The sources for the list at the end. If a law is cited with high or assumed confidence, the law is the source, and no
 * other is listed.
 */
function sourcesOf({ sections }: Guide): readonly string[] {
  const cited = sections
    .flatMap(({ lines }) => lines.map(({ says }) => says))
    .filter(({ law, confidence }) => law === undefined || !CITED_BY_LAW.has(confidence))
    .flatMap(({ source }) => (source === undefined ? [] : [source]));
  return [...new Set(cited)];
}

/** A guide as mail, all input escaped. */
export function renderGuide(guide: Guide, reader: GuideReader): RenderedMail {
  return renderLetter(writeGuide(guide, reader));
}
