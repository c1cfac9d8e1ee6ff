import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, yuan } from '../../../domain/values/money.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import type { Cell } from '../../../functions/files/table.ts';
import {
  amountIn,
  dayIn,
  documentTypeIn,
  identityIn,
  idIn,
  monthIn,
  nameIn,
  signedAmountIn,
  textIn,
} from '../../../functions/imports/cell-values.ts';

const DAYS = { serialZero: plainDate('1899-12-30'), today: plainDate('2026-12-01') };

describe('amountIn', () => {
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
  ])('reads %j as %i fen', (cell, value) => {
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
  ])('refuses %j: %s', (cell, problem) => {
    expect(amountIn(cell)).toEqual({ problem });
  });

  it('reads any amount to the fen, as a number and as text with separators', () => {
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

describe('monthIn', () => {
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
    ['2026年10月份'],
    ['Oct-26'],
    ['October 2026'],
    [{ is: 'day', day: plainDate('2026-10-01') }],
    ['2026-09-30T16:00:00.000Z'],
    ['\u200e2026-10'],
    ['2026-10-01 - 2026-10-31'],
  ])('reads %j as October 2026', (cell) => {
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
    ['26-Oct', 'not-a-month'],
    ['194912', 'not-a-month'],
    ['202901', 'not-a-month'],
    [2026.1, 'decimal-month'],
    [2026.11, 'decimal-month'],
    [0.5, 'not-a-month'],
    ['2026-02-30', 'not-a-month'],
    ['202609-202610', 'several-months'],
    ['2026-09-01至2026-10-31', 'several-months'],
  ])('refuses %j: %s', (cell, problem) => {
    expect(monthIn(cell, DAYS)).toEqual({ problem });
  });
});

describe('dayIn', () => {
  it.each<[Cell]>([
    ['2026-10-05'],
    ['2026/10/5'],
    ['2026.10.5'],
    ['2026年10月5日'],
    ['20261005'],
    ['2026-10-05 09:30:00'],
    ['2026-10-05T00:00:00'],
    [46300],
    [46300.75],
    [46299.9995],
    [{ is: 'day', day: plainDate('2026-10-05') }],
    ['2026-10-04T16:00:00.000Z'],
    ['2026-10-05T00:00:00+08:00'],
    ['2026-10-04T23:59:17.000Z'],
    ['2026-10-04 23:59:17'],
    ['2026-10-04T15:58:30Z'],
    ['2026/10/5 0:00:00'],
    ['2026/10/4 11:59:30 PM'],
    ['2026/10/5 上午 12:00:00'],
    ['\u202d2026-10-05\u202c'],
  ])('reads %j as 2026-10-05', (cell) => {
    expect(dayIn(cell, DAYS)).toEqual({ value: '2026-10-05' });
  });

  it.each<[Cell]>([
    ['2026-10'],
    ['2026-13-01'],
    ['5.10.2026'],
    [5],
    ['明天'],
    ['2026-10-05 25:00'],
    ['2026-10-05 around noon'],
    ['1900-01-01'],
    ['1949-12-31'],
    ['2028-12-02'],
    ['9999-12-31'],
    [79_999],
  ])('refuses %j', (cell) => {
    expect(dayIn(cell, DAYS)).toEqual({ problem: 'not-a-day' });
  });
});

describe('identityIn', () => {
  it.each<[Cell, string]>([
    ['1.10105E+17', 'digits-lost'],
    [Number('110105199003070011'), 'digits-lost'],
    ['110***********0011', 'masked'],
  ])('refuses %j: %s', (cell, problem) => {
    expect(identityIn(cell)).toEqual({ problem });
  });

  it('reads the number as text without spaces', () => {
    expect(identityIn(' 11010519900307001x ')).toEqual({ value: '11010519900307001x' });
  });
});

describe('signedAmountIn', () => {
  it.each<[Cell, number, boolean]>([
    [-855, 85500, true],
    ['-1,234.00', 123400, true],
    ['(203.00)', 20300, true],
    ['-¥203', 20300, true],
    ['-0.00', 0, false],
    ['203', 20300, false],
  ])('reads the sign of %j', (cell, amount, isNegative) => {
    expect(signedAmountIn(cell)).toEqual({ value: { amount, isNegative } });
  });

  it.each(['(203', '203)', '-(203)', '--203', '2-03'])('refuses %s', (text) => {
    expect(signedAmountIn(text)).toEqual({ problem: 'not-an-amount' });
  });
});

describe('textIn and overlong cells', () => {
  it('ignores invisible characters', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u200e',
      '\u202d',
      '\u202c',
      '\ufeff',
      '\u2060',
      '\ufe0f',
      '\u{e0101}',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(invisible, fc.constantFrom(...'E1张三X09'))), (pairs) => {
        const plain = pairs.map(([, character]) => character).join('');
        expect(textIn(pairs.flat().join(''))).toBe(plain || undefined);
      }),
    );
  });

  it('refuses an overlong text as an id, name, day, month or amount', () => {
    const endless = `1${' '.repeat(1_900)}2`;
    expect(idIn(endless)).toEqual({ problem: 'too-long' });
    expect(nameIn(endless)).toEqual({ problem: 'too-long' });
    expect(dayIn(endless, DAYS)).toEqual({ problem: 'not-a-day' });
    expect(monthIn(endless, DAYS)).toEqual({ problem: 'not-a-month' });
    expect(amountIn(endless)).toEqual({ problem: 'not-an-amount' });
    expect(idIn({ is: 'too-long' })).toEqual({ problem: 'too-long' });
  });
});

describe('Identity documents', () => {
  it.each([
    ['居民身份证', 'resident-id'],
    ['居民身份证(户口簿)', 'resident-id'],
    ['外国护照', 'passport'],
    ['港澳台居民居住证', 'hmt-residence-permit'],
    ['外国人永久居留身份证', 'foreign-permanent-resident'],
    ['台湾居民来往大陆通行证', 'hmt-travel-permit'],
    ['港澳居民来往内地通行证', 'hmt-travel-permit'],
    ['军官证', undefined],
    ['', undefined],
  ])('documentTypeIn reads %s as %s', (words, type) => {
    expect(documentTypeIn(words)).toBe(type);
  });
});
