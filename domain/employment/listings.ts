import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import type { Segment } from './segments.ts';
import type { Listing, SeenName, Spell } from './spell.ts';

type Listed = FactOf<'insured.listed'> | FactOf<'insured.ended'>;

/**
 * R13: what lists of insured people said of each spell, and the name that the agency has on file. A list names a unit and
 * a day: it is about the latest spell there that had begun by that day, else about the first one there.
 * @param segments in the order of their starts.
 * @param facts effective facts in the order of their statements.
 * @returns by spell id; absent where no list said anything.
 */
export function listingsOf(
  segments: readonly Segment[],
  facts: readonly Fact[],
): ReadonlyMap<string, Pick<Spell, 'listings' | 'seenName'>> {
  const listed = facts.filter((fact) => fact.kind === 'insured.listed' || fact.kind === 'insured.ended');
  const seen = facts.filter((fact) => fact.kind === 'information.seen');
  if (listed.length === 0 && seen.length === 0) return new Map();
  const bySpell = Map.groupBy(listed, (fact) => segmentFor(fact, segments)?.spellId ?? '');
  const namesBySpell = Map.groupBy(seen, (fact) => segmentFor(fact, segments)?.spellId ?? '');
  return new Map(
    segments.map(({ spellId }) => {
      const listings = notableListings((bySpell.get(spellId) ?? []).toSorted(byDay).map(listingOf));
      const seenName = (namesBySpell.get(spellId) ?? []).toSorted(byDay).map(seenNameOf).at(-1);
      return [spellId, { ...(listings.length > 0 && { listings }), ...compact({ seenName }) }];
    }),
  );
}

/** Of several words about one day, one that the insurance has ended is the later state of that day. */
function byDay(a: Listed | FactOf<'information.seen'>, b: Listed | FactOf<'information.seen'>): number {
  return compareText(a.data.on, b.data.on) || compareText(b.kind, a.kind) || compareText(a.factId, b.factId);
}

function segmentFor(
  { data }: Listed | FactOf<'information.seen'>,
  segments: readonly Segment[],
): Segment | undefined {
  const there = segments.filter(
    ({ unitId, situation }) => unitId === data.unitId && situation.is !== 'cancelled',
  );
  return there.findLast(({ situation }) => situation.start.on <= data.on) ?? there[0];
}

function listingOf(fact: Listed): Listing {
  const { on, since } = fact.data;
  const is = fact.kind === 'insured.listed' ? 'listed' : fact.data.status;
  return { on, is, ...compact({ since }), factId: fact.factId, knownAt: fact.receivedAt };
}

function seenNameOf({ factId, data: { name, on } }: FactOf<'information.seen'>): SeenName {
  return { name, on, factId };
}

/** The first and the last of each run of the same state: an employee of twenty years keeps a small snapshot. */
function notableListings(listings: readonly Listing[]): readonly Listing[] {
  return listings.filter(({ is }, i) => listings[i - 1]?.is !== is || listings[i + 1]?.is !== is);
}
