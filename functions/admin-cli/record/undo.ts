import { UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import { FACT_TEXTS } from '../../../domain/facts/texts.ts';
import { detailText, showable } from '../../../domain/letter/spell-text.ts';
import { UNIT_FACT_TEXTS } from '../../../domain/units/texts.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { ChangedCase } from '../../casework/case-changes.ts';
import type { Stated } from '../../staff-actions/outcome.ts';
import { previewUndo, type UndoEffect, undoFact, undoInput } from '../../staff-actions/undo.ts';
import { noteRecorded } from '../activity.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { argument, flag, required, text } from '../frame/kinds.ts';
import { command } from '../frame/spec.ts';
import { refusal } from './refusals.ts';
import {
  accepted,
  actionPorts,
  inputOf,
  reason,
  recordedLine,
  STAFF_OPTIONS,
  submissionOf,
} from './staff.ts';

const EXAMPLE = 'canbao record undo staff:0b5c7f9e-1d0a-4f7e-9d51-2f1f0a3c8e11 --reason';

/** Voids one fact or a whole import. Without `--apply` it only shows the effects. */
export const RECORD_UNDO = command({
  name: 'undo',
  about: {
    zh: '撤销一条登记：先列出会改变什么，加 --apply 才执行',
    en: 'undo a fact: shows the effects; with --apply it is undone',
  },
  args: {
    factId: argument({ zh: '事实编号，见 canbao facts', en: 'the id of the fact, as shown by canbao facts' }),
  },
  options: {
    reason: required(reason({ zh: '为什么撤销', en: 'why the fact is undone' })),
    employee: text(
      { zh: '谁的事实；30 天以前登记的须写明', en: 'the employee, for a fact older than 30 days' },
      'id',
    ),
    fromHrSystem: flag({
      zh: '作废人事系统告知的事实（通常应在那里更正）',
      en: 'void a fact of an HR system',
    }),
    apply: flag({ zh: '执行', en: 'undo the fact; without this option the effects are only shown' }),
    ...STAFF_OPTIONS,
  },
  examples: [
    { zh: `${EXAMPLE} '登记错人' --local`, en: `${EXAMPLE} 'wrong person' --local` },
    { zh: `${EXAMPLE} '登记错人' --apply --local`, en: `${EXAMPLE} 'wrong person' --apply --local` },
  ],
  run({ employee: employeeId, apply = false, ...asked }, context) {
    const input = inputOf(undoInput(), { ...asked, employeeId }, context);
    return context.withStore(asked, async (store) => {
      const submission = await submissionOf(asked, store);
      const ports = actionPorts(store, context);
      if (apply) {
        const done = accepted(await undoFact(input, submission, ports), context);
        const unitId =
          'unitId' in done.fact ? done.fact.unitId : (done.spells.at(-1)?.unitId ?? UNKNOWN_UNIT);
        const entry = { by: submission.by.who, unitId, action: 'undone', factIds: [input.factId] } as const;
        if (done.is === 'recorded') await noteRecorded(entry, store, context);
        return undoResult(done, done, context);
      }
      const effect = await previewUndo(input, submission, ports);
      if ('is' in effect) throw refusal(effect.problem, context);
      return undoResult(effect, undefined, context);
    });
  },
});

function undoResult(
  { fact, ...effect }: UndoEffect,
  done: Pick<Stated, 'is' | 'factIds'> | undefined,
  context: CommandContext,
): CommandResult {
  const { say } = context;
  const ids = (cases: readonly ChangedCase[]) => cases.map(({ caseId }) => caseId);
  const [opens, closes, changes] = [ids(effect.opens), ids(effect.closes), ids(effect.changes)];
  const rows = [
    ...opens.map((id) => ({ zh: `  + 待办打开：${id}`, en: `  + case opens: ${id}` })),
    ...closes.map((id) => ({ zh: `  - 待办结束：${id}`, en: `  - case closes: ${id}` })),
    ...changes.map((id) => ({ zh: `  ~ 待办改变：${id}`, en: `  ~ case changes: ${id}` })),
  ];
  const kind: Texts = { ...UNIT_FACT_TEXTS, ...FACT_TEXTS }[fact.kind];
  return {
    json: {
      applied: done !== undefined,
      factIds: done?.factIds ?? [],
      voids: { factId: fact.factId, kind: fact.kind, by: fact.by ?? null, data: showable(fact.data) },
      opens,
      closes,
      changes,
    },
    lines: [
      `${say({ zh: '作废：', en: 'Voids: ' })}${say(kind)}  ${detailText(fact.data, context)}`.trimEnd(),
      ...rows,
      rows.length === 0 && { zh: '  今天的待办没有变化', en: '  no change in today’s cases' },
      done === undefined
        ? { zh: '没有执行；确认后加 --apply', en: 'Nothing was changed; add --apply to undo the fact' }
        : recordedLine(done),
    ],
  };
}
