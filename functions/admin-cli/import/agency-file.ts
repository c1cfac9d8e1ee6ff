import { basename } from 'node:path';
import type { StatedBy } from '../../../domain/facts/fact.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { foldPorts, type Store } from '../../deployment/deployment.ts';
import { rejectsFile } from '../../files/csv-files.ts';
import type { TableFile } from '../../files/table.ts';
import type { BadRow, RowProblem } from '../../imports/bill-row.ts';
import type { FileTask, ImportOutcome } from '../../imports/import-file.ts';
import { fileHash } from '../../imports/import-id.ts';
import type { FileKind } from '../../imports/problem-texts.ts';
import { addReject } from '../../imports/reject-row.ts';
import { identitySealer, type SealIdentity } from '../../sources/webhook/identity.ts';
import { applyImport, type ImportPass, storedText } from '../../staff-actions/apply-import.ts';
import type { CommandContext, Line } from '../frame/frame.ts';
import { argument, flag, unitOf } from '../frame/kinds.ts';
import type { Asked } from '../frame/spec.ts';
import { STAFF_OPTIONS, submissionOf } from '../record/staff.ts';
import { IMPORT_SPEED, importLoad, progressReporter, SHEET } from './load.ts';
import {
  changeLines,
  EXTENT_OPTIONS,
  extentLines,
  noteImport,
  proposalLines,
  REPLACE_OPTIONS,
  refuseUnanswered,
  repeatedLine,
  statedExtent,
  undoLine,
} from './outcome.ts';
import { readFile, rowProblemLines } from './problems.ts';

export const FILE_ARGUMENT = { file: argument({ zh: 'CSV 或 XLSX 文件', en: 'a CSV or XLSX file' }) };
/** Options for how a file of the agency is read, and how it is used. */
export const READING_OPTIONS = { ...EXTENT_OPTIONS, ...REPLACE_OPTIONS, sheet: SHEET };
export const STORING_OPTIONS = {
  apply: flag({ zh: '保存；不加只试算', en: 'store the file; without this option it is only previewed' }),
  perSecond: IMPORT_SPEED,
  by: STAFF_OPTIONS.by,
};

type AskedFile = Asked<typeof FILE_ARGUMENT, typeof READING_OPTIONS & typeof STORING_OPTIONS> & {
  readonly unit: string;
};

interface AgencyFile {
  readonly holds: FileKind;
  readonly action: 'bill-import' | 'list-import';
  /** About this many problems are collected, by default all. This does not limit the file of rejects. */
  readonly mostProblems?: number;
}

/** A file that was read, with the function that imports it. */
interface ReadFile<T> {
  readonly read: T;
  /** @param reports whether rows with problems are reported. */
  run(task: FileTask, reports: boolean, ports: ImportPorts): Promise<ImportOutcome>;
  /** Called after the file was stored. */
  stored?(imported: ImportOutcome, by: StatedBy, ports: ImportPorts): Promise<unknown>;
}

type ImportPorts = ReturnType<typeof portsOf>;

function portsOf(store: Store, { clock }: CommandContext) {
  return { ...store, ...foldPorts(store, clock), clock };
}

/**
 * Imports a file of the agency. It reads the whole file, looks up everybody, computes which cases change, and stores
 * the file if requested.
 * @param read reads the file and passes on rejected rows.
 */
export async function importAgencyFile<T>(
  { holds, action, mostProblems = Number.POSITIVE_INFINITY }: AgencyFile,
  asked: AskedFile,
  store: Store,
  context: CommandContext,
  read: (
    table: TableFile,
    unit: Unit,
    seal: SealIdentity,
    reject: (row: BadRow, headers: readonly string[]) => void,
  ) => Promise<ReadFile<T>>,
) {
  const { file, apply = false } = asked;
  const unit = await unitOf(asked.unit, store, context);
  const { unitId } = unit;
  const rejects = rejectsFile(`${file}.rejects.csv`);
  const problems: RowProblem[] = [];
  return readFile(file, holds, context, async (table) => {
    const reader = await read(table, unit, identitySealer(await store.identityKey()), (row, headers) => {
      if (problems.length < mostProblems) problems.push(...row.problems);
      addReject(rejects, row, headers, context.language);
    });
    const stated = statedExtent(asked);
    const earlier = asked.replace ? 'replace' : asked.add ? 'add' : undefined;
    const by = apply ? (await submissionOf(asked, store)).by : undefined;
    const task = {
      unitId,
      by,
      content: await fileHash(file),
      file: basename(file),
      load: importLoad(asked.perSecond, store),
      onProgress: progressReporter(context),
      ...(stated !== undefined && { stated: () => stated }),
    };
    const ports = portsOf(store, context);
    const pass = ({ reports, ...how }: ImportPass) => reader.run({ ...task, ...how }, reports, ports);
    const answers = { extent: stated, earlier } as const;
    const outcome = await applyImport(pass, { unitId, day: context.today(), answers, apply }, store);
    if (apply) refuseUnanswered(outcome, context);
    const { imported, changes } = outcome;
    if (by !== undefined) {
      await reader.stored?.(imported, by, ports);
      await noteImport(action, { unitId, by, file: task.file, imported }, store, context);
    }
    await rejects.finish();
    return {
      ...{ file, unitId, applied: apply, stated, read: reader.read, imported, changes },
      problems: problems.toSorted((a, b) => a.line - b.line),
      rejectedRows: rejects.rows,
      rejects: rejects.rows > 0 ? rejects.path : undefined,
    };
  });
}

type AgencyFileDone = Omit<Awaited<ReturnType<typeof importAgencyFile>>, 'read'>;

/**
 * Lines that state what was read, the result, and the next steps.
 * @param read lines about this kind of file: `read` is printed before the months, `next` after them.
 * @param command the same call with --apply.
 */
export function agencyFileLines(
  done: AgencyFileDone,
  { read, next }: { readonly read: readonly Line[]; readonly next: readonly Line[] },
  command: string,
  context: CommandContext,
): Line[] {
  const { applied, imported, changes } = done;
  const { months, proposals } = imported;
  return [
    ...read,
    repeatedLine(imported),
    ...extentLines(imported, done, context),
    storedText(imported, applied),
    ...next,
    ...proposalLines(proposals, context),
    ...changeLines(changes, applied, context),
    ...rowProblemLines(done, context),
    applied && undoLine(imported),
    ...(applied || months.length === 0 ? [] : [TO_STORE, `  ${command}`]),
  ];
}

const TO_STORE = {
  zh: '试算，没有保存。保存请运行：',
  en: 'Nothing was stored yet. To store the file, run:',
};
