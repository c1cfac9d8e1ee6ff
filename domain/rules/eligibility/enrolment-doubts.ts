import type { Person, Spell } from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { addMonths, type PlainDate } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';
import { mayBeNearRetirement } from '../retirement/retirement-age.ts';
import { enrolmentDue, isDoubtful } from './enrolment-due.ts';

/**
 * R6: why it is in doubt whether the unit has to enrol this person at all. Every reason is given, not the first
 * only. A waiver signed by the employee is never one (void since 2025-09-01).
 */
export function enrolmentDoubts(person: Person, startOn: PlainDate, policy: Policy): readonly Reason[] {
  return [
    ...doubtfulCategory(person),
    ...belowWorkingAge(person, startOn, policy),
    ...pastRetirement(person, startOn, policy),
  ];
}

function doubtfulCategory({ category }: Person): readonly Reason[] {
  return isDoubtful(category) ? [{ rule: 'R6', code: `doubt-${category}`, values: {} }] : [];
}

/** 劳动法 15: nobody below the working age may be employed, so nobody below it can be enrolled as an employee. */
function belowWorkingAge({ birthDate }: Person, startOn: PlainDate, policy: Policy): readonly Reason[] {
  const age = policy.inForce('workingAgeYears', startOn);
  if (birthDate === undefined || !age.known) return [];
  const reachedOn = addMonths(birthDate, age.value * 12);
  if (reachedOn <= startOn) return [];
  const values = { age: age.value, reachedOn };
  return [{ rule: 'R6', code: 'doubt-below-working-age', values, ...originOf(age) }];
}

/**
 * From the statutory retirement age on it depends on whether cover as a retiree is drawn. Where the sex or the post is
 * not known, the highest of the ages counts: enrolment is due until it surely is in doubt.
 */
function pastRetirement(person: Person, startOn: PlainDate, policy: Policy): readonly Reason[] {
  const { birthDate, sex = 'male', originalRetirementAge = sex === 'female' ? 55 : 60 } = person;
  if (birthDate === undefined || !mayBeNearRetirement(birthDate, startOn)) return [];
  const { because } = enrolmentDue({
    person: { category: 'regular', birthDate, sex, originalRetirementAge },
    startOn,
    unitId: '',
    policy,
  });
  return because.filter(({ code }) => code === 'past-retirement');
}

/** Somebody whose enrolment was in doubt (an intern, say), never filed for and never charged, is on no roster. */
export function isOnNoRoster({ person, filings, charges, situation }: Spell, policy: Policy): boolean {
  if (situation.is !== 'left' || charges.length > 0) return false;
  if (filings.enrolment !== undefined || filings.removal !== undefined) return false;
  return enrolmentDoubts(person, situation.start.on, policy).length > 0;
}

/** The identity number cannot be right: the agency will refuse the filing. */
export function identityDoubts({ person: { identity } }: Spell): readonly Reason[] {
  if (identity?.problem === undefined) return [];
  return [
    {
      rule: 'R6',
      code: 'doubt-identity-number',
      values: { masked: identity.masked },
    },
  ];
}

/** What agencies write when the employer before has not removed the person (R1). */
const SAYINGS = [
  /(其[他它]|别的?|另一?家?|原|前|上一?家?)(工作|参保)?(单位|公司)/,
  /上一?家/,
  /[未没][有经办理]*(减员|停保)/,
  /重复参保/,
  /elsewhere/i,
  /(previous|former|other|another) (employer|unit|company)/i,
];

/** Whether a rejection means "still insured elsewhere": the other employer has to act first, the clock runs on. */
export function meansInsuredElsewhere(reason: string): boolean {
  return SAYINGS.some((saying) => saying.test(reason));
}
