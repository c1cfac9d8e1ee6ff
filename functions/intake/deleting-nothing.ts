import type { EmployeeStore } from '../ports.ts';

/**
 * A store that deletes no spells, not even those that the present release no longer folds. Only the rebuild deletes
 * them: functions that send mail or process uploads have no permission to do so.
 */
export function deletingNothing(employees: EmployeeStore): EmployeeStore {
  return { ...employees, commit: (commit) => employees.commit({ ...commit, goneSpellIds: [] }) };
}
