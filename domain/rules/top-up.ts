import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { addFen, type Fen, fen } from '../values/money.ts';
import { earlierOf, type PlainDate } from '../values/plain-date.ts';
import { contributionParts } from './contribution-parts.ts';
import { toldOnce } from './told-once.ts';
import { type FiledMonth, type RightBase, rightBaseOf, type WageIn } from './top-up-month.ts';

export interface TopUpQuestion {
  readonly filed: readonly FiledMonth[];
  readonly wageIn: WageIn;
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

export interface TopUpMonth extends Omit<RightBase, 'because' | 'since'> {
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
 * what holds from July). Each month costs the contribution on the right base less that on the filed one. Months whose
 * band was not published by `asOf` are left out, and so are those whose difference comes to no fen: nobody could pay it.
 *
 * @returns undefined where nothing is owed.
 */
export function topUpAfterLatePublication({ filed, wageIn, asOf, policy }: TopUpQuestion): TopUp | undefined {
  const owed = filed
    .flatMap((it) => rightBaseOf(it, wageIn, policy) ?? [])
    .filter(({ since }) => since <= asOf)
    .map((right) => ({ right, ...reckon(right, policy) }))
    .filter(({ month }) => !costsNothing(month));
  if (owed.length === 0) return undefined;
  const months = owed.map(({ month }) => month);
  return {
    months,
    ...sumOf('unitPart', months),
    ...sumOf('personalPart', months),
    since: owed.map(({ right }) => right.since).reduce(earlierOf),
    because: [
      ...owed.map(({ right: { because } }) => because[0]),
      ...toldOnce([
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
function reckon(
  { month, filedBase, rightBase }: RightBase,
  policy: Policy,
): { readonly month: TopUpMonth; readonly because: readonly Reason[] } {
  if (rightBase === undefined) return { month: { month, filedBase }, because: [] };
  const paid = contributionParts(filedBase, month, policy);
  const right = contributionParts(rightBase, month, policy);
  const part = <K extends Part>(key: K) => {
    const [more, less] = [right[key], paid[key]];
    return more === undefined || less === undefined ? {} : ({ [key]: fen(more - less) } as Record<K, Fen>);
  };
  return {
    month: { month, filedBase, rightBase, ...part('unitPart'), ...part('personalPart') },
    because: right.because.filter(
      ({ code }) => code === 'part-unit-unknown' || code === 'part-personal-unknown',
    ),
  };
}

/** A sum with an unknown part is unknown. */
function sumOf<K extends Part>(key: K, months: readonly TopUpMonth[]): Partial<Record<K, Fen>> {
  const parts = months.map((month): Fen | undefined => month[key]);
  if (!parts.every((part) => part !== undefined)) return {};
  return { [key]: addFen(...parts) } as Record<K, Fen>;
}
