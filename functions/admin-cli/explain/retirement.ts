import {
  type Retirement,
  type RetirementAnswer,
  retirementAge,
} from '../../../domain/rules/retirement/retirement-age.ts';
import type { CommandContext } from '../frame/frame.ts';
import { day, required } from '../frame/kinds.ts';
import { ageOf, explanation, type Field, field, known, ORIGINAL_AGE, row, SEX } from './answer.ts';

/** Explains when a person reaches the raised retirement age (R9). */
export const EXPLAIN_RETIREMENT = explanation({
  name: 'retirement',
  about: { zh: '何时达到法定退休年龄', en: 'when a person reaches the statutory retirement age' },
  options: {
    sex: required(SEX),
    born: required(day({ zh: '出生日期', en: 'date of birth' })),
    originalAge: ORIGINAL_AGE,
  },
  examples: ['canbao explain retirement --sex male --born 1966-10-31 --original-age 60'],
  explain({ sex, born: bornOn, originalAge: age }, policy, context) {
    const found = retirementAge({ sex, bornOn, originalAge: ageOf(age), policy });
    const title = { zh: `法定退休年龄：${bornOn} 出生`, en: `Retirement, born on ${bornOn}` };
    return { title, fields: fieldsOf(found, context), because: found.because };
  },
});

function fieldsOf(found: RetirementAnswer, context: CommandContext): readonly Field[] {
  if (found.known) return retirementFields(found, context);
  const problem = { key: 'problem', value: found.why };
  const nothing = retirementFields(undefined, context).map(({ key = '' }) => ({ key }));
  const retires = { zh: '法定退休日', en: 'Retires on' };
  if (found.why !== 'original-age-unknown') {
    return [...nothing, problem, ...row(retires, known(undefined, context))];
  }
  const either = found.either.map((each) => ({
    originalAge: each.originalAge,
    ...Object.fromEntries(retirementFields(each, context).map(({ key = '', value }) => [key, value ?? null])),
  }));
  return [
    ...nothing,
    problem,
    { key: 'either', value: either },
    ...found.either.flatMap((each) => {
      const label = { zh: `原 ${each.originalAge} 周岁`, en: `Original age ${each.originalAge}` };
      return row(label, `${each.retiresOn} (${ageText(each, context)})`);
    }),
  ];
}

function retirementFields(of: Retirement | undefined, context: CommandContext): readonly Field[] {
  const later = (key: 'noticeBy' | 'agreementBy', zh: string, en: string) =>
    field(key, { zh, en }, of?.[key], of?.[key] ?? null);
  return [
    field('age', { zh: '法定退休年龄', en: 'Statutory age' }, of?.age, of && ageText(of, context)),
    field('retiresOn', { zh: '法定退休日', en: 'Retires on' }, of?.retiresOn),
    field('earliestOn', { zh: '最早', en: 'Earliest' }, of?.earliestOn),
    later('noticeBy', '提前退休书面告知不迟于', 'Written notice by'),
    field('latestOn', { zh: '最晚', en: 'Latest' }, of?.latestOn),
    later('agreementBy', '延迟退休书面约定不迟于', 'Agreement to retire later by'),
    field(
      'minimumContributionYears',
      { zh: '养老保险最低缴费年限', en: 'Years of pension contributions needed' },
      of?.minimumContributionYears,
    ),
  ];
}

function ageText({ age: { years, months } }: Retirement, { say }: CommandContext): string {
  return say({ zh: `${years} 周岁 ${months} 个月`, en: `${years} years ${months} months` });
}
