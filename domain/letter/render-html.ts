import type { Urgency } from '../cases/case.ts';
import { type Card, escapeHtml, FONTS, type Letter, type Row, type Section } from './letter.ts';

/**
 * The letter as HTML for mail programs. It is designed for phones: it has one column and inline styles, loads nothing
 * and contains no script. It sets no background and keeps the reader's text colour, so it also works in dark mode. Less
 * important text uses opacity, and the few colours are readable on white and on black.
 */
export function renderHtml(letter: Letter): string {
  const opening = letter.opening.map((line) => `<p style="margin:4px 0">${escapeHtml(line)}</p>`);
  const footer = letter.footer.map((line) => `<p style="margin:4px 0">${escapeHtml(line)}</p>`);
  return `<!doctype html>
<html lang="${escapeHtml(letter.htmlLanguage)}" style="color-scheme:light dark">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
</head>
<body style="margin:0;padding:0">
<div style="${PAGE}">
<h1 style="font-size:20px;line-height:1.4;margin:0 0 12px">${escapeHtml(letter.heading)}</h1>
${opening.join('\n')}
${countsHtml(letter.counts)}
${letter.sections.map((section) => sectionHtml(section)).join('\n')}
<div style="${FOOTER}">
${footer.join('\n')}
</div>
</div>
</body>
</html>
`;
}

const PAGE = `max-width:640px;margin:0 auto;padding:20px 16px;font-family:${FONTS};font-size:15px;line-height:1.6;overflow-wrap:anywhere`;
const FOOTER =
  'margin-top:32px;padding-top:12px;border-top:1px solid rgba(128,128,128,.35);font-size:12px;opacity:.65';
const MARK =
  'display:inline-block;margin-right:6px;padding:0 7px;border-radius:9px;font-size:12px;line-height:18px;font-weight:600;vertical-align:2px';
const LABEL = 'padding:1px 12px 1px 0;vertical-align:top;white-space:nowrap;opacity:.65';
const VALUE = 'padding:1px 0;vertical-align:top';
const SMALL = 'margin:6px 0 0;font-size:12px;line-height:1.5;opacity:.65';

const NEUTRAL = '#7d8590';

const COLOURS: Readonly<Record<Urgency, string>> = {
  overdue: '#d33a2c',
  today: '#c26a00',
  soon: '#2f7fd1',
  later: NEUTRAL,
};

function countsHtml(counts: Letter['counts']): string {
  const texts = counts.map(
    ({ urgency, text }) => `<b style="color:${COLOURS[urgency]};white-space:nowrap">${escapeHtml(text)}</b>`,
  );
  return texts.length === 0 ? '' : `<p style="margin:4px 0">${texts.join(' · ')}</p>`;
}

function sectionHtml({ heading, urgency, cards, lines }: Section): string {
  const colour = urgency === undefined ? NEUTRAL : COLOURS[urgency];
  const list = lines.map((line) => `<p style="margin:6px 0">${escapeHtml(line)}</p>`);
  return `<h2 style="font-size:16px;line-height:1.4;margin:28px 0 10px;color:${colour}">${escapeHtml(heading)}</h2>
${[...cards.map((card) => cardHtml(card, colour)), ...list].join('\n')}`;
}

function cardHtml({ who, marks, what, rows, basis, link }: Card, colour: string): string {
  const parts = [
    `<div><b style="font-size:16px;margin-right:6px">${escapeHtml(who)}</b>${marks.map((mark) => markHtml(mark, colour)).join('')}</div>`,
    `<div style="margin-bottom:6px">${escapeHtml(what)}</div>`,
    `<table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px;line-height:1.55">`,
    ...rows.map(rowHtml),
    '</table>',
    ...(basis ? [basisHtml(basis)] : []),
    ...(link ? [linkHtml(link, colour)] : []),
  ];
  return `<div style="margin:0 0 20px;padding:2px 0 2px 12px;border-left:3px solid ${colour}">
${parts.join('\n')}
</div>`;
}

function markHtml(mark: string, colour: string): string {
  return ` <span style="${MARK};color:${colour};border:1px solid ${colour}">${escapeHtml(mark)}</span>`;
}

function rowHtml({ label, text, weight }: Row): string {
  const html = [text]
    .flat()
    .map((each) => keepDatesWhole(escapeHtml(each)))
    .join('<br>');
  const value = weight === 'strong' ? `<b>${html}</b>` : html;
  return `<tr><td style="${LABEL}">${escapeHtml(label)}</td><td style="${VALUE}">${value}</td></tr>`;
}

/** Prevents a date from being broken at its hyphens on narrow screens. */
function keepDatesWhole(escaped: string): string {
  return escaped.replace(
    /\b\d{4}-\d{2}(?:-\d{2}(?:（周.）)?)?(?![\d-])[，。、；]?/g,
    '<span style="white-space:nowrap">$&</span>',
  );
}

function basisHtml({ label, lines }: NonNullable<Card['basis']>): string {
  return `<div style="${SMALL}">${escapeHtml(label)}
${lines.map((line) => `<div>· ${keepDatesWhole(escapeHtml(line))}</div>`).join('\n')}
</div>`;
}

function linkHtml({ label, url }: NonNullable<Card['link']>, colour: string): string {
  return `<div style="margin-top:6px"><a href="${escapeHtml(url)}" style="color:${colour};font-weight:600">${escapeHtml(label)}</a></div>`;
}
