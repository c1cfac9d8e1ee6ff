import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkIdentityNumber,
  maskIdentityNumber,
  normaliseIdentityNumber,
} from '../../../domain/values/identity-number.ts';

describe('identity numbers that are right', () => {
  it.each([
    ['11010519491231002X', 'resident-id', '1949-12-31', 'female'],
    ['440524188001010014', 'resident-id', '1880-01-01', 'male'],
    ['110101199003070011', 'resident-id', '1990-03-07', 'male'],
    ['310101198506150024', 'resident-id', '1985-06-15', 'female'],
    ['810000199408230021', 'hmt-residence-permit', '1994-08-23', 'female'],
    ['820000199109110013', 'hmt-residence-permit', '1991-09-11', 'male'],
    ['830000199201300022', 'hmt-residence-permit', '1992-01-30', 'female'],
    ['911124198108030024', 'foreign-permanent-resident', '1981-08-03', 'female'],
  ])('%s is a %s, born %s, %s', (number, kind, birthDate, sex) => {
    expect(checkIdentityNumber(number)).toEqual({ valid: true, kind, birthDate, sex });
  });

  it.each([
    ['lower case x', '11010519491231002x'],
    ['full width', '１１０１０５１９４９１２３１００２Ｘ'],
    ['blanks', ' 110105 19491231 002X '],
  ])('forgives %s', (_, written) => {
    expect(checkIdentityNumber(written)).toMatchObject({ valid: true, birthDate: '1949-12-31' });
    expect(normaliseIdentityNumber(written)).toBe('11010519491231002X');
  });

  it('takes a division that no list knows: divisions are abolished, numbers are for life', () => {
    expect(checkIdentityNumber(withCheckDigit('99999919900307001'))).toMatchObject({ valid: true });
    expect(checkIdentityNumber(withCheckDigit('51022119900307001'))).toMatchObject({
      valid: true,
      kind: 'resident-id',
    });
  });

  it('takes the 15-character permanent resident card, which tells no birth date', () => {
    expect(checkIdentityNumber('USA110081080301')).toEqual({
      valid: true,
      kind: 'foreign-permanent-resident',
    });
  });

  it('takes 29 February in a leap year alone', () => {
    expect(checkIdentityNumber(withCheckDigit('11010120000229001'))).toMatchObject({ valid: true });
    expect(checkIdentityNumber(withCheckDigit('11010119000229001'))).toMatchObject({ problem: 'birth-date' });
  });
});

describe('identity numbers that are wrong', () => {
  it.each([
    ['110105194912310021', 'resident-id', 'check-digit'],
    ['110105194902310029', 'resident-id', 'birth-date'],
    ['110105194913010020', 'resident-id', 'birth-date'],
    ['810000199408230022', 'hmt-residence-permit', 'check-digit'],
    ['911124198108030025', 'foreign-permanent-resident', 'check-digit'],
    ['110105491231002', 'resident-id', 'fifteen-digits'],
  ])('%s, a %s: %s', (number, kind, problem) => {
    expect(checkIdentityNumber(number)).toEqual({ valid: false, kind, problem });
  });

  it.each([
    ['', 'length'],
    ['1101051949123100', 'length'],
    ['1101051949123100211', 'length'],
    ['1101051949123100A1', 'characters'],
    ['X10105194912310021', 'characters'],
    ['11010549123100A', 'characters'],
    ['E12345678', 'not-checkable'],
    ['EA1234567', 'not-checkable'],
    ['H1234567890', 'not-checkable'],
  ])('"%s": %s', (number, problem) => {
    const check = checkIdentityNumber(number);
    expect(check.valid ? undefined : check.problem).toBe(problem);
  });

  it('finds every single wrong digit', () => {
    const number = '110101199003070011';
    const wrong = [...number].flatMap((right, at) =>
      [...'0123456789'].filter((d) => d !== right).map((d) => number.slice(0, at) + d + number.slice(at + 1)),
    );
    expect(wrong.filter((one) => checkIdentityNumber(one).valid)).toEqual([]);
  });
});

describe('a masked number', () => {
  it.each([
    ['11010519491231002X', '110***********002X'],
    ['１１０１０５１９４９１２３１００２ｘ', '110***********002X'],
    ['USA110081080301', 'US**********301'],
    ['E12345678', 'E******78'],
    ['1234', '***4'],
    ['123', '***'],
    ['1', '*'],
    ['', ''],
  ])('of "%s" is "%s"', (number, masked) => {
    expect(maskIdentityNumber(number)).toBe(masked);
  });

  it('hides more than half of any text, keeps its length, shows at most 3 and 4', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,40}$/), (number) => {
        const masked = maskIdentityNumber(number);
        const [head = '', tail = ''] = masked.split(/\*+/);
        expect(masked).toHaveLength(number.length);
        expect(head.length).toBeLessThanOrEqual(3);
        expect(tail.length).toBeLessThanOrEqual(4);
        expect(head.length + tail.length).toBeLessThan(number.length / 2);
      }),
    );
  });
});

/** Completes 17 digits; written out apart from the code under test, as GB 11643 puts it. */
function withCheckDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (2 ** (17 - i) % 11) * Number(digits[i]);
  const check = (12 - (sum % 11)) % 11;
  return digits + (check === 10 ? 'X' : String(check));
}
