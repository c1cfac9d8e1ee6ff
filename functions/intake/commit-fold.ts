import type { Calendar } from '../../domain/calendar/calendar.ts';
import { voidedIds } from '../../domain/employment/effective-facts.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../domain/employment/other-spells.ts';
import { identityHashes } from '../../domain/employment/person.ts';
import type { OtherSpell, Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { NO_ORDER, needsOrder, type SourceOrder } from '../../domain/facts/source-order.ts';
import type { Commit, CommitOutcome, EmployeeRecord, EmployeeStore, RecordKey, UnitWords } from '../ports.ts';

export interface FoldPorts {
  readonly employees: EmployeeStore;
  /** What is known of a unit; asked only where a unit's own policy or its files matter. */
  readonly unit: (unitId: string) => Promise<UnitWords | undefined>;
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

/**
 * Folds the record with what is added and writes, in one transaction, both and the spells that differ; or nothing. Of
 * many spells that differ, those after the first {@link MOST_SPELLS_AT_ONCE} follow in transactions of their own, as long
 * as nobody else writes the employee.
 *
 * Where a fact cannot be read nothing is folded: a hire that is left out would turn the person into one who was never
 * hired, and the next mail would say so. The spells stay as they were folded last.
 */
export async function commitFold(
  employeeId: string,
  record: EmployeeRecord,
  addition: Addition,
  ports: FoldPorts,
): Promise<FoldOutcome> {
  const facts = [...record.facts, ...addition.facts];
  const order = await orderFor(facts, ports);
  const missing = missingFacts(record, addition.facts, order);
  if (missing.length > 0) return unfolded(employeeId, record, addition, missing, ports);
  const elsewhere = await spellsElsewhere({ ...record, facts }, addition.samePersonAs, ports.employees);
  const spells = foldSpells(employeeId, facts, elsewhere, order);
  const changed = changedSpells(record.spells, spells);
  const gone = goneSpells(record, spells);
  // Loaded with the first event, not before it.
  const { retainedSince } = await import('./removed-data.ts');
  const goneSince = retainedSince(spells, facts, record.forgotten);
  const news =
    addition.facts.length > 0 ||
    addition.samePersonAs.length > record.samePersonAs.length ||
    goneSince !== record.goneSince;
  if (!news && changed.length === 0 && gone.length === 0) return { is: 'committed', more: false };
  // Loaded with the first event, not before it: rules and the data of all regions would delay the first answer.
  const { snapshot } = await import('./snapshot.ts');
  const { samePersonAs } = addition;
  const commit = async (first: number, version: number, more: Partial<Addition>) => {
    const left = changed.slice(first, first + MOST_SPELLS_AT_ONCE);
    const goneFrom = Math.max(0, first - changed.length);
    const goneSpellIds = gone.slice(goneFrom, goneFrom + MOST_SPELLS_AT_ONCE - left.length);
    const spells = await Promise.all(left.map((spell) => snapshot(spell, ports)));
    const what = { employeeId, version, facts: [], ...more, samePersonAs, spells, goneSpellIds, goneSince };
    return ports.employees.commit(what);
  };
  const outcome = await commit(0, record.version, addition);
  if (outcome.is !== 'committed') return { ...outcome, more: false };
  const written = changed.length + gone.length;
  for (let [first, version] = [MOST_SPELLS_AT_ONCE, record.version + 1]; first < written; version++) {
    const next = await commit(first, version, {});
    if (next.is !== 'committed') return { ...outcome, more: true };
    first += MOST_SPELLS_AT_ONCE;
  }
  return { ...outcome, more: false };
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
