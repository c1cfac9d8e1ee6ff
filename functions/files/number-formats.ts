import { xmlEvents, type ZipParts } from './xlsx-parts.ts';

/** How a workbook shows numbers, as far as it changes what they mean. */
export type NumberFormat =
  | { readonly is: 'plain' }
  /** A day, a month, or a time of a day. */
  | { readonly is: 'day' }
  /** Digits with leading zeros and perhaps letters around them: `0000` shows 12 as 0012. */
  | { readonly is: 'digits'; readonly shows: (number: number) => string };

/** A workbook that was edited for years has tens of thousands of styles. */
const MOST_STYLE_BYTES = 32 * 1024 ** 2;
const LONGEST_FORMAT = 255;

/** Formats that every workbook knows by number: 14 to 17 and 22 are days, 27 to 36 and 50 to 58 are days in Chinese. */
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** The format of each style of cells, by the style's number. */
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

/** Literal text in quotation marks or behind a backslash, and conditions, colours, locales in brackets. */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu;

/** What a format's code makes of a number; of several sections the first counts, which is for positive numbers. */
export function numberFormat(code: string): NumberFormat {
  const [first = ''] = code.replaceAll(/"[^"]*"/g, (text) => text.replaceAll(';', ' ')).split(';');
  const bare = first.replaceAll(LITERALS, '');
  if (/general/i.test(bare)) return { is: 'plain' };
  if (/[yd年]/i.test(bare) || (/m/i.test(bare) && !/[hs0#?]/i.test(bare))) return { is: 'day' };
  const zeros = bare.match(/0/g)?.length ?? 0;
  // A dot or a percent sign makes an amount or a rate of it; one zero alone shows any number as it is.
  if (zeros === 0 || !/^[0\s-]+$/.test(bare)) return { is: 'plain' };
  if (zeros === 1 && !/"[^"]*[^"\s][^"]*"|\\[^\s()]/.test(first)) return { is: 'plain' };
  const pieces = first.replaceAll(/\[[^\]]*\]|[_*]./gu, '').match(/"[^"]*"|\\.|[^"\\]/gu) ?? [];
  return { is: 'digits', shows: (number) => shown(number, pieces, zeros) };
}

function shown(number: number, pieces: readonly string[], zeros: number): string {
  const digits = String(number).padStart(zeros, '0');
  // What does not fit stands before the first zero.
  let [from, next] = [0, digits.length - zeros + 1];
  return pieces
    .map((piece) => {
      if (piece.startsWith('"')) return piece.slice(1, -1);
      if (piece.startsWith('\\')) return piece.slice(1);
      if (piece !== '0') return piece;
      const taken = digits.slice(from, next);
      [from, next] = [next, next + 1];
      return taken;
    })
    .join('')
    .trim();
}
