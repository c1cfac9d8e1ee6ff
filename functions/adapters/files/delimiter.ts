import { createReadStream } from 'node:fs';
import type { TextEncoding } from './text-encoding.ts';

/** What stands between the columns of text files; the first one wins where two fit alike. */
const DELIMITERS = ['\t', ';', ','] as const;

const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_LINES = 50;

/** The separator that most lines of the beginning hold most of. A title has none, amounts may hold commas. */
export async function delimiterOf(path: string, encoding: TextEncoding): Promise<string> {
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
  return line.replaceAll(/"[^"]*"/g, '');
}
