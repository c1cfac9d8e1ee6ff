import type { Command } from 'commander';
import type { Sex } from '../../../domain/facts/life-course.ts';
import type { OriginalAge } from '../../../domain/regions/retirement.ts';
import {
  type Retirement,
  type RetirementAnswer,
  retirementAge,
} from '../../../domain/rules/retirement/retirement-age.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { choiceOption, dayOption, example } from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { type Row, rulePrintout, unknownText } from './rule-printout.ts';

/** Written again here, so that an explanation need not load the schemas of facts. */
export const SEXES = ['male', 'female'] as const satisfies readonly Sex[];

export const ORIGINAL_AGES = ['60', '55', '50'] as const;

interface Asked {
  readonly sex: Sex;
  readonly born: PlainDate;
  readonly originalAge?: (typeof ORIGINAL_AGES)[number];
}

/** `canbao explain retirement`: when somebody reaches the raised retirement age (R9). */
export function explainRetirement(parent: Command, frame: Frame): void {
  const { say } = frame;
  const sex = choiceOption(frame, '--sex <sex>', { zh: '性别', en: 'sex' }, SEXES);
  const born = dayOption(frame, '--born <day>', {
    zh: '出生日期，YYYY-MM-DD',
    en: 'date of birth, YYYY-MM-DD',
  });
  parent
    .command('retirement')
    .description(say({ zh: '何时达到法定退休年龄', en: 'when the statutory retirement age is reached' }))
    .addOption(sex.makeOptionMandatory())
    .addOption(born.makeOptionMandatory())
    .addOption(originalAgeOption(frame))
    .addHelpText(
      'after',
      example(frame, 'canbao explain retirement --sex male --born 1966-10-31 --original-age 60'),
    )
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

/** Women’s depends on the post and is not in the identity number. */
export function originalAgeOption(frame: Frame) {
  const description = {
    zh: '改革前的法定退休年龄；女职工由岗位决定，不写则给出两种可能',
    en: 'the age before the reform; for women it depends on the post, both are told where it is not given',
  };
  return choiceOption(frame, '--original-age <years>', description, ORIGINAL_AGES);
}

function explain({ sex, born, originalAge }: Asked, frame: Frame): Printout {
  const original = originalAge === undefined ? undefined : (Number(originalAge) as OriginalAge);
  const policy = policyFor(undefined, frame);
  const answer = retirementAge({ sex, bornOn: born, originalAge: original, policy });
  return rulePrintout(
    {
      title: frame.say({ zh: `法定退休年龄：${born} 出生`, en: `Retirement, born on ${born}` }),
      json: jsonOf(answer),
      rows: rowsOf(answer, frame),
      because: answer.because,
    },
    frame,
  );
}

function jsonOf(answer: RetirementAnswer) {
  if (answer.known) return retirementJson(answer);
  const unknown = {
    age: null,
    retiresOn: null,
    earliestOn: null,
    latestOn: null,
    noticeBy: null,
    agreementBy: null,
    minimumContributionYears: null,
    problem: answer.why,
  };
  if (answer.why !== 'original-age-unknown') return unknown;
  const either = answer.either.map((each) => ({ originalAge: each.originalAge, ...retirementJson(each) }));
  return { ...unknown, either };
}

function retirementJson(retirement: Retirement) {
  const { age, retiresOn, earliestOn, latestOn, noticeBy, agreementBy, minimumContributionYears } =
    retirement;
  return {
    age,
    retiresOn,
    earliestOn,
    latestOn,
    noticeBy: noticeBy ?? null,
    agreementBy: agreementBy ?? null,
    minimumContributionYears,
  };
}

function rowsOf(answer: RetirementAnswer, frame: Frame): readonly Row[] {
  const { say } = frame;
  if (answer.known) return retirementRows(answer, frame);
  const unknown: Row = [say({ zh: '法定退休日', en: 'Retires on' }), unknownText(frame)];
  if (answer.why !== 'original-age-unknown') return [unknown];
  return answer.either.map((each): Row => {
    const label = say({ zh: `原 ${each.originalAge} 周岁`, en: `Original age ${each.originalAge}` });
    return [label, `${each.retiresOn} (${ageText(each, frame)})`];
  });
}

function retirementRows(retirement: Retirement, frame: Frame): readonly Row[] {
  const { say } = frame;
  const { retiresOn, earliestOn, latestOn, noticeBy, agreementBy, minimumContributionYears } = retirement;
  return [
    [say({ zh: '法定退休年龄', en: 'Statutory age' }), ageText(retirement, frame)],
    [say({ zh: '法定退休日', en: 'Retires on' }), retiresOn],
    [say({ zh: '最早', en: 'Earliest' }), earliestOn],
    [say({ zh: '提前退休书面告知不迟于', en: 'Written notice for that by' }), noticeBy],
    [say({ zh: '最晚', en: 'Latest' }), latestOn],
    [say({ zh: '延迟退休书面约定不迟于', en: 'Agreement to go later by' }), agreementBy],
    [
      say({ zh: '养老保险最低缴费年限', en: 'Years of pension contributions needed' }),
      String(minimumContributionYears),
    ],
  ];
}

function ageText({ age }: Retirement, { say }: Frame): string {
  const { years, months } = age;
  return say({ zh: `${years} 周岁 ${months} 个月`, en: `${years} years ${months} months` });
}
