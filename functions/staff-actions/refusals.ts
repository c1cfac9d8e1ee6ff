import { FILING_TEXTS } from '../../domain/facts/texts.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { DayField, Problem, ProblemCode, ProblemOf, SpellRef } from './outcome.ts';

/**
 * Why an action was refused, in words that fit a page as well as the command line. A text about the value of one field
 * begins with that value.
 */
export function refusalText(problem: Problem): Texts {
  const textOf = REFUSALS[problem.code] as (problem: Problem) => Texts;
  return textOf(problem);
}

/** The field of the action's input that a refusal is about; empty if it is about the whole input. */
export function refusedField(problem: Problem): string {
  if ('field' in problem) return DAY_FIELDS.find((field) => field === problem.field) ?? 'on';
  return FIELDS[problem.code] ?? '';
}

const DAY_FIELDS: readonly DayField[] = ['firstWorkingDay', 'lastWorkingDay', 'resumedOn', 'effectiveOn'];

const FIELDS: Partial<Record<ProblemCode, string>> = {
  'month-far-ahead': 'effectiveMonth',
  'month-before-hire': 'effectiveMonth',
  'not-overpaid': 'months',
  'way-not-known': 'way',
  'snooze-not-ahead': 'until',
  'declaration-far-ahead': 'from',
  'not-first-of-base-year': 'from',
  'paper-not-asked-for': 'document',
  'not-one-move': 'effectiveOn',
  'move-before-begin': 'effectiveOn',
  'answer-not-taken': 'answer',
  'person-not-named': 'about',
  'employee-with-answer': 'employeeId',
  'unknown-employee': 'employeeId',
  'unknown-findings': 'employeeIds',
  'no-employee-named': 'employeeIds',
};

type RefusalTexts = { readonly [Code in ProblemCode]: (problem: ProblemOf<Code>) => Texts };

