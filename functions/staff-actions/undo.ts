import * as z from 'zod/mini';
import type { Case } from '../../domain/cases/case.ts';
import { voidsIn } from '../../domain/employment/authority.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { type Fact, standingVoids } from '../../domain/facts/fact.ts';
import { employeeId, line, shortText, unitId } from '../../domain/facts/schema-parts.ts';
import { hrSystemOf, NO_ORDER } from '../../domain/facts/source-order.ts';
import { ofUnitKind, type UnitFact } from '../../domain/units/unit-facts.ts';
import { once } from '../../domain/values/once.ts';
import { type CaseChanges, caseChanges } from '../casework/case-changes.ts';
import { spellsElsewhere } from '../intake/commit-fold.ts';
import { sourceOrderOf } from '../intake/registry-lookup.ts';
import type { EmployeeRecord, RegistryRecord } from '../ports.ts';
import { casesOf, unitCasesOf } from './cases.ts';
import { todayOf } from './impossible-days.ts';
import { type Action, type ActionPorts, type Refused, refused, type Submission } from './outcome.ts';
import { factsOf, stateFacts, submittedBefore, unitFactOf, unitSubmittedBefore } from './state-facts.ts';
import { importNamed, previewImportUndo, undoImport } from './undo-import.ts';

/** The fact to void, and why. For 30 days the employee is found by the delivery; an older fact needs `employeeId`. */
export const undoInput = once(() =>
  z.object({
    factId: line(400),
    reason: shortText,
    employeeId: z.optional(employeeId),
    unitId: z.optional(unitId),
    fromHrSystem: z.optional(z.boolean()),
  }),
);
export type UndoInput = z.infer<ReturnType<typeof undoInput>>;

export interface UndoEffect extends CaseChanges {
  /**
   * The voided fact. For an import it is the fact about the unit, or a fact about a person if the import was
   * interrupted.
   */
  readonly fact: Fact | UnitFact;
}

/** What {@link undoFact} would change, or why it is refused. Nothing is written. */
export async function previewUndo(
  input: UndoInput,
  submission: Submission,
  ports: ActionPorts,
): Promise<UndoEffect | Refused> {
  const whole = await importNamed(input, ports);
  if (whole !== undefined) return 'is' in whole ? whole : previewImportUndo(whole, ports);
  const found = await findFact(input, ports);
  if ('is' in found) return found;
  return refusalOf(input, found) ?? effectOf(input, found, submission, ports);
}

/**
 * Voids one fact (F8), or a whole import if the id is `bill:<import>`. The facts are kept, and everything is folded
 * again without them. If voiding an import is interrupted, the next attempt by any person continues it.
 */
export const undoFact: Action<typeof undoInput, UndoEffect> = async (input, submission, ports) => {
  const whole = await importNamed(input, ports);
  if (whole !== undefined) return 'is' in whole ? whole : undoImport(whole, input, submission, ports);
  const found = await findFact(input, ports);
  if ('is' in found) return found;
  const { fact } = found;
  const nothing = { fact, opens: [], closes: [], changes: [] };
  const before =
    found.of === 'unit'
      ? unitSubmittedBefore(found.facts, submission)
      : submittedBefore(found.employee, submission);
  if (before !== undefined) return { ...before, ...nothing };
  const problem = refusalOf(input, found);
  if (problem !== undefined) return problem;
  const effect = await effectOf(input, found, submission, ports);
  if (found.of === 'unit') {
    const voiding = unitVoid(input, found.fact, submission, ports);
    const outcome = await ports.unitFacts.append([voiding]);
    const is = outcome === 'taken' ? 'recorded' : 'duplicate';
    return { is, factIds: [voiding.factId], spells: [], ...effect };
  }
  const { employeeId } = found.fact;
  const statement = voidStatement(input, employeeId);
  return { ...(await stateFacts(employeeId, found.employee, [statement], submission, ports)), ...effect };
};

type Found =
  | { readonly of: 'employee'; readonly fact: Fact; readonly employee: EmployeeRecord }
  | {
      readonly of: 'unit';
      readonly fact: UnitFact;
      readonly facts: readonly UnitFact[];
      readonly record: RegistryRecord;
    };

