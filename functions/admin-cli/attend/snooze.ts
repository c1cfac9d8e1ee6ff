import type { Command } from 'commander';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { snoozeCase, snoozeInput, snoozeNotAhead } from '../../staff-actions/attention.ts';
import type { Frame } from '../frame/frame.ts';
import { dayOption, example } from '../frame/options.ts';
import { refusal } from '../record/refusals.ts';
import { actionPorts, inputOf, type StaffChoice, submissionOf, withStaffOptions } from '../record/staff.ts';
import { quietedPrintout } from './quieted.ts';

interface Asked extends StaffChoice {
  readonly until: PlainDate;
}

/** `canbao snooze`: a case is quiet until a day, though never close to its act-by date (M4). */
export function snoozeCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const until = dayOption(frame, '--until <day>', {
    zh: '哪一天再提醒，YYYY-MM-DD，须晚于今天',
    en: 'the day to be told again, YYYY-MM-DD, later than today',
  });
  const command = program
    .command('snooze')
    .description(
      say({
        zh: '某日之前不再提醒一件待办；建议办理日前 3 个工作日起照常提醒',
        en: 'keep a case quiet until a day; from 3 working days before its act-by date nothing is quiet',
      }),
    )
    .argument('<caseId>', say({ zh: '待办编号，见 canbao cases', en: 'as canbao cases shows it' }))
    .addOption(until.makeOptionMandatory());
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(frame, 'canbao snooze BJ-0001/2026-11-02/enrolment --until 2026-11-20 --local'),
    )
    .action(
      frame.act((caseId: string, asked: Asked) => {
        const past = snoozeNotAhead(asked, frame.today());
        if (past !== undefined) throw refusal(past.problem, frame);
        return frame.withStore(asked, async (store) => {
          const submission = await submissionOf(asked, store);
          const input = inputOf(snoozeInput(), { caseId, until: asked.until }, frame);
          const outcome = await snoozeCase(input, submission, actionPorts(store, frame));
          return quietedPrintout(input, submission, outcome, frame);
        });
      }),
    );
}
