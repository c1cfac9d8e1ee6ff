import type { Spell } from '../../domain/employment/spell.ts';
import { type Implausible, implausibleUnits } from '../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';

export interface ComparedRoster {
  readonly findings: readonly RosterFinding[];
  readonly implausible: readonly Implausible[];
}

/** Compares a roster with everybody's spells, and keeps what concerns its units: the file may name others besides. */
export function compareRoster(roster: Roster, spells: readonly Spell[]): ComparedRoster {
  const findings = reconcileRoster(roster, spells).filter(({ unitId }) => roster.unitIds.includes(unitId));
  return { findings, implausible: implausibleUnits(roster, spells, findings) };
}
