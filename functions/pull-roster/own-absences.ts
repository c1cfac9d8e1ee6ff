import type { Fact } from '../../domain/facts/fact.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import { SOURCES } from '../hris/sources.ts';
import type { EmployeeStore } from '../ports.ts';
import { rosterIds } from '../roster/roster-facts.ts';

/**
 * Leaves out the absence of people of whom another HR system told and this one never did: they are on the list of that
 * one. Who came from a file, or from staff, is on the list of whichever the unit has.
 */
export async function ownAbsences(
  source: string,
  findings: readonly RosterFinding[],
  roster: Roster,
  employees: Pick<EmployeeStore, 'load'>,
): Promise<readonly RosterFinding[]> {
  const listed = new Set(roster.people.map(({ employeeId }) => employeeId));
  const own: RosterFinding[] = [];
  for (const finding of findings) {
    if (listed.has(finding.employeeId) || isOwn(source, (await employees.load(finding.employeeId)).facts))
      own.push(finding);
  }
  return own;
}

function isOwn(source: string, facts: readonly Fact[]): boolean {
  const tellers = [...SOURCES.keys()].filter((name) => facts.some((fact) => isHireBy(name, fact)));
  return tellers.length === 0 || tellers.includes(source);
}

/** A fact's id begins with what told it. */
function isHireBy(source: string, { kind, factId }: Fact): boolean {
  const tells =
    kind === 'employee.hired' || kind === 'employee.hire_noticed' || kind === 'employee.transferred';
  return tells && (factId.startsWith(`${source}:`) || factId.startsWith(rosterIds(source)));
}
