import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const ROOT = pathToFileURL(join(import.meta.dirname, '../..')).href;
const OWN = [`${ROOT}/domain/`, `${ROOT}/functions/`];

// V8 does not count inlined calls.
setFlagsFromString('--no-opt');
setFlagsFromString('--no-maglev');
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

interface Counted {
  readonly name: string;
  /** The counts of the function and then of its blocks, outer blocks before inner ones. */
  readonly ranges: readonly {
    readonly startOffset: number;
    readonly endOffset: number;
    readonly count: number;
  }[];
}

/** The number of runs of each function and block of the project during the work: a measure of work without a clock. */
export async function operationsOf(work: () => unknown): Promise<ReadonlyMap<string, Counted>> {
  await session.post('Profiler.takePreciseCoverage');
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const counted = result
    .filter(({ url }) => OWN.some((folder) => url.startsWith(folder)))
    .flatMap(({ url, functions }) =>
      functions.map(({ functionName, ranges }): [string, Counted] => {
        const name = `${url.slice(ROOT.length + 1)} ${functionName}`;
        return [`${name} ${ranges[0]?.startOffset}`, { name, ranges }];
      }),
    );
  return new Map(counted);
}

/** For four times as many items, sorting does up to 8 times the work, comparing all pairs 16 times. */
const MOST_TIMES = 10;

/** Functions whose work grows faster than four times as many items explain, with both counts. */
export function outOfProportion(
  items: number,
  few: ReadonlyMap<string, Counted>,
  many: ReadonlyMap<string, Counted>,
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
