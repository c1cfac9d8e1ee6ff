import * as z from 'zod/mini';
import { compareText } from '../../domain/facts/fact.ts';
import { day, employeeId, unitId } from '../../domain/facts/schema-parts.ts';
import { ROSTER_FILE } from '../../domain/facts/source-order.ts';
import type { KeptFinding } from '../../domain/roster/finding.ts';
import { once } from '../../domain/values/once.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import { appendFacts } from '../intake/append-facts.ts';
import { type RosterContext, recordCorrection, rosterFact } from '../intake/roster-facts.ts';
import type { Delivery } from '../ports.ts';
import { dayFarAhead } from './impossible-days.ts';
import {
  type Action,
  type ActionPorts,
  type Outcome,
  type Refused,
  refused,
  type Submission,
} from './outcome.ts';
import { foldPorts, STAFF } from './state-facts.ts';

const about = { unitId, employeeIds: z.array(employeeId) };

/**
 * Confirms the roster for these employees, or for all. To confirm the transfer of one person, `effectiveOn` states this
 * person's first day at the new unit.
 */
export const confirmInput = once(() => z.object({ ...about, effectiveOn: z.optional(day) }));
type ConfirmInput = z.infer<ReturnType<typeof confirmInput>>;

/** Dismisses the differences of these employees until the roster changes. */
export const dismissInput = once(() => z.object(about));
type DismissInput = z.infer<ReturnType<typeof dismissInput>>;

export interface Confirmed {
  readonly confirmed: readonly KeptFinding[];
  /** Findings that a person must correct. */
  readonly left: readonly KeptFinding[];
}

type FindingPorts = Pick<ActionPorts, 'rosterFindings'>;

/** The unit's stored findings about these employees, or about all. Employees without findings are refused. */
export async function keptFindings(
  { unitId: at, employeeIds }: DismissInput,
  { rosterFindings }: FindingPorts,
): Promise<readonly KeptFinding[] | Refused> {
  const kept = (await rosterFindings.list(at)).items.toSorted((a, b) =>
    compareText(a.finding.employeeId, b.finding.employeeId),
  );
  const known = new Set(kept.map(({ finding }) => finding.employeeId));
  const unknown = employeeIds.filter((id) => !known.has(id));
  if (unknown.length > 0) return refused('unknown-findings', { unitId: at, employeeIds: unknown });
  return employeeIds.length === 0
    ? kept
    : kept.filter(({ finding }) => employeeIds.includes(finding.employeeId));
}

/** Records the roster's statements as facts. The facts name the person who confirmed them (F11). */
export const confirmFindings: Action<typeof confirmInput, Confirmed> = async (input, submission, ports) => {
  if (await confirmedBefore(input, submission, ports))
    return { is: 'duplicate', factIds: [], spells: [], confirmed: [], left: [] };
  const kept = await keptFindings(input, ports);
  if ('is' in kept) return kept;
  // Dismissed findings are only included if the input names their employees.
  const meant =
    input.employeeIds.length > 0 ? kept : kept.filter(({ dismissedAt }) => dismissedAt === undefined);
  const factIds: string[] = [];
  let parts = 0;
  if (input.effectiveOn !== undefined) {
    const moved = await confirmMove(meant, input.unitId, input.effectiveOn, submission, ports);
    if (typeof moved !== 'string') return moved;
    factIds.push(moved);
    parts = 1;
  }
  const confirmed: KeptFinding[] = [];
  const left: KeptFinding[] = [];
  for (const own of Map.groupBy(meant, ({ finding }) => finding.employeeId).values()) {
    const result = await confirmOne(own, parts, submission, ports);
    factIds.push(...result.factIds);
    confirmed.push(...result.settled);
    const open = own.filter((each) => !result.settled.includes(each));
    left.push(...open.map((each) => ({ ...each, finding: { ...each.finding, mends: [] } })));
  }
  if (confirmed.length > 0) await ports.rosterFindings.remove(confirmed);
  return { is: 'recorded', factIds, spells: [], confirmed, left };
};

/** Hides the differences until the roster states something else about the person. */
export async function dismissFindings(
  input: DismissInput,
  _submission: Submission,
  ports: Pick<ActionPorts, 'rosterFindings' | 'clock'>,
): Promise<Outcome<{ readonly dismissed: readonly KeptFinding[] }>> {
  if (input.employeeIds.length === 0) return refused('no-employee-named', { unitId: input.unitId });
  const kept = await keptFindings(input, ports);
  if ('is' in kept) return kept;
  const open = kept.filter(({ dismissedAt }) => dismissedAt === undefined);
  if (open.length === 0) return { is: 'duplicate', factIds: [], spells: [], dismissed: kept };
  const dismissedAt = ports.clock.now();
  const dismissed = kept.map((each) => ({ ...each, dismissedAt: each.dismissedAt ?? dismissedAt }));
  await ports.rosterFindings.keep(dismissed);
  return { is: 'recorded', factIds: [], spells: [], dismissed };
}

