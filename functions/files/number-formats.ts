import { xmlEvents, type ZipParts } from './xlsx-parts.ts';

/** How a cell displays its number, as far as this changes the meaning. */
export type NumberFormat =
  | { readonly is: 'plain' }
  /** A day, a month, or a time of a day. */
  | { readonly is: 'day' }
  /** Digits with leading zeros and perhaps other characters: `0000` displays 12 as 0012. */
  | { readonly is: 'digits'; readonly shows: (number: number) => string };

/** The limit of bytes in the styles. A workbook that was edited for years has tens of thousands of styles. */
const MOST_STYLE_BYTES = 32 * 1024 ** 2;
const LONGEST_FORMAT = 255;

/** Built-in date formats: 14 to 17 and 22, and in Chinese workbooks 27 to 36 and 50 to 58. */
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

export async function readNumberFormats(
  zip: ZipParts,
  part: string | undefined,
): Promise<readonly NumberFormat[]> {
  if (part === undefined || !zip.has(part)) return [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCellFormats = false;
  const parsed = xmlEvents(part, zip.read(part, MOST_STYLE_BYTES), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode.slice(0, LONGEST_FORMAT));
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) styles.push(Number(numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  for await (const _ of parsed);
  const known = new Map<number, NumberFormat>();
  return styles.map((id) => {
    const format = known.get(id) ?? formatOf(id, codes.get(id));
    known.set(id, format);
    return format;
  });
}

function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isBuiltInDay(id) ? { is: 'day' } : { is: 'plain' };
  return numberFormat(code);
}

/**
 * Literal text in quotation marks or after a backslash, padding after `_` or `*`, and conditions, colours and locales
 * in brackets.
 */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu;

/**
 * The meaning of a format code. If the code has several sections, only the first one is used, which is for positive
 * numbers.
 */
export function numberFormat(code: string): NumberFormat {
  const [first = ''] = code.replaceAll(/"[^"]*"/g, (text) => text.replaceAll(';', ' ')).split(';');
  const bare = first.replaceAll(LITERALS, '');
  if (/general/i.test(bare)) return { is: 'plain' };
  if (/[yd年]/i.test(bare) || (/m/i.test(bare) && !/[hs0#?]/i.test(bare))) return { is: 'day' };
  const zeros = bare.match(/0/g)?.length ?? 0;
  // A format with a dot or a percent sign is for an amount or a rate. A single zero displays any number unchanged.
  if (zeros === 0 || !/^[0\s-]+$/.test(bare)) return { is: 'plain' };
  if (zeros === 1 && !/"[^"]*[^"\s][^"]*"|\\[^\s()]/.test(first)) return { is: 'plain' };
  const pieces = first.replaceAll(/\[[^\]]*\]|[_*]./gu, '').match(/"[^"]*"|\\.|[^"\\]/gu) ?? [];
  return { is: 'digits', shows: (number) => shown(number, pieces, zeros) };
}

function shown(number: number, pieces: readonly string[], zeros: number): string {
  const digits = String(number).padStart(zeros, '0');
  // The first zero displays all digits that the other zeros do not display.
  let [from, next] = [0, digits.length - zeros + 1];
  return pieces
    .map((piece) => {
      if (piece.startsWith('"')) return piece.slice(1, -1);
      if (piece.startsWith('\\')) return piece.slice(1);
      if (piece !== '0') return piece;
      const part = digits.slice(from, next);
      [from, next] = [next, next + 1];
      return part;
    })
    .join('')
    .trim();
}
