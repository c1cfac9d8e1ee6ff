import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/employment/effective-facts.ts';
import { effectiveOn, type Fact, type StatedBy, standingVoids } from '../../domain/facts/fact.ts';
import { FACT_TEXTS } from '../../domain/facts/texts.ts';
import { showable } from '../../domain/letter/spell-text.ts';
import { UNIT_FACT_TEXTS } from '../../domain/units/texts.ts';
import type { ofUnitKind, UnitFact } from '../../domain/units/unit-facts.ts';
import type { Texts } from '../../domain/values/language.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';

export type AnyFact = Fact | UnitFact;

/** A fact for display: money in yuan, identity numbers masked. */
export interface ShownFact {
  readonly factId: string;
  readonly kind: string;
  readonly effectiveOn: PlainDate;
  readonly statedAt: Instant;
  readonly receivedAt: Instant;
  readonly by: StatedBy | null;
  readonly voided: boolean;
  readonly data: unknown;
}

/** The facts in the given order, each marked if void. */
export function shownFacts(facts: readonly AnyFact[]): readonly ShownFact[] {
  const voids = voidsOf(facts);
  return facts.map((fact) => ({
    factId: fact.factId,
    kind: fact.kind,
    effectiveOn: effectiveDayOf(fact),
    statedAt: fact.statedAt,
    receivedAt: fact.receivedAt,
    by: fact.by ?? null,
    voided: voids.has(fact.factId),
    data: showable(fact.data),
  }));
}

type VoidFact = ReturnType<typeof ofUnitKind<'fact.voided'>>[number];

/** The facts that void others, by the voided ids. */
export function voidsOf(facts: readonly AnyFact[]): ReadonlyMap<string, VoidFact> {
  return standingVoids(facts.filter((fact) => fact.kind === 'fact.voided') as VoidFact[]);
}

/** The day on which a fact takes effect; for a unit's fact without one, the day on which it was stated. */
export function effectiveDayOf(fact: AnyFact): PlainDate {
  if ('employeeId' in fact) return effectiveOn(fact);
  return 'on' in fact.data ? fact.data.on : chinaDayOf(fact.statedAt);
}

/** The kind of a fact as text. A kind of another release is displayed by its name. */
export function factText({ kind }: Pick<AnyFact, 'kind'>): Texts {
  const texts: Partial<Record<string, Texts>> = { ...UNIT_FACT_TEXTS, ...FACT_TEXTS };
  return texts[kind] ?? { zh: kind, en: kind };
}

/** SHA-256 in hex of the displayed facts, sorted by id, as JSON with sorted keys and no white space. */
export function factsHash(facts: readonly AnyFact[]): string {
  const sorted = shownFacts(facts).toSorted((a, b) =>
    Buffer.compare(Buffer.from(a.factId), Buffer.from(b.factId)),
  );
  return createHash('sha256').update(canonicalJson(sorted)).digest('hex');
}