async function findFact(input: UndoInput, ports: ActionPorts): Promise<Found | Refused> {
  const { factId, employeeId: stated } = input;
  const ofEmployee = stated ?? (await employeeOf(factId, ports));
  if (ofEmployee !== undefined) {
    const employee = await ports.employees.load(ofEmployee);
    const fact = employee.facts.find((it) => it.factId === factId);
    if (fact !== undefined) return { of: 'employee', fact, employee };
  }
  const record = stated === undefined ? await ports.registry.load() : undefined;
  const fact = record?.unitFacts.find(
    (it) => it.factId === factId && (input.unitId === undefined || it.unitId === input.unitId),
  );
  if (record === undefined || fact === undefined) return refused('unknown-fact', { factId });
  return { of: 'unit', fact, facts: record.unitFacts.filter((it) => it.unitId === fact.unitId), record };
}

/** A fact's id is its delivery id, with a suffix if the delivery has several facts. */
async function employeeOf(factId: string, { employees }: ActionPorts): Promise<string | undefined> {
  const [source = '', ...parts] = factId.split(':');
  for (let length = parts.length; length > 0; length--) {
    const found = await employees.employeeOfDelivery(source, parts.slice(0, length).join(':'));
    if (found !== undefined) return found;
  }
  return undefined;
}

function refusalOf({ fromHrSystem = false }: UndoInput, found: Found): Refused | undefined {
  const { factId, kind } = found.fact;
  if (kind === 'fact.voided') return refused('is-a-void', { factId });
  const voids =
    found.of === 'unit'
      ? standingVoids(ofUnitKind(found.facts, 'fact.voided'))
      : voidsIn(found.employee.facts, NO_ORDER).voided;
  const voidedBy = voids.get(factId)?.factId;
  if (voidedBy !== undefined) return refused('void-already', { factId, voidedBy });
  const source = hrSystemOf(found.fact);
  return source === undefined || fromHrSystem ? undefined : refused('from-hr-system', { factId, source });
}

function voidStatement({ factId, reason }: UndoInput, employeeId: string) {
  return { kind: 'fact.voided', data: { factId, reason, employeeId } } as const;
}

function unitVoid(
  { factId, reason }: UndoInput,
  { unitId }: UnitFact,
  submission: Submission,
  ports: ActionPorts,
): UnitFact {
  return unitFactOf('fact.voided', { factId, reason, unitId }, submission, ports);
}

async function effectOf(
  input: UndoInput,
  found: Found,
  submission: Submission,
  ports: ActionPorts,
): Promise<UndoEffect> {
  const [before, after] =
    found.of === 'unit'
      ? await casesOfUnit(input, found, submission, ports)
      : await casesOfEmployee(input, found, submission, ports);
  return { fact: found.fact, ...caseChanges(before, after) };
}

type BeforeAndAfter = readonly [readonly Case[], readonly Case[]];

async function casesOfEmployee(
  input: UndoInput,
  { fact: { employeeId }, employee }: Extract<Found, { of: 'employee' }>,
  submission: Submission,
  ports: ActionPorts,
): Promise<BeforeAndAfter> {
  const { facts } = employee;
  const voiding = factsOf(employeeId, facts, [voidStatement(input, employeeId)], submission, ports);
  const record = await ports.registry.load();
  const elsewhere = await spellsElsewhere(employee, employee.samePersonAs, ports.employees);
  const casesNow = (some: readonly Fact[]) => {
    const spells: readonly Spell[] = foldSpells(employeeId, some, elsewhere, sourceOrderOf(record.registry));
    return casesOf(spells, record, todayOf(ports));
  };
  return [casesNow(facts), casesNow([...facts, ...voiding])];
}

async function casesOfUnit(
  input: UndoInput,
  { fact, record }: Extract<Found, { of: 'unit' }>,
  submission: Submission,
  ports: ActionPorts,
): Promise<BeforeAndAfter> {
  const read = (unitFacts: readonly UnitFact[]) =>
    unitCasesOf(fact.unitId, { ...record, unitFacts }, todayOf(ports), ports);
  const voiding = unitVoid(input, fact, submission, ports);
  return [await read(record.unitFacts), await read([...record.unitFacts, voiding])];
}
