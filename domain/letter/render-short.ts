import type { Urgency } from '../cases/case.ts';
import { escapeHtml, FONTS, printable } from './letter.ts';
import type { ShortCard, ShortLine, ShortMail, ShortSection } from './short-mail.ts';

// ---------------------------------------------------------------- HTML

/**
 * These colours are readable on white (WCAG AA). The mail sets a white background. A mail program in dark mode
 * therefore changes the text and the background together, or neither of them.
 */
const COLOURS: Readonly<Record<Urgency, string>> = {
  overdue: '#a8201a',
  today: '#7a4300',
  soon: '#1a568f',
  later: '#4a5460',
};
const TEXT = '#1b232e';
const MUTED = '#545f6c';
const LINK = '#0b56a4';
const PAGE = `max-width:600px;margin:0 auto;padding:20px 16px;font-family:${FONTS};font-size:15px;line-height:1.6;overflow-wrap:anywhere`;
const BUTTON = `display:inline-block;padding:10px 22px;border-radius:6px;background:${LINK};color:#ffffff;font-weight:600;text-decoration:none`;

/** The short mail as HTML. It has one column and inline styles, loads nothing, and contains no image and no script. */
export function renderShortHtml(mail: ShortMail): string {
  const { button } = mail;
  const counts = mail.counts.map(
    ({ urgency, text }) => `<b style="color:${COLOURS[urgency]}">${escapeHtml(text)}</b>`,
  );
  return `<!doctype html>
<html lang="${escapeHtml(mail.htmlLanguage)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(mail.subject)}</title>
</head>
<body style="margin:0;padding:0;background:#ffffff;color:${TEXT}">
<div style="${PAGE}">
<h1 style="font-size:20px;line-height:1.4;margin:0 0 8px">${escapeHtml(mail.heading)}</h1>
${[...mail.opening.map((line) => paragraph(escapeHtml(line))), ...(counts.length === 0 ? [] : [paragraph(counts.join(' · '))]), ...mail.meters.map((line) => paragraph(`<b>${escapeHtml(line)}</b>`))].join('\n')}
<p style="margin:14px 0"><a href="${escapeHtml(button.url)}" style="${BUTTON}">${escapeHtml(button.label)}</a></p>
${mail.sections.map(sectionHtml).join('\n')}
<div style="margin-top:28px;padding-top:10px;border-top:1px solid #d5dae1;font-size:13px;color:${MUTED}">
${mail.footer.map((line) => paragraph(escapeHtml(line))).join('\n')}
</div>
</div>
</body>
</html>
`;
}

function paragraph(html: string): string {
  return `<p style="margin:4px 0">${html}</p>`;
}

function sectionHtml({ heading, cards, lines }: ShortSection): string {
  return [
    `<h2 style="font-size:16px;line-height:1.4;margin:24px 0 8px">${escapeHtml(heading)}</h2>`,
    ...cards.map(cardHtml),
    ...lines.map(lineHtml),
  ].join('\n');
}

function cardHtml({ urgency, mark, who, what, day, lines, link }: ShortCard): string {
  const colour = COLOURS[urgency];
  return `<div style="margin:0 0 14px;padding-left:10px;border-left:3px solid ${colour}">
<div>${markHtml(mark)}<b>${escapeHtml(who)}</b> · ${escapeHtml(what)} · <b style="color:${colour}">${escapeHtml(day)}</b></div>
${lines.map((line) => `<div>${escapeHtml(line)}</div>\n`).join('')}<div>${anchor(link.url, escapeHtml(link.label))}</div>
</div>`;
}

function lineHtml({ mark, urgency, text, url }: ShortLine): string {
  const escaped = escapeHtml(text);
  const shown = url === undefined ? escaped : anchor(url, escaped, urgency);
  return `<p style="margin:6px 0">${markHtml(mark)}${shown}</p>`;
}

function anchor(url: string, html: string, urgency?: Urgency): string {
  const colour = urgency === undefined ? LINK : COLOURS[urgency];
  return `<a href="${escapeHtml(url)}" style="color:${colour}">${html}</a>`;
}

function markHtml(mark: string | undefined): string {
  return mark === undefined ? '' : `<b>[${escapeHtml(mark)}]</b> `;
}

// ---------------------------------------------------------------- plain text

const COLUMNS = 76;

/**
 * The short mail as plain text of 76 columns; each web address has a line of its own, even if the address is longer
 * than that.
 */
export function renderShortText(mail: ShortMail): string {
  const { colon } = mail;
  const counts = mail.counts.map(({ text }) => text).join(' · ');
  const head = [mail.heading, ...mail.opening, ...(counts === '' ? [] : [counts]), ...mail.meters];
  const blocks = [
    [...head.flatMap((line) => wrapped(line)), ...linkLines(mail.button, '', colon)],
    ...mail.sections.flatMap((section) => sectionBlocks(section, colon)),
    ['--', ...mail.footer.flatMap((line) => wrapped(line))],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionBlocks({ heading, cards, lines }: ShortSection, colon: string): string[][] {
  return [
    wrapped(`== ${heading} ==`),
    ...cards.map((card) => cardLines(card, colon)),
    ...(lines.length === 0 ? [] : [lines.flatMap(lineLines)]),
  ];
}

function cardLines({ mark, who, what, day, lines, link }: ShortCard, colon: string): string[] {
  return [
    ...wrapped(`■ ${markText(mark)}${[who, what, day].join(' · ')}`, '  '),
    ...lines.flatMap((line) => wrapped(`  ${line}`, '  ')),
    ...linkLines(link, '  ', colon),
  ];
}

function lineLines({ mark, text, url }: ShortLine): string[] {
  return [
    ...wrapped(`- ${markText(mark)}${text}`, '  '),
    ...(url === undefined ? [] : [`  ${printable(url)}`]),
  ];
}

function linkLines({ label, url }: { label: string; url: string }, indent: string, colon: string): string[] {
  return [...wrapped(`${indent}${label}${colon}`, indent), `${indent}${printable(url)}`];
}

function markText(mark: string | undefined): string {
  return mark === undefined ? '' : `[${mark}] `;
}

/** Characters that take two columns in a fixed-width font. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/**
 * The pieces between which a line may break: a word with the spaces after it, or one wide character with its
 * punctuation.
 */
const PIECES = /[（“《「]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef]|\S)[，。、；：！？）”》」]*\s*|\s+/gu;

/** Wraps a paragraph at 76 columns. A word longer than a line continues on the next line. */
function wrapped(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = () => {
    lines.push(line.trimEnd());
    line = indent;
  };
  for (const piece of printable(text).match(PIECES) ?? []) {
    if (widthOf(line) + widthOf(piece.trimEnd()) > COLUMNS && line.trim() !== '') flush();
    if (widthOf(line) + widthOf(piece.trimEnd()) <= COLUMNS) line += piece;
    else
      for (const character of piece) {
        if (widthOf(line) + widthOf(character) > COLUMNS) flush();
        line += character;
      }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** The width of a text in columns. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
