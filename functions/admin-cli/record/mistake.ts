import type { Command } from 'commander';
import { mistakeInput, recordMistake } from '../../staff-actions/mistake.ts';
import type { Frame } from '../frame/frame.ts';
import { example, lineOption } from '../frame/options.ts';
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
  readonly why: string;
}

/** `canbao record mistake`: the HR system told of a hire or a leave, and there was none. */
export function recordMistakeCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('mistake')
    .description(
      say({
        zh: '作废未给日期的入职或离职告知：其实没有此事',
        en: 'void what the HR system told without a day: there was no such hire or leave',
      }),
    )
    .addOption(employeeOption(frame))
    .addOption(
      lineOption(frame, '--why <text>', { zh: '为什么', en: 'why it is not so' }, 300).makeOptionMandatory(),
    );
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        `canbao record mistake --employee BJ-0009 --why '${frame.say({ zh: '测试账号', en: 'a test account' })}' --local`,
      ),
    )
    .action(
      frame.act(({ employee: employeeId, why: reason, ...asked }: Asked) => {
        const input = inputOf(mistakeInput(), { employeeId, reason }, frame);
        return frame.withStore(asked, async (store) =>
          recordedPrintout(
            employeeId,
            await recordMistake(input, await submissionOf(asked, store), actionPorts(store, frame)),
            frame,
          ),
        );
      }),
    );
}
