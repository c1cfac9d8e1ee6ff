import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { monthOf, monthsBetween } from '../values/month.ts';
import { addDays, NEVER, type PlainDate } from '../values/plain-date.ts';
import { isEmployment, lastAnswer, type OtherSpell, type Spell } from './spell.ts';

/**
 * The data of these spells that the rules about other spells of the same person need. Left out: cancelled hires and
 * spells without a start.
 */
export function otherSpellsOf(spells: readonly Spell[]): readonly OtherSpell[] {
  return spells.map(asOtherSpell).filter((other) => other !== undefined);
}

/** The data that other spells need of this one; undefined if it has no service. */
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

/** The last answer of staff to the question whether the leave was filed. */
export function leaveFiled(spell: Pick<Spell, 'answers'>): boolean | undefined {
  const last = lastAnswer(spell, 'unfiled-leave');
  return last && last.answer === 'filed';
}

/**
 * At most this many spells before a spell, and this many after it, are kept: once counted over all units, and once
 * counted at the spell's own unit only.
 */
const MAX_ON_EACH_SIDE = 8;

/**
 * Adds to each spell its related spells. At any unit these are the spells that share a month of service with it, and those
 * that join it without a gap of a day. At the same unit they are also the spells that follow it or came shortly before it.
 * Only the nearest are kept, so that a snapshot stays small and a new spell changes only its neighbours.
 */
export function withOthers(spells: readonly Spell[], elsewhere: readonly OtherSpell[]): readonly Spell[] {
  if (spells.length + elsewhere.length === 1) return spells;
  const own = new Map(spells.map((spell) => [spell, asOtherSpell(spell)]));
  const near = neighbours([...own.values(), ...elsewhere].filter((other) => other !== undefined));
  return spells.map((spell) => {
    const mine = own.get(spell);
    const others = mine === undefined ? [] : [...(near.get(mine) ?? [])];
    return { ...spell, otherSpells: others.filter((other) => mine && areRelated(mine, other)).sort(byId) };
  });
}

/** For each spell, the nearest others: the earlier spells that ended last, and the spells that begin next. */
function neighbours(all: readonly OtherSpell[]): ReadonlyMap<OtherSpell, ReadonlySet<OtherSpell>> {
  const near = new Map(all.map((one) => [one, new Set<OtherSpell>()]));
  const inOrder = all.toSorted((a, b) => compareText(a.startOn, b.startOn) || byId(a, b));
  for (const group of [inOrder, ...Map.groupBy(inOrder, ({ unitId }) => unitId).values()]) {
    let before: readonly OtherSpell[] = [];
    for (const [i, one] of group.entries()) {
      const after = group.slice(i + 1, i + 1 + MAX_ON_EACH_SIDE);
      for (const other of [...before, ...after]) near.get(one)?.add(other);
      before = [one, ...before].sort(byEnd).slice(0, MAX_ON_EACH_SIDE);
    }
  }
  return near;
}

/** Sorts the spell with the latest end first. */
function byEnd(a: OtherSpell, b: OtherSpell): number {
  return compareText(b.endOn ?? NEVER, a.endOn ?? NEVER);
}

function byId(a: OtherSpell, b: OtherSpell): number {
  return compareText(a.employeeId, b.employeeId) || compareText(a.spellId, b.spellId);
}

function areRelated(mine: OtherSpell, other: OtherSpell): boolean {
  return (
    shareMonth(mine, other) ||
    followsAtSameUnit(mine, other) ||
    wasShortlyBefore(other, mine) ||
    followsAtOnce(mine, other) ||
    followsAtOnce(other, mine)
  );
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

/**
 * The question of E9 covers at most three whole months between two spells. So the month of the end and the month of the
 * next start are at most four months apart.
 */
const SHORTLY_MONTHS = 4;

function wasShortlyBefore(other: OtherSpell, mine: OtherSpell): boolean {
  if (!followsAtSameUnit(other, mine) || other.endOn === undefined) return false;
  return monthsBetween(monthOf(other.endOn), monthOf(mine.startOn)) <= SHORTLY_MONTHS;
}

function followsAtOnce(mine: OtherSpell, other: OtherSpell): boolean {
  return mine.endOn !== undefined && addDays(mine.endOn, 1) === other.startOn;
}

/** Whether the two periods have a day in common. */
export function shareDay(a: Service, b: Service): boolean {
  return (a.endOn === undefined || b.startOn <= a.endOn) && (b.endOn === undefined || a.startOn <= b.endOn);
}

export interface Service {
  readonly startOn: PlainDate;
  readonly endOn?: PlainDate;
}
