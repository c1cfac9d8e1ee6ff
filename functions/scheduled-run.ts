import * as z from 'zod/mini';
import { day, instant } from '../domain/facts/schema-parts.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../domain/values/plain-date.ts';

/** What starts a daily function: the schedule, with the time it was meant for, or a person, with a day. */
const runInput = z.union([z.object({ day }), z.object({ scheduledTime: instant })]);

/**
 * Reads the day from the input, never from the clock. @param now for a person, who brings no time.
 * @throws when the input names neither `day` nor `scheduledTime`.
 */
export function scheduledRun(input: unknown, now: Instant): { day: PlainDate; scheduledAt: Instant } {
  const read = runInput.safeParse(input);
  if (!read.success) {
    throw new Error(
      `the daily run needs {"day": "YYYY-MM-DD"} or {"scheduledTime": "<ISO 8601 with offset>"}, not ${JSON.stringify(input)?.slice(0, 200)}`,
    );
  }
  if ('day' in read.data) return { day: read.data.day, scheduledAt: now };
  return { day: chinaDayOf(read.data.scheduledTime), scheduledAt: read.data.scheduledTime };
}
