import type { Unit } from '../../../domain/units/unit.ts';
import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import { sleep } from '../../adapters/clock.ts';
import { openBill } from '../../adapters/files/open-bill.ts';
import { type RejectsFile, rejectsFile } from '../../adapters/files/rejects-file.ts';
import { identitySealer } from '../../hris/seal-identity.ts';
import { FileRefused } from '../../import-bill/bill-file.ts';
import { cellTexts, type RowProblem } from '../../import-bill/bill-row.ts';
import { type BadRow, type BillSummary, checkBill } from '../../import-bill/check-bill.ts';
import { type Stored, storeBill } from '../../import-bill/store-bill.ts';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { foldPorts } from '../store/fold-ports.ts';
import type { Store } from '../store/store.ts';
import { type AskedImport, DEFAULT_PER_SECOND } from './charges.ts';
import { fileProblemWords } from './file-problem-words.ts';
import { rowProblemText } from './row-problem-words.ts';

export interface ImportDone {
  readonly file: string;
  readonly unitId: string;
  readonly applied: boolean;
  readonly summary: BillSummary;
  readonly stored: Stored;
  /** The first of them; the file of rejects has all. */
  readonly problems: readonly RowProblem[];
  readonly rejectedRows: number;
  readonly rejects: string | undefined;
}

const MOST_PROBLEMS_TOLD = 50;
const IN_FLIGHT = 16;
const TELL_EVERY_MS = 2_000;

/** Digits as an identity number has them, with blanks or without. */
const IDENTITY_LIKE = /\d[\d ]{13,}[\dXx]/g;

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
      load: loadOf(asked),
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
    throw told(error, file, frame);
  }
}

function loadOf({ perSecond = DEFAULT_PER_SECOND }: AskedImport) {
  return { inFlight: IN_FLIGHT, perSecond, pace: { milliseconds: () => performance.now(), sleep } };
}

function addReject(rejects: RejectsFile, row: BadRow, headers: readonly string[], frame: Frame): void {
  const { say } = frame;
  const titles = [say({ zh: '行号', en: 'line' }), ...headers, say({ zh: '原因', en: 'reason' })];
  const cells = cellTexts(row.cells, headers.length, masked);
  const reason = row.problems
    .map((problem) => rowProblemText(problem, frame))
    .join(say({ zh: '；', en: '; ' }));
  rejects.add(titles, [String(row.line), ...cells, reason]);
}

function masked(text: string): string {
  return text.replaceAll(IDENTITY_LIKE, maskIdentityNumber);
}

function progressTeller({ say, progress }: Frame): (people: number) => void {
  let told = performance.now();
  return (people) => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    progress(say({ zh: `已处理 ${people} 人`, en: `${people} people done` }));
  };
}

/** What is stored stays stored: whoever runs it again adds the rest. */
function told(error: unknown, file: string, { say }: Frame): unknown {
  if (error instanceof FileRefused) {
    return new CommandFailed(`${file}: ${say(fileProblemWords(error.problem))}`, { cause: error });
  }
  if (error instanceof CommandFailed) {
    const again = say({
      zh: '已保存的不会重复，可以重新运行',
      en: 'what is stored is not stored twice, run it again',
    });
    return new CommandFailed(`${error.message} (${again})`, { cause: error });
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (path === undefined || code === undefined) return error;
  return new CommandFailed(
    say({
      zh: `写不了 ${path}（${code}）；请把明细放在可写的目录`,
      en: `${path} cannot be written (${code}); put the bill where files can be written`,
    }),
    { cause: error },
  );
}
