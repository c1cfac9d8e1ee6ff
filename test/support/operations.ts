import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';

/**
 * Counts the code that runs in a bundled script. The script must load this module first, because functions that were
 * compiled before have no counts of blocks.
 */

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

interface Counted {
  readonly name: string;
  /** The counts of the function and then of its blocks, outer blocks before inner ones. */
  readonly ranges: readonly {
    readonly startOffset: number;
    readonly endOffset: number;
    readonly count: number;
  }[];
}

/** The number of runs of each function and block of the project since the last call: a measure of work without a clock. */
export function operations(): ReadonlyMap<number, Counted> {
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

/** The counts of code that ran since the last call. */
function taken(): readonly Profiler.ScriptCoverage[] {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  // The callback is called at once.
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    scripts = taken.result;
  });
  return scripts;
}

/** In the bundle a comment with the name of each file is above the file's code. */
const bundle = readFileSync(import.meta.filename, 'utf8');
const headings = [...bundle.matchAll(/^\s*\/\/ (\S+\/\S+)$/gm)];
const files = new Map<number, string>();
function fileAt(offset: number): string {
  const file = files.get(offset) ?? headings.findLast(({ index }) => index < offset)?.[1] ?? '';
  files.set(offset, file);
  return file;
}

/** With four times as many items, sorting does up to 8 times the work, and comparing all pairs 16 times. */
const MOST_TIMES = 10;

/**
 * The functions whose work grows more than the number of items explains, with both counts. The second count is for four
 * times as many items.
 */
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
