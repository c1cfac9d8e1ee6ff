import type { Attention } from '../employment/spell.ts';
import { byStatement } from '../facts/fact.ts';
import type { UnitFact, UnitFactKind, UnitFactOf } from './unit-fact.ts';

/**
 * The facts about one unit that count: known once (F1), not voided (F8), in the order in which they were stated, so
 * that nothing depends on the order of arrival.
 */
export function effectiveUnitFacts(facts: readonly UnitFact[]): readonly UnitFact[] {
  const known = [...new Map(facts.map((fact) => [fact.factId, fact])).values()].sort(byStatement);
  const voided = new Set<string>();
  // From the latest to the earliest: a void can itself be voided, but only by a later word.
  for (const fact of ofUnitKind(known, 'fact.voided').toReversed()) {
    if (!voided.has(fact.factId)) voided.add(fact.data.factId);
  }
  return known.filter(({ kind, factId }) => kind !== 'fact.voided' && !voided.has(factId));
}

/** Those of one kind. */
export function ofUnitKind<K extends UnitFactKind>(
  facts: readonly UnitFact[],
  kind: K,
): readonly UnitFactOf<K>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as readonly UnitFactOf<K>[];
}

/** What staff said about the unit's own cases (M4). */
export function unitAttentions(facts: readonly UnitFact[]): readonly Attention[] {
  const effective = effectiveUnitFacts(facts);
  return [
    ...ofUnitKind(effective, 'case.acknowledged').map(({ data: { caseId, by, on } }) => ({ caseId, by, on })),
    ...ofUnitKind(effective, 'case.snoozed').map(({ data: { caseId, by, on, until } }) => ({
      caseId,
      by,
      on,
      until,
    })),
  ];
}
