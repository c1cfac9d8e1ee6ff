import type { Case } from '../../domain/cases/case.ts';
import type { EndedCase, Since } from '../../domain/digest/digest.ts';
import {
  endedCase,
  endedUnitCase,
  type ListedSpellCase,
  type ListedUnitCase,
  listedCase,
  namedCase,
  type SpellKey,
  unitNameIn,
} from '../../domain/digest/ended-cases.ts';
import { endedMoney, type ToldBefore, toldBefore } from '../../domain/digest/told-money.ts';
import { compact } from '../../domain/values/compact.ts';
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
  /** Those of the units that the recipient answers for, and does not merely oversee. */
  readonly theirs: readonly Case[];
  readonly unitIds: ReadonlySet<string>;
}

interface Now {
  readonly day: PlainDate;
  readonly record: RegistryRecord;
  /** What the digest before said of a case's money. */
  readonly told: (caseId: string) => ToldBefore;
}

/**
 * Looks up each case that was listed and is not among the recipient's open ones: it ended, with why its money is at stake
 * no more. One that is somebody else's now, or cannot be read, is told only where it took money with it.
 */
export async function endedSince(
  since: Since | undefined,
  read: Read,
  today: Omit<Now, 'told'>,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  const now = { ...today, told: toldBefore(since) };
  const open = new Set(read.theirs.map(({ caseId }) => caseId));
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
  { day, record, told }: Now,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  if (gone.length === 0) return [];
  const found = await ports.spells.byId(gone.flatMap(({ keys }) => keys));
  const byKey = new Map(found.items.map((spell) => [keyOf(spell), spell]));
  const unreadable = new Set(found.unreadable.map(keyOf));
  const units = new Map(record.registry.units.map((unit) => [unit.unitId, unit]));
  const nameOf = (id: string) => units.get(id)?.name ?? id;
  return gone.flatMap((listed) => {
    const spell = listed.keys.map((key) => byKey.get(keyOf(key))).find((it) => it !== undefined);
    const other = open.find((it) => listed.keys.some(({ employeeId }) => employeeId === it.employeeId));
    const withMoney = (ended: EndedCase, stillOpen: readonly Case[] = []) => ({
      ...ended,
      ...compact({ money: endedMoney(ended, told(listed.caseId), spell, stillOpen) }),
    });
    const notEnded = (how: 'moved' | 'unreadable') => {
      const it = withMoney({ ...namedCase(listed, spell, nameOf, other), how });
      return it.money === undefined ? [] : [it];
    };
    // What cannot be read or computed has not ended.
    if (listed.keys.some((key) => unreadable.has(keyOf(key)))) return notEnded('unreadable');
    const now = spell && deriveCases([spell], unitWords(spell.unitId, record), day, ports)[0];
    if (now?.computed === false) return notEnded('unreadable');
    const ended = endedCase(listed, spell, now?.cases ?? [], nameOf, other);
    return ended === undefined ? notEnded('moved') : [withMoney(ended, now?.cases)];
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
    const ended = endedUnitCase(listed, stillOpen, now);
    const money = endedMoney(ended ?? { ...listed, how: 'moved' }, now.told(listed.caseId), undefined);
    if (ended !== undefined) return { ...ended, ...compact({ money }) };
    const { caseId, kind } = listed;
    return money && { caseId, kind, unitName: unitNameIn(now.record, unitId), how: 'moved' as const, money };
  });
  return (await Promise.all(ended)).filter((it) => it !== undefined);
}

async function openAt(unitId: string, { day, record }: Now, ports: EndedPorts): Promise<readonly Case[]> {
  const { items: dueSpells } = await ports.spells.due(unitId, day);
  return (await readUnitCases(unitId, record, { day, dueSpells }, ports)).cases;
}
