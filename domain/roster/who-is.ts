import type { RosterFinding } from './finding.ts';

/** The person as lists name them: with the employee id, for names repeat. */
export function whoIs({ employeeId, name }: Pick<RosterFinding, 'employeeId' | 'name'>): string {
  return name === undefined ? employeeId : `${name} · ${employeeId}`;
}
