import { withoutInvisible } from './invisible.ts';
import { type PlainDate, parsePlainDate } from './plain-date.ts';

/** Numbers of identity documents with a check digit: GB 11643-1999 and its derivatives. */

export type IdentityKind = 'resident-id' | 'hmt-residence-permit' | 'foreign-permanent-resident';

export type IdentityProblem =
  /** The number has neither 15 nor 18 characters. */
  | 'length'
  /** The number contains something other than digits and a final X. */
  | 'characters'
  /**
   * The number of a first-generation card: 15 digits, no check digit. It is no longer used; the 18 digits are needed.
   */
  | 'fifteen-digits'
  /** Positions 7 to 14 are not a calendar day. */
  | 'birth-date'
  | 'check-digit'
  /** The number looks like that of a passport or travel permit, which has no check digit. */
  | 'not-checkable';

export type IdentityCheck =
  | {
      readonly valid: true;
      readonly kind: IdentityKind;
      /**
       * Birth date and sex are absent for the 15-character permanent resident card: no known rule derives them from it.
       */
      readonly birthDate?: PlainDate;
      readonly sex?: 'male' | 'female';
    }
  | { readonly valid: false; readonly kind?: IdentityKind; readonly problem: IdentityProblem };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const ZERO = '0'.charCodeAt(0);

/** The usual form of a number, which needs no normalisation. */
const ASCII_NUMBER = /^[0-9A-Z]*$/;

/** Residence permits of 港澳台居民 begin with 810000 (香港), 820000 (澳门) or 830000 (台湾). */
const HMT_PREFIX = /^8[123]0000/;
/** Permanent resident cards issued before December 2023. They remain valid until their expiry date. */
const OLD_PERMANENT_RESIDENT = /^[A-Z]{3}\d{12}$/;
/** One to three letters, then digits: the numbers of passports and of travel permits of 港澳台居民. */
const TRAVEL_DOCUMENT = /^[A-Z]{1,3}\d{6,10}$/;

/**
 * Normalises a number that was typed or pasted. The result is half-width and upper-case, without blanks and invisible
 * characters.
 */
export function normaliseIdentityNumber(number: string): string {
  if (ASCII_NUMBER.test(number)) return number;
  return withoutInvisible(number).normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();
}

/**
 * Checks a number by its shape, birth date and check digit (GB 11643-1999; residence permits of 港澳台居民 and the 2023
 * permanent resident card use the same check digit). The division code is not checked: divisions are renamed and
 * abolished, but a person keeps the number for life (居民身份证法 3).
 */
export function checkIdentityNumber(number: string): IdentityCheck {
  const plain = normaliseIdentityNumber(number);
  if (plain.length === 18) return checkEighteen(plain);
  if (OLD_PERMANENT_RESIDENT.test(plain)) return { valid: true, kind: 'foreign-permanent-resident' };
  if (/^\d{15}$/.test(plain)) return { valid: false, kind: 'resident-id', problem: 'fifteen-digits' };
  if (TRAVEL_DOCUMENT.test(plain)) return { valid: false, problem: 'not-checkable' };
  return { valid: false, problem: plain.length === 15 ? 'characters' : 'length' };
}

