import { basename } from 'node:path';
import type { BillColumns } from '../../../domain/units/unit.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { yuan } from '../../../domain/values/money.ts';
import { foldPorts, type Store } from '../../deployment/deployment.ts';
import { rejectsFile } from '../../files/csv-files.ts';
import { openTable } from '../../files/open-table.ts';
import type { BadRow, RowProblem } from '../../imports/bill-row.ts';
import { importBill } from '../../imports/import-file.ts';
import { fileHash } from '../../imports/import-id.ts';
import { billIn, checkBill } from '../../imports/read-bill.ts';
import { addReject } from '../../imports/reject-row.ts';
import { understoodText } from '../../imports/understood-texts.ts';
import { identitySealer } from '../../sources/webhook/identity.ts';
import { applyImport, type ImportPass } from '../../staff-actions/apply-import.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { argument, choice, day, flag, month, optionOf, required, text, unitOf } from '../frame/kinds.ts';
import { type Asked, storeCommand } from '../frame/spec.ts';
import { commandToPaste, storeOptions } from '../frame/suggest.ts';
import { STAFF_OPTIONS, submissionOf } from '../record/staff.ts';
import { IMPORT_SPEED, importLoad, progressReporter, SHEET } from './load.ts';
import {
  answersOf,
  changeLines,
  EXTENT_OPTIONS,
  extentArguments,
  extentLines,
  noteImport,
  outcomeJson,
  proposalLines,
  REPLACE_OPTIONS,
  refuseUnanswered,
  repeatedLines,
  undoLine,
} from './outcome.ts';
import { importRefused, openLastLine, rowProblemLines, rowProblemsJson } from './problems.ts';

const ARGS = { file: argument({ zh: 'CSV 或 XLSX 文件', en: 'a CSV or XLSX file' }) };
const OPTIONS = {
  unit: required(text({ zh: '谁的缴费明细', en: 'the unit of the bill' }, 'unitId')),
  ...EXTENT_OPTIONS,
  ...REPLACE_OPTIONS,
  sheet: SHEET,
  asOf: day({
    zh: '明细是哪一天出具的（默认取文件上的日期，没有则今天）',
    en: 'the day on which the bill was issued (default: the date in the bill, else today)',
  }),
  monthIs: choice(
    {
      zh: '只有缴费年月时，它是费款所属月还是扣款月（扣上月的费）；不写按登记',
      en: 'for a bill with a single month: whether it is the month paid for (default: as registered), or the month of collection, which is one month later',
    },
    ['period', 'collected'],
    'meaning',
  ),
  month: month({
    zh: '没有一行的明细是哪个月的：该月无人参保',
    en: 'for a bill without any row: the month without insured people',
  }),
  apply: flag({ zh: '保存；不加只试算', en: 'store it; without this, it is only previewed' }),
  perSecond: IMPORT_SPEED,
  by: STAFF_OPTIONS.by,
};

/** Imports a bill: shows the effects first, and stores it with `--apply`. */
export const IMPORT_CHARGES = storeCommand({
  name: 'charges',
  about: {
    zh: '导入缴费明细（CSV 或 XLSX）：先试算，列出问题；加 --apply 才保存，重复导入不会重复计算',
    en: 'import a bill (CSV or XLSX): shows its content and problems; with --apply it is stored, each charge once',
  },
  args: ARGS,
  options: OPTIONS,
  examples: [
    'canbao import charges 2026-10.xlsx --unit BJ --local',
    'canbao import charges 2026-10.csv --unit BJ --whole --stage prod --apply',
  ],
  check({ asOf }, { today, badUsage }) {
    if (asOf === undefined || asOf <= today()) return;
    throw badUsage({
      zh: `--as-of ${asOf} 晚于今天 ${today()}；明细只能是今天或以前出具的`,
      en: `--as-of ${asOf} is after today, ${today()}; the date must be today or earlier`,
    });
  },
  async run(asked, context, store) {
    const { file, unit } = asked;
    const done = await importFile(asked, store, context);
    const given = (['sheet', 'asOf', 'monthIs', 'month'] as const).flatMap((name) => {
      const value = asked[name];
      return value === undefined ? [] : [optionOf(name), value];
    });
    const again = [
      ...['canbao', 'import', 'charges', file, '--unit', unit],
      ...extentArguments(asked),
      ...given,
      ...storeOptions(asked),
      '--apply',
    ];
    return importResult(done, commandToPaste(...again), context);
  },
});

type ImportDone = Awaited<ReturnType<typeof importFile>>;

const MOST_PROBLEMS = 50;

