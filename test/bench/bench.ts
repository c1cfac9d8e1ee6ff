import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createStops, type Stops } from '../../infra/local/stops.ts';
import { coldStart } from './cold-start/cold-start.ts';
import { cost } from './cost.ts';
import { dailyRead } from './daily-read.ts';
import { foldAndDerive } from './fold.ts';
import { growth } from './growth.ts';
import { importBill } from './import.ts';
import { ingest } from './ingest.ts';
import type { Figure } from './measure.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** The sizes of a run. */
export interface Sizes {
  readonly fold: { readonly employees: number; readonly rounds: number };
  /** `factor` multiplies the smallest number of items of each path. */
  readonly growth: { readonly factor: number; readonly rounds: number; readonly warmUps?: number };
  readonly coldStart: { readonly rounds: number; readonly warmUps?: number };
  /** Events about `employees` people, at most `inFlight` at once. */
  readonly ingest: { readonly employees: number; readonly inFlight: number; readonly rounds: number };
  /** A bill of `rows` people, one row each. */
  readonly import: { readonly rows: number; readonly rounds: number };
  readonly dailyRead: { readonly employees: readonly number[]; readonly openSpells: number };
  /** The number of people whose events and bills are measured for a mean, and the company sizes in employees. */
  readonly cost: { readonly people: number; readonly companies: readonly number[] };
}

export const FULL: Sizes = {
  fold: { employees: 300, rounds: 40 },
  growth: { factor: 6, rounds: 8 },
  coldStart: { rounds: 12 },
  ingest: { employees: 40, inFlight: 8, rounds: 5 },
  import: { rows: 1_000, rounds: 5 },
  dailyRead: { employees: [1_000, 10_000, 100_000], openSpells: 200 },
  cost: { people: 120, companies: [1_000, 100_000, 1_000_000] },
};

/** Sizes with which all parts together take less than two minutes. */
export const QUICK: Sizes = {
  fold: { employees: 100, rounds: 15 },
  growth: { factor: 6, rounds: 3 },
  coldStart: { rounds: 3 },
  ingest: { employees: 16, inFlight: 8, rounds: 3 },
  import: { rows: 200, rounds: 3 },
  dailyRead: { employees: [500, 5_000], openSpells: 200 },
  cost: { people: 24, companies: [1_000, 100_000, 1_000_000] },
};

/** The parts by name. Parts that measure computation come first, before the heap is full. */
const PARTS: Readonly<
  Record<string, (workshop: Workshop, sizes: Sizes) => Promise<Figure | readonly Figure[]>>
> = {
  fold: (_, sizes) => foldAndDerive(sizes.fold),
  growth: (workshop, sizes) => growth(workshop, sizes.growth),
  'cold-start': (workshop, sizes) => coldStart(workshop, sizes.coldStart),
  ingest: (workshop, sizes) => ingest(workshop, sizes.ingest),
  import: (workshop, sizes) => importBill(workshop, sizes.import),
  'daily-read': (workshop, sizes) => dailyRead(workshop, sizes.dailyRead),
  cost: (workshop, sizes) => cost(workshop, sizes.cost),
};

export const PART_NAMES = Object.keys(PARTS);

export interface BenchResult {
  readonly node: string;
  readonly platform: string;
  readonly cpus: number;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

export interface BenchOptions {
  readonly sizes: Sizes;
  /** Its `run` stops everything that the bench has started. It may be called at any time. */
  readonly stops: Stops;
  /** The names of the parts to run; all by default. */
  readonly only?: readonly string[];
  readonly progress?: (message: string) => void;
}

/** Runs the parts in order. The caller runs `stops` afterwards. */
export async function runBench({
  sizes,
  stops,
  only = PART_NAMES,
  progress = () => undefined,
}: BenchOptions): Promise<BenchResult> {
  const from = performance.now();
  const workshop = await openWorkshop(stops);
  const figures: Figure[] = [];
  for (const name of only) {
    progress(name);
    figures.push(...[(await PARTS[name]?.(workshop, sizes)) ?? []].flat());
  }
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpus: cpus().length,
    seconds: Math.round((performance.now() - from) / 1000),
    figures,
  };
}

const USAGE = `usage: npm run -s bench -- [--quick] [--only PART]...
parts: ${PART_NAMES.join(', ')}`;

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

/**
 * `npm run bench` measures and prints one JSON document. Progress goes to stderr. It exits 2 on bad usage. A missed
 * goal is reported in the document but is not a failure, because it may depend on the machine.
 */
async function main(): Promise<void> {
  const stops = createStops();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stops.run().finally(() => process.exit(130)));
  }
  const { quick, only } = readFlags();
  const started = performance.now();
  try {
    const result = await runBench({
      sizes: quick ? QUICK : FULL,
      stops,
      ...(only.length > 0 && { only }),
      progress: (part) => console.error(`${((performance.now() - started) / 1000).toFixed(1)} s ${part}`),
    });
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await stops.run();
  }
}

if (process.argv[1] === import.meta.filename) await main();
