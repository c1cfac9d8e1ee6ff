import * as z from 'zod/mini';
import { line } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { namedCase, recordedBefore } from './cases.ts';
import { todayOf } from './impossible-days.ts';
import type { Action } from './outcome.ts';
import { stateFacts, stateUnitFact, unitFactOf } from './state-facts.ts';

/** A remark on a case, one line of at most 500 characters. */
export const noteInput = once(() => z.object({ caseId: line(400), text: line(500) }));

/** Adds a note to a case, open or closed. The note changes no obligation. */
export const recordNote: Action<typeof noteInput> = async ({ caseId, text }, submission, ports) => {
  const named = await namedCase(caseId, ports);
  if ('is' in named) return named;
  const before = recordedBefore(named, submission);
  if (before !== undefined) return before;
  const on = todayOf(ports);
  if (named.of === 'unit') {
    const { unitId } = named;
    const fact = unitFactOf('case.noted', { unitId, caseId, text, on }, submission, ports);
    return stateUnitFact(fact, named.registry.unitFacts, ports);
  }
  const { employeeId } = named.spell;
  const data = { employeeId, caseId, text, on };
  return stateFacts(employeeId, named.employee, [{ kind: 'case.noted', data }], submission, ports);
};
