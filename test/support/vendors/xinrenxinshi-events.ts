import { type Millis, seconds } from './vendor.ts';
import type { XinrenxinshiMessage } from './xinrenxinshi.ts';

/** Messages of 薪人薪事, as documented. Each id is made of the event's parts, so equal events have equal ids. */

export function xinEmployee(
  type: 'employee_entry' | 'employee_update' | 'employee_dismiss' | 'employee_delete',
  employeeId: string,
  at: Millis,
  more: Readonly<Record<string, unknown>> = {},
): XinrenxinshiMessage {
  return { ...xinHead(type, employeeId, at), employeeId, ...more };
}

/** A message about the handover before a leave (离职交接). @param status 1 under way, 2 done, 3 withdrawn. */
export function xinHandover(
  employeeId: string,
  status: 1 | 2 | 3,
  lastWorkingDay: string,
  at: Millis,
): XinrenxinshiMessage {
  const data = {
    ownerId: employeeId,
    launchHandoverStatus: status,
    dimissionTime: seconds(Date.parse(`${lastWorkingDay}T00:00:00+08:00`)),
  };
  return { ...xinHead('dismiss_handover', employeeId, at), data };
}

function xinHead(type: string, about: string, at: Millis): XinrenxinshiMessage {
  return { messageId: `${type}-${about}-${at}`, type, sendtime: String(seconds(at)) };
}
