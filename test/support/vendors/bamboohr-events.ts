import { type BambooHrBody, type ChangedEmployee, changed } from './bamboohr.ts';
import type { Millis } from './vendor.ts';

/**
 * Webhooks of BambooHR, event-based or field-based. Each id consists of parts of the event, so equal events have equal
 * ids.
 */

export function bambooEvent(
  type: 'created' | 'updated' | 'deleted',
  employeeId: string,
  at: Millis,
): BambooHrBody {
  const data = { companyId: '12345', employeeId, changedFields: ['status'] };
  return { type: `employee.${type}`, timestamp: new Date(at).toISOString(), data };
}

/** A webhook with the fields that an administrator chose; the named fields have changed. */
export function bambooFields(
  id: string,
  fields: ChangedEmployee['fields'],
  changedFields: readonly string[],
  at: Millis,
): BambooHrBody {
  const timestamp = new Date(at).toISOString();
  return changed({ id, action: 'Updated', timestamp, changedFields, fields });
}
