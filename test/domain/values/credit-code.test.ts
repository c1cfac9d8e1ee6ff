import { describe, expect, it } from 'vitest';
import { checkCreditCode, isCreditCode } from '../../../domain/values/credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Codes from public registers, with every kind of check symbol: a digit, X and other letters. */
const VALID = [
  '9144030071526726XG',
  '91330100716105852F',
  '91110108551385082Q',
  '91440300192317458F',
  '91440400192548256N',
  '91440300100012316L',
  '91440300192181490G',
  '91350900587527783P',
  '12100000400002259P',
  '91510100556415797K',
  '914403001922038216',
  '91330100799655058B',
  '9144030010001686XA',
];

describe('unified social credit code (GB 32100-2015)', () => {
  it.each(VALID)('accepts %s', (code) => {
    expect(checkCreditCode(code)).toEqual({ valid: true, code });
  });

  it.each([
    ['lower case', '9144030071526726xg'],
    ['full width', '９１４４０３００７１５２６７２６ＸＧ'],
    ['blanks', ' 91440300 71526726XG '],
  ])('accepts %s', (_, written) => {
    expect(checkCreditCode(written)).toEqual({ valid: true, code: '9144030071526726XG' });
  });

  it('accepts exactly one check symbol of the 31', () => {
    const accepted = [...ALPHABET].filter((symbol) => isCreditCode(`9144030071526726X${symbol}`));
    expect(accepted).toEqual(['G']);
  });

  it.each([...'123456789ANY'])('accepts a registering authority %s', (first) => {
    const accepted = [...ALPHABET].filter((symbol) => isCreditCode(`${first}144030071526726X${symbol}`));
    expect(accepted).toHaveLength(1);
  });

  it('rejects a code with any single wrong symbol', () => {
    const code = '91350900587527783P';
    const wrong = [...code].flatMap((right, at) =>
      [...ALPHABET].filter((s) => s !== right).map((s) => code.slice(0, at) + s + code.slice(at + 1)),
    );
    expect(wrong).toHaveLength(18 * 30);
    expect(wrong.filter(isCreditCode)).toEqual([]);
  });

  it.each([
    ['', 'length'],
    ['91440300715267', 'length'],
    ['9144030071526726XG1', 'length'],
    ['71526726-X', 'length'],
    ['914403007152672IXG', 'symbol'],
    ['914403007152672OXG', 'symbol'],
    ['914403007152672SXG', 'symbol'],
    ['914403007152672VXG', 'symbol'],
    ['914403007152672ZXG', 'symbol'],
    ['91440300-71526726X', 'symbol'],
    ['0144030071526726XG', 'structure'],
    ['9A44030071526726XG', 'structure'],
    ['91A4030071526726XG', 'structure'],
    ['9144030071526726XA', 'check-symbol'],
  ])('rejects "%s": %s', (code, problem) => {
    expect(checkCreditCode(code)).toEqual({ valid: false, problem });
  });
});
