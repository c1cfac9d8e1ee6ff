import type { Command } from 'commander';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { hireInput, recordHire } from '../../staff-actions/hire.ts';
import type { Frame } from '../frame/frame.ts';
import { dayOption, example, lineOption, textOption } from '../frame/options.ts';
import {
  actionPorts,
  employeeOption,
  inputOf,
  recordedPrintout,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from './staff.ts';

interface Asked extends StaffChoice {
  readonly employee: string;
  readonly firstWorkingDay: PlainDate;
  readonly unit?: string;
  readonly name?: string;
}

/** `canbao record hire`: the first working day of somebody whom the HR system told to be hired, and no day. */
export function recordHireCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('hire')
    .description(
      say({ zh: '登记第一个工作日', en: 'record the first working day of somebody who was hired' }),
    )
    .addOption(employeeOption(frame))
    .addOption(
      dayOption(frame, '--first-working-day <day>', {
        zh: '第一个工作日，YYYY-MM-DD',
        en: 'the first working day, YYYY-MM-DD',
      }).makeOptionMandatory(),
    )
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '参保单位（默认人事系统告知的）',
        en: 'the unit (default: the one that the HR system named)',
      }),
    )
    .addOption(
      lineOption(
        frame,
        '--name <name>',
        { zh: '姓名（默认已知的）', en: 'the name (default: the one that is known)' },
        100,
      ),
    );
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record hire --employee BJ-0009 --first-working-day 2026-11-18 --unit BJ --local',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        const { employee: employeeId, firstWorkingDay, unit: unitId, name } = asked;
        const input = inputOf(hireInput(), { employeeId, firstWorkingDay, unitId, name }, frame);
        return frame.withStore(asked, async (store) =>
          recordedPrintout(
            employeeId,
            await recordHire(input, await submissionOf(asked, store), actionPorts(store, frame)),
            frame,
          ),
        );
      }),
    );
}
