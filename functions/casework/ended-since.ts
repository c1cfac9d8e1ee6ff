import type { Case } from '../../domain/cases/case.ts';
import type { EndedCase, PreviousDigest } from '../../domain/digest/digest.ts';
import {
  endedCase,
  endedUnitCase,
  type ListedSpellCase,
  type ListedUnitCase,
  namedCase,
  parseCaseId,
  type SpellKey,
} from '../../domain/digest/ended-cases.ts';
import { endedMoney, type PreviousMoney, previousMoney } from '../../domain/digest/reported-money.ts';
import { compact } from '../../domain/values/compact.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { unitContext, unitFactsOf, unitNameOf } from '../intake/registry-lookup.ts';
import type { RegistryRecord, SpellReader } from '../ports.ts';
import { deriveCases, type SpellCases } from './derive-cases.ts';
import { readUnitCases, type UnitCasePorts } from './derive-unit-cases.ts';

interface EndedPorts extends UnitCasePorts {
  readonly spells: SpellReader;
}

/** The open cases that the digest has already read. */
interface OpenCasesRead {
  readonly open: readonly Case[];
  /**
   * The open cases of the units in which the recipient has a role; without the units that the recipient only oversees.
   */
  readonly theirs: readonly Case[];
  readonly unitIds: ReadonlySet<string>;
}

interface LookupContext {
  readonly day: PlainDate;
  readonly record: RegistryRecord;
  /** The money of a case in the previous digest. */
  readonly previous: (caseId: string) => PreviousMoney;
  readonly nameOf: (unitId: string) => string;
}

/** How many ended cases are looked up at a time, to limit the spells in memory. */
const AT_ONCE = 1_000;

/**
 * Looks up each case of the previous digest that is no longer open for the recipient: whether it ended, and why its
 * money is no longer at stake. A case that now belongs to other recipients or is unreadable is only reported if it had
 * money at stake.
 */
export async function endedSince(
  since: PreviousDigest | undefined,
  { open, theirs, unitIds }: OpenCasesRead,
  { day, record }: Pick<LookupContext, 'day' | 'record'>,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  const now = { day, record, previous: previousMoney(since), nameOf: (id: string) => unitNameOf(id, record) };
  const openIds = new Set(theirs.map(({ caseId }) => caseId));
  const closed = (since?.caseIds ?? [])
    .filter((caseId) => !openIds.has(caseId))
    .flatMap((id) => parseCaseId(id) ?? []);
  const ofSpells = closed.filter((listed) => listed.of === 'spell');
  const ofUnits = closed.filter((listed) => listed.of === 'unit');
  const ofPerson = new Map<string, Case>();
  const ofUnit = new Map<string, Case[]>([...unitIds].map((unitId) => [unitId, []]));
  for (const it of closed.length === 0 ? [] : open) {
    const { employeeId, unitId } = it;
    if (employeeId === undefined) ofUnit.get(unitId)?.push(it);
    else if (!ofPerson.has(employeeId)) ofPerson.set(employeeId, it);
  }
  const ended: EndedCase[] = [];
  for (let first = 0; first < ofSpells.length; first += AT_ONCE)
    ended.push(...(await endedOfSpells(ofSpells.slice(first, first + AT_ONCE), ofPerson, now, ports)));
  return [...ended, ...(await endedOfUnits(ofUnits, ofUnit, now, ports))];
}

async function endedOfSpells(
  closed: readonly ListedSpellCase[],
  ofPerson: ReadonlyMap<string, Case>,
  now: LookupContext,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  const found = await ports.spells.byId(closed.flatMap(({ keys }) => keys));
  const derived = new Map<string, SpellCases>();
  for (const [unitId, spells] of Map.groupBy(found.items, (spell) => spell.unitId))
    for (const it of deriveCases(spells, unitContext(unitId, now.record), now.day, ports))
      derived.set(keyOf(it.spell), it);
  const unreadable = new Set(found.unreadable.map(keyOf));
  return closed.flatMap((listed) => {
    const { spell, cases, computed } = firstOf(listed, (key) => derived.get(keyOf(key))) ?? {};
    const other = firstOf(listed, ({ employeeId }) => ofPerson.get(employeeId));
    const withMoney = (ended: EndedCase, stillOpen: readonly Case[] = []) => ({
      ...ended,
      ...compact({ money: endedMoney(ended, now.previous(listed.caseId), spell, stillOpen) }),
    });
    const notEnded = (how: 'moved' | 'unreadable') => {
      const it = withMoney({ ...namedCase(listed, spell, now.nameOf, other), how });
      return it.money === undefined ? [] : [it];
    };
    // If the spell is unreadable or the rules failed on it, this does not mean that the case ended.
    if (listed.keys.some((key) => unreadable.has(keyOf(key)))) return notEnded('unreadable');
    if (computed === false) return notEnded('unreadable');
    const ended = endedCase(listed, spell, cases ?? [], now.nameOf, other);
    return ended === undefined ? notEnded('moved') : [withMoney(ended, cases)];
  });
}

function firstOf<T>({ keys }: ListedSpellCase, look: (key: SpellKey) => T | undefined): T | undefined {
  return keys.map(look).find((it) => it !== undefined);
}

function keyOf({ employeeId, spellId }: SpellKey): string {
  return `${employeeId}/${spellId}`;
}

async function endedOfUnits(
  closed: readonly ListedUnitCase[],
  ofUnit: ReadonlyMap<string, readonly Case[]>,
  { day, record, previous, nameOf }: LookupContext,
  ports: EndedPorts,
): Promise<EndedCase[]> {
  const byUnit = Map.groupBy(closed, ({ unitId }) => unitId);
  const ended: EndedCase[] = [];
  for (const [unitId, own] of byUnit) {
    const stillOpen = ofUnit.get(unitId) ?? (await openAt(unitId, { day, record }, ports));
    const registry = { units: [unitContext(unitId, record).unit ?? []].flat() };
    const ofThis = { day, record: { registry, unitFacts: unitFactsOf(unitId, record) } };
    for (const listed of own) {
      const { caseId, kind } = listed;
      const it = endedUnitCase(listed, stillOpen, ofThis);
      const money = endedMoney(it ?? { kind, how: 'moved' }, previous(caseId), undefined);
      if (it !== undefined) ended.push({ ...it, ...compact({ money }) });
      else if (money !== undefined)
        ended.push({ caseId, kind, unitName: nameOf(unitId), how: 'moved', money });
    }
  }
  return ended;
}

async function openAt(
  unitId: string,
  { day, record }: Pick<LookupContext, 'day' | 'record'>,
  ports: EndedPorts,
): Promise<readonly Case[]> {
  const { items: dueSpells } = await ports.spells.due(unitId, day);
  return (await readUnitCases(unitId, record, { day, dueSpells }, ports)).cases;
}
