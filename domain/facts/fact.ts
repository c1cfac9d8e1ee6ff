import type * as z from 'zod/mini';
import { firstDayOf } from '../values/month.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../values/plain-date.ts';
import type { FACT_SCHEMAS } from './fact-schemas.ts';

export type FactKind = keyof typeof FACT_SCHEMAS;
export type FactData<K extends FactKind> = z.infer<ReturnType<(typeof FACT_SCHEMAS)[K]>>;

/**
 * Kinds that our own event format does not accept: hires and leaves without a day, and facts that only staff or this
 * service state.
 */
export const NEVER_PUSHED: ReadonlySet<FactKind> = new Set<FactKind>([
  'employee.hire_noticed',
  'employee.leave_noticed',
  'guide.settled',
  'information.seen',
  'question.answered',
  'case.acknowledged',
  'case.snoozed',
]);

/** Who stated a fact through the command line or the portal; absent for HR systems. */
export interface StatedBy {
  /** A mail address, a cloud identity (its ARN), or `operator:<user>` of a stack on one machine. */
  readonly who: string;
  /** Whether a sign-in or the cloud verified the identity. */
  readonly verified: boolean;
  /** On whose behalf the person acted. This is not verified. */
  readonly note?: string;
}

/** Something that happened, in the past tense. Facts are immutable; a wrong one is voided by another fact. */
export type FactOf<K extends FactKind> = {
  [Kind in K]: {
    readonly kind: Kind;
    /** `<source>:<delivery id>[:n]`, the same for every repetition of the delivery. */
    readonly factId: string;
    readonly employeeId: string;
    /** When the sender stated the fact. Of two facts about one field, the one with the later time counts as later. */
    readonly statedAt: Instant;
    /** When we received the fact. It is used only to find what is new since the last digest. */
    readonly receivedAt: Instant;
    /** Not part of the content: if two people state the same, it is one fact (F1). */
    readonly by?: StatedBy;
    readonly data: FactData<Kind>;
  };
}[K];

export type Fact = FactOf<FactKind>;

/** The day in China on which the fact takes effect. A fact without such a day has the day on which it was stated. */
export function effectiveOn(fact: Fact): PlainDate {
  switch (fact.kind) {
    case 'employee.hired':
      return fact.data.hiredOn;
    case 'employee.hire_cancelled':
      return fact.data.hiredOn ?? chinaDayOf(fact.statedAt);
    case 'employee.terminated':
      return fact.data.lastWorkingDay;
    case 'employee.termination_cancelled':
      return fact.data.lastWorkingDay ?? chinaDayOf(fact.statedAt);
    case 'employee.resumed':
      return fact.data.resumedOn;
    case 'employee.transferred':
      return fact.data.effectiveOn;
    case 'employee.updated':
      return fact.data.effectiveOn ?? chinaDayOf(fact.statedAt);
    case 'contribution.charged':
    case 'contribution.offset':
      return firstDayOf(fact.data.month);
    // This day only orders such facts and is part of their sort key. It is not a first or last working day.
    case 'employee.hire_noticed':
    case 'employee.leave_noticed':
    case 'fact.voided':
      return chinaDayOf(fact.statedAt);
    default:
      return fact.data.on;
  }
}

type Stated = Pick<Fact, 'statedAt' | 'factId'>;

/** F2: compares facts by the time at which their senders stated them. If the times are equal, the fact id decides. */
export function byStatement(a: Stated, b: Stated): number {
  return compareText(a.statedAt, b.statedAt) || compareText(a.factId, b.factId);
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * F8: the voids in effect, by the id of the voided fact. They are applied from the latest to the earliest, because a
 * later void can void an earlier one.
 */
export function standingVoids<V extends Stated & { readonly data: { readonly factId: string } }>(
  voids: readonly V[],
): ReadonlyMap<string, V> {
  const standing = new Map<string, V>();
  for (const fact of voids.toSorted(byStatement).reverse()) {
    if (!standing.has(fact.factId)) standing.set(fact.data.factId, fact);
  }
  return standing;
}

/** The import named in a fact's id, `bill:<import>:<row>`; undefined for facts not from an import. */
export function importIn(factId: string): string | undefined {
  return /^bill:([^:]+):\d+(?::|$)/.exec(factId)?.[1];
}
