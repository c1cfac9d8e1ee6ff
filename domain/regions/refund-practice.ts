import { sourceText } from '../policy/source.ts';
import type { CodeFor, Confidence } from '../reasons/reason.ts';
import { GUANGDONG_REFUNDS } from './documents.ts';

/** How a province takes refund applications, where its tax service guide says so. */
export interface RefundPractice {
  readonly regions: readonly string[];
  readonly code: CodeFor<{ readonly region: string }>;
  readonly source: string;
  readonly confidence: Confidence;
}

/** R7. Nothing of the kind was found for other regions: there the tax office is to be asked. */
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
