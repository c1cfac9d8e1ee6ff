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
  /** The context of a unit; only loaded if a unit's own policy or its files matter. */
  readonly unit: (unitId: string) => Promise<UnitContext | undefined>;
  readonly calendar: Calendar;
  /** The registry's order of HR systems; only loaded for an employee with facts from several of them. */
  readonly order: () => Promise<SourceOrder>;
}

/** The order of HR systems for folding an employee's facts. */
export async function orderFor(
  facts: readonly Fact[],
  { order }: Pick<FoldPorts, 'order'>,
): Promise<SourceOrder> {
  return needsOrder(facts) ? order() : NO_ORDER;
}

/** What to add to an employee's record. `samePersonAs` has all other ids whose spells the fold must consider. */
type Addition = Pick<Commit, 'delivery' | 'facts' | 'samePersonAs' | 'identity'>;

/**
 * The limit of spells in a transaction, which may have 100 writes. Each spell may need a second write for its unit, and
 * the other items need the rest.
 */
const MOST_SPELLS_AT_ONCE = 40;

/** The result of one fold. `more` means that not all differences fitted into one transaction. */
type FoldOutcome = (
  | CommitOutcome
  /** Facts of the employee cannot be read, so nothing was folded or added. */
  | { readonly is: 'unreadable'; readonly records: readonly RecordKey[] }
) & { readonly more: boolean };

/** The keys of unreadable facts that neither the record's facts nor `more` void (F8). */
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

/** The result of a fold before it is written. */
type PlannedFold =
  | {
      readonly is: 'planned';
      /** The employee's spells, folded with the new facts and links. */
      readonly spells: readonly Spell[];
      /**
       * The transactions, in order; empty if nothing differs. If more than {@link MOST_SPELLS_AT_ONCE} spells differ,
       * the rest of them are in further transactions.
       */
      readonly commits: readonly Commit[];
    }
  | { readonly is: 'unreadable'; readonly records: readonly RecordKey[] };

/**
 * Folds the record with the addition. If a fact cannot be read, nothing is folded: without the fact of the hire, for
 * example, the next mail would report that the person was never hired. The spells then stay as they were last folded.
 */
export async function planFold(
  employeeId: string,
  record: EmployeeRecord,
  given: Addition,
  ports: FoldPorts,
): Promise<PlannedFold> {
  const addition = { ...given, facts: await withoutErasedData(given.facts, record) };
  const facts = [...record.facts, ...addition.facts];
  const order = await orderFor(facts, ports);
  const missing = missingFacts(record, addition.facts, order);
  if (missing.length > 0) return { is: 'unreadable', records: missing };
  const { samePersonAs } = addition;
  const elsewhere = await spellsElsewhere({ ...record, facts }, samePersonAs, ports.employees);
  const spells = foldSpells(employeeId, facts, elsewhere, order);
  const changed = changedSpells(record.spells, spells);
  const obsolete = obsoleteSpells(record, spells);
  // This code is loaded with the first event, not at start.
  const { retainedSince } = await import('./removed-data.ts');
  const goneSince = retainedSince(spells, facts, record.forgotten);
  const news =
    addition.facts.length > 0 ||
    samePersonAs.length > record.samePersonAs.length ||
    goneSince !== record.goneSince;
  const differing = changed.length + obsolete.length;
  const count = Math.max(news ? 1 : 0, Math.ceil(differing / MOST_SPELLS_AT_ONCE));
  if (count === 0) return { is: 'planned', spells, commits: [] };
  // This code is loaded when something must be written for the first time, not at start: it needs the rules and
  // regions, which would delay even an answer for which nothing is written.
  const { snapshot } = await import('./snapshot.ts');
  const commits = Array.from({ length: count }, async (_, i): Promise<Commit> => {
    const first = i * MOST_SPELLS_AT_ONCE;
    const own = changed.slice(first, first + MOST_SPELLS_AT_ONCE);
    const obsoleteFrom = Math.max(0, first - changed.length);
    return {
      employeeId,
      version: record.version + i,
      ...(i === 0 ? addition : { facts: [] }),
      samePersonAs,
      spells: await Promise.all(own.map((spell) => snapshot(spell, ports))),
      goneSpellIds: obsolete.slice(obsoleteFrom, obsoleteFrom + MOST_SPELLS_AT_ONCE - own.length),
      goneSince,
    };
  });
  return { is: 'planned', spells, commits: await Promise.all(commits) };
}

/**
 * The facts in the form in which they are stored. If the person's data were removed, personal data are left out, so
 * that an HR system that sends old facts again does not restore them.
 */
export async function withoutErasedData(
  facts: readonly Fact[],
  record: EmployeeRecord,
): Promise<readonly Fact[]> {
  if (record.forgotten === undefined) return facts;
  const { withoutForgotten } = await import('./removed-data.ts');
  return withoutForgotten(facts, record.facts, record.forgotten);
}

/** Plans the fold with {@link planFold} and writes the differences, unless another writer came first. */
export async function commitFold(
  employeeId: string,
  record: EmployeeRecord,
  addition: Addition,
  ports: FoldPorts,
): Promise<FoldOutcome> {
  const plan = await planFold(employeeId, record, addition, ports);
  if (plan.is === 'unreadable') return commitLinksOnly(employeeId, record, addition, plan.records, ports);
  for (const [i, commit] of plan.commits.entries()) {
    const outcome = await ports.employees.commit(commit);
    if (outcome.is !== 'committed')
      return i === 0 ? { ...outcome, more: false } : { is: 'committed', more: true };
  }
  return { is: 'committed', more: false };
}

/**
 * The outcome if facts are unreadable. If no facts are to be added, new links to the person's other ids are stored;
 * nothing else is.
 */
async function commitLinksOnly(
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
 * The spells under the other ids that now share an identity number with this employee. If the personal data of both ids
 * were removed, the stored link between them counts instead.
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

function obsoleteSpells(before: EmployeeRecord, after: readonly Spell[]): readonly string[] {
  const kept = new Set(after.map(({ spellId }) => spellId));
  const stored = [...before.spells.map(({ spellId }) => spellId), ...before.unreadableSpellIds];
  return stored.filter((spellId) => !kept.has(spellId));
}
