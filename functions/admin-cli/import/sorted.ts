import type { Case } from '../../../domain/cases/case.ts';
import { CASE_KINDS } from '../../../domain/cases/case.ts';
import { isToBeConfirmed, TO_BE_CONFIRMED } from '../../../domain/letter/reason-text.ts';
import type { CaseMoney, MonthOfMoney } from '../../../domain/rules/money-at-stake.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import { addFen, type Fen, NO_MONEY, yuan } from '../../../domain/values/money.ts';
import type {
  Onboarded,
  OnboardedPerson,
  SortedPeople,
  UnmatchedPerson,
} from '../../staff-actions/onboard.ts';
import { yuanOrNull } from '../explain/answer.ts';
import { becauseJson } from '../frame/because.ts';
import { type CommandContext, type Line, textsOf } from '../frame/frame.ts';
import { namesOf } from './outcome.ts';

/** At most this many names of people without differences are shown. */
const MOST_INSURED = 5;

const GROUPS: Readonly<Record<keyof SortedPeople, Texts>> = {
  insured: { zh: '在职已参保', en: 'In service and insured' },
  notInsured: { zh: '在职未参保', en: 'In service and not insured' },
  notTold: {
    zh: '在职，是否参保没有完整文件可查',
    en: 'In service; not known whether insured, because no complete file was imported',
  },
  insuredAfterLeaving: { zh: '已离职仍参保、仍扣费', en: 'Left and still insured or charged' },
};

type GroupOf = keyof SortedPeople;

/** @param unnamed the temporary ids. People with such an id are shown without it. */
export function sortedLines(
  sorted: SortedPeople,
  context: CommandContext,
  unnamed: ReadonlySet<string> = new Set(),
): Line[] {
  const { say, wording } = context;
  const who = ({ employeeId, name }: SortedPeople['insured'][number]) =>
    unnamed.has(employeeId) ? (name ?? '?') : wording.who(employeeId, name);
  const { insured, ...others } = sorted;
  const groups = Object.entries(others) as [Exclude<GroupOf, 'insured'>, readonly OnboardedPerson[]][];
  return [
    `${say(GROUPS.insured)} ${insured.length}${insured.length === 0 ? '' : wording.colon}${namesOf(insured.map(who), context, MOST_INSURED)}`,
    ...groups.flatMap(([group, people]) =>
      people.length === 0 && group === 'notTold'
        ? []
        : [
            `${say(GROUPS[group])} ${people.length}`,
            ...people.map(
              (person) => `  ${who(person)}${wording.colon}${personText(person, group, context)}`,
            ),
          ],
    ),
  ];
}

function personText(person: OnboardedPerson, group: GroupOf, context: CommandContext): string {
  const { say } = context;
  const { hiredOn = '', leftOn = '', since, money } = person;
  const paid = paidTexts(money);
  const parts: readonly Line[] =
    group === 'insuredAfterLeaving'
      ? [
          { zh: `${leftOn} 离职`, en: `left on ${leftOn}` },
          paid.length === 0 && since && { zh: `${since} 仍在名单上`, en: `still listed in ${since}` },
          ...paid,
        ]
      : [
          { zh: `${hiredOn} 入职`, en: `hired on ${hiredOn}` },
          since && { zh: `${since} 起名单上没有`, en: `not listed since ${since}` },
          owedText(money),
        ];
  const text = textsOf(parts, context).join(say({ zh: '，', en: ', ' }));
  return `${text}${isWeak(person) ? say(TO_BE_CONFIRMED) : ''}`;
}

/** The charged months and their sum; estimates are listed separately. */
function paidTexts(money: CaseMoney | undefined): Texts[] {
  const charged = money?.months.filter(({ estimated }) => !estimated) ?? [];
  if (money === undefined || charged.length === 0) return [];
  const estimated = money.months.filter((it) => it.estimated);
  const { unitPart, personalPart } = paidOf(charged);
  const months = charged.map(({ month }) => month);
  return [
    {
      zh: `仍扣 ${months.join('、')} 共 ${charged.length} 个月，单位 ${yuan(unitPart)} 元，个人 ${yuan(personalPart)} 元，合计 ${yuan(addFen(unitPart, personalPart))} 元`,
      en: `charged for ${counted(charged.length, 'month')} (${months.join(', ')}), unit ${yuan(unitPart)}, personal ${yuan(personalPart)}, together ${yuan(addFen(unitPart, personalPart))} yuan`,
    },
    ...estimated.map(({ month }) => ({ zh: `${month} 估计也会扣`, en: `${month} is probably charged too` })),
  ];
}

