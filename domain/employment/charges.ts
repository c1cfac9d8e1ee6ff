import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { Charge, Situation } from './spell.ts';
import type { Stretch } from './stretches.ts';

type Charged = FactOf<'contribution.charged'>;

/** Charges of each spell by spell id, and by unit those of units where the person was never employed. */
export interface AssignedCharges {
  readonly bySpell: ReadonlyMap<string, readonly Charge[]>;
  readonly strayByUnit: ReadonlyMap<string, readonly Charge[]>;
}

/**
 * A charge belongs to the latest spell at its unit that had begun by its month, else to the first one there: a
 * charge before the hire, or after the leave, is that spell's overpayment.
 *
 * @param stretches in the order of their starts.
 */
export function chargesOf(stretches: readonly Stretch[], facts: readonly Fact[]): AssignedCharges {
  const charges = facts.filter((fact): fact is Charged => fact.kind === 'contribution.charged').sort(byMonth);
  const units = unitsByMonth(charges);
  const bySpell = new Map<string, Charge[]>();
  const strayByUnit = new Map<string, Charge[]>();
  for (const fact of charges) {
    const stretch = stretchFor(fact, stretches);
    const [map, key] = stretch === undefined ? [strayByUnit, fact.data.unitId] : [bySpell, stretch.spellId];
    const charged = map.get(key) ?? [];
    charged.push(chargeOf(fact, otherUnits(fact, units)));
    map.set(key, charged);
  }
  return { bySpell, strayByUnit };
}

/** Among charges of one month the first regular one made is the one that was due; supplements come after it. */
function byMonth(a: Charged, b: Charged): number {
  return (
    compareText(a.data.month, b.data.month) ||
    Number(a.data.supplement ?? false) - Number(b.data.supplement ?? false) ||
    compareText(a.data.chargedOn ?? '', b.data.chargedOn ?? '') ||
    compareText(a.statedAt, b.statedAt) ||
    compareText(a.factId, b.factId)
  );
}

function unitsByMonth(charges: readonly Charged[]): ReadonlyMap<Month, ReadonlySet<string>> {
  const units = new Map<Month, Set<string>>();
  for (const { data } of charges)
    units.set(data.month, (units.get(data.month) ?? new Set()).add(data.unitId));
  return units;
}

function stretchFor({ data }: Charged, stretches: readonly Stretch[]): Stretch | undefined {
  const there = stretches.filter(({ unitId }) => unitId === data.unitId);
  const standing = there.filter(({ situation }) => situation.is !== 'cancelled');
  const candidates = standing.length > 0 ? standing : there;
  return candidates.findLast(({ situation }) => monthOf(situation.start.on) <= data.month) ?? candidates[0];
}

function otherUnits({ data }: Charged, units: ReadonlyMap<Month, ReadonlySet<string>>): readonly string[] {
  return [...(units.get(data.month) ?? [])].filter((unit) => unit !== data.unitId).sort();
}

/** @param alsoChargedAt the other units that were charged for the same person and month. */
export function chargeOf({ factId, receivedAt, data }: Charged, alsoChargedAt: readonly string[]): Charge {
  const { unitId, month, unitAmount, personalAmount, base, chargedOn, supplement } = data;
  return {
    factId,
    unitId,
    month,
    unitAmount,
    personalAmount,
    knownAt: receivedAt,
    ...(base !== undefined && { base }),
    ...(chargedOn !== undefined && { chargedOn }),
    ...(supplement !== undefined && { supplement }),
    ...(alsoChargedAt.length > 0 && { alsoChargedAt }),
  };
}

/**
 * What of a spell's charges a rule may need: those that could be overpaid (up to the first and from the last month
 * of service on, twice in a month, in a month that another unit charged too) and the latest regular one, to estimate
 * from. A supplement in service is none of these. An employee of twenty years keeps a small snapshot.
 */
export function notableCharges(charges: readonly Charge[], situation: Situation): readonly Charge[] {
  const inService = strictlyInService(situation);
  const regular = charges.filter(({ supplement }) => supplement === undefined);
  const latest = (regular.length > 0 ? regular : charges).at(-1);
  const perMonth = Map.groupBy(regular, ({ month }) => month);
  return charges.filter((charge) => {
    const twice = charge.supplement === undefined && (perMonth.get(charge.month)?.length ?? 0) > 1;
    return twice || charge === latest || charge.alsoChargedAt !== undefined || !inService(charge.month);
  });
}

function strictlyInService(situation: Situation): (month: Month) => boolean {
  if (situation.is !== 'employed' && situation.is !== 'left') return () => false;
  const from = monthOf(situation.start.on);
  const stop =
    situation.is === 'left' ? (situation.end.insuranceStopMonth ?? monthOf(situation.end.on)) : undefined;
  const until = situation.is === 'left' ? lowest(stop, monthOf(situation.end.on)) : undefined;
  return (month) => month >= from && (until === undefined || month < until);
}

function lowest(a: Month | undefined, b: Month): Month {
  return a !== undefined && a < b ? a : b;
}
