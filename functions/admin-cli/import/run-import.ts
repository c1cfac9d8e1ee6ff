import type { Unit } from '../../../domain/units/unit.ts';
import { openBill } from '../../adapters/files/open-bill.ts';
import { rejectsFile } from '../../adapters/files/rejects-file.ts';
import { identitySealer } from '../../hris/seal-identity.ts';
import type { BadRow, RowProblem } from '../../import-bill/bill-row.ts';
import { type BillSummary, checkBill } from '../../import-bill/check-bill.ts';
import { type Stored, storeBill } from '../../import-bill/store-bill.ts';
import type { Frame } from '../frame/frame.ts';
import { foldPorts } from '../store/fold-ports.ts';
import type { Store } from '../store/store.ts';
import { addReject } from './add-reject.ts';
import type { AskedImport } from './charges.ts';
import { importRefused } from './import-refused.ts';
import { importLoad, progressTeller } from './import-speed.ts';
import type { RejectedRows } from './row-problem-lines.ts';

export interface ImportDone extends RejectedRows {
  readonly file: string;
  readonly unitId: string;
  readonly applied: boolean;
  readonly summary: BillSummary;
  readonly stored: Stored;
}

const MOST_PROBLEMS_TOLD = 50;

interface Task {
  readonly file: string;
  readonly unit: Unit;
  readonly asked: AskedImport;
}

/** Checks the whole file, then looks everybody up and, where asked, stores. */
export async function runImport(
  { file, unit, asked }: Task,
  store: Store,
  frame: Frame,
): Promise<ImportDone> {
  const { unitId, billColumns } = unit;
  const rejects = rejectsFile(`${file}.rejects.csv`);
  const problems: RowProblem[] = [];
  const onBad = (row: BadRow, headers: readonly string[]) => {
    if (problems.length < MOST_PROBLEMS_TOLD) problems.push(...row.problems);
    addReject(rejects, row, headers, frame);
  };
  try {
    const bill = await openBill(file, billColumns?.sheet === undefined ? {} : { sheet: billColumns.sheet });
    const how = { columns: billColumns, seal: identitySealer(await store.identityKey()) };
    const summary = await checkBill(bill, how, onBad);
    const task = {
      unitId,
      apply: asked.apply === true,
      charges: summary.charges,
      load: importLoad(asked.perSecond),
      onBad,
      onProgress: progressTeller(frame),
    };
    const { peopleWith, unknownCharges } = store;
    const ports = { ...foldPorts(store, frame.clock), peopleWith, unknownCharges, clock: frame.clock };
    const stored = await storeBill(bill, how, task, ports);
    await rejects.finish();
    return {
      file,
      unitId,
      applied: task.apply,
      summary,
      stored,
      problems: problems.toSorted((a, b) => a.line - b.line),
      rejectedRows: rejects.rows,
      rejects: rejects.rows > 0 ? rejects.path : undefined,
    };
  } catch (error) {
    await rejects.discard();
    throw importRefused(error, { file, holds: 'charges' }, frame);
  }
}
