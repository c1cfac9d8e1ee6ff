import type { Command } from 'commander';
import { addMonths, type PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { dayOption, example, storeFlags, textOption, withStoreOptions } from '../frame/options.ts';
import { unitOf } from '../frame/unit-of.ts';
import type { StoreChoice } from '../store/store.ts';
import { importSpeedOption } from './import-speed.ts';
import { rosterPrintout } from './roster-printout.ts';
import { runRosterImport } from './run-roster-import.ts';

export interface AskedRoster extends StoreChoice {
  readonly unit: readonly string[];
  readonly complete?: boolean;
  readonly on?: PlainDate;
  readonly since?: PlainDate;
  readonly apply?: boolean;
  readonly yesAllLeft?: boolean;
  readonly perSecond?: number;
}

/** How far back somebody who is gone, and of whom nothing is known, is worth a question; no figure of law. */
const SINCE_MONTHS = 12;

/** `canbao import roster FILE`: the list of who is employed, compared with what was told, and taken in when asked. */
export function importRoster(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('roster')
    .description(
      say({
        zh: '导入花名册（CSV 或 XLSX），与收到的入离职消息核对：先试算，加 --apply 才记入，重复导入不会重复',
        en: 'hold a roster (CSV or XLSX) against the hires and leaves that were told: tells what differs; takes it in with --apply, each word once',
      }),
    )
    .argument('<file>', say({ zh: 'CSV 或 XLSX 文件', en: 'a CSV or XLSX file' }))
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '谁的花名册；几个单位的可多次给出，文件须有“参保单位”列',
        en: 'whose roster it is; give it again for each of several, the file then needs a column with the unit',
      })
        .argParser((text: string, before: readonly string[] = []) => [...before, text])
        .makeOptionMandatory(),
    )
    .option(
      '--complete',
      say({
        zh: '花名册列出这些单位的全部在职人员：不在其中的视为可能已离职；不加则缺席不说明什么',
        en: 'it lists everybody employed at these units: who is missing may have left; without, absence means nothing',
      }),
    )
    .addOption(
      dayOption(frame, '--on <day>', {
        zh: '花名册是哪一天的，YYYY-MM-DD（默认今天）',
        en: 'the day of the roster, YYYY-MM-DD (default: today)',
      }),
    )
    .addOption(
      dayOption(frame, '--since <day>', {
        zh: `毫无记录、此日之前已离职的人不管（默认花名册日之前 ${SINCE_MONTHS} 个月）`,
        en: `leave out who left before that day and was never told of (default: ${SINCE_MONTHS} months before the roster)`,
      }),
    )
    .option('--apply', say({ zh: '记入；不加只试算', en: 'take it in; without, it is only looked at' }))
    .option(
      '--yes-all-left',
      say({
        zh: '确认：一次使很大一部分人离职是对的',
        en: 'it is right that a large share of the people is gone at once',
      }),
    )
    .addOption(importSpeedOption(frame));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao import roster 2026-11.xlsx --unit BJ --local',
        'canbao import roster 2026-11.csv --unit BJ --complete --on 2026-11-20 --stage prod --apply',
      ),
    )
    .action(
      frame.act((file: string, asked: AskedRoster) =>
        frame.withStore(asked, async (store) => {
          const asOf = asked.on ?? frame.today();
          refuseAhead(asOf, frame);
          for (const unitId of asked.unit) await unitOf(unitId, store, frame);
          const since = asked.since ?? addMonths(asOf, -SINCE_MONTHS);
          const done = await runRosterImport({ file, asOf, since, asked }, store, frame);
          return rosterPrintout(done, commandFor(file, asked), frame);
        }),
      ),
    );
}

/** What is not yet so, no roster can tell; what it announces for a later day it tells today. */
function refuseAhead(asOf: PlainDate, { say, today }: Frame): void {
  if (asOf <= today()) return;
  throw new BadUsage(
    say({
      zh: `--on ${asOf} 晚于今天 ${today()}；花名册只能是今天或以前的`,
      en: `--on ${asOf} is after today, ${today()}; a roster is of today or earlier`,
    }),
  );
}

function commandFor(file: string, asked: AskedRoster): string {
  const { unit, complete, on, since } = asked;
  const units = unit.map((unitId) => ` --unit ${unitId}`).join('');
  const days = `${on === undefined ? '' : ` --on ${on}`}${since === undefined ? '' : ` --since ${since}`}`;
  return `canbao import roster ${file}${units}${complete ? ' --complete' : ''}${days}${storeFlags(asked)}`;
}
