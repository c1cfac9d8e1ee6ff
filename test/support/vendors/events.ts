import type { BambooHrBody, ChangedEmployee } from './bamboohr.ts';
import { changed } from './bamboohr.ts';
import type { DingtalkPush } from './dingtalk.ts';
import type { FeishuEvent } from './feishu.ts';
import type { WecomChange } from './wecom.ts';
import type { XinrenxinshiMessage } from './xinrenxinshi.ts';

/** Events as vendors document them, each named for what happened. Every one has an id of its own, told or made of its parts. */

/** Milliseconds since 1970 of a moment. */
export type Millis = number;

const seconds = (at: Millis) => Math.floor(at / 1_000);

// ---------------------------------------------------------------- Feishu, its address book and its personnel system

interface FeishuUser {
  readonly userId: string;
  readonly name?: string;
  /** The first day at work, in China. */
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

// ---------------------------------------------------------------- DingTalk

const CORP = 'dingcorp01';

export function dingtalkUsers(
  type: 'user_add_org' | 'user_leave_org' | 'user_active_org',
  userIds: readonly string[],
  at: Millis,
): DingtalkPush {
  return dingtalkPush(type, at, userIds.join('-'), { timeStamp: String(at), userId: userIds });
}

export function dingtalkHiredOn(userId: string, name: string, hiredDate: string, at: Millis): DingtalkPush {
  const diffInfo = { prev: { name }, curr: { name, hiredDate }, userid: userId };
  return dingtalkPush('user_modify_org', at, userId, { timeStamp: String(at), userId: [userId], diffInfo });
}

/** @param changeType 1 hired, 2 confirmed, 3 moved, 4 left, 8 promoted. */
export function dingtalkPersonnel(userId: string, changeType: 1 | 2 | 3 | 4 | 8, at: Millis): DingtalkPush {
  return dingtalkPush('hrm_mdm_user_change', at, userId, { changeType, staffId: userId });
}

export function dingtalkRecord(userId: string, at: Millis): DingtalkPush {
  return dingtalkPush('hrm_user_record_change', at, userId, {
    actionType: 'userInfoChange',
    staffId: userId,
  });
}

function dingtalkPush(type: string, at: Millis, about: string, more: object): DingtalkPush {
  const id = { BizId: String(at), eventId: `${type}-${about}-${at}` };
  return { EventType: type, EventTime: at, CorpId: CORP, ...id, ...more };
}

// ---------------------------------------------------------------- WeCom

export function wecomChange(
  is: WecomChange['is'],
  userId: string,
  at: Millis,
  more: Readonly<Record<string, string>> = {},
): WecomChange {
  return { is, userId, createdAt: seconds(at), more };
}

// ---------------------------------------------------------------- BambooHR

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

// ---------------------------------------------------------------- 薪人薪事

export function xinEmployee(
  type: 'employee_entry' | 'employee_update' | 'employee_dismiss' | 'employee_delete',
  employeeId: string,
  at: Millis,
  more: Readonly<Record<string, unknown>> = {},
): XinrenxinshiMessage {
  return { ...xinHead(type, employeeId, at), employeeId, ...more };
}

/** 离职交接. @param status 1 under way, 2 done, 3 withdrawn. */
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
