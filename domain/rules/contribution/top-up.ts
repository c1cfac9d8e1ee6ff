import type { ContributionTier } from '../../facts/life-course.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Fen, fen, yuan } from '../../values/money.ts';
import { firstDayOf, type Month } from '../../values/month.ts';
import { earlierOf, laterOf, type PlainDate } from '../../values/plain-date.ts';
import { sumOfParts } from '../money-at-stake.ts';
import { dedupeReasons, wordedOrigin } from '../origin.ts';
import { contributionBase, publishedBand } from './contribution-base.ts';
import { contributionParts } from './monthly-contribution.ts';
import type { WageAnswer } from './wage-for-base.ts';

/** A month as it was charged. */
export interface FiledMonth {
  readonly month: Month;
  readonly base: Fen;
}

/** What a month should have been charged on, as far as that is known. */
interface RightBase {
  readonly month: Month;
  readonly filedBase: Fen;
  /** Absent if a raised ceiling may apply to the person and the wage that decides it is unknown. */
  readonly rightBase?: Fen;
  /** The first day on which that is known: of the publication, and not before the month begins. */
  readonly since: PlainDate;
  /** The month's own line first. */
  readonly because: readonly [Reason, ...Reason[]];
}

/** The known wage for a month, and whether it is certainly the one that counts; undefined if there is none. */
export type WageIn = (
  month: Month,
) => (Extract<WageAnswer, { known: true }> & { readonly certain: boolean }) | undefined;

type KnownBound = Extract<InForce<Fen>, { known: true }>;

/**
 * R4: whether a month was charged on too little by the band published for it. Below the floor the difference to the
 * floor is owed whatever the wage, and by the wage that counts where that is certain. What was held at the ceiling of
 * before may reach further under a raised one: a certain wage settles it, one that stands in for it can only say that
 * nothing is known to be owed; else nothing is computed. A base between the two does not depend on the band.
 *
 * @returns undefined where nothing is owed, or no band is known.
 */
function rightBaseOf(filed: FiledMonth, wageIn: WageIn, policy: Policy): RightBase | undefined {
  const { floor, ceiling, ceilingBefore } = publishedBand(policy, filed.month);
  if (floor.known && filed.base < floor.value) {
    return belowFloor(filed, floor, ceiling, baseByWage(filed, wageIn, policy));
  }
  const isRaised = ceiling.known && filed.base < ceiling.value && filed.base === ceilingBefore;
  return isRaised ? belowCeiling(filed, ceiling, baseByWage(filed, wageIn, policy)) : undefined;
}

interface HeldBase {
  readonly certain: boolean;
  readonly base: Fen;
  readonly because: readonly Reason[];
}

function baseByWage({ month }: FiledMonth, wageIn: WageIn, policy: Policy): HeldBase | undefined {
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
  byWage: HeldBase | undefined,
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
  byWage: HeldBase | undefined,
): RightBase | undefined {
  const since = laterOf(firstDayOf(filed.month), publishedOn(ceiling));
  const raised = boundReason('ceiling', ceiling, filed);
  if (byWage !== undefined && byWage.base <= filed.base) return undefined;
  if (!byWage?.certain) return { ...mayBeOwed(filed, ceiling.value, raised), since };
  return { ...owed(filed, byWage.base, 'top-up-month', [raised, ...byWage.because]), since };
}

/** Without a recorded day of publication, the day on which it was first seen. */
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

/** Which bound, since when it holds, and when it was published. */
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

interface TopUpMonth extends Omit<RightBase, 'because' | 'since'> {
  /** What the difference costs; absent where a rate, or the right base, is not known. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
}

export interface TopUp {
  readonly months: readonly TopUpMonth[];
  /** Sums over the months; absent as soon as one month's part is not known. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /** The first day on which any of it was known to be owed. */
  readonly since: PlainDate;
  readonly because: readonly Reason[];
}

/**
 * R4: what is owed for months charged on too little once the right band is published (北京 and 上海 publish in August
 * what holds from July). Each month costs the contribution on the right base less that on the filed one. Months
 * whose band was not published by `asOf` are left out, and so are differences of less than one fen, which cannot be
 * paid.
 *
 * @returns undefined where nothing is owed.
 */
export function topUpAfterLatePublication({
  filed,
  wageIn,
  tier,
  asOf,
  policy,
}: TopUpQuestion): TopUp | undefined {
  const owed = filed
    .flatMap((it) => rightBaseOf(it, wageIn, policy) ?? [])
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

/** A base short by a few fen may cost the same as the right one. A part that is not known may cost something. */
function costsNothing({ unitPart, personalPart }: TopUpMonth): boolean {
  return unitPart === 0 && personalPart === 0;
}

type Part = 'unitPart' | 'personalPart';

/** What the difference costs, and which rate is missing where that is not known. */
function computeTopUp(
  { month, filedBase, rightBase }: RightBase,
  tier: ContributionTier | undefined,
  policy: Policy,
): { readonly month: TopUpMonth; readonly because: readonly Reason[] } {
  if (rightBase === undefined) return { month: { month, filedBase }, because: [] };
  const paid = contributionParts({ base: filedBase, month, tier, policy });
  const right = contributionParts({ base: rightBase, month, tier, policy });
  const part = <K extends Part>(key: K) => {
    const [more, less] = [right[key], paid[key]];
    return more === undefined || less === undefined ? {} : ({ [key]: fen(more - less) } as Record<K, Fen>);
  };
  return {
    month: { month, filedBase, rightBase, ...part('unitPart'), ...part('personalPart') },
    because: right.because.filter(
      ({ code }) =>
        code === 'tier-assumed' || code === 'part-unit-unknown' || code === 'part-personal-unknown',
    ),
  };
}
