import { posix } from 'node:path';
import { type PlainDate, plainDate } from '../../domain/values/plain-date.ts';
import { type NumberFormat, readNumberFormats } from './number-formats.ts';
import {
  type Cell,
  columnIndex,
  dayOfSerial,
  type FilePart,
  FileRefused,
  fileRow,
  type MergedCells,
  MOST_COLUMNS,
  MOST_LINES,
  type TableFile,
  textCell,
} from './table.ts';
import { openZip, xmlEvents, type ZipParts } from './xlsx-parts.ts';

/** All strings must be in memory at once, so their total size is limited. Text files have no such limit. */
const MOST_TEXT_BYTES = 32 * 1024 ** 2;
const MOST_XML_BYTES = 512 * 1024 ** 2;
/** The limit of the number of strings. Empty strings take no bytes, but they take time. */
const MOST_TEXTS = 1_048_576;

/** Reads the shared strings into one UTF-8 buffer: separate strings would take far more memory. */
async function readSharedStrings(zip: ZipParts, part: string | undefined): Promise<StringTable> {
  const strings = new StringTable();
  if (part === undefined || !zip.has(part)) return strings;
  let [text, inText, phonetic] = ['', false, false];
  const parsed = xmlEvents(part, zip.read(part, MOST_XML_BYTES), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      if (name === 't') inText = !phonetic;
    },
    text(more) {
      if (inText) text += more;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.add(text);
    },
  });
  for await (const _ of parsed) strings.refuseTooMany();
  return strings;
}

/** The shared strings of a workbook by index. */
class StringTable {
  #bytes = Buffer.allocUnsafeSlow(64 * 1024);
  #ends = new Uint32Array(1024);
  #count = 0;

