import type { EmployeeStore } from '../ports.ts';

/**
 * A store that deletes no spells, not even those that the present release no longer folds. Functions that send mail or
 * process uploads use it, because they have no permission to delete. The next fold by the rebuild or by another
 * function deletes such spells.
 */
export function deletingNothing(employees: EmployeeStore): EmployeeStore {
  return { ...employees, commit: (commit) => employees.commit({ ...commit, goneSpellIds: [] }) };
}
