import type { Calendar } from '../../domain/calendar/calendar.ts';
import { needsUnitPolicy, wakeOn } from '../../domain/cases/wake-on.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../domain/employment/other-spells.ts';
import type { OtherSpell, Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { NO_REGION, policyOf } from '../../domain/policy/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import type { CommitOutcome, Delivery, EmployeeRecord, EmployeeStore, SpellSnapshot } from '../ports.ts';

export interface TakeInPorts {
  readonly employees: EmployeeStore;
  /** The registry's word on a unit; asked only where a unit's own policy matters. */
  readonly unit: (unitId: string) => Promise<Unit | undefined>;
  readonly calendar: Calendar;
}

/** Facts about one employee, under the delivery that brought them, if one did. */
export interface Intake {
  readonly employeeId: string;
  readonly facts: readonly Fact[];
  readonly delivery?: Delivery;
}

/** Others may write the same employee at the same moment; each round one of them gets through. */
const MOST_TRIES = 8;

/**
 * Appends facts to an employee's and folds anew, in one read and one transaction. Where the identity number is known
 * under other employee ids, those are folded again too, so that both sides know of each other.
 *
 * @throws Error when other writers came first every time; the sender tries again.
 */
export async function takeIn(intake: Intake, ports: TakeInPorts): Promise<'taken' | 'duplicate'> {
  let found: readonly string[] = [];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = await ports.employees.load(intake.employeeId);
    const others = union(record.samePersonAs, found);
    const outcome = await commitOnce(intake, record, others, ports);
    if (outcome.is === 'committed' || outcome.is === 'duplicate') {
      for (const other of others) await refresh(other, intake.employeeId, ports);
      return outcome.is === 'committed' ? 'taken' : 'duplicate';
    }
    if (outcome.is === 'same-person') found = union(found, outcome.employeeIds);
  }
  throw new Error(`employee is written by others all the time: gave up after ${MOST_TRIES} tries`);
}

/** Folds an employee again, knowing that `samePerson` is the same person; writes only what differs. */
async function refresh(employeeId: string, samePerson: string, ports: TakeInPorts): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = await ports.employees.load(employeeId);
    const others = union(record.samePersonAs, [samePerson]);
    const outcome = await commitOnce({ employeeId, facts: [] }, record, others, ports);
    if (outcome.is === 'committed') return;
  }
  throw new Error(
    `the same person's other record is written by others all the time: gave up after ${MOST_TRIES} tries`,
  );
}

async function commitOnce(
  { employeeId, facts, delivery }: Intake,
  record: EmployeeRecord,
  samePersonAs: readonly string[],
  ports: TakeInPorts,
): Promise<CommitOutcome> {
  const elsewhere = await spellsElsewhere(samePersonAs, ports.employees);
  const spells = foldSpells(employeeId, [...record.facts, ...facts], elsewhere);
  const changed = changedSpells(record.spells, spells);
  const news = facts.length > 0 || samePersonAs.length > record.samePersonAs.length;
  const gone = goneSpells(record.spells, spells);
  if (!news && changed.length === 0 && gone.length === 0) return { is: 'committed' };
  const hash = identityHashIn(facts);
  return ports.employees.commit({
    employeeId,
    version: record.version,
    facts,
    spells: await Promise.all(changed.map((spell) => snapshot(spell, ports))),
    goneSpellIds: gone,
    samePersonAs,
    ...(delivery !== undefined && { delivery }),
    ...(hash !== undefined && { identityHash: hash }),
  });
}

async function spellsElsewhere(
  employeeIds: readonly string[],
  employees: EmployeeStore,
): Promise<readonly OtherSpell[]> {
  const records = await Promise.all(employeeIds.map((id) => employees.load(id)));
  return records.flatMap(({ spells }) => otherSpellsOf(spells));
}

function changedSpells(before: readonly Spell[], after: readonly Spell[]): readonly Spell[] {
  const stored = new Map(before.map((spell) => [spell.spellId, JSON.stringify(spell)]));
  return after.filter((spell) => stored.get(spell.spellId) !== JSON.stringify(spell));
}

function goneSpells(before: readonly Spell[], after: readonly Spell[]): readonly string[] {
  const kept = new Set(after.map(({ spellId }) => spellId));
  return before.map(({ spellId }) => spellId).filter((spellId) => !kept.has(spellId));
}

/** A spell with the day on which it could first need somebody, by its unit's own policy where that matters. */
export async function snapshot(
  spell: Spell,
  ports: Pick<TakeInPorts, 'unit' | 'calendar'>,
): Promise<SpellSnapshot> {
  const unit = needsUnitPolicy(spell) ? await ports.unit(spell.unitId) : undefined;
  const policy = policyOf(unit?.region ?? NO_REGION, unit?.localPolicy);
  return { spell, wakeOn: wakeOn(spell, { unit, policy, calendar: ports.calendar }) };
}

function identityHashIn(facts: readonly Fact[]): string | undefined {
  const hashes = facts.map((fact) => {
    if (fact.kind === 'employee.hired') return fact.data.identity?.hash;
    return fact.kind === 'employee.updated' ? fact.data.changes.identity?.hash : undefined;
  });
  return hashes.findLast((hash) => hash !== undefined);
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}
