import type { Language } from '../values/language.ts';
import type { ParameterName } from './parameter-kinds.ts';
import { PARAMETER_KINDS, type Written } from './parameter-kinds.ts';

type TextIn = Readonly<Record<Language, string>>;

/** Display names of the parameters. */
export const PARAMETER_NAMING: Readonly<Record<ParameterName, TextIn>> = {
  enrolmentDays: { zh: '新职工参保登记期限', en: 'days to enrol a new employee' },
  removalDays: { zh: '离职后办理转移的期限', en: 'days to remove a leaver' },
  deathNoticeWorkingDays: { zh: '死亡告知期限', en: 'days to report a death' },
  agencyRegistrationWorkingDays: {
    zh: '经办机构登记办理时限',
    en: 'days the agency may take for a registration',
  },
  unitRegistrationDays: { zh: '新单位参保登记期限', en: 'days to register a new unit' },
  baseDeclarationWorkingDays: {
    zh: '缴费基数申报办理时限',
    en: 'days the agency may take for declared bases',
  },
  relationTransferWorkingDays: { zh: '关系转移接续办理时限', en: 'days to transfer the insurance relation' },
  personalAccountWithdrawalWorkingDays: {
    zh: '个人账户一次性支取办理时限',
    en: 'days to pay out a personal account',
  },
  cardReplacementWorkingDaysLeast: { zh: '实体卡补办最短时限', en: 'minimum days for a new card' },
  cardReplacementWorkingDaysMost: { zh: '实体卡补办最长时限', en: 'maximum days for a new card' },
  workingAgeYears: { zh: '最低就业年龄', en: 'minimum working age' },
  labourInspectionYears: { zh: '劳动保障监察追溯年限', en: 'years that a labour inspection can go back' },
  enrolmentCutOffDay: { zh: '增员截止日', en: 'enrolment cut-off' },
  removalCutOffDay: { zh: '减员截止日', en: 'removal cut-off' },
  paymentWindowFrom: { zh: '每月缴费期开始日', en: 'first day of the payment window' },
  paymentWindowTo: { zh: '每月缴费截止日', en: 'last day of the payment window' },
  registrationOffice: { zh: '增减员登记机构', en: 'office that registers employees' },
  declarationOffice: { zh: '缴费工资申报机构', en: 'office that receives declared wages' },
  lastPayableMonth: { zh: '离职人员最后应缴月', en: 'last month payable for a leaver' },
  coverStart: { zh: '待遇起始时间', en: 'beginning of cover' },
  longestSuspensionMonths: { zh: '最长暂停时间', en: 'longest suspension' },
  contributionBaseFloor: { zh: '医保缴费基数下限', en: 'floor of the medical contribution base' },
  contributionBaseCeiling: { zh: '医保缴费基数上限', en: 'ceiling of the medical contribution base' },
  baseYearStartMonth: { zh: '缴费年度起始月', en: 'first month of the base year' },
  baseDeclarationUntil: { zh: '缴费基数年度申报截止日', en: 'last day to declare the bases of a year' },
  fullMonthWageAfterPartialMonth: {
    zh: '首月不足月的，何时起按全月工资申报',
    en: 'when the full-month wage is declared after a partial first month',
  },
  contributionTiers: { zh: '职工医保档次', en: 'tiers of the employee scheme' },
  unitMedicalRate: { zh: '单位医保费率', en: "unit's medical rate" },
  secondTierUnitMedicalRate: { zh: '二档单位医保费率', en: "unit's medical rate, second tier" },
  maternityInUnitRate: { zh: '单位费率是否含生育', en: "whether the unit's rate includes maternity" },
  unitMaternityRate: { zh: '单位生育费率（分列）', en: "unit's maternity rate, if separate" },
  unitLargeSumRate: { zh: '单位大额（大病）医疗费率', en: "unit's rate for supplementary large-claim cover" },
  personalMedicalRate: { zh: '个人医保费率', en: "employee's medical rate" },
  secondTierPersonalMedicalRate: { zh: '二档个人医保费率', en: "employee's medical rate, second tier" },
  personalFixedAmount: { zh: '个人每月定额', en: "employee's fixed amount a month" },
  personalFixedAmountFirstMonthOfQuarter: {
    zh: '每季首月的个人定额',
    en: "employee's fixed amount in the first month of a quarter",
  },
  lateFeeDailyRate: { zh: '滞纳金日加收率', en: 'daily late fee' },
  lateFeeStart: { zh: '滞纳金起算日', en: 'first day of the late fee' },
  undeclaredAssessmentRate: { zh: '未申报时的核定比例', en: 'contribution charged if nothing is declared' },
  penaltyMultipleLeast: { zh: '未登记罚款最低倍数', en: 'lowest fine for not registering' },
  penaltyMultipleMost: { zh: '未登记罚款最高倍数', en: 'highest fine for not registering' },
  responsiblePersonFineLeast: { zh: '责任人员最低罚款', en: 'lowest fine on the person responsible' },
  responsiblePersonFineMost: { zh: '责任人员最高罚款', en: 'highest fine on the person responsible' },
  inspectionFineLeast: { zh: '妨碍监督检查最低罚款', en: 'lowest fine for obstructing an inspection' },
  inspectionFineMost: { zh: '妨碍监督检查最高罚款', en: 'highest fine for obstructing an inspection' },
  longestBackPaymentMonths: { zh: '最长可补缴时间', en: 'longest period that can be back-paid' },
  arrearsStopMonth: { zh: '欠费停保月', en: 'month of arrears in which benefits stop' },
  arrearsReimbursedWithinDays: {
    zh: '补缴后可报销期间费用的期限',
    en: 'days within which arrears must be paid for costs to be reimbursed',
  },
  arrearsCost: { zh: '欠费期间医疗费用由谁承担', en: 'who bears the costs of an unpaid period' },
  arrearsResumeMonth: { zh: '补缴后恢复待遇月', en: 'month in which benefits resume' },
  gapRule: { zh: '断缴规定的适用范围', en: 'gaps to which the rule on gaps applies' },
  gapCatchUpMonths: { zh: '断缴可补缴月数', en: 'longest gap that can be paid later' },
  gapWaitingMonthsAtMost: { zh: '断缴后等待期上限', en: 'longest waiting period after a gap' },
  schemeSwitchContinuousYears: {
    zh: '转换险种前须连续参保年数',
    en: 'years without a gap required before a change of scheme',
  },
  refundWay: { zh: '多缴处理方式', en: 'how an overpayment is handled' },
  refundHandlingWorkingDays: { zh: '退费办理时限', en: 'days for a refund' },
  refundOnSchemeSwitch: {
    zh: '转换险种前已缴费用',
    en: 'whether payments before a change of scheme are refunded',
  },
  earlyRetirementNoticeMonths: { zh: '提前退休告知期', en: 'notice period for an early retirement' },
  lateRetirementAgreementMonths: { zh: '延后退休约定期', en: 'how early a later retirement must be agreed' },
  flexibleRetirementYears: {
    zh: '弹性退休最长年数',
    en: 'years by which retirement may be earlier or later',
  },
  retireeMedicalYearsMale: {
    zh: '退休医保缴费年限（男）',
    en: 'years of contributions for retiree cover, men',
  },
  retireeMedicalYearsFemale: {
    zh: '退休医保缴费年限（女）',
    en: 'years of contributions for retiree cover, women',
  },
  retireeLocalYears: {
    zh: '其中本地实际缴费年限',
    en: 'years of contributions for retiree cover, paid in the region itself',
  },
  flexibleMedicalRate: { zh: '灵活就业医保费率', en: "flexible worker's rate" },
  flexibleMedicalFixedAmount: { zh: '灵活就业医保每月定额', en: "flexible worker's fixed amount a month" },
  flexibleMedicalFixedYearlyAmount: {
    zh: '灵活就业医保每年定额',
    en: "flexible worker's fixed amount a year",
  },
  flexibleLeastAgeYears: { zh: '灵活就业参保最低年龄', en: 'minimum age of a flexible worker' },
  flexibleWaitingMonths: { zh: '灵活就业等待期', en: "flexible worker's waiting period" },
  flexibleGapWaiverMonths: {
    zh: '灵活就业免等待的接续期',
    en: "flexible worker's longest gap without a waiting period",
  },
  flexibleRestartMonth: {
    zh: '灵活就业中断后恢复待遇月',
    en: "month in which a flexible worker's cover resumes",
  },
  flexibleHousehold: {
    zh: '灵活就业参保的户籍要求',
    en: 'household registration required of a flexible worker',
  },
  residentWindowFrom: { zh: '居民集中参保期开始', en: "first day of the residents' enrolment period" },
  residentWindowTo: { zh: '居民集中参保期结束', en: "last day of the residents' enrolment period" },
  residentLateUntil: { zh: '居民当年补缴截止', en: 'last day for late enrolment of residents' },
  residentCoverFrom: { zh: '居民待遇开始', en: "first day of residents' cover" },
  residentFixedWaitingMonths: { zh: '居民固定待遇等待期', en: "residents' fixed waiting period" },
  residentWaitingMonthsPerMissedYear: {
    zh: '居民每断保一年的变动等待期',
    en: "residents' additional waiting period for each missed year",
  },
  residentRepairMonthsPerYear: {
    zh: '居民每补缴一年减少的等待期',
    en: "reduction of residents' waiting period for each missed year paid later",
  },
  residentLongBreakYears: {
    zh: '居民连续断保的长断保年数',
    en: 'missed years in a row that are a long break for residents',
  },
  residentWaitingMonthsAfterLongBreak: {
    zh: '居民长断保修复后的最短等待期',
    en: "residents' minimum waiting period after a long break",
  },
};

