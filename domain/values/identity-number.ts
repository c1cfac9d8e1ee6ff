import { withoutInvisible } from './invisible.ts';
import { type PlainDate, parsePlainDate } from './plain-date.ts';

/** Numbers of identity documents that can be checked by themselves: GB 11643-1999 and what was built on it. */

export type IdentityKind = 'resident-id' | 'hmt-residence-permit' | 'foreign-permanent-resident';

export type IdentityProblem =
  /** Neither 15 nor 18 characters. */
  | 'length'
  /** Something other than digits and a final X where digits belong. */
  | 'characters'
  /** The number of a first-generation card, 15 digits without a check digit; out of use, ask for the 18 digits. */
  | 'fifteen-digits'
  /** Positions 7 to 14 are no day of the calendar. */
  | 'birth-date'
  | 'check-digit'
  /** Looks like a passport or travel permit, whose numbers carry nothing to check. */
  | 'not-checkable';

export type IdentityCheck =
  | {
      readonly valid: true;
      readonly kind: IdentityKind;
      /** Absent on the 15-character permanent resident card, which tells neither by a rule known to us. */
      readonly birthDate?: PlainDate;
      readonly sex?: 'male' | 'female';
    }
  | { readonly valid: false; readonly kind?: IdentityKind; readonly problem: IdentityProblem };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const ZERO = '0'.charCodeAt(0);

/** How almost every number is written: nothing in it is to be made plain. */
const ASCII_NUMBER = /^[0-9A-Z]*$/;

/** 香港 810000, 澳门 820000, 台湾 830000: residence permits of 港澳台居民. */
const HMT_PREFIX = /^8[123]0000/;
/** Permanent resident cards issued before December 2023: valid until they expire. */
const OLD_PERMANENT_RESIDENT = /^[A-Z]{3}\d{12}$/;
/** One to three letters and digits: passports, travel permits of 港澳台居民. */
const TRAVEL_DOCUMENT = /^[A-Z]{1,3}\d{6,10}$/;

/** Full-width, lower-case and invisible characters and blanks, as people type and paste them, made plain. */
export function normaliseIdentityNumber(number: string): string {
  if (ASCII_NUMBER.test(number)) return number;
  return withoutInvisible(number).normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();
}

/**
 * Checks a number by its shape, birth date and check digit (GB 11643-1999; residence permits of 港澳台居民 and the
 * 2023 permanent resident card share its check digit). The division code is not judged: divisions are renamed and
 * abolished, the number is for life (居民身份证法 3).
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
  if (!/^\d{17}[\dX]$/.test(number)) return { valid: false, problem: 'characters' };
  const kind = kindOf(number);
  const birthDate = parsePlainDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (birthDate === undefined) return { valid: false, kind, problem: 'birth-date' };
  if (number.at(-1) !== checkDigit(number)) return { valid: false, kind, problem: 'check-digit' };
  return { valid: true, kind, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

function kindOf(number: string): IdentityKind {
  if (HMT_PREFIX.test(number)) return 'hmt-residence-permit';
  return number.startsWith('9') ? 'foreign-permanent-resident' : 'resident-id';
}

function checkDigit(number: string): string | undefined {
  const sum = WEIGHTS.reduce((before, weight, i) => before + weight * (number.charCodeAt(i) - ZERO), 0);
  return CHECK_DIGITS[sum % 11];
}

/**
 * What people may see of a number: of 18 characters the first three and the last four, of shorter ones less, so
 * that more than half is always hidden. Never the whole number.
 */
export function maskIdentityNumber(number: string): string {
  const plain = normaliseIdentityNumber(number);
  const characters = ASCII_NUMBER.test(plain) ? plain : [...plain];
  const head = Math.min(3, Math.floor(characters.length / 6));
  const tail = Math.min(4, Math.floor(characters.length / 4));
  const hidden = characters.length - head - tail;
  const shown = (from: number, to?: number) => {
    const part = characters.slice(from, to);
    return typeof part === 'string' ? part : part.join('');
  };
  return [shown(0, head), '*'.repeat(hidden), shown(characters.length - tail)].join('');
}
