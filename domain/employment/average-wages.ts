import { effectiveOn, type Fact } from '../facts/fact.ts';
import { firstDayOf } from '../values/month.ts';
import { falls, type Post } from './person.ts';
import type { AverageWage, FiledBase } from './spell.ts';

/**
 * R4: the average monthly wages that were told of a post, in the order of their statements: each base year goes by the
 * one last told by its end. Of those that hold since before the bases that they are asked for, the last stated is enough.
 *
 * @param facts effective facts in the order of their statements.
 * @param bases of the same post; without any, no wage is asked for.
 */
export function averageWages(
  facts: readonly Fact[],
  post: Post,
  bases: readonly FiledBase[],
): readonly AverageWage[] {
  const [first] = bases;
  if (first === undefined) return [];
  const told = facts.flatMap((fact) => toldBy(fact, post));
  const begun = told.findLast(({ on }) => on <= firstDayOf(first.from));
  return told.filter((it) => it === begun || it.on > firstDayOf(first.from));
}

function toldBy(fact: Fact, post: Post): readonly AverageWage[] {
  const wage = wageIn(fact, post);
  return wage === undefined ? [] : [{ on: effectiveOn(fact), wage }];
}

function wageIn(fact: Fact, post: Post) {
  if (fact.kind === 'employee.hired') {
    return post.hires.has(fact) ? fact.data.averageMonthlyWage : undefined;
  }
  if (fact.kind !== 'employee.updated' || !falls(fact, post)) return undefined;
  return fact.data.changes.averageMonthlyWage;
}
