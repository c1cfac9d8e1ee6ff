import type { RosterFinding } from '../../domain/roster/finding.ts';
import type { Mending } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import { type RosterTold, takeMending } from '../intake/roster-facts.ts';
import { type Clock, RecordUnreadable, type RegistryRecord } from '../ports.ts';

interface Automatic {
  /** How many facts were taken in. */
  readonly taken: number;
  /** What waits for a person: of units that want to be asked, and what no fact would mend. */
  readonly left: readonly RosterFinding[];
}

/** Takes in what the roster found about people of units that leave it to do so. */
export async function takeAutomatic(
  source: string,
  findings: readonly RosterFinding[],
  roster: Roster,
  { registry }: RegistryRecord,
  ports: FoldPorts & { readonly clock: Clock },
): Promise<Automatic> {
  const automatic = new Set(
    registry.units.filter((unit) => unit.roster === 'automatic').map(({ unitId }) => unitId),
  );
  const mayTake = ({ unitId, mends }: RosterFinding) => automatic.has(unitId) && mends.length > 0;
  const left: RosterFinding[] = [];
  const pulledAt = ports.clock.now();
  const told = { now: pulledAt, pulledAt, source };
  let taken = 0;
  for (const [employeeId, own] of Map.groupBy(findings, (finding) => finding.employeeId)) {
    // What is found of one person belongs together: where a part of it waits, all of it does.
    if (!own.some(mayTake) || own.some(({ unitId }) => !automatic.has(unitId))) {
      left.push(...own);
      continue;
    }
    const mending = await mendingOrNone(employeeId, roster, told, ports);
    if (mending === undefined) {
      left.push(...own.map((finding) => ({ ...finding, mends: [] })));
      continue;
    }
    taken += mending.facts.length;
    // What was tried and would mend nothing is a person's to decide.
    const open = mending.findings.filter((finding) => !mending.mended.includes(finding));
    left.push(...open.map((finding) => ({ ...finding, mends: [] })));
  }
  return { taken, left };
}

/** @returns undefined for somebody whose facts cannot be read: that is a person's to decide, and nobody else's trouble. */
async function mendingOrNone(
  employeeId: string,
  roster: Roster,
  told: Omit<RosterTold, 'asOf'>,
  ports: FoldPorts,
): Promise<Mending | undefined> {
  try {
    return await takeMending(employeeId, roster, told, ports);
  } catch (error) {
    if (error instanceof RecordUnreadable) return undefined;
    throw error;
  }
}
