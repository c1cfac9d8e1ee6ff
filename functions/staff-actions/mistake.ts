import * as z from 'zod/mini';
import { type MissingDate, missingDates } from '../../domain/employment/spell.ts';
import { type Fact, standingVoids } from '../../domain/facts/fact.ts';
import { employeeId, shortText } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { chinaDayOf } from '../../domain/values/plain-date.ts';
import { type Action, refused } from './outcome.ts';
import { knownEmployee, stateFacts } from './state-facts.ts';

/** A hire or leave that was announced without its day did not happen. */
export const mistakeInput = once(() => z.object({ employeeId, reason: shortText }));

/** Voids every notice of a hire or leave whose day is still missing. */
export const recordMistake: Action<typeof mistakeInput> = async (
  { employeeId: about, reason },
  submission,
  ports,
) => {
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const { facts, spells } = record;
  const notices = spells.flatMap(missingDates).flatMap((missing) => noticesOf(missing, facts));
  if (notices.length === 0) return refused('nothing-to-void', { employeeId: about });
  const voids = notices.map(({ factId }) => ({
    kind: 'fact.voided' as const,
    data: { factId, reason, employeeId: about },
  }));
  return stateFacts(about, record, voids, submission, ports);
};

/** Every notice of what is missing, since the first that nothing answered; voiding an answered one changes nothing. */
function noticesOf({ of, noticedOn }: MissingDate, facts: readonly Fact[]): readonly Fact[] {
  const voids = standingVoids(facts.filter((fact) => fact.kind === 'fact.voided'));
  return facts.filter(
    (fact) =>
      fact.kind === `employee.${of}_noticed` &&
      chinaDayOf(fact.statedAt) >= noticedOn &&
      !voids.has(fact.factId),
  );
}
