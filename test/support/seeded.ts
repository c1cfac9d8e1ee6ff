import { createHash, randomInt } from 'node:crypto';

/**
 * The only source of random data in tests. All data follow from a seed, so that a run can be repeated. The seed is
 * CANBAO_TEST_SEED, or drawn once per run and printed at its start.
 */

/** The number of possible seeds, from 0 on. vitest and fast-check accept signed 32-bit integers. */
const SEEDS = 2 ** 31;

/** @returns the seed of this run. @throws Error if CANBAO_TEST_SEED is not a whole number from 0 to 2147483647. */
export function seedOfRun(told = process.env.CANBAO_TEST_SEED): number {
  if (!told) return randomInt(SEEDS);
  const seed = /^\d+$/.test(told) ? Number(told) : SEEDS;
  if (seed >= SEEDS) throw new Error(`CANBAO_TEST_SEED must be a whole number from 0 to ${SEEDS - 1}`);
  return seed;
}

const BLOCK_BYTES = 32;

interface Stream {
  readonly name: string;
  blocks: number;
  rest: Buffer;
}

const streamOf = (name: string): Stream => ({ name, blocks: 0, rest: Buffer.alloc(0) });

let current: Stream | undefined;

/** Starts the stream of a seed and a name. The same seed and name always give the same data. */
export function beginStream(seed: number, name: string): void {
  current = streamOf(`${seed} ${name}`);
}

/** Pseudo-random bytes. */
export function seededBytes(count: number): Buffer {
  // Outside vitest, for example in the benchmark, no stream has been started.
  current ??= streamOf(`${seedOfRun()}`);
  return drawn(current, count);
}

function drawn(stream: Stream, count: number): Buffer {
  while (stream.rest.length < count) {
    const block = createHash('sha256').update(`${stream.name} ${stream.blocks}`).digest();
    stream.blocks += 1;
    stream.rest = Buffer.concat([stream.rest, block], stream.rest.length + BLOCK_BYTES);
  }
  const bytes = stream.rest.subarray(0, count);
  stream.rest = stream.rest.subarray(count);
  return bytes;
}

/** A pseudo-random UUID of version 4. */
export function seededUuid(): string {
  const bytes = Buffer.from(seededBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Pseudo-random numbers from 0 to 1 (a linear congruential generator).
 * @param start the start value, by default drawn.
 */
export function seededNumbers(start = seededBytes(4).readUInt32BE()): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/**
 * The number of fuzzed messages from CANBAO_FUZZ, 0 if it is not set. If it is set, property tests also try all their
 * examples.
 */
const FUZZ = Number(process.env.CANBAO_FUZZ || 0);

/** The number of examples that a test tries: all of them if CANBAO_FUZZ is set, otherwise a fifth, but at least ten. */
export function tries(all: number): number {
  return FUZZ > 0 ? all : Math.min(all, Math.max(10, Math.ceil(all / 5)));
}

/** The number of messages that a fuzz test sends: CANBAO_FUZZ, or 500. */
export const FUZZED_MESSAGES = FUZZ || 500;
