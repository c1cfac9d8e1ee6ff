import type { Command } from 'commander';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { asOfOption, example, textOption, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { caseJson } from './case-json.ts';
import { caseLines } from './case-lines.ts';
import { casesAsOf, type ListedCases } from './cases-as-of.ts';

interface Asked extends StoreChoice {
  readonly asOf?: PlainDate;
  readonly unit?: string;
}

/** `canbao cases`: every open case as of a day, most urgent first; what the digests are made from. */
export function casesCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('cases')
    .description(
      say({ zh: '列出未办结的待办，最急的在前', en: 'list the open cases, the most urgent first' }),
    )
    .addOption(asOfOption(frame))
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '只看一个参保单位；? 是不知属于哪个单位的',
        en: 'one unit only; ? stands for those that no fact ties to a unit',
      }),
    );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(frame, 'canbao cases --local --as-of 2026-12-01', 'canbao cases --stage prod --unit BJ --json'),
    )
    .action(
      frame.act((asked: Asked) =>
        frame.withStore(asked, async (store) => {
          const { asOf = frame.today(), unit } = asked;
          return printout(await casesAsOf(asOf, unit, store, frame), frame);
        }),
      ),
    );
}

function printout(listed: ListedCases, frame: Frame): Printout {
  const { say } = frame;
  const { asOf, cases, notComputed, unitNames } = listed;
  const urgencies = (['overdue', 'today', 'soon', 'later'] as const).map((urgency) =>
    frame.wording.count(urgency, cases.filter((it) => it.urgency === urgency).length),
  );
  const lines = [
    say({ zh: `${asOf} 的待办：${cases.length} 件`, en: `Open cases on ${asOf}: ${cases.length}` }),
    ...(cases.length === 0 ? [] : [urgencies.join(' · ')]),
    ...cases.flatMap((it) => ['', ...caseLines(it, unitNames, asOf, frame)]),
    ...(notComputed === 0 ? [] : ['', frame.wording.administration.notComputed(notComputed)]),
  ];
  return { json: { asOf, cases: cases.map((it) => caseJson(it, frame)) }, lines };
}
