import { type Charge, endBy, type Refund, type Spell } from '../../employment/spell.ts';
import { compareText } from '../../facts/fact.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { addFen } from '../../values/money.ts';
import { firstDayOf, type Month } from '../../values/month.ts';
import { chinaDayOf, earlierOf, laterOf, NEVER, type PlainDate } from '../../values/plain-date.ts';
import { isChargeCutOffKnown } from '../deadline/cut-offs.ts';
import { needsNoRemoval } from '../eligibility/enrolment-due.ts';
import type { EvidenceContext } from '../evidence/absence.ts';
import { monthsInQuestion, standing } from '../evidence/standing.ts';
import { type CaseMoney, isClaimable, knownParts, type MonthOfMoney, sumOfParts } from '../money-at-stake.ts';
import { originOf } from '../origin.ts';
import { type OverpaidCharge, overpaidCharges, payableUntil } from './overpaid-charges.ts';
import {
  type BillingContext,
  type UnbilledMonth,
  type UnbilledMonths,
  unbilledMonths,
} from './unbilled-months.ts';

export interface Overpayment {
  readonly money: CaseMoney;
  readonly because: readonly Reason[];
  /** The first day on which there was a charge to claim back. */
  readonly since: PlainDate;
  /** The newest refund request, if every open month is requested. */
  readonly requested?: Refund;
}

/**
 * R7: charges that were not due, by month, the unit's and the person's part separately. The amounts of months without a
 * bill are estimated until charging stops (see unbilledMonths).
 *
 * @param unbilledOf computes the months without a bill. It is passed in if the caller needs these months too.
 * @returns undefined if no month is left to claim.
 */
export function overpaymentOf(
  spell: Spell,
  context: BillingContext,
  unbilledOf: () => UnbilledMonths = () => unbilledMonths(spell, context),
): Overpayment | undefined {
  const { policy, asOf } = context;
  const end = endBy(spell.situation, asOf);
  const payable = end && payableUntil(end, policy);
  const inQuestion = monthsInQuestion(spell, context);
  const charged = shownCharges(spell, payable?.month, context)
    .filter(({ on }) => on <= asOf)
    .filter(({ charge }) => !inQuestion.includes(charge.month));
  const unbilled: UnbilledMonths = end === undefined ? { charged: [] } : unbilledOf();
  const months = [
    ...monthsOfCharges(
      charged.map(({ charge }) => charge),
      spell.refunds,
    ),
    ...unbilled.charged.map((month) => estimatedMonth(month, spell.refunds)),
  ].sort((a, b) => (a.month < b.month ? -1 : 1));
  const claimable = months.filter(isClaimable);
  if (claimable.length === 0) return undefined;
  const requested = claimable.every(({ state }) => state === 'requested')
    ? spell.refunds.findLast(({ is }) => is === 'requested')
    : undefined;
  return {
    money: { months, ...sumOfParts(claimable), ...nextOf(unbilled.next) },
    because: [
      ...overpaymentReasons(charged, payable?.because, unbilled.charged[0]?.because ?? [], context),
      ...nextUnknown(unbilled.next, context),
      ...askedFor(unbilled),
    ],
    since: [...charged, ...unbilled.charged].map(({ on }) => on).reduce(earlierOf),
    ...(requested !== undefined && { requested }),
  };
}

/** E2: the reason that asks for the bills of months whose amounts are unknown. These amounts are not estimated. */
function askedFor({ askedFor: months = [] }: UnbilledMonths): readonly Reason[] {
  return months.length === 0 ? [] : [{ rule: 'E2', code: 'months-without-bill', values: { months } }];
}

/**
 * The reason that states that the cut-off is not known. The next charge is then expected at the end of its month, but
 * may come earlier.
 */
function nextUnknown(next: UnbilledMonth | undefined, context: BillingContext): readonly Reason[] {
  if (next === undefined || isChargeCutOffKnown(next.month, context)) return [];
  const { region } = context.policy;
  const about = { parameter: 'removalCutOffDay', confidence: 'unknown' } as const;
  return [{ rule: 'R7', code: 'next-charge-cut-off-unknown', values: { region }, ...about }];
}

/**
 * The wake day: the first day on which a charge may be overpaid and still to be claimed; {@link NEVER} if there is
 * none. Until the removal of a leaver is confirmed, more months may follow, so the wake day is then the last working
 * day at the latest.
 */
