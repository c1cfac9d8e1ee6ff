import type { Fact } from '../../domain/facts/fact.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import { rosterIds } from '../intake/roster-facts.ts';
import type { EmployeeStore } from '../ports.ts';
import { SOURCES } from '../sources/sources.ts';

/** People read at a time. */
const AT_ONCE = 16;

/**
 * Whose absence from this HR system's list means nothing: another HR system told of them and this one never did, so they
 * are on the list of that one. Who came from a file, or from staff, is on the list of whichever the unit has.
 *
 * @returns their employee ids.
 */
export async function othersPeople(
  source: string,
  findings: readonly RosterFinding[],
  roster: Roster,
  employees: Pick<EmployeeStore, 'load'>,
): Promise<ReadonlySet<string>> {
  const listed = new Set(roster.people.map(({ employeeId }) => employeeId));
  const absent = findings.map(({ employeeId }) => employeeId).filter((employeeId) => !listed.has(employeeId));
  const others = new Set<string>();
  for (let first = 0; first < absent.length; first += AT_ONCE) {
    const some = absent.slice(first, first + AT_ONCE).map(async (employeeId) => {
      const { facts } = await employees.load(employeeId);
      if (!isOwn(source, facts)) others.add(employeeId);
    });
    await Promise.all(some);
  }
  return others;
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
