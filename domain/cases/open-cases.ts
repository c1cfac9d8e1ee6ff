import type { Spell } from '../employment/spell.ts';
import { backPaymentCase } from './back-payment-case.ts';
import { cardCase } from './card-case.ts';
import type { Case } from './case.ts';
import { type CaseContext, spellContext } from './case-parts.ts';
import { dateMissingCase } from './date-missing-case.ts';
import { doubleCoverCase } from './double-cover-case.ts';
import { enrolmentCase } from './enrolment-case.ts';
import { informationChangeCase } from './information-change-case.ts';
import { leaverGuideCase } from './leaver-guide-case.ts';
import { needsPersonCase } from './needs-person-case.ts';
import { neverHiredCase } from './never-hired-case.ts';
import { overpaymentCase } from './overpayment-case.ts';
import { removalCase } from './removal-case.ts';
import { retirementCase } from './retirement-case.ts';
import { suspensionCase } from './suspension-case.ts';
import { topUpCase } from './top-up-case.ts';

export type { CaseContext } from './case-parts.ts';

const KINDS = [
  enrolmentCase,
  removalCase,
  overpaymentCase,
  neverHiredCase,
  doubleCoverCase,
  needsPersonCase,
  dateMissingCase,
  backPaymentCase,
  topUpCase,
  retirementCase,
  suspensionCase,
  informationChangeCase,
  cardCase,
  leaverGuideCase,
];

/** Every case of a spell that is open on the day, derived from facts, policy, calendar and day alone. */
export function openCases(spell: Spell, context: CaseContext): Case[] {
  const mine = spellContext(spell, context);
  return KINDS.map((caseOf) => caseOf(spell, mine)).filter((found) => found !== undefined);
}
