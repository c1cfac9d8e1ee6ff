import * as z from 'zod/mini';
import type { Case } from '../../domain/cases/case.ts';
import { keyOfUnknown } from '../../domain/cases/unknown-person.ts';
import { ANSWERS } from '../../domain/facts/insurance.ts';
import { employeeId, line } from '../../domain/facts/schema-parts.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import { compact } from '../../domain/values/compact.ts';
import { once } from '../../domain/values/once.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { caseFor, type NamedCase } from './cases.ts';
import { todayOf } from './impossible-days.ts';
import {
  type Action,
  type ActionPorts,
  type Outcome,
  type Refused,
  refused,
  type Submission,
} from './outcome.ts';
import { stateFacts, stateUnitFact, unitFactOf } from './state-facts.ts';

/**
 * The answer to the question of an open case. In a unit's case, `about` is the key of one person; without it the answer
 * applies to all people of the case. `employeeId` is required for the answer `is-employee`, and not allowed for any
 * other.
 */
export const answerInput = once(() =>
  z.object({
    caseId: line(400),
    answer: z.enum(ANSWERS),
    about: z.optional(line(400)),
    employeeId: z.optional(employeeId),
  }),
);
type AnswerInput = z.infer<ReturnType<typeof answerInput>>;

/** Answers the question of a case (R13). Answers that the case does not offer are refused. */
export const recordAnswer: Action<typeof answerInput> = async (input, submission, ports) => {
  const found = await caseFor(input.caseId, submission, ports);
  if ('is' in found) return found;
  const { named, open } = found;
  const on = todayOf(ports);
  const unfit = unfitAnswer(input, open);
  if (unfit !== undefined) return unfit;
  if (named.of === 'unit') return answerOfUnit(input, { named, on }, submission, ports);
  const { caseId, answer } = input;
  const data = { employeeId: named.spell.employeeId, caseId, answer, on };
  const statement = { kind: 'question.answered', data } as const;
  return stateFacts(data.employeeId, named.employee, [statement], submission, ports);
};

function unfitAnswer(
  { caseId, answer, about, employeeId: named }: AnswerInput,
  { answers = [], people = [] }: Case,
): Refused | undefined {
  if (!answers.includes(answer)) return refused('answer-not-taken', { caseId, answer, takes: answers });
  const keys = people.map(({ key }) => key);
  // Several people cannot be one employee, so `is-employee` needs the key of one person.
  const isOneNeeded = answer === 'is-employee' && about === undefined;
  if (isOneNeeded || (about !== undefined && !keys.includes(about)))
    return refused('person-not-named', { caseId, about: about ?? null, people: keys });
  const isEmployee = answer === 'is-employee';
  if (isEmployee !== (named !== undefined)) return refused('employee-with-answer', { answer });
  return undefined;
}

async function answerOfUnit(
  { caseId, answer, about, employeeId: answeredEmployeeId }: AnswerInput,
  { named, on }: { readonly named: Extract<NamedCase, { of: 'unit' }>; readonly on: PlainDate },
  submission: Submission,
  ports: ActionPorts,
): Promise<Outcome> {
  const { unitId, registry } = named;
  if (answeredEmployeeId !== undefined && (await ports.employees.load(answeredEmployeeId)).facts.length === 0)
    return refused('unknown-employee', { employeeId: answeredEmployeeId });
  const data = { unitId, caseId, answer, ...compact({ about, employeeId: answeredEmployeeId }), on };
  const fact = unitFactOf('question.answered', data, submission, ports);
  const matched =
    answeredEmployeeId === undefined
      ? []
      : await matchOf({ unitId, about, employeeId: answeredEmployeeId, on }, submission, ports);
  return stateUnitFact(fact, registry.unitFacts, ports, matched);
}

/** Matches a row's identity hash and agency number to an employee, for this and later files. */
async function matchOf(
  of: {
    readonly unitId: string;
    readonly about: string | undefined;
    readonly employeeId: string;
    readonly on: PlainDate;
  },
  submission: Submission,
  ports: ActionPorts,
): Promise<readonly UnitFact[]> {
  const { about, unitId, employeeId: answeredEmployeeId, on } = of;
  const charges = (await ports.unknownCharges.list(unitId)).items;
  const row = charges.find((charge) => keyOfUnknown(charge) === about);
  const agencyNumber = row?.agencyNumber ?? row?.employeeId;
  const by = compact({ hash: row?.hash, agencyNumber });
  if (Object.keys(by).length === 0) return [];
  return [
    unitFactOf('person.matched', { unitId, employeeId: answeredEmployeeId, ...by, on }, submission, ports, 1),
  ];
}
