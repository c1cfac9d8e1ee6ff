import type { Person, Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import type { Policy } from '../policy/policy.ts';
import { type Retirement, type RetirementAnswer, retirementAge } from '../rules/retirement-age.ts';
import { addMonths, laterOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Reason } from './case.ts';

export interface RetirementAhead {
  /** The first day on which anybody has to think of it. */
  readonly opensOn: PlainDate;
  /** What is possible from what is known of the person, the earliest first; none where the tables have no such post. */
  readonly possible: readonly Retirement[];
  readonly because: readonly Reason[];
}

/** So long before the day that an early notice (3 months) and a late agreement (1 month) can still be given (R9). */
const OPENS_MONTHS_BEFORE = 4;

/**
 * R9: the retirement that lies ahead of somebody in service; undefined where nothing tells it, where they came when it
 * was behind them, or where their leave is known.
 */
export function retirementAhead(
  { situation, person, filings }: Spell,
  policy: Policy,
): RetirementAhead | undefined {
  if (situation.is !== 'employed' || person.birthDate === undefined) return undefined;
  const ours = person.category === 'regular' || person.category === 'part-time';
  if (!ours && filings.enrolment?.is !== 'accepted') return undefined;
  const answers = answersFor(person, person.birthDate, policy);
  const possible = answers
    .flatMap(possibleOf)
    .filter(({ retiresOn }) => retiresOn > situation.start.on)
    .sort((a, b) => compareText(a.retiresOn, b.retiresOn));
  const [first] = possible;
  const day = first?.retiresOn ?? dayOutsideTables(person, answers);
  if (day === undefined || day <= situation.start.on) return undefined;
  const because = possible.length === 1 && first !== undefined ? first.because : asking(answers, possible);
  return { opensOn: laterOf(addMonths(day, -OPENS_MONTHS_BEFORE), situation.start.on), possible, because };
}

/** The first day on which the retirement is a case; {@link NEVER} where none is ahead. */
export function retirementOpensOn(spell: Spell, policy: Policy): PlainDate {
  return retirementAhead(spell, policy)?.opensOn ?? NEVER;
}

/** Where the sex is not known, what holds for either. */
function answersFor(
  { sex, originalRetirementAge: originalAge }: Person,
  bornOn: PlainDate,
  policy: Policy,
): readonly RetirementAnswer[] {
  const sexes = sex === undefined ? (['female', 'male'] as const) : [sex];
  return sexes.map((each) => retirementAge({ sex: each, bornOn, originalAge, policy }));
}

function possibleOf(answer: RetirementAnswer): readonly Retirement[] {
  if (answer.known) return [answer];
  return answer.why === 'original-age-unknown' ? answer.either : [];
}

/** A stated age that the tables do not have: the birthday of that age is the earliest that it can mean. */
function dayOutsideTables(
  { birthDate, originalRetirementAge }: Person,
  answers: readonly RetirementAnswer[],
): PlainDate | undefined {
  if (birthDate === undefined || originalRetirementAge === undefined) return undefined;
  const isOutside = answers.every((answer) => !answer.known && answer.why === 'original-age-not-in-tables');
  return isOutside ? addMonths(birthDate, originalRetirementAge * 12) : undefined;
}

/** More than one day is possible, or none: a person has to say which. */
function asking(answers: readonly RetirementAnswer[], possible: readonly Retirement[]): readonly Reason[] {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only.because;
  const days = possible.map(({ retiresOn }) => retiresOn).join('、');
  return [{ rule: 'R9', code: 'retirement-sex-unknown', values: { days }, confidence: 'unknown' }];
}
