import { FILING_TEXTS } from '../../domain/facts/texts.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { DayField, Problem, ProblemCode, ProblemOf, SpellRef } from '../staff-actions/outcome.ts';

type RefusalTexts = { readonly [Code in ProblemCode]?: (problem: ProblemOf<Code>) => Texts };

/** Why something was not recorded. Problems that a form cannot cause have a general text. */
export function refusalText(problem: Problem): Texts {
  const textOf = REFUSALS[problem.code] as ((problem: Problem) => Texts) | undefined;
  return (
    textOf?.(problem) ?? {
      zh: '现有记录不允许这样登记；请联系管理员',
      en: 'the records do not allow this; ask your administrator',
    }
  );
}

/** The form field that a refusal is about; empty if it is about the whole form. */
export function refusedField(problem: Problem): string {
  if ('field' in problem) return DAY_FIELDS[problem.field] ?? 'on';
  switch (problem.code) {
    case 'month-far-ahead':
    case 'month-before-hire':
      return 'effectiveMonth';
    case 'not-overpaid':
      return 'months';
    case 'way-not-known':
      return 'way';
    case 'snooze-not-ahead':
      return 'until';
    case 'declaration-far-ahead':
    case 'not-first-of-base-year':
      return 'from';
    case 'paper-not-asked-for':
      return 'document';
    case 'not-one-move':
    case 'move-before-begin':
      return 'effectiveOn';
    case 'answer-not-taken':
      return 'answer';
    case 'person-not-named':
      return 'about';
    case 'employee-with-answer':
    case 'unknown-employee':
      return 'employeeId';
    case 'unknown-findings':
    case 'no-employee-named':
      return 'employeeIds';
    default:
      return '';
  }
}

const DAY_FIELDS: Partial<Record<DayField, string>> = {
  firstWorkingDay: 'firstWorkingDay',
  lastWorkingDay: 'lastWorkingDay',
  resumedOn: 'resumedOn',
  effectiveOn: 'effectiveOn',
};

const CLOSED: Texts = {
  zh: '这件待办已经不在了：已办结，或依据的记录变了',
  en: 'this case is no longer open: it is done, or its facts have changed',
};

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
  'declaration-far-ahead': ({ from, latest }) => ({
    zh: `首月 ${from} 在申报日一年之后；最晚是 ${latest}`,
    en: `the first month, ${from}, is a year or more after the declaration; the latest allowed month is ${latest}`,
  }),
  'unknown-case': () => CLOSED,
  'case-not-open': () => CLOSED,
  'unknown-spell': () => ({
    zh: '这段劳动关系已有变化，不能这样登记',
    en: 'this employment has changed, so this cannot be recorded',
  }),
  'no-spell': () => ({ zh: '此人没有在职的劳动关系', en: 'this person is not in service at any unit' }),
  'several-spells': ({ spells }) => ({
    zh: `有多段劳动关系符合：${refs(spells, '、')}；请联系管理员`,
    en: `several employments of this person match: ${refs(spells, ', ')}; ask your administrator`,
  }),
  'before-hire': ({ day, hiredOn }) => ({
    zh: `${day} 早于第一个工作日 ${hiredOn}`,
    en: `${day} is before the first working day ${hiredOn}`,
  }),
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
  'nobody-left': () => ({
    zh: '此人仍在职，没有要办的减员；请先登记离职',
    en: 'the person is in service, so a removal is not possible; record the leave first',
  }),
  'not-overpaid': ({ months }) => ({
    zh: `${months.join('、')} 没有多缴`,
    en: `nothing was overpaid for ${months.join(', ')}`,
  }),
  'way-not-known': () => ({
    zh: '没有登记过申请，请选方式',
    en: 'no request was recorded, so choose refund or offset',
  }),
  'paper-not-asked-for': ({ document }) => ({
    zh: `这件待办不需要“${document}”`,
    en: `the case does not ask for ${document}`,
  }),
  'answer-not-taken': () => ({
    zh: '这件待办现在不接受这个答复，请重新打开本页',
    en: 'the case does not offer this answer now; open the page again',
  }),
  'person-not-named': () => ({ zh: '请选是关于哪一位的', en: 'choose the people concerned' }),
  'employee-with-answer': ({ answer }) =>
    answer === 'is-employee'
      ? { zh: '请填写工号', en: 'give the employee id' }
      : {
          zh: '只有选“是本单位职工”时才填工号',
          en: 'give an employee id only with the answer “is one of our employees”',
        },
  'unknown-employee': ({ employeeId }) => ({
    zh: `没有工号 ${employeeId} 的任何记录`,
    en: `employee ${employeeId} is unknown`,
  }),
  'void-already': () => ({ zh: '这条登记已经撤销过了', en: 'this record was undone before' }),
  'is-a-void': () => ({
    zh: '撤销本身不能再撤销，请重新登记原来的内容',
    en: 'an undo cannot be undone; enter the undone record again',
  }),
  'from-hr-system': ({ source }) => ({
    zh: `这条由人事系统 ${source} 告知，请在那里更正`,
    en: `this record comes from the HR system ${source}: correct it there`,
  }),
  'in-service': ({ unitId, from = '' }) => ({
    zh: `此人自 ${from} 起已在 ${unitId} 在职；入职日期请在人事系统更正`,
    en: `already in service at ${unitId} from ${from}; correct a first working day in the HR system`,
  }),
  'several-employments': () => ({
    zh: '此人同时有几段在职的劳动关系，请在人事系统分别登记离职',
    en: 'the person has several employments at once; enter the leave in the HR system',
  }),
  'nothing-to-void': () => ({
    zh: '没有缺日期的入职或离职告知',
    en: 'there is no hire or leave without a day for this person',
  }),
  'unit-not-known': () => ({ zh: '请选参保单位', en: 'choose the unit' }),
  'unknown-unit': ({ unitId }) => ({
    zh: `没有登记参保单位 ${unitId}；请联系管理员`,
    en: `no unit ${unitId} is registered; ask your administrator`,
  }),
  'name-not-known': () => ({
    zh: '没有此人的姓名；请先登记信息变更',
    en: 'the name of this person is unknown; first record the name as a change',
  }),
  'not-suspended': () => ({
    zh: '这一天之前没有暂停的劳动关系',
    en: 'no employment was suspended before the stated day',
  }),
  'nothing-changed': () => ({ zh: '请至少填写一项变更', en: 'fill in at least one change' }),
  'not-first-of-base-year': ({ month, right }) => ({
    zh: `缴费年度从 ${month} 月开始，例如 ${right}`,
    en: `the base year begins in month ${month}; enter e.g. ${right}`,
  }),
  'no-employee-named': () => ({ zh: '请至少选一人', en: 'choose at least one person' }),
  'unknown-findings': () => ({
    zh: '所选的差异已经不在了，请重新打开本页',
    en: 'these differences no longer exist; open the page again',
  }),
  'not-one-move': () => ({
    zh: '调动生效日只用于一名调动的职工',
    en: 'give the day of a transfer only for a single transferred person',
  }),
  'move-before-begin': ({ day, begins }) => ({
    zh: `${day} 不晚于在原单位的开始日（${begins.join('、')}）`,
    en: `${day} is not after the start at the former unit (${begins.join(', ')})`,
  }),
};

function refs(spells: readonly SpellRef[], separator: string): string {
  return spells.map(({ unitId, from = '?' }) => `${unitId} ${from}`).join(separator);
}
