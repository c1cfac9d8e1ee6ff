import type { EmployeeStore } from '../ports.ts';

/**
 * A store that empties the spells that are no longer folded and deletes nothing. Functions that send mail or process
 * uploads use it, because they have no permission to delete: a permission cannot tell spells from facts.
 */
export function deletingNothing(employees: EmployeeStore): EmployeeStore {
  return { ...employees, commit: (commit) => employees.commit({ ...commit, mayDelete: false }) };
}
