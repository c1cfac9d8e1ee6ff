import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { type Case, UNIT_CASE_KINDS, type UnitCaseKindName } from '../../domain/cases/case.ts';
import { openUnitCases } from '../../domain/cases/case-kinds.ts';
import { type UnitCaseContext, unitCaseIdOf } from '../../domain/cases/case-parts.ts';
import { type Attention, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import { unitAttentions } from '../../domain/units/unit-facts.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { UnknownCharges } from '../imports/store-bill.ts';
import type { Log, Meter, RegistryRecord, RosterFindings } from '../ports.ts';
import { firstFrame, LONG_AGO } from './derive-cases.ts';

export interface UnitOwn {
  readonly cases: readonly Case[];
  /** What staff said about them. */
  readonly attentions: readonly Attention[];
  /** How many kinds the rules failed on; each is then among the cases as one that a person has to look at. */
  readonly notComputed: number;
}

export interface UnitCasePorts {
  readonly unknownCharges: Pick<UnknownCharges, 'list'>;
  readonly rosterFindings: Pick<RosterFindings, 'list'>;
  readonly meter: Meter;
  readonly log: Log;
}

/** {@link deriveUnitCases} with the charges and roster findings that are kept for the unit; nothing for the unit that nobody knows. */
export async function readUnitCases(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  ports: UnitCasePorts,
): Promise<UnitOwn> {
  if (unitId === UNKNOWN_UNIT) return { cases: [], attentions: [], notComputed: 0 };
  const [unknownCharges, rosterFindings] = await Promise.all([
    ports.unknownCharges.list(unitId),
    ports.rosterFindings.list(unitId),
  ]);
  return deriveUnitCases(unitId, record, { unknownCharges, rosterFindings }, day, ports);
}

/**
 * The open cases of a unit itself on `day`, each kind on its own: where the rules fail on one, it becomes a line for a
 * person and a count, under the id that the case would have, and all others are as they were.
 */
function deriveUnitCases(
  unitId: string,
  record: RegistryRecord,
  kept: Pick<UnitCaseContext, 'unknownCharges' | 'rosterFindings'>,
  day: PlainDate,
  ports: { readonly meter: Meter; readonly log: Log },
): UnitOwn {
  const unit = record.registry.units.find((it) => it.unitId === unitId);
  const unitFacts = record.unitFacts.filter((fact) => fact.unitId === unitId);
  const context = () => ({
    unitId,
    unit,
    registeredOn: record.registeredOn.get(unitId),
    policy: policyOf(unit?.region ?? NO_REGION, unit?.localPolicy),
    calendar: publishedCalendar,
    asOf: day,
    unitFacts,
    ...kept,
  });
  const derived = UNIT_CASE_KINDS.map((kind) => casesOfKind(kind, unitId, day, context, ports));
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
  ports: { readonly meter: Meter; readonly log: Log },
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
  return {
    caseId: unitCaseIdOf(unitId, kind),
    kind: 'needs-person',
    unitId,
    state: { is: 'open' },
    openedOn: day,
    knownAt: LONG_AGO,
    documents: [],
    because: [{ rule: 'M', code: `${kind}-not-computed`, values: {} }],
  };
}
