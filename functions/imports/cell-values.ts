import type { ContributionTier, SealedIdentity } from '../../domain/facts/life-course.ts';
import { type Fen, parseYuan } from '../../domain/values/money.ts';
import { firstDayOf, type Month, monthOf, parseMonth } from '../../domain/values/month.ts';
import { plainName } from '../../domain/values/person-name.ts';
import {
  addDays,
  chinaDayOf,
  isSaneDay,
  type PlainDate,
  parseInstant,
  parsePlainDate,
} from '../../domain/values/plain-date.ts';
import { type Cell, dayOfSerial } from '../files/table.ts';

export interface DayReading {
  /** The day that serial number 0 stands for. */
  readonly serialZero: PlainDate;
  readonly today: PlainDate;
}

export type CellProblem =
  | 'empty'
  | 'formula'
  | 'error-value'
  | 'not-an-amount'
  | 'negative'
  | 'part-of-a-fen'
  | 'not-a-month'
  | 'decimal-month'
  | 'several-months'
  | 'not-a-day'
  | 'too-long'
  | 'digits-lost'
  | 'masked'
  | 'not-a-tier';

export type CellValue<T> = { readonly value: T } | { readonly problem: CellProblem };

/**
 * Serial numbers from 20000 to 80000 are days from 1954 to 2119. No month or day written as one number is in this
 * range.
 */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 80_000;

const LONGEST_TEXT = 128;
/** The greatest length of amounts, months and days. */
const LONGEST_VALUE = 64;

/** Invisible characters that are pasted along with a text: direction and width marks, variation selectors. */
const INVISIBLE = /[\p{Cf}\p{VS}]/gu;
/** ASCII and Chinese characters need no normalisation; most cells have only these. */
const PLAIN = /^[ -~\u4E00-\u9FFF]*$/;

/** The text of a cell with full-width digits and letters normalised; undefined if the cell is empty. */
export function textIn(cell: Cell): string | undefined {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell !== 'string') return undefined;
  if (PLAIN.test(cell)) return cell.trim() || undefined;
  return cell.normalize('NFKC').replaceAll(INVISIBLE, '').trim() || undefined;
}

/** The texts in these columns of a row. */
export function textsIn(cells: readonly Cell[], columns: readonly number[]): readonly string[] {
  return columns.flatMap((column) => textIn(cells[column]) ?? []);
}

/** A column with more distinct values than this hardly repeats any, so caching would gain nothing. */
const MOST_REMEMBERED = 1_000;

/** Caches a reader, for a column with few distinct values. */
export function remembered<In extends Cell, Out>(read: (cell: In) => Out): (cell: In) => Out {
  const known = new Map<In, { readonly cell: In; readonly is: Out }>();
  let last: { readonly cell: In; readonly is: Out } | undefined;
  return (cell) => {
    if (cell === undefined || typeof cell === 'object') return read(cell);
    if (last?.cell === cell) return last.is;
    const before = known.get(cell);
    last = before ?? { cell, is: read(cell) };
    if (before === undefined && known.size < MOST_REMEMBERED) known.set(cell, last);
    return last.is;
  };
}

/** The value of a cell, for any column. A cell formatted as a date is read as that date. */
function plain(cell: Cell): CellValue<string | number> {
  if (typeof cell === 'number') return { value: cell };
  if (typeof cell === 'object') {
    switch (cell.is) {
      case 'day':
        return { value: cell.day };
      case 'error':
        return { problem: 'error-value' };
      default:
        return { problem: cell.is };
    }
  }
  const text = textIn(cell);
  return text === undefined ? { problem: 'empty' } : { value: text };
}

/** Yuan as a number or as text: `980.1`, `1,234.50`, `¥1,234.50`, `９８０元`. */
export function amountIn(cell: Cell): CellValue<Fen> {
  const read = signedAmountIn(cell);
  if ('problem' in read) return read;
  return read.value.isNegative ? { problem: 'negative' } : { value: read.value.amount };
}

export interface SignedAmount {
  readonly amount: Fen;
  readonly isNegative: boolean;
}

