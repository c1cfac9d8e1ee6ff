import { SaxesParser } from 'saxes';
import { FileRefused } from '../../import-bill/bill-file.ts';

export interface XmlHandlers {
  /** @param name without its namespace prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** More text than Excel lets into a cell several times over: nothing that long between two tags is a bill. */
const LONGEST_TEXT = 1024 * 1024;

/**
 * Parses XML piece by piece; after each piece the caller may take what the handlers have gathered.
 * @throws FileRefused naming the part where it is not well-formed, not UTF-8, or ends too early.
 */
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
