import type { Channel } from '../../../domain/facts/insurance.ts';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import type { Words } from './frame.ts';

/** The ways to file; named here again so that a command that only lists them loads no schema library. */
export const CHANNELS = ['online', 'counter', 'agency'] as const satisfies readonly Channel[];

/** Every reason for leaving in words. Its keys are all reasons there are, at hand without loading any schema. */
export const LEAVING_WORDS: Readonly<Record<LeavingReason, Words>> = {
  resigned: { zh: '辞职', en: 'resigned' },
  dismissed: { zh: '解除合同', en: 'dismissed' },
  'contract-ended': { zh: '合同终止', en: 'contract ended' },
  retired: { zh: '退休', en: 'retired' },
  deceased: { zh: '死亡', en: 'deceased' },
  'transferred-out': { zh: '转往外地', en: 'transferred to another region' },
  suspended: { zh: '暂停', en: 'suspended' },
  unknown: { zh: '原因未知', en: 'reason not known' },
};

export const LEAVING_REASONS = Object.keys(LEAVING_WORDS) as readonly LeavingReason[];
