import { addFen, type Fen, NO_MONEY } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { BillFile } from './bill-file.ts';
import type { BadRow, BillRow } from './bill-row.ts';
import { type HowToRead, readBill } from './read-bill.ts';

/** What a bill holds, before anybody in it is looked for. */
export interface BillSummary {
  readonly headers: readonly string[];
  /** Rows that state a charge. */
  readonly charges: number;
  /** Of these, supplements. */
  readonly supplements: number;
  readonly badRows: number;
  /** Rows that are no charge and no mistake: sums, zero amounts, other insurances. */
  readonly totalRows: number;
  readonly nothingCharged: number;
  readonly otherKinds: number;
  readonly months: ReadonlyMap<Month, MonthSum>;
  /** The last line, where it does not end with a line break. */
  readonly lastLineOpen?: number;
}

export interface MonthSum {
  readonly charges: number;
  readonly supplements: number;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
}

/**
 * Reads the whole bill once. Only what passes here is stored afterwards: a file whose end is missing shows itself
 * before anything is done.
 *
 * @param onBad is told of each row that cannot be taken, in order.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function checkBill(
  file: BillFile,
  how: HowToRead,
  onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>,
): Promise<BillSummary> {
  const months = new Map<Month, MonthSum>();
  const counts = { charges: 0, supplements: 0, badRows: 0, totalRows: 0, nothingCharged: 0, otherKinds: 0 };
  let headers: readonly string[] = [];
  let lastLineOpen: number | undefined;
  for await (const part of readBill(file, how)) {
    if (part.is === 'headers') headers = part.headers;
    else if (part.is === 'other-kind') counts.otherKinds += 1;
    else if (part.is === 'last-line-open') lastLineOpen = part.line;
    else if (part.read.is === 'total') counts.totalRows += 1;
    else if (part.read.is === 'nothing-charged') counts.nothingCharged += 1;
    else if (part.read.is === 'bad') {
      counts.badRows += 1;
      await onBad({ line: part.line, cells: part.cells, problems: part.read.problems }, headers);
    } else {
      counts.charges += 1;
      const { row } = part.read;
      if (row.supplement) counts.supplements += 1;
      months.set(row.month, plus(months.get(row.month), row));
    }
  }
  return { headers, ...counts, months, ...(lastLineOpen !== undefined && { lastLineOpen }) };
}

function plus(
  sum: MonthSum = { charges: 0, supplements: 0, unitAmount: NO_MONEY, personalAmount: NO_MONEY },
  charge: BillRow,
): MonthSum {
  return {
    charges: sum.charges + 1,
    supplements: sum.supplements + (charge.supplement ? 1 : 0),
    unitAmount: addFen(sum.unitAmount, charge.unitAmount),
    personalAmount: addFen(sum.personalAmount, charge.personalAmount),
  };
}
