import type { Language } from '../values/language.ts';
import { PARAMETER_KINDS, type Written } from './parameter-kinds.ts';
import type { ParameterName } from './policy.ts';

type Words = Readonly<Record<Language, string>>;

/** What people call each parameter of policy. */
export const PARAMETER_NAMING: Readonly<Record<ParameterName, Words>> = {
  enrolmentDays: { zh: '新职工参保登记期限', en: 'days to enrol a new employee' },
  removalDays: { zh: '离职后办理转移的期限', en: 'days to remove a leaver' },
  deathNoticeWorkingDays: { zh: '死亡告知期限', en: 'days to tell of a death' },
  agencyRegistrationWorkingDays: { zh: '经办机构登记办理时限', en: 'days the agency has for a registration' },
  unitRegistrationDays: { zh: '新单位参保登记期限', en: 'days to register a new unit' },
  baseDeclarationWorkingDays: { zh: '缴费基数申报办理时限', en: 'days the agency has for declared bases' },
  relationTransferWorkingDays: { zh: '关系转移接续办理时限', en: 'days for a transfer of the relation' },
  personalAccountWithdrawalWorkingDays: {
    zh: '个人账户一次性支取办理时限',
    en: 'days to pay out a personal account',
  },
  cardReplacementWorkingDaysLeast: { zh: '实体卡补办最短时限', en: 'fewest days for a new card' },
  cardReplacementWorkingDaysMost: { zh: '实体卡补办最长时限', en: 'most days for a new card' },
  workingAgeYears: { zh: '最低就业年龄', en: 'lowest working age' },
  labourInspectionYears: { zh: '劳动保障监察追溯年限', en: 'years labour inspection looks back' },
  enrolmentCutOffDay: { zh: '增员截止日', en: 'enrolment cut-off' },
  removalCutOffDay: { zh: '减员截止日', en: 'removal cut-off' },
  lastPayableMonth: { zh: '离职人员最后应缴月', en: 'last month payable for a leaver' },
  coverStart: { zh: '待遇起始时间', en: 'beginning of cover' },
  longestSuspensionMonths: { zh: '最长暂停时间', en: 'longest suspension' },
  contributionBaseFloor: { zh: '医保缴费基数下限', en: 'floor of the medical base' },
  contributionBaseCeiling: { zh: '医保缴费基数上限', en: 'ceiling of the medical base' },
  baseYearStartMonth: { zh: '缴费年度起始月', en: 'first month of the base year' },
  baseDeclarationUntil: { zh: '缴费基数年度申报截止日', en: 'last day to declare the bases of a year' },
  unitMedicalRate: { zh: '单位医保费率', en: "unit's medical rate" },
  unitMedicalRateSecondTier: { zh: '单位医保费率（二档）', en: "unit's medical rate, second tier" },
  maternityInUnitRate: { zh: '单位费率是否含生育', en: "maternity in the unit's rate" },
  unitMaternityRate: { zh: '单位生育费率（分列）', en: "unit's maternity rate, where apart" },
  unitLargeSumRate: { zh: '单位大额医疗费率', en: "unit's rate for large sums" },
  personalMedicalRate: { zh: '个人医保费率', en: "employee's medical rate" },
  personalMedicalRateSecondTier: { zh: '个人医保费率（二档）', en: "employee's medical rate, second tier" },
  personalFixedAmount: { zh: '个人每月定额', en: "employee's fixed amount a month" },
  personalFixedAmountQuarterStart: {
    zh: '个人每季度首月定额',
    en: "employee's fixed amount in the first month of a quarter",
  },
  wageAfterPartialMonth: {
    zh: '首月未满勤者次月起的申报工资',
    en: 'wage declared after a partial first month',
  },
  lateFeeDailyRate: { zh: '滞纳金日加收率', en: 'late fee a day' },
  paymentWindowFrom: { zh: '每月缴费期开始', en: 'first day to pay each month' },
  paymentWindowTo: { zh: '每月缴费期结束', en: 'last day to pay each month' },
  lateFeeStart: { zh: '滞纳金起算日', en: 'first day of the late fee' },
  undeclaredAssessmentRate: { zh: '未申报时的核定比例', en: 'assessment where nothing was declared' },
  penaltyMultipleLeast: { zh: '未登记罚款最低倍数', en: 'least fine for not registering' },
  penaltyMultipleMost: { zh: '未登记罚款最高倍数', en: 'highest fine for not registering' },
  responsiblePersonFineLeast: { zh: '责任人员最低罚款', en: 'least fine on the person responsible' },
  responsiblePersonFineMost: { zh: '责任人员最高罚款', en: 'highest fine on the person responsible' },
  inspectionFineLeast: { zh: '妨碍监督检查最低罚款', en: 'least fine for obstructing an inspection' },
  inspectionFineMost: { zh: '妨碍监督检查最高罚款', en: 'highest fine for obstructing an inspection' },
  longestBackPaymentMonths: { zh: '最长可补缴时间', en: 'longest back-payment' },
  arrearsStopMonth: { zh: '欠费停保月', en: 'month of arrears in which benefits stop' },
  arrearsReimbursedWithinDays: {
    zh: '补缴后可报销期间费用的期限',
    en: 'days to pay arrears and be reimbursed',
  },
  arrearsCost: { zh: '欠费期间医疗费用由谁承担', en: 'who bears the costs of an unpaid period' },
  arrearsResumeMonth: { zh: '补缴后恢复待遇月', en: 'month in which benefits come back' },
  gapRule: { zh: '本地断缴的处理', en: 'rule on a gap within the region' },
  gapCatchUpMonths: { zh: '跨地区转移时可补缴的断缴月数', en: 'gap that may be paid up on a transfer' },
  gapWaitingMonthsAtMost: {
    zh: '跨地区转移断缴后等待期上限',
    en: 'longest waiting after a gap on a transfer',
  },
  schemeSwitchContinuousYears: {
    zh: '转换险种前须连续参保年数',
    en: 'unbroken years before a change of scheme',
  },
  refundWay: { zh: '多缴处理方式', en: 'what becomes of an overpayment' },
  refundHandlingWorkingDays: { zh: '退费办理时限', en: 'days for a refund' },
  refundOnSchemeSwitch: { zh: '转换险种前已缴费用', en: 'what was paid before a change of scheme' },
  earlyRetirementNoticeMonths: { zh: '提前退休告知期', en: 'notice of an early retirement' },
  lateRetirementAgreementMonths: { zh: '延后退休约定期', en: 'agreement on a later retirement' },
  flexibleRetirementYears: { zh: '弹性退休最长年数', en: 'leeway of retirement' },
  retireeMedicalYearsMale: { zh: '退休医保缴费年限（男）', en: 'years for retiree cover, men' },
  retireeMedicalYearsFemale: { zh: '退休医保缴费年限（女）', en: 'years for retiree cover, women' },
  retireeLocalYears: { zh: '其中本地实际缴费年限', en: 'of these, years paid in the region' },
  flexibleMedicalRate: { zh: '灵活就业医保费率', en: "flexible worker's rate" },
  flexibleMedicalFixedAmount: { zh: '灵活就业每月定额', en: "flexible worker's amount a month" },
  flexibleLeastAgeYears: { zh: '灵活就业参保最低年龄', en: 'lowest age of a flexible worker' },
  flexibleWaitingMonths: { zh: '灵活就业等待期', en: "flexible worker's waiting" },
  flexibleGapWaiverMonths: { zh: '灵活就业免等待的接续期', en: 'gap without waiting for a flexible worker' },
  flexibleRestartMonth: {
    zh: '灵活就业中断后恢复待遇月',
    en: "month in which a flexible worker's cover comes back",
  },
  flexibleHousehold: { zh: '灵活就业参保的户籍要求', en: 'household register for a flexible worker' },
  residentWindowFrom: { zh: '居民集中参保期开始', en: "first day of the residents' window" },
  residentWindowTo: { zh: '居民集中参保期结束', en: "last day of the residents' window" },
  residentLateUntil: { zh: '居民当年补缴截止', en: 'late residents until' },
  residentCoverFrom: { zh: '居民待遇开始', en: "residents' cover from" },
  residentFixedWaitingMonths: { zh: '居民固定待遇等待期', en: "residents' fixed waiting" },
  residentWaitingMonthsPerMissedYear: {
    zh: '居民每断保一年的变动等待期',
    en: "residents' waiting for each missed year",
  },
  residentWaitingMonthsAtLeastAfterFourMissedYears: {
    zh: '居民断保四年以上的最短等待期',
    en: "residents' least waiting after four missed years",
  },
};

