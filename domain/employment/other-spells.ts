import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { monthOf } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { isEmployment, type OtherSpell, type Spell } from './spell.ts';

/** What other spells of the same person need to know of these; none of one without a begin, or taken back. */
export function otherSpellsOf(spells: readonly Spell[]): readonly OtherSpell[] {
  return spells.map(asOtherSpell).filter((other) => other !== undefined);
}

/** A spell as others see it; undefined where it has no service. */
function asOtherSpell(spell: Spell): OtherSpell | undefined {
  const { employeeId, spellId, unitId, situation, filings, chargedMonths, listings } = spell;
  if (!isEmployment(situation)) return undefined;
  const { on: endOn, insuranceStopMonth } = situation.is === 'left' ? situation.end : {};
  const removedOn = filings.removal?.is === 'accepted' ? filings.removal.on : undefined;
  const last = listings?.at(-1);
  const lastListing = last && { on: last.on, is: last.is };
  const optional = compact({ endOn, insuranceStopMonth, removedOn, chargedMonths, lastListing });
  return { employeeId, spellId, unitId, startOn: situation.start.on, ...optional };
}

/** The others that share a month of service with this spell, and later ones at the same unit. */
export function relatedSpells(spell: Spell, others: readonly OtherSpell[]): readonly OtherSpell[] {
  const mine = asOtherSpell(spell);
  if (mine === undefined) return [];
  return others
    .filter((other) => other.employeeId !== mine.employeeId || other.spellId !== mine.spellId)
    .filter((other) => shareMonth(mine, other) || followsAtSameUnit(mine, other))
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

/** Whether the two have a day of service in common. */
export function shareDay(a: Service, b: Service): boolean {
  return (a.endOn === undefined || b.startOn <= a.endOn) && (b.endOn === undefined || a.startOn <= b.endOn);
}

export interface Service {
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
}
