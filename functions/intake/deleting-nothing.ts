import type { EmployeeStore } from '../ports.ts';

/**
 * Keeps spells that a new release no longer folds: only the rebuild may delete them; functions that send mail or
 * process uploads have no permission.
 */
export function deletingNothing(employees: EmployeeStore): EmployeeStore {
  return { ...employees, commit: (commit) => employees.commit({ ...commit, goneSpellIds: [] }) };
}
