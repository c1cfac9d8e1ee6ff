import type { FindingKind } from '../../../domain/reconcile/reconcile-month.ts';
import type { Words } from '../frame/frame.ts';

export const KIND_WORDS: Readonly<Record<FindingKind, Words>> = {
  'charged-after-leave': { zh: '已离职仍扣缴', en: 'charged though left' },
  'charged-before-hire': { zh: '入职前扣缴', en: 'charged before the hire' },
  'charged-without-hire': { zh: '没有入职记录却扣缴', en: 'charged though not employed' },
  'charged-twice': { zh: '重复扣缴', en: 'charged twice' },
  'charged-at-two-units': { zh: '两个单位同月扣缴', en: 'charged at two of our units' },
  'not-charged': { zh: '在职未扣缴', en: 'in service but not charged' },
  'wrong-base': { zh: '缴费基数不符', en: 'wrong base' },
  'unknown-person': { zh: '不认识的人', en: 'unknown person' },
};