/** Reads an amount like {@link amountIn}. It may also have a minus sign or be in brackets. */
export function signedAmountIn(cell: Cell): CellValue<SignedAmount> {
  // Fast path: most amounts are in this form.
  const written = typeof cell === 'string' ? parseYuan(cell) : undefined;
  if (written !== undefined) return { value: { amount: written, isNegative: false } };
  const read = plain(cell);
  if ('problem' in read) return read;
  if (typeof cell === 'object' || String(read.value).length > LONGEST_VALUE)
    return { problem: 'not-an-amount' };
  const text = typeof read.value === 'number' ? decimal(read.value) : bareAmount(read.value);
  const [, minus = '', bracket = '', digits = '', closing = ''] =
    /^([-−]?)(\(?)(\d{1,12}(?:\.\d+)?)(\)?)$/.exec(text) ?? [];
  if (digits === '' || (bracket === '') !== (closing === '') || (minus !== '' && bracket !== ''))
    return { problem: /^(-.*|\(.*\))$/.test(text) && !/\d/.test(text) ? 'negative' : 'not-an-amount' };
  const amount = parseYuan(digits.replace(/(\.\d\d)0+$/, '$1'));
  if (amount === undefined) return { problem: 'part-of-a-fen' };
  return { value: { amount, isNegative: amount > 0 && (minus !== '' || bracket !== '') } };
}

/**
 * A sum of binary fractions can be off by far less than a fen. Such a difference is rounded away. A larger fraction is
 * an error in the file itself.
 */
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

/**
 * A month in any form found in bills: 202610, 2026-10, 2026年10月, Oct-26, a day of the month, or a period within the
 * month such as 202610-202610.
 */
export function monthIn(cell: Cell, reading: DayReading): CellValue<Month> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const { value } = read;
  if (String(value).length > LONGEST_VALUE) return { problem: 'not-a-month' };
  // The number 2026.1 is ambiguous: it may be January, or October without its last zero.
  if (typeof value === 'number' && !Number.isInteger(value) && value < FIRST_SERIAL)
    return { problem: value > 1900 && value < 2100 ? 'decimal-month' : 'not-a-month' };
  const month = oneMonth(value, reading) ?? (typeof value === 'string' ? period(value, reading) : undefined);
  if (month === 'several') return { problem: 'several-months' };
  return month === undefined ? { problem: 'not-a-month' } : { value: month };
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function oneMonth(written: string | number, reading: DayReading): Month | undefined {
  const day = oneDay(written, reading);
  if (day !== undefined) return monthOf(day);
  const text = String(written);
  const [, year, number = ''] =
    /^(\d{4})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?份?$/.exec(text) ??
    englishMonth(text) ??
    [];
  const found = year === undefined ? undefined : parseMonth(`${year}-${number.padStart(2, '0')}`);
  return found !== undefined && isSaneDay(firstDayOf(found), reading.today) ? found : undefined;
}

/** Excel writes a month as text in the form `Oct-26`. The form 26-Oct is a day without a year. */
function englishMonth(text: string): readonly [string, string, string] | undefined {
  const [, name = '', year = ''] = /^([a-z]{3,9})[-\s,.]{1,2}(\d{2}|\d{4})$/i.exec(text) ?? [];
  const index = ENGLISH_MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : [text, year.length === 2 ? `20${year}` : year, String(index + 1)];
}

/** A period from one month to another. It is accepted if both months are the same. */
function period(text: string, reading: DayReading): Month | 'several' | undefined {
  const [, from = '', to = ''] =
    /^(.+?)\s*(?:至|到|~|—|–|--)\s*(.+)$/.exec(text) ??
    /^(\d{6}|\d{8})\s*-\s*(\d{6}|\d{8})$/.exec(text) ??
    /^(\d{4}[-./年]\d{1,2}.*?)\s+-\s+(\d{4}[-./年]\d{1,2}.*)$/.exec(text) ??
    /^(\d{4}[./年]\d{1,2}.*?)\s*-\s*(\d{4}[./年]\d{1,2}.*)$/.exec(text) ??
    [];
  const [first, last] = [from, to].map((end) => oneMonth(end.trim(), reading));
  if (first === undefined || last === undefined) return undefined;
  return first === last ? first : 'several';
}

/**
 * A day: 2026-10-15, 2026/10/5, 20261015, 2026年10月15日, or Excel's serial number of a day. A time with a UTC offset is
 * converted to China time first. A time in the last two minutes before midnight counts as the next day.
 */
export function dayIn(cell: Cell, reading: DayReading): CellValue<PlainDate> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const day = oneDay(read.value, reading);
  return day === undefined ? { problem: 'not-a-day' } : { value: day };
}

