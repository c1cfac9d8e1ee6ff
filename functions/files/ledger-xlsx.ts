import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { Ledger, LedgerColumn, LedgerValue } from '../../domain/ledger/ledger.ts';
import { firstDayOf, type Month } from '../../domain/values/month.ts';

/**
 * A ledger as an Excel workbook. Dates and numbers are stored as dates and numbers; texts are never read as formulas.
 */
export function ledgerXlsx({ title, month, columns, rows }: Ledger): Promise<Buffer> {
  const headers: Cell[] = columns.map(({ header }) => ({
    value: header,
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#e8eef7',
  }));
  const cells = rows.map((row) => row.map((value, column) => cellOf(value, columns[column]?.kind ?? 'text')));
  return writeXlsxFile([headers, ...cells], {
    sheet: `${title} ${month}`,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  }).toBuffer();
}

function cellOf(value: LedgerValue, kind: LedgerColumn['kind']): Cell {
  if (value === undefined) return null;
  if (typeof value === 'number') return { value: value / 100, type: Number, format: '#,##0.00' };
  switch (kind) {
    case 'day':
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
    case 'count':
      return { value: Number(value), type: Number, format: '0' };
    case 'month':
      return { value: new Date(`${firstDayOf(value as Month)}T00:00:00Z`), type: Date, format: 'yyyy-mm' };
    default:
      return { value, type: String };
  }
}
