import type { Case } from '../../domain/cases/case.ts';
import type { CaseContext } from '../../domain/cases/case-parts.ts';
import { type ListedCase, parseCaseId } from '../../domain/digest/ended-cases.ts';
import { type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { contextOn, deriveCases, NO_TELEMETRY } from '../casework/derive-cases.ts';
import { readUnitCases } from '../casework/derive-unit-cases.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { EmployeeRecord, RegistryRecord } from '../ports.ts';
import { todayOf } from './impossible-days.ts';
import { type ActionPorts, type Recorded, type Refused, refused, type Submission } from './outcome.ts';
import { submittedBefore, unitSubmittedBefore } from './state-facts.ts';

type CasePorts = Pick<ActionPorts, 'employees' | 'registry' | 'spells' | 'unknownCharges' | 'rosterFindings'>;

/** The subject of a case id, open or closed, with everything read to find it. */
export type NamedCase =
  | {
      readonly of: 'spell';
      readonly caseId: string;
      readonly registry: RegistryRecord;
      readonly spell: Spell;
      readonly employee: EmployeeRecord;
    }
  | {
      readonly of: 'unit';
      readonly caseId: string;
      readonly registry: RegistryRecord;
      readonly unitId: string;
    };

/** @returns the subject, or a refusal if the id is invalid or its subject is unknown. */
export async function namedCase(caseId: string, ports: CasePorts): Promise<NamedCase | Refused> {
  const listed = parseCaseId(caseId);
  if (listed === undefined) return refused('no-case-id', { caseId });
  const registry = await ports.registry.load();
  if (listed.of === 'unit') {
    const { unitId } = listed;
    return isKnownUnit(unitId, registry)
      ? { of: 'unit', caseId, registry, unitId }
      : refused('unknown-case', { caseId });
  }
  return (await spellCase(listed, registry, ports)) ?? refused('unknown-case', { caseId });
}

function isKnownUnit(unitId: string, { registry, unregisteredUnitIds }: RegistryRecord): boolean {
  const known = [...registry.units.map((unit) => unit.unitId), ...unregisteredUnitIds];
  return unitId !== UNKNOWN_UNIT && known.includes(unitId);
}

async function spellCase(
  { caseId, keys }: Extract<ListedCase, { of: 'spell' }>,
  registry: RegistryRecord,
  ports: CasePorts,
): Promise<NamedCase | undefined> {
  const [found] = (await ports.spells.byId(keys)).items;
  if (found === undefined) return undefined;
  const employee = await ports.employees.load(found.employeeId);
  const spell = employee.spells.find(({ spellId }) => spellId === found.spellId);
  return spell && { of: 'spell', caseId, registry, spell, employee };
}

/**
 * The outcome `duplicate`, with the ids of the recorded facts, if this submission was recorded before; undefined if the
 * submission is new.
 */
export function recordedBefore(named: NamedCase, submission: Submission): Recorded | undefined {
  return named.of === 'unit'
    ? unitSubmittedBefore(named.registry.unitFacts, submission)
    : submittedBefore(named.employee, submission);
}

/** The open case, or the refusal if it is not open on the day. */
export async function openCase(named: NamedCase, day: PlainDate, ports: CasePorts): Promise<Case | Refused> {
  const { caseId, registry } = named;
  const cases =
    named.of === 'unit'
      ? await unitCasesOf(named.unitId, registry, day, ports)
      : casesOf([named.spell], registry, day);
  return cases.find((it) => it.caseId === caseId) ?? refused('case-not-open', { caseId, day });
}

/** The open cases of a unit itself. */
export async function unitCasesOf(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  ports: Pick<ActionPorts, 'spells' | 'unknownCharges' | 'rosterFindings'>,
): Promise<readonly Case[]> {
  const { items: dueSpells } = await ports.spells.due(unitId, day);
  return (await readUnitCases(unitId, record, { day, dueSpells }, { ...ports, ...NO_TELEMETRY })).cases;
}

/**
 * The open case with this id, for an action that needs one. Otherwise the refusal, or the duplicate if this submission
 * was recorded before.
 */
export async function caseFor(
  caseId: string,
  submission: Submission,
  ports: ActionPorts,
): Promise<{ readonly named: NamedCase; readonly open: Case } | Refused | Recorded> {
  const today = todayOf(ports);
  const named = await namedCase(caseId, ports);
  if ('is' in named) return asNotOpen(named, today);
  const before = recordedBefore(named, submission);
  if (before !== undefined) return before;
  const open = await openCase(named, today, ports);
  return 'is' in open ? open : { named, open };
}

/** An unknown case is reported as not open, for actions that need an open case. */
export function asNotOpen(refusal: Refused, day: PlainDate): Refused {
  const { problem } = refusal;
  return problem.code === 'unknown-case'
    ? refused('case-not-open', { caseId: problem.caseId, day })
    : refusal;
}

/** The open cases of spells. Each spell's unit decides which policy applies. */
export function casesOf(spells: readonly Spell[], record: RegistryRecord, day: PlainDate): readonly Case[] {
  return spells.flatMap((spell) =>
    deriveCases([spell], unitContext(spell.unitId, record), day, NO_TELEMETRY).flatMap(({ cases }) => cases),
  );
}

/** The registry's data of units today, as cases need it; the registry is read once. */
export async function placesOf(
  ports: Pick<ActionPorts, 'registry' | 'clock'>,
): Promise<(unitId: string) => CaseContext> {
  const registry = await ports.registry.load();
  const today = todayOf(ports);
  return (unitId) => contextOn(today, unitContext(unitId, registry));
}
