import { isDeepStrictEqual } from 'node:util';
import type { Fact, FactData } from '../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../domain/facts/fact-schemas.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { DetailsRequest, EmployeeRecord } from '../ports.ts';
import type { Details } from '../sources/api/hr-api.ts';
import { problemsOf, problemsOfDays, type Statement } from '../sources/webhook/make-fact.ts';
import { detailsFact, type KnownWords, knownWords, type Saying, takenBack } from './known-words.ts';

/** What an answer of an HR system comes to, held against what is known. */
export interface Settled {
  /** Only what is new: HR systems are asked after every change, and mostly repeat what they said before. */
  readonly facts: readonly Fact[];
  /** What a person has to look at. */
  readonly problems: readonly string[];
  /** It contradicts what is known and may only be lagging behind. */
  readonly isTooEarly: boolean;
}

interface Setting {
  readonly request: DetailsRequest;
  readonly known: KnownWords;
}

/** Turns the answer into facts under the delivery that caused the question; the same answer makes the same facts. */
export function factsOf(
  { statements, off }: Pick<Extract<Details, { is: 'told' }>, 'statements' | 'off'>,
  request: DetailsRequest,
  record: Pick<EmployeeRecord, 'facts' | 'spells'>,
  now: Instant,
): Settled {
  const setting: Setting = { request, known: knownWords(record) };
  const problems: string[] = [];
  const sayings = statements.flatMap((statement): readonly Saying[] => {
    const data = FACT_SCHEMAS[statement.kind]().safeParse(statement.data);
    if (!data.success) {
      problems.push(...problemsOf(data.error, [statement.kind]));
      return [];
    }
    const insane = problemsOfDays(data.data, now, [statement.kind]);
    if (insane.length > 0) {
      problems.push(...insane);
      return [];
    }
    const saying = { kind: statement.kind, data: data.data } as Saying;
    return newsIn(saying, statement, setting, problems);
  });
  const told = sayings.map((saying) => detailsFact(saying, request, now));
  // A leave before a hire in the same answer is not a cancelled one.
  const since = knownWords({ facts: [...record.facts, ...told], spells: record.spells });
  const back = off === undefined ? { sayings: [], isTooEarly: false } : takenBack(off, request, since, now);
  return {
    facts: [...told, ...back.sayings.map((saying) => detailsFact(saying, request, now))],
    problems,
    isTooEarly: back.isTooEarly,
  };
}

function newsIn(
  saying: Saying,
  statement: Statement,
  setting: Setting,
  problems: string[],
): readonly Saying[] {
  switch (saying.kind) {
    case 'employee.hired':
      return hire(
        saying.data,
        'category' in statement.data && statement.data.category !== undefined,
        setting,
        problems,
      );
    case 'employee.terminated':
      return leave(saying.data, setting);
    case 'employee.hire_noticed':
      return notice(saying.data, setting);
    case 'employee.updated':
      return update(saying.data, setting);
    default:
      return [saying];
  }
}

/** The fields that an HR system is silent on stay as they were; another department is a move, not another hire. */
function hire(
  told: FactData<'employee.hired'>,
  hasCategory: boolean,
  { request, known }: Setting,
  problems: string[],
): readonly Saying[] {
  const before = known.hire(told.employmentId, told.hiredOn)?.data;
  if (before === undefined) return [{ kind: 'employee.hired', data: told }];
  const { category, ...rest } = told;
  const data = { ...before, ...rest, ...(hasCategory && { category }), unitId: before.unitId };
  const now = known.spell?.unitId ?? before.unitId;
  const moves = told.unitId === before.unitId || told.unitId === now ? [] : move(told, request, problems);
  return [...(isDeepStrictEqual(data, before) ? [] : [{ kind: 'employee.hired', data } as const]), ...moves];
}

/** Only an event of a move contains its day. */
function move(
  { employeeId, unitId }: FactData<'employee.hired'>,
  { keys: { effectiveOn }, about, source }: DetailsRequest,
  problems: string[],
): readonly Saying[] {
  const data = { employeeId, toUnitId: unitId, effectiveOn };
  const moved = FACT_SCHEMAS['employee.transferred']().safeParse(data);
  if (moved.success) return [{ kind: 'employee.transferred', data: moved.data }];
  if (about === 'change')
    problems.push(
      `${source} shows the person in unit ${unitId} and not since when: state employee.transferred with its day`,
    );
  return [];
}

function leave(told: FactData<'employee.terminated'>, { known }: Setting): readonly Saying[] {
  const before = known.leave(told.employmentId)?.data;
  if (before === undefined) return [{ kind: 'employee.terminated', data: told }];
  const isSameDay = before.lastWorkingDay === told.lastWorkingDay;
  const { insuranceStopMonth, ...kept } = before;
  const data = {
    ...kept,
    // It belongs to that day and to no other.
    ...(isSameDay && insuranceStopMonth !== undefined && { insuranceStopMonth }),
    ...told,
    reason: told.reason === 'unknown' ? before.reason : told.reason,
  };
  return isDeepStrictEqual(data, before) ? [] : [{ kind: 'employee.terminated', data }];
}

/** Adds a name or a unit to a notice that is still open. */
function notice(told: FactData<'employee.hire_noticed'>, { known }: Setting): readonly Saying[] {
  const spell = known.noticed;
  const isAsked =
    spell?.situation.is === 'noticed' && spell.situation.missing.some(({ of }) => of === 'hire');
  const isNews =
    (told.name !== undefined && told.name !== spell?.person.name) ||
    (told.unitId !== undefined && told.unitId !== spell?.unitId);
  return isAsked && isNews ? [{ kind: 'employee.hire_noticed', data: told }] : [];
}

function update(told: FactData<'employee.updated'>, { known }: Setting): readonly Saying[] {
  const person: Readonly<Record<string, unknown>> = { ...(known.spell ?? known.noticed)?.person };
  const changes = Object.fromEntries(
    Object.entries(told.changes).filter(([name, value]) => !isDeepStrictEqual(value, person[name])),
  );
  if (Object.keys(changes).length === 0) return [];
  return [{ kind: 'employee.updated', data: { ...told, changes } }];
}
