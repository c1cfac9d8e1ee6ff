import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, yuan } from '../../../domain/values/money.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import type { Cell } from '../../../functions/files/table.ts';
import { amountIn, dayIn, identityIn, monthIn } from '../../../functions/imports/cell-values.ts';

const DAYS = { serialZero: plainDate('1899-12-30'), today: plainDate('2026-12-01') };

describe('an amount', () => {
  it.each<[Cell, number]>([
    [980, 98000],
    [980.1, 98010],
    [Number('1234.5600000000001'), 123456],
    [0.1 + 0.2, 30],
    ['980', 98000],
    ['1,234.50', 123450],
    ['12,345,678.90', 1234567890],
    ['¥1,234.50', 123450],
    ['１２３４．５元', 123450],
    ['203.1000', 20310],
    [' 0 ', 0],
  ])('%j is %i fen', (cell, value) => {
    expect(amountIn(cell)).toEqual({ value });
  });

  it.each<[Cell, string]>([
    [undefined, 'empty'],
    ['-', 'negative'],
    [-1, 'negative'],
    ['-1,234.00', 'negative'],
    ['(203.00)', 'negative'],
    ['203.001', 'part-of-a-fen'],
    [203.001, 'part-of-a-fen'],
    ['1,23', 'not-an-amount'],
    ['1.234,50', 'not-an-amount'],
    ['无', 'not-an-amount'],
    [1e20, 'not-an-amount'],
    [{ is: 'formula' }, 'formula'],
    [{ is: 'error', shown: '#N/A' }, 'error-value'],
  ])('%j is none: %s', (cell, problem) => {
    expect(amountIn(cell)).toEqual({ problem });
  });

  it('is read back to the fen, as a number and as text with separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
        const plain = yuan(fen(amount));
        const separated = plain.replace(/\B(?=(\d{3})+\.)/g, ',');
        expect(amountIn(amount / 100)).toEqual({ value: amount });
        expect(amountIn(plain)).toEqual({ value: amount });
        expect(amountIn(separated)).toEqual({ value: amount });
      }),
    );
  });
});

describe('a month', () => {
  it.each<[Cell]>([
    ['202610'],
    [202610],
    ['2026-10'],
    ['2026/10'],
    ['2026.10'],
    ['2026年10月'],
    ['2026-10-31'],
    ['20261001'],
    [46296],
    [46326.5],
    ['202610-202610'],
    ['2026-10至2026-10'],
    ['2026-10-01至2026-10-31'],
    ['2026.10-2026.10'],
    ['20261001-20261031'],
  ])('%j is October 2026', (cell) => {
    expect(monthIn(cell, DAYS)).toEqual({ value: '2026-10' });
  });

  it.each<[Cell, string]>([
    ['202613', 'not-a-month'],
    ['202600', 'not-a-month'],
    ['10', 'not-a-month'],
    [10, 'not-a-month'],
    ['2026', 'not-a-month'],
    ['26-10', 'not-a-month'],
    ['302610', 'not-a-month'],
    ['2026-02-30', 'not-a-month'],
    ['202609-202610', 'several-months'],
    ['2026-09-01至2026-10-31', 'several-months'],
  ])('%j is none: %s', (cell, problem) => {
    expect(monthIn(cell, DAYS)).toEqual({ problem });
  });
});

describe('a day', () => {
  it.each<[Cell]>([
    ['2026-10-05'],
    ['2026/10/5'],
    ['2026年10月5日'],
    ['20261005'],
    ['2026-10-05 09:30:00'],
    ['2026-10-05T00:00:00'],
    [46300],
    [46300.75],
  ])('%j is 2026-10-05', (cell) => {
    expect(dayIn(cell, DAYS)).toEqual({ value: '2026-10-05' });
  });

  it.each<[Cell]>([['2026-10'], ['2026-13-01'], ['5.10.2026'], [5], ['明天']])('%j is none', (cell) => {
    expect(dayIn(cell, DAYS)).toEqual({ problem: 'not-a-day' });
  });
});

describe('an identity number', () => {
  it.each<[Cell, string]>([
    ['1.10105E+17', 'digits-lost'],
    [Number('110105199003070011'), 'digits-lost'],
    ['110***********0011', 'masked'],
  ])('%j cannot be used: %s', (cell, problem) => {
    expect(identityIn(cell)).toEqual({ problem });
  });

  it('is taken as text', () => {
    expect(identityIn(' 11010519900307001x ')).toEqual({ value: '11010519900307001x' });
  });
});
