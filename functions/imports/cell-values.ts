import type { ContributionTier } from '../../domain/facts/life-course.ts';
import { type Fen, parseYuan } from '../../domain/values/money.ts';
import { type Month, monthOf, parseMonth } from '../../domain/values/month.ts';
import { addDays, type PlainDate, parsePlainDate } from '../../domain/values/plain-date.ts';
import type { Cell } from '../files/table.ts';

/** Why a cell cannot be read as what its column holds. */
export type CellProblem =
  | 'empty'
  | 'formula'
  | 'error-value'
  | 'not-an-amount'
  | 'negative'
  | 'part-of-a-fen'
  | 'not-a-month'
  | 'several-months'
  | 'not-a-day'
  | 'too-long'
  | 'digits-lost'
  | 'masked'
  | 'not-a-tier';

export type CellValue<T> = { readonly value: T } | { readonly problem: CellProblem };

/** Days of 1954 to 2119: no month or day written as one number lies there. */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 80_000;

const LONGEST_TEXT = 128;

/** The text of a cell with full-width digits and letters made plain; undefined where it is empty. */
export function textIn(cell: Cell): string | undefined {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell !== 'string') return undefined;
  return cell.normalize('NFKC').trim() || undefined;
}

/** What can be read of a cell whatever its column holds. */
function plain(cell: Cell): CellValue<string | number> {
  if (typeof cell === 'number') return { value: cell };
  if (typeof cell === 'object') return { problem: cell.is === 'formula' ? 'formula' : 'error-value' };
  const text = textIn(cell);
  return text === undefined ? { problem: 'empty' } : { value: text };
}

/** Yuan as a number or as text: `980.1`, `1,234.50`, `¥1,234.50`, `９８０元`. */
export function amountIn(cell: Cell): CellValue<Fen> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const text = typeof read.value === 'number' ? decimal(read.value) : bareAmount(read.value);
  if (/^(-.*|\(.*\))$/.test(text)) return { problem: 'negative' };
  if (!/^\d{1,12}(\.\d+)?$/.test(text)) return { problem: 'not-an-amount' };
  const amount = parseYuan(text.replace(/(\.\d\d)0+$/, '$1'));
  return amount === undefined ? { problem: 'part-of-a-fen' } : { value: amount };
}

/** A sum of binary fractions may be off by far less than a fen; more than that was written so. */
function decimal(number: number): string {
  const rounded = number.toFixed(2);
  return Math.abs(number - Number(rounded)) < 1e-6 ? rounded : String(number);
}

function bareAmount(text: string): string {
  const bare = text
    .replaceAll(/\s/g, '')
    .replace(/^(-?)[¥￥]/, '$1')
    .replace(/元$/, '');
  return /^\(?-?\d{1,3}(,\d{3})+(\.\d+)?\)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** A month in any of the ways bills write it: 202610, 2026-10, 2026年10月, a day of it, a serial day, 202610-202610. */
export function monthIn(cell: Cell, serialZero: PlainDate): CellValue<Month> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const month =
    oneMonth(read.value, serialZero) ?? (typeof read.value === 'string' ? period(read.value) : undefined);
  if (month === 'several') return { problem: 'several-months' };
  return month === undefined ? { problem: 'not-a-month' } : { value: month };
}

function oneMonth(written: string | number, serialZero: PlainDate): Month | undefined {
  const day = oneDay(written, serialZero);
  if (day !== undefined) return monthOf(day);
  const [, year, number = ''] =
    /^(\d{4})(\d{2})$/.exec(String(written)) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/.exec(String(written)) ??
    [];
  const found = year === undefined ? undefined : parseMonth(`${year}-${number.padStart(2, '0')}`);
  return found !== undefined && isSane(`${found}-01`) ? found : undefined;
}

/** A period from one month to another: fine where both are the same. */
function period(text: string): Month | 'several' | undefined {
  const [, from = '', to = ''] =
    /^(.+?)\s*(?:至|到|~|—|–|--)\s*(.+)$/.exec(text) ??
    /^(\d{6}|\d{8})\s*-\s*(\d{6}|\d{8})$/.exec(text) ??
    /^(\d{4}[./年]\d{1,2}.*?)\s*-\s*(\d{4}[./年]\d{1,2}.*)$/.exec(text) ??
    [];
  const [first, last] = [from, to].map((end) => oneMonth(end.trim(), '1899-12-30' as PlainDate));
  if (first === undefined || last === undefined) return undefined;
  return first === last ? first : 'several';
}

/** A day, with or without a time: 2026-10-15, 2026/10/5, 20261015, 2026年10月15日, a serial day. */
export function dayIn(cell: Cell, serialZero: PlainDate): CellValue<PlainDate> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const day = oneDay(read.value, serialZero);
  return day === undefined ? { problem: 'not-a-day' } : { value: day };
}

function oneDay(written: string | number, serialZero: PlainDate): PlainDate | undefined {
  if (typeof written === 'number' && written >= FIRST_SERIAL && written <= LAST_SERIAL)
    return addDays(serialZero, Math.floor(written));
  const [, year, month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(String(written)) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}.*)?$/.exec(
      String(written),
    ) ??
    [];
  if (year === undefined) return undefined;
  const found = parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return found !== undefined && isSane(found) ? found : undefined;
}

/** Years beyond are slips of the pen. */
function isSane(day: string): boolean {
  return day >= '1980-01-01' && day <= '2099-12-31';
}

/** An id or a name. */
export function wordIn(cell: Cell): CellValue<string> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const text = String(read.value);
  return text.length > LONGEST_TEXT ? { problem: 'too-long' } : { value: text };
}

/** A contribution tier: 一档, 第二档, 2, second. */
export function tierIn(cell: Cell): CellValue<ContributionTier> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const text = String(read.value).replace(/^(医保|医疗保险|基本医疗保险)/, '');
  if (/^(第?一档|1档?|first)$/i.test(text)) return { value: 'first' };
  return /^(第?二档|2档?|second)$/i.test(text) ? { value: 'second' } : { problem: 'not-a-tier' };
}

/** An identity number; a spreadsheet that took it for a number has lost its last digits for good. */
export function identityIn(cell: Cell): CellValue<string> {
  const read = wordIn(cell);
  if ('problem' in read) return read;
  if (/^\d(\.\d+)?E\+?\d+$/i.test(read.value)) return { problem: 'digits-lost' };
  if (typeof cell === 'number' && !Number.isSafeInteger(cell)) return { problem: 'digits-lost' };
  return read.value.includes('*') ? { problem: 'masked' } : read;
}
