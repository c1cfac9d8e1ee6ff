import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import { dismissFindings, dismissInput } from '../../staff-actions/roster.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example } from '../frame/options.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from '../record/staff.ts';
import type { Store } from '../store/store.ts';
import { type AskedOfRoster, aboutFindings, keptJson, keptLine } from './kept-findings.ts';

type Asked = AskedOfRoster & StaffChoice;

/** `canbao roster dismiss --unit U E1`: quiets a difference until the roster says something else of the person. */
export function dismissRoster(parent: Command, frame: Frame): void {
  const command = parent.command('dismiss').description(
    frame.say({
      zh: '不再提示某人的差异，直到花名册另有说法',
      en: 'quiet the differences about somebody until the roster says something else',
    }),
  );
  withStaffOptions(aboutFindings(command, frame), frame)
    .addHelpText('after', example(frame, 'canbao roster dismiss --unit BJ BJ-0009 --stage prod'))
    .action(
      frame.act((employees: readonly string[], asked: Asked) =>
        frame.withStore(asked, (store) => dismiss(employees, asked, store, frame)),
      ),
    );
}

async function dismiss(
  employeeIds: readonly string[],
  asked: Asked,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const input = inputOf(dismissInput(), { unitId: asked.unit, employeeIds }, frame);
  const submission = await submissionOf(asked, store);
  const outcome = await dismissFindings(input, submission, actionPorts(store, frame));
  const { dismissed } = accepted(outcome, frame);
  return {
    json: { unitId: asked.unit, dismissed: dismissed.map((each) => keptJson(each, frame)) },
    lines: [
      frame.say({
        zh: '不再提示，直到花名册另有说法：',
        en: 'Quiet until the roster says something else:',
      }),
      ...dismissed.map((each) => keptLine(each, frame)),
    ].map(printable),
  };
}
