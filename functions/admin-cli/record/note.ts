import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import { noteInput, recordNote } from '../../staff-actions/note.ts';
import type { Frame } from '../frame/frame.ts';
import { example, lineIn } from '../frame/options.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  recordedLine,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from './staff.ts';

const LONGEST_TEXT = 500;

/** `canbao record note`: a remark on a case, which changes nothing about it. */
export function recordNoteCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('note')
    .description(
      say({
        zh: '给一件待办写备注；不改变待办本身',
        en: 'note something on a case; the case stays as it is',
      }),
    )
    .argument('<caseId>', say({ zh: '待办编号，见 canbao cases', en: 'as canbao cases shows it' }))
    .argument('<text>', say({ zh: '一行，最多 500 个字符', en: 'one line of at most 500 characters' }));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        `canbao record note BJ-0001/2026-11-02/enrolment '${say({ zh: '窗口答复周五前办结', en: 'the counter promised it by Friday' })}' --local`,
      ),
    )
    .action(
      frame.act((caseId: string, text: string, asked: StaffChoice) => {
        const note = lineIn(frame, '<text>', text, LONGEST_TEXT);
        const input = inputOf(noteInput(), { caseId, text: note }, frame);
        return frame.withStore(asked, async (store) => {
          const submission = await submissionOf(asked, store);
          const { is, factIds } = accepted(
            await recordNote(input, submission, actionPorts(store, frame)),
            frame,
          );
          return {
            json: { caseId, factIds, alreadyKnown: is === 'duplicate' },
            lines: [printable(recordedLine(is, factIds, frame))],
          };
        });
      }),
    );
}
