import { FILING_TEXTS } from '../../../domain/facts/texts.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { Problem, ProblemCode, ProblemOf, SpellRef } from '../../staff-actions/outcome.ts';
import { unknownEmployeeTexts } from '../facts.ts';
import { BadUsage, type CommandContext, CommandFailed } from '../frame/frame.ts';
import { optionOf, unknownUnitTexts } from '../frame/kinds.ts';
import { commandToPaste } from '../frame/suggest.ts';

/** A refusal as an error. The exit code is 2 for wrong usage, and 1 if the facts do not permit the action. */
export function refusal(problem: Problem, { say }: Pick<CommandContext, 'say'>): BadUsage | CommandFailed {
  const textOf = REFUSALS[problem.code] as (problem: Problem) => Texts;
  const { code } = problem;
  return WRONG_CALLS.has(code)
    ? new BadUsage(say(textOf(problem)), { code })
    : new CommandFailed(say(textOf(problem)), { code });
}

/** Problems that the caller can correct by changing the call. */
const WRONG_CALLS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'day-ahead',
  'day-far-ahead',
  'month-far-ahead',
  'snooze-not-ahead',
  'declaration-far-ahead',
  'no-case-id',
  'unknown-unit',
  'unknown-spell',
  'before-hire',
  'month-before-hire',
  'before-submission',
  'before-request',
  'way-not-known',
  'unit-not-known',
  'name-not-known',
  'not-first-of-base-year',
  'no-employee-named',
  'not-one-move',
  'employee-with-answer',
  'nothing-changed',
]);

