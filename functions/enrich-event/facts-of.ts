import { isDeepStrictEqual } from 'node:util';
import type { Fact, FactData } from '../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../domain/facts/fact-schemas.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { DetailsRequest, EmployeeRecord } from '../ports.ts';
import type { Details } from '../sources/api/hr-api.ts';
import { problemsOf, problemsOfDays, type Statement } from '../sources/webhook/make-fact.ts';
import {
  detailsFact,
  type KnownStatements,
  knownStatements,
  type NewFact,
  withdrawals,
} from './known-statements.ts';

/** An HR system's answer compared with the known facts. */
export interface ComparedAnswer {
  /** The new facts only. HR systems are asked after every change and mostly repeat known data. */
  readonly facts: readonly Fact[];
  readonly problems: readonly string[];
  /** Whether the answer contradicts known facts while the API may still be lagging. */
  readonly isTooEarly: boolean;
}

interface Setting {
  readonly request: DetailsRequest;
  readonly known: KnownStatements;
}

/**
 * Turns the answer into facts. Their ids contain the delivery that caused the request, so the same answer gives the
 * same facts.
 */
export function factsOf(
  { statements, cancellation }: Pick<Extract<Details, { is: 'told' }>, 'statements' | 'cancellation'>,
  request: DetailsRequest,
  record: Pick<EmployeeRecord, 'facts' | 'spells'>,
  now: Instant,
): ComparedAnswer {
  const setting: Setting = { request, known: knownStatements(record) };
  const problems: string[] = [];
  const newFacts = statements.flatMap((statement): readonly NewFact[] => {
    const data = FACT_SCHEMAS[statement.kind]().safeParse(statement.data);
    if (!data.success) {
      problems.push(...problemsOf(data.error, [statement.kind]));
      return [];
    }
    const implausible = problemsOfDays(data.data, now, [statement.kind]);
    if (implausible.length > 0) {
      problems.push(...implausible);
      return [];
    }
    const newFact = { kind: statement.kind, data: data.data } as NewFact;
    return newsIn(newFact, statement, setting, problems);
  });
  const stated = newFacts.map((newFact) => detailsFact(newFact, request, now));
  // The new facts are treated as known, so that a cancellation does not cancel a leave that lies before a hire in the
  // same answer.
  const since = knownStatements({ facts: [...record.facts, ...stated], spells: record.spells });
  const back =
    cancellation === undefined
      ? { newFacts: [], isTooEarly: false }
      : withdrawals(cancellation, request, since, now);
  return {
    facts: [...stated, ...back.newFacts.map((newFact) => detailsFact(newFact, request, now))],
    problems,
    isTooEarly: back.isTooEarly,
  };
}

function newsIn(
  newFact: NewFact,
  statement: Statement,
  setting: Setting,
  problems: string[],
): readonly NewFact[] {
  switch (newFact.kind) {
    case 'employee.hired':
      return hire(
        newFact.data,
        'category' in statement.data && statement.data.category !== undefined,
        setting,
        problems,
      );
    case 'employee.terminated':
      return leave(newFact.data, setting);
    case 'employee.hire_noticed':
      return notice(newFact.data, setting);
    case 'employee.updated':
      return update(newFact.data, setting);
    default:
      return [newFact];
  }
}

/**
 * The facts from an answer about a hire. Fields that the answer lacks stay unchanged; another department is a transfer,
 * not another hire.
 */
function hire(
  stated: FactData<'employee.hired'>,
  hasCategory: boolean,
  { request, known }: Setting,
  problems: string[],
): readonly NewFact[] {
  const before = known.hire(stated.employmentId, stated.hiredOn)?.data;
  if (before === undefined) return [{ kind: 'employee.hired', data: stated }];
  const { category, ...rest } = stated;
  const data = { ...before, ...rest, ...(hasCategory && { category }), unitId: before.unitId };
  const now = known.spell?.unitId ?? before.unitId;
  const moves =
    stated.unitId === before.unitId || stated.unitId === now ? [] : move(stated, request, problems);
  return [...(isDeepStrictEqual(data, before) ? [] : [{ kind: 'employee.hired', data } as const]), ...moves];
}

/**
 * The facts about a new department. The API does not return the day of a transfer; only the event of the transfer has
 * it.
 */
function move(
  { employeeId, unitId }: FactData<'employee.hired'>,
  { keys: { effectiveOn }, about, source }: DetailsRequest,
  problems: string[],
): readonly NewFact[] {
  const data = { employeeId, toUnitId: unitId, effectiveOn };
  const moved = FACT_SCHEMAS['employee.transferred']().safeParse(data);
  if (moved.success) return [{ kind: 'employee.transferred', data: moved.data }];
  if (about === 'change')
    problems.push(
      `${source} shows the person in unit ${unitId} but not since which day: state employee.transferred with the day`,
    );
  return [];
}

function leave(stated: FactData<'employee.terminated'>, { known }: Setting): readonly NewFact[] {
  const before = known.leave(stated.employmentId)?.data;
  if (before === undefined) return [{ kind: 'employee.terminated', data: stated }];
  const isSameDay = before.lastWorkingDay === stated.lastWorkingDay;
  const { insuranceStopMonth, ...kept } = before;
  const data = {
    ...kept,
    // The known stop month belongs to the known last working day, so it is dropped if that day changed.
    ...(isSameDay && insuranceStopMonth !== undefined && { insuranceStopMonth }),
    ...stated,
    reason: stated.reason === 'unknown' ? before.reason : stated.reason,
  };
  return isDeepStrictEqual(data, before) ? [] : [{ kind: 'employee.terminated', data }];
}

/** Adds a name or a unit to the notice of a hire whose day is still missing. */
function notice(stated: FactData<'employee.hire_noticed'>, { known }: Setting): readonly NewFact[] {
  const spell = known.noticed;
  const isAsked =
    spell?.situation.is === 'noticed' && spell.situation.missing.some(({ of }) => of === 'hire');
  const isNews =
    (stated.name !== undefined && stated.name !== spell?.person.name) ||
    (stated.unitId !== undefined && stated.unitId !== spell?.unitId);
  return isAsked && isNews ? [{ kind: 'employee.hire_noticed', data: stated }] : [];
}

function update(stated: FactData<'employee.updated'>, { known }: Setting): readonly NewFact[] {
  const person: Readonly<Record<string, unknown>> = { ...(known.spell ?? known.noticed)?.person };
  const changes = Object.fromEntries(
    Object.entries(stated.changes).filter(([name, value]) => !isDeepStrictEqual(value, person[name])),
  );
  if (Object.keys(changes).length === 0) return [];
  return [{ kind: 'employee.updated', data: { ...stated, changes } }];
}
