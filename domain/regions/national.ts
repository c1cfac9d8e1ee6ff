import { ARREARS } from './national/arrears.ts';
import { BASE_AND_RATES } from './national/base-and-rates.ts';
import { COVER_AND_GAP } from './national/cover-and-gap.ts';
import { REFUND } from './national/refund.ts';
import { RESIDENT_AND_FLEXIBLE } from './national/resident-and-flexible.ts';
import { RETIREMENT } from './national/retirement.ts';
import { TIME_LIMITS } from './national/time-limits.ts';
import type { LayerPolicy } from './region.ts';

/**
 * National law. It applies unless a region has its own rule. Values that it leaves to the regions are listed as not
 * found.
 */
export const NATIONAL: LayerPolicy = {
  region: '全国',
  parameters: {
    ...TIME_LIMITS,
    ...COVER_AND_GAP,
    ...BASE_AND_RATES,
    ...ARREARS,
    ...REFUND,
    ...RETIREMENT,
    ...RESIDENT_AND_FLEXIBLE,
  },
};
