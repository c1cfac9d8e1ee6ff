import { type Case, type Urgency, urgencyOf } from '../../../domain/cases/case.ts';
import { type Note, type Spell, UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import { compareText } from '../../../domain/facts/fact.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { unitNotes } from '../../../domain/units/unit-facts.ts';
import { daysBetween, NEVER, type PlainDate } from '../../../domain/values/plain-date.ts';
import { deriveCases, deriveFound, type SpellCases } from '../../casework/derive-cases.ts';
import { readUnitCases, type UnitOwn } from '../../casework/derive-unit-cases.ts';
import type { RegistryRecord } from '../../ports.ts';
import { QUIET } from '../../staff-actions/cases.ts';
import type { CommandContext } from '../frame/frame.ts';
import type { Store } from '../store/store.ts';

/** As the digests derive cases, with nothing measured or logged: what failed is told in the answer itself. */
export function deriveQuietly(
  spells: readonly Spell[],
  unit: Unit | undefined,
  day: PlainDate,
): SpellCases[] {
  return deriveCases(spells, unit, day, QUIET);
}

/** The open cases of a unit itself, as the digests derive them, with nothing measured or logged. */
export function ownCases(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  { unknownCharges, rosterFindings }: Pick<Store, 'unknownCharges' | 'rosterFindings'>,
): Promise<UnitOwn> {
  return readUnitCases(unitId, record, day, { unknownCharges, rosterFindings, ...QUIET });
}

export interface ListedCase {
  readonly case: Case;
  readonly urgency: Urgency;
  /** Until the act-by date; negative when it is over. Absent where there is none. */
  readonly daysLeft?: number;
  /** What staff noted on it, in the order of their statements. */
  readonly notes: readonly Note[];
}

export interface ListedCases {
  readonly asOf: PlainDate;
  readonly cases: readonly ListedCase[];
  /** Spells and units on which the rules failed: each is among the cases as one that needs a person. */
  readonly notComputed: number;
  readonly unitNames: ReadonlyMap<string, string>;
}

const UNITS_AT_ONCE = 8;
const URGENCY_ORDER: readonly Urgency[] = ['overdue', 'today', 'soon', 'later'];

/** The open cases of one unit, or of all: registered, only seen in facts, and unknown. */
export async function casesAsOf(
  asOf: PlainDate,
  unitId: string | undefined,
  store: Pick<Store, 'registry' | 'spells' | 'unknownCharges' | 'rosterFindings'>,
  context: CommandContext,
): Promise<ListedCases> {
  const record = await store.registry.load();
  const { units } = record.registry;
  const unitIds = unitIdsOf(unitId, record, context);
  const derived: Derived[] = [];
  for (let first = 0; first < unitIds.length; first += UNITS_AT_ONCE) {
    const some = unitIds.slice(first, first + UNITS_AT_ONCE).map(async (id) => {
      const unit = units.find((it) => it.unitId === id);
      const [due, own] = await Promise.all([store.spells.due(id, asOf), ownCases(id, record, asOf, store)]);
      const notes = unitNotes(record.unitFacts.filter((fact) => fact.unitId === id));
      const { spells, unreadable } = deriveFound(due, unit, asOf, QUIET);
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
    asOf,
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

/**
 * The unit of that id, or all that are known: registered, only seen in facts, and the unknown one.
 * @throws BadUsage naming those there are.
 */
export function unitIdsOf(
  unitId: string | undefined,
  { registry, unregisteredUnitIds }: Pick<RegistryRecord, 'registry' | 'unregisteredUnitIds'>,
  { badUsage }: CommandContext,
): readonly string[] {
  const registered = registry.units.map((unit) => unit.unitId);
  const known = [...new Set([...registered, ...unregisteredUnitIds, UNKNOWN_UNIT])];
  if (unitId === undefined) return known;
  if (known.includes(unitId)) return [unitId];
  throw badUsage({
    zh: `没有参保单位 ${unitId}；有 ${known.join('、')}`,
    en: `there is no unit ${unitId}; there are ${known.join(', ')}`,
  });
}

function listed(it: Case, notes: readonly Note[], asOf: PlainDate): ListedCase {
  const daysLeft = it.deadline && daysBetween(asOf, it.deadline.actBy);
  return {
    case: it,
    urgency: urgencyOf(it, daysLeft),
    ...(daysLeft !== undefined && { daysLeft }),
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
