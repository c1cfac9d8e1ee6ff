import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FileRefused } from './table.ts';

/** The parts of a workbook by name. Reading stops if a part exceeds its declared size. */
export interface ZipParts {
  /** The ZIP file's directory, by the name of the part. The next {@link openZip} of the file can use it again. */
  readonly entries: ReadonlyMap<string, Entry>;
  has(name: string): boolean;
  read(name: string, mostBytes?: number): AsyncIterable<Buffer>;
  close(): void;
}

/** The limit of parts. A workbook has a few dozen. */
const MOST_PARTS = 5_000;

/** The limit of bytes in a part. A sheet with Excel's maximum of rows and twenty columns has fewer. */
const LARGEST_PART_BYTES = 2 * 1024 ** 3;

/**
 * The limit of compression. XML is compressed ten to forty times, a zip bomb a thousand times. Small parts are exempt.
 */
const MOST_RATIO = 200;
const RATIO_COUNTS_FROM_BYTES = 8 * 1024 ** 2;

/**
 * Opens a ZIP file.
 * @param known its directory, if it was read before.
 * @throws FileRefused when it is not a complete ZIP file.
 */
export async function openZip(path: string, known?: ReadonlyMap<string, Entry>): Promise<ZipParts> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(refuse);
  const entries =
    known ??
    (await entriesOf(zip).catch((error) => {
      zip.close();
      return refuse(error);
    }));
  return {
    entries,
    has: (name) => entries.has(name),
    read: (name, mostBytes = LARGEST_PART_BYTES) => readPart(zip, entries.get(name), name, mostBytes),
    close: () => zip.close(),
  };
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) throw new FileRefused({ code: 'not-a-workbook' });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

async function* readPart(zip: ZipFile, entry: Entry | undefined, name: string, mostBytes: number) {
  if (entry === undefined || entry.isEncrypted()) throw new FileRefused({ code: 'not-a-workbook' });
  refuseBomb(entry, mostBytes);
  let [sum, bytes] = [0, 0];
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // The declared size may be wrong. The reader of the ZIP file checks it, and this line checks it again.
      if (bytes > entry.uncompressedSize) throw bomb(name, bytes, entry.uncompressedSize);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    if (/too many bytes/i.test(String(error))) throw bomb(name, bytes, entry.uncompressedSize);
    throw new FileRefused({ code: 'broken-workbook', part: name }, { cause: error });
  }
  if (sum !== entry.crc32) throw new FileRefused({ code: 'broken-workbook', part: name });
}

function refuseBomb({ fileName, compressedSize, uncompressedSize }: Entry, mostBytes: number): void {
  const most = Math.min(mostBytes, Math.max(RATIO_COUNTS_FROM_BYTES, compressedSize * MOST_RATIO));
  if (uncompressedSize > most) throw bomb(fileName, uncompressedSize, most);
}

function bomb(part: string, bytes: number, most: number): FileRefused {
  const megabytes = (count: number) => Math.ceil(count / 1024 ** 2);
  return new FileRefused({ code: 'bomb', part, megabytes: megabytes(bytes), most: megabytes(most) });
}

/** The directory is at the end of a ZIP file: without it the file is incomplete. */
function refuse(error: unknown): never {
  if (error instanceof FileRefused) throw error;
  const cut = /end of central directory|truncated|unexpected eof/i.test(String(error));
  const problem = cut ? ({ code: 'cut-off' } as const) : ({ code: 'broken-workbook', part: 'ZIP' } as const);
  throw new FileRefused(problem, { cause: error });
}

interface XmlHandlers {
  /** @param name without its namespace prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The limit of characters in a text: several times as many as Excel allows in a cell. No bill has a longer text. */
const LONGEST_TEXT = 1024 * 1024;

/** Parses XML in chunks. @throws FileRefused if it is not well-formed, not UTF-8, or ends too early. */
export async function* xmlEvents(
  part: string,
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): AsyncGenerator<undefined> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let sinceEvent = 0;
  const seen = () => {
    sinceEvent = 0;
  };
  parser.on('opentag', ({ name, attributes }) => {
    seen();
    handlers.open?.(local(name), attributes);
  });
  parser.on('text', (text) => {
    seen();
    handlers.text?.(text);
  });
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => {
    seen();
    handlers.close?.(local(name));
  });
  for await (const chunk of chunks) {
    sinceEvent += chunk.length;
    well(part, () => parser.write(decoder.decode(chunk, { stream: true })));
    if (sinceEvent > LONGEST_TEXT) throw new FileRefused({ code: 'too-much-text', megabytes: 1 });
    yield;
  }
  well(part, () => parser.write(decoder.decode()).close());
  yield;
}

function well(part: string, parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused({ code: 'broken-workbook', part }, { cause: error });
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
