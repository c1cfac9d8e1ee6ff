import { DOCUMENTS, documentsFor } from '../../../domain/cases/documents.ts';
import { CHANNELS, LEAVING_REASONS } from '../../../domain/facts/texts.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { choice, required } from '../frame/kinds.ts';
import { explanation } from './answer.ts';

const KINDS = [...new Set(DOCUMENTS.map(({ kind }) => kind))];

const BECAUSE: readonly Reason[] = [
  { rule: 'R11', code: 'documents-official-list', values: {}, law: '社会保险经办条例 31' },
  { rule: 'R11', code: 'documents-forms', values: {} },
];

/** Explains which documents a filing needs, and which are only local custom (R11). */
export const EXPLAIN_DOCUMENTS = explanation({
  name: 'documents',
  about: { zh: '办理需要哪些材料', en: 'which documents a filing needs' },
  options: {
    case: required(choice({ zh: '待办的种类', en: 'kind of case' }, KINDS, 'kind')),
    reason: choice({ zh: '离职原因', en: 'reason for leaving' }, LEAVING_REASONS, 'reason'),
    channel: choice({ zh: '办理渠道', en: 'channel' }, CHANNELS, 'channel'),
  },
  examples: ['canbao explain documents --case removal --reason retired'],
  explain({ case: kind, reason, channel }, _policy, context) {
    const { say, wording } = context;
    const documents = documentsFor(kind, [], { reason, channel }).map(({ name, orElse, required: need }) => ({
      name,
      orElse: orElse ?? null,
      required: need,
      source: DOCUMENTS.find((rule) => rule.kind === kind && rule.name === name)?.source ?? null,
    }));
    const rows = documents.map(({ name, orElse, required: need, source }) => ({
      label: orElse === null ? name : say({ zh: `${name}或${orElse}`, en: `${name} or ${orElse}` }),
      text: `${need ? say({ zh: '必需', en: 'required' }) : say({ zh: '当地惯例', en: 'local custom' })} · ${source ?? ''}`,
    }));
    const of = wording.kinds[kind];
    return {
      title: { zh: `材料：${of}`, en: `Papers: ${of}` },
      fields: [{ key: 'documents', value: documents }, ...rows],
      because: BECAUSE,
    };
  },
});
