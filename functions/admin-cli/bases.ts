import type { Command } from 'commander';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { basesInput, declareBases } from '../staff-actions/declare-bases.ts';
import type { Frame } from './frame/frame.ts';
import { dayOption, example, lineOption, monthOption, textOption } from './frame/options.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from './record/staff.ts';

interface Asked extends StaffChoice {
  readonly unit: string;
  readonly from: Month;
  readonly on: PlainDate;
  readonly receipt?: string;
}

/** `canbao bases`: what staff did about the contribution bases of a unit. */
export function basesCommand(program: Command, frame: Frame): void {
  const command = program
    .command('bases')
    .description(
      frame.say({ zh: '年度缴费基数：登记已申报', en: 'the bases of the year: record a declaration' }),
    );
  basesDeclared(command, frame);
}

/** `canbao bases declared`: a unit has declared the bases of a base year (R4). */
function basesDeclared(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('declared')
    .description(
      say({
        zh: '登记一个参保单位已申报年度缴费基数，待办随之关闭',
        en: 'record that a unit has declared the bases of a base year, which closes the case',
      }),
    )
    .addOption(textOption(frame, '--unit <unitId>', { zh: '参保单位', en: 'the unit' }).makeOptionMandatory())
    .addOption(
      monthOption(frame, '--from <month>', {
        zh: '所申报的缴费年度的首月，YYYY-MM',
        en: 'the first month of the base year that was declared, YYYY-MM',
      }).makeOptionMandatory(),
    )
    .addOption(
      dayOption(frame, '--on <day>', {
        zh: '申报日，YYYY-MM-DD，不晚于今天',
        en: 'the day of the declaration, YYYY-MM-DD, not later than today',
      }).makeOptionMandatory(),
    )
    .addOption(lineOption(frame, '--receipt <no>', { zh: '回执号', en: 'the receipt’s number' }, 100));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao bases declared --unit BJ --from 2026-07 --on 2026-07-20 --receipt 20260720-8 --local',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        const { unit: unitId, from, on, receipt: receiptNo } = asked;
        const input = inputOf(basesInput(), { unitId, from, on, receiptNo }, frame);
        return frame.withStore(asked, async (store) => {
          const submission = await submissionOf(asked, store);
          const outcome = await declareBases(input, submission, actionPorts(store, frame));
          const { is, factIds, stillOpen } = accepted(outcome, frame);
          const alreadyKnown = is === 'duplicate';
          return {
            json: {
              unitId,
              from,
              on,
              receiptNo: receiptNo ?? null,
              factId: factIds[0],
              alreadyKnown,
              stillOpen,
            },
            lines: [
              recordedLine(asked, alreadyKnown, frame),
              ...(stillOpen === null ? [] : [stillOpenLine(stillOpen, frame)]),
            ],
          };
        });
      }),
    );
}

function recordedLine({ unit, from, on }: Asked, known: boolean, { say }: Frame): string {
  return known
    ? say({
        zh: `${unit} 于 ${on} 申报自 ${from} 起的缴费基数，此前已经登记过`,
        en: `that ${unit} declared the bases from ${from} on ${on} was recorded before`,
      })
    : say({
        zh: `已登记：${unit} 于 ${on} 申报了自 ${from} 起的缴费基数`,
        en: `recorded: ${unit} declared the bases from ${from} on ${on}`,
      });
}

function stillOpenLine(caseId: string, { say }: Frame): string {
  return say({
    zh: `待办 ${caseId} 仍未办结：登记的是另一个缴费年度`,
    en: `the case ${caseId} stays open: what was recorded is another base year`,
  });
}
