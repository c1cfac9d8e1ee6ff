import type { Case } from '../../domain/cases/case.ts';
import { coveredTwiceElsewhere } from '../../domain/cases/double-cover.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { RecordKey, RegistryRecord, SpellReader, Telemetry } from '../ports.ts';
import { contextOn, deriveCases, deriveFound, type SpellCases } from './derive-cases.ts';
import { readUnitCases, type UnitCasePorts, type UnitOwn } from './derive-unit-cases.ts';

/** Everything that is open at one unit. */
export interface UnitCases {
  /** The unit's spells with their cases, and those of other units whose case is this unit's as well. */
  readonly spells: readonly SpellCases[];
  /** A line for a person in the place of each spell that cannot be read. */
  readonly notRead: readonly Case[];
  /** The cases of the unit itself. */
  readonly own: UnitOwn;
  readonly unreadable: readonly RecordKey[];
}

export interface ReadUnitPorts extends UnitCasePorts {
  readonly spells: SpellReader;
}

/** Reads what is due at a unit on `day`, and derives every case that the unit's people get. */
export async function readUnit(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  ports: ReadUnitPorts,
): Promise<UnitCases> {
  const due = await ports.spells.due(unitId, day);
  const { spells, unreadable } = deriveFound(due, unitContext(unitId, record), day, ports);
  // One on which the rules fail has its line for a person, and must not take the unit's own cases with it.
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

/** Cases of spells at other units that this unit's people get as well: of those covered twice, the later spell has it. */
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
