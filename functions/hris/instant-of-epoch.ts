import type { Instant } from '../../domain/values/plain-date.ts';

/** Later than any time told in seconds, earlier than any in milliseconds; and so between those and microseconds. */
const MOST_SECONDS = 1e11;
const MOST_MILLISECONDS = 1e14;

/** No HR system of today tells of anything before or after; what lies beyond is a count of something else. */
const FIRST = Date.UTC(2000, 0);
const END = Date.UTC(2100, 0);

/**
 * A moment as HR systems write it, since 1970 in seconds, milliseconds or microseconds, a number or its digits.
 *
 * @returns undefined for what is none of them, or lies outside the years 2000 to 2099.
 */
export function instantOfEpoch(told: unknown): Instant | undefined {
  const isDigits = typeof told === 'string' && /^\d{1,17}$/.test(told);
  const count = typeof told === 'number' || isDigits ? Number(told) : Number.NaN;
  const milliseconds = Math.floor(inMilliseconds(count));
  const isSane = milliseconds >= FIRST && milliseconds < END;
  return isSane ? (new Date(milliseconds).toISOString() as Instant) : undefined;
}

function inMilliseconds(count: number): number {
  if (count < MOST_SECONDS) return count * 1000;
  return count < MOST_MILLISECONDS ? count : count / 1000;
}
