import { type Service, shareDay } from '../employment/other-spells.ts';
import {
  type EmploymentSituation,
  inServiceOn,
  isEmployment,
  type OtherSpell,
  type Spell,
} from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import type { Reason } from '../reasons/reason.ts';
import { isRemoved, standing } from '../rules/evidence/standing.ts';
import { monthOf } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { enrolmentDeadlineOf } from './enrolment.ts';
import { step } from './steps.ts';

/**
 * R6: the same person is in service at two of our units at once, so cover would be double. The case is the later
 * begun spell's, and names both units; it is over when one of the two ends or is removed.
 */
export const doubleCover: SpellCaseKind = {
  kind: 'double-cover',
  wakesOn: doubleCoverOpensOn,
  open: openDoubleCover,
  actions: () => ['leave', 'mistake'],
};

function openDoubleCover(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  if (!inServiceOn(situation, context.asOf)) return undefined;
  const mine = serviceOf(situation);
  const others = doublesOf(spell, context).filter((other) => inService(other, context.asOf));
  if (others.length === 0) return undefined;
  const units = others.map(({ unitId }) => unitId);
  const { isConfirmed } = standing(spell, context).enrolment;
  const enrolment = isConfirmed ? undefined : enrolmentDeadlineOf(situation.start, context);
  return {
    ...partsOf(spell, 'double-cover'),
    state: { is: 'open' },
    eventOn: mine.startOn,
    openedOn: mine.startOn,
    ...(enrolment !== undefined && { deadline: enrolment.deadline }),
    documents: [],
    steps: [step('step-decide-unit'), step('step-report-other-leave')],
    because: [
      {
        rule: 'R6',
        code: 'double-cover',
        values: { unitId: spell.unitId, otherUnits: units, since: mine.startOn },
      },
      ...others.map(
        ({ employeeId, unitId, startOn }): Reason => ({
          rule: 'R6',
          code: 'double-cover-other',
          values: { employeeId, unitId, startOn },
        }),
      ),
    ],
  };
}

function doubleCoverOpensOn(spell: Spell, context: WakeContext): PlainDate {
  return isEmployment(spell.situation) && doublesOf(spell, context).length > 0
    ? spell.situation.start.on
    : NEVER;
}

/** The other spells that make the cover of this one double, on whichever days, as long as neither is removed. */
function doublesOf(spell: Spell, context: WakeContext): readonly OtherSpell[] {
  const { situation, otherSpells } = spell;
  if (!isEmployment(situation) || otherSpells.length === 0) return [];
  if (isRemoved(standing(spell, context))) return [];
  const mine = serviceOf(situation);
  return otherSpells.filter(
    (other) => !isOffTheList(other) && shareDay(mine, other) && isFirst(other, spell, mine.startOn),
  );
}

/** By its accepted removal, unless a later month was charged, or by a list of while it lasted. */
function isOffTheList({ removedOn, lastListing, startOn, chargedMonths = [] }: OtherSpell): boolean {
  const lastCharged = chargedMonths.at(-1)?.to;
  const isCharged = (since: PlainDate) => lastCharged !== undefined && lastCharged > monthOf(since);
  if (removedOn !== undefined) return !isCharged(removedOn);
  return (
    lastListing !== undefined &&
    lastListing.is !== 'listed' &&
    lastListing.on >= startOn &&
    !isCharged(lastListing.on)
  );
}

function serviceOf(situation: EmploymentSituation): Service {
  const endOn = situation.is === 'left' ? situation.end.on : undefined;
  return { startOn: situation.start.on, ...(endOn !== undefined && { endOn }) };
}

/** One case for the two of them: that of the spell which began later. */
function isFirst(other: OtherSpell, spell: Spell, startOn: PlainDate): boolean {
  const order =
    compareText(other.startOn, startOn) ||
    compareText(other.employeeId, spell.employeeId) ||
    compareText(other.spellId, spell.spellId);
  return order < 0;
}

function inService({ startOn, endOn }: Service, asOf: PlainDate): boolean {
  return startOn <= asOf && (endOn === undefined || asOf <= endOn);
}
