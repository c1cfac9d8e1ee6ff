import { atOnce, type Load, unpaced } from '../pace.ts';
import type { EmployeeStore, RegistryReader, SpellSnapshot } from '../ports.ts';
import { refresh } from './append-facts.ts';
import type { FoldPorts } from './commit-fold.ts';
import { unitContext } from './registry-lookup.ts';
import { snapshot } from './snapshot.ts';

export interface FoldAgainPorts extends FoldPorts {
  /** The employee's snapshots as they are stored, with their days. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
}

/** Others may write the same employee at the same moment; each round one of them gets through. */
const MOST_ROUNDS = 40;

const CORRECTED_AT_ONCE = 16;

/** A transaction holds 100 writes. */
const MOST_DAYS_AT_ONCE = 80;

/**
 * Folds an employee's facts anew by the rules and the registry of today, and writes what differs from what is
 * stored: a spell, one that cannot be read or no longer comes out, or the day on which one wakes.
 * @returns whether anything had to be written.
 * @throws RecordUnreadable when a fact that still counts cannot be read.
 * @throws Error when other writers came first every time.
 */
async function foldAgain(employeeId: string, ports: FoldAgainPorts): Promise<boolean> {
  let written = false;
  const watched: FoldAgainPorts = {
    ...ports,
    employees: watchedStore(ports.employees, () => {
      written = true;
    }),
  };
  await refresh(employeeId, [], watched);
  await correctDaysOf(employeeId, watched);
  return written;
}

function watchedStore(employees: EmployeeStore, onWritten: () => void): EmployeeStore {
  return {
    ...employees,
    async commit(commit) {
      const outcome = await employees.commit(commit);
      if (outcome.is === 'committed') onWritten();
      return outcome;
    },
  };
}

async function misplaced(employeeId: string, ports: FoldAgainPorts): Promise<readonly SpellSnapshot[]> {
  const stored = await ports.snapshots(employeeId);
  const wanted = await Promise.all(stored.map(({ spell }) => snapshot(spell, ports)));
  return wanted.filter(({ wakeOn }, i) => wakeOn !== stored[i]?.wakeOn);
}

export interface WakeDayPorts extends Omit<FoldAgainPorts, 'unit'> {
  readonly registry: RegistryReader;
  /** All snapshots of the unit with their days, page by page. */
  unitSnapshots(unitId: string): AsyncIterable<readonly SpellSnapshot[]>;
}

/**
 * Puts the days right on which the unit's spells wake: an import or a void changes them without changing a spell. Reads
 * the registry anew, holds one page at a time, and writes only days that differ, so that doing it again goes on where an
 * interruption left it.
 * @returns how many employees had to be written. @throws Error when other writers came first every time.
 */
export async function correctWakeDays(unitId: string, { registry, ...given }: WakeDayPorts): Promise<number> {
  const record = await registry.load();
  const ports = { ...given, unit: async (id: string) => unitContext(id, record) };
  let corrected = 0;
  for await (const page of ports.unitSnapshots(unitId)) {
    const wanted = await Promise.all(page.map(({ spell }) => snapshot(spell, ports)));
    const differing = wanted.filter(({ wakeOn }, i) => wakeOn !== page[i]?.wakeOn);
    const employees = new Set(differing.map(({ spell }) => spell.employeeId));
    const correct = async (employeeId: string) => {
      if (await correctDaysOf(employeeId, ports, true)) corrected += 1;
    };
    await atOnce(employees, correct, unpaced(CORRECTED_AT_ONCE));
  }
  return corrected;
}

/**
 * Puts the days right of one employee. @returns whether anything had to be written. The index may be behind, so the stored
 * days are looked at again. @param seemWrong where somebody looked before.
 */
export async function correctDaysOf(
  employeeId: string,
  ports: FoldAgainPorts,
  seemWrong = false,
): Promise<boolean> {
  let written = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if ((round > 0 || !seemWrong) && (await misplaced(employeeId, ports)).length === 0) return written;
    // Looked at after the version, so that a spell written in between is never put back.
    const { version, samePersonAs, goneSince } = await ports.employees.load(employeeId);
    const wrong = await misplaced(employeeId, ports);
    if (wrong.length === 0) return written;
    const spells = wrong.slice(0, MOST_DAYS_AT_ONCE);
    const nothing = { facts: [], goneSpellIds: [] };
    const commit = { employeeId, version, ...nothing, spells, samePersonAs, goneSince };
    const isDone = (await ports.employees.commit(commit)).is === 'committed';
    written ||= isDone;
    if (isDone && spells.length === wrong.length) return true;
  }
  throw new Error(`employee ${employeeId} is written by others all the time: gave up`);
}

export interface FoldProgress {
  /** How many are done, up to the one after whom it can be gone on. */
  readonly employees: number;
  readonly rewritten: number;
  /** All up to this one are done; undefined at the beginning. */
  readonly employeeId: string | undefined;
}

interface FoldingAgain {
  readonly load: Load;
  /** Called every two seconds, and when it stops, one call after the other. */
  onProgress(progress: FoldProgress): Promise<void>;
  /** What to stop with where the fold failed on an employee; undefined to go on with the others. */
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

/** Folds employees again, some at a time. Whoever goes on after the last that was told misses nobody. */
export async function foldAllAgain(
  employeeIds: AsyncIterable<string>,
  ports: FoldAgainPorts,
  { load, onProgress, stopFor }: FoldingAgain,
): Promise<FoldedAgain> {
  const rewritten = new Set<string>();
  const failed: string[] = [];
  // In the order in which they came: those before the first that is not done are behind us.
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
    return { employees, rewritten: rewritten.size, employeeId: last };
  };
  let reportedAt = load.pace.milliseconds();
  let telling: Promise<void> = Promise.resolve();
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
    const sofar = progress();
    const now = load.pace.milliseconds();
    if (now - reportedAt < PROGRESS_EVERY_MS) return;
    reportedAt = now;
    telling = telling.then(() => onProgress(sofar));
    await telling;
  };
  try {
    await atOnce(inTurn(), foldOne, load);
  } catch (error) {
    await onProgress(progress()).catch(() => undefined);
    throw error;
  }
  return { employees: progress().employees, rewritten: rewritten.size, failed };
}

/** The same person under other ids knows the spells as they were, and is folded again too. */
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
