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

/**
 * Cities that are known by name and use national and provincial rules, because no citable source was found for their
 * base limits, unit rate or payment window.
 */
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

/** Regions with data of their own, by name. To add a region, add its file here. */
export const REGIONS: ReadonlyMap<string, RegionPolicy> = byName(SHIPPED);

/** The regions with data of their own, and the regions known only by name. */
export const KNOWN_REGIONS: ReadonlyMap<string, RegionPolicy> = byName([...SHIPPED, ...RECOGNISED]);

function byName(regions: readonly RegionPolicy[]): ReadonlyMap<string, RegionPolicy> {
  return new Map(regions.map((policy) => [policy.region, policy]));
}

/** `Xi'an City`, `xian` and `XI AN` give one key. */
function latinKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/\bcity\b/, '')
    .replace(/[^a-z]/g, '');
}

const BY_LATIN_NAME: ReadonlyMap<string, string> = new Map(
  [...KNOWN_REGIONS.values()].map(({ region, latinName }) => [latinKey(latinName), region]),
);

/** The canonical name of a region: 北京市 and Beijing become 北京. Unknown names stay unchanged. */
export function regionNamed(written: string): string {
  const name = written.normalize('NFKC').trim();
  const short = name.endsWith('市') ? name.slice(0, -1) : name;
  if (KNOWN_REGIONS.has(short)) return short;
  return BY_LATIN_NAME.get(latinKey(name)) ?? name;
}

/** Whether a region with that name is known, with data of its own or only by name. */
export function isKnownRegion(written: string): boolean {
  return KNOWN_REGIONS.has(regionNamed(written));
}

/** The known region whose Chinese or Latin name has the smallest edit distance. */
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

/** The Levenshtein distance: how many letters must be added, removed or replaced to turn one text into the other. */
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