/** Checks the whole file, looks up everybody and the case changes, then stores if requested. */
async function importFile(asked: Asked<typeof ARGS, typeof OPTIONS>, store: Store, context: CommandContext) {
  const { file, apply = false } = asked;
  const { unitId, billColumns } = await unitOf(asked.unit, store, context);
  const { clock } = context;
  const rejects = rejectsFile(`${file}.rejects.csv`);
  const problems: RowProblem[] = [];
  const onBad = (row: BadRow, headers: readonly string[]) => {
    if (problems.length < MOST_PROBLEMS) problems.push(...row.problems);
    addReject(rejects, row, headers, context.language);
  };
  try {
    const table = await openTable(file);
    const columns: BillColumns = {
      ...billColumns,
      ...compact({ sheet: asked.sheet, monthIs: asked.monthIs }),
    };
    const how = { columns, seal: identitySealer(await store.identityKey()), today: context.today() };
    const bill = billIn(table, how);
    const summary = await checkBill(bill, onBad);
    const answers = answersOf(asked);
    const { extent: stated } = answers;
    const task = {
      unitId,
      content: await fileHash(file),
      file: basename(file),
      asOf: asked.asOf ?? summary.asOf ?? context.today(),
      charges: summary.charges,
      load: importLoad(asked.perSecond, store),
      onProgress: progressReporter(context),
      ...(stated !== undefined && { stated: () => stated }),
      ...compact({ month: asked.month }),
      by: apply ? (await submissionOf(asked, store)).by : undefined,
    };
    const ports = { ...store, ...foldPorts(store, clock), clock };
    const pass = ({ reports, ...how }: ImportPass) =>
      importBill(bill, { ...task, ...how, onBad: reports ? onBad : () => undefined }, ports);
    const outcome = await applyImport(pass, { unitId, day: context.today(), answers, apply }, store);
    if (apply) refuseUnanswered(outcome, context);
    const { imported, changes } = outcome;
    if (task.by !== undefined)
      await noteImport('bill-import', { unitId, by: task.by, file: task.file, imported }, store, context);
    const { people, newFacts, knownFacts, unknownPeople, unknownCharges, doubtfulRows } = imported;
    await rejects.finish();
    return {
      file,
      unitId,
      applied: apply,
      stated,
      summary,
      imported,
      changes,
      stored: { people, newFacts, knownFacts, unknownPeople, unknownCharges, doubtfulRows },
      problems: problems.toSorted((a, b) => a.line - b.line),
      rejectedRows: rejects.rows,
      rejects: rejects.rows > 0 ? rejects.path : undefined,
    };
  } catch (error) {
    throw importRefused(error, { file, holds: 'charges' }, context);
  }
}

/** The bill's content, the result, and the next steps. @param command the same call with --apply. */
function importResult(done: ImportDone, command: string, context: CommandContext): CommandResult {
  const { file, unitId, applied, summary, stored, imported, changes, problems, rejectedRows, rejects } = done;
  const { months: byMonth, headers: _, lastLineOpen, offsets, asOf, understood, ...counts } = summary;
  const { newFacts, knownFacts, people, unknownCharges, unknownPeople } = stored;
  const { say } = context;
  const months = [...byMonth]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { charges, supplements, unitAmount, personalAmount }]) => ({
      month,
      charges,
      supplements,
      unitAmount: yuan(unitAmount),
      personalAmount: yuan(personalAmount),
    }));
  const reconcile = ['canbao', 'reconcile', '--unit', unitId, '--month', months.at(-1)?.month ?? ''];
  const unknown = commandToPaste(...reconcile);
  const texts: readonly (Texts | false)[] = [
    {
      zh: `${file}：${summary.charges} 条缴费，${rejectedRows} 行有问题`,
      en: `${file}: ${summary.charges} charges, ${rejectedRows} rows with problems`,
    },
    ...months.map(({ month, charges, supplements, unitAmount, personalAmount }) => {
      const some = supplements > 0;
      return {
        zh: `  ${month}：${charges} 条${some ? `（其中补差、补缴 ${supplements} 条）` : ''}，单位 ${unitAmount} 元，个人 ${personalAmount} 元`,
        en: `  ${month}: ${charges} charges${some ? ` (${supplements} of them supplements)` : ''}, unit ${unitAmount}, personal ${personalAmount} yuan`,
      };
    }),
    offsets.rows > 0 && {
      zh: `冲减（负数）${offsets.rows} 行，单位 ${yuan(offsets.unitAmount)} 元，个人 ${yuan(offsets.personalAmount)} 元；不在以上合计内，另行保存，各月按减去冲减后的净额显示`,
      en: `Offsets (negative rows): ${offsets.rows}, unit ${yuan(offsets.unitAmount)}, personal ${yuan(offsets.personalAmount)} yuan; not in the sums above. They are stored too, and monthly sums are shown net of them`,
    },
    ...understoodText(understood),
  ];
  const next: readonly (Texts | false)[] = [
    {
      zh: `${applied ? '已保存' : '将保存'} ${newFacts} 条（${people} 人），此前已有 ${knownFacts} 条`,
      en: `${applied ? 'Stored' : 'Would store'} ${newFacts} (${people} people); already stored: ${knownFacts}`,
    },
    unknownCharges > 0 && {
      zh: `${unknownPeople} 个不认识的人，${unknownCharges} 条缴费；见 ${unknown}`,
      en: `${unknownPeople} unknown people with ${unknownCharges} charges; see ${unknown}`,
    },
  ];
  const linesOf = (some: readonly (Texts | false)[]) => some.flatMap((it) => (it === false ? [] : [say(it)]));
  const toStore = say({ zh: '试算，没有保存。保存请运行：', en: 'Nothing was stored yet. To store it:' });
  return {
    json: {
      file,
      unitId,
      applied,
      ...counts,
      offsets: {
        rows: offsets.rows,
        unitAmount: yuan(offsets.unitAmount),
        personalAmount: yuan(offsets.personalAmount),
      },
      asOf: asOf ?? null,
      lastLineOpen: lastLineOpen ?? null,
      understood,
      months,
      ...outcomeJson(imported, changes),
      ...stored,
      rejectedRows,
      rejects: rejects ?? null,
      problems: rowProblemsJson(problems, context),
    },
    lines: [
      ...linesOf(texts),
      ...openLastLine(lastLineOpen, context),
      ...repeatedLines(imported, context),
      ...extentLines(imported, done, context),
      ...linesOf(next),
      ...proposalLines(imported.proposals, context),
      ...changeLines(changes, done, context),
      ...rowProblemLines(done, context),
      ...(applied
        ? [undoLine(imported, context)]
        : imported.months.length === 0
          ? []
          : [toStore, `  ${command}`]),
    ],
    failed: applied && rejectedRows > 0,
  };
}
