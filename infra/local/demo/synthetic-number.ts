import { checkIdentityNumber } from '../../../domain/values/identity-number.ts';

/**
 * A made-up resident identity number that is formed as a real one is.
 * @param order the three digits after the birth date; odd for men.
 */
export function syntheticNumber(division: string, birthDate: string, order: number): string {
  const stem = `${division}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  const number = [...'0123456789X'].map((digit) => stem + digit).find((n) => checkIdentityNumber(n).valid);
  if (number === undefined) throw new Error(`no identity number begins with ${stem}`);
  return number;
}
