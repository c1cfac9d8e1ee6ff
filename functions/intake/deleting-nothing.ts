import type { EmployeeStore } from '../ports.ts';

/**
 * A store that does not delete spells which the present release no longer folds. Only the rebuild deletes them:
 * functions that send mail or process uploads have no permission to.
 */
export function deletingNothing(employees: EmployeeStore): EmployeeStore {
  return { ...employees, commit: (commit) => employees.commit({ ...commit, goneSpellIds: [] }) };
}
