import * as z from 'zod/mini';
import { parseInstant, parsePlainDate } from '../../domain/values/plain-date.ts';

/** One entry of a secret as it is stored, live or not. */
export interface SecretEntry {
  readonly id: string;
  readonly parts: Readonly<Record<string, string>>;
  /** ISO 8601 in UTC; live from then on. */
  readonly notBefore?: string;
  /** ISO 8601 in UTC; live until then, and until then retiring. */
  readonly notAfter?: string;
  /** Why it cannot be used whatever its parts: the others still can. */
  readonly problem?: string;
}

const part = z.union([z.string(), z.number(), z.null()]);
/** `unsigned` is the one part that is true or false. */
const storedEntry = z.union([
  z.string(),
  z.catchall(z.object({ unsigned: z.optional(z.union([z.boolean(), part])) }), part),
]);

/** Names of our choosing, each with a text or with named parts and the time for which it is good. */
export const secretSchema = z.record(z.string(), storedEntry);

/** The same, but an invalid entry does not block the others; see {@link entryOf}. */
export const namedEntries = z.record(z.string(), z.unknown());

/** A text alone is its `key`; what is neither that nor parts has a problem. */
export function entryOf(id: string, stored: unknown): SecretEntry {
  const read = storedEntry.safeParse(stored);
  if (!read.success) return { id, parts: {}, problem: 'is neither a text nor texts by their names' };
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

/** A time with its offset, or a day in China: from its begin, or to its end. */
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
