import type { Texts } from '../../domain/values/language.ts';
import type { ActivityEntry, AuditEntry } from '../ports.ts';

const ACTION_TEXTS: Readonly<Record<ActivityEntry['action'], Texts>> = {
  'filing-submitted': { zh: '登记已提交', en: 'recorded as submitted' },
  'filing-accepted': { zh: '登记已受理', en: 'recorded as accepted' },
  'filing-rejected': { zh: '登记被退回', en: 'recorded as rejected' },
  'document-received': { zh: '登记收到材料', en: 'recorded a paper' },
  'refund-requested': { zh: '登记已申请退费或抵扣', en: 'recorded that a refund or offset was requested' },
  'refund-settled': { zh: '登记退费或抵扣已办结', en: 'recorded that a refund or offset was settled' },
  'refund-denied': { zh: '登记退费或抵扣未获批', en: 'recorded that a refund or offset was denied' },
  'card-requested': { zh: '登记已申请医保卡', en: 'recorded that a card was requested' },
  'card-issued': { zh: '登记已领到医保卡', en: 'recorded that a card was received' },
  hire: { zh: '登记入职日期', en: 'recorded a first working day' },
  leave: { zh: '登记离职日期', en: 'recorded a last working day' },
  resume: { zh: '登记恢复工作', en: 'recorded a return to work' },
  change: { zh: '登记信息变更', en: 'recorded a change of data' },
  mistake: { zh: '登记没有此事', en: 'recorded that a reported hire or leave did not happen' },
  'bill-import': { zh: '导入账单', en: 'imported a bill' },
  'list-import': { zh: '导入参保人员名单', en: 'imported a list of insured people' },
  'roster-import': { zh: '上传花名册核对', en: 'uploaded a roster' },
  'bases-declared': { zh: '登记已申报基数', en: 'recorded the declaration of bases' },
  'roster-confirmed': { zh: '确认花名册差异', en: 'confirmed differences of the roster' },
  'roster-dismissed': { zh: '花名册差异不用处理', en: 'dismissed differences of the roster' },
  answered: { zh: '答复问题', en: 'answered a question' },
  acknowledged: { zh: '已知悉', en: 'marked a case as seen' },
  snoozed: { zh: '稍后提醒', en: 'postponed the reminders' },
  noted: { zh: '写备注', en: 'wrote a note' },
  undone: { zh: '撤销登记', en: 'undid a record' },
};

const AUDIT_TEXTS: Readonly<Record<AuditEntry['action'], Texts>> = {
  'registry-applied': { zh: '更新登记', en: 'changed the registry' },
  'secret-put': { zh: '录入密钥', en: 'entered a secret' },
  'secret-dropped': { zh: '删除密钥', en: 'removed a secret' },
  'quarantine-replayed': { zh: '重放隔离的事件', en: 'replayed an event in quarantine' },
  'quarantine-dropped': { zh: '丢弃隔离的事件', en: 'dropped an event in quarantine' },
  rebuilt: { zh: '重新计算', en: 'computed employees again' },
  'sign-in-code': { zh: '代取登录验证码', en: 'created a sign-in code' },
  'address-tried-again': { zh: '重新向邮箱发送', en: 'allowed mail to an address again' },
  'data-removed': { zh: '删除个人信息', en: 'removed personal data' },
};

/** An administrator's action as text. An action of another release is displayed by its name. */
export function auditText(action: AuditEntry['action']): Texts {
  return AUDIT_TEXTS[action] ?? { zh: action, en: action };
}

/** An action as text. An action of a later release is displayed by its name. */
export function actionText(action: ActivityEntry['action']): Texts {
  const texts: Partial<Record<string, Texts>> = ACTION_TEXTS;
  return texts[action] ?? { zh: action, en: action };
}
