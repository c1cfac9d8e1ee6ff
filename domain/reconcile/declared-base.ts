import type { Fact } from '../facts/fact.ts';
import type { Fen } from '../values/money.ts';
import { lastDayOf, type Month } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

/** The monthly base that the unit declared for somebody, and when. */
export interface DeclaredBase {
  readonly amount: Fen;
  readonly on: PlainDate;
}

/**
 * The base last declared by the end of a month.
 * @param facts effective ones, in the order of their statements.
 */
export function declaredBaseIn(facts: readonly Fact[], month: Month): DeclaredBase | undefined {
  let last: DeclaredBase | undefined;
  for (const fact of facts) {
    if (fact.kind !== 'filing.submitted' || fact.data.filing === 'removal') continue;
    const { declaredBase, on } = fact.data;
    if (declaredBase === undefined || on > lastDayOf(month)) continue;
    if (last === undefined || on >= last.on) last = { amount: declaredBase, on };
  }
  return last;
}
