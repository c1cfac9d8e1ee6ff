import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';
import type { Texts } from '../values/language.ts';
import type { FindingKind } from './reconcile-month.ts';

/** Differences between a month's bill and the unit's people (R4, R7, F3). */
export const RECONCILE_TEXTS = {
  'bill-after-leave': {
    zh: '最后工作日 {leftOn}，{month} 不应再缴',
    en: 'the last working day was {leftOn}; nothing was due for {month}',
  },
  'bill-before-hire': {
    zh: '{hiredOn} 才入职，{month} 不应缴',
    en: 'hired only on {hiredOn}; nothing was due for {month}',
  },
  'bill-not-employed': {
    zh: '入职已撤销，{month} 不应缴',
    en: 'the hire was cancelled; nothing was due for {month}',
  },
  'bill-twice': {
    zh: '{month} 已经缴过一次，其余为多缴',
    en: '{month} was already paid once; the rest is overpaid',
  },
  'bill-two-units': {
    zh: '{month} 应由先任职的单位（{units}）缴',
    en: 'the contribution for {month} was due from the unit of the earlier hire ({units})',
  },
  'bill-never-hired': {
    zh: '{month} 扣缴了，但人事系统没有报过入职',
    en: 'charged for {month}, but the HR system never reported a hire',
  },
  'bill-missing-though-enrolled': {
    zh: '增员已于 {acceptedOn} 受理，{month} 的明细里却没有；请向经办机构核实',
    en: 'the enrolment was accepted on {acceptedOn}, but the person is not on the bill of {month}; ask the agency',
  },
  'bill-missing-not-enrolled': {
    zh: '{hiredOn} 入职，增员尚未受理，{month} 没有缴',
    en: 'hired on {hiredOn}; the enrolment has not been accepted, so {month} was not paid',
  },
  'bill-base-differs': {
    zh: '按 {base} 元缴费，应为 {expected} 元（{declaredOn} 申报 {declared} 元）',
    en: 'charged on a base of {base} yuan; it should be {expected} yuan ({declared} yuan declared on {declaredOn})',
  },
  'bill-base-band-unknown': {
    zh: '按 {base} 元缴费，{declaredOn} 申报的是 {declared} 元；当月上下限未知，差异也可能由上下限造成',
    en: "charged on a base of {base} yuan, but {declared} yuan were declared on {declaredOn}; the month's floor and ceiling are unknown and may explain the difference",
  },
  'bill-unknown-person': {
    zh: '{month} 的明细里有，人事系统没有报过这个人；请核实是否本单位职工',
    en: 'on the bill of {month}, but unknown to the HR systems; find out whether this person works here',
  },
  'bill-person-known-since': {
    zh: '导入之后已知是 {knownAs}；重新导入该月明细即可入账',
    en: 'not known when the bill was imported, but now identified as {knownAs}; import the bill again to record the charge',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof RECONCILE_TEXTS> {}
}

/** Labels of the kinds of finding. */
export const FINDING_KIND_TEXTS: Readonly<Record<FindingKind, Texts>> = {
  'charged-after-leave': { zh: '已离职仍扣缴', en: 'charged after leaving' },
  'charged-before-hire': { zh: '入职前扣缴', en: 'charged before the hire' },
  'charged-without-hire': { zh: '没有入职记录却扣缴', en: 'charged without a recorded hire' },
  'charged-twice': { zh: '重复扣缴', en: 'charged twice' },
  'charged-at-two-units': { zh: '两个单位同月扣缴', en: 'charged at two of our units' },
  'not-charged': { zh: '在职未扣缴', en: 'in service but not charged' },
  'wrong-base': { zh: '缴费基数不符', en: 'wrong base' },
  'unknown-person': { zh: '不认识的人', en: 'unknown person' },
};