const REFUSALS: { readonly [Code in ProblemCode]: (problem: ProblemOf<Code>) => Texts } = {
  'day-ahead': ({ field, day, today }) => ({
    zh: `${optionOf(field)} ${day} 晚于今天（${today}）；请写实际办理的日期`,
    en: `${optionOf(field)} ${day} is later than today (${today}); give the day on which this was really done`,
  }),
  'day-far-ahead': ({ field, day, latest }) => ({
    zh: `${optionOf(field)} ${day} 晚于今天一年以上；请核对年份，最晚 ${latest}`,
    en: `${optionOf(field)} ${day} is more than a year ahead; check the year (the latest allowed day is ${latest})`,
  }),
  'month-far-ahead': ({ month, latest }) => ({
    zh: `--effective-month ${month} 过远；请核对年份，最晚 ${latest}`,
    en: `--effective-month ${month} is too far ahead; check the year (the latest allowed month is ${latest})`,
  }),
  'snooze-not-ahead': ({ until, today }) => ({
    zh: `--until ${until} 不晚于今天（${today}）；请写以后的日期`,
    en: `--until ${until} is not later than today (${today}); give a later day`,
  }),
  'declaration-far-ahead': ({ from, on, latest }) => ({
    zh: `--from ${from} 在申报日 ${on} 一年之后；最晚是 ${latest}`,
    en: `--from ${from} is a year or more after the declaration on ${on}; the latest allowed month is ${latest}`,
  }),
  'no-case-id': ({ caseId }) => ({
    zh: `${caseId} 不是待办编号；编号见 canbao cases，例如 BJ-0001/2026-11-02/enrolment`,
    en: `${caseId} is not the id of a case; canbao cases shows the ids, e.g. BJ-0001/2026-11-02/enrolment`,
  }),
  'unknown-employee': ({ employeeId }) => unknownEmployeeTexts(employeeId),
  'unknown-unit': ({ unitId, known }) => unknownUnitTexts(unitId, known),
  'unknown-spell': ({ spellId, spells }) => ({
    zh: `--spell ${spellId} 不是可以办理的一段劳动关系；${spells.length === 0 ? '没有可选的' : `可选 ${refsZh(spells)}`}`,
    en: `--spell ${spellId} is not an employment to which this applies; ${spells.length === 0 ? 'there is none' : `possible are ${refsEn(spells)}`}`,
  }),
  'unknown-case': ({ caseId }) => ({
    zh: `没有待办 ${caseId}；canbao cases 列出未办结的待办`,
    en: `there is no case ${caseId}; canbao cases lists the open ones`,
  }),
  'unknown-fact': ({ factId }) => ({
    zh: `没有找到事实 ${factId}；编号见 canbao facts，30 天以前的请加 --employee`,
    en: `there is no fact ${factId}; canbao facts shows the ids, and a fact older than 30 days needs --employee`,
  }),
  'unknown-findings': ({ unitId, employeeIds }) => ({
    zh: `${unitId} 没有关于 ${employeeIds.join('、')} 的差异；见 ${commandToPaste('canbao', 'roster', 'show', '--unit', unitId)}`,
    en: `there is no difference at ${unitId} about ${employeeIds.join(', ')}; see ${commandToPaste('canbao', 'roster', 'show', '--unit', unitId)}`,
  }),
  'case-not-open': ({ caseId, day }) => ({
    zh: `待办 ${caseId} 在 ${day} 没有打开；canbao cases 列出未办结的待办`,
    en: `the case ${caseId} is not open on ${day}; canbao cases lists the open ones`,
  }),
  'no-spell': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 没有在职的劳动关系；见 ${commandToPaste('canbao', 'facts', employeeId)}`,
    en: `employee ${employeeId} is not in service at any unit; see ${commandToPaste('canbao', 'facts', employeeId)}`,
  }),
  'several-spells': ({ spells }) => ({
    zh: `有多段劳动关系符合；请用 --spell 指明其中一段：${refsZh(spells)}`,
    en: `several employments of this person match; choose one with --spell: ${refsEn(spells)}`,
  }),
  'before-hire': ({ field, day, hiredOn }) => ({
    zh: `${optionOf(field)} ${day} 早于第一个工作日 ${hiredOn}；${field === 'lastWorkingDay' ? '请核对，从未上班的请在人事系统撤销入职' : `最早 ${hiredOn}`}`,
    en: `${optionOf(field)} ${day} is before the first working day ${hiredOn}; ${field === 'lastWorkingDay' ? 'check the day; if the person never started, cancel the hire in the HR system' : `the earliest allowed day is ${hiredOn}`}`,
  }),
  'month-before-hire': ({ month, hiredOn }) => ({
    zh: `--effective-month ${month} 早于入职当月（第一个工作日 ${hiredOn}）；最早 ${hiredOn.slice(0, 7)}`,
    en: `--effective-month ${month} is before the month of the first working day ${hiredOn}; the earliest allowed month is ${hiredOn.slice(0, 7)}`,
  }),
  'before-submission': ({ field, day, submittedOn }) => ({
    zh: `${optionOf(field)} ${day} 早于申报日 ${submittedOn}；最早 ${submittedOn}`,
    en: `${optionOf(field)} ${day} is before the submission on ${submittedOn}; the earliest allowed day is ${submittedOn}`,
  }),
  'before-request': ({ field, day, requestedOn }) => ({
    zh: `${optionOf(field)} ${day} 早于申请日 ${requestedOn}；最早 ${requestedOn}`,
    en: `${optionOf(field)} ${day} is before the request on ${requestedOn}; the earliest allowed day is ${requestedOn}`,
  }),
  'accepted-before': ({ filing, on }) => ({
    zh: `${FILING_TEXTS[filing].zh}已于 ${on} 受理，不需要再提交；受理有误的，先用 canbao record undo 作废`,
    en: `the ${FILING_TEXTS[filing].en} was accepted on ${on}, so there is nothing to submit; if the record of the acceptance is wrong, void it first with canbao record undo`,
  }),
  'nobody-left': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 仍在职，没有要办的减员；先用 canbao record leave 登记离职`,
    en: `employee ${employeeId} is in service, so a removal is not possible; record the leave first with canbao record leave`,
  }),
  'not-overpaid': ({ months, overpaid }) => ({
    zh: `${months.join('、')} 没有多缴；${overpaid.length === 0 ? '没有多缴的月份' : `多缴的月份有 ${overpaid.join('、')}`}`,
    en: `nothing was overpaid for ${months.join(', ')}; ${overpaid.length === 0 ? 'no month is overpaid' : `overpaid are ${overpaid.join(', ')}`}`,
  }),
  'way-not-known': ({ months }) => ({
    zh: `${months.join('、')} 没有登记过申请，方式未知；请给出 --way refund 或 --way offset`,
    en: `no request is recorded for ${months.join(', ')}, so the way is not known; give --way refund or --way offset`,
  }),
  'paper-not-asked-for': ({ caseId, document, asked }) => ({
    zh: `待办 ${caseId} 不需要材料“${document}”；${asked.length === 0 ? '它不需要任何材料' : `需要的有 ${asked.join('、')}`}`,
    en: `the case ${caseId} does not ask for ${document}; ${asked.length === 0 ? 'it asks for no document' : `it asks for ${asked.join(', ')}`}`,
  }),
  'papers-of-unit-case': ({ caseId }) => ({
    zh: `${caseId} 是参保单位的待办，材料不逐件登记；只登记职工待办的材料`,
    en: `${caseId} is a unit’s own case; documents are only recorded for employees’ cases`,
  }),
  'answer-not-taken': ({ caseId, answer, takes }) => ({
    zh: `待办 ${caseId} 不接受答复“${answer}”；${takes.length === 0 ? '它没有提出问题' : `可选 ${takes.join('、')}`}`,
    en: `the case ${caseId} does not offer the answer ${answer}; ${takes.length === 0 ? 'it asks no question' : `it offers ${takes.join(', ')}`}`,
  }),
  'person-not-named': ({ caseId, about, people }) => ({
    zh: `${about === null ? '请用 --about 指明一人' : `待办 ${caseId} 没有涉及 --about ${about}`}；${people.length === 0 ? '它不分人答复' : `涉及 ${firstFew(people).join('、')}`}`,
    en: `${about === null ? 'name one person with --about' : `the case ${caseId} has no person ${about}`}; ${people.length === 0 ? 'the case can only be answered as a whole' : `the case is about ${firstFew(people).join(', ')}`}`,
  }),
  'employee-with-answer': ({ answer }) =>
    answer === 'is-employee'
      ? {
          zh: '答复 is-employee 时须给出 --employee-id',
          en: '--answer is-employee needs --employee-id as well',
        }
      : {
          zh: `--employee-id 不能与答复 ${answer} 一起使用；它用于 is-employee`,
          en: `--employee-id cannot be used with --answer ${answer}, only with --answer is-employee`,
        },
  'void-already': ({ factId, voidedBy }) => ({
    zh: `${factId} 已被 ${voidedBy} 作废`,
    en: `${factId} is void already, by ${voidedBy}`,
  }),
  'is-a-void': ({ factId }) => ({
    zh: `${factId} 本身是一条作废；作废不能撤销，请重新登记原来的内容`,
    en: `${factId} itself voids another fact and cannot be undone; record that other fact again`,
  }),
  'from-hr-system': ({ factId, source }) => ({
    zh: `${factId} 由人事系统 ${source} 告知，请在那里更正；管理员确需作废的，加 --from-hr-system`,
    en: `${factId} was stated by the HR system ${source}: correct it there; an administrator can void it anyway with --from-hr-system`,
  }),
  'in-service': ({ spellId, unitId, from = '?', until }) => ({
    zh: `此人自 ${from} 起在 ${unitId} 在职${until === undefined ? '' : `至 ${until}`}（${spellId}）；更正入职日请在人事系统办理`,
    en: `already in service at ${unitId} from ${from}${until === undefined ? '' : ` to ${until}`} (${spellId}); correct a first working day in the HR system`,
  }),
  'unit-not-known': () => ({ zh: '参保单位未知；请给出 --unit', en: 'the unit is unknown; give --unit' }),
  'name-not-known': () => ({ zh: '姓名未知；请给出 --name', en: 'the name is unknown; give --name' }),
  'several-employments': ({ employeeId, spellIds: [first, second] }) => ({
    zh: `工号 ${employeeId} 同时有几段在职的劳动关系（${first}、${second}）；请在人事系统分别登记离职`,
    en: `employee ${employeeId} has several employments at once (${first}, ${second}); enter the leave in the HR system`,
  }),
  'nothing-to-void': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 没有缺日期的入职或离职告知；见 ${commandToPaste('canbao', 'facts', employeeId)}`,
    en: `there is no hire or leave without a day for employee ${employeeId}; see ${commandToPaste('canbao', 'facts', employeeId)}`,
  }),
  'not-first-of-base-year': ({ from, region, month, right }) => ({
    zh: `${region}的缴费年度从 ${month} 月开始，--from ${from} 不是首月；请写例如 ${right}`,
    en: `the base year in ${region} begins in month ${month}, so --from ${from} is not its first month; write e.g. ${right}`,
  }),
  'no-employee-named': () => ({ zh: '请写明职工工号', en: 'give the employee ids' }),
  'not-suspended': ({ employeeId }) => ({
    zh: `工号 ${employeeId} 在这一天之前没有暂停的劳动关系`,
    en: `employee ${employeeId} has no employment that was suspended before the stated day`,
  }),
  'nothing-changed': ({ employeeId }) => ({
    zh: `没有写出工号 ${employeeId} 的任何变更`,
    en: `give at least one change for employee ${employeeId}`,
  }),
  'not-one-move': () => ({
    zh: '--effective-on 用于一名单位不符的职工；请只写这一个工号',
    en: '--effective-on is for a single employee whose unit differs; give only that employee',
  }),
  'move-before-begin': ({ employeeId, unitId, begins, day }) => ({
    zh: `${employeeId} 在 ${unitId} 自 ${begins.join('、') || '？'} 起；--effective-on ${day} 须在其后`,
    en: `${employeeId} is at ${unitId} from ${begins.join(', ') || '?'}; --effective-on ${day} must be later`,
  }),
};

const MOST_NAMED = 20;

function firstFew(keys: readonly string[]): readonly string[] {
  return keys.length <= MOST_NAMED ? keys : [...keys.slice(0, MOST_NAMED), '…'];
}

function refsZh(spells: readonly SpellRef[]): string {
  return spells
    .map(({ spellId, unitId, from, until }) => {
      const days = from === undefined ? '' : `，${from} 起${until === undefined ? '' : `至 ${until}`}`;
      return `${spellId}（${unitId}${days}）`;
    })
    .join('、');
}

function refsEn(spells: readonly SpellRef[]): string {
  return spells
    .map(({ spellId, unitId, from, until }) => {
      const days = from === undefined ? '' : ` from ${from}${until === undefined ? '' : ` to ${until}`}`;
      return `${spellId} (${unitId}${days})`;
    })
    .join(', ');
}
