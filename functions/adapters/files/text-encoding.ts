import { createReadStream } from 'node:fs';
import { FileRefused } from '../../import-bill/bill-file.ts';

export type TextEncoding = 'utf-8' | 'gb18030';

export interface TextFile {
  readonly encoding: TextEncoding;
  /** The last line ends with a line break, as every other does. */
  readonly terminated: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * How a text file is written, found by reading all of it: UTF-8 where every byte fits, else GB18030 where every byte
 * fits that. Guessing from the first lines would notice too late that a name in line 90,000 does not fit.
 *
 * @throws FileRefused for text in another encoding, for bytes that are no text, and for text cut within a character.
 */
export async function inspectText(path: string): Promise<TextFile> {
  const utf8 = await decodes(path, 'utf-8');
  if (utf8.is === 'fits') return { encoding: 'utf-8', terminated: utf8.terminated };
  // Everything before the last character fits: another encoding would have shown itself earlier.
  if (utf8.is === 'cut-off') throw new FileRefused({ code: 'cut-off', line: utf8.line });
  const gb18030 = await decodes(path, 'gb18030');
  if (gb18030.is === 'fits') return { encoding: 'gb18030', terminated: gb18030.terminated };
  if (gb18030.is === 'cut-off') throw new FileRefused({ code: 'cut-off', line: gb18030.line });
  throw new FileRefused({ code: 'wrong-encoding', line: Math.max(utf8.line, gb18030.line) });
}

type Decoded =
  | { readonly is: 'fits'; readonly terminated: boolean }
  | { readonly is: 'does-not-fit'; readonly line: number }
  | { readonly is: 'cut-off'; readonly line: number };

async function decodes(path: string, encoding: TextEncoding): Promise<Decoded> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let [line, last, multibyte] = [1, LINE_FEED, false];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (chunk.includes(0)) throw new FileRefused({ code: 'not-text' });
    const text = decodedOr(() => decoder.decode(chunk, { stream: true }));
    if (text === undefined) return { is: 'does-not-fit', line: line + linesBefore(chunk, encoding) };
    multibyte ||= text.length < chunk.length;
    line += countOf(chunk, LINE_FEED);
    last = chunk.at(-1) ?? last;
  }
  if (decodedOr(() => decoder.decode()) === undefined) {
    return multibyte ? { is: 'cut-off', line } : { is: 'does-not-fit', line };
  }
  return { is: 'fits', terminated: last === LINE_FEED || last === CARRIAGE_RETURN };
}

function decodedOr(decode: () => string): string | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

/** Lines of the chunk before the first that does not fit. Neither encoding has a line feed within a character. */
function linesBefore(chunk: Buffer, encoding: TextEncoding): number {
  let [from, lines] = [0, 0];
  for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
    const line = chunk.subarray(from, end);
    const fits = decodedOr(() => new TextDecoder(encoding, { fatal: true }).decode(line)) !== undefined;
    // The first line of a chunk may begin within a character.
    if (!fits && from > 0) return lines;
    lines += 1;
    from = end + 1;
  }
  return lines;
}

function countOf(chunk: Buffer, byte: number): number {
  let count = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) count += 1;
  return count;
}
