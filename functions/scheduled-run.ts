import {
  chinaDayOf,
  type Instant,
  type PlainDate,
  parseInstant,
  parsePlainDate,
} from '../domain/values/plain-date.ts';

/**
 * Reads the input of a daily function: `scheduledTime` from the schedule, or `day` from a person. The day always comes
 * from the input, never from the clock.
 * @param now the time to use with `day`, which has no time.
 * @throws when the input has neither.
 */
export function scheduledRun(input: unknown, now: Instant): { day: PlainDate; scheduledAt: Instant } {
  const given: { readonly day?: unknown; readonly scheduledTime?: unknown } = Object(input);
  const day = typeof given.day === 'string' ? parsePlainDate(given.day) : undefined;
  if (day !== undefined) return { day, scheduledAt: now };
  const scheduledAt = typeof given.scheduledTime === 'string' ? parseInstant(given.scheduledTime) : undefined;
  if (scheduledAt !== undefined) return { day: chinaDayOf(scheduledAt), scheduledAt };
  throw new Error(
    `the daily run needs {"day": "YYYY-MM-DD"} or {"scheduledTime": "<ISO 8601 with offset>"}, not ${JSON.stringify(input)?.slice(0, 200)}`,
  );
}
