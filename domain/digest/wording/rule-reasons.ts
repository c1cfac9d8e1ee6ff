import { BACK_PAYMENT_WORDING, LATE_FEE_WORDING } from './arrears-reasons.ts';
import { BASE_WORDING } from './base-reasons.ts';
import { COVER_WORDING, GAP_WORDING } from './cover-reasons.ts';
import { ENROLMENT_WORDING } from './enrolment-reasons.ts';
import { GUIDE_WORDING } from './guides-reasons.ts';
import type { ReasonWording } from './reasons.ts';
import { RETIREMENT_WORDING } from './retirement-reasons.ts';

/** Why the rules on retirement, cover, base, arrears and eligibility say what they say; spliced into all reasons. */
export const RULE_WORDING: Readonly<Record<string, ReasonWording>> = {
  ...RETIREMENT_WORDING,
  ...COVER_WORDING,
  ...GAP_WORDING,
  ...BASE_WORDING,
  ...LATE_FEE_WORDING,
  ...BACK_PAYMENT_WORDING,
  ...ENROLMENT_WORDING,
  ...GUIDE_WORDING,
};
