import type { Calendar } from '../../domain/calendar/calendar.ts';
import { voidedIds } from '../../domain/employment/effective-facts.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../domain/employment/other-spells.ts';
import { identityHashes } from '../../domain/employment/person.ts';
import type { OtherSpell, Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { NO_ORDER, needsOrder, type SourceOrder } from '../../domain/facts/source-order.ts';
import type {
  Commit,
  CommitOutcome,
  EmployeeRecord,
  EmployeeStore,
  RecordKey,
  UnitContext,
} from '../ports.ts';

export interface FoldPorts {
  readonly employees: EmployeeStore;
  /** What is known of a unit; asked only where a unit's own policy or its files matter. */
  readonly unit: (unitId: string) => Promise<UnitContext | undefined>;
  readonly calendar: Calendar;
  /** The registry's order of HR systems; read only for an employee with facts from several of them. */
  readonly order: () => Promise<SourceOrder>;
}

/** The order by which an employee's facts are folded. */
export async function orderFor(
  facts: readonly Fact[],
  { order }: Pick<FoldPorts, 'order'>,
): Promise<SourceOrder> {
  return needsOrder(facts) ? order() : NO_ORDER;
}

/** What is to be added to an employee's record; `samePersonAs` are all ids that it is to be folded with. */
type Addition = Pick<Commit, 'delivery' | 'facts' | 'samePersonAs' | 'identity'>;

/** A transaction holds 100 writes; each spell may bring a unit to be noted, and what else is needed stays below the rest. */
const MOST_SPELLS_AT_ONCE = 40;

/** `more`: not all that differs could be written at once. */
type FoldOutcome = (
  | CommitOutcome
  /** Facts of the employee cannot be read, so nothing was folded nor any fact added. */
  | { readonly is: 'unreadable'; readonly records: readonly RecordKey[] }
) & { readonly more: boolean };

/** Facts that cannot be read and still count; voiding one, perhaps among `more`, gets rid of it (F8). */
export function missingFacts(
  record: EmployeeRecord,
  more: readonly Fact[] = [],
  order: SourceOrder = NO_ORDER,
): readonly RecordKey[] {
  if (record.unreadableFacts.length === 0) return [];
  const voided = voidedIds([...record.facts, ...more], order);
  return record.unreadableFacts
    .filter(({ factId }) => factId === undefined || !voided.has(factId))
    .map((fact) => fact.record);
}

/** What a fold comes to, before anything is written. */
export type PlannedFold =
  | {
      readonly is: 'planned';
      /** The employee's spells with what is added. */
      readonly spells: readonly Spell[];
      /**
       * What to write, in transactions one after the other; none if nothing differs. Of many spells that differ, those
       * after the first {@link MOST_SPELLS_AT_ONCE} are in transactions of their own.
       */
      readonly commits: readonly Commit[];
    }
  | { readonly is: 'unreadable'; readonly records: readonly RecordKey[] };

/**
 * Folds the record with what is added. Where a fact cannot be read nothing is folded: a hire that is left out would turn
 * the person into one who was never hired, and the next mail would say so. The spells stay as they were folded last.
 */
export async function planFold(
  employeeId: string,
  record: EmployeeRecord,
  given: Addition,
  ports: FoldPorts,
): Promise<PlannedFold> {
  const addition = { ...given, facts: await asKept(given.facts, record) };
  const facts = [...record.facts, ...addition.facts];
  const order = await orderFor(facts, ports);
  const missing = missingFacts(record, addition.facts, order);
  if (missing.length > 0) return { is: 'unreadable', records: missing };
  const { samePersonAs } = addition;
  const elsewhere = await spellsElsewhere({ ...record, facts }, samePersonAs, ports.employees);
  const spells = foldSpells(employeeId, facts, elsewhere, order);
  const changed = changedSpells(record.spells, spells);
  const gone = goneSpells(record, spells);
  // Loaded with the first event, not before it.
  const { retainedSince } = await import('./removed-data.ts');
  const goneSince = retainedSince(spells, facts, record.forgotten);
  const news =
    addition.facts.length > 0 ||
    samePersonAs.length > record.samePersonAs.length ||
    goneSince !== record.goneSince;
  const differing = changed.length + gone.length;
  const count = Math.max(news ? 1 : 0, Math.ceil(differing / MOST_SPELLS_AT_ONCE));
  if (count === 0) return { is: 'planned', spells, commits: [] };
  // Loaded with the first event, not before it: rules and the data of all regions would delay the first answer.
  const { snapshot } = await import('./snapshot.ts');
  const commits = Array.from({ length: count }, async (_, i): Promise<Commit> => {
    const first = i * MOST_SPELLS_AT_ONCE;
    const own = changed.slice(first, first + MOST_SPELLS_AT_ONCE);
    const goneFrom = Math.max(0, first - changed.length);
    return {
      employeeId,
      version: record.version + i,
      ...(i === 0 ? addition : { facts: [] }),
      samePersonAs,
      spells: await Promise.all(own.map((spell) => snapshot(spell, ports))),
      goneSpellIds: gone.slice(goneFrom, goneFrom + MOST_SPELLS_AT_ONCE - own.length),
      goneSince,
    };
  });
  return { is: 'planned', spells, commits: await Promise.all(commits) };
}

/** Facts as they are kept: what an HR system repeats about somebody whose data were removed must not bring them back. */
export async function asKept(facts: readonly Fact[], record: EmployeeRecord): Promise<readonly Fact[]> {
  if (record.forgotten === undefined) return facts;
  const { withoutForgotten } = await import('./removed-data.ts');
  return withoutForgotten(facts, record.facts, record.forgotten);
}

/** {@link planFold}, and writes what differs, as long as nobody else writes the employee. */
export async function commitFold(
  employeeId: string,
  record: EmployeeRecord,
  addition: Addition,
  ports: FoldPorts,
): Promise<FoldOutcome> {
  const plan = await planFold(employeeId, record, addition, ports);
  if (plan.is === 'unreadable') return unfolded(employeeId, record, addition, plan.records, ports);
  for (const [i, commit] of plan.commits.entries()) {
    const outcome = await ports.employees.commit(commit);
    if (outcome.is !== 'committed')
      return i === 0 ? { ...outcome, more: false } : { is: 'committed', more: true };
  }
  return { is: 'committed', more: false };
}

/** The link to the person's other id is kept: it is not sent a second time. */
async function unfolded(
  employeeId: string,
  { version, samePersonAs: known, goneSince }: EmployeeRecord,
  { facts, samePersonAs }: Addition,
  records: readonly RecordKey[],
  { employees }: FoldPorts,
): Promise<FoldOutcome> {
  if (facts.length === 0 && samePersonAs.length > known.length) {
    const nothing = { facts, spells: [], goneSpellIds: [] };
    const outcome = await employees.commit({ employeeId, version, samePersonAs, goneSince, ...nothing });
    if (outcome.is !== 'committed') return { ...outcome, more: true };
  }
  return { is: 'unreadable', records, more: false };
}

/**
 * Spells under the other ids, of those that carry a number in common with this employee today. Where the numbers were
 * removed under both ids, what was known of them at that time stands.
 */
export async function spellsElsewhere(
  { facts, forgotten }: Pick<EmployeeRecord, 'facts' | 'forgotten'>,
  employeeIds: readonly string[],
  employees: EmployeeStore,
): Promise<readonly OtherSpell[]> {
  if (employeeIds.length === 0) return [];
  const carried = identityHashes(facts);
  const records = await Promise.all(employeeIds.map((id) => employees.load(id)));
  return records
    .filter(
      (record) =>
        (forgotten !== undefined && record.forgotten !== undefined) ||
        !carried.isDisjointFrom(identityHashes(record.facts)),
    )
    .flatMap(({ spells }) => otherSpellsOf(spells));
}

function changedSpells(before: readonly Spell[], after: readonly Spell[]): readonly Spell[] {
  const stored = new Map(before.map((spell) => [spell.spellId, JSON.stringify(spell)]));
  return after.filter((spell) => stored.get(spell.spellId) !== JSON.stringify(spell));
}

function goneSpells(before: EmployeeRecord, after: readonly Spell[]): readonly string[] {
  const kept = new Set(after.map(({ spellId }) => spellId));
  const stored = [...before.spells.map(({ spellId }) => spellId), ...before.unreadableSpellIds];
  return stored.filter((spellId) => !kept.has(spellId));
}
