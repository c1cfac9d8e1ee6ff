import { PROVINCES_2024 } from './data-sets.ts';
import { NOT_FOUND } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const NO_BAND = {
  ...NOT_FOUND,
  source: PROVINCES_2024,
  note: {
    zh: '唯一的来源只有整数，像是占位数据，不予采用',
    en: 'the only source gives round numbers that look like a placeholder; they are not used',
  },
} as const;

/** Nothing that can be relied on was found for Chongqing: national law holds, the rest is to be asked. */
export const CHONGQING: RegionPolicy = {
  region: '重庆',
  parameters: { contributionBaseFloor: [NO_BAND], contributionBaseCeiling: [NO_BAND] },
};
