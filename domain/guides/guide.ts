import type { Reason } from '../reasons/reason.ts';
import type { PlainDate } from '../values/plain-date.ts';

export const GUIDE_KINDS = ['leaver', 'flexible', 'resident', 'unit', 'card', 'employee'] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];

/**
 * Advice for a person or a unit on a day. Like a case it is computed and never stored, and every line has its reason.
 */
export interface Guide {
  readonly kind: GuideKind;
  readonly region: string;
  readonly day: PlainDate;
  readonly sections: readonly GuideSection[];
}

export type GuideHeading =
  | 'dates'
  | 'cover'
  | 'next-employer'
  | 'flexible'
  | 'conditions'
  | 'clock'
  | 'steps'
  | 'resident'
  | 'window'
  | 'transfer'
  | 'account'
  | 'retiree'
  | 'papers'
  | 'registration'
  | 'electronic'
  | 'replacement'
  | 'change'
  | 'employer-duty'
  | 'not-enrolled'
  | 'loss'
  | 'mistakes';

export interface GuideSection {
  readonly heading: GuideHeading;
  readonly lines: readonly GuideLine[];
}

/** The sentence of the line, as a typed reason. */
export interface GuideLine {
  readonly says: Reason;
  /** The last day on which the reader may act, if the sentence has one. */
  readonly by?: PlainDate;
}

/**
 * A list with one section, or an empty list if there are no lines. A reason on its own becomes a line without a date.
 */
export function section(heading: GuideHeading, lines: readonly (GuideLine | Reason)[]): GuideSection[] {
  if (lines.length === 0) return [];
  return [{ heading, lines: lines.map((line) => ('says' in line ? line : { says: line })) }];
}

const OFFICIAL = '江苏省医疗保障经办政务服务事项办事指南（2022年版）';

type PapersFor =
  | 'flexible'
  | 'resident'
  | 'unit'
  | 'transfer'
  | 'account-heirs'
  | 'card'
  | 'change-unit'
  | 'change-person';

interface RequiredDocuments {
  /** The documents on the official list of services; empty if the list does not include this matter. */
  readonly official: readonly string[];
  /** The documents that are requested by local custom. */
  readonly custom: readonly string[];
}

/**
 * R11: the documents for matters that have no case. Most of these are matters that people handle themselves. The names
 * of the documents are Chinese.
 */
const REQUIRED_DOCUMENTS: Readonly<Record<PapersFor, RequiredDocuments>> = {
  flexible: { official: [], custom: ['本人身份证', '户口本或居住证'] },
  resident: { official: ['有效身份证件'], custom: ['户口本或居住证', '近期免冠证件照'] },
  unit: {
    official: ['统一社会信用代码证（营业执照）', '单位参保信息登记表', '单位银行账户信息（首次登记）'],
    custom: ['职工劳动合同', '职工身份证复印件'],
  },
  transfer: { official: ['有效身份证件', '参保凭证'], custom: [] },
  'account-heirs': { official: ['继承人有效身份证件', '继承人银行账户'], custom: [] },
  card: { official: [], custom: ['本人身份证', '医保证补办申请表'] },
  'change-unit': { official: ['职工参保信息变更登记表'], custom: [] },
  'change-person': {
    official: ['有效身份证件'],
    custom: ['户口本', '户口本变更页、结婚证等变更证明'],
  },
};

/** One sentence about officially required documents, and one about documents that agencies request by custom. */
export function requiredDocuments(what: PapersFor): readonly Reason[] {
  const { official, custom } = REQUIRED_DOCUMENTS[what];
  return [
    ...(official.length === 0 ? [] : [papers('papers-official', official, OFFICIAL)]),
    ...(custom.length === 0 ? [] : [papers('papers-custom', custom)]),
  ];
}

function papers(
  code: 'papers-official' | 'papers-custom',
  names: readonly string[],
  source?: string,
): Reason {
  return { rule: 'R11', code, values: { papers: names }, ...(source !== undefined && { source }) };
}
