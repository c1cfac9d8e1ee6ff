import type { Administration } from './digest.ts';

/** Whether there is anything to show. */
export function isAnythingToMend(now: Administration | undefined): now is Administration {
  return now !== undefined && (now.policy !== undefined || hasNewTrouble(now, undefined));
}

/**
 * Whether anything in it is news against what the digest before showed: another unit, events put in quarantine
 * since, more that could not be computed, an HR system fallen silent, a word that no mapping knows. What merely
 * lasts, and policy that has to be looked at again, is shown with the next mail, but makes none.
 */
export function hasNewTrouble(now: Administration, before: Administration | undefined): boolean {
  return (
    now.quarantined > 0 ||
    now.notComputed > (before?.notComputed ?? 0) ||
    namesAnother(now.unitsWithoutHandler, before?.unitsWithoutHandler) ||
    namesAnother(now.unregisteredUnits, before?.unregisteredUnits) ||
    hasAnother(now.silent, before?.silent, ({ source, lastHeardOn }) => `${source} ${lastHeardOn}`) ||
    hasAnother(now.unmapped, before?.unmapped, ({ source, field, value }) => `${source} ${field} ${value}`)
  );
}

type Units = Administration['unregisteredUnits'];

function namesAnother(now: Units, before: Units = []): boolean {
  return hasAnother(now, before, ({ unitId }) => unitId);
}

/** Whether anything in it has a name that nothing had before. */
function hasAnother<T>(
  now: readonly T[] = [],
  before: readonly T[] = [],
  nameOf: (it: T) => string,
): boolean {
  const known = new Set(before.map(nameOf));
  return now.some((it) => !known.has(nameOf(it)));
}