/** The value with the unit of its kind; keywords and days of the year have none. */
const UNITS: Readonly<Record<string, TextIn>> = {
  'calendar days': { zh: '{value} 日', en: '{value} calendar days' },
  'working days': { zh: '{value} 个工作日', en: '{value} working days' },
  months: { zh: '{value} 个月', en: '{value} months' },
  years: { zh: '{value} 年', en: '{value} years' },
  'years of age': { zh: '{value} 岁', en: '{value} years of age' },
  'day of the month': { zh: '每月 {value} 日', en: 'day {value} of the month' },
  'month of the year': { zh: '{value} 月', en: 'month {value} of the year' },
  'natural month': {
    zh: '第 {value} 个自然月',
    en: 'calendar month no. {value}, where no. 1 is the month in which the counting starts',
  },
  'times the dues': { zh: '应缴费的 {value} 倍', en: '{value} times the contributions due' },
  CNY: { zh: '{value} 元', en: 'CNY {value}' },
  'CNY a month': { zh: '{value} 元/月', en: 'CNY {value} a month' },
  'CNY a year': { zh: '{value} 元/年', en: 'CNY {value} a year' },
  'share of the base': { zh: '缴费基数的 {value}', en: '{value} of the base' },
  'share of the arrears a day': { zh: '每日欠费的 {value}', en: '{value} of the arrears a day' },
  "share of last month's contribution": {
    zh: '上月缴费额的 {value}',
    en: "{value} of last month's contribution",
  },
};

