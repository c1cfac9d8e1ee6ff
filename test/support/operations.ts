import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';

/** Counts what runs in a bundled script that loads this first: functions compiled before the start have no counted blocks. */

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

interface Counted {
  readonly name: string;
  /** The function first, then its blocks, outer before inner ones. */
  readonly ranges: readonly {
    readonly startOffset: number;
    readonly endOffset: number;
    readonly count: number;
  }[];
}

/** How often each function and block of the project runs during the work. It measures work without a clock. */
export async function operationsOf(work: () => unknown): Promise<ReadonlyMap<number, Counted>> {
  taken();
  await work();
  const counted = taken()
    .filter(({ url }) => url === import.meta.url)
    .flatMap(({ functions }) =>
      functions.flatMap(({ functionName, ranges }): [number, Counted][] => {
        const at = ranges[0]?.startOffset ?? 0;
        const file = fileAt(at);
        return /^(domain|functions)\//.test(file) ? [[at, { name: `${file} ${functionName}`, ranges }]] : [];
      }),
    );
  return new Map(counted);
}

/** What ran since the last time. */
function taken(): readonly Profiler.ScriptCoverage[] {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  // Answered at once.
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    scripts = taken.result;
  });
  return scripts;
}

/** The bundle names each file above its code. */
const bundle = readFileSync(import.meta.filename, 'utf8');
const headings = [...bundle.matchAll(/^\s*\/\/ (\S+\/\S+)$/gm)];
const files = new Map<number, string>();
function fileAt(offset: number): string {
  const file = files.get(offset) ?? headings.findLast(({ index }) => index < offset)?.[1] ?? '';
  files.set(offset, file);
  return file;
}

/** For four times as many items, sorting does up to 8 times the work, comparing all pairs 16 times. */
const MOST_TIMES = 10;

/** Functions whose work grows faster than four times as many items explain, with both counts. */
export function outOfProportion(
  items: number,
  few: ReadonlyMap<number, Counted>,
  many: ReadonlyMap<number, Counted>,
): readonly string[] {
  const least = items * Math.log2(items);
  return [...many].flatMap(([key, { name, ranges }]) =>
    ranges.flatMap(({ startOffset: at, count }) => {
      const inside = few.get(key)?.ranges.filter((it) => it.startOffset <= at && at < it.endOffset);
      const before = inside?.at(-1)?.count ?? 0;
      return count > MOST_TIMES * Math.max(before, least) ? `${name}: ${before} → ${count}` : [];
    }),
  );
}
