import type { Spell } from '../../domain/employment/spell.ts';
import { type Implausible, implausibleUnits, leaverCounts } from '../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster, RosterPerson } from '../../domain/roster/roster.ts';
import { sameName } from '../../domain/values/person-name.ts';
import { locationOf } from '../files/table.ts';
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

export function knownPeople(spells: readonly Spell[]): KnownPeople {
  const known = new KnownPeople();
  for (const spell of spells) known.add(spell);
  return known;
}

/**
 * Finds the person of each row by employee id, else by identity number, but never by name. Rows without a unit or
 * without a certain person are returned as `bad`.
 */
export function recognise(
  rows: readonly RosterRow[],
  known: KnownPeople,
  unitId: string | undefined,
): { readonly people: readonly RosterPerson[]; readonly bad: readonly BadRow[] } {
  const people: RosterPerson[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    const found = recogniseRow(row, known, unitId);
    if ('problems' in found) bad.push(found);
    else people.push(found);
  }
  return { people, bad };
}

/** {@link recognise} for one row. */
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

interface ComparedRoster {
  readonly findings: readonly RosterFinding[];
  readonly implausible: readonly Implausible[];
}

/**
 * Compares a roster with all spells, and keeps only what concerns the roster's units, because the file may name other
 * units too.
 */
export function compareRoster(roster: Roster, spells: readonly Spell[]): ComparedRoster {
  const findings = reconcileRoster(roster, spells).filter(({ unitId }) => roster.unitIds.includes(unitId));
  const counts = leaverCounts(roster, spells, findings);
  return { findings, implausible: implausibleUnits(roster, [counts], roster.people.length === 0) };
}
