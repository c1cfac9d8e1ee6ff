import { FACT_TEXTS } from '../facts/texts.ts';
import type { Texts } from '../values/language.ts';
import type { Role } from './unit.ts';
import type { UnitFactKind } from './unit-facts.ts';

type Words<Key extends string> = Readonly<Record<Key, Texts>>;

/**
 * The names of the kinds of fact about a unit itself. A kind that facts about employees also have has the same name
 * there.
 */
export const UNIT_FACT_TEXTS: Words<UnitFactKind> = {
  'unit.bases_declared': { zh: '缴费基数已申报', en: 'bases declared' },
  'bill.imported': { zh: '账单已导入', en: 'bill imported' },
  'list.imported': { zh: '参保名单已导入', en: 'list of insured people imported' },
  'person.matched': { zh: '人员已对应', en: 'person matched' },
  'question.answered': FACT_TEXTS['question.answered'],
  'case.acknowledged': FACT_TEXTS['case.acknowledged'],
  'case.snoozed': FACT_TEXTS['case.snoozed'],
  'case.noted': FACT_TEXTS['case.noted'],
  'fact.voided': FACT_TEXTS['fact.voided'],
};

export const ROLE_TEXTS: Words<Role> = {
  handler: { zh: '经办人', en: 'handler' },
  finance: { zh: '财务', en: 'finance' },
  manager: { zh: '主管', en: 'manager' },
};

/** The fields of an HR system whose values the registry maps. */
export const MAPPED_FIELD_TEXTS: Words<'unit' | 'reason' | 'category'> = {
  unit: { zh: '部门或公司', en: 'unit' },
  reason: { zh: '离职原因', en: 'reason' },
  category: { zh: '用工类别', en: 'category' },
};
