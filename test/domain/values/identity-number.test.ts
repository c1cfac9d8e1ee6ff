import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkIdentityNumber,
  maskIdentityNumber,
  maskIdentityNumbersIn,
  normaliseIdentityNumber,
} from '../../../domain/values/identity-number.ts';
import { tries } from '../../support/seeded.ts';

describe('valid identity numbers', () => {
  it.each([
    ['11010519491231002X', 'resident-id', '1949-12-31', 'female'],
    ['440524188001010014', 'resident-id', '1880-01-01', 'male'],
    ['110101199003070011', 'resident-id', '1990-03-07', 'male'],
    ['310101198506150024', 'resident-id', '1985-06-15', 'female'],
    ['810000199408230021', 'hmt-residence-permit', '1994-08-23', 'female'],
    ['820000199109110013', 'hmt-residence-permit', '1991-09-11', 'male'],
    ['830000199201300022', 'hmt-residence-permit', '1992-01-30', 'female'],
    ['911124198108030024', 'foreign-permanent-resident', '1981-08-03', 'female'],
  ])('reads %s as a %s, born %s, %s', (number, kind, birthDate, sex) => {
    expect(checkIdentityNumber(number)).toEqual({ valid: true, kind, birthDate, sex });
  });

  it.each([
    ['lower case x', '11010519491231002x'],
    ['full width', '１１０１０５１９４９１２３１００２Ｘ'],
    ['blanks', ' 110105 19491231 002X '],
  ])('accepts %s', (_, written) => {
    expect(checkIdentityNumber(written)).toMatchObject({ valid: true, birthDate: '1949-12-31' });
    expect(normaliseIdentityNumber(written)).toBe('11010519491231002X');
  });

  it('accepts an unlisted division, because divisions are abolished and numbers are kept for life', () => {
    expect(checkIdentityNumber(withCheckDigit('99999919900307001'))).toMatchObject({ valid: true });
    expect(checkIdentityNumber(withCheckDigit('51022119900307001'))).toMatchObject({
      valid: true,
      kind: 'resident-id',
    });
  });

  it('accepts the 15-character permanent resident card, without a birth date', () => {
    expect(checkIdentityNumber('USA110081080301')).toEqual({
      valid: true,
      kind: 'foreign-permanent-resident',
    });
  });

  it('accepts 29 February only in a leap year', () => {
    expect(checkIdentityNumber(withCheckDigit('11010120000229001'))).toMatchObject({ valid: true });
    expect(checkIdentityNumber(withCheckDigit('11010119000229001'))).toMatchObject({ problem: 'birth-date' });
  });
});

describe('invalid identity numbers', () => {
  it.each([
    ['110105194912310021', 'resident-id', 'check-digit'],
    ['110105194902310029', 'resident-id', 'birth-date'],
    ['110105194913010020', 'resident-id', 'birth-date'],
    ['810000199408230022', 'hmt-residence-permit', 'check-digit'],
    ['911124198108030025', 'foreign-permanent-resident', 'check-digit'],
    ['110105491231002', 'resident-id', 'fifteen-digits'],
  ])('rejects %s, a %s: %s', (number, kind, problem) => {
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
  ])('rejects "%s": %s', (number, problem) => {
    const check = checkIdentityNumber(number);
    expect(check.valid ? undefined : check.problem).toBe(problem);
  });

  it('rejects a number with any single wrong digit', () => {
    const number = '110101199003070011';
    const wrong = [...number].flatMap((right, at) =>
      [...'0123456789'].filter((d) => d !== right).map((d) => number.slice(0, at) + d + number.slice(at + 1)),
    );
    expect(wrong.filter((one) => checkIdentityNumber(one).valid)).toEqual([]);
  });
});

