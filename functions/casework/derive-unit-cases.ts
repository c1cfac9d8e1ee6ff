import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { type Case, UNIT_CASE_KINDS, type UnitCaseKindName } from '../../domain/cases/case.ts';
import { openUnitCases } from '../../domain/cases/case-kinds.ts';
import { type UnitCaseContext, unitCaseIdOf } from '../../domain/cases/case-parts.ts';
import { type Attention, type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import { unitAttentions } from '../../domain/units/unit-facts.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { UnknownCharges } from '../imports/store-bill.ts';
import { unitWords } from '../intake/registry-lookup.ts';
import type { RecordKey, RegistryRecord, RosterFindings, Telemetry } from '../ports.ts';
import { firstFrame, LONG_AGO, personNeeded } from './derive-cases.ts';

export interface UnitOwn {
  readonly cases: readonly Case[];
  /** What staff stated about them. */
  readonly attentions: readonly Attention[];
  /** How many kinds the rules failed on; each is then among the cases as one that a person has to look at. */
  readonly notComputed: number;
  /** What of the charges and findings kept for the unit cannot be read: the others are among the cases. */
  readonly unreadable: readonly RecordKey[];
}

export interface UnitCasePorts extends Telemetry {
  readonly unknownCharges: Pick<UnknownCharges, 'list'>;
  readonly rosterFindings: Pick<RosterFindings, 'list'>;
}

const NOTHING: UnitOwn = { cases: [], attentions: [], notComputed: 0, unreadable: [] };

/**
 * {@link deriveUnitCases} with the charges and roster findings that are kept for the unit; nothing for the unknown unit.
 * @param dueSpells the unit's spells that are due on the day.
 */
export async function readUnitCases(
  unitId: string,
  record: RegistryRecord,
  { day, dueSpells }: { readonly day: PlainDate; readonly dueSpells: readonly Spell[] },
  ports: UnitCasePorts,
): Promise<UnitOwn> {
  if (unitId === UNKNOWN_UNIT) return NOTHING;
  const [charges, findings] = await Promise.all([
    ports.unknownCharges.list(unitId),
    ports.rosterFindings.list(unitId),
  ]);
  const kept = { unknownCharges: charges.items, rosterFindings: findings.items, dueSpells };
  const derived = deriveUnitCases(unitId, record, kept, day, ports);
  return { ...derived, unreadable: [...charges.unreadable, ...findings.unreadable] };
}

/** The open cases of a unit itself on `day`. A kind on which the rules fail becomes a case for a person. */
function deriveUnitCases(
  unitId: string,
  record: RegistryRecord,
  kept: Pick<UnitCaseContext, 'unknownCharges' | 'rosterFindings' | 'dueSpells'>,
  day: PlainDate,
  ports: Telemetry,
): Omit<UnitOwn, 'unreadable'> {
  const words = unitWords(unitId, record);
  const { unit } = words;
  const unitFacts = record.unitFacts.filter((fact) => fact.unitId === unitId);
  const context = () => ({
    unitId,
    ...words,
    policy: policyOf(unit?.region ?? NO_REGION, unit?.localPolicy),
    calendar: publishedCalendar,
    asOf: day,
    unitFacts,
    ...kept,
  });
  const derived = UNIT_CASE_KINDS.map((kind) =>
    // What the unit declared may stand in the fact that cannot be read.
    kind === 'declare-bases' && record.unitsInDoubt.has(unitId)
      ? { cases: [needsPerson(kind, unitId, day)], computed: false }
      : casesOfKind(kind, unitId, day, context, ports),
  );
  return {
    cases: derived.flatMap(({ cases }) => cases),
    attentions: unitAttentions(unitFacts),
    notComputed: derived.filter(({ computed }) => !computed).length,
  };
}

function casesOfKind(
  kind: UnitCaseKindName,
  unitId: string,
  day: PlainDate,
  context: () => UnitCaseContext,
  ports: Telemetry,
): { readonly cases: readonly Case[]; readonly computed: boolean } {
  try {
    return { cases: openUnitCases(context(), [kind]), computed: true };
  } catch (error) {
    ports.meter.count('CaseNotComputed');
    ports.log.error('a case of a unit could not be computed', { unitId, kind, day, at: firstFrame(error) });
    return { cases: [needsPerson(kind, unitId, day)], computed: false };
  }
}

function needsPerson(kind: UnitCaseKindName, unitId: string, day: PlainDate): Case {
  const because = { rule: 'M', code: `${kind}-not-computed`, values: {} } as const;
  return { caseId: unitCaseIdOf(unitId, kind), unitId, ...personNeeded(day, LONG_AGO, because) };
}
