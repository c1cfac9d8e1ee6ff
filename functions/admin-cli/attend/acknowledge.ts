import type { Command } from 'commander';
import { acknowledgeCase, acknowledgeInput } from '../../staff-actions/attention.ts';
import type { Frame } from '../frame/frame.ts';
import { example } from '../frame/options.ts';
import { actionPorts, inputOf, type StaffChoice, submissionOf, withStaffOptions } from '../record/staff.ts';
import { quietedPrintout } from './quieted.ts';

/** `canbao acknowledge`: somebody has seen a case; it is quiet for three working days (M4). */
export function acknowledgeCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('acknowledge')
    .description(
      say({
        zh: '表示已知悉一件待办，3 个工作日内不再提醒',
        en: 'say that a case has been seen; it is quiet for 3 working days',
      }),
    )
    .argument('<caseId>', say({ zh: '待办编号，见 canbao cases', en: 'as canbao cases shows it' }));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao acknowledge BJ-0001/2026-11-02/enrolment --local',
        'canbao acknowledge unit/BJ/declare-bases --by wang.fang@example.com --local',
      ),
    )
    .action(
      frame.act((caseId: string, asked: StaffChoice) =>
        frame.withStore(asked, async (store) => {
          const submission = await submissionOf(asked, store);
          const input = inputOf(acknowledgeInput(), { caseId }, frame);
          const outcome = await acknowledgeCase(input, submission, actionPorts(store, frame));
          return quietedPrintout(input, submission, outcome, frame);
        }),
      ),
    );
}
