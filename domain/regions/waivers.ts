import { plainDate } from '../values/plain-date.ts';

/** Agreements and promises that no social insurance need be paid: void, by judicial interpretation. */
export const WAIVERS_VOID = {
  from: plainDate('2025-09-01'),
  verified: plainDate('2026-11-21'),
  source: '最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第十九条',
  law: '法释〔2025〕12号 19',
  confidence: 'high',
} as const;
