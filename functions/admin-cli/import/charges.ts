import { compareText } from '../../../domain/facts/fact.ts';
import type { BillColumns } from '../../../domain/units/unit.ts';
import { compact } from '../../../domain/values/compact.ts';
import { counted } from '../../../domain/values/language.ts';
import { yuan } from '../../../domain/values/money.ts';
import type { Store } from '../../deployment/deployment.ts';
import { importBill } from '../../imports/import-file.ts';
import { openLastLineText } from '../../imports/problem-texts.ts';
import { billIn, checkBill } from '../../imports/read-bill.ts';
import { understoodText } from '../../imports/understood-texts.ts';
import type { CommandContext, CommandResult, Line } from '../frame/frame.ts';
import { choice, day, month, refuseAhead, required, text } from '../frame/kinds.ts';
import { type Asked, storeCommand } from '../frame/spec.ts';
import { callToApply, commandToPaste } from '../frame/suggest.ts';
import {
  agencyFileLines,
  FILE_ARGUMENT,
  importAgencyFile,
  READING_OPTIONS,
  STORING_OPTIONS,
} from './agency-file.ts';
import { outcomeJson } from './outcome.ts';
import { rowProblemsJson } from './problems.ts';

const OPTIONS = {
  unit: required(text({ zh: '谁的缴费明细', en: 'the unit of the bill' }, 'unitId')),
  ...READING_OPTIONS,
  asOf: day({
    zh: '明细是哪一天出具的（默认取文件上的日期，没有则今天）',
    en: 'the day on which the bill was issued (default: the date in the bill, else today)',
  }),
  monthIs: choice(
    {
      zh: '只有缴费年月时，它是费款所属月还是扣款月（扣上月的费）；不写按登记',
      en: 'for a bill with only one column of months: whether that column has the month paid for or the month of collection, which is one month later (default: as registered)',
    },
    ['period', 'collected'],
    'meaning',
  ),
  month: month({
    zh: '没有一行的明细是哪个月的：该月无人参保',
    en: 'for a bill without any row: the month without insured people',
  }),
  ...STORING_OPTIONS,
};

export const IMPORT_CHARGES = storeCommand({
  name: 'charges',
  about: {
    zh: '导入缴费明细（CSV 或 XLSX）：先试算，列出问题；加 --apply 才保存，重复导入不会重复计算',
    en: 'import a bill (CSV or XLSX): shows its content and problems; with --apply it is stored, each charge once',
  },
  args: FILE_ARGUMENT,
  options: OPTIONS,
  examples: [
    'canbao import charges 2026-10.xlsx --unit BJ --local',
    'canbao import charges 2026-10.csv --unit BJ --whole --stage prod --apply',
  ],
  check: ({ asOf }, context) => refuseAhead('--as-of', asOf, '明细只能是今天或以前出具的', context),
  async run(asked, context, store) {
    const extent = ['whole', 'part', 'replace', 'add'] as const;
    const repeated = ['unit', ...extent, 'sheet', 'asOf', 'monthIs', 'month'] as const;
    const command = callToApply(['import', 'charges', asked.file], asked, repeated);
    return importResult(await importFile(asked, store, context), command, context);
  },
});

type ImportDone = Awaited<ReturnType<typeof importFile>>;

const MOST_PROBLEMS = 50;

function importFile(
  asked: Asked<typeof FILE_ARGUMENT, typeof OPTIONS>,
  store: Store,
  context: CommandContext,
) {
  const file = { holds: 'charges', action: 'bill-import', mostProblems: MOST_PROBLEMS } as const;
  return importAgencyFile(file, asked, store, context, async (table, unit, seal, reject) => {
    const { sheet, monthIs } = asked;
    const columns: BillColumns = { ...unit.billColumns, ...compact({ sheet, monthIs }) };
    const bill = billIn(table, { columns, seal, today: context.today() });
    const read = await checkBill(bill, reject);
    const asOf = asked.asOf ?? read.asOf ?? context.today();
    const own = { asOf, charges: read.charges, ...compact({ month: asked.month }) };
    return {
      read,
      run: (task, reports, ports) =>
        importBill(bill, { ...task, ...own, onBad: reports ? reject : () => undefined }, ports),
    };
  });
}

/** The bill's content, the result, and the next steps. @param command the same call with --apply. */
function importResult(done: ImportDone, command: string, context: CommandContext): CommandResult {
  const { file, unitId, applied, read, imported, changes, rejectedRows, rejects } = done;
  const { months: byMonth, headers: _, lastLineOpen, offsets, asOf, understood, ...counts } = read;
  const { people, newFacts, knownFacts, unknownPeople, unknownCharges, doubtfulRows } = imported;
  const months = [...byMonth]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([of, { unitAmount, personalAmount, charges, supplements }]) => ({
      month: of,
      charges,
      supplements,
      unitAmount: yuan(unitAmount),
      personalAmount: yuan(personalAmount),
    }));
  const ofOffsets = {
    rows: offsets.rows,
    unitAmount: yuan(offsets.unitAmount),
    personalAmount: yuan(offsets.personalAmount),
  };
  const reconcile = ['canbao', 'reconcile', '--unit', unitId, '--month', months.at(-1)?.month ?? ''];
  const lines: readonly Line[] = [
    {
      zh: `${file}：${read.charges} 条缴费，${rejectedRows} 行有问题`,
      en: `${file}: ${counted(read.charges, 'charge')}, ${counted(rejectedRows, 'row')} with problems`,
    },
    ...months.map(({ month: of, charges, supplements, unitAmount, personalAmount }) => ({
      zh: `  ${of}：${charges} 条${supplements > 0 ? `（其中补差、补缴 ${supplements} 条）` : ''}，单位 ${unitAmount} 元，个人 ${personalAmount} 元`,
      en: `  ${of}: ${counted(charges, 'charge')}${supplements > 0 ? ` (supplements: ${supplements})` : ''}, unit ${unitAmount}, personal ${personalAmount} yuan`,
    })),
    offsets.rows > 0 && {
      zh: `冲减（负数）${offsets.rows} 行，单位 ${ofOffsets.unitAmount} 元，个人 ${ofOffsets.personalAmount} 元；不在以上合计内，另行保存，各月按减去冲减后的净额显示`,
      en: `Offsets (negative rows): ${offsets.rows}, unit ${ofOffsets.unitAmount}, personal ${ofOffsets.personalAmount} yuan; not in the sums above. They are stored too, and monthly sums are shown net of them`,
    },
    ...understoodText(understood),
    openLastLineText(lastLineOpen),
  ];
  const next = unknownCharges > 0 && {
    zh: `${unknownPeople} 个不认识的人，${unknownCharges} 条缴费；见 ${commandToPaste(...reconcile)}`,
    en: `${counted(unknownPeople, 'unknown person', 'unknown people')} with ${counted(unknownCharges, 'charge')}; see ${commandToPaste(...reconcile)}`,
  };
  return {
    json: {
      file,
      unitId,
      applied,
      ...counts,
      offsets: ofOffsets,
      asOf: asOf ?? null,
      lastLineOpen: lastLineOpen ?? null,
      understood,
      months,
      ...outcomeJson(imported, changes),
      ...{ people, newFacts, knownFacts, unknownPeople, unknownCharges, doubtfulRows },
      rejectedRows,
      rejects: rejects ?? null,
      problems: rowProblemsJson(done.problems, context),
    },
    lines: agencyFileLines(done, { read: lines, next: [next] }, command, context),
    failed: applied && rejectedRows > 0,
  };
}
