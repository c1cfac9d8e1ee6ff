import type { Command } from 'commander';
import type { CaseKind } from '../../../domain/cases/case.ts';
import { DOCUMENTS, documentsFor } from '../../../domain/cases/documents.ts';
import type { Channel } from '../../../domain/facts/insurance.ts';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { choiceOption, example } from '../frame/options.ts';
import { CHANNELS, LEAVING_REASONS } from '../frame/words.ts';
import { rulePrintout } from './rule-printout.ts';

interface Asked {
  readonly case: CaseKind;
  readonly reason?: LeavingReason;
  readonly channel?: Channel;
}

/** Kinds of case that need papers at all. */
const KINDS = [...new Set(DOCUMENTS.map(({ kind }) => kind))];

/** `canbao explain documents`: which papers a filing needs, and which are only local custom (R11). */
export function explainDocuments(parent: Command, frame: Frame): void {
  const { say } = frame;
  const kind = choiceOption(frame, '--case <kind>', { zh: '待办的种类', en: 'kind of case' }, KINDS);
  parent
    .command('documents')
    .description(say({ zh: '办理需要哪些材料', en: 'which papers a filing needs' }))
    .addOption(kind.makeOptionMandatory())
    .addOption(
      choiceOption(frame, '--reason <reason>', { zh: '离职原因', en: 'reason for leaving' }, LEAVING_REASONS),
    )
    .addOption(choiceOption(frame, '--channel <channel>', { zh: '办理渠道', en: 'channel' }, CHANNELS))
    .addHelpText('after', example(frame, 'canbao explain documents --case removal --reason retired'))
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain({ case: kind, reason, channel }: Asked, frame: Frame): Printout {
  const { say } = frame;
  const needed = documentsFor(kind, [], { reason, channel }).map(({ name, orElse, required }) => ({
    name,
    orElse: orElse ?? null,
    required,
    source: DOCUMENTS.find((rule) => rule.kind === kind && rule.name === name)?.source ?? null,
  }));
  const because: readonly Reason[] = [
    { rule: 'R11', code: 'documents-official-list', values: {}, law: '社会保险经办条例 31' },
    { rule: 'R11', code: 'documents-forms', values: {} },
  ];
  return rulePrintout(
    {
      title: say({ zh: `材料：${kind}`, en: `Papers: ${kind}` }),
      json: { documents: needed },
      rows: needed.map(({ name, orElse, required, source }) => [
        orElse === null ? name : say({ zh: `${name}或${orElse}`, en: `${name} or ${orElse}` }),
        `${required ? say({ zh: '必需', en: 'required' }) : say({ zh: '当地惯例', en: 'local custom' })} · ${source ?? ''}`,
      ]),
      because,
    },
    frame,
  );
}
