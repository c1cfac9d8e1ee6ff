import type { Fact } from '../../domain/facts/fact.ts';
import { coverageOf } from '../../domain/units/fold-coverage.ts';
import { type UnitFact, voidedUnitFactIds } from '../../domain/units/unit-facts.ts';
import { importOfRow } from '../../domain/units/unknown-charge.ts';
import { importFactId } from '../imports/import-id.ts';
import { SpellChanges } from '../imports/spool.ts';
import { factsOfImport, spellsWithout, voidImport } from '../imports/void-import.ts';
import { correctWakeDays } from '../intake/fold-again.ts';
import { unpaced } from '../pace.ts';
import { importChanges } from './import-changes.ts';
import { todayOf } from './impossible-days.ts';
import { type ActionPorts, type Recorded, type Refused, refused, type Submission } from './outcome.ts';
import { factIdOf, foldPorts } from './state-facts.ts';
import type { UndoEffect, UndoInput } from './undo.ts';

interface NamedImport {
  readonly unitId: string;
  readonly import: string;
  readonly facts: readonly UnitFact[];
  readonly isVoided: boolean;
}

/** The load on the store: fast enough for waiting staff, low enough that events are not delayed. */
const LOAD = unpaced(8);

/**
 * The import with this id (`bill:<import>`); undefined if the input names a single fact. An interrupted import is found
 * only if the input names the unit, because no fact links the import to its unit yet.
 */
export async function importNamed(
  { factId, unitId }: UndoInput,
  ports: ActionPorts,
): Promise<NamedImport | Refused | undefined> {
  const [, id] = /^bill:([\w-]{22})$/.exec(factId) ?? [];
  if (id === undefined) return undefined;
  const units = unitId === undefined ? [...(await ports.registry.load()).coverage.keys()] : [unitId];
  for (const candidate of units) {
    const facts = (await ports.unitFacts.ofImports(candidate)).items;
    const isStated = facts.some(({ data }) => 'import' in data && data.import === id);
    if (!isStated && unitId === undefined) continue;
    const isVoided = voidedUnitFactIds(facts).has(importFactId(id));
    return { unitId: candidate, import: id, facts, isVoided };
  }
  return refused('unknown-fact', { factId });
}

/** What voiding the import would change. Nothing is written. */
export async function previewImportUndo(
  named: NamedImport,
  ports: ActionPorts,
): Promise<UndoEffect | Refused> {
  const { unitId, import: id } = named;
  const voidedBy = voidOf(named);
  if (voidedBy !== undefined) return refused('void-already', { factId: importFactId(id), voidedBy });
  const spells = await spellsWithout({ unitId, imports: [id], load: LOAD }, new SpellChanges(), {
    ...ports,
    ...foldPorts(ports),
  });
  const fact = await statedBy(named, [...spells.employeeIds()], ports);
  if (fact === undefined) return refused('unknown-fact', { factId: importFactId(id) });
  const voided = named.facts.filter(({ factId }) => factId.startsWith(`${importFactId(id)}:`));
  const rows = (await ports.unknownCharges.rows(unitId)).items.filter((row) =>
    importOfRow(row) === id ? row.replacedBy === id : row.replacedBy === undefined || row.replacedBy === id,
  );
  const coverage = coverageOf(
    named.facts.filter((it) => !voided.includes(it)),
    rows,
  );
  return { fact, ...(await importChanges({ unitId, coverage, spells }, todayOf(ports), ports)) };
}

/** Voids the import, or continues after an interruption. */
export async function undoImport(
  named: NamedImport,
  { reason }: UndoInput,
  submission: Submission,
  ports: ActionPorts,
): Promise<Recorded<UndoEffect> | Refused> {
  const { unitId, import: id, isVoided } = named;
  const nothing = { opens: [], closes: [], changes: [] };
  const effect = isVoided ? undefined : await previewImportUndo(named, ports);
  if (effect !== undefined && 'is' in effect) return effect;
  const idOf = (voided: string) => `${factIdOf(submission)}:${voided}`;
  const voiding = { unitId, import: id, reason, by: submission.by, idOf, load: LOAD };
  const done = await voidImport(voiding, { ...ports, ...foldPorts(ports) });
  await correctWakeDays(unitId, { ...ports, ...foldPorts(ports) });
  const fact = effect?.fact ?? (await statedBy(named, [], ports));
  if (fact === undefined) return refused('unknown-fact', { factId: importFactId(id) });
  const is = isVoided && done === 0 ? 'duplicate' : 'recorded';
  return { is, factIds: [idOf(importFactId(id))], spells: [], fact, ...(effect ?? nothing) };
}

function voidOf({ isVoided, facts, import: id }: NamedImport): string | undefined {
  if (!isVoided) return undefined;
  return facts.find((it) => it.kind === 'fact.voided' && it.data.factId === importFactId(id))?.factId;
}

/** The import's fact about its unit, else a fact about one of its people. */
async function statedBy(
  { import: id, facts }: NamedImport,
  employeeIds: readonly string[],
  { employees }: ActionPorts,
): Promise<Fact | UnitFact | undefined> {
  const ofUnit = facts.find(({ data }) => 'import' in data && data.import === id);
  const [employeeId] = employeeIds;
  if (ofUnit !== undefined || employeeId === undefined) return ofUnit;
  return factsOfImport((await employees.load(employeeId)).facts, id)[0];
}
