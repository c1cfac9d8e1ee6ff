import * as z from 'zod/mini';
import { parseInstant, parsePlainDate } from '../../domain/values/plain-date.ts';

/** One entry of a secret. It is live, which means accepted, from `notBefore` to `notAfter`. */
export interface SecretEntry {
  readonly id: string;
  readonly parts: Readonly<Record<string, string>>;
  /** ISO 8601 in UTC; absent if the entry has no beginning. */
  readonly notBefore?: string;
  /** ISO 8601 in UTC. An entry with an end is retiring: senders must switch to another one. */
  readonly notAfter?: string;
  /** Why this entry is unusable; other entries are not affected. */
  readonly problem?: string;
}

const part = z.union([z.string(), z.number(), z.null()]);
/** `unsigned` is the only boolean part. */
const storedEntry = z.union([
  z.string(),
  z.catchall(z.object({ unsigned: z.optional(z.union([z.boolean(), part])) }), part),
]);

/** Entries by name, each a text or an object of named parts with an optional validity period. */
export const secretSchema = z.record(z.string(), storedEntry);

/**
 * Accepts any values, unlike {@link secretSchema}, so that an invalid entry does not block the others; see {@link
 * entryOf}.
 */
export const namedEntries = z.record(z.string(), z.unknown());

/**
 * Reads a stored entry. A plain text becomes the part `key`. Anything else that is not an object of parts has a
 * problem.
 */
export function entryOf(id: string, stored: unknown): SecretEntry {
  const read = storedEntry.safeParse(stored);
  if (!read.success) return { id, parts: {}, problem: 'is neither a text nor an object of named texts' };
  if (typeof read.data === 'string') return { id, parts: { key: read.data } };
  const { notBefore, notAfter, ...parts } = read.data;
  const texts = Object.entries(parts).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  );
  return {
    id,
    parts: Object.fromEntries(texts),
    ...bound('notBefore', notBefore, 'T00:00:00.000+08:00'),
    ...bound('notAfter', notAfter, 'T23:59:59.999+08:00'),
  };
}

export function isLive({ notBefore, notAfter }: SecretEntry, now: string): boolean {
  return (notBefore === undefined || notBefore <= now) && (notAfter === undefined || now <= notAfter);
}

/**
 * The start or the end of an entry's validity: a time with its offset, or a day in China. A day as the start means its
 * beginning, a day as the end means its end.
 */
function bound(
  name: 'notBefore' | 'notAfter',
  value: string | number | boolean | null | undefined,
  ofDay: string,
): Partial<SecretEntry> {
  if (value === undefined || value === null) return {};
  const text = String(value);
  const at = parseInstant(parsePlainDate(text) === undefined ? text : `${text}${ofDay}`);
  const problem = `has a ${name} that is neither a day YYYY-MM-DD nor a time with its offset`;
  return at === undefined ? { problem } : { [name]: at };
}
