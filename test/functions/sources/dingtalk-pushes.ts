/**
 * Decrypted pushes of DingTalk. They have the form that its documents show (open.dingtalk.com, HTTP推送), with our own
 * values.
 */
const PUSHED = {
  EventTime: 1795219200000,
  CorpId: 'dingcorp01',
  BizId: '1795219200000',
  eventId: 'c7c7120f2c07419a',
};

export const USER_ADD = {
  ...PUSHED,
  EventType: 'user_add_org',
  timeStamp: '1795219100000',
  userId: ['007'],
};
export const USER_LEAVE = { ...USER_ADD, EventType: 'user_leave_org' };
export const USER_ACTIVE = { ...USER_ADD, EventType: 'user_active_org' };

/**
 * The older form of a push: it has no event id, its field names begin with a capital, and it is about several people.
 */
export const OLD_USER_LEAVE = {
  EventType: 'user_leave_org',
  TimeStamp: 1795219100000,
  UserId: ['user1', 'user2'],
  CorpId: 'dingcorp01',
};

const ENTRY = { name: '李四', jobNumber: '112', workPlace: '北京' };
export const USER_MODIFY = {
  ...USER_ADD,
  EventType: 'user_modify_org',
  diffInfo: {
    prev: { ...ENTRY, hiredDate: '2026-11-16', telephone: '1234' },
    curr: { ...ENTRY, hiredDate: '2026-11-18' },
    userid: '007',
  },
};

export const MDM_CHANGE = {
  ...PUSHED,
  EventType: 'hrm_mdm_user_change',
  changeType: 1,
  staffId: '0130140',
};
export const RECORD_CHANGE = {
  ...PUSHED,
  EventType: 'hrm_user_record_change',
  actionType: 'userInfoChange',
  staffId: '0130140',
};
export const ONBOARDING = {
  ...PUSHED,
  EventType: 'hrm_solution_manage',
  corpId: 'dingcorp01',
  staffIds: ['0130140'],
  solutionType: 'onboarding',
  solutionStatus: 'start',
};
