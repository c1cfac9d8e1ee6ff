import type { Spell } from '../employment/spell.ts';
import { inServiceOn } from './absent-person.ts';
import type { RosterFinding } from './finding.ts';
import type { Roster } from './roster.ts';

/** A unit of which the roster would end so many at once that it is more likely to be half a roster. */
export interface Implausible {
  readonly unitId: string;
  /** In service by our facts. */
  readonly employed: number;
  /** Of them, those whom the roster would have left. */
  readonly leaving: number;
}

/** So many may leave a small unit at once; no figure of law. */
const ALWAYS_PLAUSIBLE = 5;
/** Above that, no more than one in so many. */
const ONE_IN = 4;

/** Units of which more than five people and more than a quarter would be gone; all with people, where nobody is listed. */
export function implausibleUnits(
  roster: Roster,
  spells: readonly Spell[],
  findings: readonly RosterFinding[],
): readonly Implausible[] {
  const inService = [...Map.groupBy(spells, ({ employeeId }) => employeeId).values()].flatMap((own) =>
    inServiceOn(own, roster),
  );
  const nobody = roster.complete && roster.people.length === 0;
  return [...new Set(roster.unitIds)].sort().flatMap((unitId) => {
    const employed = inService.filter((stretch) => stretch.unitId === unitId).length;
    const leaving = findings.filter(
      (it) => it.kind === 'leave-never-received' && it.unitId === unitId,
    ).length;
    const tooMany = leaving > ALWAYS_PLAUSIBLE && leaving * ONE_IN > employed;
    return tooMany || (nobody && employed > 0) ? [{ unitId, employed, leaving }] : [];
  });
}
