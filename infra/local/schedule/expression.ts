/** How the cron library has to read a pattern of AWS: with years, weekdays from Sunday = 1, steps such as `0/20`. */
export const AWS_CRON = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true } as const;

/** When a schedule is due, in the terms of the cron library. */
export type Timing =
  /** Seconds first, year last; to be read as `AWS_CRON`. */
  | { readonly is: 'cron'; readonly pattern: string }
  | { readonly is: 'rate'; readonly seconds: number }
  /** Local time in the schedule's zone, without an offset. */
  | { readonly is: 'at'; readonly time: string };

const SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const;

/**
 * Reads a schedule expression of EventBridge Scheduler: `cron(30 8 * * ? *)`, `rate(5 minutes)`,
 * `at(2026-12-01T08:30:00)`.
 * @throws Error with the expression and the three forms when it is none of them.
 */
export function parseScheduleExpression(expression: string): Timing {
  const [, form, inner = ''] = /^(cron|rate|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  const timing =
    form === 'cron' ? cron(inner) : form === 'rate' ? rate(inner) : form === 'at' ? at(inner) : undefined;
  if (timing !== undefined) return timing;
  throw new Error(
    `"${expression}" is no schedule; allowed are cron(minutes hours day month weekday year), ` +
      'rate(N minutes|hours|days) and at(YYYY-MM-DDTHH:MM:SS)',
  );
}

/** AWS has no seconds, and a `?` where the other of day and weekday decides; the library would take it for "now". */
function cron(inner: string): Timing | undefined {
  const fields = inner.trim().split(/\s+/);
  if (fields.length !== 6) return undefined;
  const [minutes, hours, day, month, weekday, year] = fields;
  const pattern = ['0', minutes, hours, day, month, lastWeekday(weekday ?? ''), year];
  return { is: 'cron', pattern: pattern.map((field) => (field === '?' ? '*' : field)).join(' ') };
}

/** The last Friday of a month is `6L` for AWS and `6#L` for the library. */
function lastWeekday(field: string): string {
  return field.replace(/^([1-7]|[A-Z]{3})L$/i, '$1#L');
}

function rate(inner: string): Timing | undefined {
  const [, count, unit] = /^(\d+)\s+(minute|hour|day)s?$/.exec(inner.trim()) ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0) return undefined;
  return { is: 'rate', seconds: Number(count) * SECONDS[unit as keyof typeof SECONDS] };
}

function at(inner: string): Timing | undefined {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(inner) ? { is: 'at', time: inner } : undefined;
}
