import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import type { Segment } from './segments.ts';
import type { Listing, SeenName, Spell } from './spell.ts';

type Listed = FactOf<'insured.listed'> | FactOf<'insured.ended'>;

/** Listings by spell id, or by unit id for units where the person was never employed. */
export interface AssignedListings {
  readonly bySpell: ReadonlyMap<string, Pick<Spell, 'listings' | 'seenName'>>;
  readonly strayByUnit: ReadonlyMap<string, readonly Listing[]>;
}

/**
 * R13: the entries about each spell in the agency's lists of insured people, and the name on file at the agency. A list
 * is about one unit on one day. Its entry belongs to the latest spell there that had begun by that day, otherwise to
 * the first spell there. An entry at a unit without a spell is kept, because the agency insures a person there whose
 * hire is not known.
 * @param segments in order of their starts.
 * @param facts effective facts in statement order.
 */
export function listingsOf(segments: readonly Segment[], facts: readonly Fact[]): AssignedListings {
  const listed = facts.filter((fact) => fact.kind === 'insured.listed' || fact.kind === 'insured.ended');
  const seen = facts.filter((fact) => fact.kind === 'information.seen');
  if (listed.length === 0 && seen.length === 0) return { bySpell: new Map(), strayByUnit: new Map() };
  const bySpell = Map.groupBy(listed, (fact) => segmentFor(fact, segments)?.spellId);
  const namesBySpell = Map.groupBy(seen, (fact) => segmentFor(fact, segments)?.spellId);
  const stray = Map.groupBy(bySpell.get(undefined) ?? [], ({ data }) => data.unitId);
  return {
    bySpell: new Map(
      segments.map(({ spellId }) => {
        const listings = inOrder(bySpell.get(spellId));
        const seenName = (namesBySpell.get(spellId) ?? []).toSorted(byDay).map(seenNameOf).at(-1);
        return [spellId, { ...(listings.length > 0 && { listings }), ...compact({ seenName }) }];
      }),
    ),
    strayByUnit: new Map([...stray].map(([unitId, facts]) => [unitId, inOrder(facts)])),
  };
}

function inOrder(facts: readonly Listed[] = []): readonly Listing[] {
  return notableListings(facts.toSorted(byDay).map(listingOf));
}

/** If several entries have the same day, "insurance ended" counts as the later one. */
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

/**
 * Keeps the first and last of consecutive entries with the same state, so that the snapshot of a long employment stays
 * small.
 */
function notableListings(listings: readonly Listing[]): readonly Listing[] {
  return listings.filter(({ is }, i) => listings[i - 1]?.is !== is || listings[i + 1]?.is !== is);
}