function paidOf(months: readonly MonthOfMoney[]): { readonly unitPart: Fen; readonly personalPart: Fen } {
  const sum = (part: 'unitPart' | 'personalPart') =>
    addFen(...months.map((month) => month[part] ?? NO_MONEY));
  return { unitPart: sum('unitPart'), personalPart: sum('personalPart') };
}

/** The sum of the owed months, if the wage is known. */
function owedText(money: CaseMoney | undefined): Line {
  const { unitPart, personalPart, months = [] } = money ?? {};
  if (unitPart === undefined || personalPart === undefined || months.length === 0) return undefined;
  const together = yuan(addFen(unitPart, personalPart));
  return {
    zh: `欠缴 ${months.length} 个月，约 ${together} 元`,
    en: `${counted(months.length, 'month')} owed, about ${together} yuan`,
  };
}

/** Whether the shown months or amounts are estimated or have a weak source. */
function isWeak({ cases, leftOn, money }: OnboardedPerson): boolean {
  if (money === undefined) return false;
  const decidingKind = leftOn === undefined ? 'enrolment' : 'overpayment';
  const isKnown = money.unitPart !== undefined;
  return isKnown && cases.some(({ kind, because }) => kind === decidingKind && because.some(isToBeConfirmed));
}

export function hasWeak({ notInsured, notTold, insuredAfterLeaving }: SortedPeople): boolean {
  return [...notInsured, ...notTold, ...insuredAfterLeaving].some(isWeak);
}

/** Everything that was paid for people after they had left. */
export function paidAfterLeaving({ insuredAfterLeaving }: SortedPeople) {
  return paidOf(
    insuredAfterLeaving.flatMap(({ money }) => money?.months.filter(({ estimated }) => !estimated) ?? []),
  );
}

/** People in the agency's files who are not matched. */
export function unmatchedLines(unmatched: readonly UnmatchedPerson[], { wording }: CommandContext): Line[] {
  return [
    {
      zh: `名单、账单上对不上的人 ${unmatched.length}`,
      en: `On the list of insured people or the bill, but not matched: ${unmatched.length}`,
    },
    ...unmatched.map(({ name, masked, agencyNumber, employeeId, months, doubt }) => {
      const ids = [name, masked, agencyNumber, employeeId].filter((it) => it !== undefined).join(' · ');
      const who = `  ${ids || '?'}${wording.colon}`;
      return {
        zh: `${who}${months.join('、')}，${doubt === undefined ? '不认识' : '不能确定是谁'}`,
        en: `${who}${months.join(', ')}, ${doubt === undefined ? 'unknown' : 'uncertain person'}`,
      };
    }),
  ];
}

/** The number of open cases of each kind, as in the first digest. */
export function caseCountLine(cases: readonly Pick<Case, 'kind'>[], { wording }: CommandContext): Line {
  const counts = CASE_KINDS.flatMap((kind) => {
    const count = cases.filter((it) => it.kind === kind).length;
    return count === 0 ? [] : [`${wording.kinds[kind]} ${count}`];
  });
  return {
    zh: `首封邮件中的待办 ${cases.length} 件${counts.length === 0 ? '' : `：${counts.join('、')}`}`,
    en: `Cases in the first digest: ${cases.length}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}`,
  };
}

/** @param unnamed the temporary ids, as in {@link sortedLines}. */
export function sortedJson(
  sorted: SortedPeople,
  context: CommandContext,
  unnamed: ReadonlySet<string> = new Set(),
) {
  const who = ({ employeeId, name }: SortedPeople['insured'][number]) => ({
    employeeId: unnamed.has(employeeId) ? null : employeeId,
    name: name ?? null,
  });
  const person = (it: OnboardedPerson) => ({
    ...who(it),
    hiredOn: it.hiredOn ?? null,
    leftOn: it.leftOn ?? null,
    since: it.since ?? null,
    months: (it.money?.months ?? []).map(({ month, unitPart, personalPart, estimated }) => ({
      month,
      unitPart: yuanOrNull(unitPart),
      personalPart: yuanOrNull(personalPart),
      estimated,
    })),
    toBeConfirmed: isWeak(it),
    cases: it.cases.map(({ kind, because }) => ({ kind, because: becauseJson(because, context) })),
  });
  const { insured, notInsured, notTold, insuredAfterLeaving } = sorted;
  return {
    insured: insured.map(who),
    notInsured: notInsured.map(person),
    notTold: notTold.map(person),
    insuredAfterLeaving: insuredAfterLeaving.map(person),
  };
}

export function unmatchedJson(unmatched: Onboarded['unmatched']) {
  return unmatched.map(({ name, masked, agencyNumber, employeeId, months, doubt }) => ({
    name: name ?? null,
    identity: masked ?? null,
    agencyNumber: agencyNumber ?? null,
    employeeId: employeeId ?? null,
    months,
    doubt: doubt ?? null,
  }));
}
