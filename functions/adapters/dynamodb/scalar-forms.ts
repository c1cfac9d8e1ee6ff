import * as z from 'zod/mini';
import type { Fen } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { Instant, PlainDate } from '../../../domain/values/plain-date.ts';

/** The scalar types of stored records. They are separate from the forms of facts and spells, which are loaded later. */

export const text = z.string();
export const texts = z.array(z.string());
export const flag = z.boolean();
export const count = z.number();

function textLike<T extends string>(shape: RegExp) {
  return z.custom<T>((value) => typeof value === 'string' && shape.test(value));
}

export const day = textLike<PlainDate>(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export const month = textLike<Month>(/^\d{4}-(0[1-9]|1[0-2])$/);
export const instant = textLike<Instant>(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/);
export const fen = z.custom<Fen>((value) => Number.isInteger(value));
