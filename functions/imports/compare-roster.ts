import type { Spell } from '../../domain/employment/spell.ts';
import { type Implausible, implausibleUnits, leaverCounts } from '../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster, RosterPerson } from '../../domain/roster/roster.ts';
import { sameName } from '../../domain/values/person-name.ts';
import { spellsOfAll } from '../casework/every-spell.ts';
import { locationOf } from '../files/table.ts';
import type { RegistryRecord, SpellReader } from '../ports.ts';
import type { BadRow, RowProblem } from './bill-row.ts';
import type { RosterRow } from './roster-rows.ts';

/** What the facts state about people, to recognise the people of a roster. */
export class KnownPeople {
  readonly names = new Map<string, Set<string>>();
  /** Employee ids by the hash of an identity number. */
  readonly carriers = new Map<string, Set<string>>();

  add({ employeeId, person }: Spell): void {
    const own = this.names.get(employeeId) ?? new Set();
    if (person.name !== undefined) own.add(person.name);
    this.names.set(employeeId, own);
    if (person.identity !== undefined) {
      const ids = this.carriers.get(person.identity.hash) ?? new Set();
      this.carriers.set(person.identity.hash, ids.add(employeeId));
    }
  }
}

/** People without records who left more months ago than this are ignored. This limit is not from the law. */
export const SINCE_MONTHS = 12;

interface Recognised {
  /** All spells, due or not: a roster may include people who moved to or work at another unit. */
  readonly spells: readonly Spell[];
  /** How many people the rows name with certainty. */
  readonly count: number;
  /** The people to compare: a person with an unreadable spell is neither missing nor different. */
  readonly people: readonly RosterPerson[];
  /** Rows without a unit or without a certain person. */
  readonly bad: readonly BadRow[];
}

/** Finds the person of each row among all employees of the store, see {@link recogniseRow}. */
export async function recognise(
  rows: readonly RosterRow[],
  unitId: string | undefined,
  record: RegistryRecord,
  { spells: reader }: { readonly spells: Pick<SpellReader, 'duePages'> },
): Promise<Recognised> {
  const known = new KnownPeople();
  const spells: Spell[] = [];
  const inDoubt = new Set<string>();
  for await (const { items, unreadable } of spellsOfAll(record, reader)) {
    for (const spell of items) {
      known.add(spell);
      spells.push(spell);
    }
    for (const { employeeId } of unreadable) inDoubt.add(employeeId);
  }
  const ids = new Set<string>();
  const people: RosterPerson[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    const found = recogniseRow(row, known, unitId);
    if ('problems' in found) {
      bad.push(found);
      continue;
    }
    ids.add(found.employeeId);
    if (!inDoubt.has(found.employeeId)) people.push(found);
  }
  return { spells, count: ids.size, people, bad };
}

/** Finds the person of a row by employee id, else by identity number, but never by name. */
export function recogniseRow(
  row: RosterRow,
  known: KnownPeople,
  unitId: string | undefined,
): RosterPerson | BadRow {
  const found: Found =
    row.unitId === undefined && unitId === undefined
      ? { problem: { code: 'unit-needed' } }
      : employeeIdOf(row, known);
  if ('problem' in found) {
    const place = locationOf(row);
    return { ...place, cells: row.cells, problems: [{ ...place, ...found.problem }] };
  }
  const { line: _, sheet: __, cells: ___, ...said } = row;
  return { ...(unitId !== undefined && { unitId }), ...said, employeeId: found.employeeId };
}

type Found = { readonly employeeId: string } | { readonly problem: Omit<RowProblem, 'line' | 'sheet'> };

function employeeIdOf({ employeeId, identity, name }: RosterRow, { names, carriers }: KnownPeople): Found {
  const ids = [...(carriers.get(identity?.hash ?? '') ?? [])].sort();
  const others = ids.join(', ');
  if (employeeId === undefined) {
    const [only, another] = ids;
    if (only !== undefined && another === undefined) return { employeeId: only };
    const who = identity?.masked ?? '';
    return {
      problem:
        only === undefined
          ? { code: 'id-needed', values: { who } }
          : { code: 'several-ids', values: { ids: others } },
    };
  }
  if (ids.includes(employeeId)) return { employeeId };
  const own = names.get(employeeId);
  if (ids.length > 0) {
    return own === undefined
      ? { problem: { code: 'other-id', values: { employeeId, ids: others } } }
      : { problem: { code: 'two-people', values: { employeeId, others } } };
  }
  if (own === undefined || own.size === 0 || name === undefined) return { employeeId };
  if ([...own].some((known) => sameName(known, name))) return { employeeId };
  return { problem: { code: 'other-name', values: { employeeId, name, known: [...own].join(', ') } } };
}

/**
 * Compares a roster with all spells, and keeps only what concerns the roster's units, because the file may name other
 * units too.
 */
export function compareRoster(
  roster: Roster,
  spells: readonly Spell[],
): { readonly findings: readonly RosterFinding[]; readonly implausible: readonly Implausible[] } {
  const findings = reconcileRoster(roster, spells).filter(({ unitId }) => roster.unitIds.includes(unitId));
  const counts = leaverCounts(roster, spells, findings);
  return { findings, implausible: implausibleUnits(roster, [counts], roster.people.length === 0) };
}
