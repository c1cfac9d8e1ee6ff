import type { Command } from 'commander';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { documentInput, recordDocument } from '../../staff-actions/document.ts';
import type { Frame } from '../frame/frame.ts';
import { dayOption, example, lineOption } from '../frame/options.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  recordedPrintout,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from './staff.ts';

interface Asked extends StaffChoice {
  readonly document: string;
  readonly on: PlainDate;
}

/** `canbao record document`: a paper that a case asks for has come in. */
export function recordDocumentCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('document')
    .description(say({ zh: '登记收到一件待办所需的材料', en: 'record that a paper of a case came in' }))
    .argument('<caseId>', say({ zh: '待办编号，见 canbao cases', en: 'as canbao cases shows it' }))
    .addOption(
      lineOption(
        frame,
        '--document <name>',
        { zh: '材料名称，与待办所列一致', en: 'its Chinese name, as the case lists it' },
        100,
      ).makeOptionMandatory(),
    )
    .addOption(
      dayOption(frame, '--on <day>', { zh: '收到日', en: 'the day it came in' }).makeOptionMandatory(),
    );
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record document BJ-0001/2026-11-02/enrolment --document 劳动合同复印件 --on 2026-12-01 --local',
      ),
    )
    .action(
      frame.act((caseId: string, { document, on, ...asked }: Asked) => {
        const input = inputOf(documentInput(), { caseId, document, on }, frame);
        return frame.withStore(asked, async (store) => {
          const outcome = await recordDocument(
            input,
            await submissionOf(asked, store),
            actionPorts(store, frame),
          );
          const [spell] = accepted(outcome, frame).spells;
          return recordedPrintout(spell?.employeeId ?? caseId, outcome, frame);
        });
      }),
    );
}
