import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { effectiveFacts, meaningOf } from '../../domain/employment/effective-facts.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { hasBegun, type Spell } from '../../domain/employment/spell.ts';
import type { Fact, FactData, FactKind } from '../../domain/facts/fact.ts';
import type { SourceOrder } from '../../domain/facts/source-order.ts';
import {
  effectiveUnitFacts,
  type UnitFact,
  type UnitFactData,
  type UnitFactKind,
} from '../../domain/units/unit-facts.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import { appendFacts } from '../intake/append-facts.ts';
import { type FoldPorts, orderFor } from '../intake/commit-fold.ts';
import { registryContext } from '../intake/registry-lookup.ts';
import type { EmployeeRecord } from '../ports.ts';
import {
  type ActionPorts,
  type Recorded,
  type Refused,
  refused,
  type SpellRef,
  type Submission,
} from './outcome.ts';

/** The beginning of the ids of facts stated by staff. */
export const STAFF = 'staff';

/** A statement of staff about an employee, before it becomes a fact. */
export type Statement = {
  [Kind in FactKind]: { readonly kind: Kind; readonly data: FactData<Kind> };
}[FactKind];

/** The ports for appending facts, the same as for events of an HR system. */
export function foldPorts(ports: Pick<ActionPorts, 'employees' | 'registry' | 'clock'>): FoldPorts {
  const { employees, registry, clock } = ports;
  const { unit, order } = registryContext(registry, clock);
  return { employees, unit, order, calendar: publishedCalendar };
}

/** The id of the n-th fact of a submission, from 0. */
export function factIdOf({ deliveryId }: Submission, index = 0): string {
  return index === 0 ? `${STAFF}:${deliveryId}` : `${STAFF}:${deliveryId}:${index + 1}`;
}

/** The facts of one submission about one employee. @param known everything stated about the employee before. */
export function factsOf(
  employeeId: string,
  known: readonly Fact[],
  statements: readonly Statement[],
  submission: Submission,
  { clock }: Pick<ActionPorts, 'clock'>,
): readonly Fact[] {
  const now = clock.now();
  const statedAt = afterStaff(known, now);
  return statements.map(({ kind, data }, index) => {
    const factId = factIdOf(submission, index);
    return { kind, factId, employeeId, statedAt, receivedAt: now, by: submission.by, data } as Fact;
  });
}

/** Now, or just after the last statement of staff, because the later of two statements must win (F2). */
function afterStaff(known: readonly Fact[], now: Instant): Instant {
  const last = known
    .filter(({ factId }) => factId.startsWith(`${STAFF}:`))
    .reduce<string>((latest, { statedAt }) => (statedAt > latest ? statedAt : latest), '');
  return last < now ? now : (new Date(Date.parse(last) + 1).toISOString() as Instant);
}

/**
 * The employee's record, a refusal if the employee is unknown, or the duplicate if this submission was recorded before.
 */
export async function knownEmployee(
  employeeId: string,
  submission: Submission,
  { employees }: Pick<ActionPorts, 'employees'>,
): Promise<EmployeeRecord | Refused | Recorded> {
  const record = await employees.load(employeeId);
  if (record.facts.length === 0) return refused('unknown-employee', { employeeId });
  return submittedBefore(record, submission) ?? record;
}

/**
 * The outcome `duplicate`, with the ids of the recorded facts, if this submission was recorded before; undefined if the
 * submission is new.
 */
export function submittedBefore(
  { facts, spells }: Pick<EmployeeRecord, 'facts' | 'spells'>,
  submission: Submission,
): Recorded | undefined {
  const own = factIdOf(submission);
  const factIds = facts
    .map(({ factId }) => factId)
    .filter((factId) => factId === own || factId.startsWith(`${own}:`));
  return factIds.length === 0 ? undefined : { is: 'duplicate', factIds, spells };
}

/** {@link submittedBefore} for a submission about a unit itself. */
export function unitSubmittedBefore(
  facts: readonly UnitFact[],
  submission: Submission,
): Recorded | undefined {
  const own = factIdOf(submission);
  const isKnown = facts.some(({ factId }) => factId === own);
  return isKnown ? { is: 'duplicate', factIds: [own], spells: [] } : undefined;
}

/**
 * Appends facts and folds again. The result is a duplicate if all facts exist and repeating them would change nothing.
 */
