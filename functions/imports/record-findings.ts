import type { StatedBy } from '../../domain/facts/fact.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import { recordCorrection, rosterByEmployee } from '../intake/roster-facts.ts';
import { atOnce, type Load } from '../pace.ts';
import { type Clock, RecordUnreadable } from '../ports.ts';

interface RecordFindingsPorts extends FoldPorts {
  readonly clock: Clock;
  readonly load: Load;
  onProgress(people: number): void;
}

/**
 * Records the differences that a roster shows. Employees whose facts cannot be read are skipped.
 * @returns the findings that were corrected, as `<employeeId> <kind>`, and the number of new facts.
 */
export async function recordFindings(
  findings: readonly RosterFinding[],
  roster: Roster,
  by: StatedBy,
  { clock, load, onProgress, ...ports }: RecordFindingsPorts,
): Promise<{ readonly corrected: ReadonlySet<string>; readonly newFacts: number }> {
  const corrected = new Set<string>();
  let [newFacts, done] = [0, 0];
  const people = new Set(findings.flatMap(({ mends, employeeId }) => (mends.length > 0 ? [employeeId] : [])));
  const own = rosterByEmployee(roster);
  await atOnce(
    people,
    async (employeeId) => {
      const context = { now: clock.now(), by };
      const correction = await recordCorrection(employeeId, own(employeeId), context, ports).catch(
        ifUnreadable,
      );
      for (const { kind } of correction?.corrected ?? []) corrected.add(`${employeeId} ${kind}`);
      newFacts += correction?.facts.length ?? 0;
      done += 1;
      onProgress(done);
    },
    load,
  );
  return { corrected, newFacts };
}

/** The caller reports this unreadable record at the end. The other employees are processed. */
function ifUnreadable(error: unknown): undefined {
  if (!(error instanceof RecordUnreadable)) throw error;
}
