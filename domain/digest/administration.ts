import type { Administration } from './digest.ts';

/** Whether there is anything to show. */
export function isAnythingToMend(now: Administration | undefined): now is Administration {
  return now !== undefined && (now.policy !== undefined || hasNewTrouble(now, undefined));
}

/**
 * Whether anything in it is news against what the digest before showed: another unit, events put in quarantine
 * since, more that could not be computed. What merely lasts, and policy that has to be looked at again, is shown with
 * the next mail, but makes none.
 */
export function hasNewTrouble(now: Administration, before: Administration | undefined): boolean {
  return (
    now.quarantined > 0 ||
    now.notComputed > (before?.notComputed ?? 0) ||
    namesAnother(now.unitsWithoutHandler, before?.unitsWithoutHandler) ||
    namesAnother(now.unregisteredUnits, before?.unregisteredUnits)
  );
}

type Units = Administration['unregisteredUnits'];

function namesAnother(now: Units, before: Units = []): boolean {
  const known = new Set(before.map((unit) => unit.unitId));
  return now.some((unit) => !known.has(unit.unitId));
}
