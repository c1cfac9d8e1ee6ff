import type { Texts } from '../values/language.ts';
import { IDENTITY_KIND_TEXTS } from '../values/number-texts.ts';
import type { FactKind } from './fact.ts';
import type { AnswerCode, Channel, ENDED_STATUSES, Filing, GUIDE_OUTCOMES } from './insurance.ts';
import type { Category, ContributionTier, LeavingReason, SealedIdentity, Sex } from './life-course.ts';

/** The names of facts and of their coded values. The keys list the possible values without loading a schema. */

type TextsBy<Key extends string> = Readonly<Record<Key, Texts>>;

function keysOf<Key extends string>(texts: TextsBy<Key>): readonly Key[] {
  return Object.keys(texts) as Key[];
}

export const FACT_TEXTS: TextsBy<FactKind> = {
  'employee.hired': { zh: '入职', en: 'hired' },
  'employee.hire_cancelled': { zh: '撤销入职', en: 'hire cancelled' },
  'employee.terminated': { zh: '离职', en: 'left' },
  'employee.termination_cancelled': { zh: '撤销离职', en: 'leave cancelled' },
  'employee.resumed': { zh: '恢复工作', en: 'resumed' },
  'employee.transferred': { zh: '调动', en: 'transferred' },
  'employee.hire_noticed': { zh: '告知已入职，未给日期', en: 'hire reported without a day' },
  'employee.leave_noticed': { zh: '告知已离职，未给日期', en: 'leave reported without a day' },
  'employee.updated': { zh: '信息变更', en: 'updated' },
  'contribution.charged': { zh: '扣缴', en: 'charged' },
  'contribution.offset': { zh: '冲减', en: 'offset' },
  'insured.listed': { zh: '在参保名单上', en: 'on the list of insured people' },
  'insured.ended': {
    zh: '参保名单显示已停保',
    en: 'insurance ended according to the list of insured people',
  },
  'information.seen': { zh: '经办机构登记的姓名', en: 'name on file at the agency' },
  'filing.submitted': { zh: '申报已提交', en: 'filing submitted' },
  'filing.accepted': { zh: '申报已受理', en: 'filing accepted' },
  'filing.rejected': { zh: '申报被退回', en: 'filing rejected' },
  'refund.requested': { zh: '已申请退费或抵扣', en: 'refund or offset requested' },
  'refund.settled': { zh: '退费或抵扣已办结', en: 'refund or offset settled' },
  'refund.denied': { zh: '退费或抵扣未获批', en: 'refund or offset denied' },
  'document.received': { zh: '收到材料', en: 'document received' },
  'card.requested': { zh: '已申请医保卡', en: 'card requested' },
  'card.issued': { zh: '医保卡已发', en: 'card issued' },
  'guide.settled': { zh: '离职指南邮件已了结', en: 'leaver guide closed' },
  'case.acknowledged': { zh: '待办已知悉', en: 'case acknowledged' },
  'case.snoozed': { zh: '待办稍后提醒', en: 'case snoozed' },
  'question.answered': { zh: '问题已答复', en: 'question answered' },
  'case.noted': { zh: '待办备注', en: 'note on a case' },
  'fact.voided': { zh: '作废一条事实', en: 'fact voided' },
};

export const ANSWER_TEXTS: TextsBy<AnswerCode> = {
  insured: { zh: '已参保', en: 'insured' },
  'not-due': { zh: '不应参保', en: 'insurance is not due' },
  due: { zh: '应参保', en: 'insurance is due' },
  filed: { zh: '已申报', en: 'a removal was filed' },
  'not-filed': { zh: '未申报', en: 'no removal was filed' },
  'not-ours': { zh: '不是本单位人员，已申请退回', en: 'not our employee; refund claimed' },
  settled: { zh: '费用已结清', en: 'charges settled' },
  'is-employee': { zh: '是本单位职工', en: 'is one of our employees' },
  'day-right': { zh: '日期无误', en: 'the day is right' },
  checked: { zh: '已核对', en: 'checked' },
};
export const ANSWERS = keysOf(ANSWER_TEXTS);

export const CHANNEL_TEXTS: TextsBy<Channel> = {
  online: { zh: '网上', en: 'online' },
  counter: { zh: '窗口', en: 'counter' },
  agency: { zh: '代理机构', en: 'company that files for you' },
};
export const CHANNELS = keysOf(CHANNEL_TEXTS);

export const LEAVING_TEXTS: TextsBy<LeavingReason> = {
  resigned: { zh: '辞职', en: 'resigned' },
  dismissed: { zh: '解除合同', en: 'dismissed' },
  'contract-ended': { zh: '合同终止', en: 'contract ended' },
  retired: { zh: '退休', en: 'retired' },
  deceased: { zh: '死亡', en: 'deceased' },
  'transferred-out': { zh: '转往外地', en: 'transferred to another region' },
  suspended: { zh: '暂停', en: 'suspended' },
  unknown: { zh: '原因未知', en: 'reason not known' },
};
export const LEAVING_REASONS = keysOf(LEAVING_TEXTS);

export const FILING_TEXTS: TextsBy<Filing> = {
  enrolment: { zh: '增员', en: 'enrolment' },
  removal: { zh: '减员', en: 'removal' },
  'information-change': { zh: '信息变更', en: 'information change' },
};
export const FILINGS = keysOf(FILING_TEXTS);

export const CATEGORY_TEXTS: TextsBy<Category> = {
  regular: { zh: '全日制', en: 'regular' },
  'part-time': { zh: '非全日制', en: 'part-time' },
  intern: { zh: '实习', en: 'intern' },
  'labour-service': { zh: '劳务', en: 'labour service' },
  retiree: { zh: '退休返聘', en: 'rehired retiree' },
  dispatched: { zh: '劳务派遣', en: 'dispatched' },
};
export const CATEGORIES = keysOf(CATEGORY_TEXTS);

export const SEX_TEXTS: TextsBy<Sex> = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } };
export const SEXES = keysOf(SEX_TEXTS);

export const TIER_TEXTS: TextsBy<ContributionTier> = {
  first: { zh: '一档', en: 'first' },
  second: { zh: '二档', en: 'second' },
};

export const IDENTITY_TEXTS: TextsBy<SealedIdentity['type']> = {
  ...IDENTITY_KIND_TEXTS,
  passport: { zh: '护照', en: 'passport' },
  'hmt-travel-permit': { zh: '港澳台居民通行证', en: 'travel permit for 港澳台 residents' },
};

export const ENDED_STATUS_TEXTS: TextsBy<(typeof ENDED_STATUSES)[number]> = {
  suspended: { zh: '暂停', en: 'suspended' },
  ended: { zh: '终止', en: 'ended' },
};

export const GUIDE_OUTCOME_TEXTS: TextsBy<(typeof GUIDE_OUTCOMES)[number]> = {
  sent: { zh: '已发送', en: 'mailed' },
  refused: { zh: '被邮箱退回', en: 'rejected by the mail service' },
  'too-late': { zh: '已过时，不再发送', en: 'not sent: too late to be useful' },
};
