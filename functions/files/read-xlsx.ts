import { posix } from 'node:path';
import { plainDate } from '../../domain/values/plain-date.ts';
import {
  type BillFile,
  type Cell,
  columnIndex,
  type FilePart,
  FileRefused,
  type MergedCells,
} from './table.ts';
import { openZip, xmlEvents, type ZipParts } from './xlsx-parts.ts';

/** The texts of a workbook by number: its sheets only name the numbers. */
interface SharedStrings {
  at(index: number): string | undefined;
}

/** All texts have to be at hand at once, so there is a limit to them; text files have none. */
const MOST_TEXT_BYTES = 32 * 1024 ** 2;
const MOST_XML_BYTES = 512 * 1024 ** 2;

/** Reads the table of texts, kept as UTF-8 in one piece: a hundred thousand strings cost what their bytes do. */
async function readSharedStrings(zip: ZipParts, part: string | undefined): Promise<SharedStrings> {
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

class StringTable implements SharedStrings {
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

  /** Empty texts cost no bytes but a number each. */
  refuseTooMany(): void {
    if (this.#count * Uint32Array.BYTES_PER_ELEMENT > MOST_TEXT_BYTES) throw tooMuchText();
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

/** Excel's own last column, XFD. */
const MOST_COLUMNS = 16_384;

/** The rows of a sheet that hold anything, then its merged cells, while the XML runs by. */
async function* sheetParts(
  part: string,
  chunks: AsyncIterable<Buffer>,
  strings: SharedStrings,
): AsyncGenerator<FilePart> {
  const sheet = new Sheet(part, strings);
  for await (const _ of xmlEvents(part, chunks, sheet)) yield* sheet.taken();
}

class Sheet {
  readonly #part: string;
  readonly #strings: SharedStrings;
  #parts: FilePart[] = [];
  #line = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = 'n';
  #value = '';
  #formula = false;
  #inValue = false;
  #phonetic = false;

  constructor(part: string, strings: SharedStrings) {
    this.#part = part;
    this.#strings = strings;
  }

  /** What has come since it was last asked. */
  taken(): readonly FilePart[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#line = attributes.r === undefined ? this.#line + 1 : Number(attributes.r);
        this.#cells = [];
        this.#column = -1;
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
        this.#parts.push(mergedCells(attributes.ref ?? ''));
        break;
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    if (name === 'rPh') this.#phonetic = false;
    if (name === 'c') this.#cells[this.#column] = this.#cell();
    if (name === 'row' && this.#cells.some((cell) => cell !== undefined)) {
      this.#parts.push({ is: 'row', line: this.#line, cells: Array.from(this.#cells) });
    }
  }

  #openCell({ r, t = 'n' }: Readonly<Record<string, string>>): void {
    const letters = /^[A-Z]{1,3}/.exec(r ?? '')?.[0];
    this.#column = letters === undefined ? this.#column + 1 : columnIndex(letters);
    if (this.#column >= MOST_COLUMNS) throw this.#broken();
    this.#type = t;
    this.#value = '';
    this.#formula = false;
  }

  #cell(): Cell {
    if (this.#formula) return { is: 'formula' };
    const value = this.#value.trim();
    if (value === '') return undefined;
    switch (this.#type) {
      case 's': {
        const text = this.#strings.at(Number(value));
        if (text === undefined) throw this.#broken();
        return text.trim() || undefined;
      }
      case 'n': {
        const number = Number(value);
        if (!Number.isFinite(number)) throw this.#broken();
        return number;
      }
      case 'e':
        return { is: 'error', shown: value };
      default:
        return value;
    }
  }

  #broken(): FileRefused {
    return new FileRefused({ code: 'broken-workbook', part: this.#part });
  }
}

function mergedCells(cells: string): MergedCells {
  const [first = 0, last = first] = [...cells.matchAll(/\d+/g)].map(Number);
  return { is: 'merged', cells, firstLine: first, lastLine: last };
}

/** Which parts of a workbook hold what. */
interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStrings: string | undefined;
  /** Days are counted from 1904, as old Macs did. */
  readonly date1904: boolean;
}

/** These parts list a few names each. */
const MOST_BYTES = 4 * 1024 ** 2;

/** @throws FileRefused for a ZIP file that is no workbook. */
async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const main = (await relations(zip, '_rels/.rels', '')).find(({ type }) => type.endsWith('/officeDocument'));
  const part = main?.target ?? 'xl/workbook.xml';
  if (!zip.has(part)) throw new FileRefused({ code: 'not-a-workbook' });
  const folder = posix.dirname(part);
  const related = await relations(zip, `${folder}/_rels/${posix.basename(part)}.rels`, folder);
  const found: { name: string; id: string | undefined }[] = [];
  let date1904 = false;
  const parsed = xmlEvents(part, zip.read(part, MOST_BYTES), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name === 'sheet') found.push({ name: attributes.name ?? '', id: idIn(attributes) });
    },
  });
  for await (const _ of parsed);
  const sheets = found.flatMap(({ name, id }) => {
    const target = related.find((it) => it.id === id && it.type.endsWith('/worksheet'))?.target;
    return target === undefined || !zip.has(target) ? [] : [{ name, part: target }];
  });
  const sharedStrings = related.find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  return { sheets, sharedStrings, date1904 };
}

/** `r:id`, whatever the file calls the namespace. */
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

/** Opens a sheet, the first unless named. @throws FileRefused for what is no workbook, broken or too large. */
export async function openXlsx(path: string, sheet: string | undefined): Promise<BillFile> {
  const workbook = await withZip(path, readWorkbook);
  const part = partOf(workbook, sheet);
  return {
    // Excel takes 1900 for a leap year; from March 1900 on its days count from here.
    serialZero: plainDate(workbook.date1904 ? '1904-01-01' : '1899-12-30'),
    parts: () => partsOf(path, part, workbook.sharedStrings),
  };
}

async function withZip<T>(path: string, work: (zip: ZipParts) => Promise<T>): Promise<T> {
  const zip = await openZip(path);
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}

function partOf({ sheets }: Workbook, sheet: string | undefined): string {
  const found = sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === sheet);
  if (found !== undefined) return found.part;
  if (sheet === undefined) throw new FileRefused({ code: 'not-a-workbook' });
  throw new FileRefused({ code: 'no-such-sheet', sheet, sheets: sheets.map(({ name }) => name) });
}

async function* partsOf(
  path: string,
  part: string,
  sharedStrings: string | undefined,
): AsyncGenerator<FilePart> {
  const zip = await openZip(path);
  try {
    const strings = await readSharedStrings(zip, sharedStrings);
    yield* sheetParts(part, zip.read(part), strings);
  } finally {
    zip.close();
  }
}
