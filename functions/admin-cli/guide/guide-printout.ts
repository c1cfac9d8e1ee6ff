import type { Guide } from '../../../domain/guides/guide.ts';
import { type GuideReader, writeGuide } from '../../../domain/letter/guide-letter.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { renderText } from '../../../domain/letter/render-text.ts';
import { becauseJson } from '../frame/because.ts';
import type { Frame, Printout } from '../frame/frame.ts';

/** A guide for programs, each sentence with its why and the day it comes to, and for people as they would be sent it. */
export function guidePrintout(
  guide: Guide,
  frame: Frame,
  reader: Omit<GuideReader, 'language'> = {},
): Printout {
  const letter = writeGuide(guide, { ...reader, language: frame.language });
  const { kind, region, day } = guide;
  const sections = guide.sections.map(({ heading, lines }, i) => ({
    heading,
    title: printable(letter.sections[i]?.heading ?? heading),
    lines: lines.map(({ says, by }) => ({ ...becauseJson([says], frame)[0], by: by ?? null })),
  }));
  return {
    json: { kind, region, day, title: printable(letter.heading), sections },
    lines: renderText(letter).trimEnd().split('\n'),
  };
}
