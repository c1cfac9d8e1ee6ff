import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import type { Fen } from '../values/money.ts';
import { firstDayOf, type Month } from '../values/month.ts';
import { oncePer } from '../values/once-per.ts';
import { addDays } from '../values/plain-date.ts';

/** What is published about the bounds of the base for one month. */
export interface PublishedBand {
  readonly floor: InForce<Fen>;
  readonly ceiling: InForce<Fen>;
  /** The ceiling that the one in force took the place of; undefined where either is not known. */
  readonly ceilingBefore: Fen | undefined;
}

/** R4: what the base that a month was charged on is held against; every spell asks for the same few months. */
export const publishedBand: (policy: Policy, month: Month) => PublishedBand = oncePer((policy, month) => {
  const day = firstDayOf(month);
  const floor = policy.inForce('contributionBaseFloor', day);
  const ceiling = policy.inForce('contributionBaseCeiling', day);
  return { floor, ceiling, ceilingBefore: valueBefore(ceiling, policy) };
});

function valueBefore(ceiling: InForce<Fen>, policy: Policy): Fen | undefined {
  if (!ceiling.known || ceiling.from === undefined) return undefined;
  const before = policy.inForce('contributionBaseCeiling', addDays(ceiling.from, -1));
  return before.known ? before.value : undefined;
}
