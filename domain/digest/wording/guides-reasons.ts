import { EMPLOYEE_GUIDE_WORDING } from './guides-employee.ts';
import { LEAVER_GUIDE_WORDING } from './guides-leaver.ts';
import { UNIT_AND_CARD_GUIDE_WORDING } from './guides-unit-card.ts';
import { WAYS_GUIDE_WORDING } from './guides-ways.ts';
import type { ReasonWording } from './reasons.ts';

/** Every sentence of a guide that is not a rule's own; spliced into all reasons. */
export const GUIDE_WORDING: Readonly<Record<string, ReasonWording>> = {
  ...LEAVER_GUIDE_WORDING,
  ...WAYS_GUIDE_WORDING,
  ...UNIT_AND_CARD_GUIDE_WORDING,
  ...EMPLOYEE_GUIDE_WORDING,
};
