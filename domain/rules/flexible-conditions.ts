import type { Reason } from '../cases/case.ts';
import type { Sex } from '../facts/life-course.ts';
import type { Policy } from '../policy/policy.ts';
import { regionNamed } from '../regions/index.ts';
import type { OriginalAge } from '../regions/retirement.ts';
import { addMonths, type PlainDate } from '../values/plain-date.ts';
import { noteOf } from './note-of.ts';
import { retirementAge } from './retirement-age.ts';
import { originOf } from './statutory-term.ts';

/** What is known of somebody who may go on as a flexible worker; whatever is absent nobody said. */
export interface FlexiblePerson {
  readonly bornOn?: PlainDate | undefined;
  readonly sex?: Sex | undefined;
  readonly originalAge?: OriginalAge | undefined;
  /** Region of the household register. */
  readonly hukouRegion?: string | undefined;
  readonly residencePermit?: boolean | undefined;
}

export type Condition = 'met' | 'not-met' | 'unknown';

export interface ConditionAnswer {
  readonly is: Condition;
  /** The first day on which the person is too old; absent where that is not known. */
  readonly before?: PlainDate;
  readonly because: readonly Reason[];
}

/** G1: old enough, and below the statutory retirement age (R9), on `day`. */
export function flexibleAge(person: FlexiblePerson, day: PlainDate, policy: Policy): ConditionAnswer {
  const least = policy.inForce('flexibleLeastAgeYears', day);
  const age = least.known ? least.value : undefined;
  const code = age === undefined ? 'flexible-who-age-unknown' : 'flexible-who';
  const who: Reason = {
    rule: 'G1',
    code,
    values: { ...(age !== undefined && { age }) },
    ...originOf(least),
  };
  if (person.bornOn === undefined || age === undefined) return { is: 'unknown', because: [who] };
  const reachedOn = addMonths(person.bornOn, age * 12);
  if (day < reachedOn) {
    const young: Reason = {
      rule: 'G1',
      code: 'flexible-too-young',
      values: { age, reachedOn },
      ...originOf(least),
    };
    return { is: 'not-met', because: [young] };
  }
  const { is, before, because } = belowRetirement(person.bornOn, person, day, policy);
  return { is, ...(before !== undefined && { before }), because: [who, ...because] };
}

/** Where several days are possible, the earlier is what may be relied on. */
function belowRetirement(
  bornOn: PlainDate,
  { sex, originalAge }: FlexiblePerson,
  day: PlainDate,
  policy: Policy,
): ConditionAnswer {
  const sexes = sex === undefined ? (['female', 'male'] as const) : [sex];
  const days = sexes
    .flatMap((each) => {
      const answer = retirementAge({ sex: each, bornOn, originalAge, policy });
      if (answer.known) return [answer.retiresOn];
      return answer.why === 'original-age-unknown' ? answer.either.map((one) => one.retiresOn) : [];
    })
    .toSorted();
  const [earlier, later] = [days[0], days.at(-1)];
  if (earlier === undefined || later === undefined) {
    return { is: 'unknown', because: [{ rule: 'R9', code: 'flexible-retirement-unknown', values: {} }] };
  }
  const values = { earlier, later };
  if (day >= later) return { is: 'not-met', because: [{ rule: 'R9', code: 'flexible-too-old', values }] };
  if (day >= earlier) {
    return { is: 'unknown', because: [{ rule: 'R9', code: 'flexible-perhaps-too-old', values }] };
  }
  const code = earlier === later ? 'flexible-until' : 'flexible-until-earlier';
  return { is: 'met', before: earlier, because: [{ rule: 'R9', code, values }] };
}

/** G1: the local household register or a residence permit, unless the region has dropped it. */
export function flexibleHousehold(person: FlexiblePerson, day: PlainDate, policy: Policy): ConditionAnswer {
  const { region } = policy;
  const rule = policy.inForce('flexibleHousehold', day);
  const origin = originOf(rule);
  const reason = (code: string): Reason => ({ rule: 'G1', code, values: { region }, ...origin });
  if (rule.known && rule.value === 'dropped') {
    return { is: 'met', because: [reason('flexible-household-dropped')] };
  }
  const meets = meetsHousehold(person, region);
  const told = reason(rule.known ? 'flexible-household-required' : 'flexible-household-unknown');
  if (meets === 'met') {
    const met: Reason = { rule: 'G1', code: 'flexible-household-met', values: { region } };
    return { is: 'met', because: [told, met] };
  }
  const fails = rule.known && meets === 'not-met';
  const because = [told, ...(fails ? [reason('flexible-household-not-met')] : noteOf('G1', rule))];
  return { is: fails ? 'not-met' : 'unknown', because };
}

function meetsHousehold({ hukouRegion, residencePermit }: FlexiblePerson, region: string): Condition {
  if (residencePermit === true) return 'met';
  if (hukouRegion !== undefined && regionNamed(hukouRegion) === region) return 'met';
  return hukouRegion !== undefined && residencePermit === false ? 'not-met' : 'unknown';
}