const VALUES: Readonly<Record<string, TextIn>> = {
  'month-of-leaving': { zh: '离职当月', en: 'the month of leaving' },
  'month-before-leaving': { zh: '离职前一月', en: 'the month before leaving' },
  'same-month': { zh: '登记当月', en: 'the month of registration' },
  'month-after-payment': { zh: '缴费次月', en: 'the month after the payment' },
  'second-month': { zh: '登记的第二个自然月', en: 'the month after the registration' },
  included: { zh: '已含', en: 'included' },
  apart: { zh: '分列', en: 'separate' },
  'month-after-collection': { zh: '收款月的次月 1 日', en: 'first day of the month after collection' },
  'day-after-cut-off': { zh: '截止日次日', en: 'the day after the cut-off' },
  reimbursed: { zh: '基金报销', en: 'the fund reimburses' },
  employer: { zh: '单位承担', en: 'the employer' },
  'not-paid': { zh: '基金不予支付', en: 'the fund does not pay' },
  refund: { zh: '退还', en: 'refund' },
  offset: { zh: '抵扣', en: 'offset against later contributions' },
  lost: { zh: '不退', en: 'no refund' },
  refunded: { zh: '退还', en: 'refunded' },
  'not-refunded': { zh: '不予退还', en: 'not refunded' },
  medical: { zh: '医疗保障经办机构', en: 'the medical security agency' },
  'social-insurance': { zh: '社会保险经办机构', en: 'the social insurance agency' },
  tax: { zh: '税务部门', en: 'the tax office' },
  agency: { zh: '经办机构', en: 'the agency' },
  'from-next-month': { zh: '自次月起', en: 'from the next month' },
  'from-next-base-year': { zh: '自下一缴费年度起', en: 'from the next base year' },
  one: { zh: '不分档', en: 'one tier' },
  two: { zh: '分一档、二档', en: 'a first and a second tier' },
  'any-gap': { zh: '本地任何断缴', en: 'any gap in the area' },
  'transfer-only': { zh: '只限跨统筹区转移和转换险种', en: 'transfers and changes of scheme only' },
  required: { zh: '须本地户籍或居住证', en: 'local household registration or residence permit' },
  dropped: { zh: '不限户籍', en: 'none' },
};

/** A parameter's value for display: `每月 20 日`, `缴费基数的 9.8%`, `离职当月`. */
export function parameterValueText(name: ParameterName, value: Written, language: Language): string {
  const text = VALUES[value]?.[language];
  if (text !== undefined) return text;
  const template = UNITS[PARAMETER_KINDS[name].unit]?.[language] ?? '{value}';
  return template.replace('{value}', String(value));
}