export function overpaidSince(spell: Spell, context: Omit<BillingContext, 'asOf'>): PlainDate {
  const { situation, refunds } = spell;
  // Charges that would be overpaid even without the leave, for example the second charge for a month.
  const inService = shownCharges(spell, undefined, context)
    .filter(({ charge }) => isClaimable({ state: refundState(charge.month, refunds) }))
    .map(({ on }) => on)
    .reduce(earlierOf, NEVER);
  const { removal } = standing(spell, context);
  if (situation.is === 'left' && (removal.is === 'open' || removal.is === 'withdrawn')) {
    return needsNoRemoval(spell, context.policy) ? inService : earlierOf(inService, situation.end.on);
  }
  const atLast = overpaymentOf(spell, { ...context, asOf: NEVER })?.since ?? NEVER;
  return earlierOf(inService, atLast);
}

interface ShownCharge extends OverpaidCharge {
  readonly on: PlainDate;
}

function shownCharges(
  spell: Spell,
  lastPayable: Month | undefined,
  { policy }: EvidenceContext,
): readonly ShownCharge[] {
  return overpaidCharges(spell, lastPayable, policy).map((overpaid) => ({
    ...overpaid,
    on: shownOn(overpaid, spell),
  }));
}

/**
 * An overpaid charge is shown from its month's first day, or earlier if it was made or reported earlier; a charge for a
 * month after the leave is not shown before the leave.
 */
function shownOn({ charge, cause }: OverpaidCharge, { situation }: Spell): PlainDate {
  const due = firstDayOf(charge.month);
  const made = earlierOf(due, charge.chargedOn ?? due);
  // An instant compares as text after its own UTC day, which is never later than the day in China.
  const on = compareText(charge.knownAt, made) < 0 ? earlierOf(made, chinaDayOf(charge.knownAt)) : made;
  return cause === 'after-leave' && situation.is === 'left' ? laterOf(on, situation.end.on) : on;
}

/** Charges summed by month, with the state of each month's refund. */
export function monthsOfCharges(
  charges: readonly Charge[],
  refunds: readonly Refund[],
): readonly MonthOfMoney[] {
  return [...Map.groupBy(charges, ({ month }) => month)].map(([month, ofMonth]) => ({
    month,
    unitPart: addFen(...ofMonth.map(({ unitAmount }) => unitAmount)),
    personalPart: addFen(...ofMonth.map(({ personalAmount }) => personalAmount)),
    estimated: false,
    state: refundState(month, refunds),
  }));
}

function estimatedMonth(
  { month, unitPart, personalPart }: UnbilledMonth,
  refunds: readonly Refund[],
): MonthOfMoney {
  return {
    month,
    ...knownParts({ unitPart, personalPart }),
    estimated: true,
    state: refundState(month, refunds),
  };
}

/** The refund state that was stated last for the month. */
function refundState(month: Month, refunds: readonly Refund[]): MonthOfMoney['state'] {
  return refunds.findLast(({ months }) => months.includes(month))?.is ?? 'open';
}

/** The amount that is added next if nothing is done, and the day on which it is added. */
export function nextOf(next: UnbilledMonth | undefined): Pick<CaseMoney, 'next'> {
  return next === undefined ? {} : { next: { on: next.on, ...knownParts(next) } };
}

/**
 * R7: the reasons. They state why each month is overpaid, which month was the last one due, how amounts were estimated,
 * and how to get the money back.
 */
function overpaymentReasons(
  charged: readonly OverpaidCharge[],
  payable: Reason | undefined,
  estimate: readonly Reason[],
  { policy, asOf }: BillingContext,
): readonly Reason[] {
  const byCause = Map.groupBy(charged, ({ cause }) => cause);
  const causes = [...byCause].map(([cause, overpaid]): Reason => {
    const months = [...new Set(overpaid.map(({ charge }) => charge.month))];
    return { rule: 'R7', code: `overpaid-${cause}`, values: { months } };
  });
  return [
    ...causes,
    ...(payable === undefined ? [] : [payable]),
    ...estimate,
    { rule: 'R7', code: 'personal-part-owed', values: {} },
    refundWay(policy, asOf),
    ...refundHandling(policy, asOf),
  ];
}

function refundWay(policy: Policy, asOf: PlainDate): Reason {
  const way = policy.inForce('refundWay', asOf);
  const code = way.known ? (`refund-way-${way.value}` as const) : 'refund-way-unknown';
  return { rule: 'R7', code, values: { region: policy.region }, ...originOf(way) };
}

function refundHandling(policy: Policy, asOf: PlainDate): readonly Reason[] {
  const days = policy.inForce('refundHandlingWorkingDays', asOf);
  return days.known
    ? [{ rule: 'R7', code: 'refund-handling', values: { days: days.value }, ...originOf(days) }]
    : [];
}
