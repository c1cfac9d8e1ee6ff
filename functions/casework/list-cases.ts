import { type Case, type Timing, timingOf, type Urgency } from '../../domain/cases/case.ts';
import type { Note } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import { unitNotes } from '../../domain/units/unit-facts.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { unitWords } from '../intake/registry-lookup.ts';
import type { RegistryRecord, SpellReader } from '../ports.ts';
import { deriveFound, QUIET, type SpellCases } from './derive-cases.ts';
import { readUnitCases } from './derive-unit-cases.ts';

export interface ListedCase extends Timing {
  readonly case: Case;
  /** What staff noted on it, in the order of their statements. */
  readonly notes: readonly Note[];
}

export interface ListedCases {
  readonly cases: readonly ListedCase[];
  /** Spells and units on which the rules failed: each is among the cases as one that needs a person. */
  readonly notComputed: number;
  readonly unitNames: ReadonlyMap<string, string>;
}

const UNITS_AT_ONCE = 8;
const URGENCY_ORDER: readonly Urgency[] = ['overdue', 'today', 'soon', 'later'];

type UnitPorts = Parameters<typeof readUnitCases>[3];
type ListPorts = Pick<UnitPorts, 'unknownCharges' | 'rosterFindings'> & {
  readonly spells: Pick<SpellReader, 'due'>;
};

/** The open cases of these units, most urgent first, as the digests derive them. */
export async function listCases(
  asOf: PlainDate,
  unitIds: readonly string[],
  record: RegistryRecord,
  { spells: reader, unknownCharges, rosterFindings }: ListPorts,
): Promise<ListedCases> {
  const { units } = record.registry;
  const derived: Derived[] = [];
  for (let first = 0; first < unitIds.length; first += UNITS_AT_ONCE) {
    const some = unitIds.slice(first, first + UNITS_AT_ONCE).map(async (id) => {
      const [due, own] = await Promise.all([
        reader.due(id, asOf),
        readUnitCases(id, record, asOf, { unknownCharges, rosterFindings, ...QUIET }),
      ]);
      const notes = unitNotes(record.unitFacts.filter((fact) => fact.unitId === id));
      const { spells, unreadable } = deriveFound(due, unitWords(id, record), asOf, QUIET);
      return [
        { ...own, notes },
        ...spells.map(ofSpell),
        { cases: unreadable, notComputed: unreadable.length, notes: [] },
      ];
    });
    derived.push(...(await Promise.all(some)).flat());
  }
  const cases = derived.flatMap((each) => each.cases.map((it) => listed(it, each.notes, asOf)));
  return {
    cases: cases.sort(byUrgency),
    notComputed: derived.reduce((sum, { notComputed }) => sum + notComputed, 0),
    unitNames: new Map(units.map((unit) => [unit.unitId, unit.name])),
  };
}

interface Derived {
  readonly notes: readonly Note[];
  readonly cases: readonly Case[];
  readonly notComputed: number;
}

function ofSpell({ spell, cases, computed }: SpellCases): Derived {
  return { notes: spell.notes ?? [], cases, notComputed: computed ? 0 : 1 };
}

function listed(it: Case, notes: readonly Note[], asOf: PlainDate): ListedCase {
  return {
    case: it,
    ...timingOf(it, asOf),
    notes: notes.filter(({ caseId, on }) => caseId === it.caseId && on <= asOf),
  };
}

function byUrgency(a: ListedCase, b: ListedCase): number {
  return (
    URGENCY_ORDER.indexOf(a.urgency) - URGENCY_ORDER.indexOf(b.urgency) ||
    compareText(a.case.deadline?.actBy ?? NEVER, b.case.deadline?.actBy ?? NEVER) ||
    compareText(a.case.caseId, b.case.caseId)
  );
}
