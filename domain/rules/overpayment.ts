import type { Calendar } from '../calendar/calendar.ts';
import type { CaseMoney, MonthOfMoney, Reason } from '../cases/case.ts';
import type { End, Refund, Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { addFen, type Fen } from '../values/money.ts';
import { type Month, monthOf, plusMonths } from '../values/month.ts';
import { addDays, earlierOf, type PlainDate } from '../values/plain-date.ts';
import { chargeCutOff } from './charge-cut-off.ts';
import { lastPayableMonth } from './last-payable-month.ts';
import { estimateContribution } from './monthly-contribution.ts';
import { type OverpaidCharge, overpaidCharges } from './overpaid-charges.ts';
import { originOf } from './statutory-term.ts';

export interface Circumstances {
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
  /** The agency's own last day of the month for removals. */
  readonly agencyCutOffDay?: number | undefined;
}

export interface Overpayment {
  readonly money: CaseMoney;
  readonly because: readonly Reason[];
  /** When the newest refund was asked for, where every open month has been asked for. */
  readonly requested?: Refund;
}

/**
 * R7: what was charged though nothing was due, month by month, the unit's and the person's part apart; months whose
 * bill has not come are estimated while the removal is not accepted.
 *
 * @returns undefined when no month is left to be claimed.
 */
export function overpaymentOf(spell: Spell, circumstances: Circumstances): Overpayment | undefined {
  const { situation } = spell;
  const payable = situation.is === 'left' ? payableUntil(situation.end, circumstances.policy) : undefined;
  const charged = overpaidCharges(spell, payable?.month);
  const unbilled = payable === undefined ? [] : unbilledMonths(spell, payable.month, circumstances);
  const months = [...chargedMonths(charged, spell.refunds), ...unbilled.map(({ month }) => month)].sort(
    byMonth,
  );
  const claimable = months.filter(({ state }) => state === 'open' || state === 'requested');
  if (claimable.length === 0) return undefined;
  const requested = claimable.every(({ state }) => state === 'requested')
    ? spell.refunds.findLast(({ is }) => is === 'requested')
    : undefined;
  return {
    money: { months, ...sums(claimable), ...nextAddition(spell, circumstances) },
    because: reasonsFor(charged, payable?.because, unbilled[0]?.because, circumstances),
    ...(requested !== undefined && { requested }),
  };
}

function payableUntil(
  { on, insuranceStopMonth }: End,
  policy: Policy,
): { readonly month: Month; readonly because: Reason } {
  return lastPayableMonth({
    leftOn: on,
    policy,
    ...(insuranceStopMonth !== undefined && { insuranceStopMonth }),
  });
}

function byMonth(a: MonthOfMoney, b: MonthOfMoney): number {
  return a.month < b.month ? -1 : 1;
}

function chargedMonths(
  charged: readonly OverpaidCharge[],
  refunds: readonly Refund[],
): readonly MonthOfMoney[] {
  const byMonth = Map.groupBy(charged, ({ charge }) => charge.month);
  return [...byMonth].map(([month, overpaid]) => ({
    month,
    unitPart: addFen(...overpaid.map(({ charge }) => charge.unitAmount)),
    personalPart: addFen(...overpaid.map(({ charge }) => charge.personalAmount)),
    estimated: false,
    state: refundState(month, refunds),
  }));
}

/** The latest word about the month's refund. */
function refundState(month: Month, refunds: readonly Refund[]): MonthOfMoney['state'] {
  return refunds.findLast(({ months }) => months.includes(month))?.is ?? 'open';
}

interface Unbilled {
  readonly month: MonthOfMoney;
  readonly because: Reason;
}

/** Months that were charged for sure (their cut-off passed before the removal) though no bill has come yet. */
function unbilledMonths(spell: Spell, lastPayable: Month, circumstances: Circumstances): readonly Unbilled[] {
  const billed = new Set(spell.charges.map(({ month }) => month));
  const found: Unbilled[] = [];
  for (
    let month = plusMonths(lastPayable, 1);
    chargedBy(month, spell, circumstances);
    month = plusMonths(month, 1)
  ) {
    if (billed.has(month)) continue;
    const { because, ...parts } = estimateContribution(spell, month, circumstances.policy);
    found.push({
      month: { month, ...parts, estimated: true, state: refundState(month, spell.refunds) },
      because,
    });
  }
  return found;
}

function chargedBy(month: Month, spell: Spell, { asOf, ...rest }: Circumstances): boolean {
  const stop = chargingStops(spell);
  if (stop.fromMonth !== undefined && month >= stop.fromMonth) return false;
  return chargeCutOff(month, rest) < earlierOf(asOf, stop.on ?? asOf);
}

/** Charging stops with the accepted removal, and with the next spell at the same unit (its charges are its own). */
function chargingStops({ situation, filings, otherSpells, unitId }: Spell): {
  on?: PlainDate;
  fromMonth?: Month;
} {
  const end = situation.is === 'left' ? situation.end.on : undefined;
  const next = otherSpells.find(
    (other) => other.unitId === unitId && end !== undefined && other.startOn > end,
  );
  const removal = filings.removal?.is === 'accepted' ? filings.removal : undefined;
  const months = [next && monthOf(next.startOn), removal?.effectiveMonth].filter(
    (month) => month !== undefined,
  );
  const fromMonth = months.sort()[0];
  return { ...(removal && { on: removal.on }), ...(fromMonth !== undefined && { fromMonth }) };
}

function sums(months: readonly MonthOfMoney[]): Pick<CaseMoney, 'unitPart' | 'personalPart'> {
  const unit = months.map(({ unitPart }) => unitPart);
  const personal = months.map(({ personalPart }) => personalPart);
  return {
    ...(isKnown(unit) && { unitPart: addFen(...unit) }),
    ...(isKnown(personal) && { personalPart: addFen(...personal) }),
  };
}

/** A sum with an unknown part is unknown. */
function isKnown(parts: readonly (Fen | undefined)[]): parts is readonly Fen[] {
  return parts.every((part) => part !== undefined);
}

/**
 * What the next month adds while the removal is not accepted, and the day on which it does: the day after its
 * cut-off. Nothing where the person works on, or the removal is accepted.
 */
export function nextAddition(spell: Spell, circumstances: Circumstances): Pick<CaseMoney, 'next'> {
  const { situation, filings } = spell;
  if (situation.is !== 'left' || filings.removal?.is === 'accepted') return {};
  const billed = new Set(spell.charges.map(({ month }) => month));
  let month = plusMonths(payableUntil(situation.end, circumstances.policy).month, 1);
  while (billed.has(month) || chargeCutOff(month, circumstances) < circumstances.asOf)
    month = plusMonths(month, 1);
  const { fromMonth } = chargingStops(spell);
  if (fromMonth !== undefined && month >= fromMonth) return {};
  const { unitPart, personalPart } = estimateContribution(spell, month, circumstances.policy);
  return {
    next: {
      on: addDays(chargeCutOff(month, circumstances), 1),
      ...(unitPart !== undefined && { unitPart }),
      ...(personalPart !== undefined && { personalPart }),
    },
  };
}

function reasonsFor(
  charged: readonly OverpaidCharge[],
  payable: Reason | undefined,
  estimate: Reason | undefined,
  { policy, asOf }: Circumstances,
): readonly Reason[] {
  const byCause = Map.groupBy(charged, ({ cause }) => cause);
  const causes = [...byCause].map(([cause, overpaid]): Reason => {
    const months = [...new Set(overpaid.map(({ charge }) => charge.month))].join('、');
    return { rule: 'R7', code: `overpaid-${cause}`, values: { months } };
  });
  return [
    ...causes,
    ...(payable === undefined ? [] : [payable]),
    ...(estimate === undefined ? [] : [estimate]),
    { rule: 'R7', code: 'personal-part-owed', values: {} },
    refundWay(policy, asOf),
    ...refundHandling(policy, asOf),
  ];
}

function refundWay(policy: Policy, asOf: PlainDate): Reason {
  const way = policy.inForce('refundWay', asOf);
  const code = way.known ? `refund-way-${way.value}` : 'refund-way-unknown';
  return { rule: 'R7', code, values: { region: policy.region }, ...originOf(way) };
}

function refundHandling(policy: Policy, asOf: PlainDate): readonly Reason[] {
  const days = policy.inForce('refundHandlingWorkingDays', asOf);
  return days.known
    ? [{ rule: 'R7', code: 'refund-handling', values: { days: days.value }, ...originOf(days) }]
    : [];
}
