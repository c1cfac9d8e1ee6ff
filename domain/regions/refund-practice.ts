import { sourceText } from '../policy/source.ts';
import type { CodeFor, Confidence } from '../reasons/reason.ts';
import { GUANGDONG_REFUNDS } from './documents.ts';

/** How a province accepts refund applications, according to the service guide of its tax office. */
export interface RefundPractice {
  readonly regions: readonly string[];
  readonly code: CodeFor<{ readonly region: string }>;
  readonly source: string;
  readonly confidence: Confidence;
}

/** R7: the practices that were found. In other regions, the unit must ask the tax office. */
export const REFUND_PRACTICES: readonly RefundPractice[] = [
  {
    regions: ['广州', '深圳'],
    code: 'refund-where-guangdong',
    source: sourceText({ ...GUANGDONG_REFUNDS, at: '办理流程' }),
    confidence: 'medium',
  },
  {
    regions: ['广州', '深圳'],
    code: 'refund-one-at-a-time-guangdong',
    source: sourceText({ ...GUANGDONG_REFUNDS, at: '注意事项' }),
    confidence: 'medium',
  },
];
