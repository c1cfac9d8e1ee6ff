import * as z from 'zod/mini';
import { line } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { namedCase, recordedBefore } from './cases.ts';
import { todayOf } from './impossible-days.ts';
import type { ActionPorts, Outcome, Submission } from './outcome.ts';
import { factIdOf, stateFacts, stateUnitFact } from './state-facts.ts';

/** A remark on a case, one line of at most 500 characters. */
export const noteInput = once(() => z.object({ caseId: line(400), text: line(500) }));
export type NoteInput = z.infer<ReturnType<typeof noteInput>>;

/** Notes something on a case, open or over. It changes no obligation. */
export async function recordNote(
  { caseId, text }: NoteInput,
  submission: Submission,
  ports: ActionPorts,
): Promise<Outcome> {
  const named = await namedCase(caseId, ports);
  if ('is' in named) return named;
  const before = recordedBefore(named, submission);
  if (before !== undefined) return before;
  const on = todayOf(ports);
  if (named.of === 'unit') {
    const { unitId } = named;
    const now = ports.clock.now();
    const fact = {
      kind: 'case.noted',
      factId: factIdOf(submission),
      unitId,
      statedAt: now,
      receivedAt: now,
      by: submission.by,
      data: { unitId, caseId, text, on },
    } as const;
    return stateUnitFact(fact, named.registry.unitFacts, ports);
  }
  const { employeeId } = named.spell;
  const data = { employeeId, caseId, text, on };
  return stateFacts(employeeId, named.employee, [{ kind: 'case.noted', data }], submission, ports);
}
