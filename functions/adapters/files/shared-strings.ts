import { FileRefused } from '../../import-bill/bill-file.ts';
import { xmlEvents } from './xml-events.ts';
import type { ZipParts } from './zip-parts.ts';

/** The texts of a workbook by number: its sheets only name the numbers. */
export interface SharedStrings {
  at(index: number): string | undefined;
}

/** All texts have to be at hand at once, so there is a limit to them; text files have none. */
const MOST_TEXT_BYTES = 32 * 1024 ** 2;
const MOST_XML_BYTES = 512 * 1024 ** 2;

/** Reads the table of texts, kept as UTF-8 in one piece: a hundred thousand strings cost what their bytes do. */
export async function readSharedStrings(zip: ZipParts, part: string | undefined): Promise<SharedStrings> {
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
