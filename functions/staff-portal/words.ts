import type { StaffAction } from '../../domain/cases/case.ts';
import { FACT_WORDS } from '../../domain/facts/words.ts';
import { UNIT_FACT_WORDS } from '../../domain/units/words.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { ActivityEntry } from '../ports.ts';
import type { AnyFact } from './views.ts';

/** What somebody did, in words. */
const ACTION_WORDS: Partial<Record<ActivityEntry['action'], Texts>> = {
  'filing-submitted': { zh: '登记已提交', en: 'recorded as submitted' },
  'filing-accepted': { zh: '登记已受理', en: 'recorded as accepted' },
  'filing-rejected': { zh: '登记被退回', en: 'recorded as rejected' },
  'document-received': { zh: '登记收到材料', en: 'recorded a paper' },
  'refund-requested': { zh: '登记已申请退费或抵扣', en: 'recorded that money was asked back' },
  'refund-settled': { zh: '登记退费或抵扣已办结', en: 'recorded that money came back' },
  'refund-denied': { zh: '登记退费或抵扣未获批', en: 'recorded a denial' },
  'card-requested': { zh: '登记已申请医保卡', en: 'recorded that a card was asked for' },
  'card-issued': { zh: '登记已领到医保卡', en: 'recorded that a card came' },
  hire: { zh: '登记入职日期', en: 'recorded a first working day' },
  leave: { zh: '登记离职日期', en: 'recorded a last working day' },
  mistake: { zh: '登记没有此事', en: 'recorded that it is not so' },
  'bill-import': { zh: '导入账单', en: 'imported a bill' },
  'list-import': { zh: '导入参保人员名单', en: 'imported a list of insured people' },
  'roster-import': { zh: '上传花名册核对', en: 'uploaded a roster' },
  'bases-declared': { zh: '登记已申报基数', en: 'recorded the declaration of bases' },
  'roster-confirmed': { zh: '确认花名册差异', en: 'confirmed differences of the roster' },
  'roster-dismissed': { zh: '花名册差异不用处理', en: 'dismissed differences of the roster' },
  answered: { zh: '答复问题', en: 'answered a question' },
  acknowledged: { zh: '已知悉', en: 'seen' },
  snoozed: { zh: '稍后提醒', en: 'put off' },
  noted: { zh: '写备注', en: 'wrote a note' },
  undone: { zh: '撤销登记', en: 'undid a record' },
  'sign-in-code': { zh: '管理员代取登录验证码', en: 'had a sign-in code made' },
};

/** What somebody did; an action that has no words here goes by its name. */
export function actionText(action: ActivityEntry['action']): Texts {
  return ACTION_WORDS[action] ?? { zh: action, en: action };
}

/** A kind of fact in words. */
export function factText({ kind }: Pick<AnyFact, 'kind'>): Texts {
  const words: Partial<Record<string, Texts>> = { ...UNIT_FACT_WORDS, ...FACT_WORDS };
  return words[kind] ?? { zh: kind, en: kind };
}

/** What a case asks for that is done on a page of the unit. */
export const DONE_ELSEWHERE: Partial<
  Record<
    StaffAction,
    { readonly path: string; readonly text: Texts; readonly link: Texts; readonly else: Texts }
  >
> = {
  'bill-import': {
    path: 'bills',
    text: {
      zh: '导入含有这些月份的账单后，这件待办自动办结。',
      en: 'The case is done once a bill with these months is imported.',
    },
    link: { zh: '上传账单', en: 'Upload the bill' },
    else: {
      zh: '请把账单文件交给经办人或财务。',
      en: 'Hand the file to the handler or to finance.',
    },
  },
};
