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
import { isBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { seenInsured } from '../rules/evidence/seen-insured.ts';
import { isRemoved, standing } from '../rules/evidence/standing.ts';
import { monthOf } from '../values/month.ts';
import { earlierOf, laterOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsByFiles, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { enrolmentDeadlineOf } from './enrolment.ts';
import { step } from './steps.ts';

/**
 * R6, E12: one person is in service at two of our units at the same time and must not be insured twice. The case
 * belongs to the spell that began later and goes to the staff of both units. It closes when one of the spells ends, or
 * when the person is off the agency's list in one of them. The earlier spell wakes too, so that its unit gets the case
 * (see coveredTwiceElsewhere).
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
  const service = serviceOf(situation);
  const others = doublesOf(spell, context).filter(
    (other) => inService(other, context.asOf) && isFirst(other, spell, service.startOn),
  );
  if (others.length === 0) return undefined;
  const units = others.map(({ unitId }) => unitId);
  const isIdle = standing(spell, context).enrolment.isConfirmed || isBeforeCanbao(spell, context);
  const enrolment = isIdle ? undefined : enrolmentDeadlineOf(situation.start, context);
  const keep = onlyOneInsured(spell, others);
  return {
    ...partsByFiles(spell, 'double-cover'),
    unitIds: [...new Set([spell.unitId, ...units])],
    state: { is: 'open' },
    eventOn: service.startOn,
    openedOn: service.startOn,
    ...(enrolment !== undefined && { deadline: enrolment.deadline }),
    documents: [],
    steps: [step('step-decide-unit'), step('step-report-other-leave')],
    because: [
      {
        rule: 'R6',
        code: 'double-cover',
        values: { unitId: spell.unitId, otherUnits: units, since: service.startOn },
      },
      ...others.map(
        ({ employeeId, unitId, startOn }): Reason => ({
          rule: 'R6',
          code: 'double-cover-other',
          values: { employeeId, unitId, startOn },
        }),
      ),
      ...(keep === undefined
        ? []
        : [{ rule: 'E12', code: 'double-cover-keep', values: { unitId: keep } } as const]),
    ],
  };
}

/**
 * The unit that insures the person according to the agency's files, if there is exactly one. The case proposes to keep
 * the insurance at this unit.
 */
function onlyOneInsured(spell: Spell, others: readonly OtherSpell[]): string | undefined {
  const isCharged = ({ chargedMonths = [], lastListing }: OtherSpell) =>
    seenInsured({ chargedMonths, listings: lastListing === undefined ? [] : [lastListing] }) !== undefined;
  const insured = [
    ...(seenInsured(spell) === undefined ? [] : [spell.unitId]),
    ...others.filter(isCharged).map(({ unitId }) => unitId),
  ];
  return insured.length === 1 ? insured[0] : undefined;
}

/** The first day on which the person is in service in both spells, also for the spell that does not own the case. */
function doubleCoverOpensOn(spell: Spell, context: WakeContext): PlainDate {
  const { situation } = spell;
  if (!isEmployment(situation)) return NEVER;
  const elsewhere = doublesOf(spell, context).filter(
    (other) => other.unitId !== spell.unitId || isFirst(other, spell, situation.start.on),
  );
  return elsewhere.map(({ startOn }) => laterOf(startOn, situation.start.on)).reduce(earlierOf, NEVER);
}

/**
 * The later spells at other units in which the person is also in service on the day of the context. Each has a case
 * that this unit gets too.
 */
export function coveredTwiceElsewhere(
  spell: Spell,
  context: CaseContext,
): readonly Pick<OtherSpell, 'employeeId' | 'spellId'>[] {
  const { situation, unitId } = spell;
  if (!inServiceOn(situation, context.asOf)) return [];
  return doublesOf(spell, context)
    .filter((other) => other.unitId !== unitId && inService(other, context.asOf))
    .filter((other) => !isFirst(other, spell, situation.start.on))
    .map(({ employeeId, spellId }) => ({ employeeId, spellId }));
}

/**
 * The other spells that share a day of service with this one. Empty if the person is off the agency's list in this
 * spell; other spells in which the person is off the list are left out.
 */
function doublesOf(spell: Spell, context: WakeContext): readonly OtherSpell[] {
  const { situation, otherSpells } = spell;
  if (!isEmployment(situation) || otherSpells.length === 0) return [];
  if (isRemoved(standing(spell, context))) return [];
  const service = serviceOf(situation);
  return otherSpells.filter((other) => !isOffTheList(other) && shareDay(service, other));
}

/**
 * Whether the person is off the agency's list in the other spell: a removal was accepted, or the latest list, dated
 * since that spell began, shows that the insurance was suspended or ended. A charge for a later month disproves this.
 */
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
  return { startOn: situation.start.on, ...(situation.is === 'left' && { endOn: situation.end.on }) };
}

/** Whether the other spell began first. The case belongs to the later spell, so that the two spells share one case. */
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
