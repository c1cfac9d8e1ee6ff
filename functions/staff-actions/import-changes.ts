import type { Spell } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import type { Coverage } from '../../domain/units/coverage.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { type CaseChanges, caseChanges } from '../casework/case-changes.ts';
import { QUIET } from '../casework/derive-cases.ts';
import { readUnitCases } from '../casework/derive-unit-cases.ts';
import type { SpellChanges } from '../imports/void-import.ts';
import type { RegistryReader, RegistryRecord, SpellReader } from '../ports.ts';
import { casesOf } from './cases.ts';
import type { ActionPorts } from './outcome.ts';

interface ChangePorts extends Pick<ActionPorts, 'unknownCharges' | 'rosterFindings'> {
  readonly registry: RegistryReader;
  readonly spells: Pick<SpellReader, 'due'>;
}

/** What an import, or the void of one, would make of a unit; see {@link ImportOutcome}. */
interface Imported {
  readonly unitId: string;
  /** What the unit's files would say. */
  readonly coverage: Coverage;
  /** The spells of the people in the file. */
  readonly spells: SpellChanges;
}

/**
 * What would open, close and change in the cases of the unit and its people on the day, both those in the file and
 * those missing from it. Derived in memory; nothing is written. Unknown people are as they are known before.
 */
export async function importChanges(
  { unitId, coverage, spells }: Imported,
  day: PlainDate,
  ports: ChangePorts,
): Promise<CaseChanges> {
  const [record, roster] = await Promise.all([ports.registry.load(), ports.spells.due(unitId, NEVER)]);
  const changed = { ...record, coverage: new Map(record.coverage).set(unitId, coverage) };
  const others = roster.items.filter(({ employeeId }) => !spells.has(employeeId));
  const named = [...spells.values()];
  const before: readonly Spell[] = [...others, ...named.flatMap((it) => it.before)];
  const after: readonly Spell[] = [...others, ...named.flatMap((it) => it.after)];
  const unitCases = async (of: RegistryRecord, dueSpells: readonly Spell[]) => {
    const own = dueSpells.filter((spell) => spell.unitId === unitId);
    return (await readUnitCases(unitId, of, { day, dueSpells: own }, { ...ports, ...QUIET })).cases;
  };
  const { opens, closes, changes } = caseChanges(
    [...(await unitCases(record, before)), ...casesOf(before, record, day)],
    [...(await unitCases(changed, after)), ...casesOf(after, changed, day)],
  );
  const inOrder = (cases: typeof opens) => cases.toSorted((a, b) => compareText(a.caseId, b.caseId));
  return { opens: inOrder(opens), closes: inOrder(closes), changes: inOrder(changes) };
}
