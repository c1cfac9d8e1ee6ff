import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { type Fen, fen, NO_MONEY } from '../values/money.ts';
import { type Month, type MonthSpan, monthOf, monthSpans, plusMonths } from '../values/month.ts';
import { countBelow } from '../values/sorted.ts';
import type { Segment } from './segments.ts';
import { type Charge, type FiledBase, isEmployment, type Situation } from './spell.ts';

type Charged = FactOf<'contribution.charged'>;
type Offset = FactOf<'contribution.offset'>;

/** Charges by spell id, or by unit id for units where the person was never employed. */
export interface AssignedCharges {
  readonly bySpell: ReadonlyMap<string, readonly Charge[]>;
  readonly strayByUnit: ReadonlyMap<string, readonly Charge[]>;
}

/**
 * Assigns a charge to the latest spell at its unit that had begun by the month of the charge, otherwise to the first
 * spell there. If that month is before the hire or after the leave, the charge is an overpayment of that spell.
 * @param segments in order of their starts.
 */
export function chargesOf(segments: readonly Segment[], facts: readonly Fact[]): AssignedCharges {
  const charges = netCharges(facts);
  const units = unitsByMonth(charges);
  const bySpell = new Map<string, Charge[]>();
  const strayByUnit = new Map<string, Charge[]>();
  const segmentsAt = Map.groupBy(segments, ({ unitId }) => unitId);
  for (const fact of charges) {
    const segment = segmentFor(fact, segmentsAt.get(fact.data.unitId) ?? []);
    const [map, key] = segment === undefined ? [strayByUnit, fact.data.unitId] : [bySpell, segment.spellId];
    const charged = map.get(key) ?? [];
    charged.push(chargeOf(fact, otherUnits(fact, units)));
    map.set(key, charged);
  }
  return { bySpell, strayByUnit };
}

/**
 * Sorts by month; within a month, supplements come last. The first regular charge of a month is the one that was due.
 */
function byMonth(a: Charged, b: Charged): number {
  return (
    compareText(a.data.month, b.data.month) ||
    Number(a.data.supplement ?? false) - Number(b.data.supplement ?? false) ||
    compareText(a.data.chargedOn ?? '', b.data.chargedOn ?? '') ||
    compareText(a.statedAt, b.statedAt) ||
    compareText(a.factId, b.factId)
  );
}

/** The charges minus the agency's offsets. @returns the charges in the order of {@link byMonth}. */
export function netCharges(facts: readonly Fact[]): readonly Charged[] {
  const charges = facts.filter((fact) => fact.kind === 'contribution.charged').sort(byMonth);
  const offsets = facts.filter((fact) => fact.kind === 'contribution.offset');
  const placed = ({ data }: Charged | Offset) => ({ ...data, place: `${data.month} ${data.unitId}` });
  const net = netAmounts(charges.map(placed), offsets.map(placed));
  return charges.flatMap((fact, index) => {
    const amounts = net[index];
    return amounts === undefined ? [] : [{ ...fact, data: { ...fact.data, ...amounts } }];
  });
}

interface PlacedAmounts {
  /** The unit and month of the charge. An offset reduces the charges of the same person that have the same place. */
  readonly place: string;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
}

/**
 * Subtracts each month's offsets from its charges, the latest charge first.
 * @param charges in the order in which they were made.
 * @returns the rest of each charge; undefined for a charge that is offset in full and counts as never made.
 */
export function netAmounts(
  charges: readonly PlacedAmounts[],
  offsets: readonly PlacedAmounts[],
): readonly (Pick<PlacedAmounts, 'unitAmount' | 'personalAmount'> | undefined)[] {
  const left = new Map<string, { unit: number; personal: number }>();
  for (const { place, unitAmount, personalAmount } of offsets) {
    const before = left.get(place) ?? { unit: 0, personal: 0 };
    left.set(place, { unit: before.unit + unitAmount, personal: before.personal + personalAmount });
  }
  return charges
    .toReversed()
    .map(({ place, unitAmount, personalAmount }) => {
      const rest = left.get(place);
      if (rest === undefined || (rest.unit === 0 && rest.personal === 0))
        return { unitAmount, personalAmount };
      const [unit, personal] = [Math.min(rest.unit, unitAmount), Math.min(rest.personal, personalAmount)];
      rest.unit -= unit;
      rest.personal -= personal;
      const net = { unitAmount: fen(unitAmount - unit), personalAmount: fen(personalAmount - personal) };
      return net.unitAmount === NO_MONEY && net.personalAmount === NO_MONEY ? undefined : net;
    })
    .reverse();
}

function unitsByMonth(charges: readonly Charged[]): ReadonlyMap<Month, ReadonlySet<string>> {
  const units = new Map<Month, Set<string>>();
  for (const { data } of charges)
    units.set(data.month, (units.get(data.month) ?? new Set()).add(data.unitId));
  return units;
}

