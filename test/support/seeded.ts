import { createHash, randomInt } from 'node:crypto';

/**
 * The one source of random data in tests. All of it follows from a seed, so that a run can be repeated: the seed is
 * CANBAO_TEST_SEED, or drawn once per run and printed at its start.
 */

/** One more than the largest seed: vitest and fast-check take 32 bits with a sign. */
const SEEDS = 2 ** 31;

/** @returns the seed of this run. @throws Error where CANBAO_TEST_SEED is no whole number from 0 to 2147483647. */
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

/** From now on data is drawn from the stream of that seed and name, which is the same each time. */
export function beginStream(seed: number, name: string): void {
  current = streamOf(`${seed} ${name}`);
}

/** Bytes that look random. */
export function seededBytes(count: number): Buffer {
  // Outside of vitest, as in the bench, nobody begins a stream.
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

/** A UUID of version 4. */
export function seededUuid(): string {
  const bytes = Buffer.from(seededBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Numbers from 0 to 1 that look random (a linear congruential generator).
 * @param start where they begin; drawn when absent.
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

/** CANBAO_FUZZ: the number of fuzzed messages. If set, property tests also try all their examples. */
const FUZZ = Number(process.env.CANBAO_FUZZ || 0);

/** How many examples a test tries: all of them if CANBAO_FUZZ is set, otherwise a fifth, but at least ten. */
export function tries(all: number): number {
  return FUZZ > 0 ? all : Math.min(all, Math.max(10, Math.ceil(all / 5)));
}

/** How many messages a fuzz test sends: CANBAO_FUZZ, or 500. */
export const FUZZED_MESSAGES = FUZZ || 500;
