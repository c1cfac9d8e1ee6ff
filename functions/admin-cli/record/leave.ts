import type { Command } from 'commander';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { leaveInput, recordLeave } from '../../staff-actions/leave.ts';
import type { Frame } from '../frame/frame.ts';
import { choiceOption, dayOption, example } from '../frame/options.ts';
import { LEAVING_REASONS } from '../frame/words.ts';
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
  readonly lastWorkingDay: PlainDate;
  readonly reason: LeavingReason;
}

/** `canbao record leave`: the last working day, or the reason, that the HR system did not tell. */
export function recordLeaveCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('leave')
    .description(
      say({
        zh: '登记最后工作日和离职原因',
        en: 'record the last working day of somebody who left, and why',
      }),
    )
    .addOption(employeeOption(frame))
    .addOption(
      dayOption(frame, '--last-working-day <day>', {
        zh: '最后工作日，YYYY-MM-DD',
        en: 'the last working day, YYYY-MM-DD',
      }).makeOptionMandatory(),
    )
    .addOption(
      choiceOption(
        frame,
        '--reason <reason>',
        { zh: '离职原因', en: 'why the person left' },
        LEAVING_REASONS,
      ).makeOptionMandatory(),
    );
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record leave --employee BJ-0009 --last-working-day 2026-11-20 --reason resigned --local',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        const { employee: employeeId, lastWorkingDay, reason } = asked;
        const input = inputOf(leaveInput(), { employeeId, lastWorkingDay, reason }, frame);
        return frame.withStore(asked, async (store) =>
          recordedPrintout(
            employeeId,
            await recordLeave(input, await submissionOf(asked, store), actionPorts(store, frame)),
            frame,
          ),
        );
      }),
    );
}
