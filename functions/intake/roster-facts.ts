import { createHash } from 'node:crypto';
import type { Fact, StatedBy } from '../../domain/facts/fact.ts';
import {
  carriedOver,
  type KeptFinding,
  type RosterFinding,
  type RosterStatement,
} from '../../domain/roster/finding.ts';
import { type RosterCorrection, rosterCorrectionOf } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import { addDays, chinaMidnight, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import { type Clock, type Delivery, RecordUnreadable, type RosterFindings } from '../ports.ts';
import { appendFacts } from './append-facts.ts';
import { type FoldPorts, missingFacts } from './commit-fold.ts';

/** When a roster says something, and when we took it in. */
export interface RosterContext {
  /** The roster's own day. */
  readonly asOf: PlainDate;
  readonly now: Instant;
  /** When it was pulled: what was told since is the later word. A file is only known to be of its day. */
  readonly pulledAt?: Instant;
  /** The HR system that it was pulled from; a file has none. */
  readonly source?: string;
  /** Who confirmed it, where a person did. */
  readonly by?: StatedBy;
}

/** A fact from a roster. Its id is made of the content and the roster's day: the same roster gives the same facts. */
export function rosterFact(
  { kind, data }: RosterStatement,
  { asOf, now, pulledAt, source, by }: RosterContext,
): Fact {
  const said = createHash('sha256').update(JSON.stringify([asOf, kind, inOrder(data)]));
  return {
    kind,
    factId: `${rosterIds(source)}${said.digest('base64url')}`,
    employeeId: data.employeeId,
    statedAt: pulledAt ?? statedAt(asOf, now),
    receivedAt: now,
    ...(by !== undefined && { by }),
    data,
  } as Fact;
}

/** At the end of its day, or now where that is not over: what is stated from now on is the later word. */
function statedAt(asOf: PlainDate, now: Instant): Instant {
  const over = new Date(Date.parse(chinaMidnight(addDays(asOf, 1))) - 1).toISOString() as Instant;
  return over < now ? over : now;
}

function inOrder(data: object): readonly (readonly [string, unknown])[] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What the ids of facts from the rosters of one HR system begin with, and those from files. */
export function rosterIds(source: string | undefined): string {
  return source === undefined ? 'roster:' : `roster:${source}.`;
}

/**
 * Compares the roster with what is known of one employee now, and takes in what mends the difference. Doing it again
 * finds nothing to mend.
 * @param roster as much of it as is about the employee; see {@link rosterByEmployee}.
 * @throws RecordUnreadable when facts of the employee cannot be read: what they say is not known.
 */
export async function recordCorrection(
  employeeId: string,
  roster: Roster,
  { delivery, ...told }: Omit<RosterContext, 'asOf'> & { readonly delivery?: Delivery },
  ports: FoldPorts,
): Promise<RosterCorrection> {
  const record = await ports.employees.load(employeeId);
  const missing = missingFacts(record);
  if (missing.length > 0) throw new RecordUnreadable(missing);
  const { facts } = record;
  const { asOf } = roster;
  const correction = rosterCorrectionOf(
    employeeId,
    facts,
    roster,
    (said) => rosterFact(said, { ...told, asOf }),
    await ports.order(),
  );
  if (correction.facts.length > 0) {
    const brought = delivery === undefined ? {} : { delivery };
    await appendFacts({ employeeId, facts: correction.facts, record, ...brought }, ports);
  }
  return correction;
}

/** @returns as much of the roster as is about one employee, which is looked up and not searched for. */
export function rosterByEmployee(roster: Roster): (employeeId: string) => Roster {
  const people = Map.groupBy(roster.people, ({ employeeId }) => employeeId);
  return (employeeId) => ({ ...roster, people: people.get(employeeId) ?? [] });
}

/**
 * Puts what a roster found of the people of one unit in place of all that the last one of its source had.
 * @param source the HR system, or {@link ROSTER_FILE}.
 */
export async function replaceFindings(
  { unitId, source }: { readonly unitId: string; readonly source: string },
  findings: readonly RosterFinding[],
  rosterOf: ReturnType<typeof rosterByEmployee>,
  { rosterFindings, clock }: { readonly rosterFindings: RosterFindings; readonly clock: Clock },
): Promise<void> {
  const now = clock.now();
  const before = (await rosterFindings.list(unitId)).items.filter((kept) => kept.source === source);
  const found = findings
    .filter((finding) => finding.unitId === unitId)
    .map((finding): KeptFinding => {
      return { source, finding, roster: rosterOf(finding.employeeId), foundAt: now, seenAt: now };
    });
  await keepInPlaceOf(before, found, rosterFindings);
}

/** Stores what was found, and removes what was kept before and is not found any more. */
export async function keepInPlaceOf(
  before: readonly KeptFinding[],
  found: readonly KeptFinding[],
  rosterFindings: Pick<RosterFindings, 'keep' | 'remove'>,
): Promise<void> {
  const keys = new Set(found.map(keyOf));
  if (found.length > 0) await rosterFindings.keep(carriedOver(found, before));
  const gone = before.filter((kept) => !keys.has(keyOf(kept)));
  if (gone.length > 0) await rosterFindings.remove(gone);
}

function keyOf({ finding: { unitId, employeeId, kind } }: KeptFinding): string {
  return JSON.stringify([unitId, employeeId, kind]);
}
