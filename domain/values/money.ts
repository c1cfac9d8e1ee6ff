/**
 * Money as an integer number of fen (1 yuan = 100 fen). It is never a fraction, and never yuan as a floating-point
 * number.
 */
export type Fen = number & { readonly __brand: 'Fen' };

/** A rate as `parts` of `outOf`, both integers: 9.8 % is `{ parts: 98, outOf: 1000 }`. */
export interface Rate {
  readonly parts: number;
  readonly outOf: number;
}

export const NO_MONEY = 0 as Fen;

const YUAN = /^(\d{1,12})(?:\.(\d{1,2}))?$/;

/** @param amount a number of fen. @throws RangeError if it is not a safe integer. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of fen`);
  return amount as Fen;
}

/**
 * Parses an amount in yuan with at most two decimals, given as a number or a text.
 * @returns undefined if the amount is negative, has a third decimal or is not a plain decimal number.
 */
export function parseYuan(yuan: string | number): Fen | undefined {
  const match = YUAN.exec(String(yuan));
  if (!match) return undefined;
  const [, whole = '0', decimals = ''] = match;
  return fen(Number(whole) * 100 + Number(decimals.padEnd(2, '0')));
}

/** Plain yuan with two decimals, for JSON and files: `1234.50`. */
export function yuan(amount: Fen): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function addFen(...amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** The sum of amounts; undefined if one of them is unknown. */
export function sumKnown(amounts: readonly (Fen | undefined)[]): Fen | undefined {
  return amounts.every((amount) => amount !== undefined) ? addFen(...amounts) : undefined;
}

/** `amount` × `rate`, rounded half up to a fen, once. For non-negative amounts. */
export function portionOf(amount: Fen, rate: Rate): Fen {
  const product = BigInt(amount) * BigInt(rate.parts);
  const outOf = BigInt(rate.outOf);
  return fen(Number((product * 2n + outOf) / (outOf * 2n)));
}
