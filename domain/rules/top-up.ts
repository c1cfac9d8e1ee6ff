import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { addFen, type Fen, fen, yuan } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import { contributionBase } from './contribution-base.ts';
import { type ContributionParts, contributionParts } from './contribution-parts.ts';

export interface TopUpMonth {
  readonly month: Month;
  readonly filedBase: Fen;
  readonly rightBase: Fen;
  readonly baseDifference: Fen;
  /** What the difference costs; absent where a rate is not known. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
}

export interface TopUp {
  readonly months: readonly TopUpMonth[];
  /** Sums over the months; absent as soon as one month's part is not known. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly because: readonly Reason[];
}

/**
 * R4: what is owed for months filed on an old band once the right one is published (北京 and 上海 publish in August what
 * holds from July). Each month costs the contribution on the right base less that on the filed one. Months whose band
 * is still not known, and months filed on no less than the right base, are left out.
 *
 * @param wage what each of the months was, or should have been, declared from.
 * @returns undefined where nothing is owed.
 */
export function topUpAfterLatePublication(
  wage: Fen,
  filed: readonly { readonly month: Month; readonly base: Fen }[],
  policy: Policy,
): TopUp | undefined {
  const months = filed.flatMap(({ month, base }) => {
    const right = contributionBase({ wage, month, policy });
    if (!right.known || right.declaredBase <= base) return [];
    return [{ ...topUpOf(month, base, right.declaredBase, policy), because: right.because }];
  });
  const [first] = months;
  if (first === undefined) return undefined;
  const unit = sumOf(months.map(({ unitPart }) => unitPart));
  const personal = sumOf(months.map(({ personalPart }) => personalPart));
  return {
    months: months.map(({ because: _because, ...month }) => month),
    ...(unit !== undefined && { unitPart: unit }),
    ...(personal !== undefined && { personalPart: personal }),
    because: [...months.map(monthReason), ...first.because],
  };
}

function topUpOf(month: Month, filedBase: Fen, rightBase: Fen, policy: Policy): TopUpMonth {
  const paid = contributionParts(filedBase, month, policy);
  const right = contributionParts(rightBase, month, policy);
  return {
    month,
    filedBase,
    rightBase,
    baseDifference: fen(rightBase - filedBase),
    ...difference('unitPart', right, paid),
    ...difference('personalPart', right, paid),
  };
}

function difference<K extends 'unitPart' | 'personalPart'>(
  part: K,
  right: ContributionParts,
  paid: ContributionParts,
): Partial<Record<K, Fen>> {
  const [more, less] = [right[part], paid[part]];
  if (more === undefined || less === undefined) return {};
  return { [part]: fen(more - less) } as Record<K, Fen>;
}

function monthReason({ month, filedBase, rightBase, baseDifference }: TopUpMonth): Reason {
  const values = {
    month,
    filed: yuan(filedBase),
    right: yuan(rightBase),
    difference: yuan(baseDifference),
  };
  return { rule: 'R4', code: 'top-up-month', values };
}

/** A sum with an unknown part is unknown. */
function sumOf(parts: readonly (Fen | undefined)[]): Fen | undefined {
  return parts.every((part) => part !== undefined) ? addFen(...parts) : undefined;
}
