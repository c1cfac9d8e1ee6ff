import { effectiveOn, type Fact, type FactData, type FactOf } from '../facts/fact.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Person } from './spell.ts';

type Hired = FactOf<'employee.hired'>;
type Updated = FactOf<'employee.updated'>;

/** The post that a spell is about: the hires that describe it, and the days whose updates do. */
export interface Post {
  readonly hires: ReadonlySet<Fact>;
  readonly from?: PlainDate;
  readonly until?: PlainDate;
}

/**
 * What is known of the person during one spell. Each field is what was last said of it (F2): by hires and updates
 * of any spell for what belongs to the person, by those of this spell's post alone for what belongs to the post.
 *
 * @param facts effective facts in the order of their statements.
 */
export function personOf(facts: readonly Fact[], post: Post): Person {
  let person: Person = { category: 'regular' };
  for (const fact of facts) {
    if (fact.kind === 'employee.hired') {
      person = { ...person, ...ofPerson(fact.data), ...(post.hires.has(fact) && ofPost(fact)) };
    } else if (fact.kind === 'employee.updated') {
      person = { ...person, ...ofPerson(fact.data.changes), ...(falls(fact, post) && ofChangedPost(fact)) };
    }
  }
  return person;
}

/** Whether an update is about the post. */
export function falls(fact: Updated, { from, until }: Post): boolean {
  const on = effectiveOn(fact);
  return (from === undefined || on >= from) && (until === undefined || on <= until);
}

function ofPerson(data: FactData<'employee.hired'> | Updated['data']['changes']): Partial<Person> {
  const { name, sex, birthDate, identity, originalRetirementAge } = data;
  return {
    ...(name !== undefined && { name }),
    ...(identity !== undefined && {
      identity,
      ...(identity.sex !== undefined && { sex: identity.sex }),
      ...(identity.birthDate !== undefined && { birthDate: identity.birthDate }),
    }),
    ...(sex !== undefined && { sex }),
    ...(birthDate !== undefined && { birthDate }),
    ...(originalRetirementAge !== undefined && { originalRetirementAge }),
  };
}

function ofPost({ data }: Hired): Partial<Person> {
  const { category, firstMonthWage, averageMonthlyWage, previousCover, department } = data;
  return {
    category,
    ...(firstMonthWage !== undefined && { firstMonthWage }),
    ...(averageMonthlyWage !== undefined && { averageMonthlyWage }),
    ...(previousCover !== undefined && { previousCover }),
    ...(department !== undefined && { department }),
  };
}

function ofChangedPost({ data: { changes } }: Updated): Partial<Person> {
  const { category, averageMonthlyWage, department } = changes;
  return {
    ...(category !== undefined && { category }),
    ...(averageMonthlyWage !== undefined && { averageMonthlyWage }),
    ...(department !== undefined && { department }),
  };
}
