import { chinaDayOf, type PlainDate, parsePlainDate } from '../../domain/values/plain-date.ts';
import { instantOfEpoch } from '../hris/instant-of-epoch.ts';

/** Stands for "no end" where a vendor has no empty date. */
const FAR = '9000';

/**
 * A date of business as vendors write it: a day, a day with a time behind it, or the moment at which it begins in China,
 * since 1970. @returns undefined where there is none.
 */
export function vendorDay(told: unknown): PlainDate | undefined {
  const at = instantOfEpoch(told);
  if (at !== undefined) return chinaDayOf(at);
  if (typeof told !== 'string') return undefined;
  const day = parsePlainDate(/^(\d{4}-\d{2}-\d{2})(?:[T ]|$)/.exec(told.trim())?.[1] ?? '');
  return day !== undefined && day < FAR ? day : undefined;
}
