import { type FileHandle, open, stat } from 'node:fs/promises';
import { openCsv } from './read-csv.ts';
import { openXlsx } from './read-xlsx.ts';
import { FileRefused, type TableFile } from './table.ts';

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** Opens a workbook or text file by its content, not its name. @throws FileRefused for other files. */
export async function openTable(path: string): Promise<TableFile> {
  const before = await fingerprint(path);
  const head = await firstBytes(path, 1024);
  if (head.length === 0) throw new FileRefused({ code: 'empty' });
  const file = startsWith(head, ZIP) ? await openXlsx(path) : await openText(path, head);
  const sheets = file.sheets.map((sheet) => ({
    ...sheet,
    async *parts() {
      yield* sheet.parts();
      if ((await fingerprint(path)) !== before) throw new FileRefused({ code: 'changed' });
    },
  }));
  return { ...file, sheets };
}

async function openText(path: string, head: Buffer): Promise<TableFile> {
  if (startsWith(head, OLE)) throw new FileRefused({ code: 'old-or-locked-excel' });
  if (UTF_16.some((mark) => startsWith(head, mark))) throw new FileRefused({ code: 'utf-16' });
  if (/^\s*<(!doctype|html|\?xml|meta|head|table)/i.test(head.toString('latin1').replace(/^ï»¿/, '')))
    throw new FileRefused({ code: 'web-page' });
  if (head.includes(0)) throw new FileRefused({ code: 'not-text' });
  return openCsv(path);
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/**
 * The size of the file and the time of its last change. The file is read several times, and a change in between would
 * make the result unreliable.
 */
async function fingerprint(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    throw notReadable(error);
  }
}

async function firstBytes(path: string, most: number): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw notReadable(error);
  } finally {
    await file?.close();
  }
}

function notReadable(error: unknown): FileRefused {
  const cause = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new FileRefused({ code: 'not-readable', cause }, { cause: error });
}
