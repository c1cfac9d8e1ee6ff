import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFormat } from '../../../functions/files/number-formats.ts';

const shown = (code: string, number: number) => {
  const format = numberFormat(code);
  return format.is === 'digits' ? format.shows(number) : format.is;
};

describe('numberFormat', () => {
  it.each([
    ['0000', 12, '0012'],
    ['0000', 123456, '123456'],
    ['"E"0000', 12, 'E0012'],
    ['\\G\\Z000', 7, 'GZ007'],
    ['00\\-0000', 120034, '12-0034'],
    ['0000;[Red]-0000', 12, '0012'],
    ['"工号"0', 12, '工号12'],
    ['[$-804]00000_ ', 12, '00012'],
  ])('with the code %s shows %i as %s', (code, number, text) => {
    expect(shown(code, number)).toBe(text);
  });

  it.each([
    ['General', 'plain'],
    ['0', 'plain'],
    ['0_ ', 'plain'],
    ['0_);[Red]\\(0\\)', 'plain'],
    ['#,##0.00', 'plain'],
    ['0.00', 'plain'],
    ['0.00%', 'plain'],
    ['@', 'plain'],
    ['yyyy-mm-dd', 'day'],
    ['yyyy"年"m"月"', 'day'],
    ['[$-409]mmm-yy;@', 'day'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 'day'],
    ['m"月"', 'day'],
  ])('reads the code %s as %s', (code, kind) => {
    expect(shown(code, 12)).toBe(kind);
  });

  it('with only zeros keeps all digits and pads with zeros', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), (zeros, number) => {
        expect(shown('0'.repeat(zeros), number)).toBe(String(number).padStart(zeros, '0'));
      }),
    );
  });
});
