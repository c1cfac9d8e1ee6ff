import * as z from 'zod/mini';
import { day, line } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { openCase } from './cases.ts';
import { type ActionPorts, type Outcome, refused, type Submission } from './outcome.ts';
import { dayAhead, stateFacts, submittedBefore, todayOf } from './state-facts.ts';

/** A paper that came in for an open case, by its Chinese name as the case lists it. */
export const documentInput = once(() => z.object({ caseId: line(400), document: line(100), on: day }));
export type DocumentInput = z.infer<ReturnType<typeof documentInput>>;

/** Ticks a paper off that a case asks for (R11). */
export async function recordDocument(
  { caseId, document, on }: DocumentInput,
  submission: Submission,
  ports: ActionPorts,
): Promise<Outcome> {
  const ahead = dayAhead('on', on, ports);
  if (ahead !== undefined) return ahead;
  const named = await openCase(caseId, todayOf(ports), ports);
  if ('is' in named) return named;
  const { spell } = named;
  if (spell === undefined) return refused('papers-of-unit-case', { caseId });
  const { employeeId, spellId } = spell;
  const record = await ports.employees.load(employeeId);
  const before = submittedBefore(record, submission);
  if (before !== undefined) return before;
  const { documents, kind } = named.case;
  const asked = documents.flatMap(({ name, orElse }) => (orElse === undefined ? [name] : [name, orElse]));
  if (!asked.includes(document)) return refused('paper-not-asked-for', { caseId, document, asked });
  const data = { employeeId, caseKind: kind, document, on, spellId };
  return stateFacts(employeeId, record, [{ kind: 'document.received', data }], submission, ports);
}
