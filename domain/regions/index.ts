import { BEIJING } from './beijing.ts';
import { CHENGDU } from './chengdu.ts';
import { CHONGQING } from './chongqing.ts';
import { GUANGDONG } from './guangdong.ts';
import { GUANGZHOU } from './guangzhou.ts';
import { HANGZHOU } from './hangzhou.ts';
import { JIANGSU } from './jiangsu.ts';
import { NANJING } from './nanjing.ts';
import { ANHUI, FUJIAN, HENAN, HUNAN, LIAONING, SHANDONG } from './provinces.ts';
import type { LayerPolicy, RegionPolicy } from './region.ts';
import { SHANGHAI } from './shanghai.ts';
import { SHENZHEN } from './shenzhen.ts';
import { SUZHOU } from './suzhou.ts';
import { TIANJIN } from './tianjin.ts';
import { WUHAN } from './wuhan.ts';
import { XIAN } from './xian.ts';
import { ZHEJIANG } from './zhejiang.ts';

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

/** Cities that are known by name and go by national and provincial rules: of each a band, a unit's rate or a payment
 * window that can be cited is missing. */
const RECOGNISED: readonly RegionPolicy[] = [
  recognised('宁波', 'Ningbo', ZHEJIANG),
  recognised('无锡', 'Wuxi', JIANGSU),
  recognised('东莞', 'Dongguan', GUANGDONG),
  recognised('佛山', 'Foshan', GUANGDONG),
  recognised('青岛', 'Qingdao', SHANDONG),
  recognised('济南', 'Jinan', SHANDONG),
  recognised('厦门', 'Xiamen', FUJIAN),
  recognised('福州', 'Fuzhou', FUJIAN),
  recognised('长沙', 'Changsha', HUNAN),
  recognised('郑州', 'Zhengzhou', HENAN),
  recognised('合肥', 'Hefei', ANHUI),
  recognised('大连', 'Dalian', LIAONING),
];

function recognised(region: string, latinName: string, province: LayerPolicy): RegionPolicy {
  return { region, latinName, province, parameters: {} };
}

/** The regions that ship data of their own, by name. A region is added by adding its file here. */
export const REGIONS: ReadonlyMap<string, RegionPolicy> = byName(SHIPPED);

/** Those, and the ones that are recognised only. */
export const KNOWN_REGIONS: ReadonlyMap<string, RegionPolicy> = byName([...SHIPPED, ...RECOGNISED]);

function byName(regions: readonly RegionPolicy[]): ReadonlyMap<string, RegionPolicy> {
  return new Map(regions.map((policy) => [policy.region, policy]));
}

/** `Xi'an City`, `xian` and `XI AN` are one. */
function latinKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/\bcity\b/, '')
    .replace(/[^a-z]/g, '');
}

const BY_LATIN_NAME: ReadonlyMap<string, string> = new Map(
  [...KNOWN_REGIONS.values()].map(({ region, latinName }) => [latinKey(latinName), region]),
);

/** The name under which a region is known, however it is written: 北京市 and Beijing are 北京. Others stay as they are. */
export function regionNamed(written: string): string {
  const name = written.normalize('NFKC').trim();
  const short = name.endsWith('市') ? name.slice(0, -1) : name;
  if (KNOWN_REGIONS.has(short)) return short;
  return BY_LATIN_NAME.get(latinKey(name)) ?? name;
}

/** Whether a region is known by that name, shipped or recognised. */
export function isKnownRegion(written: string): boolean {
  return KNOWN_REGIONS.has(regionNamed(written));
}

/** The known region whose name, in Chinese or Latin letters, takes the fewest changes of a letter. */
export function nearestRegion(written: string): string {
  const name = written.normalize('NFKC').trim().replace(/市$/, '');
  const latin = latinKey(name);
  const distances = [...KNOWN_REGIONS.values()].map(({ region, latinName }) => ({
    region,
    changes: latin === '' ? changesBetween(name, region) : changesBetween(latin, latinKey(latinName)),
  }));
  const nearest = distances.reduce((best, next) => (next.changes < best.changes ? next : best));
  return nearest.region;
}

/** Levenshtein distance. */
function changesBetween(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
