import type { Fact } from '../facts/fact.ts';
import type { SealedIdentity } from '../facts/life-course.ts';
import { effectiveFacts } from './effective-facts.ts';

/** What is wrong with numbers that can be nobody's: typing errors, and zeros in the place of a number. */
const NOBODYS: ReadonlySet<string | undefined> = new Set([
  'length',
  'characters',
  'birth-date',
  'check-digit',
]);

/** The keyed hash of the identity number that a fact states; undefined where it states none that can be right. */
export function identityHashIn(fact: Fact): string | undefined {
  const identity = identityIn(fact);
  return NOBODYS.has(identity?.problem) ? undefined : identity?.hash;
}

/**
 * The identity numbers that an employee carries, as keyed hashes: of each kind of document the one stated last, so
 * that a number mended or voided no longer makes two people one.
 */
export function identityHashes(facts: readonly Fact[]): ReadonlySet<string> {
  const byType = new Map<string, string | undefined>();
  for (const fact of effectiveFacts(facts)) {
    const type = identityIn(fact)?.type;
    if (type !== undefined) byType.set(type, identityHashIn(fact));
  }
  return new Set([...byType.values()].filter((hash) => hash !== undefined));
}

function identityIn(fact: Fact): SealedIdentity | undefined {
  if (fact.kind === 'employee.hired') return fact.data.identity;
  return fact.kind === 'employee.updated' ? fact.data.changes.identity : undefined;
}
