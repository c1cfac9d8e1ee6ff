import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import type { Filing } from '../facts/insurance.ts';
import type { FilingState } from './spell.ts';
import type { Stretch } from './stretches.ts';

type FilingFact = FactOf<'filing.submitted'> | FactOf<'filing.accepted'> | FactOf<'filing.rejected'>;

/** Where each filing of each stretch stands: spell id → filing → state. */
export type FilingsBySpell = ReadonlyMap<string, Readonly<Partial<Record<Filing, FilingState>>>>;

/**
 * Filings name an employee and a day, not a spell. One on a day belongs to the latest spell that it can be about
 * and that has not been settled by an earlier one.
 *
 * @param stretches in the order of their starts.
 */
export function filingsOf(stretches: readonly Stretch[], facts: readonly Fact[]): FilingsBySpell {
  const states = new Map<string, Partial<Record<Filing, FilingState>>>();
  for (const fact of facts.filter(isFiling).sort(byDay)) {
    const settled = (stretch: Stretch) => states.get(stretch.spellId)?.[fact.data.filing]?.is === 'accepted';
    const stretch = stretchFor(fact, stretches, settled);
    if (stretch === undefined) continue;
    const before = states.get(stretch.spellId) ?? {};
    const next = after(before[fact.data.filing], fact);
    states.set(stretch.spellId, { ...before, [fact.data.filing]: next });
  }
  return states;
}

function isFiling(fact: Fact): fact is FilingFact {
  return (
    fact.kind === 'filing.submitted' || fact.kind === 'filing.accepted' || fact.kind === 'filing.rejected'
  );
}

function byDay(a: FilingFact, b: FilingFact): number {
  return compareText(a.data.on, b.data.on) || byStatement(a, b);
}

function stretchFor(
  fact: FilingFact,
  stretches: readonly Stretch[],
  settled: (stretch: Stretch) => boolean,
): Stretch | undefined {
  const standing = stretches.filter(({ situation }) => situation.is !== 'cancelled');
  return fact.data.filing === 'removal'
    ? removalOf(fact, standing, settled)
    : enrolmentOf(fact, standing, settled);
}

function enrolmentOf(
  { data: { on } }: FilingFact,
  stretches: readonly Stretch[],
  settled: (stretch: Stretch) => boolean,
): Stretch | undefined {
  const begun = stretches.filter(({ situation }) => situation.start.on <= on);
  const ahead = stretches.find(({ situation }) => situation.start.on > on);
  return begun.findLast((stretch) => !settled(stretch)) ?? ahead ?? begun.at(-1);
}

/** A removal is about a leave that happened, else about one announced, else (the leave unknown yet) the latest spell. */
function removalOf(
  { data: { on } }: FilingFact,
  stretches: readonly Stretch[],
  settled: (stretch: Stretch) => boolean,
): Stretch | undefined {
  const left = stretches.filter(({ situation }) => situation.is === 'left' && situation.end.on <= on);
  const leaving = stretches.filter(({ situation }) => situation.is === 'left' && situation.end.on > on);
  return (
    left.findLast((stretch) => !settled(stretch)) ??
    leaving.find((stretch) => !settled(stretch)) ??
    stretches.findLast(({ situation }) => situation.is === 'employed' && situation.start.on <= on) ??
    left.at(-1)
  );
}

/** Accepted stands against a later "submitted"; only a later rejection reopens it. */
function after(before: FilingState | undefined, fact: FilingFact): FilingState {
  const { on } = fact.data;
  const knownAt = fact.receivedAt;
  switch (fact.kind) {
    case 'filing.accepted': {
      const { effectiveMonth } = fact.data;
      return { is: 'accepted', on, knownAt, ...(effectiveMonth !== undefined && { effectiveMonth }) };
    }
    case 'filing.rejected':
      return { is: 'rejected', on, knownAt, reason: fact.data.reason };
    case 'filing.submitted': {
      if (before?.is === 'accepted') return before;
      const { receiptNo, channel } = fact.data;
      return {
        is: 'submitted',
        on,
        knownAt,
        ...(receiptNo !== undefined && { receiptNo }),
        ...(channel !== undefined && { channel }),
      };
    }
  }
}
