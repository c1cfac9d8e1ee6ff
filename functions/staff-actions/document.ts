import * as z from 'zod/mini';
import { day, line } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { caseFor } from './cases.ts';
import { dayAhead } from './impossible-days.ts';
import { type Action, refused } from './outcome.ts';
import { stateFacts } from './state-facts.ts';

/** A document received for an open case, by its Chinese name in the case. */
export const documentInput = once(() => z.object({ caseId: line(400), document: line(100), on: day }));

/** Records that a document of a case was received (R11). */
export const recordDocument: Action<typeof documentInput> = async (
  { caseId, document, on },
  submission,
  ports,
) => {
  const ahead = dayAhead('on', on, ports);
  if (ahead !== undefined) return ahead;
  const found = await caseFor(caseId, submission, ports);
  if ('is' in found) return found;
  const { named, open } = found;
  if (named.of === 'unit') return refused('papers-of-unit-case', { caseId });
  const { employeeId, spellId } = named.spell;
  const { documents, kind } = open;
  const names = documents.flatMap(({ name, orElse }) => (orElse === undefined ? [name] : [name, orElse]));
  if (!names.includes(document)) return refused('paper-not-asked-for', { caseId, document, asked: names });
  const data = { employeeId, caseKind: kind, document, on, spellId };
  return stateFacts(employeeId, named.employee, [{ kind: 'document.received', data }], submission, ports);
};