function checkEighteen(number: string): IdentityCheck {
  if (!isSeventeenDigits(number)) return { valid: false, problem: 'characters' };
  const kind = kindOf(number);
  const birthDate = parsePlainDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (birthDate === undefined) return { valid: false, kind, problem: 'birth-date' };
  if (number.at(-1) !== checkDigit(number)) return { valid: false, kind, problem: 'check-digit' };
  return { valid: true, kind, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/**
 * Whether the text is seventeen digits and a final digit or X. It uses a loop instead of a regular expression, for
 * speed: a file may have a hundred thousand numbers.
 */
function isSeventeenDigits(number: string): boolean {
  for (let i = 0; i < 17; i += 1) if (!isDigit(number.charCodeAt(i))) return false;
  return isDigit(number.charCodeAt(17)) || number.endsWith('X');
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function kindOf(number: string): IdentityKind {
  if (number.startsWith('8') && HMT_PREFIX.test(number)) return 'hmt-residence-permit';
  return number.startsWith('9') ? 'foreign-permanent-resident' : 'resident-id';
}

function checkDigit(number: string): string | undefined {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (WEIGHTS[i] ?? 0) * (number.charCodeAt(i) - ZERO);
  return CHECK_DIGITS[sum % 11];
}

/**
 * Letters and digits, possibly masked: the numbers of passports (also those of nine digits) and of travel permits of
 * 港澳台居民.
 */
const TRAVEL_DOCUMENT_OR_MASK = /^(?:[A-Z*]{1,3}[\d*]{6,10}|[\d*]{9})$/;

/**
 * The mask of a number. It shows at most the last two characters, and fewer if fewer than 10,000 numbers would match
 * them and the other stored data of the person (birth date, sex, kind of document). It never shows the division code,
 * and shows nothing if the text has no known shape. Masking a mask gives the current mask, even if an earlier release
 * made the mask.
 */
export function maskIdentityNumber(number: string): string {
  const plain = normaliseIdentityNumber(number);
  const characters = ASCII_NUMBER.test(plain) ? plain : [...plain];
  const hidden = characters.length - shownOf(plain);
  const shown = characters.slice(hidden);
  return '*'.repeat(hidden) + (typeof shown === 'string' ? shown : shown.join(''));
}

function shownOf(number: string): number {
  // No character is shown: all residence permits of 港澳台居民 begin with one of three codes, so only 1,500 numbers have the
  // same birth date and sex.
  if (/^8[123]/.test(number)) return 0;
  // On the old permanent resident card the second last character is the only serial digit, so it is hidden.
  if (/^[A-Z]/.test(number) && number.length === 15) return 1;
  return number.length >= 15 || TRAVEL_DOCUMENT_OR_MASK.test(number) ? 2 : 0;
}

/** Up to three characters that people put between digits: blanks, hyphens, invisible characters. */
const BETWEEN = String.raw`[\s\p{Pd}\p{Cf}_]{0,3}`;
const LATIN = 'A-Za-z\uFF21-\uFF3A\uFF41-\uFF5A';
const LONG_NUMBER = new RegExp(String.raw`\p{Nd}(?:${BETWEEN}\p{Nd}){13,}${BETWEEN}[\p{Nd}XxＸｘ]`, 'gu');
const LETTERS_AND_DIGITS = new RegExp(
  String.raw`(?<![${LATIN}\p{Nd}])[${LATIN}]{1,3}${BETWEEN}\p{Nd}(?:${BETWEEN}\p{Nd}){5,}`,
  'gu',
);
/** Texts that are shorter or have fewer digits cannot contain a number; most table cells are excluded this way. */
const SHORTEST = { longNumber: 15, lettersAndDigits: 7 };
const FEWEST_DIGITS = 6;

/** Whether the text has enough ASCII digits, or any character outside ASCII and Chinese, which may be a digit too. */
function mayHoldNumber(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) digits += 1;
    else if (code > 0x7e && (code < 0x4e00 || code > 0x9fff)) return true;
  }
  return digits >= FEWEST_DIGITS;
}

/** Masks everything written like an identity number, in any width and with any separators. */
export function maskIdentityNumbersIn(text: string): string {
  if (text.length < SHORTEST.lettersAndDigits || !mayHoldNumber(text)) return text;
  return maskLongNumbersIn(text.replace(LETTERS_AND_DIGITS, maskWritten));
}

/**
 * Like {@link maskIdentityNumbersIn}, but does not mask a few letters followed by digits, which may be an employee
 * number.
 */
export function maskLongNumbersIn(text: string): string {
  return text.length < SHORTEST.longNumber ? text : text.replace(LONG_NUMBER, maskWritten);
}

/** Removes the separators from a number and masks it. */
export function maskWritten(written: string): string {
  return maskIdentityNumber(written.replaceAll(/[\s\p{Pd}\p{Cf}_]/gu, ''));
}
