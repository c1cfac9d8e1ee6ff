import type { Spell } from '../employment/spell.ts';
import { backPaymentCase } from './back-payment.ts';
import { cardCase } from './card.ts';
import { type Case, UNIT_CASE_KINDS, type UnitCaseKind } from './case.ts';
import { type CaseContext, spellContext, type UnitCaseContext } from './case-parts.ts';
import { dateMissingCase } from './date-missing.ts';
import { declareBasesCase } from './declare-bases.ts';
import { doubleCoverCase } from './double-cover.ts';
import { enrolmentCase } from './enrolment.ts';
import { informationChangeCase } from './information-change.ts';
import { leaverGuideCase } from './leaver-guide.ts';
import { needsPersonCase } from './needs-person.ts';
import { neverHiredCase } from './never-hired.ts';
import { overpaymentCase } from './overpayment.ts';
import { removalCase } from './removal.ts';
import { retirementCase } from './retirement.ts';
import { rosterDifferenceCase } from './roster-difference.ts';
import { suspensionCase } from './suspension.ts';
import { topUpCase } from './top-up.ts';
import { unknownPersonCase } from './unknown-person.ts';

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

export type { UnitCaseContext } from './case-parts.ts';

const CASE_OF: Readonly<Record<UnitCaseKind, (context: UnitCaseContext) => Case | undefined>> = {
  'declare-bases': declareBasesCase,
  'unknown-person': unknownPersonCase,
  'roster-difference': rosterDifferenceCase,
};

/** Every case of the unit itself that is open on the day, of all kinds or of those asked for. */
export function openUnitCases(
  context: UnitCaseContext,
  kinds: readonly UnitCaseKind[] = UNIT_CASE_KINDS,
): Case[] {
  return kinds.map((kind) => CASE_OF[kind](context)).filter((found) => found !== undefined);
}
