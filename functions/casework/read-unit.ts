import type { Case } from '../../domain/cases/case.ts';
import { coveredTwiceElsewhere } from '../../domain/cases/double-cover.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { RecordKey, RegistryRecord, SpellReader, Telemetry } from '../ports.ts';
import { contextOn, deriveCases, deriveCasesOfFound, type SpellCases } from './derive-cases.ts';
import { type CasesOfUnitItself, readUnitCases, type UnitCasePorts } from './derive-unit-cases.ts';

export interface UnitReading {
  /** The unit's spells with their cases, and spells of other units whose case this unit shares. */
  readonly spells: readonly SpellCases[];
  /** One case of the kind `needs-person` for each unreadable spell. */
  readonly notRead: readonly Case[];
  readonly own: CasesOfUnitItself;
  readonly unreadable: readonly RecordKey[];
}

export interface ReadUnitPorts extends UnitCasePorts {
  readonly spells: SpellReader;
}

/** Reads the unit's spells that are due on `day`, and derives every case that the unit's staff receives. */
export async function readUnit(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  ports: ReadUnitPorts,
): Promise<UnitReading> {
  const due = await ports.spells.due(unitId, day);
  const { spells, unreadable } = deriveCasesOfFound(due, unitContext(unitId, record), day, ports);
  // Spells on which the rules failed already have a case. They are left out here, so that the rules for the unit do not
  // fail on them too.
  const dueSpells = spells.filter(({ computed }) => computed).map(({ spell }) => spell);
  const [own, shared] = await Promise.all([
    readUnitCases(unitId, record, { day, dueSpells }, ports),
    sharedCases(unitId, dueSpells, { day, record }, ports),
  ]);
  return {
    spells: [...spells, ...shared],
    notRead: unreadable,
    own,
    unreadable: [...due.unreadable.map(({ record: key }) => key), ...own.unreadable],
  };
}

/**
 * Cases that this unit's staff receives too, although they belong to spells at other units. For example, if a person is
 * covered at two units, the case belongs to the later spell.
 */
async function sharedCases(
  unitId: string,
  spells: readonly Spell[],
  { day, record }: { readonly day: PlainDate; readonly record: RegistryRecord },
  ports: Telemetry & { readonly spells: Pick<SpellReader, 'byId'> },
): Promise<SpellCases[]> {
  const context = contextOn(day, unitContext(unitId, record));
  const keys = spells.flatMap((spell) => coveredTwiceElsewhere(spell, context));
  if (keys.length === 0) return [];
  const { items } = await ports.spells.byId(keys);
  return items.flatMap((spell) =>
    deriveCases([spell], unitContext(spell.unitId, record), day, ports).map((derived) => ({
      ...derived,
      cases: derived.cases.filter(({ unitIds }) => unitIds?.includes(unitId)),
    })),
  );
}
