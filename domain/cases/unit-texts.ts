import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** Reasons and steps of unit cases (R4, R7). */
export const UNIT_CASE_TEXTS = {
  'declare-bases-due': {
    zh: '新的缴费年度自 {from} 开始，本单位全部职工的缴费基数须重新申报，尚未登记已申报。',
    en: 'A new base year began in {from}: the bases of all employees must be declared again, and no declaration is recorded.',
  },
  'base-year-unknown': {
    zh: '{region}的缴费年度从几月开始未知（有的地方按自然年，有的为 7 月至次年 6 月），请向主管税务机关问清何时申报年度缴费基数。',
    en: 'It is not known in which month the base year begins in {region} (January in some places, July in others): ask the tax office when the bases of the year are declared.',
  },
  'base-year-over': {
    zh: '上次申报的缴费年度自 {from} 起，到 {over} 已满 12 个月，下一年度的缴费基数尚未登记已申报。',
    en: 'The base year declared last began in {from} and ended before {over}. No declaration is recorded for the next base year.',
  },
  'bases-band': {
    zh: '{month} 适用的缴费基数上下限为 {floor} 至 {ceiling} 元{hedge}。',
    en: 'The limits of the contribution base for {month} are {floor} to {ceiling} yuan{hedge}.',
  },
  'bases-band-unknown': {
    zh: '{month} 的上下限未公布或未找到，先按实际工资准备，公布后再核对。',
    en: 'The limits of the contribution base for {month} are not published or were not found: prepare the actual wages, and compare them with the limits once they are published.',
  },
  'bases-band-estimated': {
    zh: '{month} 的上下限未公布或未找到；最近一次已知的是 {of} 的 {floor} 至 {ceiling} 元{hedge}，只能作估算，公布后可能须补差。',
    en: 'The limits of the contribution base for {month} are not published or were not found. The last known limits, those of {of}, are {floor} to {ceiling} yuan{hedge}; use them only as an estimate. Once the right limits are published, a difference may be due.',
  },
  'bases-deadline': {
    zh: '年度申报到 {lastDay}{hedge} 截止，请不迟于 {actBy} 办理。',
    en: 'The bases of the year can be declared until {lastDay}{hedge}: act by {actBy}.',
  },
  'bases-deadline-before-turn': {
    zh: '登记的年度申报截止日 {lastDay}{hedge} 早于缴费年度的首月 {from}：可能已过，也可能是次年的，请立即向主管税务机关核实。',
    en: 'The recorded last day of the declaration, {lastDay}{hedge}, is before {from}, the first month of the base year. That day may have passed, or it may be meant for the next year: ask the tax office at once.',
  },
  'bases-deadline-perhaps-over': {
    zh: '年度申报可能截止于 {lastDay}{hedge}，已过：请立即向主管税务机关核实还能否申报。',
    en: 'The last day to declare the bases of the year may have been {lastDay}{hedge}, which has passed: ask the tax office at once whether it still accepts the declaration.',
  },
  'bases-deadline-unknown': {
    zh: '{region}的年度申报截止日未知，请向主管税务机关核实，宜尽早办理。',
    en: 'The last day to declare the bases of the year in {region} is not known: ask the tax office, and declare early.',
  },
  'bases-handled-as-told': {
    zh: '申报后应在 {days} 个工作日{hedge}内办结。',
    en: 'A declaration is handled within {days} working days{hedge}.',
  },
  'bases-handled': {
    zh: '征收改革前的办事指南规定经办机构 {days} 个工作日{hedge}办结；改向税务部门申报后，申报义务和上下限不变，办理时限未见规定。',
    en: 'A guide from before the reform of collection gave the agency {days} working days{hedge} for a declaration. The tax office now receives the declaration; the duty and the limits are the same, but no time limit is known.',
  },
  'unknown-on-bill': {
    zh: '{from} 至 {to} 的账单上有 {people} 人，人事系统从未报过，单位正在为其缴费。',
    en: 'The bills of {from} to {to} charge this unit for people whom no HR system reported (people: {people}).',
  },
  'unknown-person-charged': {
    zh: '{who}：{from} 至 {to} 共 {months} 个月，{amount} 元。',
    en: '{who}: {from} to {to}, {months} month(s), {amount} yuan.',
  },
  'declare-bases-not-computed': {
    zh: '本单位的年度缴费基数申报待办无法自动计算，请人工处理并告知管理员。',
    en: 'It could not be computed whether the bases of the year must be declared: check it by hand and inform the administrator.',
  },
  'unknown-person-not-computed': {
    zh: '本单位账单上不认识的人无法自动整理，请人工核对账单并告知管理员。',
    en: 'The unknown people on the bills could not be listed: check the bills by hand and inform the administrator.',
  },
  'confirm-existing-not-computed': {
    zh: '本单位的存量人员无法自动整理，请人工核对参保名单并告知管理员。',
    en: 'The people hired before Canbao could not be listed: check the list of insured people by hand and inform the administrator.',
  },
  'existing-people': {
    zh: '本单位 {registeredOn} 登记到本系统之前，已有 {people} 人入职或离职，没有任何申报、账单或参保名单能说明其参保情况：请上传经办机构的参保人员名单。',
    en: 'People who were hired, or left, long before the unit was registered in Canbao on {registeredOn}: {people}. No filing, bill or list of insured people shows whether they are insured: upload the agency’s list of insured people.',
  },
  'existing-leavers': {
    zh: '其中 {people} 人在此之前已经离职，名单可说明是否已减员。',
    en: 'Of these, {people} had left long before the registration, too: the list of insured people shows whether the removal was done.',
  },
  'existing-names': {
    zh: '人员：{people}。',
    en: 'People: {people}.',
  },
  'existing-names-and-more': {
    zh: '人员：{people} 等，另有 {more} 人，完整名单见待办页面，没有页面的请系统管理员提供。',
    en: 'People: {people} and {more} more. The page of the case lists all of them; if you do not use the staff portal, ask the administrator.',
  },
  'unknown-person-gone': {
    zh: '{who}：{last} 之后的两份完整账单已不再列出此人，不必再查是谁；已缴的 {amount} 元仍待收回。',
    en: '{who}: two complete bills after {last} no longer list this person, so you need not find out who it is. The {amount} yuan paid must still be claimed back.',
  },
  'unknown-person-not-ours': {
    zh: '{who}：{on} 答复不是本单位人员、已申请退回；{amount} 元收回后请答复已结清。',
    en: '{who}: on {on} the answer was that this is not our employee and a refund was claimed. Once the {amount} yuan are repaid, answer “charges settled”.',
  },
  'unknown-person-perhaps': {
    zh: '{who} 与 {employees} 同名，可能是同一人，请确认后再归入。',
    en: '{who} has the same name as {employees} and may be the same person: please confirm.',
  },
  'step-upload-insured-list': {
    zh: '在经办机构网上服务平台导出本单位参保人员名单，上传到本系统（也可导入最近一个月的账单）。',
    en: 'Export the list of insured people from the agency’s online service and upload it here; you can upload the bill of the latest month instead.',
  },
  'step-answer-checked': {
    zh: '名单之外的人员经核对无误的，答复“已核对”。',
    en: 'If the people who are not on the list of insured people were checked and all is in order, answer “checked”.',
  },
  'step-confirm-proposal': {
    zh: '同名的提示只是建议：确认是某职工的，答复“是本单位职工”并写明工号；不是的不用理会。',
    en: 'An equal name is only a proposal. If the person is that employee, answer “is one of our employees” with the employee id; otherwise ignore the proposal.',
  },
  'step-claim-stranger-back': {
    zh: '已不再列出或确认不是本单位人员的，由财务申请退回，收回或放弃后答复“已结清”。',
    en: 'For people who are no longer listed or are not ours, finance claims the money back. Once it is repaid or given up, answer “charges settled”.',
  },
  'step-ask-base-year': {
    zh: '向主管税务机关问清缴费年度从几月开始、年度申报到哪天截止，写入登记文件的 localPolicy（baseYearStartMonth、baseDeclarationUntil）；以后到时提醒。',
    en: 'Ask the tax office in which month the base year begins and by when the bases must be declared. Enter both in localPolicy of the registry (baseYearStartMonth, baseDeclarationUntil); the case then opens at the right time.',
  },
  'step-declared-before': {
    zh: '本单位 {registeredOn} 才登记到本系统；此前已经申报的，直接登记即可，不必再办。',
    en: 'The unit was registered in Canbao only on {registeredOn}: if it has already declared the bases, just record the declaration.',
  },
  'step-collect-wages': {
    zh: '汇总每名职工 {year} 年的月平均工资（基本工资、绩效、奖金、津贴都算）；其后入职的按首月工资。',
    en: 'Find the monthly average wage of {year} for each employee (basic wage, performance pay, bonus and allowance together). For employees hired after {year}, use the wage of the first month.',
  },
  'step-collect-wages-any': {
    zh: '汇总每名职工在缴费年度开始的上一自然年的月平均工资（基本工资、绩效、奖金、津贴都算）；其后入职的按首月工资。',
    en: 'Find the monthly average wage of each employee (basic wage, performance pay, bonus and allowance together) in the last full calendar year before the base year begins. For employees hired after that calendar year, use the wage of the first month.',
  },
  'step-hold-to-band': {
    zh: '低于下限的按下限、高于上限的按上限申报。',
    en: 'If a wage is below the floor, declare the floor; if it is above the ceiling, declare the ceiling.',
  },
  'step-declare-bases-online': {
    zh: '在电子税务局或社保费管理客户端向税务部门{hedge}申报年度缴费工资。',
    en: 'Declare the wages of the year to the tax office{hedge}, in the electronic tax bureau or its client program for social insurance.',
  },
  'step-declare-bases-counter': {
    zh: '带齐材料到办税服务厅向税务部门{hedge}申报年度缴费工资，索取回执。',
    en: 'Hand in the declaration at the counter of the tax office{hedge}, and ask for the receipt.',
  },
  'step-declare-bases-agency': {
    zh: '把工资明细和授权委托书交给代办机构，由其向税务部门{hedge}申报，索取受理回执。',
    en: 'Give the wages and the power of attorney to the company that files for you. That company declares them to the tax office{hedge}; ask it for the receipt.',
  },
  'step-declare-bases-at-agency': {
    zh: '向经办机构{hedge}申报年度缴费工资，索取受理回执。',
    en: 'Declare the wages of the year to the agency{hedge}, and ask for the receipt.',
  },
  'step-record-declared': {
    zh: '申报后登记申报日（基数从 {from} 起），待办随之关闭；没有员工页面的，请系统管理员登记。',
    en: 'Then record the day of the declaration (bases from {from}), and the case closes. If you do not use the staff portal, ask the administrator to record it.',
  },
  'step-record-declared-any': {
    zh: '本缴费年度已申报的，登记年度首月和申报日，待办随之关闭；没有员工页面的，请系统管理员登记。',
    en: 'If this base year is declared, record its first month and the day of the declaration, and the case closes. If you do not use the staff portal, ask the administrator to record it.',
  },
  'step-is-it-a-leaver': {
    zh: '先看是否早已离职而没有减员：是的，在人事系统补录入职和离职，再办减员和退费。',
    en: 'First check whether the person left long ago and was never removed. If so, enter the hire and the leave in the HR system, then file the removal and apply for a refund.',
  },
  'step-is-it-an-employee': {
    zh: '是在职职工的，在人事系统补录入职，然后重新导入账单，这些费用即归入其名下。',
    en: 'If the person works here, enter the hire in the HR system and import the bills again: the charges are then assigned to this employee.',
  },
  'step-ask-about-stranger': {
    zh: '不是本单位人员的，先请经办机构核实、更正，再在电子税务局申请退费。',
    en: 'If the person never worked here, first have the agency check and correct its record, then apply for a refund in the electronic tax bureau.',
  },
  'step-reconcile': {
    zh: '没有这类费用后，待办自动关闭；{month} 的核对清单见单位页面，或请系统管理员导出。',
    en: 'When no unsettled charge of an unknown person is left, the case closes by itself. The page of the unit compares the records of {month} with the bill; if you do not use the staff portal, ask the administrator for this comparison.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof UNIT_CASE_TEXTS> {}
}
