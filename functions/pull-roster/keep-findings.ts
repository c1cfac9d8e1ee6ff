import { carriedOver, type KeptFinding, type RosterFinding } from '../../domain/roster/finding.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import { unitsOf } from '../casework/every-spell.ts';
import { rosterOf } from '../intake/roster-facts.ts';
import type { Clock, RegistryRecord, RosterFindings } from '../ports.ts';

/** Puts what this HR system's roster found in place of all that its last one had. */
export async function keepFindings(
  source: string,
  findings: readonly RosterFinding[],
  { roster, record }: { readonly roster: Roster; readonly record: RegistryRecord },
  { rosterFindings, clock }: { readonly rosterFindings: RosterFindings; readonly clock: Clock },
): Promise<void> {
  const now = clock.now();
  const units = new Set([...unitsOf(record), ...findings.map(({ unitId }) => unitId)]);
  for (const unitId of units) {
    const before = (await rosterFindings.list(unitId)).items.filter((kept) => kept.source === source);
    const found = findings
      .filter((finding) => finding.unitId === unitId)
      .map(
        (finding): KeptFinding => ({
          source,
          finding,
          roster: rosterOf(finding.employeeId, roster),
          foundAt: now,
          seenAt: now,
        }),
      );
    const keys = new Set(found.map(keyOf));
    if (found.length > 0) await rosterFindings.keep(carriedOver(found, before));
    const gone = before.filter((kept) => !keys.has(keyOf(kept)));
    if (gone.length > 0) await rosterFindings.remove(gone);
  }
}

function keyOf({ finding: { employeeId, kind } }: KeptFinding): string {
  return JSON.stringify([employeeId, kind]);
}
