import { addDays, addMonths, type PlainDate } from '../values/plain-date.ts';
import type { LocalPolicy } from './local-policy.ts';

/** The first day on which something verified on `verified` was last looked at more than so many months ago. */
export function staleSince(verified: PlainDate, staleAfterMonths: number): PlainDate {
  return addDays(addMonths(verified, staleAfterMonths), 1);
}

/** A unit's own entry that nobody has looked at for too long. */
export interface StaleLocalEntry {
  readonly unitId: string;
  readonly parameter: string;
  readonly verifiedOn: PlainDate;
  readonly since: PlainDate;
}

/** The entries of units' localPolicy that were last verified more than `staleAfterMonths` months before `day`. */
export function staleLocalEntries(
  units: readonly { readonly unitId: string; readonly localPolicy: LocalPolicy }[],
  day: PlainDate,
  { staleAfterMonths }: { readonly staleAfterMonths: number },
): StaleLocalEntry[] {
  return units.flatMap(({ unitId, localPolicy }) =>
    Object.entries(localPolicy).flatMap(([parameter, { verifiedOn }]) => {
      const since = staleSince(verifiedOn, staleAfterMonths);
      return since <= day ? [{ unitId, parameter, verifiedOn, since }] : [];
    }),
  );
}
