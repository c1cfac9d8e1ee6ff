import { expect, it } from 'vitest';
import { citedSources } from '../../../domain/letter/case-card.ts';

it('citedSources numbers each source once, in the order of citation', () => {
  const sources = citedSources();
  expect(['甲', '乙', '甲'].map((source) => sources.numberOf(source))).toEqual([1, 2, 1]);
  expect(sources.all()).toEqual(['甲', '乙']);
});
