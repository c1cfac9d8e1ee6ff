import { BEIJING } from './beijing.ts';
import type { RegionPolicy } from './region.ts';
import { SHANGHAI } from './shanghai.ts';
import { SHENZHEN } from './shenzhen.ts';

/** The regions that ship, by name. A region is added by adding its file here. */
export const REGIONS: ReadonlyMap<string, RegionPolicy> = new Map(
  [BEIJING, SHANGHAI, SHENZHEN].map((policy) => [policy.region, policy]),
);

/** The name under which a region is known, however it is written: 北京市 is 北京. Others are kept as they are. */
export function regionNamed(written: string): string {
  const name = written.normalize('NFKC').trim();
  const short = name.endsWith('市') ? name.slice(0, -1) : name;
  return REGIONS.has(short) ? short : name;
}
