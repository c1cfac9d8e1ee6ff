import type { Policy } from '../../../domain/policy/policy.ts';
import { isKnownRegion, nearestRegion, REGIONS, regionNamed } from '../../../domain/regions/index.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { CommandContext } from './frame.ts';
import { maskIds } from './kinds.ts';

/**
 * The requested region under its official name.
 * @throws BadUsage with the nearest known name: for a misspelt name, only national law would apply.
 */
export function knownRegion(written: string, { badUsage }: CommandContext): string {
  if (isKnownRegion(written)) return regionNamed(written);
  const name = maskIds(written);
  const nearest = nearestRegion(written);
  throw badUsage({
    zh: `没有叫“${name}”的地区，最接近的是 ${nearest}；只按全国规定计算的，不要写地区`,
    en: `unknown region "${name}"; the nearest is ${nearest}. For national rules only, leave the region out`,
  });
}

/** A notice for a region without shipped data. */
export function nothingShips({ region, regionShipped, province }: Policy): Texts | undefined {
  if (regionShipped) return undefined;
  const shipped = [...REGIONS.keys()].join('、');
  const rules = {
    zh: province === undefined ? '全国规定' : `全国规定和${province}省规定`,
    en: province === undefined ? 'only national rules' : `national rules and those of ${province}`,
  };
  return {
    zh: `没有内置“${region}”的数据，只按${rules.zh}计算；内置的有 ${shipped}`,
    en: `There are no built-in data for "${region}", so ${rules.en} were used; there are built-in data for ${shipped}`,
  };
}
