import type { Pace } from '../../pace.ts';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { type FoldAgainPorts, foldAgain } from './fold-again.ts';

export interface Rebuilt {
  readonly employees: number;
  readonly rewritten: number;
  /** Ids of employees on whom the fold failed; the others went on. */
  readonly failed: readonly string[];
}

const TELL_EVERY_MS = 2_000;

/** Folds one employee after the other again, at most so many a second, and tells how to go on after each stretch. */
export async function rebuildAll(
  employeeIds: AsyncIterable<string>,
  ports: FoldAgainPorts,
  { perSecond, pace }: { readonly perSecond: number; readonly pace: Pace },
  frame: Frame,
): Promise<Rebuilt> {
  const rewritten = new Set<string>();
  const failed: string[] = [];
  let [employees, told] = [0, pace.milliseconds()];
  for await (const employeeId of employeeIds) {
    const startedAt = pace.milliseconds();
    try {
      await foldWithOthers(employeeId, ports, rewritten);
    } catch (error) {
      if (error instanceof CommandFailed) throw interrupted(error, employees, employeeId, frame);
      failed.push(employeeId);
    }
    employees += 1;
    const now = pace.milliseconds();
    if (now - told >= TELL_EVERY_MS) {
      tellProgress({ employees, rewritten: rewritten.size, employeeId }, frame);
      told = now;
    }
    const rest = startedAt + 1_000 / perSecond - now;
    if (rest > 0) await pace.sleep(rest);
  }
  return { employees, rewritten: rewritten.size, failed };
}

/** Whoever is the same person knows the spells as they were, and is folded again too. */
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

function tellProgress(
  { employees, rewritten, employeeId }: { employees: number; rewritten: number; employeeId: string },
  { say, progress }: Frame,
): void {
  progress(
    say({
      zh: `已算 ${employees} 名，改写 ${rewritten} 名；中断后可加 --after ${employeeId} 续跑`,
      en: `${employees} folded, ${rewritten} rewritten; if interrupted, go on with --after ${employeeId}`,
    }),
  );
}

/** The store itself failed: nobody else would fare better. What is done is done and can be repeated. */
function interrupted(
  error: CommandFailed,
  employees: number,
  employeeId: string,
  { say }: Frame,
): CommandFailed {
  return new CommandFailed(
    say({
      zh: `${error.message}（算到第 ${employees + 1} 名 ${employeeId} 时中断；可以重新运行）`,
      en: `${error.message} (interrupted at employee ${employees + 1}, ${employeeId}; it can be run again)`,
    }),
    { cause: error },
  );
}
