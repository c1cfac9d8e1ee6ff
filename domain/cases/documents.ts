import type { ReceivedDocument } from '../employment/spell.ts';
import type { CaseDocument, CaseKind } from './case.ts';

/** A document that a filing needs, by its Chinese form name. */
interface DocumentRule {
  readonly kind: CaseKind;
  readonly name: string;
  /** Another document that is accepted instead. */
  readonly orElse?: string;
  /** True if the document is on the official list of service items. Other documents are requested by local custom. */
  readonly required: boolean;
  /** The document is needed only for these reasons for leaving; absent: for every reason. */
  readonly reasons?: readonly string[];
  /** The document is needed only for filings through these channels; absent: for every channel. */
  readonly channels?: readonly string[];
  readonly source: string;
}

const OFFICIAL = '江苏省医疗保障经办政务服务事项办事指南（2022年版），职工参保登记';
const CHANGE = '江苏省医疗保障经办政务服务事项办事指南（2022年版），职工参保信息变更';
const CUSTOM = '各地经办习惯，不在官方清单上';
/** This list is from before the reform of collection. Whether the tax office asks for these documents is unknown. */
const BASES =
  '江苏省医疗保障经办政务服务事项办事指南（2022年版），参保单位缴费基数申报；征收改革前的清单，税务部门是否要求未知';
const REFUND = '广东税务社保费退费办事指南（转载），材料清单';

/**
 * R11: the documents by kind of case. The official list is short. Documents that many agencies request in addition are
 * marked as custom.
 */
export const DOCUMENTS: readonly DocumentRule[] = [
  { kind: 'enrolment', name: '基本医疗保险参保登记表', required: true, source: OFFICIAL },
  { kind: 'enrolment', name: '身份证复印件', required: false, source: CUSTOM },
  { kind: 'enrolment', name: '劳动合同复印件', orElse: '入职证明', required: false, source: CUSTOM },
  { kind: 'enrolment', name: '户口本复印件', required: false, source: CUSTOM },
  { kind: 'enrolment', name: '一寸免冠照片', required: false, source: CUSTOM },
  { kind: 'enrolment', name: '授权委托书', required: true, channels: ['agency'], source: CUSTOM },
  { kind: 'removal', name: '基本医疗保险参保人员减少登记表', required: true, source: OFFICIAL },
  {
    kind: 'removal',
    name: '离职证明',
    required: false,
    reasons: ['resigned', 'dismissed', 'contract-ended'],
    source: CUSTOM,
  },
  { kind: 'removal', name: '退休审批材料', required: true, reasons: ['retired'], source: OFFICIAL },
  { kind: 'removal', name: '死亡证明', required: false, reasons: ['deceased'], source: CUSTOM },
  { kind: 'removal', name: '授权委托书', required: true, channels: ['agency'], source: CUSTOM },
  { kind: 'overpayment', name: '社会保险费退费申请表', required: true, source: REFUND },
  { kind: 'overpayment', name: '经办人身份证件', required: true, source: REFUND },
  {
    kind: 'overpayment',
    name: '离职证明',
    required: true,
    reasons: ['resigned', 'dismissed', 'contract-ended'],
    source: REFUND,
  },
  { kind: 'overpayment', name: '缴费凭证', required: true, source: REFUND },
  { kind: 'retirement', name: '退休审批材料', required: true, source: OFFICIAL },
  { kind: 'information-change', name: '职工参保信息变更登记表', required: true, source: CHANGE },
  { kind: 'information-change', name: '有效身份证件', required: true, source: CHANGE },
  { kind: 'information-change', name: '变更佐证材料', required: true, source: CHANGE },
  { kind: 'information-change', name: '户口本变更页', required: false, source: CUSTOM },
  { kind: 'information-change', name: '授权委托书', required: true, channels: ['agency'], source: CUSTOM },
  { kind: 'card', name: '医保证补办申请表', required: false, source: CUSTOM },
  { kind: 'card', name: '本人身份证', required: false, source: CUSTOM },
  { kind: 'declare-bases', name: '缴费基数申报表', required: false, source: BASES },
  { kind: 'declare-bases', name: '人员缴费明细', orElse: '工资花名册', required: false, source: BASES },
  { kind: 'declare-bases', name: '授权委托书', required: true, channels: ['agency'], source: CUSTOM },
];

/**
 * R11: the documents that a case needs: those on the official list, and those requested by local custom (社会保险经办条例 31:
 * an agency may ask for more than an identity document only on a legal basis). Received documents are marked.
 *
 * @param reason the reason for leaving; documents for other reasons are left out.
 */
export function documentsFor(
  kind: CaseKind,
  received: readonly ReceivedDocument[],
  about: { readonly reason?: string | undefined; readonly channel?: string | undefined },
): readonly CaseDocument[] {
  const ownDocuments = received.filter(({ caseKind }) => caseKind === kind).map(({ document }) => document);
  return DOCUMENTS.filter((rule) => rule.kind === kind && applies(rule, about)).map(
    ({ name, orElse, required }) => ({
      name,
      ...(orElse !== undefined && { orElse }),
      required,
      received: ownDocuments.includes(name) || (orElse !== undefined && ownDocuments.includes(orElse)),
    }),
  );
}

function applies(
  { reasons, channels }: DocumentRule,
  about: { reason?: string | undefined; channel?: string | undefined },
): boolean {
  const forReason = reasons === undefined || (about.reason !== undefined && reasons.includes(about.reason));
  const forChannel =
    channels === undefined || (about.channel !== undefined && channels.includes(about.channel));
  return forReason && forChannel;
}
