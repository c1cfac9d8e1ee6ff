import { type Mending, mendingOf } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import type { FoldPorts } from '../receive-event/commit-fold.ts';
import { takeIn } from '../receive-event/take-in.ts';
import { type RosterTold, rosterFact } from './roster-facts.ts';

/**
 * Compares the roster with what is known of one employee now, and takes in what mends the difference. Doing it again
 * finds nothing to mend.
 */
export async function takeMending(
  employeeId: string,
  roster: Roster,
  told: Omit<RosterTold, 'asOf'>,
  ports: FoldPorts,
): Promise<Mending> {
  const { facts } = await ports.employees.load(employeeId);
  const { asOf } = roster;
  const mending = mendingOf(employeeId, facts, rosterOf(employeeId, roster), (said) =>
    rosterFact(said, { ...told, asOf }),
  );
  if (mending.facts.length > 0) await takeIn({ employeeId, facts: mending.facts }, ports);
  return mending;
}

/** As much of the roster as is about one employee. */
export function rosterOf(employeeId: string, roster: Roster): Roster {
  return { ...roster, people: roster.people.filter((person) => person.employeeId === employeeId) };
}
