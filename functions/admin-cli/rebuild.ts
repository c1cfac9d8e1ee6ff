import { systemPace } from '../adapters/clock.ts';
import { foldPorts } from '../deployment/deployment.ts';
import { type FoldAgainPorts, foldAgain } from '../intake/fold-again.ts';
import type { Pace } from '../pace.ts';
import { type CommandContext, CommandFailed } from './frame/frame.ts';
import { perSecond, text, unitIdsOf } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';
import { commandToPaste } from './frame/suggest.ts';

/** `canbao rebuild`: folds everyone again after a release or a change of the registry. */
export const REBUILD = storeCommand({
  name: 'rebuild',
  about: {
    zh: '升级或更改登记后，按现在的规则重新计算每名职工；可以重复运行，可以续跑',
    en: 'fold every employee again after a release or a change of the registry; can be repeated and resumed',
  },
  options: {
    unit: text({ zh: '只算一个参保单位的职工', en: "one unit's employees only" }, 'unitId'),
    after: text(
      { zh: '从这名职工之后续跑；进度中会显示', en: 'go on after this employee, as the progress tells' },
      'employeeId',
    ),
    perSecond: perSecond(50, 1000),
  },
  examples: ['canbao rebuild --local', 'canbao rebuild --stage prod --unit BJ --per-second 20'],
  async run({ unit, after, perSecond: speed }, context, store) {
    if (unit !== undefined) unitIdsOf(unit, await store.registry.load(), context);
    const of = { ...(unit !== undefined && { unitId: unit }), ...(after !== undefined && { after }) };
    const ports = { ...foldPorts(store, context.clock), snapshots: store.snapshots };
    const load = { perSecond: speed, pace: systemPace };
    const rebuilt = await rebuildAll(store.employeeIds(of), ports, load, context);
    const { employees, rewritten, failed } = rebuilt;
    const counts = {
      zh: `重新计算 ${employees} 名职工，改写 ${rewritten} 名`,
      en: `Employees folded again: ${employees}, rewritten: ${rewritten}`,
    };
    const missed = {
      zh: `${failed.length} 名没有算成：${failed.join('、')}；用 canbao facts 查看`,
      en: `Could not be folded: ${failed.join(', ')}; see canbao facts`,
    };
    return {
      json: rebuilt,
      lines: [context.say(counts), ...(failed.length === 0 ? [] : [context.say(missed)])],
      failed: failed.length > 0,
    };
  },
});

interface Rebuilt {
  readonly employees: number;
  readonly rewritten: number;
  /** Ids of employees on whom the fold failed; the others went on. */
  readonly failed: readonly string[];
}

const TELL_EVERY_MS = 2_000;

/** Folds one employee after the other again, at most so many a second, and tells how to go on after each stretch. */
async function rebuildAll(
  employeeIds: AsyncIterable<string>,
  ports: FoldAgainPorts,
  { perSecond, pace }: { readonly perSecond: number; readonly pace: Pace },
  context: CommandContext,
): Promise<Rebuilt> {
  const rewritten = new Set<string>();
  const failed: string[] = [];
  let [employees, told] = [0, pace.milliseconds()];
  for await (const employeeId of employeeIds) {
    const startedAt = pace.milliseconds();
    try {
      await foldWithOthers(employeeId, ports, rewritten);
    } catch (error) {
      if (error instanceof CommandFailed) throw interrupted(error, employees, employeeId, context);
      failed.push(employeeId);
    }
    employees += 1;
    const now = pace.milliseconds();
    if (now - told >= TELL_EVERY_MS) {
      tellProgress({ employees, rewritten: rewritten.size, employeeId }, context);
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
  { say, progress }: CommandContext,
): void {
  const after = commandToPaste('--after', employeeId);
  progress(
    say({
      zh: `已算 ${employees} 名，改写 ${rewritten} 名；中断后可加 ${after} 续跑`,
      en: `${employees} folded, ${rewritten} rewritten; if interrupted, go on with ${after}`,
    }),
  );
}

/** The store itself failed, so the others would fail too. What is done is done and can be repeated. */
function interrupted(
  error: CommandFailed,
  employees: number,
  employeeId: string,
  { failure }: CommandContext,
): CommandFailed {
  return failure(
    {
      zh: `${error.message}（算到第 ${employees + 1} 名 ${employeeId} 时中断；可以重新运行）`,
      en: `${error.message} (interrupted at employee ${employees + 1}, ${employeeId}; it can be run again)`,
    },
    error,
  );
}
