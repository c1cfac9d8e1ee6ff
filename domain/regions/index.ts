import { BEIJING } from './beijing.ts';
import { CHENGDU } from './chengdu.ts';
import { CHONGQING } from './chongqing.ts';
import { GUANGZHOU } from './guangzhou.ts';
import { HANGZHOU } from './hangzhou.ts';
import { NANJING } from './nanjing.ts';
import type { RegionPolicy } from './region.ts';
import { SHANGHAI } from './shanghai.ts';
import { SHENZHEN } from './shenzhen.ts';
import { SUZHOU } from './suzhou.ts';
import { TIANJIN } from './tianjin.ts';
import { WUHAN } from './wuhan.ts';
import { XIAN } from './xian.ts';

const SHIPPED = [
  BEIJING,
  SHANGHAI,
  GUANGZHOU,
  SHENZHEN,
  HANGZHOU,
  NANJING,
  SUZHOU,
  CHENGDU,
  CHONGQING,
  WUHAN,
  XIAN,
  TIANJIN,
];

/** The regions that ship, by name. A region is added by adding its file here. */
export const REGIONS: ReadonlyMap<string, RegionPolicy> = new Map(
  SHIPPED.map((policy) => [policy.region, policy]),
);

/** The name under which a region is known, however it is written: 北京市 is 北京. Others are kept as they are. */
export function regionNamed(written: string): string {
  const name = written.normalize('NFKC').trim();
  const short = name.endsWith('市') ? name.slice(0, -1) : name;
  return REGIONS.has(short) ? short : name;
}
