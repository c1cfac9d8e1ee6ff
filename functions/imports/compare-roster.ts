import type { Spell } from '../../domain/employment/spell.ts';
import { type Implausible, implausibleUnits, leaverCounts } from '../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster, RosterPerson } from '../../domain/roster/roster.ts';
import { sameName } from '../../domain/values/person-name.ts';
import { locationOf } from '../files/table.ts';
import type { BadRow, RowProblem } from './bill-row.ts';
import type { RosterRow } from './roster-rows.ts';

interface KnownPeople {
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Employee ids by the hash of an identity number. */
  readonly carriers: ReadonlyMap<string, ReadonlySet<string>>;
}

export function knownPeople(spells: readonly Spell[]): KnownPeople {
  const names = new Map<string, Set<string>>();
  const carriers = new Map<string, Set<string>>();
  for (const { employeeId, person } of spells) {
    const own = names.get(employeeId) ?? new Set();
    if (person.name !== undefined) own.add(person.name);
    names.set(employeeId, own);
    if (person.identity !== undefined) {
      const ids = carriers.get(person.identity.hash) ?? new Set();
      carriers.set(person.identity.hash, ids.add(employeeId));
    }
  }
  return { names, carriers };
}

/** The person of each row: by employee id, else by identity number, never by name. An ambiguous row has none. */
export function recognise(
  rows: readonly RosterRow[],
  known: KnownPeople,
  unitId: string | undefined,
): { readonly people: readonly RosterPerson[]; readonly bad: readonly BadRow[] } {
  const people: RosterPerson[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    const found: Found =
      row.unitId === undefined && unitId === undefined
        ? { problem: { code: 'unit-needed' } }
        : employeeIdOf(row, known);
    if ('problem' in found) {
      const place = locationOf(row);
      bad.push({ ...place, cells: row.cells, problems: [{ ...place, ...found.problem }] });
      continue;
    }
    const { line: _, sheet: __, cells: ___, ...said } = row;
    people.push({ ...(unitId !== undefined && { unitId }), ...said, employeeId: found.employeeId });
  }
  return { people, bad };
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

/** Compares a roster with all spells, and keeps what concerns its units: the file may name other units too. */
export function compareRoster(roster: Roster, spells: readonly Spell[]): ComparedRoster {
  const findings = reconcileRoster(roster, spells).filter(({ unitId }) => roster.unitIds.includes(unitId));
  const counts = leaverCounts(roster, spells, findings);
  return { findings, implausible: implausibleUnits(roster, [counts], roster.people.length === 0) };
}