/** Each employee's part of a submission has its own delivery id, so that an interrupted submission can continue. */
function deliveryFor(
  who: string,
  { deliveryId }: Submission,
  { clock }: Pick<ActionPorts, 'clock'>,
  part = 0,
): Delivery {
  const own = part === 0 ? '' : `:${part + 1}`;
  return { source: STAFF, deliveryId: `${deliveryId}:${who}${own}`, receivedAt: clock.now() };
}

/** Whether this submission was recorded before for every employee that it names; false if it names nobody. */
async function confirmedBefore(
  { employeeIds }: ConfirmInput,
  submission: Submission,
  ports: ActionPorts,
): Promise<boolean> {
  if (employeeIds.length === 0) return false;
  const known = await Promise.all(
    employeeIds.map((id) => {
      const { source, deliveryId } = deliveryFor(id, submission, ports);
      return ports.employees.employeeOfDelivery(source, deliveryId);
    }),
  );
  return known.every((id) => id !== undefined);
}

/**
 * Records the transfer that a roster shows for one employee. The day is stated by the person who confirms.
 * @returns the fact's id.
 */
async function confirmMove(
  kept: readonly KeptFinding[],
  at: string,
  effectiveOn: PlainDate,
  submission: Submission,
  ports: ActionPorts,
): Promise<string | Refused> {
  const far = dayFarAhead('effectiveOn', effectiveOn, ports);
  if (far !== undefined) return far;
  const [moved, another] = kept.filter(({ finding }) => finding.kind === 'unit-differs');
  if (moved === undefined || another !== undefined) return refused('not-one-move', { unitId: at });
  const { employeeId: who, values } = moved.finding;
  const { ours = '', theirs = '' } = values;
  const { spells } = await ports.employees.load(who);
  const begins = spells.flatMap(({ unitId: own, situation }) =>
    own === ours && situation.is === 'employed' ? [situation.start.on] : [],
  );
  if (!begins.some((on) => on < effectiveOn))
    return refused('move-before-begin', { employeeId: who, unitId: ours, begins, day: effectiveOn });
  const fact = rosterFact(
    {
      kind: 'employee.transferred',
      data: { employeeId: who, toUnitId: theirs, effectiveOn, fromUnitId: ours },
    },
    { asOf: moved.roster.asOf, ...pulledBy(moved.source), now: ports.clock.now(), by: submission.by },
  );
  const delivery = deliveryFor(who, submission, ports);
  await appendFacts({ employeeId: who, facts: [fact], delivery }, foldPorts(ports));
  return fact.factId;
}

/** A roster from a file has only a date, and no source or time. */
function pulledBy(source: string, pulledAt?: Instant): Pick<RosterContext, 'source' | 'pulledAt'> {
  return source === ROSTER_FILE ? {} : { source, ...(pulledAt !== undefined && { pulledAt }) };
}

/**
 * Compares the roster with the record again before recording. A statement since the pull may have settled the
 * difference, and an older roster must not replace that statement.
 */
async function confirmOne(
  own: readonly KeptFinding[],
  /** How many parts of the submission are already recorded for this employee. */
  before: number,
  submission: Submission,
  ports: ActionPorts,
): Promise<{ readonly factIds: readonly string[]; readonly settled: readonly KeptFinding[] }> {
  const factIds: string[] = [];
  const settled: KeptFinding[] = [];
  let parts = before;
  for (const [source, some] of Map.groupBy(own, (each) => each.source)) {
    const [first] = some;
    if (first === undefined) continue;
    const { employeeId: who } = first.finding;
    const context = { now: ports.clock.now(), ...pulledBy(source, first.seenAt), by: submission.by };
    const delivery = deliveryFor(who, submission, ports, parts);
    parts += 1;
    const correction = await recordCorrection(who, first.roster, { ...context, delivery }, foldPorts(ports));
    factIds.push(...correction.facts.map(({ factId }) => factId));
    const open = new Set(
      correction.findings
        .filter((finding) => !correction.corrected.includes(finding))
        .map(({ kind }) => kind),
    );
    settled.push(...some.filter(({ finding }) => !open.has(finding.kind)));
  }
  return { factIds, settled };
}
