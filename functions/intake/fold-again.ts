import { atOnce, type Load, unpaced } from '../pace.ts';
import type { EmployeeStore, RegistryReader, SpellSnapshot } from '../ports.ts';
import { refold } from './append-facts.ts';
import type { FoldPorts } from './commit-fold.ts';
import { unitContext } from './registry-lookup.ts';
import { snapshot } from './snapshot.ts';

interface FoldAgainPorts extends FoldPorts {
  /** The employee's stored snapshots with their wake days. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
}

/** The limit of attempts. Concurrent writers of one employee conflict, and in each round one of them succeeds. */
const MOST_ROUNDS = 40;

const CORRECTED_AT_ONCE = 16;

/** The limit of wake days in a transaction, which may have 100 writes. */
const MOST_DAYS_AT_ONCE = 80;

/**
 * Folds an employee's facts by today's rules and registry, and writes the differences: changed, unreadable and obsolete
 * spells, and wake days.
 * @returns whether anything was written.
 * @throws RecordUnreadable when an unreadable fact is not voided.
 * @throws Error when other writers won every round.
 */
async function foldAgain(employeeId: string, ports: FoldAgainPorts): Promise<boolean> {
  let written = false;
  const employees: EmployeeStore = {
    ...ports.employees,
    async commit(commit) {
      const outcome = await ports.employees.commit(commit);
      written ||= outcome.is === 'committed';
      return outcome;
    },
  };
  const watched = { ...ports, employees };
  await refold(employeeId, [], watched);
  await correctDaysOf(employeeId, watched);
  return written;
}

/** The snapshots that are stored with a wrong wake day, with the right one. */
async function corrected(
  stored: readonly SpellSnapshot[],
  ports: Pick<FoldPorts, 'unit' | 'calendar'>,
): Promise<readonly SpellSnapshot[]> {
  const wanted = await Promise.all(stored.map(({ spell }) => snapshot(spell, ports)));
  return wanted.filter(({ wakeOn }, i) => wakeOn !== stored[i]?.wakeOn);
}

export interface WakeDayPorts extends Omit<FoldAgainPorts, 'unit'> {
  readonly registry: RegistryReader;
  /** All snapshots of the unit with their wake days, page by page. */
  unitSnapshots(unitId: string): AsyncIterable<readonly SpellSnapshot[]>;
}

/**
 * Corrects the wake days of the unit's spells, which an import or a void can change without changing a spell. It loads
 * the registry again, keeps one page in memory, and writes only the days that differ. So after an interruption it can
 * be repeated.
 * @throws Error when other writers won every round.
 */
export async function correctWakeDays(unitId: string, { registry, ...given }: WakeDayPorts): Promise<void> {
  const record = await registry.load();
  const ports = { ...given, unit: async (id: string) => unitContext(id, record) };
  for await (const page of ports.unitSnapshots(unitId)) {
    const employees = new Set((await corrected(page, ports)).map(({ spell }) => spell.employeeId));
    const correct = async (employeeId: string) => void (await correctDaysOf(employeeId, ports, true));
    await atOnce(employees, correct, unpaced(CORRECTED_AT_ONCE));
  }
}

/**
 * Corrects the wake days of one employee. The index may be outdated, so the stored days are checked again.
 * @param seemWrong whether the index showed wrong days; then the first check is skipped.
 * @returns whether anything was written.
 */
export async function correctDaysOf(
  employeeId: string,
  ports: FoldAgainPorts,
  seemWrong = false,
): Promise<boolean> {
  let written = false;
  const misplaced = async () => corrected(await ports.snapshots(employeeId), ports);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if ((round > 0 || !seemWrong) && (await misplaced()).length === 0) return written;
    // The stored spells are read after the version, so that a spell written in between is never overwritten.
    const { version, samePersonAs, goneSince } = await ports.employees.load(employeeId);
    const wrong = await misplaced();
    if (wrong.length === 0) return written;
    const spells = wrong.slice(0, MOST_DAYS_AT_ONCE);
    const nothing = { facts: [], goneSpellIds: [] };
    const commit = { employeeId, version, ...nothing, spells, samePersonAs, goneSince };
    const isDone = (await ports.employees.commit(commit)).is === 'committed';
    written ||= isDone;
    if (isDone && spells.length === wrong.length) return true;
  }
  throw new Error(`employee ${employeeId} is always being changed by others: gave up`);
}

