import { addDays } from '../values/plain-date.ts';
import type { Post } from './person.ts';
import type { Stretch } from './stretches.ts';

/**
 * The days whose updates are about the post of a spell: from its begin, or since the person was away, to the day
 * before the next spell begins. What was said before the first spell began was said about that one.
 */
export function postAt(index: number, stretches: readonly Stretch[]): Post {
  const stretch = stretches[index];
  if (stretch === undefined) throw new RangeError(`no spell at ${index}`);
  const { hires, inPostSince } = stretch;
  const before = stretches.findLast((other) => other.situation.start.on < inPostSince)?.situation;
  const away = before?.is === 'left' && before.end.on < inPostSince ? addDays(before.end.on, 1) : inPostSince;
  const next = stretches[index + 1];
  return {
    hires,
    ...(before !== undefined && { from: away }),
    ...(next !== undefined && { until: addDays(next.situation.start.on, -1) }),
  };
}
