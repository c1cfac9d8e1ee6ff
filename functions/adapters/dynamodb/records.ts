import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import { type Instant, parseInstant } from '../../../domain/values/plain-date.ts';
import type { Found, OnUnreadable, RecordKey } from '../../ports.ts';
import { type Item, textOf } from './keys.ts';

/**
 * The stored body if it has the form; undefined if it is truncated, outdated or of another type. The body is returned
 * as parsed and not copied, so its keys keep their order.
 */
export function bodyOf<T>(item: Item, form: z.ZodMiniType<T>, attribute = 'body'): T | undefined {
  const body = jsonIn(item[attribute]?.S);
  return form.safeParse(body).success ? (body as T) : undefined;
}

/** The stored body with the form's defaults for absent fields; undefined if it does not have the form. */
export function completedBodyOf<T>(item: Item, form: z.ZodMiniType<T>): T | undefined {
  return form.safeParse(jsonIn(item.body?.S)).data;
}

/** @returns undefined if there is no text or it is not JSON. */
export function jsonIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(maskedAnew(text));
  } catch {
    return undefined;
  }
}

/** @returns undefined if the attribute is not an instant. */
export function instantIn(value: AttributeValue | undefined): Instant | undefined {
  return parseInstant(value?.S ?? '');
}

/** @returns undefined if the attribute is not a whole number. */
export function wholeNumberIn(value: AttributeValue | undefined): number | undefined {
  const number = Number(value?.N);
  return Number.isInteger(number) ? number : undefined;
}

/** Matches the masks of identity numbers in stored JSON: in a person's data, and in the statements of a dispute. */
const STORED_MASK = /("masked":|"is":"identity","value":)"((?:[^"\\]|\\.)*)"/g;

/** Replaces masks of an earlier release, which showed more digits, in a stored JSON text. */
export function maskedAnew(json: string): string {
  return json.replace(
    STORED_MASK,
    (_, before: string, mask: string) =>
      before + JSON.stringify(maskIdentityNumber(String(JSON.parse(`"${mask}"`)))),
  );
}

/** The default for callers that do not report unreadable records. */
export const NOT_REPORTED: OnUnreadable = () => undefined;

export function keyOf({ pk, sk }: Item): RecordKey {
  return { pk: textOf(pk), sk: textOf(sk) };
}

/** Reads each item and reports the unreadable ones, for which `read` returns undefined. */
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
