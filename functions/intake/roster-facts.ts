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

/** The date of a roster, and how we received it. */
export interface RosterContext {
  readonly asOf: PlainDate;
  readonly now: Instant;
  /** When the roster was pulled. Statements after this time are newer. Absent for a file, which only has a date. */
  readonly pulledAt?: Instant;
  /** The HR system from which the roster was pulled; absent for a file. */
  readonly source?: string;
  /** The person who confirmed the roster, if any. */
  readonly by?: StatedBy;
}

/**
 * A fact from a roster. Its id is derived from the content and the roster's date: the same roster gives the same facts.
 */
export function rosterFact(
  { kind, data }: RosterStatement,
  { asOf, now, pulledAt, source, by }: RosterContext,
): Fact {
  const hash = createHash('sha256').update(JSON.stringify([asOf, kind, inOrder(data)]));
  return {
    kind,
    factId: `${rosterIds(source)}${hash.digest('base64url')}`,
    employeeId: data.employeeId,
    statedAt: pulledAt ?? statedAt(asOf, now),
    receivedAt: now,
    ...(by !== undefined && { by }),
    data,
  } as Fact;
}

/**
 * The time of a roster's statements: the end of its day, or now if that day is not over. Statements after this time are
 * newer.
 */
function statedAt(asOf: PlainDate, now: Instant): Instant {
  const over = new Date(Date.parse(chinaMidnight(addDays(asOf, 1))) - 1).toISOString() as Instant;
  return over < now ? over : now;
}

function inOrder(data: object): readonly (readonly [string, unknown])[] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The prefix of the ids of facts from one HR system's rosters, or from files. */
export function rosterIds(source: string | undefined): string {
  return source === undefined ? 'roster:' : `roster:${source}.`;
}

/**
 * Compares the roster with one employee's present facts, and records the correction. It is idempotent.
 * @param roster the part about the employee, see {@link rosterByEmployee}.
 * @throws RecordUnreadable when facts of the employee cannot be read.
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
    (content) => rosterFact(content, { ...told, asOf }),
    await ports.order(),
  );
  if (correction.facts.length > 0) {
    const deliveryPart = delivery === undefined ? {} : { delivery };
    await appendFacts({ employeeId, facts: correction.facts, record, ...deliveryPart }, ports);
  }
  return correction;
}

/** @returns a function that looks up the part of the roster about one employee. */
export function rosterByEmployee(roster: Roster): (employeeId: string) => Roster {
  const people = Map.groupBy(roster.people, ({ employeeId }) => employeeId);
  return (employeeId) => ({ ...roster, people: people.get(employeeId) ?? [] });
}

/**
 * Replaces the findings that the last roster of the same source left at one unit.
 * @param source the HR system, or the constant ROSTER_FILE.
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

/** Stores the findings, and removes earlier ones that are no longer found. */
export async function keepInPlaceOf(
  before: readonly KeptFinding[],
  found: readonly KeptFinding[],
  rosterFindings: Pick<RosterFindings, 'keep' | 'remove'>,
): Promise<void> {
  const keys = new Set(found.map(keyOf));
  if (found.length > 0) await rosterFindings.keep(carriedOver(found, before));
  const outdated = before.filter((kept) => !keys.has(keyOf(kept)));
  if (outdated.length > 0) await rosterFindings.remove(outdated);
}

function keyOf({ finding: { unitId, employeeId, kind } }: KeptFinding): string {
  return JSON.stringify([unitId, employeeId, kind]);
}