describe('maskIdentityNumber', () => {
  it.each([
    ['11010519491231002X', '****************2X'],
    ['１１０１０５１９４９１２３１００２ｘ', '****************2X'],
    ['911124198108030024', '****************24'],
    ['110105491231002', '*************02'],
    ['USA110081080301', '**************1'],
    ['810000199408230021', '******************'],
    ['E12345678', '*******78'],
    ['H1234567890', '*********90'],
    ['561234567', '*******67'],
    ['19900307', '********'],
    ['1234', '****'],
    ['', ''],
  ])('turns "%s" into "%s"', (number, masked) => {
    expect(maskIdentityNumber(number)).toBe(masked);
    expect(maskIdentityNumber(masked)).toBe(masked);
  });

  it.each([
    ['110***********002X', '****************2X'],
    ['810***********0021', '******************'],
    ['US**********301', '**************1'],
    ['E******78', '*******78'],
    ['***4', '****'],
  ])('turns a mask of an earlier release, "%s", into "%s"', (earlier, masked) => {
    expect(maskIdentityNumber(earlier)).toBe(masked);
  });

  it('shows at most the last two characters of any text, and nothing of a short one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,40}$/), (number) => {
        const masked = maskIdentityNumber(number);
        expect(masked).toHaveLength(number.length);
        expect(masked).toMatch(/^\**[0-9A-Z]{0,2}$/);
        if (number.length < 7) expect(masked).toBe('*'.repeat(number.length));
      }),
    );
  });

  it('leaves at least 10,000 possible numbers for all stored data of a person', () => {
    const person = fc.record({
      division: fc.constantFrom(...DIVISIONS),
      birthDate: fc
        .date({ min: new Date('1940-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      serial: fc.integer({ min: 0, max: 999 }).map((serial) => String(serial).padStart(3, '0')),
    });
    fc.assert(
      fc.property(person, ({ division, birthDate, serial }) => {
        const number = withCheckDigit(division + birthDate.replaceAll('-', '') + serial);
        const read = checkIdentityNumber(number);
        if (!read.valid || read.sex === undefined) throw new Error(`${number} is valid`);
        const stored = { masked: maskIdentityNumber(number), birthDate, sex: read.sex };
        expect(candidates(stored)).toBeGreaterThanOrEqual(10_000);
      }),
      { numRuns: tries(25) },
    );
  });
});

describe('identity numbers in a text', () => {
  it.each([
    ['full width', '张三１１０１０５１９４９１２３１００２Ｘ。', '张三****************2X。'],
    ['hyphens', '110105-19491231-002X', '****************2X'],
    ['blanks', '110105 1949 1231\u3000002x', '****************2X'],
    ['long dashes', '110105－19491231—002X', '****************2X'],
    ['invisible characters', '110105\u200b19491231\u200b002X', '****************2X'],
    ['fifteen digits', '110105-491231-002', '*************02'],
    ['a passport', '护照E12345678', '护照*******78'],
    ['a passport in lower case, with a blank', 'ea 1234567', '*******67'],
    ['a travel permit in full width', 'Ｈ１２３４５６７８', '*******78'],
    ['two of them', 'E12345678, 11010519491231002X', '*******78, ****************2X'],
  ])('are masked when written with %s', (_, text, masked) => {
    expect(maskIdentityNumbersIn(text)).toBe(masked);
  });

  it.each([
    '2026-10-01',
    '13800138000',
    '张三',
    '1234567.89',
    'E1031',
    '2026-10-01 12:30:00',
    '职工2026年10月',
  ])('are not found in %s', (text) => {
    expect(maskIdentityNumbersIn(text)).toBe(text);
  });
});

/** Made-up codes of divisions. The country has at least as many counties, districts and cities without districts. */
const DIVISIONS = Array.from({ length: 31 }, (_, province) =>
  Array.from({ length: 90 }, (_, county) => `${province + 11}${String(county + 101).padStart(4, '0')}`),
).flat();

/**
 * The number of identity numbers that fit a mask, a birth date and a sex. Divisions are counted by remainder, because
 * there are over a million numbers.
 */
function candidates({ masked, birthDate, sex }: { masked: string; birthDate: string; sex: string }): number {
  const byRemainder = new Map<number, number>();
  const born = birthDate.replaceAll('-', '');
  for (const division of DIVISIONS) {
    if (!fits(division + born, masked.slice(0, 14))) continue;
    const remainder = weighed(division + born);
    byRemainder.set(remainder, (byRemainder.get(remainder) ?? 0) + 1);
  }
  let found = 0;
  for (let serial = 0; serial < 1000; serial++) {
    if ((serial % 2 === 1 ? 'male' : 'female') !== sex) continue;
    const digits = String(serial).padStart(3, '0');
    for (const [remainder, divisions] of byRemainder) {
      const check = '10X98765432'[(remainder + weighed(digits, 14)) % 11];
      if (fits(digits + check, masked.slice(14))) found += divisions;
    }
  }
  return found;
}

function fits(text: string, mask: string): boolean {
  return [...mask].every((shown, at) => shown === '*' || shown === text[at]);
}

function weighed(digits: string, from = 0): number {
  return [...digits].reduce((sum, digit, at) => sum + (2 ** (17 - from - at) % 11) * Number(digit), 0) % 11;
}

/** Adds the check digit to 17 digits by the formula of GB 11643, independently of the code under test. */
function withCheckDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (2 ** (17 - i) % 11) * Number(digits[i]);
  const check = (12 - (sum % 11)) % 11;
  return digits + (check === 10 ? 'X' : String(check));
}
