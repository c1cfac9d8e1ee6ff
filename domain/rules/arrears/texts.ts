import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** Late amounts and their cost (R5, R8). */
export const ARREARS_TEXTS = {
  'late-fee-stretch': {
    zh: '欠费 {principal} 元，每日加收 {rate}{hedge}，{from} 至 {to} 两日均计，共 {days} 日。',
    en: 'Arrears of {principal} yuan at {rate} a day{hedge}, from {from} to {to}, both days included: {days} day(s).',
  },
  'late-fee-sum': {
    zh: '合计 {days} 日，滞纳金 {fee} 元（末尾一次四舍五入到分）。',
    en: '{days} day(s) in total: a late fee of {fee} yuan, rounded to a fen once at the end.',
  },
  'late-fee-not-offered': {
    zh: '{unknownOn} 尚无现行的滞纳金标准，{from} 至 {to} 的滞纳金不予计算，请人工处理。',
    en: 'No rate of the late fee is known for {unknownOn}, so the fee from {from} to {to} is not computed: please check it by hand.',
  },
  'late-fee-cap-disputed': {
    zh: '滞纳金已超过本金；是否以本金为上限有争议，此处未封顶。',
    en: 'The late fee exceeds the arrears. It is disputed whether the arrears are its upper limit; here it is not limited.',
  },
  'late-fee-start-after-collection': {
    zh: '{month} 的费用于次月收款，自收款月的次月 1 日 {on}{hedge} 起加收滞纳金。',
    en: 'The contribution for {month} is collected in the next month; the late fee runs from the first day of the month after that, {on}{hedge}.',
  },
  'late-fee-start-after-cut-off': {
    zh: '{month} 的费用自截止日次日 {on}{hedge} 起加收滞纳金。',
    en: 'For {month} the late fee runs from the day after the cut-off, {on}{hedge}.',
  },
  'late-fee-start-after-window': {
    zh: '{region}当月的费用须在当月 {day} 日前缴纳，{month} 的费用自次日 {on} 起加收滞纳金。',
    en: 'In {region} the contribution for a month must be paid by day {day} of that month; for {month} the late fee runs from the next day, {on}.',
  },
  'late-fee-start-unknown': {
    zh: '{region}对欠缴起算日有无另外规定未知，按缴费期满次日起算。',
    en: 'It is not known whether {region} has another rule for the start of arrears; the day after the payment period is used.',
  },
  'payment-window-before-hire': {
    zh: '入职时 {month} 的缴费期（{day} 日止）已过。',
    en: 'The payment period for {month}, until day {day}, had ended before the hire.',
  },
  'payment-window-unknown': {
    zh: '{region}每月何时截止缴费未知。',
    en: 'It is not known by which day of the month contributions must be paid in {region}.',
  },
  'late-fee-start-assumed': {
    zh: '{region}从哪一天起算欠缴未知，{month} 的费用暂从次月 1 日 {on}{hedge} 起算，宁早勿晚。',
    en: 'It is not known from which day arrears run in {region}. For {month} the first day of the next month, {on}{hedge}, is used, because too early is safer than too late.',
  },
  assessment: {
    zh: '未按规定申报的，可按上月缴费额的 {share}{hedge} 核定，不与其他金额相加。',
    en: "If the unit did not declare as required, {share}{hedge} of last month's contribution may be assessed; this is not included in any amount here.",
  },
  'assessment-amount': {
    zh: '未按规定申报的，可按上月缴费额的 {share}{hedge} 核定；就该职工 {month} 的缴费额 {lastMonth} 元计，为 {amount} 元，不与其他金额相加。',
    en: "If the unit did not declare as required, {share}{hedge} of last month's contribution may be assessed. For this person {lastMonth} yuan were charged for {month}, so the assessed amount is {amount} yuan; it is not included in any amount here.",
  },
  'unit-fine': {
    zh: '逾期不改正的，单位可被处应缴费额 {least} 至 {most} 倍{hedge}的罚款，不与其他金额相加。',
    en: 'If the unit ignores an order to correct this, it may be fined {least} to {most} times the contributions due{hedge}; the fine is not included in any amount here.',
  },
  'unit-fine-amount': {
    zh: '逾期不改正的，单位可被处应缴费额 {least} 至 {most} 倍{hedge}的罚款，即 {from} 至 {to} 元，不与其他金额相加。',
    en: 'If the unit ignores an order to correct this, it may be fined {least} to {most} times the contributions due{hedge}, {from} to {to} yuan; the fine is not included in any amount here.',
  },
  'person-fine': {
    zh: '逾期不改正的，直接负责的主管人员和其他直接责任人员可被处 {least} 至 {most} 元{hedge}罚款，不与其他金额相加。',
    en: 'If the unit ignores an order to correct this, the persons responsible may be fined {least} to {most} yuan{hedge}; the fine is not included in any amount here.',
  },
  'inspection-fine': {
    zh: '医保部门监督检查时，单位拒绝、阻碍检查或者提供虚假情况，经责令改正而拒不改正的，可被处 {least} 至 {most} 元罚款，不与其他金额相加。',
    en: 'A unit that refuses or obstructs an inspection of medical insurance, or gives false information, and ignores an order to correct this, may be fined {least} to {most} yuan; the fine is not included in any amount here.',
  },
  'back-payment-months': {
    zh: '{from} 至 {to} 共 {count} 个月须补缴。',
    en: '{count} month(s) are owed, from {from} to {to}.',
  },
  'back-payment-month': {
    zh: '{month}：基数 {base} 元，单位 {unit} 元、个人 {personal} 元；自 {from} 起至缴费前一日 {days} 日，滞纳金 {fee} 元。',
    en: '{month}: on a base of {base} yuan the unit owes {unit} yuan and the employee {personal} yuan; late fee from {from} to the day before payment, {days} day(s): {fee} yuan.',
  },
  'back-payment-month-before-fee': {
    zh: '{month}：基数 {base} 元，单位 {unit} 元、个人 {personal} 元；{from} 前缴清没有滞纳金。',
    en: '{month}: on a base of {base} yuan the unit owes {unit} yuan and the employee {personal} yuan; if paid before {from}, there is no late fee.',
  },
  'back-payment-within-longest': {
    zh: '{region}最多可补缴 {months} 个月{hedge}，未超过。',
    en: '{region} accepts back-payment for up to {months} months{hedge}; the months owed are within this limit.',
  },
  'back-payment-beyond-longest': {
    zh: '{region}最多可补缴 {months} 个月{hedge}，已超过，须人工与经办机构联系。',
    en: '{region} accepts back-payment for up to {months} months{hedge} only; the months owed go back further, so contact the agency.',
  },
  'back-payment-longest-unknown': {
    zh: '{region}最多可补缴多少个月未知，请向经办机构核实。',
    en: 'It is not known for how many months {region} accepts back-payment: please ask the agency.',
  },
  'employer-bears-bills': {
    zh: '未参保期间的医疗费用由用人单位承担。',
    en: 'The employer must pay the medical bills of the time without cover.',
  },
  'part-unit': {
    zh: '单位部分：{base} 元 × {rate}{hedge} = {amount} 元。',
    en: "The unit's part: {base} yuan × {rate}{hedge} = {amount} yuan.",
  },
  'part-maternity': {
    zh: '单位缴纳的生育部分：{base} 元 × {rate}{hedge} = {amount} 元。',
    en: "The unit's part for maternity: {base} yuan × {rate}{hedge} = {amount} yuan.",
  },
  'part-personal': {
    zh: '个人部分：{base} 元 × {rate}{hedge} = {amount} 元。',
    en: "The employee's part: {base} yuan × {rate}{hedge} = {amount} yuan.",
  },
  'part-maternity-unknown': {
    zh: '{region}的单位费率是否已含生育保险、另缴多少未知，单位部分未另加。',
    en: "It is not known whether the unit's rate in {region} includes maternity insurance, or what maternity insurance costs separately; nothing was added to the unit's part.",
  },
  'part-large-sum': {
    zh: '单位缴纳的大额医疗部分：{base} 元 × {rate} = {amount} 元。',
    en: "The unit's part for supplementary insurance of large medical claims: {base} yuan × {rate} = {amount} yuan.",
  },
  'part-large-sum-unknown': {
    zh: '{region}的单位在费率之外是否另缴大额医疗费用未知，单位部分未计入。',
    en: "It is not known whether units in {region} also pay for supplementary insurance of large medical claims; nothing was added to the unit's part.",
  },
  'tier-assumed': {
    zh: '{region}分一档和二档缴费，该职工的档次未提供，暂按一档计算。',
    en: '{region} has two contribution tiers; the tier of this employee is not known, so the first tier is assumed.',
  },
  'tier-first': {
    zh: '{region}分一档和二档缴费，该职工为一档。',
    en: '{region} has two contribution tiers; this employee is in the first tier.',
  },
  'tier-second': {
    zh: '{region}分一档和二档缴费，该职工为二档。',
    en: '{region} has two contribution tiers; this employee is in the second tier.',
  },
  'personal-fixed-of-month': {
    zh: '个人 {month} 另缴定额 {amount} 元，每季度首月与其他月份不同。',
    en: 'For {month} the employee also pays a fixed amount of {amount} yuan; the amount in the first month of a quarter differs from that in the other months.',
  },
  'personal-fixed-unknown': {
    zh: '{region}个人在费率之外是否每月另缴定额未知，个人部分未计入。',
    en: "It is not known whether employees in {region} also pay a fixed amount each month; no such amount is included in the employee's part.",
  },
  'personal-fixed': {
    zh: '个人另缴每月 {amount} 元{hedge}。',
    en: 'The employee also pays {amount} yuan a month{hedge}.',
  },
  'part-unit-unknown': {
    zh: '{region}的单位费率未知，单位部分无法计算。',
    en: "The unit's rate in {region} is not known, so the unit's part is not computed.",
  },
  'part-personal-unknown': {
    zh: '{region}的个人费率未知，个人部分无法计算。',
    en: "The employee's rate in {region} is not known, so the employee's part is not computed.",
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof ARREARS_TEXTS> {}
}
