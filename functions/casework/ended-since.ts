import type { Case } from '../../domain/cases/case.ts';
import type { EndedCase, Since } from '../../domain/digest/digest.ts';
import {
  endedCase,
  endedUnitCase,
  type ListedSpellCase,
  type ListedUnitCase,
  listedCase,
  type SpellKey,
} from '../../domain/digest/ended-cases.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { unitWords } from '../intake/registry-lookup.ts';
import type { RegistryRecord, SpellReader } from '../ports.ts';
import { deriveCases } from './derive-cases.ts';
import { readUnitCases, type UnitCasePorts } from './derive-unit-cases.ts';

interface EndedPorts extends UnitCasePorts {
  readonly spells: SpellReader;
}

/** What was read for the digest already: every open case of these units. */
interface Read {
  readonly open: readonly Case[];
  readonly unitIds: ReadonlySet<string>;
}

interface Now {
  readonly day: PlainDate;
  readonly record: RegistryRecord;
}

/** Looks up each case that was listed and is not among the open ones: it ended, or it is somebody else's now. */
export async function endedSince(
  since: Since | undefined,
  read: Read,
  now: Now,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  const open = new Set(read.open.map(({ caseId }) => caseId));
  const gone = (since?.caseIds ?? [])
    .filter((caseId) => !open.has(caseId))
    .flatMap((id) => listedCase(id) ?? []);
  const ofSpells = gone.filter((listed) => listed.of === 'spell');
  const ofUnits = gone.filter((listed) => listed.of === 'unit');
  return [
    ...(await endedOfSpells(ofSpells, read.open, now, ports)),
    ...(await endedOfUnits(ofUnits, read, now, ports)),
  ];
}

async function endedOfSpells(
  gone: readonly ListedSpellCase[],
  open: readonly Case[],
  { day, record }: Now,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  if (gone.length === 0) return [];
  const found = await ports.spells.byId(gone.flatMap(({ keys }) => keys));
  const byKey = new Map(found.items.map((spell) => [keyOf(spell), spell]));
  const unreadable = new Set(found.unreadable.map(keyOf));
  const units = new Map(record.registry.units.map((unit) => [unit.unitId, unit]));
  return gone.flatMap((listed) => {
    // What cannot be read or computed has not ended.
    if (listed.keys.some((key) => unreadable.has(keyOf(key)))) return [];
    const spell = listed.keys.map((key) => byKey.get(keyOf(key))).find((it) => it !== undefined);
    const now = spell && deriveCases([spell], unitWords(spell.unitId, record), day, ports)[0];
    if (now?.computed === false) return [];
    const other = open.find((it) => listed.keys.some(({ employeeId }) => employeeId === it.employeeId));
    return endedCase(listed, spell, now?.cases ?? [], (id) => units.get(id)?.name ?? id, other) ?? [];
  });
}

function keyOf({ employeeId, spellId }: SpellKey): string {
  return `${employeeId}/${spellId}`;
}

async function endedOfUnits(
  gone: readonly ListedUnitCase[],
  { open, unitIds }: Read,
  now: Now,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  const ended = gone.map(async (listed) => {
    const { unitId } = listed;
    const stillOpen = unitIds.has(unitId) ? open : await openAt(unitId, now, ports);
    return endedUnitCase(listed, stillOpen, now);
  });
  return (await Promise.all(ended)).filter((it) => it !== undefined);
}

async function openAt(unitId: string, { day, record }: Now, ports: EndedPorts): Promise<readonly Case[]> {
  const { items: dueSpells } = await ports.spells.due(unitId, day);
  return (await readUnitCases(unitId, record, { day, dueSpells }, ports)).cases;
}
