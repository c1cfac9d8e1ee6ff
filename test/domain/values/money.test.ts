import { expect, it } from 'vitest';
import { fen, NO_MONEY, sumKnown } from '../../../domain/values/money.ts';

it('sumKnown adds amounts and gives no sum when one of them is unknown', () => {
  expect(sumKnown([fen(12_50), fen(7_55)])).toBe(20_05);
  expect(sumKnown([fen(12_50), undefined])).toBeUndefined();
  expect(sumKnown([NO_MONEY])).toBe(0);
  expect(sumKnown([])).toBe(0);
});
