import { type BambooHrBody, type ChangedEmployee, changed } from './bamboohr.ts';
import type { Millis } from './millis.ts';

/** What BambooHR posts, by event or with the fields that an administrator chose. Each has an id made of its parts, so that the same is the same. */

export function bambooEvent(
  type: 'created' | 'updated' | 'deleted',
  employeeId: string,
  at: Millis,
): BambooHrBody {
  const data = { companyId: '12345', employeeId, changedFields: ['status'] };
  return { type: `employee.${type}`, timestamp: new Date(at).toISOString(), data };
}

/** What an administrator chose to be sent; the fields named have changed. */
export function bambooFields(
  id: string,
  fields: ChangedEmployee['fields'],
  changedFields: readonly string[],
  at: Millis,
): BambooHrBody {
  const timestamp = new Date(at).toISOString();
  return changed({ id, action: 'Updated', timestamp, changedFields, fields });
}
