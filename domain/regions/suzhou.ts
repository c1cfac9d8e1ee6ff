import { JIANGSU } from './jiangsu.ts';
import type { RegionPolicy } from './region.ts';

/** Nothing was found for Suzhou beyond what holds for the province. */
export const SUZHOU: RegionPolicy = { region: '苏州', parameters: JIANGSU };