export async function stateFacts(
  employeeId: string,
  record: EmployeeRecord,
  statements: readonly Statement[],
  submission: Submission,
  ports: ActionPorts,
): Promise<Recorded> {
  const facts = factsOf(employeeId, record.facts, statements, submission, ports);
  const order = await orderFor([...record.facts, ...facts], foldPorts(ports));
  const known = sameStatements(record, facts, order);
  if (known !== undefined) return { is: 'duplicate', factIds: known, spells: record.spells };
  const { deliveryId } = submission;
  const delivery = { source: STAFF, deliveryId, receivedAt: ports.clock.now() };
  const outcome = await appendFacts({ employeeId, facts, delivery }, foldPorts(ports));
  const { spells } = await ports.employees.load(employeeId);
  const factIds = facts.map(({ factId }) => factId);
  return { is: outcome === 'taken' ? 'recorded' : 'duplicate', factIds, spells };
}

/** Facts that the fold keeps in a list. A repeated statement is already in the list, whatever was stated since. */
const LISTED: ReadonlySet<FactKind> = new Set<FactKind>([
  'document.received',
  'card.requested',
  'card.issued',
  'case.acknowledged',
  'case.snoozed',
  'case.noted',
]);

/**
 * The ids of the earlier facts that state the same. Undefined if one of the facts is new, or would have an effect if it
 * were stated again.
 */
function sameStatements(
  { facts: known }: EmployeeRecord,
  stated: readonly Fact[],
  order: SourceOrder,
): readonly string[] | undefined {
  const [first] = stated;
  if (first === undefined) return undefined;
  const meanings = new Map(effectiveFacts(known, order).map((fact) => [meaningOf(fact), fact.factId]));
  const same = stated.flatMap((fact) => meanings.get(meaningOf(fact)) ?? []);
  if (same.length < stated.length) return undefined;
  if (stated.every(({ kind }) => LISTED.has(kind))) return same;
  const { employeeId } = first;
  const [before, after] = [known, [...known, ...stated]].map((facts) =>
    foldSpells(employeeId, facts, [], order),
  );
  return JSON.stringify(after) === JSON.stringify(before) ? same : undefined;
}

/** A fact about a unit itself, stated by staff now. @param index its number in the submission, from 0. */
export function unitFactOf<Kind extends UnitFactKind>(
  kind: Kind,
  data: UnitFactData<Kind> & { readonly unitId: string },
  submission: Submission,
  { clock }: Pick<ActionPorts, 'clock'>,
  index = 0,
): UnitFact {
  const [factId, now] = [factIdOf(submission, index), clock.now()];
  const { unitId } = data;
  return { kind, factId, unitId, statedAt: now, receivedAt: now, by: submission.by, data } as UnitFact;
}

/**
 * States a fact about a unit itself; an equal earlier statement makes it a duplicate.
 * @param more additional facts. They are written first, so that a repetition after an interruption finds the rest.
 */
export async function stateUnitFact(
  fact: UnitFact,
  known: readonly UnitFact[],
  { unitFacts }: Pick<ActionPorts, 'unitFacts'>,
  more: readonly UnitFact[] = [],
): Promise<Recorded> {
  const own = effectiveUnitFacts(known.filter(({ unitId }) => unitId === fact.unitId));
  const same = own.findLast((it) => it.kind === fact.kind && sameData(it.data, fact.data));
  if (same !== undefined) return { is: 'duplicate', factIds: [same.factId], spells: [] };
  const outcome = await unitFacts.append([...more, fact]);
  const factIds = [fact, ...more].map(({ factId }) => factId);
  return { is: outcome === 'taken' ? 'recorded' : 'duplicate', factIds, spells: [] };
}

function sameData(a: object, b: object): boolean {
  const sorted = (data: object) => JSON.stringify(Object.entries(data).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/** Adds the spell to the statement if its days alone would assign it to another spell. */
export async function withSpell<S extends Extract<Statement, { data: { spellId?: string | undefined } }>>(
  statement: S,
  meant: Spell,
  { facts }: EmployeeRecord,
  ports: ActionPorts,
): Promise<S> {
  const { employeeId, spellId } = meant;
  const probe = factsOf(employeeId, facts, [statement], PROBE, ports);
  const order = await orderFor(facts, foldPorts(ports));
  const before = new Map(
    foldSpells(employeeId, facts, [], order).map((spell) => [spell.spellId, JSON.stringify(spell)]),
  );
  const changed = foldSpells(employeeId, [...facts, ...probe], [], order)
    .filter((spell) => before.get(spell.spellId) !== JSON.stringify(spell))
    .map((spell) => spell.spellId);
  if (changed.length === 1 && changed[0] === spellId) return statement;
  return { ...statement, data: { ...statement.data, spellId } };
}

const PROBE: Submission = { deliveryId: 'probe', by: { who: 'probe', verified: false } };

export function spellRef({ spellId, unitId, situation }: Spell): SpellRef {
  return {
    spellId,
    unitId,
    ...(hasBegun(situation) && { from: situation.start.on }),
    ...(situation.is === 'left' && { until: situation.end.on }),
  };
}
