import type { Reason } from '../cases/case.ts';
import type { Language } from '../units/unit.ts';
import type { CitedSources } from './cited-sources.ts';
import type { Row } from './letter.ts';
import { reasonText } from './wording/reasons.ts';
import type { Citation, Wording } from './wording/wording.ts';

/** The first reason is the one line why; its law and source go to the small print with the others. */
export function whyRows([first]: readonly Citation[], wording: Wording): Row[] {
  if (first?.text === undefined) return [];
  const { text, confidence } = first;
  const why = wording.citation({ text, confidence, law: undefined, source: undefined });
  return [{ label: wording.labels.why, text: why }];
}

/** Each law and each source once, with the first reason that rests on it. */
export function basisLines(
  [first, ...others]: readonly Citation[],
  sources: CitedSources,
  wording: Wording,
): string[] {
  const cited = others.filter((it) => it.law ?? it.source ?? it.confidence);
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
    .map((it) => wording.citation({ ...it, law: unseen(it.law), source: numbered(unseen(it.source)) }))
    .filter((line) => line !== '');
}

/** A reason in words, with what it rests on. */
export function citationOf(reason: Reason, language: Language, wording: Wording): Citation {
  return {
    text: reasonText(reason, language),
    law: reason.law,
    // Where an article of law is cited with high confidence, its text is the source: naming it twice is noise.
    source: reason.law !== undefined && reason.confidence === 'high' ? undefined : reason.source,
    confidence: reason.confidence && wording.confidence[reason.confidence],
  };
}
