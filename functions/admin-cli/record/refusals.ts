import type { Texts } from '../../../domain/values/language.ts';
import type { Problem, ProblemCode, ProblemOf, SpellRef } from '../../staff-actions/outcome.ts';
import { refusalText, refusedField } from '../../staff-actions/refusals.ts';
import { unknownEmployeeTexts } from '../facts.ts';
import { BadUsage, type CommandContext, CommandFailed } from '../frame/frame.ts';
import { optionOf, unknownUnitTexts } from '../frame/kinds.ts';
import { commandToPaste } from '../frame/suggest.ts';

/** A refusal as an error. The exit code is 2 for wrong usage, and 1 if the facts do not permit the action. */
export function refusal(problem: Problem, { say }: Pick<CommandContext, 'say'>): BadUsage | CommandFailed {
  const { code } = problem;
  const text = OWN_TEXTS[code] as TextOf | undefined;
  const message = text === undefined ? sharedText(problem, say) : say(text(problem));
  return WRONG_CALLS.has(code) ? new BadUsage(message, { code }) : new CommandFailed(message, { code });
}

type TextOf = (problem: Problem) => Texts;

/** The text that pages show too, with the option before it and a hint after it. */
function sharedText(problem: Problem, say: CommandContext['say']): string {
  const named = ABOUT_OPTION.has(problem.code) ? refusedField(problem) : undefined;
  const option = 'field' in problem ? problem.field : named;
  const hint = (HINTS[problem.code] as TextOf | undefined)?.(problem);
  return [
    option === undefined ? '' : `${optionOf(option)} `,
    say(refusalText(problem)),
    hint === undefined ? '' : say({ zh: `；${hint.zh}`, en: `; ${hint.en}` }),
  ].join('');
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

/** The text of these refusals begins with the value of the option that {@link refusedField} names. */
const ABOUT_OPTION: ReadonlySet<ProblemCode> = new Set([
  'month-far-ahead',
  'month-before-hire',
  'snooze-not-ahead',
  'declaration-far-ahead',
  'not-first-of-base-year',
  'move-before-begin',
]);

type RefusalTexts = { readonly [Code in ProblemCode]?: (problem: ProblemOf<Code>) => Texts };

/** What is added to the text: a command or an option that helps, or the values that are allowed. */
const HINTS: RefusalTexts = {
  'no-case-id': () => ({
    zh: '编号见 canbao cases，例如 BJ-0001/2026-11-02/enrolment',
    en: 'canbao cases shows the ids, e.g. BJ-0001/2026-11-02/enrolment',
  }),
  'unknown-case': () => see('canbao', 'cases'),
  'case-not-open': () => see('canbao', 'cases'),
  'unknown-fact': () => ({
    zh: '编号见 canbao facts，30 天以前的请加 --employee',
    en: 'canbao facts shows the ids, and a fact older than 30 days needs --employee',
  }),
  'unknown-findings': ({ unitId }) => see('canbao', 'roster', 'show', '--unit', unitId),
  'no-spell': ({ employeeId }) => see('canbao', 'facts', employeeId),
  'several-employments': ({ employeeId }) => see('canbao', 'facts', employeeId),
  'nothing-to-void': ({ employeeId }) => see('canbao', 'facts', employeeId),
  'accepted-before': () => see('canbao', 'record', 'undo'),
  'nobody-left': () => see('canbao', 'record', 'leave'),
  'answer-not-taken': ({ takes }) => ({
    zh: takes.length === 0 ? '它没有提出问题' : `可选 ${takes.join('、')}`,
    en: takes.length === 0 ? 'it asks no question' : `it offers ${takes.join(', ')}`,
  }),
  'void-already': ({ voidedBy }) => ({ zh: `由 ${voidedBy} 撤销`, en: `the undo is ${voidedBy}` }),
  'from-hr-system': () => ({
    zh: '管理员确需作废的，加 --from-hr-system',
    en: 'an administrator can void it anyway with --from-hr-system',
  }),
};

function see(...command: readonly string[]): Texts {
  const shown = commandToPaste(...command);
  return { zh: `见 ${shown}`, en: `see ${shown}` };
}

/** Refusals with their own text, because the text names options, or ids that pages do not show. */
const OWN_TEXTS: RefusalTexts = {
  'unknown-employee': ({ employeeId }) => unknownEmployeeTexts(employeeId),
  'unknown-unit': ({ unitId, known }) => unknownUnitTexts(unitId, known),
  'unknown-spell': ({ spellId, spells }) => ({
    zh: `--spell ${spellId} 不是可以办理的一段劳动关系；${spells.length === 0 ? '没有可选的' : `可选 ${refsZh(spells)}`}`,
    en: `--spell ${spellId} is not an employment to which this applies; ${spells.length === 0 ? 'there is none' : `possible are ${refsEn(spells)}`}`,
  }),
  'several-spells': ({ spells }) => ({
    zh: `有多段劳动关系符合；请用 --spell 指明其中一段：${refsZh(spells)}`,
    en: `several employments of this person match; choose one with --spell: ${refsEn(spells)}`,
  }),
  'way-not-known': ({ months }) => ({
    zh: `${months.join('、')} 没有登记过申请，方式未知；请给出 --way refund 或 --way offset`,
    en: `no request is recorded for ${months.join(', ')}, so the way is not known; give --way refund or --way offset`,
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
  'unit-not-known': () => ({ zh: '参保单位未知；请给出 --unit', en: 'the unit is unknown; give --unit' }),
  'name-not-known': () => ({ zh: '姓名未知；请给出 --name', en: 'the name is unknown; give --name' }),
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
