import { createHash } from 'node:crypto';
import type { Fact, FactData, FactKind } from '../../domain/facts/fact.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import { type DetailsRequest, factIdOf } from '../hris/source.ts';

/** A fact before it has an id. */
export type Saying = { [Kind in FactKind]: { readonly kind: Kind; readonly data: FactData<Kind> } }[FactKind];

/** As many characters of a hash as tell apart what one person was ever said to have done. */
const TELLING = 12;

/**
 * A fact of what an HR system answered. Its id names the delivery that made us ask and what was answered: the same answer
 * is one fact however often it is asked, another answer is another.
 */
export function detailsFact({ kind, data }: Saying, request: DetailsRequest, now: Instant): Fact {
  const content = JSON.stringify([kind, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, TELLING);
  return {
    kind,
    factId: `${factIdOf(request)}:details:${hash}`,
    employeeId: request.employeeId,
    statedAt: kind === 'employee.hire_noticed' || now < request.statedAt ? request.statedAt : now,
    receivedAt: now,
    data,
  } as Fact;
}
