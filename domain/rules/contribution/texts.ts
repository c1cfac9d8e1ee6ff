import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** How a contribution base and its parts are computed (R4). */
export const CONTRIBUTION_TEXTS = {
  'base-is-wage': {
    zh: '{month} 的工资 {wage} 元在上下限之间，缴费基数为 {base} 元。',
    en: 'The wage of {wage} yuan lies within the band of {month}: it is the base, {base} yuan.',
  },
  'base-held-at-floor': {
    zh: '工资 {wage} 元低于 {month} 的下限，缴费基数按 {base} 元申报。',
    en: 'The wage of {wage} yuan lies below the floor of {month}: the base is {base} yuan.',
  },
  'base-held-at-ceiling': {
    zh: '工资 {wage} 元高于 {month} 的上限，缴费基数按 {base} 元申报。',
    en: 'The wage of {wage} yuan lies above the ceiling of {month}: the base is {base} yuan.',
  },
  'base-floor': {
    zh: '{month} 适用的缴费基数下限为 {amount} 元{hedge}。',
    en: 'The base floor for {month} is {amount} yuan{hedge}.',
  },
  'base-ceiling': {
    zh: '{month} 适用的缴费基数上限为 {amount} 元{hedge}。',
    en: 'The base ceiling for {month} is {amount} yuan{hedge}.',
  },
  'base-floor-unknown': {
    zh: '{month} 的缴费基数下限未公布或未找到。',
    en: 'No floor is published or was found for {month}.',
  },
  'base-ceiling-unknown': {
    zh: '{month} 的缴费基数上限未公布或未找到。',
    en: 'No ceiling is published or was found for {month}.',
  },
  'base-floor-contradictory': {
    zh: '{month} 的缴费基数下限说法不一：{candidates} 元{hedge}。',
    en: 'Sources contradict each other on the floor for {month}: {candidates} yuan{hedge}.',
  },
  'base-ceiling-contradictory': {
    zh: '{month} 的缴费基数上限说法不一：{candidates} 元{hedge}。',
    en: 'Sources contradict each other on the ceiling for {month}: {candidates} yuan{hedge}.',
  },
  'base-estimated': {
    zh: '按最近一次已知的（{of}）上下限 {floor} 至 {ceiling} 元估算，基数约为 {base} 元{hedge}，公布后可能须补差。',
    en: 'By the last band that is known, that of {of}, {floor} to {ceiling} yuan, the base is estimated at {base} yuan{hedge}; once the right one is published, a difference may be due.',
  },
  'wage-first-month': {
    zh: '{hiredOn} 新入职，按首月工资总额（基本工资、绩效、奖金、津贴）{wage} 元确定基数。',
    en: 'New since {hiredOn}: the wages of the first month, basic wage, performance pay, bonus and allowance, {wage} yuan, are used.',
  },
  'wage-first-month-as-earned': {
    zh: '{hiredOn} 新入职，首月未满勤，按当月实际所得 {wage} 元确定基数，仍不得低于下限。',
    en: 'New since {hiredOn}, the first month not fully worked: the {wage} yuan earned in it are used, raised to the floor if they are lower.',
  },
  'wage-last-year-average': {
    zh: '按 {year} 年月平均工资 {wage} 元确定基数。',
    en: 'The monthly average of {year}, {wage} yuan, is used.',
  },
  'wage-first-month-instead': {
    zh: '应按上年月平均工资确定基数而未提供，暂用 {hiredOn} 入职的首月工资 {wage} 元{hedge}。',
    en: "Last year's average should be used but is not known; the first month's wages since {hiredOn}, {wage} yuan{hedge}, are used instead.",
  },
  'wage-full-month': {
    zh: '{hiredOn} 新入职，首月未满勤，自次月起按足月工资申报；足月工资暂按已提供的月平均工资 {wage} 元{hedge}。',
    en: 'New since {hiredOn}, the first month not fully worked: from the next month the wage of a full month is declared; the known monthly average, {wage} yuan{hedge}, is used instead.',
  },
  'wage-full-month-unknown': {
    zh: '{hiredOn} 新入职，首月未满勤，自次月起应按足月工资申报；足月工资未提供，无法确定基数，请补报月平均工资。',
    en: 'New since {hiredOn}, the first month not fully worked: from the next month the wage of a full month is declared. It is not known, so there is no base: please provide the monthly average.',
  },
  'wage-last-year-average-instead': {
    zh: '新入职应按首月工资确定基数而未提供，暂用已提供的月平均工资 {wage} 元{hedge}。',
    en: "The first month's wages should be used but are not known; the known monthly average{hedge}, {wage} yuan, is used instead.",
  },
  'wage-unknown': {
    zh: '{hiredOn} 入职者的工资未提供，无法确定基数。',
    en: 'No wage is known for the hire of {hiredOn}, so there is no base.',
  },
  'base-year': {
    zh: '{region}的缴费年度自 {baseYearBegan}{hedge} 开始。',
    en: 'The base year in {region} began on {baseYearBegan}{hedge}.',
  },
  'base-year-assumed': {
    zh: '{region}的缴费年度起始月份未知，暂按自然年{hedge}，自 {baseYearBegan} 起。',
    en: 'When the base year begins in {region} is not known; the calendar year, from {baseYearBegan}, is assumed{hedge}.',
  },
  'top-up-month': {
    zh: '{month} 已按 {filed} 元申报，应为 {right} 元，基数须补差 {difference} 元。',
    en: '{month} was filed on {filed} yuan and should have been on {right}: the base is short by {difference}.',
  },
  'top-up-month-at-least': {
    zh: '{month} 已按 {filed} 元申报，低于公布的下限 {right} 元，基数至少须补差 {difference} 元；工资更高的，差额更大。',
    en: '{month} was filed on {filed} yuan, below the published floor of {right}: the base is short by {difference} at least, and by more if the wage is higher.',
  },
  'top-up-month-wage-unknown': {
    zh: '{month} 按原上限 {filed} 元申报，上限已提高到 {ceiling} 元；应依据的工资不明，可能须补差，未计算金额。',
    en: '{month} was filed on {filed} yuan, the previous ceiling; it is {ceiling} now. The applicable wage is not known, so a difference may be owed, but it is not computed.',
  },
  'top-up-floor-published': {
    zh: '{from} 起的下限 {amount} 元{hedge}于 {on} 公布。',
    en: 'The floor from {from}, {amount} yuan{hedge}, was published on {on}.',
  },
  'top-up-floor-seen': {
    zh: '{from} 起的下限为 {amount} 元{hedge}；何时公布不明，{on} 核对时已公布。',
    en: 'The floor from {from} is {amount} yuan{hedge}; when it was published is not known, at the latest on {on}.',
  },
  'top-up-ceiling-published': {
    zh: '{from} 起的上限 {amount} 元{hedge}于 {on} 公布。',
    en: 'The ceiling from {from}, {amount} yuan{hedge}, was published on {on}.',
  },
  'top-up-ceiling-seen': {
    zh: '{from} 起的上限为 {amount} 元{hedge}；何时公布不明，{on} 核对时已公布。',
    en: 'The ceiling from {from} is {amount} yuan{hedge}; when it was published is not known, at the latest on {on}.',
  },
  'top-up-duty': {
    zh: '社会保险费未足额缴纳的，应当补足。',
    en: 'Contributions that were not paid in full have to be made up.',
  },
  'top-up-of-leaver': {
    zh: '已离职：在职月份的费用仍应足额缴纳；个人部分已无工资可代扣，当地如何收取未知，请向征收机构问清。',
    en: 'Left: the months in service are still due in full. There is no wage left to deduct the personal part from; how it is collected here is not known, so ask the collecting authority.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof CONTRIBUTION_TEXTS> {}
}
