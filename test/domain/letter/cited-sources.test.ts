import { expect, it } from 'vitest';
import { citedSources } from '../../../domain/letter/case-card.ts';

it('numbers each source once, in the order in which it is cited', () => {
  const sources = citedSources();
  expect(['甲', '乙', '甲'].map((source) => sources.numberOf(source))).toEqual([1, 2, 1]);
  expect(sources.all()).toEqual(['甲', '乙']);
});
