import type { RenderedMail } from '../digest/digest.ts';
import { type Card, type Letter, printable, type Section } from './letter.ts';
import { renderHtml } from './render-html.ts';

/** The letter as a mail: a subject on one line, and plain text and HTML with the same content, all input escaped. */
export function renderLetter(letter: Letter): RenderedMail {
  return { subject: printable(letter.subject), text: renderText(letter), html: renderHtml(letter) };
}

/** The letter as plain text, with the same content as the HTML. */
export function renderText(letter: Letter): string {
  const blocks = [
    [letter.heading, ...letter.opening, ...countsLine(letter)].map(printable).join('\n'),
    ...letter.sections.flatMap((section) => sectionBlocks(section, letter.colon)),
    ['--', ...letter.footer].map(printable).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function countsLine({ counts }: Letter): string[] {
  return counts.length === 0 ? [] : [counts.map(({ text }) => text).join(' · ')];
}

function sectionBlocks({ heading, cards, lines }: Section, colon: string): string[] {
  return [
    `== ${printable(heading)} ==`,
    ...cards.map((card) => cardBlock(card, colon)),
    ...(lines.length > 0 ? [lines.map((line) => `- ${printable(line)}`).join('\n')] : []),
  ];
}

function cardBlock({ who, marks, what, rows, basis, link }: Card, colon: string): string {
  const lines = [
    `■ ${[who, ...marks.map((mark) => `[${mark}]`)].join(' ')}`,
    `  ${what}`,
    ...rows.map((row) => `  ${row.label}${colon}${[row.text].flat().join(' ')}`),
    ...(basis ? [`  ${basis.label}${colon.trimEnd()}`, ...basis.lines.map((line) => `    - ${line}`)] : []),
    ...(link ? [`  ${link.label}${colon}${link.url}`] : []),
  ];
  return lines.map(printable).join('\n');
}
