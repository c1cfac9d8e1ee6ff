import { type Case, UNIT_CASE_KINDS, type UnitCaseKindName } from '../../domain/cases/case.ts';
import { openUnitCases } from '../../domain/cases/case-kinds.ts';
import { type UnitCaseContext, unitCaseIdOf } from '../../domain/cases/case-parts.ts';
import { type Attention, type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { unitAttentions } from '../../domain/units/unit-facts.ts';
import { LONG_AGO, type PlainDate } from '../../domain/values/plain-date.ts';
import { unitContext, unitFactsOf } from '../intake/registry-lookup.ts';
import type { RecordKey, RegistryRecord, RosterFindings, Telemetry, UnknownCharges } from '../ports.ts';
import { contextOn, firstFrame, personNeeded } from './derive-cases.ts';

export interface CasesOfUnitItself {
  readonly cases: readonly Case[];
  /** What staff recorded about these cases: acknowledgements and snoozes. */
  readonly attentions: readonly Attention[];
  /** The number of kinds of unit cases on which the rules failed. Each has a case of the kind `needs-person`. */
  readonly notComputed: number;
  /** The keys of the unit's charges and findings that cannot be read. The cases are derived from the others. */
  readonly unreadable: readonly RecordKey[];
}

export interface UnitCasePorts extends Telemetry {
  readonly unknownCharges: Pick<UnknownCharges, 'list'>;
  readonly rosterFindings: Pick<RosterFindings, 'list'>;
}

const NOTHING: CasesOfUnitItself = { cases: [], attentions: [], notComputed: 0, unreadable: [] };

/**
 * The cases of the unit itself, from its stored charges, roster findings and due spells; empty for an unknown unit.
 * @param dueSpells the unit's spells that are due on the day.
 */
export async function readUnitCases(
  unitId: string,
  record: RegistryRecord,
  { day, dueSpells }: { readonly day: PlainDate; readonly dueSpells: Iterable<Spell> },
  ports: UnitCasePorts,
): Promise<CasesOfUnitItself> {
  const cases = await pagedUnitCases(unitId, record, day, ports);
  cases.add(dueSpells);
  return cases.own();
}

/** The cases of the unit itself, derived from due spells that are added page by page and not kept. */
interface PagedUnitCases {
  add(dueSpells: Iterable<Spell>): void;
  /** The cases found so far. If several pages open the same case, the first one is used. */
  own(): CasesOfUnitItself;
}

/** Derives the cases of the unit itself page by page, for callers that only need to know which cases are open. */
export async function pagedUnitCases(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  ports: UnitCasePorts,
): Promise<PagedUnitCases> {
  if (unitId === UNKNOWN_UNIT) return { add: () => undefined, own: () => NOTHING };
  const [charges, findings] = await Promise.all([
    ports.unknownCharges.list(unitId),
    ports.rosterFindings.list(unitId),
  ]);
  const unitData = unitContext(unitId, record);
  const unitFacts = unitFactsOf(unitId, record);
  const cases = new Map<string, Case>();
  const failed = new Set<UnitCaseKindName>();
  return {
    add(dueSpells) {
      const context = () => ({
        ...contextOn(day, unitData),
        unitId,
        unitFacts,
        unknownCharges: charges.items,
        rosterFindings: findings.items,
        dueSpells,
      });
      for (const kind of UNIT_CASE_KINDS.filter((it) => !failed.has(it))) {
        // The unreadable fact may be the declaration of the bases.
        const inDoubt = kind === 'declare-bases' && record.unitsInDoubt.has(unitId);
        const derived = inDoubt
          ? { cases: [needsPerson(kind, unitId, day)], computed: false }
          : casesOfKind(kind, unitId, day, context, ports);
        if (!derived.computed) failed.add(kind);
        for (const it of derived.cases)
          if (!derived.computed || !cases.has(it.caseId)) cases.set(it.caseId, it);
      }
    },
    own: () => ({
      cases: [...cases.values()],
      attentions: unitAttentions(unitFacts),
      notComputed: failed.size,
      unreadable: [...charges.unreadable, ...findings.unreadable],
    }),
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