function oneDay(written: string | number, reading: DayReading): PlainDate | undefined {
  const day =
    typeof written === 'number' && written >= FIRST_SERIAL && written <= LAST_SERIAL
      ? dayOfSerial(written, reading.serialZero)
      : writtenDay(String(written));
  return day !== undefined && isSaneDay(day, reading.today) ? day : undefined;
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]\s*(.*))?$/i;
const TIME = /^(上午|下午)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

function writtenDay(text: string): PlainDate | undefined {
  if (text.length > LONGEST_VALUE) return undefined;
  const [, year, month = '', day = '', time] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? DAY.exec(text) ?? [];
  if (year === undefined) return undefined;
  const found = parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (found === undefined || time === undefined || time === '') return found;
  return dayAtTime(found, time.trim());
}

function dayAtTime(day: PlainDate, time: string): PlainDate | undefined {
  const [matched, before, hour = '', minute = '', second = '00', after, offset] = TIME.exec(time) ?? [];
  if (matched === undefined) return undefined;
  const half = before ?? after?.toUpperCase();
  const isAfternoon = half === '下午' || half === 'PM';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0);
  if (hours > 24 || Number(minute) > 59) return undefined;
  const nearMidnight = (at: PlainDate, minutes: number) => (minutes >= 24 * 60 - 2 ? addDays(at, 1) : at);
  if (offset === undefined) return nearMidnight(day, hours * 60 + Number(minute));
  const clock = `${String(hours).padStart(2, '0')}:${minute}:${second}`;
  const instant = parseInstant(`${day}T${clock}${offset.toUpperCase()}`);
  if (instant === undefined) return undefined;
  const inChina = new Date(Date.parse(instant) + 8 * 3_600_000);
  return nearMidnight(chinaDayOf(instant), inChina.getUTCHours() * 60 + inChina.getUTCMinutes());
}

export function idIn(cell: Cell): CellValue<string> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const text = String(read.value);
  return text.length > LONGEST_TEXT ? { problem: 'too-long' } : { value: text };
}

/** A name, with variants of the same character unified. */
export function nameIn(cell: Cell): CellValue<string> {
  const read = idIn(cell);
  return 'problem' in read ? read : { value: plainName(read.value) };
}

/** A contribution tier: 一档, 第二档, 2, second. */
export function tierIn(cell: Cell): CellValue<ContributionTier> {
  const read = plain(cell);
  if ('problem' in read) return read;
  const text = String(read.value).replace(/^(医保|医疗保险|基本医疗保险)/, '');
  if (/^(第?一档|1档?|first)$/i.test(text)) return { value: 'first' };
  return /^(第?二档|2档?|second)$/i.test(text) ? { value: 'second' } : { problem: 'not-a-tier' };
}

/** An identity number. If a spreadsheet stored the number as a numeric value, its last digits are lost for good. */
export function identityIn(cell: Cell): CellValue<string> {
  const read = idIn(cell);
  if ('problem' in read) return read;
  if (/^\d(\.\d+)?E\+?\d+$/i.test(read.value)) return { problem: 'digits-lost' };
  if (typeof cell === 'number' && !Number.isSafeInteger(cell)) return { problem: 'digits-lost' };
  return read.value.includes('*') ? { problem: 'masked' } : read;
}

/**
 * Returns a reader of identity numbers. If the row names its person in another way, a masked or damaged number is
 * treated as absent.
 */
export function identityUnless(isNamed: boolean): (cell: Cell) => CellValue<string> {
  return (cell) => {
    const read = identityIn(cell);
    const isCovered = 'problem' in read && (read.problem === 'masked' || read.problem === 'digits-lost');
    return isCovered && isNamed ? { problem: 'empty' } : read;
  };
}

/** Types of identity documents as agencies and HR systems name them, longer names first. */
const DOCUMENT_TYPES: readonly (readonly [RegExp, SealedIdentity['type']])[] = [
  [/居住证/, 'hmt-residence-permit'],
  [/永久居留/, 'foreign-permanent-resident'],
  [/通行证|回乡证|台胞证/, 'hmt-travel-permit'],
  [/护照|passport/i, 'passport'],
  [/居民身份证|^身份证|^二代身份证|residentid|identitycard/i, 'resident-id'],
];

/** @returns undefined if the text names no known type. Then the form of the number decides. */
export function documentTypeIn(text: string | undefined): SealedIdentity['type'] | undefined {
  const plainText = (text ?? '').replaceAll(/[\s_-]/g, '');
  return DOCUMENT_TYPES.find(([pattern]) => pattern.test(plainText))?.[1];
}