/** The value with its unit, by the unit of its kind; words and days of the year need none. */
const UNITS: Readonly<Record<string, Words>> = {
  'calendar days': { zh: '{value} 日', en: '{value} calendar days' },
  'working days': { zh: '{value} 个工作日', en: '{value} working days' },
  months: { zh: '{value} 个月', en: '{value} months' },
  years: { zh: '{value} 年', en: '{value} years' },
  'years of age': { zh: '{value} 岁', en: '{value} years of age' },
  'day of the month': { zh: '每月 {value} 日', en: 'day {value} of the month' },
  'month of the year': { zh: '{value} 月', en: 'month {value} of the year' },
  'natural month': { zh: '第 {value} 个自然月', en: 'natural month {value}, the first being 1' },
  'times the dues': { zh: '应缴费的 {value} 倍', en: '{value} times the dues' },
  CNY: { zh: '{value} 元', en: 'CNY {value}' },
  'CNY a month': { zh: '{value} 元/月', en: 'CNY {value} a month' },
  'share of the base': { zh: '缴费基数的 {value}', en: '{value} of the base' },
  'share of the arrears a day': { zh: '每日欠费的 {value}', en: '{value} of the arrears a day' },
  "share of last month's contribution": {
    zh: '上月缴费额的 {value}',
    en: "{value} of last month's contribution",
  },
};

