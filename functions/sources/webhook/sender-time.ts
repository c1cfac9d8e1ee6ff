import { type Instant, parseInstant } from '../../../domain/values/plain-date.ts';
import { type Refused, refused } from './source.ts';

/**
 * A number below the first limit is in seconds, one below the second in milliseconds, and a larger one in microseconds.
 */
const MOST_SECONDS = 1e11;
const MOST_MILLISECONDS = 1e14;

/** A number is only read as a time if it is within these years. */
const FIRST = Date.UTC(2000, 0);
const END = Date.UTC(2100, 0);

/** A time as seconds, milliseconds or microseconds since 1970. @returns undefined outside the years 2000 to 2099. */
export function instantOfEpoch(value: unknown): Instant | undefined {
  const isDigits = typeof value === 'string' && /^\d{1,17}$/.test(value);
  const count = typeof value === 'number' || isDigits ? Number(value) : Number.NaN;
  const milliseconds = Math.floor(inMilliseconds(count));
  const isPlausible = milliseconds >= FIRST && milliseconds < END;
  return isPlausible ? (new Date(milliseconds).toISOString() as Instant) : undefined;
}

function inMilliseconds(count: number): number {
  if (count < MOST_SECONDS) return count * 1000;
  return count < MOST_MILLISECONDS ? count : count / 1000;
}

/** The maximum age of a request, and how far it may be ahead of our clock, both included. */
export interface TimeBounds {
  readonly oldSeconds: number;
  readonly aheadSeconds: number;
}

/** Go's format of a time, with the monotonic clock: `2026-03-02 09:15:00.12 +0800 CST m=+0.1`. */
const GO_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)? ([+-]\d{4})\b/;

/**
 * Compares a sender's time with our clock. A time in an unknown format is refused.
 * @param header the name of the header with the time, for the refusal.
 * @returns undefined if the time is within the bounds.
 */
export function checkSenderTime(
  header: string,
  value: string,
  now: Instant,
  { oldSeconds, aheadSeconds }: TimeBounds,
): Refused | undefined {
  const at = senderTime(value);
  if (at === undefined)
    return refused(
      'timestamp-not-understood',
      `${header} is neither Unix time nor ISO 8601 with an offset: the age of the request is unknown`,
    );
  const ahead = (Date.parse(at) - Date.parse(now)) / 1000;
  if (ahead < -oldSeconds)
    return refused(
      'timestamp-too-old',
      `${header} is ${Math.ceil(-ahead)} s old; at most ${oldSeconds} s are accepted`,
    );
  if (ahead > aheadSeconds)
    return refused(
      'timestamp-in-future',
      `${header} is ${Math.ceil(ahead)} s in the future; at most ${aheadSeconds} s are accepted, check the clocks`,
    );
  return undefined;
}

/** Whether the whole value is a time in one of the known formats. */
export function isPlainTime(value: string): boolean {
  return (
    /^[1-9]\d{9,15}$/.test(value) || (!/^(\s|\d{9}|\d+$)/.test(value) && senderTime(value) !== undefined)
  );
}

/**
 * Matches a Unix time: only digits, or at least nine digits at the start. Other formats start with a year, which has
 * fewer digits.
 */
const COUNT = /^\d+$|^\d{9,}/;

/**
 * Reads seconds, milliseconds, microseconds, ISO 8601 with an offset, or Go's format. If a signature covers time and
 * nonce without a separator, letters can be moved between the two, so letters after a number are ignored.
 */
function senderTime(value: string): Instant | undefined {
  const text = value.trim();
  const [count] = COUNT.exec(text) ?? [];
  if (count !== undefined) return instantOfEpoch(count) ?? ('1970-01-01T00:00:00.000Z' as Instant);
  const [, day, time, offset] = GO_TIME.exec(text) ?? [];
  return parseInstant(day === undefined ? text : `${day}T${time}${offset}`);
}
