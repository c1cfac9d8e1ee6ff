/** Unified social credit codes 统一社会信用代码, GB 32100-2015. */

import { withoutInvisible } from './invisible.ts';

/** The standard's 31 symbols in order of their values; I, O, S, V and Z are not used. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LENGTH = 18;

/**
 * The first eight symbols: registering authority, kind of organisation and six digits of the administrative division.
 */
const STRUCTURE = /^[1-9ANY][1-9]\d{6}/;

export type CreditCodeProblem =
  | 'length'
  /** A symbol that the standard does not use: I, O, S, V, Z or punctuation. */
  | 'symbol'
  /** The first eight symbols are not a registering authority, kind and division. */
  | 'structure'
  | 'check-symbol';

type CreditCodeCheck =
  | { readonly valid: true; readonly code: string }
  | { readonly valid: false; readonly problem: CreditCodeProblem };

export function isCreditCode(text: string): boolean {
  return checkCreditCode(text).valid;
}

/**
 * Whether a text has the form of a code. The check symbol may be wrong, because some codes issued before 2016 are valid
 * with a wrong one.
 */
export function isShapedAsCreditCode(text: string): boolean {
  const check = checkCreditCode(text);
  return check.valid || check.problem === 'check-symbol';
}

/**
 * Checks a code by GB 32100-2015. Full-width and lower-case letters and blanks are accepted; `code` is the normalised
 * form. The check symbol may be any of the 31 symbols, and the first symbol may be a letter.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = normalised(text);
  if (code.length !== LENGTH) return { valid: false, problem: 'length' };
  if ([...code].some((symbol) => !ALPHABET.includes(symbol))) return { valid: false, problem: 'symbol' };
  if (!STRUCTURE.test(code)) return { valid: false, problem: 'structure' };
  if (code.at(-1) !== checkSymbol(code)) return { valid: false, problem: 'check-symbol' };
  return { valid: true, code };
}

function normalised(text: string): string {
  return withoutInvisible(text).normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();
}

function checkSymbol(code: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0);
  return ALPHABET[(31 - (sum % 31)) % 31];
}
