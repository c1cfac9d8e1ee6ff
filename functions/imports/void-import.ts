import { voidedIds } from '../../domain/employment/effective-facts.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import type { Fact, StatedBy } from '../../domain/facts/fact.ts';
import { importIn } from '../../domain/facts/fact.ts';
import { type UnitFact, voidedUnitFactIds } from '../../domain/units/unit-facts.ts';
import { importOfRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { type FoldPorts, orderFor, spellsElsewhere } from '../intake/commit-fold.ts';
import { atOnce, type Load } from '../pace.ts';
import type { Clock, UnitFacts, UnknownCharges } from '../ports.ts';
import { importFactId } from './import-id.ts';
import type { SpellChanges } from './spool.ts';
import { appendMany } from './store-rows.ts';

export interface VoidPorts extends FoldPorts {
  readonly unitFacts: UnitFacts;
  readonly unknownCharges: Pick<UnknownCharges, 'rows' | 'keep' | 'remove'>;
  employeeIds(of: { readonly unitId: string }): AsyncIterable<string>;
  readonly clock: Clock;
}

export interface Voiding {
  readonly unitId: string;
  readonly import: string;
  readonly reason: string;
  readonly by?: StatedBy | undefined;
  /** The id of the fact that voids a fact. It must be the same on each repetition. */
  readonly idOf: (voided: string) => string;
  /** The import that replaces this one, if any. If that import is voided, this one is restored. */
  readonly replacedBy?: string;
  readonly load: Load;
}

/**
 * Voids an import. First it voids the import's facts about the unit's months, so that people no longer seem absent from
 * the import. Then it voids the facts of each person, and then it removes the unknown rows. The import's own voids are
 * voided too, which restores what the import replaced. It is idempotent: repeating it after an interruption voids the
 * rest.
 * @returns how many facts were voided and how many unknown rows were removed or marked as replaced.
 */
export async function voidImport(voiding: Voiding, ports: VoidPorts): Promise<number> {
  const { unitId } = voiding;
  const known = (await ports.unitFacts.ofImports(unitId)).items;
  const ofUnit = unitVoids(voiding, known, ports.clock);
  if (ofUnit.length > 0) await ports.unitFacts.append(ofUnit);
  let facts = 0;
  const work = async (employeeId: string) => {
    const { facts: known } = await ports.employees.load(employeeId);
    const voids = factsOfImport(known, voiding.import).map(({ factId }) =>
      voidOf(factId, { employeeId }, voiding, ports.clock),
    );
    await appendMany(employeeId, voids, ports);
    facts += voids.length;
  };
  await atOnce(ports.employeeIds({ unitId }), work, voiding.load);
  const rows = await revertRows(voiding, ports);
  await ports.unitFacts.foldCoverage(unitId);
  return facts + rows;
}

/**
 * The voids of the import's facts about the unit, and the void of the import as a whole. An interrupted import has no
 * facts about the unit yet, so it gets only the latter.
 */
function unitVoids(voiding: Voiding, known: readonly UnitFact[], clock: Clock): readonly UnitFact[] {
  const { unitId, import: id } = voiding;
  const voided = voidedUnitFactIds(known);
  const own = known.map(({ factId }) => factId).filter((factId) => factId.startsWith(`${importFactId(id)}:`));
  return [importFactId(id), ...own]
    .filter((factId) => !voided.has(factId))
    .map((factId) => voidOf(factId, { unitId }, voiding, clock));
}

/** @param about the employee or the unit that the voided fact is about. */
function voidOf<About extends object>(
  factId: string,
  about: About,
  { reason, by, idOf }: Voiding,
  clock: Clock,
) {
  const now = clock.now();
  const stated = { statedAt: now, receivedAt: now, ...compact({ by }) };
  const data = { factId, reason, ...about };
  return { kind: 'fact.voided' as const, factId: idOf(factId), ...about, ...stated, data };
}

/**
 * Adds the changes that leaving out these imports would make to the unit's spells. People who are already included are
 * skipped.
 */
export async function spellsWithout(
  { unitId, imports, load }: Pick<Voiding, 'unitId' | 'load'> & { readonly imports: readonly string[] },
  changes: SpellChanges,
  { employeeIds, employees, order }: Pick<VoidPorts, 'employeeIds' | 'employees' | 'order'>,
): Promise<SpellChanges> {
  const work = async (employeeId: string) => {
    if (changes.has(employeeId)) return;
    const record = await employees.load(employeeId);
    const { facts, spells, samePersonAs } = record;
    const voided = new Set(imports.flatMap((id) => factsOfImport(facts, id).map(({ factId }) => factId)));
    if (voided.size === 0) return;
    const elsewhere = await spellsElsewhere(record, samePersonAs, employees);
    const rest = facts.filter(({ factId }) => !voided.has(factId));
    changes.add({
      employeeId,
      before: spells,
      after: foldSpells(employeeId, rest, elsewhere, await orderFor(rest, { order })),
    });
  };
  await atOnce(employeeIds({ unitId }), work, load);
  return changes;
}

export function factsOfImport(facts: readonly Fact[], id: string): readonly Fact[] {
  const own = facts.filter(({ factId }) => importIn(factId) === id);
  if (own.length === 0) return [];
  const voided = voidedIds(facts);
  return own.filter(({ factId }) => !voided.has(factId));
}

/** Removes the import's own rows, or marks them as replaced. Rows that this import had replaced are restored. */
async function revertRows(
  { unitId, import: id, replacedBy }: Voiding,
  { unknownCharges }: VoidPorts,
): Promise<number> {
  const { items } = await unknownCharges.rows(unitId);
  const own = items.filter((row) => importOfRow(row) === id && row.replacedBy !== (replacedBy ?? null));
  const setAside = items.filter((row) => row.replacedBy === id);
  if (setAside.length > 0)
    await unknownCharges.keep(setAside.map(({ replacedBy: _, ...row }) => row as (typeof items)[number]));
  if (own.length === 0) return 0;
  if (replacedBy === undefined) await unknownCharges.remove(own);
  else await unknownCharges.keep(own.map((row) => ({ ...row, replacedBy })));
  return own.length;
}
