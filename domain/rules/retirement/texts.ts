import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** When an employee retires, and which cover follows (R9). */
export const RETIREMENT_TEXTS = {
  'retirement-age-raised': {
    zh: '{bornOn} 出生，原法定退休年龄 {originalAge} 周岁，延迟 {delay} 个月{hedge}，为 {years} 周岁 {months} 个月，{retiresOn} 退休。',
    en: 'Born on {bornOn}; original retirement age {originalAge}, raised by {delay} months{hedge} to {years} years and {months} months: retires on {retiresOn}.',
  },
  'retirement-age-as-before': {
    zh: '{bornOn} 出生，改革前已满原法定退休年龄 {originalAge} 周岁，不延迟，{retiresOn} 退休。',
    en: 'Born on {bornOn}; the original retirement age of {originalAge} was reached before the reform, so nothing is added: retires on {retiresOn}.',
  },
  'retirement-day-month-end': {
    zh: '{month} 没有 {day} 日，取当月最后一天 {retiresOn}{hedge}，系参照民法规定推定。',
    en: '{month} has no day {day}, so its last day, {retiresOn}{hedge}, is used, by analogy with the Civil Code.',
  },
  'original-age-unknown': {
    zh: '女职工原法定退休年龄是 50 还是 55 周岁由岗位决定，证件号码看不出来；相应退休日为 {earlier} 或 {later}，请人工确认。',
    en: 'Her original retirement age is 50 or 55. It depends on her post and cannot be read from the identity number. She retires on {earlier} or on {later}: please decide which.',
  },
  'original-age-not-in-tables-male': {
    zh: '男职工的延迟退休对照表只有原法定退休年龄 60 周岁，没有 {originalAge} 周岁；特殊工种等情形请人工确认。',
    en: 'The tables have only 60 as the original retirement age of men, not {originalAge}. Special work and similar cases must be decided by a person.',
  },
  'original-age-not-in-tables-female': {
    zh: '女职工的延迟退休对照表只有原法定退休年龄 50 和 55 周岁，没有 {originalAge} 周岁，请人工确认。',
    en: 'The tables have only 50 and 55 as the original retirement age of women, not {originalAge}. This must be decided by a person.',
  },
  'early-retirement': {
    zh: '自愿可提前退休，最多提前 {years} 年{hedge}且不低于原法定退休年龄，最早 {earliestOn}，届时须满养老保险最低缴费年限 {minimum} 年。',
    en: 'The employee may choose to retire from {earliestOn} on, if {minimum} years of pension contributions are paid by that day. This is at most {years} years early{hedge} and not before the original retirement age.',
  },
  'early-retirement-none': {
    zh: '法定退休年龄等于原法定退休年龄，不能再提前。',
    en: 'The statutory retirement age equals the original one, so earlier retirement is not possible.',
  },
  'early-retirement-notice': {
    zh: '最早一天退休的，须提前 {months} 个月{hedge}书面告知单位，即不迟于 {by}。',
    en: 'To retire on the earliest possible day, the employee must give the employer written notice {months} months before{hedge}, by {by}.',
  },
  'early-retirement-notice-unknown': {
    zh: '提前退休须提前多久书面告知单位，当时的规定未知。',
    en: 'It is not known how long before an early retirement the employer needed written notice at that time.',
  },
  'late-retirement': {
    zh: '与单位协商一致可延迟退休，最多延迟 {years} 年{hedge}，最晚 {latestOn}。',
    en: 'Employer and employee may agree on a later retirement, by at most {years} years{hedge}: until {latestOn}.',
  },
  'late-retirement-agreement': {
    zh: '延迟退休须提前 {months} 个月{hedge}书面约定，即不迟于 {by}。',
    en: 'A later retirement must be agreed in writing {months} month(s) before{hedge}, by {by}.',
  },
  'late-retirement-agreement-unknown': {
    zh: '延迟退休须提前多久书面约定，当时的规定未知。',
    en: 'It is not known how long in advance a later retirement had to be agreed at that time.',
  },
  'pension-years': {
    zh: '{year} 年退休的，养老保险最低缴费年限为 {minimum} 年{hedge}；医保退休待遇另看当地医保年限。',
    en: 'To retire in {year}, at least {minimum} years{hedge} of pension contributions are required. The years for medical cover as a retiree are set locally.',
  },
  'retiree-years-required': {
    zh: '{region}退休时享受医保待遇须累计缴纳医保费 {years} 年{hedge}。',
    en: '{region} requires {years} years{hedge} of medical contributions for cover as a retiree.',
  },
  'retiree-local-years-required': {
    zh: '其中在{region}实际缴费须满 {years} 年{hedge}。',
    en: 'Of these contribution years, {years} years{hedge} must be paid in {region} itself.',
  },
  'retiree-years-unknown': {
    zh: '{region}在 {retiresOn} 退休所需的医保缴费年限未知，请向经办机构核实。',
    en: 'It is not known how many years of medical contributions {region} requires for a retirement on {retiresOn}: please ask the agency.',
  },
  'retiree-years-met': {
    zh: '医保缴费年限已满足，转为退休人员待遇。',
    en: 'The years of medical contributions are sufficient: the person changes to retiree cover.',
  },
  'retiree-years-met-but-local': {
    zh: '医保累计缴费年限已满足；{region}另要求的本地实际缴费年限是否满足，请向经办机构核实。',
    en: 'The total years of medical contributions are sufficient. {region} also requires years paid there: please ask the agency whether the person has enough of these years.',
  },
  'retiree-years-missing': {
    zh: '医保缴费年限还差 {years} 年，须按当地规定继续缴纳或一次性补足。',
    en: '{years} year(s) of medical contributions are missing. They must be paid in later years or all at once, by the local rules.',
  },
  'retirement-day-passed': {
    zh: '法定退休日 {retiresOn} 已过，尚未收到退休的消息；约定延迟的，最晚 {latestOn}。',
    en: 'The statutory day of retirement, {retiresOn}, has passed and no retirement was reported. If a later day was agreed, the latest possible day is {latestOn}.',
  },
  'retirement-sex-unknown': {
    zh: '性别未知，无法确定退休日，可能为 {days}，请补充。',
    en: 'The sex is not known, so the day of retirement is not known either. It may be {days}: please enter the sex.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof RETIREMENT_TEXTS> {}
}
