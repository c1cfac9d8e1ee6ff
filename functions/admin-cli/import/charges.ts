import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { yuan } from '../../../domain/values/money.ts';
import { rejectsFile } from '../../files/csv-files.ts';
import { openBill } from '../../files/open-table.ts';
import type { BadRow, RowProblem } from '../../imports/bill-row.ts';
import { type BillSummary, checkBill } from '../../imports/read-bill.ts';
import { type Stored, storeBill } from '../../imports/store-bill.ts';
import { identitySealer } from '../../sources/webhook/identity.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, storeFlags, textOption, unitOf } from '../frame/options.ts';
import { type StaffChoice, submissionOf, withStaffOptions } from '../record/staff.ts';
import { foldPorts, type Store } from '../store/store.ts';
import { importLoad, importSpeedOption, progressTeller } from './import-speed.ts';
import {
  addReject,
  importRefused,
  openLastLine,
  type RejectedRows,
  rowProblemLines,
  rowProblemsJson,
} from './problems.ts';

interface ImportDone extends RejectedRows {
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
async function runImport({ file, unit, asked }: Task, store: Store, frame: Frame): Promise<ImportDone> {
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
      ...(asked.apply === true && { by: (await submissionOf(asked, store)).by }),
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

/** What a bill held, what became of it, and what to do next. @param command the same call, without --apply. */
function importPrintout(done: ImportDone, command: string, frame: Frame): Printout {
  const { summary, stored, applied } = done;
  const { say } = frame;
  const lines = [
    say({
      zh: `${done.file}：${summary.charges} 条缴费，${done.rejectedRows} 行有问题`,
      en: `${done.file}: ${summary.charges} charges, ${done.rejectedRows} rows with problems`,
    }),
    ...monthLines(done, frame),
    ...leftOutLines(done, frame),
    say({
      zh: `${applied ? '已保存' : '将保存'} ${stored.newFacts} 条（${stored.people} 人），此前已有 ${stored.knownFacts} 条`,
      en: `${applied ? 'Stored' : 'Would store'} ${stored.newFacts} (${stored.people} people); there before: ${stored.knownFacts}`,
    }),
    ...unknownLines(done, frame),
    ...rowProblemLines(done, frame),
    ...(applied || stored.newFacts + stored.unknownCharges === 0
      ? []
      : [
          say({ zh: `试算，没有保存。保存请运行：`, en: 'Nothing was stored yet. To store it:' }),
          `  ${command} --apply`,
        ]),
  ];
  return { json: jsonOf(done, frame), lines: lines.map(printable) };
}

function monthLines({ summary }: ImportDone, { say }: Frame): string[] {
  return [...summary.months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { charges, supplements, unitAmount, personalAmount }]) => {
      const ofThem = {
        zh: `（其中补差、补缴 ${supplements} 条）`,
        en: ` (${supplements} of them supplements)`,
      };
      const also = supplements > 0 ? ofThem : { zh: '', en: '' };
      return say({
        zh: `  ${month}：${charges} 条${also.zh}，单位 ${yuan(unitAmount)} 元，个人 ${yuan(personalAmount)} 元`,
        en: `  ${month}: ${charges} charges${also.en}, unit ${yuan(unitAmount)}, personal ${yuan(personalAmount)} yuan`,
      });
    });
}

function leftOutLines({ summary }: ImportDone, frame: Frame): string[] {
  const { say } = frame;
  const { totalRows, nothingCharged, otherKinds, lastLineOpen } = summary;
  const counts = [
    totalRows > 0 && say({ zh: `合计 ${totalRows} 行`, en: `sums: ${totalRows}` }),
    nothingCharged > 0 && say({ zh: `金额为零 ${nothingCharged} 行`, en: `zero amounts: ${nothingCharged}` }),
    otherKinds > 0 && say({ zh: `其他险种 ${otherKinds} 行`, en: `other insurances: ${otherKinds}` }),
  ].filter((it) => it !== false);
  return [
    ...(counts.length === 0
      ? []
      : [say({ zh: '未计入：', en: 'Left out: ' }) + counts.join(say({ zh: '，', en: ', ' }))]),
    ...openLastLine(lastLineOpen, frame),
  ];
}

function unknownLines({ stored, unitId, summary }: ImportDone, { say }: Frame): string[] {
  if (stored.unknownCharges === 0) return [];
  const [month] = [...summary.months.keys()].sort().reverse();
  return [
    say({
      zh: `${stored.unknownPeople} 个不认识的人，${stored.unknownCharges} 条缴费；见 canbao reconcile --unit ${unitId} --month ${month}`,
      en: `${stored.unknownPeople} unknown people with ${stored.unknownCharges} charges; see canbao reconcile --unit ${unitId} --month ${month}`,
    }),
  ];
}

function jsonOf(done: ImportDone, frame: Frame) {
  const { file, unitId, applied, summary, stored, problems, rejectedRows, rejects } = done;
  const { months, headers: _, lastLineOpen, ...counts } = summary;
  return {
    file,
    unitId,
    applied,
    ...counts,
    lastLineOpen: lastLineOpen ?? null,
    months: [...months]
      .map(([month, { charges, supplements, unitAmount, personalAmount }]) => ({
        month,
        charges,
        supplements,
        unitAmount: yuan(unitAmount),
        personalAmount: yuan(personalAmount),
      }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    ...stored,
    rejectedRows,
    rejects: rejects ?? null,
    problems: rowProblemsJson(problems, frame),
  };
}

interface AskedImport extends StaffChoice {
  readonly unit: string;
  readonly apply?: boolean;
  readonly perSecond?: number;
}

/** `canbao import charges FILE`: the bill that a unit downloads, looked at first and stored when asked. */
export function importCharges(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('charges')
    .description(
      say({
        zh: '导入缴费明细（CSV 或 XLSX）：先试算，列出问题；加 --apply 才保存，重复导入不会重复计算',
        en: 'take in a bill (CSV or XLSX): tells what it holds and what is wrong; stores it with --apply, each charge once',
      }),
    )
    .argument('<file>', say({ zh: 'CSV 或 XLSX 文件', en: 'a CSV or XLSX file' }))
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '谁的缴费明细',
        en: 'whose bill it is',
      }).makeOptionMandatory(),
    )
    .option('--apply', say({ zh: '保存；不加只试算', en: 'store it; without, it is only looked at' }))
    .addOption(importSpeedOption(frame));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao import charges 2026-10.xlsx --unit BJ --local',
        'canbao import charges 2026-10.csv --unit BJ --stage prod --apply',
      ),
    )
    .action(
      frame.act((file: string, asked: AskedImport) =>
        frame.withStore(asked, async (store) => {
          const unit = await unitOf(asked.unit, store, frame);
          const done = await runImport({ file, unit, asked }, store, frame);
          return importPrintout(
            done,
            `canbao import charges ${file} --unit ${unit.unitId}${storeFlags(asked)}`,
            frame,
          );
        }),
      ),
    );
}
