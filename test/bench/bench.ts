import { parseArgs } from 'node:util';
import { createStops } from '../../infra/local/stops.ts';
import { PART_NAMES, runBench } from './run-bench.ts';
import { FULL, QUICK } from './sizes.ts';

/**
 * `npm run bench`: measures and prints one JSON document; what it is doing goes to stderr. Exits 2 on bad usage. A
 * goal that is not met is said in the document and is no failure: another machine, another day.
 */

const USAGE = `usage: npm run -s bench -- [--quick] [--only PART]...
parts: ${PART_NAMES.join(', ')}`;

const stops = createStops();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stops.run().finally(() => process.exit(130)));
}

const flags = readFlags();
const started = performance.now();
try {
  const result = await runBench({
    sizes: flags.quick ? QUICK : FULL,
    stops,
    ...(flags.only.length > 0 && { only: flags.only }),
    progress: (part) => console.error(`${((performance.now() - started) / 1000).toFixed(1)} s ${part}`),
  });
  console.log(JSON.stringify(result, null, 2));
} finally {
  await stops.run();
}

function readFlags(): { quick: boolean; only: string[] } {
  try {
    const { values } = parseArgs({
      options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } },
    });
    const { quick = false, only = [] } = values;
    const unknown = only.find((name) => !PART_NAMES.includes(name));
    if (unknown !== undefined) throw new Error(`there is no part "${unknown}"`);
    return { quick, only };
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}
