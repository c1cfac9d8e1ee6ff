import type { Command } from 'commander';
import type { Case } from '../../../domain/cases/case.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { previewUndo, type UndoEffect, undoFact, undoInput } from '../../staff-actions/undo.ts';
import { FACT_WORDS, UNIT_FACT_WORDS } from '../facts/facts.ts';
import { detailText, showable } from '../facts/spell-lines.ts';
import type { Frame, Printout, Words } from '../frame/frame.ts';
import { example, lineOption, textOption } from '../frame/options.ts';
import { refusal } from './refusals.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  recordedLine,
  type StaffChoice,
  submissionOf,
  withStaffOptions,
} from './staff.ts';

interface Asked extends StaffChoice {
  readonly reason: string;
  readonly employee?: string;
  readonly fromHrSystem?: boolean;
  readonly apply?: boolean;
}

const EXAMPLE = 'staff:0b5c7f9e-1d0a-4f7e-9d51-2f1f0a3c8e11';

/** `canbao record undo`: makes one fact void. Without `--apply` it only shows what that would change. */
export function recordUndoCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const why = say({ zh: '登记错人', en: 'wrong person' });
  const command = parent
    .command('undo')
    .description(
      say({
        zh: '撤销一条登记：先列出会改变什么，加 --apply 才执行',
        en: 'undo one fact: shows what that changes, and does it with --apply',
      }),
    )
    .argument('<factId>', say({ zh: '事实编号，见 canbao facts', en: 'as canbao facts shows it' }))
    .addOption(
      lineOption(frame, '--reason <text>', { zh: '为什么撤销', en: 'why' }, 300).makeOptionMandatory(),
    )
    .addOption(
      textOption(frame, '--employee <id>', {
        zh: '谁的事实；30 天以前登记的须写明',
        en: 'whose fact it is; needed once it is older than 30 days',
      }),
    )
    .option(
      '--from-hr-system',
      say({
        zh: '作废人事系统告知的事实；通常应在人事系统更正',
        en: 'void what an HR system stated, which is usually to be corrected there',
      }),
    )
    .option('--apply', say({ zh: '执行', en: 'do it' }));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        `canbao record undo ${EXAMPLE} --reason '${why}' --local`,
        `canbao record undo ${EXAMPLE} --reason '${why}' --apply --local`,
      ),
    )
    .action(
      frame.act((factId: string, { reason, employee, fromHrSystem, apply = false, ...asked }: Asked) => {
        const raw = { factId, reason, employeeId: employee, fromHrSystem };
        const input = inputOf(undoInput(), raw, frame);
        return frame.withStore(asked, async (store) => {
          const submission = await submissionOf(asked, store);
          const ports = actionPorts(store, frame);
          if (apply) {
            const done = accepted(await undoFact(input, submission, ports), frame);
            return printout(done, { is: done.is, factIds: done.factIds }, frame);
          }
          const effect = await previewUndo(input, submission, ports);
          if ('is' in effect) throw refusal(effect.problem, frame);
          return printout(effect, undefined, frame);
        });
      }),
    );
}

interface Done {
  readonly is: 'recorded' | 'duplicate';
  readonly factIds: readonly string[];
}

function printout(
  { fact, opens, closes, changes }: UndoEffect,
  done: Done | undefined,
  frame: Frame,
): Printout {
  const { say } = frame;
  const words: Words = { ...UNIT_FACT_WORDS, ...FACT_WORDS }[fact.kind];
  const ids = (cases: readonly Case[]) => cases.map(({ caseId }) => caseId);
  const rows = [
    ...ids(opens).map((id) => say({ zh: `  + 待办打开：${id}`, en: `  + case opens: ${id}` })),
    ...ids(closes).map((id) => say({ zh: `  - 待办结束：${id}`, en: `  - case closes: ${id}` })),
    ...ids(changes).map((id) => say({ zh: `  ~ 待办改变：${id}`, en: `  ~ case changes: ${id}` })),
  ];
  return {
    json: {
      applied: done !== undefined,
      factIds: done?.factIds ?? [],
      voids: { factId: fact.factId, kind: fact.kind, by: fact.by ?? null, data: showable(fact.data) },
      opens: ids(opens),
      closes: ids(closes),
      changes: ids(changes),
    },
    lines: [
      say({ zh: '作废：', en: 'Voids: ' }) + `${say(words)}  ${detailText(fact.data)}`.trimEnd(),
      ...(rows.length === 0
        ? [say({ zh: '  今天的待办没有变化', en: '  nothing changes in the cases of today' })]
        : rows),
      done === undefined
        ? say({ zh: '没有执行；确认后加 --apply', en: 'Nothing was changed; add --apply to do it' })
        : recordedLine(done.is, done.factIds, frame),
    ].map(printable),
  };
}
