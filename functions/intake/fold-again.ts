import type { Pace } from '../pace.ts';
import type { EmployeeStore, RegistryReader, SpellSnapshot } from '../ports.ts';
import { refresh } from './append-facts.ts';
import type { FoldPorts } from './commit-fold.ts';
import { unitWords } from './registry-lookup.ts';
import { snapshot } from './snapshot.ts';

export interface FoldAgainPorts extends FoldPorts {
  /** The employee's snapshots as they are stored, with their days. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
}

/** Others may write the same employee at the same moment; each round one of them gets through. */
const MOST_ROUNDS = 40;

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
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await refresh(employeeId, [], watched);
    if (await daysAreRight(employeeId, watched)) return written;
  }
  throw new Error(`employee ${employeeId} is written by others all the time: gave up`);
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

/** Corrects the days on which spells wake; false if it had to write, so that it is checked once more. */
async function daysAreRight(employeeId: string, ports: FoldAgainPorts): Promise<boolean> {
  if ((await misplaced(employeeId, ports)).length === 0) return true;
  // Looked at again after the version, so that a spell written in between is never put back.
  const { version, samePersonAs, goneSince } = await ports.employees.load(employeeId);
  const spells = (await misplaced(employeeId, ports)).slice(0, MOST_DAYS_AT_ONCE);
  if (spells.length === 0) return true;
  const nothing = { facts: [], goneSpellIds: [] };
  await ports.employees.commit({ employeeId, version, ...nothing, spells, samePersonAs, goneSince });
  return false;
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
  const ports = { ...given, unit: async (id: string) => unitWords(id, record) };
  let corrected = 0;
  for await (const page of ports.unitSnapshots(unitId)) {
    const wanted = await Promise.all(page.map(({ spell }) => snapshot(spell, ports)));
    const differing = wanted.filter(({ wakeOn }, i) => wakeOn !== page[i]?.wakeOn);
    for (const employeeId of new Set(differing.map(({ spell }) => spell.employeeId)))
      if (await correctDaysOf(employeeId, ports)) corrected += 1;
  }
  return corrected;
}

/** Puts the days right of one employee. @returns whether anything had to be written. The index may be behind, so the stored days are looked at again. */
export async function correctDaysOf(employeeId: string, ports: FoldAgainPorts): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round++)
    if (await daysAreRight(employeeId, ports)) return round > 0;
  throw new Error(`employee ${employeeId} is written by others all the time: gave up`);
}

export interface FoldProgress {
  /** How many are done. */
  readonly employees: number;
  readonly rewritten: number;
  readonly employeeId: string;
}

interface FoldingAgain {
  readonly perSecond: number;
  readonly pace: Pace;
  /** Called every two seconds. */
  onProgress(progress: FoldProgress): void;
  /** What to stop with where the fold failed on an employee; undefined to go on with the others. */
  stopFor(error: unknown, progress: FoldProgress): Error | undefined;
}

interface FoldedAgain {
  readonly employees: number;
  readonly rewritten: number;
  /** Ids of employees whose fold failed; the others continued. */
  readonly failed: readonly string[];
}

const PROGRESS_EVERY_MS = 2_000;

/** Folds one employee after the other again, at most so many a second. */
export async function foldAllAgain(
  employeeIds: AsyncIterable<string>,
  ports: FoldAgainPorts,
  { perSecond, pace, onProgress, stopFor }: FoldingAgain,
): Promise<FoldedAgain> {
  const rewritten = new Set<string>();
  const failed: string[] = [];
  let [employees, told] = [0, pace.milliseconds()];
  for await (const employeeId of employeeIds) {
    const startedAt = pace.milliseconds();
    try {
      await foldWithOthers(employeeId, ports, rewritten);
    } catch (error) {
      const stop = stopFor(error, { employees, rewritten: rewritten.size, employeeId });
      if (stop !== undefined) throw stop;
      failed.push(employeeId);
    }
    employees += 1;
    const now = pace.milliseconds();
    if (now - told >= PROGRESS_EVERY_MS) {
      onProgress({ employees, rewritten: rewritten.size, employeeId });
      told = now;
    }
    const rest = startedAt + 1_000 / perSecond - now;
    if (rest > 0) await pace.sleep(rest);
  }
  return { employees, rewritten: rewritten.size, failed };
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
