import type { FileCabinet } from './bill-files.ts';
import { sheetData, type WorkbookText, workbookOf } from './workbook-of.ts';

/** The value of a cell. Null is an empty cell. */
export type Written = string | number | { readonly xml: string } | null;

/** Writes small tables as CSV and XLSX files. @returns their paths. */
export function tableFiles(files: FileCabinet) {
  let count = 0;
  const next = (ending: string) => {
    count += 1;
    return `table-${count}.${ending}`;
  };
  return {
    csv: (rows: readonly (readonly Written[])[]) => files.write(next('csv'), csvOf(rows)),
    xlsx: (
      sheets: Readonly<Record<string, readonly (readonly Written[])[] | string>>,
      more: Omit<WorkbookText, 'sheets'> = {},
    ) => {
      const parts = Object.entries(sheets).map(([name, rows]) => [
        name,
        typeof rows === 'string' ? rows : sheetData(rows),
      ]);
      return files.write(next('xlsx'), workbookOf({ sheets: Object.fromEntries(parts), ...more }));
    },
  };
}

export function csvOf(rows: readonly (readonly Written[])[]): string {
  const text = (cell: Written) => (cell === null ? '' : String(cell));
  return rows.map((row) => `${row.map(text).join(',')}\r\n`).join('');
}
