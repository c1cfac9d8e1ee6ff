import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const ROOT = pathToFileURL(join(import.meta.dirname, '../..')).href;
const OWN = [`${ROOT}/domain/`, `${ROOT}/functions/`];

// Calls that the compiler inlines are not counted.
setFlagsFromString('--no-opt');
setFlagsFromString('--no-maglev');
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

interface Counted {
  readonly name: string;
  /** Of the function, then of the blocks in it, the inner ones after the outer ones. */
  readonly ranges: readonly {
    readonly startOffset: number;
    readonly endOffset: number;
    readonly count: number;
  }[];
}

/** How often each function of the project ran, and each block in it: work is measured without a clock. */
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

/** Sorting four times as many takes up to 8 times as long, comparing all with all 16 times. */
const MOST_TIMES = 10;

/** What ran out of proportion to the items as they became four times as many, with how often it ran before and then. */
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