const REFUSALS: RefusalTexts = {
  'day-ahead': ({ day, today }) => ({
    zh: `${day} 晚于今天（${today}）；请填实际办理的日期`,
    en: `${day} is later than today (${today}); give the day on which this was really done`,
  }),
  'day-far-ahead': ({ day, latest }) => ({
    zh: `${day} 晚于今天一年以上；请核对年份，最晚 ${latest}`,
    en: `${day} is more than a year ahead; check the year (the latest allowed day is ${latest})`,
  }),
  'month-far-ahead': ({ month, latest }) => ({
    zh: `${month} 过远；请核对年份，最晚 ${latest}`,
    en: `${month} is too far ahead; check the year (the latest allowed month is ${latest})`,
  }),
  'snooze-not-ahead': ({ until, today }) => ({
    zh: `${until} 不晚于今天（${today}）；请选以后的日期`,
    en: `${until} is not later than today (${today}); choose a later day`,
  }),
  'declaration-far-ahead': ({ from, on, latest }) => ({
    zh: `${from} 在申报日 ${on} 一年之后；最晚是 ${latest}`,
    en: `${from} is a year or more after the declaration on ${on}; the latest allowed month is ${latest}`,
  }),
  'no-case-id': ({ caseId }) => ({
    zh: `${caseId} 不是待办编号`,
    en: `${caseId} is not the id of a case`,
  }),
  'unknown-employee': ({ employeeId }) => ({
    zh: `没有工号 ${employeeId} 的任何记录`,
    en: `employee ${employeeId} is unknown`,
  }),
  'unknown-unit': ({ unitId }) => ({
    zh: `没有登记参保单位 ${unitId}；请联系管理员`,
    en: `no unit ${unitId} is registered; ask your administrator`,
  }),
  'unknown-spell': () => ({
    zh: '这段劳动关系已有变化，不能这样登记',
    en: 'this employment has changed, so this cannot be recorded',
  }),
  'unknown-case': ({ caseId }) => ({ zh: `没有待办 ${caseId}`, en: `there is no case ${caseId}` }),
  'unknown-fact': ({ factId }) => ({ zh: `没有找到记录 ${factId}`, en: `there is no record ${factId}` }),
  'unknown-findings': ({ employeeIds }) => ({
    zh: `没有关于 ${employeeIds.join('、')} 的差异，或已经不在了`,
    en: `there is no difference about ${employeeIds.join(', ')}`,
  }),
  'case-not-open': () => ({
    zh: '这件待办没有打开：已办结，或依据的记录变了',
    en: 'this case is not open: it is done, or its facts have changed',
  }),
  'no-spell': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 没有在职的劳动关系`,
    en: `employee ${employeeId} is not in service at any unit`,
  }),
  'several-spells': ({ spells }) => ({
    zh: `有多段劳动关系符合：${refs(spells, '、')}；请联系管理员`,
    en: `several employments of this person match: ${refs(spells, ', ')}; ask your administrator`,
  }),
  'before-hire': ({ field, day, hiredOn }) => {
    const isLeave = field === 'lastWorkingDay';
    return {
      zh: `${day} 早于第一个工作日 ${hiredOn}${isLeave ? '；请核对，从未上班的请在人事系统撤销入职' : ''}`,
      en: `${day} is before the first working day ${hiredOn}${isLeave ? '; check the day; if the person never started, cancel the hire in the HR system' : ''}`,
    };
  },
  'month-before-hire': ({ month, hiredOn }) => ({
    zh: `${month} 早于入职当月（第一个工作日 ${hiredOn}）`,
    en: `${month} is before the month of the first working day ${hiredOn}`,
  }),
  'before-submission': ({ day, submittedOn }) => ({
    zh: `${day} 早于提交日 ${submittedOn}`,
    en: `${day} is before the submission on ${submittedOn}`,
  }),
  'before-request': ({ day, requestedOn }) => ({
    zh: `${day} 早于申请日 ${requestedOn}`,
    en: `${day} is before the request on ${requestedOn}`,
  }),
  'accepted-before': ({ filing, on }) => ({
    zh: `${FILING_TEXTS[filing].zh}已于 ${on} 受理，不需要再提交；受理有误的，请先撤销那条登记`,
    en: `the ${FILING_TEXTS[filing].en} was accepted on ${on}, so there is nothing to submit; if the record of the acceptance is wrong, undo it first`,
  }),
  'nobody-left': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 仍在职，没有要办的减员；请先登记离职`,
    en: `employee ${employeeId} is in service, so a removal is not possible; record the leave first`,
  }),
  'not-overpaid': ({ months, overpaid }) => ({
    zh: `${months.join('、')} 没有多缴；${overpaid.length === 0 ? '没有多缴的月份' : `多缴的月份有 ${overpaid.join('、')}`}`,
    en: `nothing was overpaid for ${months.join(', ')}; ${overpaid.length === 0 ? 'no month is overpaid' : `overpaid are ${overpaid.join(', ')}`}`,
  }),
  'way-not-known': () => ({
    zh: '没有登记过申请，请选方式',
    en: 'no request was recorded, so choose refund or offset',
  }),
  'paper-not-asked-for': ({ document, asked }) => ({
    zh: `这件待办不需要“${document}”；${asked.length === 0 ? '它不需要任何材料' : `需要的有 ${asked.join('、')}`}`,
    en: `the case does not ask for ${document}; ${asked.length === 0 ? 'it asks for no document' : `it asks for ${asked.join(', ')}`}`,
  }),
  'papers-of-unit-case': () => ({
    zh: '这是参保单位的待办，材料不逐件登记；只登记职工待办的材料',
    en: 'this is a unit’s own case; documents are only recorded for employees’ cases',
  }),
  'answer-not-taken': () => ({
    zh: '这件待办现在不接受这个答复',
    en: 'the case does not offer this answer now',
  }),
  'person-not-named': () => ({ zh: '请选是关于哪一位的', en: 'choose the people concerned' }),
  'employee-with-answer': ({ answer }) =>
    answer === 'is-employee'
      ? { zh: '请填写工号', en: 'give the employee id' }
      : {
          zh: '只有选“是本单位职工”时才填工号',
          en: 'give an employee id only with the answer “is one of our employees”',
        },
  'void-already': () => ({ zh: '这条登记已经撤销过了', en: 'this record was undone before' }),
  'is-a-void': () => ({
    zh: '撤销本身不能再撤销，请重新登记原来的内容',
    en: 'an undo cannot be undone; enter the undone record again',
  }),
  'from-hr-system': ({ source }) => ({
    zh: `这条由人事系统 ${source} 告知，请在那里更正`,
    en: `this record comes from the HR system ${source}: correct it there`,
  }),
  'in-service': ({ unitId, from = '?', until }) => ({
    zh: `此人自 ${from} 起在 ${unitId} 在职${until === undefined ? '' : `至 ${until}`}；入职日期请在人事系统更正`,
    en: `already in service at ${unitId} from ${from}${until === undefined ? '' : ` to ${until}`}; correct a first working day in the HR system`,
  }),
  'unit-not-known': () => ({ zh: '请选参保单位', en: 'choose the unit' }),
  'name-not-known': () => ({
    zh: '没有此人的姓名；请先登记信息变更',
    en: 'the name of this person is unknown; first record the name as a change',
  }),
  'several-employments': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 同时有几段在职的劳动关系，请在人事系统分别登记离职`,
    en: `employee ${employeeId} has several employments at once; enter the leave in the HR system`,
  }),
  'nothing-to-void': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 没有缺日期的入职或离职告知`,
    en: `there is no hire or leave without a day for employee ${employeeId}`,
  }),
  'not-suspended': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 在这一天之前没有暂停的劳动关系`,
    en: `employee ${employeeId} has no employment that was suspended before the stated day`,
  }),
  'nothing-changed': () => ({ zh: '请至少填写一项变更', en: 'give at least one change' }),
  'not-first-of-base-year': ({ from, region, month, right }) => ({
    zh: `${from} 不是首月：${region}的缴费年度从 ${month} 月开始，例如 ${right}`,
    en: `${from} is not the first month: the base year in ${region} begins in month ${month}; enter e.g. ${right}`,
  }),
  'no-employee-named': () => ({ zh: '请至少选一人', en: 'choose at least one employee' }),
  'not-one-move': () => ({
    zh: '调动生效日只用于一名调动的职工',
    en: 'give the day of a transfer only for a single transferred employee',
  }),
  'move-before-begin': ({ day, begins }) => ({
    zh: `${day} 不晚于在原单位的开始日（${begins.join('、') || '？'}）`,
    en: `${day} is not after the start at the former unit (${begins.join(', ') || '?'})`,
  }),
};

function refs(spells: readonly SpellRef[], separator: string): string {
  return spells.map(({ unitId, from = '?' }) => `${unitId} ${from}`).join(separator);
}
