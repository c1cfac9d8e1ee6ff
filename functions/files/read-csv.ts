import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { plainDate } from '../../domain/values/plain-date.ts';
import {
  type Cell,
  FileRefused,
  type FileRow,
  fileRow,
  MOST_COLUMNS,
  MOST_LINES,
  type TableFile,
  textCell,
} from './table.ts';

type TextEncoding = 'utf-8' | 'gb18030';

interface TextFile {
  readonly encoding: TextEncoding;
  /** Whether the last line ends with a line break. */
  readonly terminated: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/**
 * Detects the encoding by reading the whole file: UTF-8 if all bytes are valid, else GB18030 if all bytes are valid. A
 * guess from the first lines could fail at a name in line 90,000.
 * @throws FileRefused for other encodings, for bytes that are not text, and for text that ends within a character.
 */
async function inspectText(path: string): Promise<TextFile> {
  const utf8 = await decodes(path, 'utf-8');
  if (utf8.is === 'fits') return { encoding: 'utf-8', terminated: utf8.terminated };
  // Everything before the last character is valid UTF-8, so the file is certainly in UTF-8.
  if (utf8.is === 'cut-off') throw new FileRefused({ code: 'cut-off', line: utf8.line });
  const gb18030 = await decodes(path, 'gb18030');
  if (gb18030.is === 'fits') return { encoding: 'gb18030', terminated: gb18030.terminated };
  if (gb18030.is === 'cut-off') throw new FileRefused({ code: 'cut-off', line: gb18030.line });
  throw new FileRefused({ code: 'wrong-encoding', line: Math.max(utf8.line, gb18030.line) });
}

/** The limit of separators per line. Tables have few columns, and the parser keeps a cell for each separator. */
const MOST_SEPARATORS = 2 * MOST_COLUMNS;

type Decoded =
  | { readonly is: 'fits'; readonly terminated: boolean }
  | { readonly is: 'does-not-fit'; readonly line: number }
  | { readonly is: 'cut-off'; readonly line: number };

async function decodes(path: string, encoding: TextEncoding): Promise<Decoded> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let [line, last, multibyte, separators, returns] = [1, LINE_FEED, false, 0, 0];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (chunk.includes(0)) throw new FileRefused({ code: 'not-text' });
    const text = decodedOr(() => decoder.decode(chunk, { stream: true }));
    if (text === undefined) return { is: 'does-not-fit', line: line + linesBefore(chunk, encoding) };
    multibyte ||= text.length < chunk.length;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        separators = 0;
        if (byte === LINE_FEED) line += 1;
        else returns += 1;
      } else if (byte === COMMA || byte === TAB || byte === SEMICOLON) {
        separators += 1;
        if (separators > MOST_SEPARATORS)
          throw new FileRefused({ code: 'too-many-columns', most: MOST_COLUMNS });
      }
    }
    if (Math.max(line, returns) > MOST_LINES + 1) throw tooManyRows();
    last = chunk.at(-1) ?? last;
  }
  if (decodedOr(() => decoder.decode()) === undefined)
    return multibyte ? { is: 'cut-off', line } : { is: 'does-not-fit', line };
  return { is: 'fits', terminated: last === LINE_FEED || last === CARRIAGE_RETURN };
}

function tooManyRows(): FileRefused {
  return new FileRefused({ code: 'too-many-rows', most: MOST_LINES });
}

function decodedOr(decode: () => string): string | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

/**
 * The number of lines in the chunk before the first invalid one. In neither encoding does a character contain a line
 * feed.
 */
function linesBefore(chunk: Buffer, encoding: TextEncoding): number {
  let [from, lines] = [0, 0];
  for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
    const line = chunk.subarray(from, end);
    const fits = decodedOr(() => new TextDecoder(encoding, { fatal: true }).decode(line)) !== undefined;
    // The first line of a chunk may begin within a character, so it is not judged.
    if (!fits && from > 0) return lines;
    lines += 1;
    from = end + 1;
  }
  return lines;
}

/** The possible column separators. If two are equally good, the first one is used. */
const DELIMITERS = ['\t', ';', ','] as const;

const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_LINES = 50;

/**
 * A tab after a value, which prevents spreadsheets from reading the value as a number. A real separator is followed by
 * a value.
 */
const PADDING = /\t(?=[,;]|$)/g;

