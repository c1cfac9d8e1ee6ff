import { type Case, type Timing, timingOf, URGENCIES } from '../../domain/cases/case.ts';
import type { Attention, Note } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import { unitNotes } from '../../domain/units/unit-facts.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { unitFactsOf } from '../intake/registry-lookup.ts';
import { severalAtOnce } from '../pace.ts';
import type { RegistryRecord, Telemetry } from '../ports.ts';
import { NO_TELEMETRY, type SpellCases } from './derive-cases.ts';
import { type ReadUnitPorts, readUnit } from './read-unit.ts';

export interface ListedCase extends Timing {
  readonly case: Case;
  readonly notes: readonly Note[];
  readonly attentions: readonly Attention[];
}

interface ListedCases {
  readonly cases: readonly ListedCase[];
  /**
   * How many spells and kinds of unit cases have a case of the kind `needs-person` instead of their own cases, because
   * the rules failed or the record cannot be read.
   */
  readonly notComputed: number;
  readonly unitNames: ReadonlyMap<string, string>;
}

const UNITS_AT_ONCE = 8;

/** The open cases of these units, most urgent first, as in the digests; a case of two units is listed once. */
export async function listCases(
  asOf: PlainDate,
  unitIds: readonly string[],
  record: RegistryRecord,
  { spells, unknownCharges, rosterFindings }: Omit<ReadUnitPorts, keyof Telemetry>,
): Promise<ListedCases> {
  const { units } = record.registry;
  const ports = { spells, unknownCharges, rosterFindings, ...NO_TELEMETRY };
  const ofUnit = async (unitId: string): Promise<Derived[]> => {
    const { spells: read, own, notRead } = await readUnit(unitId, record, asOf, ports);
    return [
      { ...own, notes: unitNotes(unitFactsOf(unitId, record)) },
      ...read.map(ofSpell),
      { cases: notRead, notComputed: notRead.length, notes: [], attentions: [] },
    ];
  };
  const derived = (await severalAtOnce(unitIds, ofUnit, UNITS_AT_ONCE)).flat();
  const cases = derived.flatMap((each) => each.cases.map((it) => listed(it, each, asOf)));
  const once = new Map(cases.map((it) => [it.case.caseId, it]));
  return {
    cases: [...once.values()].sort(byUrgency),
    notComputed: derived.reduce((sum, { notComputed }) => sum + notComputed, 0),
    unitNames: new Map(units.map((unit) => [unit.unitId, unit.name])),
  };
}

interface Derived extends Pick<ListedCase, 'notes' | 'attentions'> {
  readonly cases: readonly Case[];
  readonly notComputed: number;
}

function ofSpell({ spell, cases, computed }: SpellCases): Derived {
  const { notes = [], attentions } = spell;
  return { notes, attentions, cases, notComputed: computed ? 0 : 1 };
}

function listed(it: Case, { notes, attentions }: Derived, asOf: PlainDate): ListedCase {
  return {
    case: it,
    ...timingOf(it, asOf),
    notes: notes.filter(({ caseId, on }) => caseId === it.caseId && on <= asOf),
    attentions: attentions.filter(({ caseId }) => caseId === it.caseId),
  };
}

function byUrgency(a: ListedCase, b: ListedCase): number {
  return (
    URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
    compareText(a.case.deadline?.actBy ?? NEVER, b.case.deadline?.actBy ?? NEVER) ||
    compareText(a.case.caseId, b.case.caseId)
  );
}