  add(text: string): void {
    const from = this.#endOf(this.#count - 1);
    const end = from + Buffer.byteLength(text);
    if (end > MOST_TEXT_BYTES) throw tooMuchText();
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, Math.max(end, this.#bytes.length * 2));
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#ends.length * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#bytes.write(text, from);
    this.#ends[this.#count] = end;
    this.#count += 1;
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    return this.#bytes.toString('utf8', this.#endOf(index - 1), this.#endOf(index));
  }

  refuseTooMany(): void {
    if (this.#count > MOST_TEXTS) throw tooMuchText();
  }

  #endOf(index: number): number {
    return index < 0 ? 0 : (this.#ends[index] ?? 0);
  }
}

function grown(bytes: Buffer, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(length);
  bytes.copy(larger);
  return larger;
}

function tooMuchText(): FileRefused {
  return new FileRefused({ code: 'too-much-text', megabytes: MOST_TEXT_BYTES / 1024 ** 2 });
}

/** Excel's last column, XFD. */
const LAST_COLUMN = 16_384;

/** The limit of empty cells. Formatted cells outside the table are empty, but each of them must be read. */
const MOST_EMPTY_CELLS = 1_000_000;

/** The last line on which merged cells are read. Only merged headers are relevant, and they are at the top. */
const MERGED_WITHIN_LINES = 1_100;
const MOST_MERGED = 10_000;

/** The parts of the workbook to which a sheet's cells refer by index. */
interface Shared {
  readonly strings: StringTable;
  readonly formats: readonly NumberFormat[];
  readonly serialZero: PlainDate;
}

/** Streams the sheet's hidden columns, then its non-empty rows, then its merged cells. */
async function* sheetParts(
  part: string,
  chunks: AsyncIterable<Buffer>,
  shared: Shared,
): AsyncGenerator<readonly FilePart[]> {
  const sheet = new Sheet(part, shared);
  for await (const _ of xmlEvents(part, chunks, sheet)) yield sheet.takeParts();
}

class Sheet {
  readonly #part: string;
  readonly #shared: Shared;
  #parts: FilePart[] = [];
  #line = 0;
  #isHidden = false;
  #cells: Cell[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #formula = false;
  #inValue = false;
  #phonetic = false;
  #merged = 0;
  #emptyInRow = 0;
  #empty = 0;

  constructor(part: string, shared: Shared) {
    this.#part = part;
    this.#shared = shared;
  }

  /** Returns the parts read since the last call. */
  takeParts(): readonly FilePart[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'col':
        if (isTrue(attributes.hidden))
          this.#parts.push({
            is: 'hidden-columns',
            first: Number(attributes.min) - 1,
            last: Number(attributes.max) - 1,
          });
        break;
      case 'row':
        this.#openRow(attributes);
        break;
      case 'c':
        this.#openCell(attributes);
        break;
      case 'f':
        this.#formula = true;
        break;
      case 'v':
        this.#inValue = true;
        break;
      case 'rPh':
        this.#phonetic = true;
        break;
      case 't':
        this.#inValue = !this.#phonetic;
        break;
      case 'mergeCell':
        this.#merge(mergedCells(attributes.ref ?? ''));
        break;
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    if (name === 'rPh') this.#phonetic = false;
    if (name === 'c') this.#closeCell();
    if (name === 'row') this.#closeRow();
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    this.#line = r === undefined ? this.#line + 1 : Number(r);
    if (!Number.isInteger(this.#line) || this.#line < 1 || this.#line > MOST_LINES) throw this.#broken();
    this.#isHidden = isTrue(hidden);
    this.#cells = [];
    this.#column = -1;
    this.#emptyInRow = 0;
  }

  #closeRow(): void {
    const hidden = this.#isHidden ? { isHidden: true as const } : {};
    const row = fileRow({ line: this.#line, cells: this.#cells, ...hidden });
    if (row !== undefined) this.#parts.push(row);
    else this.#refuseEmpty(this.#emptyInRow);
  }

  #refuseEmpty(more: number): void {
    this.#empty += more;
    if (this.#empty > MOST_EMPTY_CELLS)
      throw new FileRefused({ code: 'too-many-empty-cells', most: MOST_EMPTY_CELLS });
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const letters = /^[A-Z]{1,3}/.exec(r ?? '')?.[0];
    this.#column = letters === undefined ? this.#column + 1 : columnIndex(letters);
    if (this.#column >= LAST_COLUMN) throw this.#broken();
    this.#type = t;
    this.#style = Number(s);
    this.#value = '';
    this.#formula = false;
  }

  /** Adds the cell to its row. Empty cells are not kept, because sheets are often formatted far beyond their table. */
  #closeCell(): void {
    const cell = this.#cell();
    if (cell === undefined) {
      // Empty cells in columns that a table may have are counted only if the whole row is empty.
      if (this.#column < MOST_COLUMNS) this.#emptyInRow += 1;
      else this.#refuseEmpty(1);
      return;
    }
    if (this.#column >= MOST_COLUMNS) throw new FileRefused({ code: 'too-many-columns', most: MOST_COLUMNS });
    while (this.#cells.length < this.#column) this.#cells.push(undefined);
    this.#cells[this.#column] = cell;
  }

  #cell(): Cell {
    if (this.#formula) return { is: 'formula' };
    const value = this.#value.trim();
    if (value === '') return undefined;
    switch (this.#type) {
      case 's': {
        const text = this.#shared.strings.at(Number(value));
        if (text === undefined) throw this.#broken();
        return textCell(text);
      }
      case 'n': {
        const number = Number(value);
        if (!Number.isFinite(number)) throw this.#broken();
        return this.#shown(number);
      }
      case 'd':
        return value.slice(0, LONGEST_DAY);
      case 'e':
        return { is: 'error', shown: value };
      default:
        return textCell(value);
    }
  }

  /** The day or the id if the cell's format displays the number as a day or an id; otherwise the number. */
  #shown(number: number): Cell {
    const format = this.#shared.formats[this.#style];
    if (format?.is === 'day' && number >= 1 && number < LAST_SERIAL)
      return { is: 'day', day: dayOfSerial(number, this.#shared.serialZero) };
    if (format?.is === 'digits' && Number.isSafeInteger(number) && number >= 0) return format.shows(number);
    return number;
  }

  #merge(merged: MergedCells): void {
    if (merged.firstLine > MERGED_WITHIN_LINES || this.#merged >= MOST_MERGED) return;
    this.#merged += 1;
    this.#parts.push(merged);
  }

  #broken(): FileRefused {
    return new FileRefused({ code: 'broken-workbook', part: this.#part });
  }
}

const LONGEST_DAY = 40;

/** The serial number of the day after 9999-12-31, which is the last day that spreadsheets support. */
const LAST_SERIAL = 2_958_466;

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}

function mergedCells(cells: string): MergedCells {
  const [first = 0, last = first] = [...cells.matchAll(/\d+/g)].map(Number);
  return { is: 'merged', cells, firstLine: first, lastLine: last };
}

interface Workbook {
  /** The sheets, in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  /** Whether days are counted from 1904, as on old Macs. */
  readonly date1904: boolean;
}

/** The size limit of a part that only lists names. */
const MOST_BYTES = 4 * 1024 ** 2;

/** @throws FileRefused for a ZIP file that is not a workbook. */
async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const main = (await relations(zip, '_rels/.rels', '')).find(({ type }) => type.endsWith('/officeDocument'));
  const part = main?.target ?? 'xl/workbook.xml';
  if (!zip.has(part)) throw new FileRefused({ code: 'not-a-workbook' });
  const folder = posix.dirname(part);
  const related = await relations(zip, `${folder}/_rels/${posix.basename(part)}.rels`, folder);
  const found: { name: string; id: string | undefined; isHidden: boolean }[] = [];
  let date1904 = false;
  const parsed = xmlEvents(part, zip.read(part, MOST_BYTES), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      found.push({ name: attributes.name ?? '', id: idIn(attributes), isHidden });
    },
  });
  for await (const _ of parsed);
  const sheets = found.flatMap(({ name, id, isHidden }) => {
    const target = related.find((it) => it.id === id && it.type.endsWith('/worksheet'))?.target;
    return target === undefined || !zip.has(target) ? [] : [{ name, part: target, isHidden }];
  });
  const sharedStrings = related.find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  const styles = related.find(({ type }) => type.endsWith('/styles'))?.target;
  return { sheets, sharedStrings, styles, date1904 };
}

/** The value of the attribute `r:id`, with any namespace prefix. */
function idIn(attributes: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relations(zip: ZipParts, part: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!zip.has(part)) return found;
  const parsed = xmlEvents(part, zip.read(part, MOST_BYTES), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship') found.push({ id: Id, type: Type, target: absolute(Target, folder) });
    },
  });
  for await (const _ of parsed);
  return found;
}

function absolute(target: string, folder: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
}

/** Opens a workbook. @throws FileRefused for a file that is broken, too large or not a workbook. */
export async function openXlsx(path: string): Promise<TableFile> {
  const zip = await openZip(path);
  const { entries } = zip;
  const { sheets, date1904, sharedStrings, styles } = await readWorkbook(zip).finally(() => zip.close());
  if (sheets.length === 0) throw new FileRefused({ code: 'not-a-workbook' });
  // Excel treats 1900 as a leap year. For days from March 1900 on, day 0 is therefore 1899-12-30.
  const serialZero = plainDate(date1904 ? '1904-01-01' : '1899-12-30');
  let known: Shared | undefined;
  const partsOf = async function* (part: string): AsyncGenerator<readonly FilePart[]> {
    const opened = await openZip(path, entries);
    try {
      known ??= {
        strings: await readSharedStrings(opened, sharedStrings),
        formats: await readNumberFormats(opened, styles),
        serialZero,
      };
      yield* sheetParts(part, opened.read(part), known);
    } finally {
      opened.close();
    }
  };
  return {
    serialZero,
    sheets: sheets.map(({ name, part, isHidden }) => ({ name, isHidden, parts: () => partsOf(part) })),
  };
}
