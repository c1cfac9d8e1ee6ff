import type { DingtalkPush } from './dingtalk.ts';
import type { Millis } from './vendor.ts';

/**
 * Pushes of DingTalk’s address book and personnel system, as documented. Each id is made of the event's parts, so equal
 * events have equal ids.
 */

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

/** @param changeType 1 hired, 2 confirmed, 3 transferred, 4 left, 8 promoted. */
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
