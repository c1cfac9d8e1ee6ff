import type { Ledger } from '../../../domain/ledger/ledger.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import { BYTE_ORDER_MARK, csvText } from './csv-text.ts';

/** A ledger as CSV that Excel and WPS open by a double click: UTF-8 with its mark, days as YYYY-MM-DD, yuan plain. */
export function ledgerCsv({ columns, rows }: Ledger): Buffer {
  const texts = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? yuan(value as Fen) : (value ?? ''))),
  );
  return Buffer.from(BYTE_ORDER_MARK + csvText([columns.map(({ header }) => header), ...texts]));
}