/**
 * The segment that a charge belongs to, see {@link chargesOf}.
 * @param there the segments at the unit of the charge.
 */
function segmentFor({ data }: Charged, there: readonly Segment[]): Segment | undefined {
  const isStanding = ({ situation }: Segment) => situation.is !== 'cancelled';
  const begun = there.slice(
    0,
    countBelow(there, ({ situation }) => situation.start.on, `${data.month}~`),
  );
  return begun.findLast(isStanding) ?? there.find(isStanding) ?? begun.at(-1) ?? there[0];
}

function otherUnits({ data }: Charged, units: ReadonlyMap<Month, ReadonlySet<string>>): readonly string[] {
  return [...(units.get(data.month) ?? [])].filter((unit) => unit !== data.unitId).sort();
}

/**
 * The charge as it is kept in a spell.
 * @param alsoChargedAt the other units that were charged for the same person and month.
 */
export function chargeOf({ factId, receivedAt, data }: Charged, alsoChargedAt: readonly string[]): Charge {
  const { unitId, month, unitAmount, personalAmount, base, chargedOn, supplement } = data;
  return {
    factId,
    unitId,
    month,
    unitAmount,
    personalAmount,
    knownAt: receivedAt,
    ...compact({ base, chargedOn, supplement }),
    ...(alsoChargedAt.length > 0 && { alsoChargedAt }),
  };
}

/**
 * The charges of a spell that a rule may need: the latest regular charge, for estimates, and possible overpayments.
 * Possible overpayments are charges for months before the service, for its last month and later months, several charges
 * for one month, and charges for a month that another unit also charged. Supplements during service are left out. So
 * the snapshot of a long employment stays small.
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
  if (!isEmployment(situation)) return () => false;
  const from = monthOf(situation.start.on);
  const stop =
    situation.is === 'left' ? (situation.end.insuranceStopMonth ?? monthOf(situation.end.on)) : undefined;
  const until = situation.is === 'left' ? lowest(stop, monthOf(situation.end.on)) : undefined;
  return (month) => month >= from && (until === undefined || month < until);
}

function lowest(a: Month | undefined, b: Month): Month {
  return a !== undefined && a < b ? a : b;
}

/**
 * R13: the months with a charge, as spans. A supplement counts too: the person was on the unit's bill of that month.
 * @param charges of one spell, in order of months.
 */
export function chargedMonths(charges: readonly Charge[]): readonly MonthSpan[] {
  return monthSpans(charges).map(({ from, to }) => ({ from, to }));
}

export function isWithin(spans: readonly MonthSpan[], month: Month): boolean {
  return spans.some(({ from, to }) => from <= month && month <= to);
}

/**
 * How many months back bases are kept. Limits are published at most a year after they take effect, so the current base
 * year and the one before it are enough.
 */
const MONTHS_BACK = 24;

/**
 * R4: the contribution bases of months of service, as spans, to compare them with limits published later. Months
 * corrected by a supplement are left out, and so are months whose bill states no base, and months two years or more
 * before the latest charge. If a month was charged twice, the first charge is used, because the second is an
 * overpayment (R7) and cannot make up for a base that was too low.
 * @param charges of one spell, in order of months.
 */
export function filedBases(charges: readonly Charge[], situation: Situation): readonly FiledBase[] {
  const latest = charges.at(-1)?.month;
  if (latest === undefined || !charges.some(({ base }) => base !== undefined)) return [];
  const first = plusMonths(latest, 1 - MONTHS_BACK);
  const filed = [...Map.groupBy(charges, (charge) => charge.month)].flatMap(([month, ofMonth]) => {
    const base = month < first || !isInService(month, situation) ? undefined : baseOf(ofMonth);
    return base === undefined ? [] : [{ month, base }];
  });
  const spans = monthSpans(filed, (a, b) => a.base === b.base);
  return spans.map(({ from, to, items: [{ base }] }) => ({ from, to, base }));
}

function baseOf(ofMonth: readonly Charge[]): Fen | undefined {
  return ofMonth.some(({ supplement }) => supplement !== undefined) ? undefined : ofMonth[0]?.base;
}

/**
 * Whether a month may be payable. This includes the month of leaving and a stop month that HR stated, because the
 * policy decides which of them is payable.
 */
function isInService(month: Month, situation: Situation): boolean {
  if (!isEmployment(situation)) return false;
  if (month < monthOf(situation.start.on)) return false;
  if (situation.is === 'employed') return true;
  const { on, insuranceStopMonth } = situation.end;
  return month <= monthOf(on) || (insuranceStopMonth !== undefined && month <= insuranceStopMonth);
}