export interface FoldProgress {
  /** The number of employees that are done, up to and including `employeeId`. */
  readonly employees: number;
  /** The last employee that is done, after which the fold can continue; undefined at the beginning. */
  readonly employeeId: string | undefined;
}

interface FoldingAgain {
  readonly load: Load;
  /** Called every two seconds and at the end, one call at a time. */
  onProgress(progress: FoldProgress): Promise<void>;
  /**
   * Called when the fold of an employee failed.
   * @returns the error to stop with; undefined to continue with the others.
   */
  stopFor(error: unknown, progress: FoldProgress & { readonly employeeId: string }): Error | undefined;
}

interface FoldedAgain {
  readonly employees: number;
  readonly rewritten: number;
  /** Ids of employees whose fold failed; the others continued. */
  readonly failed: readonly string[];
}

interface Begun {
  readonly employeeId: string;
  isDone: boolean;
}

const PROGRESS_EVERY_MS = 2_000;

/**
 * Folds employees again, several at a time. If a later call continues after the last reported employee, no employee is
 * skipped.
 */
export async function foldAllAgain(
  employeeIds: AsyncIterable<string>,
  ports: FoldAgainPorts,
  { load, onProgress, stopFor }: FoldingAgain,
): Promise<FoldedAgain> {
  const rewritten = new Set<string>();
  const failed: string[] = [];
  // The employees whose fold has begun, in the order of their beginning. Those before the first unfinished employee are
  // done and are removed from the list.
  const begun: Begun[] = [];
  const inTurn = async function* (): AsyncGenerator<Begun> {
    for await (const employeeId of employeeIds) {
      const entry = { employeeId, isDone: false };
      begun.push(entry);
      yield entry;
    }
  };
  let [employees, last] = [0, undefined as string | undefined];
  const progress = () => {
    while (begun[0]?.isDone === true) {
      last = begun.shift()?.employeeId;
      employees += 1;
    }
    return { employees, employeeId: last };
  };
  let reportedAt = load.pace.milliseconds();
  let reporting: Promise<void> = Promise.resolve();
  const foldOne = async (entry: Begun) => {
    const { employeeId } = entry;
    try {
      await foldWithOthers(employeeId, ports, rewritten);
    } catch (error) {
      const stop = stopFor(error, { ...progress(), employeeId });
      if (stop !== undefined) throw stop;
      failed.push(employeeId);
    }
    entry.isDone = true;
    const current = progress();
    const now = load.pace.milliseconds();
    if (now - reportedAt < PROGRESS_EVERY_MS) return;
    reportedAt = now;
    reporting = reporting.then(() => onProgress(current));
    await reporting;
  };
  try {
    await atOnce(inTurn(), foldOne, load);
  } catch (error) {
    await onProgress(progress()).catch(() => undefined);
    throw error;
  }
  return { employees: progress().employees, rewritten: rewritten.size, failed };
}

/**
 * Folds an employee and the person's other ids again, because the spells of those ids contain data of this employee's
 * spells.
 */
async function foldWithOthers(
  employeeId: string,
  ports: FoldAgainPorts,
  rewritten: Set<string>,
): Promise<void> {
  if (!(await foldAgain(employeeId, ports))) return;
  rewritten.add(employeeId);
  const { samePersonAs } = await ports.employees.load(employeeId);
  for (const other of samePersonAs) if (await foldAgain(other, ports)) rewritten.add(other);
}
