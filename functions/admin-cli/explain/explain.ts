import type { GroupSpec } from '../frame/spec.ts';
import { EXPLAIN_COVER, EXPLAIN_ELIGIBILITY, EXPLAIN_GAP } from './cover.ts';
import { EXPLAIN_ENROLMENT, EXPLAIN_REMOVAL } from './deadlines.ts';
import { EXPLAIN_DOCUMENTS } from './documents.ts';
import { EXPLAIN_BACK_PAYMENT, EXPLAIN_BASE, EXPLAIN_LATE_FEE } from './money.ts';
import { EXPLAIN_CREDIT_CODE, EXPLAIN_IDENTITY } from './numbers.ts';
import { EXPLAIN_RETIREMENT } from './retirement.ts';

export const EXPLAIN: GroupSpec = {
  name: 'explain',
  about: { zh: '解释期限、金额和号码，不需要数据', en: 'explain dates, amounts and numbers; needs no data' },
  commands: [
    EXPLAIN_ENROLMENT,
    EXPLAIN_REMOVAL,
    EXPLAIN_ELIGIBILITY,
    EXPLAIN_COVER,
    EXPLAIN_BASE,
    EXPLAIN_LATE_FEE,
    EXPLAIN_BACK_PAYMENT,
    EXPLAIN_GAP,
    EXPLAIN_RETIREMENT,
    EXPLAIN_DOCUMENTS,
    EXPLAIN_IDENTITY,
    EXPLAIN_CREDIT_CODE,
  ],
};
