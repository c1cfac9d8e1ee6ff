import type { Instant } from '../values/plain-date.ts';
import type { RosterFinding } from './finding.ts';
import type { Roster } from './roster.ts';

/** A finding of a pulled roster that waits for a person: nothing of it is a fact yet. */
export interface KeptFinding {
  /** The HR system whose roster it was. */
  readonly source: string;
  readonly finding: RosterFinding;
  /** What the roster said of this one person, so that it can be compared again when it is confirmed. */
  readonly roster: Roster;
  /** When it was found first; the same for as long as each roster says the same. */
  readonly foundAt: Instant;
  /** When it was found last. */
  readonly seenAt: Instant;
  /** A person said that it is no matter; until the roster says something else. */
  readonly dismissedAt?: Instant;
}

/** What today's findings take over from those kept before: since when they are known, and that they were dismissed. */
export function carriedOver(
  found: readonly KeptFinding[],
  before: readonly KeptFinding[],
): readonly KeptFinding[] {
  const known = new Map(before.map((kept) => [sayingOf(kept), kept]));
  return found.map((kept) => {
    const earlier = known.get(sayingOf(kept));
    if (earlier === undefined) return kept;
    const { foundAt, dismissedAt } = earlier;
    return { ...kept, foundAt, ...(dismissedAt !== undefined && { dismissedAt }) };
  });
}

/** The same as long as the roster says the same of the person, whatever its day. */
function sayingOf({ source, finding: { kind, employeeId, unitId, code, values } }: KeptFinding): string {
  const said = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([source, kind, employeeId, unitId, code, said]);
}
