import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** How a contribution base and its parts are computed (R4). */
export const CONTRIBUTION_TEXTS = {
  'base-is-wage': {
    zh: '{month} 的工资 {wage} 元在上下限之间，缴费基数为 {base} 元。',
    en: 'The wage of {wage} yuan is between the floor and the ceiling of {month}, so the contribution base is {base} yuan.',
  },
  'base-held-at-floor': {
    zh: '工资 {wage} 元低于 {month} 的下限，缴费基数按 {base} 元申报。',
    en: 'The wage of {wage} yuan is below the floor of {month}, so the contribution base is {base} yuan.',
  },
  'base-held-at-ceiling': {
    zh: '工资 {wage} 元高于 {month} 的上限，缴费基数按 {base} 元申报。',
    en: 'The wage of {wage} yuan is above the ceiling of {month}, so the contribution base is {base} yuan.',
  },
  'base-floor': {
    zh: '{month} 适用的缴费基数下限为 {amount} 元{hedge}。',
    en: 'The floor of the contribution base for {month} is {amount} yuan{hedge}.',
  },
  'base-ceiling': {
    zh: '{month} 适用的缴费基数上限为 {amount} 元{hedge}。',
    en: 'The ceiling of the contribution base for {month} is {amount} yuan{hedge}.',
  },
  'base-floor-unknown': {
    zh: '{month} 的缴费基数下限未公布或未找到。',
    en: 'The floor of the contribution base for {month} is not published or was not found.',
  },
  'base-ceiling-unknown': {
    zh: '{month} 的缴费基数上限未公布或未找到。',
    en: 'The ceiling of the contribution base for {month} is not published or was not found.',
  },
  'base-floor-contradictory': {
    zh: '{month} 的缴费基数下限说法不一：{candidates} 元{hedge}。',
    en: 'Sources disagree on the floor of the contribution base for {month}: {candidates} yuan{hedge}.',
  },
  'base-ceiling-contradictory': {
    zh: '{month} 的缴费基数上限说法不一：{candidates} 元{hedge}。',
    en: 'Sources disagree on the ceiling of the contribution base for {month}: {candidates} yuan{hedge}.',
  },
  'base-estimated': {
    zh: '按最近一次已知的（{of}）上下限 {floor} 至 {ceiling} 元估算，基数约为 {base} 元{hedge}，公布后可能须补差。',
    en: 'By the last known limits ({floor} to {ceiling} yuan, valid in {of}), the contribution base is estimated at {base} yuan{hedge}. Once the right limits are published, a difference may be due.',
  },
  'wage-first-month': {
    zh: '{hiredOn} 新入职，按首月工资总额（基本工资、绩效、奖金、津贴）{wage} 元确定基数。',
    en: "Hired on {hiredOn}: the base follows from the first month's total wage of {wage} yuan (basic wage, performance pay, bonus, allowance).",
  },
  'wage-first-month-as-earned': {
    zh: '{hiredOn} 新入职，首月未满勤，按当月实际所得 {wage} 元确定基数，仍不得低于下限。',
    en: 'Hired on {hiredOn}, first month not fully worked: the base follows from the {wage} yuan earned in that month, but is never below the floor.',
  },
  'wage-last-year-average': {
    zh: '按 {year} 年月平均工资 {wage} 元确定基数。',
    en: 'The base follows from the monthly average wage of {year}, {wage} yuan.',
  },
  'wage-first-month-instead': {
    zh: '应按上年月平均工资确定基数而未提供，暂用 {hiredOn} 入职的首月工资 {wage} 元{hedge}。',
    en: "Last year's average wage should be used but is not known. The first month's wage since the hire on {hiredOn}, {wage} yuan{hedge}, is used for now.",
  },
  'wage-full-month': {
    zh: '{hiredOn} 新入职，首月未满勤，自次月起按足月工资申报；足月工资暂按已提供的月平均工资 {wage} 元{hedge}。',
    en: "Hired on {hiredOn}, first month not fully worked: from the next month a full month's wage must be declared. That wage is not known, so the monthly average of {wage} yuan{hedge} is used for now.",
  },
  'wage-full-month-unknown': {
    zh: '{hiredOn} 新入职，首月未满勤，自次月起应按足月工资申报；足月工资未提供，无法确定基数，请补报月平均工资。',
    en: "Hired on {hiredOn}, first month not fully worked: from the next month a full month's wage must be declared. That wage is not known, so there is no base: please provide the monthly average wage.",
  },
  'wage-last-year-average-instead': {
    zh: '新入职应按首月工资确定基数而未提供，暂用已提供的月平均工资 {wage} 元{hedge}。',
    en: "The first month's wage should be used but is not known. The known monthly average of {wage} yuan{hedge} is used for now.",
  },
  'wage-unknown': {
    zh: '{hiredOn} 入职者的工资未提供，无法确定基数。',
    en: 'No wage is known for the person hired on {hiredOn}, so there is no base.',
  },
  'base-year': {
    zh: '{region}的缴费年度自 {baseYearBegan}{hedge} 开始。',
    en: 'The base year in {region} began on {baseYearBegan}{hedge}.',
  },
  'base-year-assumed': {
    zh: '{region}的缴费年度起始月份未知，暂按自然年{hedge}，自 {baseYearBegan} 起。',
    en: 'It is not known in which month the base year begins in {region}; the calendar year from {baseYearBegan} is assumed{hedge}.',
  },
  'top-up-month': {
    zh: '{month} 已按 {filed} 元申报，应为 {right} 元，基数须补差 {difference} 元。',
    en: '{month}: declared base {filed} yuan, right base {right} yuan, so the base is {difference} yuan too low.',
  },
  'top-up-month-at-least': {
    zh: '{month} 已按 {filed} 元申报，低于公布的下限 {right} 元，基数至少须补差 {difference} 元；工资更高的，差额更大。',
    en: '{month}: declared base {filed} yuan, published floor {right} yuan, so the base is at least {difference} yuan too low, and more if the wage is higher.',
  },
  'top-up-month-wage-unknown': {
    zh: '{month} 按原上限 {filed} 元申报，上限已提高到 {ceiling} 元；应依据的工资不明，可能须补差，未计算金额。',
    en: '{month}: declared base {filed} yuan, the previous ceiling; the ceiling is now {ceiling} yuan. The applicable wage is not known: a difference may be owed, but it is not computed.',
  },
  'top-up-floor-published': {
    zh: '{from} 起的下限 {amount} 元{hedge}于 {on} 公布。',
    en: 'The floor from {from}, {amount} yuan{hedge}, was published on {on}.',
  },
  'top-up-floor-seen': {
    zh: '{from} 起的下限为 {amount} 元{hedge}；何时公布不明，{on} 核对时已公布。',
    en: 'The floor from {from} is {amount} yuan{hedge}. The day of publication is not known; a check on {on} found the floor published.',
  },
  'top-up-ceiling-published': {
    zh: '{from} 起的上限 {amount} 元{hedge}于 {on} 公布。',
    en: 'The ceiling from {from}, {amount} yuan{hedge}, was published on {on}.',
  },
  'top-up-ceiling-seen': {
    zh: '{from} 起的上限为 {amount} 元{hedge}；何时公布不明，{on} 核对时已公布。',
    en: 'The ceiling from {from} is {amount} yuan{hedge}. The day of publication is not known; a check on {on} found the ceiling published.',
  },
  'top-up-duty': {
    zh: '社会保险费未足额缴纳的，应当补足。',
    en: 'Contributions that were not paid in full must be made up.',
  },
  'top-up-of-leaver': {
    zh: '已离职：在职月份的费用仍应足额缴纳；个人部分已无工资可代扣，当地如何收取未知，请向征收机构问清。',
    en: "The person has left, but the months in service are still due in full. There is no wage left from which to deduct the employee's part, and it is not known how that part is collected in this region: ask the office that collects the contributions.",
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof CONTRIBUTION_TEXTS> {}
}
