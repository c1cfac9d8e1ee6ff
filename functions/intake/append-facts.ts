import { identityHashIn } from '../../domain/employment/person.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { type Delivery, type EmployeeRecord, RecordUnreadable } from '../ports.ts';
import { commitFold, type FoldPorts, withoutErasedData } from './commit-fold.ts';

/** The facts to append about one employee, with the delivery that contained them, if there is one. */
interface Intake {
  readonly employeeId: string;
  readonly facts: readonly Fact[];
  readonly delivery?: Delivery;
  /** The employee's record, if it was just loaded. After a conflict it is loaded again. */
  readonly record?: EmployeeRecord;
}

/** The limit of attempts. Concurrent writers of one employee conflict, and in each round one of them succeeds. */
const MOST_TRIES = 40;

/** The limit of other ids. An identity number that more employee ids share is a placeholder in the HR system. */
const MOST_OTHER_IDS = 5;

/**
 * Appends facts to an employee and folds again, usually with one read and one transaction. If the identity number also
 * belongs to other employee ids, these ids are folded again too, because the spells of each id refer to those of the
 * others. Facts that are already stored change nothing.
 * @throws RecordUnreadable when an unreadable fact of the employee is not voided; then nothing is added.
 * @throws Error when other writers won every round; the sender tries again.
 */
export async function appendFacts(intake: Intake, ports: FoldPorts): Promise<'taken' | 'duplicate'> {
  const { employeeId } = intake;
  const { outcome, samePersonAs, more } = await append(intake, ports);
  // The other ids are folded also after a duplicate, because the first attempt may have failed before this step.
  for (const other of samePersonAs) await refreshOther(other, employeeId, ports);
  // This id is folded again, because the spells of the other ids may have changed, or because its own fold was
  // perhaps not written completely.
  if (more || samePersonAs.length > 0 || outcome === 'duplicate')
    await refold(employeeId, samePersonAs, ports);
  return outcome;
}

/**
 * Folds another id of the person again. Its unreadable records are not an error here; they were reported when they were
 * read.
 */
async function refreshOther(other: string, employeeId: string, ports: FoldPorts): Promise<void> {
  try {
    await refold(other, [employeeId], ports);
  } catch (error) {
    if (!(error instanceof RecordUnreadable)) throw error;
  }
}

interface Appended {
  readonly outcome: 'taken' | 'duplicate';
  readonly samePersonAs: readonly string[];
  readonly more: boolean;
}

async function append(
  { employeeId, facts, delivery, record: given }: Intake,
  ports: FoldPorts,
): Promise<Appended> {
  let carriers: readonly string[] | undefined;
  let isPlaceholder = false;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = (tries === 0 ? given : undefined) ?? (await ports.employees.load(employeeId));
    const known = new Set(record.facts.map(({ factId }) => factId));
    const newFacts = facts.filter(({ factId }) => !known.has(factId));
    const hash = isPlaceholder ? undefined : identityHashOf(await withoutErasedData(facts, record));
    const samePersonAs = union(record.samePersonAs, carriers ?? []);
    if (newFacts.length === 0) return { outcome: 'duplicate', samePersonAs, more: false };
    const addition = {
      facts: newFacts,
      samePersonAs,
      ...(delivery !== undefined && { delivery }),
      ...(hash !== undefined && { identity: { hash, alsoUnder: carriers ?? record.samePersonAs } }),
    };
    const { more, ...outcome } = await commitFold(employeeId, record, addition, ports);
    if (outcome.is === 'committed') return { outcome: 'taken', samePersonAs, more };
    if (outcome.is === 'duplicate') return { outcome: 'duplicate', samePersonAs, more: false };
    if (outcome.is === 'unreadable') throw new RecordUnreadable(outcome.records);
    if (outcome.is !== 'same-person') continue;
    if (outcome.employeeIds.length > MOST_OTHER_IDS) isPlaceholder = true;
    else carriers = outcome.employeeIds;
  }
  throw new Error(`the employee is always being changed by others: gave up after ${MOST_TRIES} tries`);
}

function identityHashOf(facts: readonly Fact[]): string | undefined {
  return facts.map(identityHashIn).findLast((stated) => stated !== undefined);
}

/**
 * Folds an employee again, with the other ids of the person, and writes the differences.
 * @throws RecordUnreadable when an unreadable fact is not voided, Error when other writers won every round.
 */
export async function refold(
  employeeId: string,
  alsoKnownAs: readonly string[],
  ports: FoldPorts,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = await ports.employees.load(employeeId);
    const samePersonAs = union(record.samePersonAs, alsoKnownAs);
    const outcome = await commitFold(employeeId, record, { facts: [], samePersonAs }, ports);
    if (outcome.is === 'unreadable') throw new RecordUnreadable(outcome.records);
    if (outcome.is === 'committed' && !outcome.more) return;
  }
  throw new Error(`the employee is always being changed by others: gave up after ${MOST_TRIES} tries`);
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}
