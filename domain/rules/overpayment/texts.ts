import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** Which months are overpaid, and how to get the money back (R7). */
export const OVERPAYMENT_TEXTS = {
  'last-payable-month-stated': {
    zh: '人事系统登记的最后缴费月为 {month}{hedge}。',
    en: 'HR has entered {month}{hedge} as the last month to be paid.',
  },
  'last-payable-month-by-region': {
    zh: '按{region}的规定，{leftOn} 离职的最后缴费月为 {month}{hedge}。',
    en: 'By the rule of {region}, {month}{hedge} is the last month to be paid for a person who left on {leftOn}.',
  },
  'last-payable-month-assumed': {
    zh: '{region}的离职当月缴费规定未知，暂按离职当月 {month}{hedge} 为最后缴费月。',
    en: 'It is not known whether the month of leaving must be paid in {region}; {month}{hedge}, the month of leaving, is assumed to be the last month to be paid.',
  },
  'overpaid-after-leave': {
    zh: '{months} 在离职后仍被扣缴。',
    en: 'Charged for months after the person left: {months}.',
  },
  'overpaid-before-hire': {
    zh: '{months} 在入职前被扣缴。',
    en: 'Charged for months before the hire: {months}.',
  },
  'overpaid-twice': {
    zh: '{months} 同月重复扣缴；其中如有账单没有标明的补差、补缴，属于应缴，请先核对再申请退费。',
    en: 'Charged more than once: {months}. One of these charges may be a supplement that the bill does not mark as one. Such a charge is correct, so check before you apply for a refund.',
  },
  'overpaid-two-units': {
    zh: '{months} 已由调出单位缴纳，本单位重复扣缴。',
    en: 'Already paid by the previous unit and charged here again: {months}.',
  },
  'overpaid-not-employed': {
    zh: '入职已撤销，{months} 不应扣缴。',
    en: 'The hire was cancelled, so nothing was due for {months}.',
  },
  'estimated-from-last-charge': {
    zh: '账单未到的月份按最近一次扣缴（{month}）估算{hedge}，账单到后自动替换。',
    en: 'Months without a bill are estimated{hedge} from the last charge ({month}); the bill replaces the estimate when it arrives.',
  },
  'estimated-from-base': {
    zh: '账单未到的月份按基数 {base} 元乘费率估算{hedge}，账单到后自动替换。',
    en: 'Months without a bill are estimated{hedge} from a base of {base} yuan times the rates; the bill replaces the estimate when it arrives.',
  },
  'estimated-from-base-without-fixed': {
    zh: '账单未到的月份按基数 {base} 元乘费率估算{hedge}，账单到后自动替换；个人每月是否另有定额未知，未计入。',
    en: 'Months without a bill are estimated{hedge} from a base of {base} yuan times the rates; the bill replaces the estimate when it arrives. It is not known whether the employee also pays a fixed amount each month; no such amount is included.',
  },
  'estimate-unknown': {
    zh: '没有账单也没有基数，金额未知。',
    en: 'Neither a bill nor a base is known, so the amount is unknown.',
  },
  'personal-part-owed': {
    zh: '其中个人部分应退还职工本人。',
    en: "The employee's part must be paid back to the employee.",
  },
  'refund-way-refund': {
    zh: '{region}：可申请退费{hedge}。',
    en: '{region}: you can apply for a refund{hedge}.',
  },
  'refund-way-offset': {
    zh: '{region}：可抵扣以后的应缴费用{hedge}。',
    en: '{region}: the money can be offset against later contributions{hedge}.',
  },
  'refund-way-lost': {
    zh: '{region}：多缴部分不退{hedge}。',
    en: '{region}: overpaid amounts are not refunded{hedge}.',
  },
  'next-charge-cut-off-unknown': {
    zh: '{region}的减员截止日未知，下一次扣缴的日期按月末推算，实际可能更早。',
    en: 'The cut-off for removals in {region} is not known. The end of the month is used as the day of the next charge; the real day may be earlier.',
  },
  'refund-way-unknown': {
    zh: '{region}退费还是抵扣尚不清楚，请尽早向主管税务机关询问；全国没有统一的申请时限。',
    en: 'It is not known whether {region} refunds or offsets: ask the tax office early. No national time limit for applications was found.',
  },
  'refund-handling': {
    zh: '受理后 {days} 个工作日{hedge}内办结。',
    en: 'Processed within {days} working days{hedge} of acceptance.',
  },
  'refund-where-guangdong': {
    zh: '{region}：由单位在电子税务局（社保费管理－社保文书事项管理－社保费退费申请）提出，税务受理、医保经办机构办理；网上只受理 2022-08-25 以后的缴费，每次查询不超过 6 个月。',
    en: '{region}: the unit applies for the refund in the electronic tax bureau. The tax office receives the application, and the medical-insurance agency processes it. Online applications are possible only for payments since 2022-08-25; one query covers at most 6 months.',
  },
  'refund-one-at-a-time-guangdong': {
    zh: '{region}：医保与其他社会保险分别申请，同一时间只能有一笔在办的申请。',
    en: '{region}: medical and other insurances need separate applications, and only one may be pending at a time.',
  },
  'refund-where-unknown': {
    zh: '{region}的退费办法未查到，先按一般顺序办理，请向主管税务机关核实。',
    en: 'The refund procedure of {region} was not found, so the usual procedure is shown: please check it with the tax office.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof OVERPAYMENT_TEXTS> {}
}
