import type { ContributionTier } from '../../facts/life-course.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Fen, fen, yuan } from '../../values/money.ts';
import { firstDayOf, type Month } from '../../values/month.ts';
import { earlierOf, laterOf, type PlainDate } from '../../values/plain-date.ts';
import { knownParts, type MoneyParts, sumOfParts } from '../money-at-stake.ts';
import { dedupeReasons, wordedOrigin } from '../origin.ts';
import { contributionBase, publishedBand } from './contribution-base.ts';
import { contributionParts } from './monthly-contribution.ts';
import type { WageAnswer } from './wage-for-base.ts';

export interface FiledMonth {
  readonly month: Month;
  readonly base: Fen;
}

/** The correct base of a month, as far as it is known. */
interface RightBase {
  readonly month: Month;
  readonly filedBase: Fen;
  /** Absent if a raised ceiling may apply but the deciding wage is unknown. */
  readonly rightBase?: Fen;
  /**
   * The first day on which it is known that the filed base is wrong: the day of publication, at the earliest the first
   * of the month.
   */
  readonly since: PlainDate;
  /** The first reason is the line about the month. */
  readonly because: readonly [Reason, ...Reason[]];
}

/** The known wage for a month, and whether it is certainly the applicable one; undefined if no wage is known. */
export type WageIn = (
  month: Month,
) => (Extract<WageAnswer, { known: true }> & { readonly certain: boolean }) | undefined;

type KnownBound = Extract<InForce<Fen>, { known: true }>;

/**
 * R4: the correct base if a month was charged below the limits published for it. If the filed base is below the floor,
 * at least the difference to the floor is owed. If the applicable wage is certain, the difference to the base by that
 * wage is owed instead. If the filed base is the previous ceiling and the ceiling rose, the base by the wage decides:
 * if it is not above the filed base, nothing is owed as far as known; if it is, and the wage is certain, the difference
 * is owed. Without a certain wage, a difference may be owed, but no amount is computed. Any other filed base is not
 * affected by the limits.
 *
 * @returns undefined if nothing is owed or the limits are unknown.
 */
function rightBaseOf(filed: FiledMonth, wageIn: WageIn, policy: Policy): RightBase | undefined {
  const { floor, ceiling, ceilingBefore } = publishedBand(policy, filed.month);
  if (floor.known && filed.base < floor.value) {
    return belowFloor(filed, floor, ceiling, baseByWage(filed, wageIn, policy));
  }
  const isRaised = ceiling.known && filed.base < ceiling.value && filed.base === ceilingBefore;
  return isRaised ? belowCeiling(filed, ceiling, baseByWage(filed, wageIn, policy)) : undefined;
}

interface BaseByWage {
  readonly certain: boolean;
  readonly base: Fen;
  readonly because: readonly Reason[];
}

function baseByWage({ month }: FiledMonth, wageIn: WageIn, policy: Policy): BaseByWage | undefined {
  const wage = wageIn(month);
  const held = wage && contributionBase({ wage: wage.wage, month, policy });
  if (wage === undefined || held?.known !== true) return undefined;
  const because = [...held.because.slice(0, 1), ...wage.because];
  return { base: held.declaredBase, certain: wage.certain, because };
}

function belowFloor(
  filed: FiledMonth,
  floor: KnownBound,
  ceiling: InForce<Fen>,
  byWage: BaseByWage | undefined,
): RightBase {
  const day = firstDayOf(filed.month);
  const because = [boundReason('floor', floor, filed)];
  const since = laterOf(day, publishedOn(floor));
  if (!byWage?.certain) return { ...owed(filed, floor.value, 'top-up-month-at-least', because), since };
  if (!ceiling.known || byWage.base < ceiling.value) {
    return { ...owed(filed, byWage.base, 'top-up-month', [...because, ...byWage.because]), since };
  }
  const bounds = [...because, boundReason('ceiling', ceiling, filed)];
  return {
    ...owed(filed, byWage.base, 'top-up-month', [...bounds, ...byWage.because]),
    since: laterOf(since, publishedOn(ceiling)),
  };
}

function belowCeiling(
  filed: FiledMonth,
  ceiling: KnownBound,
  byWage: BaseByWage | undefined,
): RightBase | undefined {
  const since = laterOf(firstDayOf(filed.month), publishedOn(ceiling));
  const raised = boundReason('ceiling', ceiling, filed);
  if (byWage !== undefined && byWage.base <= filed.base) return undefined;
  if (!byWage?.certain) return { ...mayBeOwed(filed, ceiling.value, raised), since };
  return { ...owed(filed, byWage.base, 'top-up-month', [raised, ...byWage.because]), since };
}

