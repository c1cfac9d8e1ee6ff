import type { FactKind } from '../../../domain/facts/fact.ts';
import type { Words } from '../frame/frame.ts';

/** Every kind of fact in words. */
export const FACT_WORDS: Readonly<Record<FactKind, Words>> = {
  'employee.hired': { zh: '入职', en: 'hired' },
  'employee.hire_cancelled': { zh: '撤销入职', en: 'hire taken back' },
  'employee.terminated': { zh: '离职', en: 'left' },
  'employee.termination_cancelled': { zh: '撤销离职', en: 'leave taken back' },
  'employee.resumed': { zh: '恢复工作', en: 'resumed' },
  'employee.transferred': { zh: '调动', en: 'transferred' },
  'employee.hire_noticed': { zh: '告知已入职，未给日期', en: 'told to be hired, no day given' },
  'employee.leave_noticed': { zh: '告知已离职，未给日期', en: 'told to have left, no day given' },
  'employee.updated': { zh: '信息变更', en: 'updated' },
  'contribution.charged': { zh: '扣缴', en: 'charged' },
  'filing.submitted': { zh: '申报已提交', en: 'filing submitted' },
  'filing.accepted': { zh: '申报已受理', en: 'filing accepted' },
  'filing.rejected': { zh: '申报被退回', en: 'filing rejected' },
  'refund.requested': { zh: '已申请退费或抵扣', en: 'refund requested' },
  'refund.settled': { zh: '退费或抵扣已办结', en: 'refund settled' },
  'refund.denied': { zh: '退费或抵扣未获批', en: 'refund denied' },
  'document.received': { zh: '收到材料', en: 'document received' },
  'card.requested': { zh: '已申请医保卡', en: 'card requested' },
  'card.issued': { zh: '医保卡已发', en: 'card issued' },
  'guide.settled': { zh: '离职指南邮件已了结', en: 'leaver’s guide settled' },
  'case.acknowledged': { zh: '待办已知悉', en: 'case acknowledged' },
  'case.snoozed': { zh: '待办稍后提醒', en: 'case snoozed' },
  'fact.voided': { zh: '作废一条事实', en: 'a fact voided' },
};
