import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { sourceText } from '../../policy/source.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import { type Fen, yuan } from '../../values/money.ts';
import { firstDayOf, type Month, plusMonths } from '../../values/month.ts';
import { oncePer } from '../../values/once.ts';
import { addDays } from '../../values/plain-date.ts';
import { wordedOrigin } from '../origin.ts';

interface BaseQuestion {
  /** The applicable monthly wage; see wage-for-base. */
  readonly wage: Fen;
  readonly month: Month;
  readonly policy: Policy;
}

/**
 * The base that results from a wage and the published floor and ceiling. `clamped` names the limit that replaces the
 * wage, if one does.
 */
export interface HeldBase {
  readonly declaredBase: Fen;
  readonly floor: Fen;
  readonly ceiling: Fen;
  readonly clamped: 'floor' | 'ceiling' | null;
}

export type BaseAnswer =
  | (HeldBase & { readonly known: true; readonly because: readonly Reason[] })
  /**
   * No limits are published for the month, or the sources contradict each other. `estimate`: the base by the last known
   * limits.
   */
  | { readonly known: false; readonly estimate?: HeldBase; readonly because: readonly Reason[] };

/**
 * R4: the base to declare: the wage limited to the floor and ceiling *published* for the month (社会保险法 23, 60;
 * 国发〔1998〕44号). These limits are never computed as 60 % and 300 % of an average, because places round differently, and
 * in some years the floor was lower.
 */
export function contributionBase({ wage, month, policy }: BaseQuestion): BaseAnswer {
  const band = contributionBand(month, policy);
  if (!band.known) return { known: false, ...estimated(wage, band) };
  const held = heldWithin(wage, band.floor, band.ceiling);
  return { known: true, ...held, because: [heldReason(wage, month, held), ...band.because] };
}

interface Band {
  readonly floor: Fen;
  readonly ceiling: Fen;
}

type BandAnswer =
  | (Band & { readonly known: true; readonly because: readonly Reason[] })
  /**
   * The limits are unknown. `last`: the limits of the latest earlier month whose floor and ceiling are both known, if
   * there is one.
   */
  | {
      readonly known: false;
      readonly last?: Band & { readonly month: Month };
      readonly because: readonly Reason[];
    };

/** R4: the floor and ceiling published for the month; otherwise what is missing, and the last known limits. */
export function contributionBand(month: Month, policy: Policy): BandAnswer {
  const { floor, ceiling } = publishedBand(policy, month);
  if (floor.known && ceiling.known) {
    const because = [boundReason('base-floor', month, floor), boundReason('base-ceiling', month, ceiling)];
    return { known: true, floor: floor.value, ceiling: ceiling.value, because };
  }
  const because = [
    ...missingReason('base-floor', month, floor),
    ...missingReason('base-ceiling', month, ceiling),
  ];
  const last = lastKnownBand(month, policy);
  return last === undefined ? { known: false, because } : { known: false, last, because };
}

function heldWithin(wage: Fen, floor: Fen, ceiling: Fen): HeldBase {
  if (wage < floor) return { declaredBase: floor, floor, ceiling, clamped: 'floor' };
  if (wage > ceiling) return { declaredBase: ceiling, floor, ceiling, clamped: 'ceiling' };
  return { declaredBase: wage, floor, ceiling, clamped: null };
}

function heldReason(wage: Fen, month: Month, { declaredBase, clamped }: HeldBase): Reason {
  const values = { wage: yuan(wage), month, base: yuan(declaredBase) };
  return { rule: 'R4', code: clamped === null ? 'base-is-wage' : `base-held-at-${clamped}`, values };
}

type Bound = 'base-floor' | 'base-ceiling';

function boundReason(code: Bound, month: Month, bound: InForce<Fen> & { readonly known: true }): Reason {
  return reasonOf('R4', code, { month, amount: yuan(bound.value) }, wordedOrigin(bound, yuan));
}

function estimated(
  wage: Fen,
  { last, because }: Extract<BandAnswer, { readonly known: false }>,
): Pick<Extract<BaseAnswer, { readonly known: false }>, 'estimate' | 'because'> {
  if (last === undefined) return { because };
  const estimate = heldWithin(wage, last.floor, last.ceiling);
  const reason: Reason = {
    rule: 'R4',
    code: 'base-estimated',
    values: {
      base: yuan(estimate.declaredBase),
      floor: yuan(last.floor),
      ceiling: yuan(last.ceiling),
      of: last.month,
    },
    confidence: 'assumed',
  };
  return { estimate, because: [...because, reason] };
}

/** Limits from more than this many months ago are not used for estimates. */
const MONTHS_BACK = 36;

/**
 * The limits of the latest earlier month whose floor and ceiling are both known. A floor and a ceiling from different
 * months are never combined.
 */
function lastKnownBand(month: Month, policy: Policy) {
  for (let back = 1; back <= MONTHS_BACK; back += 1) {
    const earlier = plusMonths(month, -back);
    const { floor, ceiling } = publishedBand(policy, earlier);
    if (floor.known && ceiling.known) return { month: earlier, floor: floor.value, ceiling: ceiling.value };
  }
  return undefined;
}

function missingReason(code: Bound, month: Month, bound: InForce<Fen>): readonly Reason[] {
  if (bound.known) return [];
  if (bound.why !== 'contradictory')
    return [reasonOf('R4', `${code}-unknown`, { month }, wordedOrigin(bound, yuan))];
  const candidates = bound.candidates.map(({ value }) => yuan(value));
  const source = bound.candidates
    .map(({ value, source }) => `${yuan(value)}: ${sourceText(source)}`)
    .join('; ');
  const origin = { ...wordedOrigin(bound, yuan), source };
  return [reasonOf('R4', `${code}-contradictory`, { month, candidates }, origin)];
}

/** The published bounds of the base for one month. */
interface PublishedBand {
  readonly floor: InForce<Fen>;
  readonly ceiling: InForce<Fen>;
  /** The ceiling before the current one; undefined if either of the two ceilings is unknown. */
  readonly ceilingBefore: Fen | undefined;
}

/** R4: the limits that a month's base is compared with. Cached, because every spell asks for the same few months. */
export const publishedBand: (policy: Policy, month: Month) => PublishedBand = oncePer((policy, month) => {
  const day = firstDayOf(month);
  const floor = policy.inForce('contributionBaseFloor', day);
  const ceiling = policy.inForce('contributionBaseCeiling', day);
  return { floor, ceiling, ceilingBefore: valueBefore(ceiling, policy) };
});

function valueBefore(ceiling: InForce<Fen>, policy: Policy): Fen | undefined {
  if (!ceiling.known || ceiling.from === undefined) return undefined;
  const before = policy.inForce('contributionBaseCeiling', addDays(ceiling.from, -1));
  return before.known ? before.value : undefined;
}
