import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { CaseMoney } from './case.ts';

interface Parts {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
}

/** No bill is at hand for any of these months: what is reckoned is labelled so, what is unknown stays unknown. */
export function reckonedMoney({
  months,
  ...sums
}: Parts & { readonly months: readonly (Parts & { readonly month: Month })[] }): CaseMoney {
  return {
    ...partsOf(sums),
    months: months.map((it) => ({
      month: it.month,
      ...partsOf(it),
      estimated: it.unitPart !== undefined || it.personalPart !== undefined,
      state: 'open',
    })),
  };
}

function partsOf({ unitPart, personalPart }: Parts): Parts {
  return { ...(unitPart !== undefined && { unitPart }), ...(personalPart !== undefined && { personalPart }) };
}
