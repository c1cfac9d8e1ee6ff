import type { FeishuEvent } from './feishu.ts';
import { type Millis, seconds } from './vendor.ts';

/**
 * Events of Feishu’s address book and personnel system, as documented. Each id is made of the event's parts, so equal
 * events have equal ids.
 */

interface FeishuUser {
  readonly userId: string;
  readonly name?: string;
  /** The first working day in China. */
  readonly joinedOn?: string;
  readonly departmentId?: string;
}

export function feishuUser(
  what: 'created' | 'updated' | 'deleted',
  { userId, name, joinedOn, departmentId = 'od-1' }: FeishuUser,
  at: Millis,
  before: Readonly<Record<string, unknown>> = {},
): FeishuEvent {
  const object = {
    user_id: userId,
    open_id: `ou_${userId}`,
    ...(name !== undefined && { name }),
    ...(joinedOn !== undefined && { join_time: seconds(Date.parse(`${joinedOn}T00:00:00+08:00`)) }),
    employee_type: 1,
    department_ids: [departmentId],
    status: { is_resigned: false, is_activated: true, is_frozen: false },
  };
  const event = what === 'updated' ? { object, old_object: before } : { object };
  return { id: `ev-${what}-${userId}-${at}`, type: `contact.user.${what}_v3`, createdAt: at, event };
}

export function feishuPersonnel(
  type: string,
  employmentId: string,
  at: Millis,
  more: Readonly<Record<string, unknown>> = {},
): FeishuEvent {
  return {
    id: `ev-${type}-${employmentId}-${at}`,
    type: `corehr.${type}`,
    createdAt: at,
    event: { employment_id: employmentId, ...more },
  };
}