/** The separator with the highest median count in the first lines. A title has none, and amounts may contain commas. */
async function delimiterOf(path: string, encoding: TextEncoding): Promise<string> {
  const lines = (await beginning(path, encoding)).split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const sample = lines.slice(0, SAMPLE_LINES).map(withoutQuoted);
  const usual = DELIMITERS.map((delimiter) => {
    const counts = sample.map((line) => line.split(delimiter).length - 1).sort((a, b) => a - b);
    return { delimiter, count: counts[Math.floor(counts.length / 2)] ?? 0 };
  });
  return usual.reduce((best, next) => (next.count > best.count ? next : best), { delimiter: ',', count: 0 })
    .delimiter;
}

async function beginning(path: string, encoding: TextEncoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  let text = '';
  for await (const chunk of createReadStream(path, { end: SAMPLE_BYTES - 1 }) as AsyncIterable<Buffer>) {
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

function withoutQuoted(line: string): string {
  return line.replaceAll(/"[^"]*"/g, '').replaceAll(PADDING, '');
}

/**
 * The limit of characters in a row. It is more than any row of a bill has, and is only exceeded if a quotation mark is
 * never closed.
 */
const LONGEST_ROW = 64 * 1024;

/** Opens a text file with separators. @throws FileRefused if its encoding is unknown. */
export async function openCsv(path: string): Promise<TableFile> {
  const text = await inspectText(path);
  const delimiter = await delimiterOf(path, text.encoding);
  const sheet = { isHidden: false, parts: () => rows(path, text, delimiter) };
  return { serialZero: plainDate('1899-12-30'), sheets: [sheet] };
}

async function* rows(
  path: string,
  { encoding, terminated }: TextFile,
  delimiter: string,
): AsyncGenerator<readonly FileRow[]> {
  const source = createReadStream(path);
  const text = source.pipe(asUtf8(encoding));
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    // Some exports write ="0012" without quotation marks around it.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const giveUp = (error: Error) => parser.destroy(error);
  source.on('error', giveUp);
  text.on('error', giveUp);
  const lineOf = lineCounter();
  let previous: FileRow | undefined;
  let [records, line] = [0, 0];
  try {
    for await (const first of text.pipe(parser) as AsyncIterable<Parsed>) {
      const some: FileRow[] = [];
      // By now the parser has all rows of this chunk.
      for (let parsed: Parsed | null = first; parsed !== null; parsed = parser.read()) {
        records += 1;
        if (records > MOST_LINES) throw tooManyRows();
        line = lineOf(parsed);
        const row = fileRow({ line, cells: parsed.record.map(cellOf) });
        if (row === undefined) continue;
        if (previous !== undefined) some.push(previous);
        previous = row;
      }
      yield some;
    }
  } catch (error) {
    throw refusal(error, line + 1);
  } finally {
    source.destroy();
  }
  if (previous !== undefined) yield [terminated ? previous : { ...previous, unterminated: true }];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Finds the line on which each record begins. The parser only reports where a record ends, and it counts CR LF within
 * quotation marks as two lines.
 */
function lineCounter(): (parsed: Parsed) => number {
  let twice = 0;
  return ({ record, info }) => {
    let within = 0;
    for (const cell of record) {
      if (!cell.includes('\n')) continue;
      within += cell.split('\n').length - 1;
      twice += cell.split('\r\n').length - 1;
    }
    return info.lines - twice - within;
  };
}

function asUtf8(encoding: TextEncoding): Transform {
  if (encoding === 'utf-8') return new Transform({ transform: (chunk, _, done) => done(null, chunk) });
  const decoder = new TextDecoder(encoding, { fatal: true });
  return new Transform({
    transform: (chunk: Buffer, _, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
    flush: (done) => done(null, Buffer.from(decoder.decode())),
  });
}

/** Exports write `="0012"` so that spreadsheets keep it as text; anything else after a single `=` is a formula. */
function cellOf(text: string): Cell {
  const trimmed = textCell(text);
  if (typeof trimmed !== 'string') return trimmed;
  if (trimmed.startsWith("'")) return trimmed.replace(/^'(?=.)/, '');
  if (!trimmed.startsWith('=')) return trimmed;
  const [, quoted] = /^="([^"]*)"$/.exec(trimmed) ?? [];
  if (quoted !== undefined) return quoted.trim() || undefined;
  return /^=[^=]/.test(trimmed) ? { is: 'formula' } : trimmed;
}

/** @param line where the unreadable record began. */
function refusal(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileRefused({ code: 'quote-open', line }, { cause: error });
    case 'CSV_MAX_RECORD_SIZE':
      return new FileRefused({ code: 'line-too-long', line }, { cause: error });
    default:
      return new FileRefused({ code: 'broken-csv', line }, { cause: error });
  }
}