/** The day on which the limit was published; if it is not recorded, the day on which the value was last checked. */
function publishedOn({ published, verified }: KnownBound): PlainDate {
  return published ?? verified;
}

function owed(
  { month, base }: FiledMonth,
  rightBase: Fen,
  code: 'top-up-month' | 'top-up-month-at-least',
  because: readonly Reason[],
): Omit<RightBase, 'since'> {
  const difference = yuan(fen(rightBase - base));
  const values = { month, filed: yuan(base), right: yuan(rightBase), difference };
  return { month, filedBase: base, rightBase, because: [{ rule: 'R4', code, values }, ...because] };
}

function mayBeOwed({ month, base }: FiledMonth, ceiling: Fen, raised: Reason): Omit<RightBase, 'since'> {
  const values = { month, filed: yuan(base), ceiling: yuan(ceiling) };
  const line: Reason = { rule: 'R4', code: 'top-up-month-wage-unknown', values, confidence: 'unknown' };
  return { month, filedBase: base, because: [line, raised] };
}

/** The reason that states the limit, the first day on which it applies, and the day of its publication. */
function boundReason(which: 'floor' | 'ceiling', bound: KnownBound, { month }: FiledMonth): Reason {
  const { published, verified, value, from = firstDayOf(month) } = bound;
  const code = `top-up-${which}-${published === undefined ? 'seen' : 'published'}` as const;
  const values = { from, amount: yuan(value), on: published ?? verified };
  return { rule: 'R4', code, values, ...wordedOrigin(bound, yuan) };
}

interface TopUpQuestion {
  readonly filed: readonly FiledMonth[];
  readonly wageIn: WageIn;
  readonly tier?: ContributionTier | undefined;
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

/** A month with the cost of the difference; a part is absent if a rate or the right base is unknown. */
type TopUpMonth = Omit<RightBase, 'because' | 'since'> & MoneyParts;

/** The parts are sums over the months; they are absent if one month's part is unknown. */
export interface TopUp extends MoneyParts {
  readonly months: readonly TopUpMonth[];
  /** The first day on which any part was known to be owed. */
  readonly since: PlainDate;
  readonly because: readonly Reason[];
}

/**
 * R4: the amounts owed for months that were charged on too low a base, because the right limits were published later.
 * 北京 and 上海, for example, publish in August what applies from July. Each month costs the contribution on the right base
 * minus the contribution on the filed base. Months whose limits were not published by `asOf` are left out, and so are
 * differences of less than one fen, which cannot be paid.
 *
 * @returns undefined if nothing is owed.
 */
export function topUpAfterLatePublication({
  filed,
  wageIn,
  tier,
  asOf,
  policy,
}: TopUpQuestion): TopUp | undefined {
  const owed = filed
    .flatMap((filedMonth) => rightBaseOf(filedMonth, wageIn, policy) ?? [])
    .filter(({ since }) => since <= asOf)
    .map((right) => ({ right, ...computeTopUp(right, tier, policy) }))
    .filter(({ month }) => !costsNothing(month));
  if (owed.length === 0) return undefined;
  const months = owed.map(({ month }) => month);
  return {
    months,
    ...sumOfParts(months),
    since: owed.map(({ right }) => right.since).reduce(earlierOf),
    because: [
      ...owed.map(({ right: { because } }) => because[0]),
      ...dedupeReasons([
        ...owed.flatMap(({ right: { because } }) => because.slice(1)),
        ...owed.flatMap(({ because }) => because),
      ]),
    ],
  };
}

/**
 * Whether the difference costs nothing: a base that is a few fen too low may cost the same. An unknown part may cost
 * something.
 */
function costsNothing({ unitPart, personalPart }: TopUpMonth): boolean {
  return unitPart === 0 && personalPart === 0;
}

/** The cost of the difference; if a rate is unknown, the reasons say so. */
function computeTopUp(
  { month, filedBase, rightBase }: RightBase,
  tier: ContributionTier | undefined,
  policy: Policy,
): { readonly month: TopUpMonth; readonly because: readonly Reason[] } {
  if (rightBase === undefined) return { month: { month, filedBase }, because: [] };
  const paid = contributionParts({ base: filedBase, month, tier, policy });
  const right = contributionParts({ base: rightBase, month, tier, policy });
  const difference = (more: Fen | undefined, less: Fen | undefined) =>
    more === undefined || less === undefined ? undefined : fen(more - less);
  const unitPart = difference(right.unitPart, paid.unitPart);
  const personalPart = difference(right.personalPart, paid.personalPart);
  return {
    month: { month, filedBase, rightBase, ...knownParts({ unitPart, personalPart }) },
    because: right.because.filter(
      ({ code }) =>
        code === 'tier-assumed' || code === 'part-unit-unknown' || code === 'part-personal-unknown',
    ),
  };
}
