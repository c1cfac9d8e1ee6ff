import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** R14: the sentences for two statements that contradict each other, each with its source. */
export const DISPUTE_TEXTS = {
  'dispute-not-counted': {
    zh: '{source} 于 {on} 的说法与 {holder} 的记录不一致，{source} 无权更改，没有采用，请核实：',
    en: 'On {on}, {source} stated something that contradicts the record of {holder}. {source} cannot change that record, so the new statement has no effect. Please find out which of the two is right:',
  },
  'stated-hired': {
    zh: '{source}：{day} 入职，单位 {unitId}。',
    en: '{source}: hired on {day} at unit {unitId}.',
  },
  'stated-hire-cancelled': { zh: '{source}：入职已撤销。', en: '{source}: the hire was cancelled.' },
  'stated-left': { zh: '{source}：最后工作日 {day}。', en: '{source}: last working day {day}.' },
  'stated-leave-cancelled': {
    zh: '{source}：离职已撤销，仍在职。',
    en: '{source}: the leave was cancelled; the person is still in service.',
  },
  'stated-resumed': { zh: '{source}：{day} 恢复工作。', en: '{source}: resumed work on {day}.' },
  'stated-moved': {
    zh: '{source}：{day} 调入单位 {unitId}。',
    en: '{source}: moved to unit {unitId} on {day}.',
  },
  'stated-hire-noticed': {
    zh: '{source}：已入职，未给日期。',
    en: '{source}: hired, no day given.',
  },
  'stated-leave-noticed': { zh: '{source}：已离职，未给日期。', en: '{source}: has left, no day given.' },
  'stated-voided': { zh: '{source}：作废 {factId}。', en: '{source}: voids the statement {factId}.' },
  'stated-other': { zh: '{source}：另一条事实 {factId}。', en: '{source}: another statement, {factId}.' },
  'stated-name': { zh: '{source}：姓名 {value}。', en: '{source}: name {value}.' },
  'stated-identity': { zh: '{source}：证件号码 {value}。', en: '{source}: identity number {value}.' },
  'stated-birthDate': { zh: '{source}：出生日期 {value}。', en: '{source}: born on {value}.' },
  'stated-sex-male': { zh: '{source}：性别男。', en: '{source}: male.' },
  'stated-sex-female': { zh: '{source}：性别女。', en: '{source}: female.' },
  'stated-phone': { zh: '{source}：联系电话 {value}。', en: '{source}: phone {value}.' },
  'stated-originalRetirementAge': {
    zh: '{source}：原法定退休年龄 {value} 岁。',
    en: '{source}: original retirement age {value}.',
  },
  'stated-averageMonthlyWage': {
    zh: '{source}：月平均工资 {value} 元。',
    en: '{source}: average monthly wage {value} yuan.',
  },
  'stated-contributionTier-first': { zh: '{source}：缴费一档。', en: '{source}: first contribution tier.' },
  'stated-contributionTier-second': { zh: '{source}：缴费二档。', en: '{source}: second contribution tier.' },
  'stated-department': { zh: '{source}：部门 {value}。', en: '{source}: department {value}.' },
  'stated-category-regular': { zh: '{source}：正式职工。', en: '{source}: regular employee.' },
  'stated-category-part-time': { zh: '{source}：非全日制用工。', en: '{source}: part-time.' },
  'stated-category-intern': { zh: '{source}：实习生。', en: '{source}: intern.' },
  'stated-category-labour-service': {
    zh: '{source}：劳务人员。',
    en: '{source}: labour service, no employment contract.',
  },
  'stated-category-retiree': { zh: '{source}：退休返聘人员。', en: '{source}: rehired retiree.' },
  'stated-category-dispatched': { zh: '{source}：派遣人员。', en: '{source}: dispatched worker.' },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof DISPUTE_TEXTS> {}
}
