import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { confirmFindings, confirmInput } from '../../staff-actions/roster.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { dayOption, example } from '../frame/options.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from '../record/staff.ts';
import type { Store } from '../store/store.ts';
import { type AskedOfRoster, aboutFindings, findingText, keptJson, keptLine } from './kept-findings.ts';

interface Asked extends AskedOfRoster, StaffChoice {
  readonly effectiveOn?: PlainDate;
}

/** `canbao roster confirm --unit U [E1 …]`: takes in what the roster says, as facts. */
export function confirmRoster(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('confirm')
    .description(
      say({
        zh: '确认花名册说得对，记入（不写工号则记入该单位全部可记入的差异）',
        en: 'say that the roster is right and take it in (without ids: all of the unit that can be)',
      }),
    )
    .addOption(
      dayOption(frame, '--effective-on <day>', {
        zh: '单位不符的一名职工：在花名册上那个单位的第一天，YYYY-MM-DD',
        en: 'for one employee whose unit differs: the first day at the unit that the roster has, YYYY-MM-DD',
      }),
    );
  withStaffOptions(aboutFindings(command, frame), frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao roster confirm --unit BJ BJ-0009 --stage prod',
        'canbao roster confirm --unit BJ BJ-0010 --effective-on 2026-11-16 --stage prod',
      ),
    )
    .action(
      frame.act((employees: readonly string[], asked: Asked) =>
        frame.withStore(asked, (store) => confirm(employees, asked, store, frame)),
      ),
    );
}

async function confirm(
  employeeIds: readonly string[],
  asked: Asked,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const { unit: unitId, effectiveOn } = asked;
  const input = inputOf(confirmInput(), { unitId, employeeIds, effectiveOn }, frame);
  const submission = await submissionOf(asked, store);
  const outcome = await confirmFindings(input, submission, actionPorts(store, frame));
  const { factIds, confirmed, left } = accepted(outcome, frame);
  const { say } = frame;
  return {
    json: {
      unitId,
      factIds,
      confirmed: confirmed.map((each) => keptJson(each, frame)),
      left: left.map((each) => keptJson(each, frame)),
    },
    lines: [
      say({ zh: `已记入 ${factIds.length} 条`, en: `Taken in: ${factIds.length} facts` }),
      ...confirmed.map(({ finding }) => `+ ${findingText(finding, frame)}`),
      ...(left.length === 0
        ? []
        : [
            say({ zh: '须人工更正：', en: 'To be mended by hand:' }),
            ...left.map((it) => keptLine(it, frame)),
          ]),
    ].map(printable),
  };
}
