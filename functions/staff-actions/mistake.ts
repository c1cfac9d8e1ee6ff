import * as z from 'zod/mini';
import { sameStatements } from '../../domain/employment/authority.ts';
import { type MissingDate, missingDates, type StatedValue } from '../../domain/employment/spell.ts';
import { type Fact, standingVoids } from '../../domain/facts/fact.ts';
import { employeeId, shortText } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { chinaDayOf } from '../../domain/values/plain-date.ts';
import { type Action, refused } from './outcome.ts';
import { knownEmployee, stateFacts } from './state-facts.ts';

/** States that a hire or leave reported without its day did not happen, or that a disputed statement is wrong. */
export const mistakeInput = once(() => z.object({ employeeId, reason: shortText }));

/**
 * Voids all reports of a hire or leave whose day is still missing, and all disputed statements without effect (R14).
 */
export const recordMistake: Action<typeof mistakeInput> = async (
  { employeeId: about, reason },
  submission,
  ports,
) => {
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const { facts, spells } = record;
  const notices = spells.flatMap(missingDates).flatMap((missing) => noticesOf(missing, facts));
  const disputed = spells
    .flatMap(({ disputes = [] }) => disputes)
    .flatMap(({ said }) => disputedIn(said, facts));
  const wrong = [...new Map([...notices, ...disputed].map((fact) => [fact.factId, fact])).values()];
  if (wrong.length === 0) return refused('nothing-to-void', { employeeId: about });
  const voids = wrong.map(({ factId }) => ({
    kind: 'fact.voided' as const,
    data: { factId, reason, employeeId: about },
  }));
  return stateFacts(about, record, voids, submission, ports);
};

function disputedIn({ is, factId }: StatedValue, facts: readonly Fact[]): readonly Fact[] {
  const voids = standingVoids(facts.filter((fact) => fact.kind === 'fact.voided'));
  const stated = facts.find((fact) => fact.factId === factId);
  // If only another field of the hire is in dispute, the hire itself is kept.
  const isHireKept = stated?.kind === 'employee.hired' && is !== 'hired';
  return stated === undefined || isHireKept
    ? []
    : sameStatements(stated, facts).filter((fact) => !voids.has(fact.factId));
}

/**
 * Every report without the missing day, from the first unanswered one on. Earlier reports are answered, so voiding them
 * would change nothing.
 */
function noticesOf({ of, noticedOn }: MissingDate, facts: readonly Fact[]): readonly Fact[] {
  const voids = standingVoids(facts.filter((fact) => fact.kind === 'fact.voided'));
  return facts.filter(
    (fact) =>
      fact.kind === `employee.${of}_noticed` &&
      chinaDayOf(fact.statedAt) >= noticedOn &&
      !voids.has(fact.factId),
  );
}