const VALUES: Readonly<Record<string, Words>> = {
  'month-of-leaving': { zh: '离职当月', en: 'the month of leaving' },
  'month-before-leaving': { zh: '离职前一月', en: 'the month before leaving' },
  'same-month': { zh: '登记当月', en: 'the month of registration' },
  'month-after-payment': { zh: '缴费次月', en: 'the month after the payment' },
  'second-month': { zh: '登记的第二个自然月', en: 'the second natural month from registration' },
  included: { zh: '已含', en: 'included' },
  apart: { zh: '分列', en: 'apart' },
  'full-month': { zh: '足月工资', en: 'the wage of a full month' },
  'as-earned': { zh: '首月实得工资', en: 'what was earned in the first month' },
  'as-on-transfer': { zh: '与跨地区转移相同', en: 'as on a transfer' },
  'month-after-collection': { zh: '收款月的次月 1 日', en: 'first day of the month after collection' },
  'day-after-cut-off': { zh: '截止日次日', en: 'the day after the cut-off' },
  reimbursed: { zh: '基金报销', en: 'the fund reimburses' },
  employer: { zh: '单位承担', en: 'the employer' },
  'not-paid': { zh: '基金不予支付', en: 'the fund does not pay' },
  refund: { zh: '退还', en: 'refund' },
  offset: { zh: '抵扣', en: 'set against later dues' },
  lost: { zh: '不退', en: 'lost' },
  refunded: { zh: '退还', en: 'refunded' },
  'not-refunded': { zh: '不予退还', en: 'not refunded' },
  required: { zh: '须本地户籍或居住证', en: 'local register or residence permit' },
  dropped: { zh: '不限户籍', en: 'none' },
};

/** A parameter's value for people: `每月 20 日`, `缴费基数的 9.8%`, `离职当月`. */
export function parameterValueText(name: ParameterName, value: Written, language: Language): string {
  const words = VALUES[value]?.[language];
  if (words !== undefined) return words;
  const template = UNITS[PARAMETER_KINDS[name].unit]?.[language] ?? '{value}';
  return template.replace('{value}', String(value));
}
