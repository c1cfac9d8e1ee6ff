import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { type BillFile, type Cell, FileRefused, type FileRow } from '../../import-bill/bill-file.ts';
import { delimiterOf } from './delimiter.ts';
import { inspectText, type TextEncoding, type TextFile } from './text-encoding.ts';

/** Longer than any row of a bill; reached where a quotation mark is never closed. */
const LONGEST_ROW = 64 * 1024;

/** Opens text with separators. @throws FileRefused where its encoding cannot be told. */
export async function openCsv(path: string): Promise<BillFile> {
  const text = await inspectText(path);
  const delimiter = await delimiterOf(path, text.encoding);
  return { serialZero: plainDate('1899-12-30'), parts: () => rows(path, text, delimiter) };
}

async function* rows(path: string, { encoding, terminated }: TextFile, delimiter: string) {
  const source = createReadStream(path);
  const text = source.pipe(asUtf8(encoding));
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    // Sloppy exports write ="0012" without quotation marks around it.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const giveUp = (error: Error) => parser.destroy(error);
  source.on('error', giveUp);
  text.on('error', giveUp);
  const lineOf = lineCounter();
  let held: FileRow | undefined;
  try {
    for await (const parsed of text.pipe(parser) as AsyncIterable<Parsed>) {
      if (held !== undefined) yield held;
      held = { is: 'row', line: lineOf(parsed), cells: parsed.record.map(cellOf) };
    }
  } catch (error) {
    throw refusal(error, (held?.line ?? 0) + 1);
  } finally {
    source.destroy();
  }
  if (held !== undefined) yield terminated ? held : { ...held, unterminated: true };
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/** Where each record begins. The parser tells where one ends, and takes CR LF within quotation marks for two lines. */
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

/** The parser reads UTF-8. */
function asUtf8(encoding: TextEncoding): Transform {
  if (encoding === 'utf-8') return new Transform({ transform: (chunk, _, done) => done(null, chunk) });
  const decoder = new TextDecoder(encoding, { fatal: true });
  return new Transform({
    transform: (chunk: Buffer, _, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
    flush: (done) => done(null, Buffer.from(decoder.decode())),
  });
}

/** `="0012"` is how exports keep a spreadsheet from making a number of it; any other formula is one. */
function cellOf(text: string): Cell {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const [, quoted] = /^="([^"]*)"$/.exec(trimmed) ?? [];
  if (quoted !== undefined) return quoted.trim() || undefined;
  if (/^=[^=]/.test(trimmed)) return { is: 'formula' };
  return trimmed.replace(/^'(?=.)/, '');
}

/** @param line where the record began that could not be read. */
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
