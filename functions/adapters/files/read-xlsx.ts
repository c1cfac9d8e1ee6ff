import { plainDate } from '../../../domain/values/plain-date.ts';
import { type BillFile, type FilePart, FileRefused } from '../../import-bill/bill-file.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetParts } from './sheet-parts.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { openZip, type ZipParts } from './zip-parts.ts';

/**
 * Opens a sheet of a workbook.
 * @param sheet its name; the first one unless named.
 * @throws FileRefused for what is no workbook, is broken, or unpacks to more than any bill.
 */
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
