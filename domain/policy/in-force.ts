import type { PlainDate } from '../values/plain-date.ts';
import type { Entry, InForce, Parameter } from './parameter.ts';

/** Of which value is the answer: what ships, or what the unit's administrator entered. */
export type Origin = 'shipped' | 'local';

/**
 * What is in force on `day`: the last entry whose `from` is not later. Where there is no value the answer says why:
 * the day lies before the first entry, after the last published one, was looked for in vain, or sources contradict.
 * A value of an earlier time is never passed off as current; it comes as `lastKnown`.
 */
export function inForce<T>(parameter: Parameter<T>, day: PlainDate, origin: Origin = 'shipped'): InForce<T> {
  const begun = parameter.entries.filter((entry) => entry.from === undefined || entry.from <= day);
  const entry = begun.at(-1);
  if (entry === undefined) {
    const why = parameter.entries.length === 0 ? 'not-found' : 'before-first';
    return { known: false, parameter: parameter.name, why, candidates: [] };
  }
  if (entry.until !== undefined && entry.until < day)
    return unknown(parameter, 'not-published', begun, entry);
  if ('candidates' in entry) return unknown(parameter, 'contradictory', begun, entry);
  if ('unknown' in entry) return unknown(parameter, 'not-found', begun, entry);
  return known(parameter, entry, origin);
}

function known<T>(
  parameter: Parameter<T>,
  entry: Entry<T> & { readonly value: T },
  origin: Origin,
): InForce<T> {
  return {
    known: true,
    parameter: parameter.name,
    value: entry.value,
    source: entry.source,
    confidence: entry.confidence,
    ...(entry.from !== undefined && { from: entry.from }),
    ...(entry.until !== undefined && { until: entry.until }),
    ...(entry.published !== undefined && { published: entry.published }),
    verified: entry.verified,
    ...(entry.law !== undefined && { law: entry.law }),
    ...(entry.note !== undefined && { note: entry.note }),
    local: origin === 'local',
  };
}

function unknown<T>(
  parameter: Parameter<T>,
  why: 'not-found' | 'not-published' | 'contradictory',
  begun: readonly Entry<T>[],
  entry: Entry<T>,
): InForce<T> {
  const last = begun.findLast((earlier) => 'value' in earlier);
  return {
    known: false,
    parameter: parameter.name,
    why,
    candidates: why === 'contradictory' && 'candidates' in entry ? entry.candidates : [],
    ...(last !== undefined && 'value' in last && { lastKnown: last.value }),
    ...('unknown' in entry && entry.law !== undefined && { law: entry.law }),
    ...(entry.note !== undefined && { note: entry.note }),
  };
}
