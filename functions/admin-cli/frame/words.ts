import type { Channel, Filing } from '../../../domain/facts/insurance.ts';
import type { LeavingReason, Sex } from '../../../domain/facts/life-course.ts';
import type { Role } from '../../../domain/units/unit.ts';
import type { Language, Texts } from '../../../domain/values/language.ts';

/** The words of facts and of the registry. Their keys are all there are, at hand without loading any schema. */

type Words<Key extends string> = Readonly<Record<Key, Texts>>;

function keysOf<Key extends string>(words: Words<Key>): readonly Key[] {
  return Object.keys(words) as Key[];
}

/** The ways to file. */
export const CHANNEL_WORDS: Words<Channel> = {
  online: { zh: '网上', en: 'online' },
  counter: { zh: '窗口', en: 'counter' },
  agency: { zh: '代理机构', en: 'agency' },
};
export const CHANNELS = keysOf(CHANNEL_WORDS);

export const LEAVING_WORDS: Words<LeavingReason> = {
  resigned: { zh: '辞职', en: 'resigned' },
  dismissed: { zh: '解除合同', en: 'dismissed' },
  'contract-ended': { zh: '合同终止', en: 'contract ended' },
  retired: { zh: '退休', en: 'retired' },
  deceased: { zh: '死亡', en: 'deceased' },
  'transferred-out': { zh: '转往外地', en: 'transferred to another region' },
  suspended: { zh: '暂停', en: 'suspended' },
  unknown: { zh: '原因未知', en: 'reason not known' },
};
export const LEAVING_REASONS = keysOf(LEAVING_WORDS);

export const FILING_WORDS: Words<Filing> = {
  enrolment: { zh: '增员', en: 'enrolment' },
  removal: { zh: '减员', en: 'removal' },
  'information-change': { zh: '信息变更', en: 'information change' },
};
export const FILINGS = keysOf(FILING_WORDS);

export const ROLE_WORDS: Words<Role> = {
  handler: { zh: '经办人', en: 'handler' },
  finance: { zh: '财务', en: 'finance' },
  manager: { zh: '主管', en: 'manager' },
};

export const SEXES = ['male', 'female'] as const satisfies readonly Sex[];

/** The statutory retirement ages before the reform. */
export const ORIGINAL_AGES = ['60', '55', '50'] as const;

/** The fields of an HR system's words that the registry maps. */
export const MAPPED_FIELD_WORDS: Words<'unit' | 'reason' | 'category'> = {
  unit: { zh: '部门或公司', en: 'unit' },
  reason: { zh: '离职原因', en: 'reason' },
  category: { zh: '用工类别', en: 'category' },
};

export const LANGUAGE_WORDS: Words<Language> = {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
};
