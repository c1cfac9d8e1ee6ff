import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { monthOf, monthsBetween } from '../values/month.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { isEmployment, type OtherSpell, type Spell } from './spell.ts';

/** What other spells of the same person need to know of these; none of one without a begin, or taken back. */
export function otherSpellsOf(spells: readonly Spell[]): readonly OtherSpell[] {
  return spells.map(asOtherSpell).filter((other) => other !== undefined);
}

/** A spell as others see it; undefined where it has no service. */
function asOtherSpell(spell: Spell): OtherSpell | undefined {
  const { employeeId, spellId, unitId, situation, filings, chargedMonths, listings } = spell;
  const { enrolment, removal } = filings;
  if (!isEmployment(situation)) return undefined;
  const { on: endOn, insuranceStopMonth } = situation.is === 'left' ? situation.end : {};
  const removedOn = removal?.is === 'accepted' ? removal.on : undefined;
  const removalFiledOn = removal === undefined || removal.is === 'rejected' ? undefined : removal.on;
  const enrolledOn = enrolment?.is === 'accepted' ? enrolment.on : undefined;
  const last = listings?.at(-1);
  const lastListing = last && { on: last.on, is: last.is };
  const optional = compact({
    ...{ endOn, insuranceStopMonth, removedOn, removalFiledOn, enrolledOn },
    ...{ leaveFiled: leaveFiled(spell), chargedMonths, lastListing },
  });
  return { employeeId, spellId, unitId, startOn: situation.start.on, ...optional };
}

/** What staff answered last to whether the leave was filed at all. */
export function leaveFiled({ answers = [] }: Pick<Spell, 'answers'>): boolean | undefined {
  const last = answers.findLast(
    ({ caseId, answer }) =>
      caseId.endsWith('/unfiled-leave') && (answer === 'filed' || answer === 'not-filed'),
  );
  return last && last.answer === 'filed';
}

/**
 * The others that share a month of service with this spell, those at the same unit that follow it or came shortly before
 * it, and those that a move connects with it.
 */
export function relatedSpells(spell: Spell, others: readonly OtherSpell[]): readonly OtherSpell[] {
  const mine = asOtherSpell(spell);
  if (mine === undefined) return [];
  return others
    .filter((other) => other.employeeId !== mine.employeeId || other.spellId !== mine.spellId)
    .filter(
      (other) =>
        shareMonth(mine, other) ||
        followsAtSameUnit(mine, other) ||
        wasShortlyBefore(other, mine) ||
        followsAtOnce(mine, other) ||
        followsAtOnce(other, mine),
    )
    .sort((a, b) => compareText(a.employeeId, b.employeeId) || compareText(a.spellId, b.spellId));
}

function shareMonth(a: OtherSpell, b: OtherSpell): boolean {
  return begunByEndOf(a, b) && begunByEndOf(b, a);
}

function begunByEndOf(a: OtherSpell, b: OtherSpell): boolean {
  return b.endOn === undefined || monthOf(a.startOn) <= monthOf(b.endOn);
}

function followsAtSameUnit(mine: OtherSpell, other: OtherSpell): boolean {
  return other.unitId === mine.unitId && mine.endOn !== undefined && other.startOn > mine.endOn;
}

/** As long as one question can ask for the months between: at most three whole ones (E9). */
const SHORTLY_MONTHS = 4;

function wasShortlyBefore(other: OtherSpell, mine: OtherSpell): boolean {
  if (!followsAtSameUnit(other, mine) || other.endOn === undefined) return false;
  return monthsBetween(monthOf(other.endOn), monthOf(mine.startOn)) <= SHORTLY_MONTHS;
}

function followsAtOnce(mine: OtherSpell, other: OtherSpell): boolean {
  return mine.endOn !== undefined && addDays(mine.endOn, 1) === other.startOn;
}

/** Whether the two have a day of service in common. */
export function shareDay(a: Service, b: Service): boolean {
  return (a.endOn === undefined || b.startOn <= a.endOn) && (b.endOn === undefined || a.startOn <= b.endOn);
}

export interface Service {
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
}
