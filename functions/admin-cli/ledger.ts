import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { LEDGER_KINDS, type Ledger, type LedgerKind } from '../../domain/ledger/ledger.ts';
import type { Month } from '../../domain/values/month.ts';
import { ledgerCsv } from '../files/csv-files.ts';
import { gatherLedger } from '../imports/gather-ledger.ts';
import { BadUsage, CommandFailed, type Frame, type Words } from './frame/frame.ts';
import { example, monthOption, textOption, unitOf, withStoreOptions } from './frame/options.ts';
import type { Store, StoreChoice } from './store/store.ts';

interface Asked extends StoreChoice {
  readonly unit: string;
  readonly month: Month;
  readonly out: string;
}

const WORDS: Readonly<Record<LedgerKind, Words>> = {
  leavers: {
    zh: '离职台账：当月离职的人、减员进展、多缴',
    en: 'who left in the month, the removal, what was overpaid',
  },
  joiners: { zh: '入职台账：当月入职的人、增员进展', en: 'who began in the month, and the enrolment' },
  overpayments: {
    zh: '多缴台账：当月多缴的人、退费进展',
    en: 'who was overpaid for in the month, and the refund',
  },
};

/** `canbao ledger`: what HR keeps of a month, as a file for Excel and WPS. */
export function ledgerCommand(program: Command, frame: Frame): void {
  const ledger = program
    .command('ledger')
    .description(frame.say({ zh: '导出台账（CSV 或 XLSX）', en: "write a month's ledger (CSV or XLSX)" }));
  for (const kind of LEDGER_KINDS) addKind(kind, ledger, frame);
}

function addKind(kind: LedgerKind, parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command(kind)
    .description(say(WORDS[kind]))
    .addOption(textOption(frame, '--unit <unitId>', { zh: '参保单位', en: 'the unit' }).makeOptionMandatory())
    .addOption(
      monthOption(frame, '--month <month>', {
        zh: '月份，YYYY-MM',
        en: 'the month, YYYY-MM',
      }).makeOptionMandatory(),
    )
    .addOption(
      textOption(frame, '--out <file>', {
        zh: '写到哪个文件，.csv 或 .xlsx',
        en: 'the file to write, .csv or .xlsx',
      }).makeOptionMandatory(),
    );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(frame, `canbao ledger ${kind} --unit BJ --month 2026-10 --out 2026-10.xlsx --local`),
    )
    .action(
      frame.act((asked: Asked) => {
        const write = writerFor(asked.out, frame);
        return frame.withStore(asked, async (store) => {
          const ledger = await ledgerFor(kind, asked, store, frame);
          await written(asked.out, await write(ledger), frame);
          const { title, unitName, month, rows } = ledger;
          return {
            json: { ledger: kind, unitId: asked.unit, month, rows: rows.length, file: asked.out },
            lines: [
              say({
                zh: `${unitName} ${month} ${title}：${rows.length} 行，已写入 ${asked.out}`,
                en: `${unitName} ${month}, ${kind}: ${rows.length} rows written to ${asked.out}`,
              }),
            ],
          };
        });
      }),
    );
}

async function ledgerFor(kind: LedgerKind, asked: Asked, store: Store, frame: Frame): Promise<Ledger> {
  const unit = await unitOf(asked.unit, store, frame);
  const task = { unit, month: asked.month, asOf: frame.today(), calendar: publishedCalendar };
  return gatherLedger(kind, task, store);
}

/** By the file's ending. The workbook's writer is loaded only where one is asked for. */
function writerFor(out: string, { say }: Frame): (ledger: Ledger) => Promise<Buffer> {
  if (/\.csv$/i.test(out)) return async (ledger) => ledgerCsv(ledger);
  if (/\.xlsx$/i.test(out)) {
    return async (ledger) => (await import('../files/ledger-xlsx.ts')).ledgerXlsx(ledger);
  }
  throw new BadUsage(
    say({
      zh: `--out "${out}" 不可用；文件名须以 .csv 或 .xlsx 结尾`,
      en: `--out "${out}" cannot be used; the name has to end with .csv or .xlsx`,
    }),
  );
}

/** Names and amounts: for its owner alone. */
async function written(out: string, content: Buffer, { say }: Frame): Promise<void> {
  try {
    await writeFile(out, content, { mode: 0o600 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new CommandFailed(
      say({ zh: `写不了文件 ${out}（${code}）`, en: `the file ${out} cannot be written (${code})` }),
      { cause: error },
    );
  }
}
