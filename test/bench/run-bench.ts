import { cpus } from 'node:os';
import type { Stops } from '../../infra/local/stops.ts';
import { bundleGrowth } from './bundle-growth.ts';
import { coldLoad } from './cold-load/cold-load.ts';
import { dailyRead } from './daily-read.ts';
import { digestOfMany } from './digest-of-many.ts';
import { eventsInProcess } from './events-in-process.ts';
import { eventsOverHttp } from './events-over-http.ts';
import type { Figure, NotMeasured } from './figure.ts';
import { firstAnswer } from './first-answer/first-answer.ts';
import { foldAndDerive } from './fold-and-derive.ts';
import { importBill } from './import-bill.ts';
import { quarantineCount } from './quarantine-count.ts';
import { restingMemory } from './resting-memory.ts';
import type { Sizes } from './sizes.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

type Result = Figure | NotMeasured;

/** Each part by its name; in this order, as what measures calculation must not find a full heap. */
const PARTS: Readonly<
  Record<string, (workshop: Workshop, sizes: Sizes) => Promise<Result | readonly Result[]>>
> = {
  'fold-and-derive': (_, sizes) => foldAndDerive(sizes.foldAndDerive),
  digest: (_, sizes) => digestOfMany(sizes.digest),
  'cold-load': (workshop, sizes) => coldLoad(workshop, sizes.coldLoad),
  'bundle-growth': () => bundleGrowth(),
  'first-answer': (workshop, sizes) => firstAnswer(workshop, sizes.firstAnswer),
  'events-in-process': (workshop, sizes) => eventsInProcess(workshop, sizes.events),
  'events-over-http': (workshop, sizes) => eventsOverHttp(workshop, sizes.events),
  'import-bill': (workshop, sizes) => importBill(workshop, sizes.importBill),
  'resting-memory': (workshop, sizes) => restingMemory(workshop, sizes.restingMemory),
  'quarantine-count': (workshop, sizes) => quarantineCount(workshop, sizes.quarantine),
  'daily-read': (workshop, sizes) => dailyRead(workshop, sizes.dailyRead),
};

export const PART_NAMES = Object.keys(PARTS);

export interface BenchResult {
  readonly node: string;
  readonly platform: string;
  readonly cpus: number;
  readonly seconds: number;
  readonly figures: readonly Result[];
}

export interface BenchOptions {
  readonly sizes: Sizes;
  /** Whose `run` stops everything that this starts, whenever it is called. */
  readonly stops: Stops;
  /** Names of the parts to run; all of them unless said otherwise. */
  readonly only?: readonly string[];
  readonly progress?: (message: string) => void;
}

/** Measures part after part. The caller runs `stops` afterwards. */
export async function runBench({
  sizes,
  stops,
  only = PART_NAMES,
  progress = () => undefined,
}: BenchOptions): Promise<BenchResult> {
  const from = performance.now();
  const workshop = await openWorkshop(stops);
  const figures: Result[] = [];
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
