import {
  type Cell,
  columnIndex,
  type FilePart,
  FileRefused,
  type MergedCells,
} from '../../import-bill/bill-file.ts';
import type { SharedStrings } from './shared-strings.ts';
import { xmlEvents } from './xml-events.ts';

/** Excel's own last column, XFD. */
const MOST_COLUMNS = 16_384;

/** The rows of a sheet that hold anything, then its merged cells, while the XML runs by. */
export async function* sheetParts(
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
