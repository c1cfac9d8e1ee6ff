import { type Instant, parseInstant } from '../../../domain/values/plain-date.ts';
import { type Refused, refused } from './source.ts';

/** Later than any time in seconds, earlier than any in milliseconds; and so between those and microseconds. */
const MOST_SECONDS = 1e11;
const MOST_MILLISECONDS = 1e14;

/** No HR system sends times before or after; a number beyond counts something else. */
const FIRST = Date.UTC(2000, 0);
const END = Date.UTC(2100, 0);

/** A time as seconds, milliseconds or microseconds since 1970. @returns undefined outside the years 2000 to 2099. */
export function instantOfEpoch(value: unknown): Instant | undefined {
  const isDigits = typeof value === 'string' && /^\d{1,17}$/.test(value);
  const count = typeof value === 'number' || isDigits ? Number(value) : Number.NaN;
  const milliseconds = Math.floor(inMilliseconds(count));
  const isSane = milliseconds >= FIRST && milliseconds < END;
  return isSane ? (new Date(milliseconds).toISOString() as Instant) : undefined;
}

function inMilliseconds(count: number): number {
  if (count < MOST_SECONDS) return count * 1000;
  return count < MOST_MILLISECONDS ? count : count / 1000;
}

/** How old a request may be, and how far ahead of our clock, both bounds included. */
export interface TimeBounds {
  readonly oldSeconds: number;
  readonly aheadSeconds: number;
}

/** As Go prints a time, with the clock reading behind it: `2026-03-02 09:15:00.12 +0800 CST m=+0.1`. */
const GO_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)? ([+-]\d{4})\b/;

/**
 * Holds a sender's time against our clock.
 * @param header its name, for the refusal.
 * @returns undefined for a time within the bounds alone: one in a form that is not known proves nothing.
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
      `${header} is neither Unix time nor ISO 8601 with an offset: how old the request is cannot be told`,
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

/** Whether it is a time in one of the known forms, written as they are written and with nothing before or behind it. */
export function isPlainTime(value: string): boolean {
  return (
    /^[1-9]\d{9,15}$/.test(value) || (!/^(\s|\d{9}|\d+$)/.test(value) && senderTime(value) !== undefined)
  );
}

/** All of it digits, or as many as no other form begins with. */
const COUNT = /^\d+$|^\d{9,}/;

/**
 * Seconds, milliseconds, microseconds, ISO 8601 with an offset, or Go's own way. Where a signature covers time and nonce
 * without a mark between them, letters of the one can be moved to the other: a count with letters behind it is that count.
 */
function senderTime(value: string): Instant | undefined {
  const text = value.trim();
  const [count] = COUNT.exec(text) ?? [];
  if (count !== undefined) return instantOfEpoch(count) ?? ('1970-01-01T00:00:00.000Z' as Instant);
  const [, day, time, offset] = GO_TIME.exec(text) ?? [];
  return parseInstant(day === undefined ? text : `${day}T${time}${offset}`);
}
