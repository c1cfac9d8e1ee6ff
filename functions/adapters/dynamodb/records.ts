import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import { type Instant, parseInstant } from '../../../domain/values/plain-date.ts';
import type { Found, OnUnreadable, RecordKey } from '../../ports.ts';
import { type Item, textOf } from './keys.ts';

/**
 * A stored body as it was written, once it has the form; not copied, so the order of its keys stays. Undefined where
 * it is cut off, of an older form or of another type.
 */
export function bodyOf<T>(item: Item, form: z.ZodMiniType<T>, attribute = 'body'): T | undefined {
  const body = jsonIn(item[attribute]?.S);
  return form.safeParse(body).success ? (body as T) : undefined;
}

/** The same, with the defaults of the form where a field is absent. */
export function completedBodyOf<T>(item: Item, form: z.ZodMiniType<T>): T | undefined {
  return form.safeParse(jsonIn(item.body?.S)).data;
}

/** @returns undefined for what is no JSON; JSON itself has no such value. */
export function jsonIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(maskedAnew(text));
  } catch {
    return undefined;
  }
}

/** @returns undefined for what is no instant. */
export function instantIn(value: AttributeValue | undefined): Instant | undefined {
  return parseInstant(value?.S ?? '');
}

/** The mask of an identity number in a stored text, and a source's statement about one. */
const STORED_MASK = /("masked":|"is":"identity","value":)"((?:[^"\\]|\\.)*)"/g;

/** A stored JSON text in which masks of an earlier release, which showed more, are as they are made now. */
export function maskedAnew(json: string): string {
  return json.replace(
    STORED_MASK,
    (_, before: string, mask: string) =>
      before + JSON.stringify(maskIdentityNumber(String(JSON.parse(`"${mask}"`)))),
  );
}

/** For who looks into a table without anybody to report to. */
export const NOT_REPORTED: OnUnreadable = () => undefined;

export function keyOf({ pk, sk }: Item): RecordKey {
  return { pk: textOf(pk), sk: textOf(sk) };
}

/** Reads each item on its own and reports those that cannot be read, for which `read` answers undefined. */
export function readEach<T>(
  items: readonly Item[],
  read: (item: Item) => T | undefined,
  onUnreadable: OnUnreadable,
): Found<T> {
  const readable: T[] = [];
  const unreadable: RecordKey[] = [];
  for (const item of items) {
    const found = read(item);
    if (found === undefined) unreadable.push(keyOf(item));
    else readable.push(found);
  }
  for (const key of unreadable) onUnreadable(key);
  return { items: readable, unreadable };
}
