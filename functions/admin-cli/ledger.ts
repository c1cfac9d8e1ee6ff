import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { LEDGER_KINDS, type Ledger, type LedgerKind } from '../../domain/ledger/ledger.ts';
import { counted, type Texts } from '../../domain/values/language.ts';
import { ledgerCsv } from '../files/csv-files.ts';
import { gatherLedger } from '../imports/gather-ledger.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import { writePrivateFile } from './frame/files.ts';
import type { CommandContext } from './frame/frame.ts';
import { FORCE, month, required, text, UNIT, unitOf } from './frame/kinds.ts';
import { type CommandSpec, type GroupSpec, storeCommand } from './frame/spec.ts';

const ABOUT: Readonly<Record<LedgerKind, Texts>> = {
  leavers: { zh: '离职台账：当月离职的人、减员进展、多缴', en: 'leavers, removals, overpayments' },
  joiners: { zh: '入职台账：当月入职的人、增员进展', en: 'joiners and enrolments' },
  overpayments: { zh: '多缴台账：当月多缴的人、退费进展', en: 'overpayments and refunds' },
  notices: {
    zh: '报送时效台账：当月入职和离职多久才报送、多久受理、迟报造成的多缴，按部门',
    en: 'how late hires and leaves were reported and accepted, and the cost of that, by department',
  },
};

export const LEDGER: GroupSpec = {
  name: 'ledger',
  about: { zh: '导出台账（CSV 或 XLSX）', en: "write a month's ledger (CSV or XLSX)" },
  commands: LEDGER_KINDS.map(ledgerOf),
};

function ledgerOf(kind: LedgerKind): CommandSpec {
  return storeCommand({
    name: kind,
    about: ABOUT[kind],
    options: {
      unit: required(UNIT),
      month: required(month({ zh: '月份', en: 'the month' })),
      out: required(
        text({ zh: '写到哪个文件，.csv 或 .xlsx', en: 'the file to write, .csv or .xlsx' }, 'file'),
      ),
      force: FORCE,
    },
    examples: [`canbao ledger ${kind} --unit BJ --month 2026-10 --out 2026-10.xlsx --local`],
    check: ({ out }, context) => void writerFor(out, context),
    async run({ unit: unitId, month: of, out: file, force }, context, store) {
      const unit = await unitOf(unitId, store, context);
      const { unit: _, ...words } = unitContext(unitId, await store.registry.load());
      const day = { asOf: context.today(), calendar: publishedCalendar };
      const task = { unit, month: of, ...day, ...words };
      const ledger = await gatherLedger(kind, task, store);
      const content = await writerFor(file, context)(ledger);
      await writePrivateFile({ file, force }, content, context);
      const { title, unitName, rows } = ledger;
      const done = {
        zh: `${unitName} ${of} ${title}：${rows.length} 行，已写入 ${file}`,
        en: `${unitName} ${of}, ${kind}: ${counted(rows.length, 'row')} written to ${file}`,
      };
      return { json: { ledger: kind, unitId, month: of, rows: rows.length, file }, lines: [done] };
    },
  });
}

/** Chooses the writer by the file's extension. The workbook writer is only loaded if needed. */
function writerFor(out: string, { badUsage }: CommandContext): (ledger: Ledger) => Promise<Buffer> {
  if (/\.csv$/i.test(out)) return async (ledger) => ledgerCsv(ledger);
  if (/\.xlsx$/i.test(out)) {
    return async (ledger) => (await import('../files/ledger-xlsx.ts')).ledgerXlsx(ledger);
  }
  throw badUsage({
    zh: `--out "${out}" 不可用；文件名须以 .csv 或 .xlsx 结尾`,
    en: `--out "${out}" is not allowed; the name must end with .csv or .xlsx`,
  });
}
