import type { Confidence } from '../reasons/reason.ts';
import type { Texts } from '../values/language.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Source } from './source.ts';

/** A remark about a value, or about its absence, beyond its source. */
export type Note = Texts;

/**
 * One value of a parameter from one day on. `verified` says when somebody last checked it; when it was published
 * stands with its source.
 */
export type Entry<T> = {
  /** First day it holds; absent where the sources do not say, then it holds for any day. */
  readonly from?: PlainDate;
  /** Last day it holds, where the sources give one; the day after is unpublished, not "as before". */
  readonly until?: PlainDate;
  readonly verified: PlainDate;
  readonly law?: string;
  readonly note?: Note;
} & (
  | { readonly value: T; readonly source: Source; readonly confidence: Confidence }
  /** Sources contradict each other: no value, all candidates noted; a rule may take the safer one, and says so. */
  | { readonly candidates: readonly Candidate<T>[] }
  /** Looked for and not found. */
  | { readonly unknown: true }
);

export interface Candidate<T> {
  readonly value: T;
  readonly source: Source;
}

/** A number (or keyword) of law or local policy: its entries, oldest first. */
export interface Parameter<T> {
  readonly name: string;
  readonly unit: string;
  readonly entries: readonly Entry<T>[];
}

/** What is in force on a day: a value with its source, or the named reason why there is none. */
export type InForce<T> =
  | {
      readonly known: true;
      readonly parameter: string;
      readonly value: T;
      readonly source: Source;
      readonly confidence: Confidence;
      readonly from?: PlainDate;
      readonly until?: PlainDate;
      readonly published?: PlainDate;
      readonly verified: PlainDate;
      readonly law?: string;
      readonly note?: Note;
      /** Entered by the unit's administrator in the registry; wins over what ships. */
      readonly local: boolean;
    }
  | {
      readonly known: false;
      readonly parameter: string;
      readonly why: 'not-found' | 'before-first' | 'not-published' | 'contradictory' | 'lead';
      readonly candidates: readonly Candidate<T>[];
      /** What a lead says: where to ask. Never a value for money, lateness or a deadline. */
      readonly lead?: Candidate<T>;
      /** The last value that was in force before, for an estimate that says that it is one. */
      readonly lastKnown?: T;
      /** Who is to settle it, where a law says so. */
      readonly law?: string;
      readonly note?: Note;
    };

/** Which value the answer is about: the shipped one, or the one that the unit's administrator entered. */
type Origin = 'shipped' | 'local';

/**
 * What is in force on `day`: the last entry whose `from` is not later. Where there is no value the answer says why:
 * the day lies before the first entry, after the last published one, was looked for in vain, sources contradict, or
 * there is a lead only. A value of an earlier time is never passed off as current; it comes as `lastKnown`.
 */
export function inForce<T>(parameter: Parameter<T>, day: PlainDate, origin: Origin = 'shipped'): InForce<T> {
  const hasBegun = (each: Entry<T>) => each.from === undefined || each.from <= day;
  const entry = parameter.entries.findLast(hasBegun);
  if (entry === undefined) {
    const why = parameter.entries.length === 0 ? 'not-found' : 'before-first';
    return { known: false, parameter: parameter.name, why, candidates: [] };
  }
  const notKnown = (why: Parameters<typeof unknown>[1]) =>
    unknown(parameter, why, parameter.entries.filter(hasBegun), entry);
  const end = lastDayOf(entry);
  if (end !== undefined && end < day) return notKnown('not-published');
  if ('candidates' in entry) return notKnown('contradictory');
  if ('unknown' in entry) return notKnown('not-found');
  if (entry.source.grade === 'lead') return notKnown('lead');
  return known(parameter, entry, origin);
}

/** The last day on which an entry holds: its own, or the end of its document where that comes first. */
export function lastDayOf<T>(entry: Entry<T>): PlainDate | undefined {
  const ofDocument = 'source' in entry ? entry.source.until : undefined;
  if (entry.until === undefined || ofDocument === undefined) return entry.until ?? ofDocument;
  return entry.until < ofDocument ? entry.until : ofDocument;
}

function known<T>(
  parameter: Parameter<T>,
  entry: Extract<Entry<T>, { readonly value: T }>,
  origin: Origin,
): InForce<T> {
  const until = lastDayOf(entry);
  const { published } = entry.source;
  return {
    known: true,
    parameter: parameter.name,
    value: entry.value,
    source: entry.source,
    confidence: entry.confidence,
    ...(entry.from !== undefined && { from: entry.from }),
    ...(until !== undefined && { until }),
    ...(published !== undefined && { published }),
    verified: entry.verified,
    ...(entry.law !== undefined && { law: entry.law }),
    ...(entry.note !== undefined && { note: entry.note }),
    local: origin === 'local',
  };
}

function unknown<T>(
  parameter: Parameter<T>,
  why: 'not-found' | 'not-published' | 'contradictory' | 'lead',
  begun: readonly Entry<T>[],
  entry: Entry<T>,
): InForce<T> {
  const last = begun.findLast((earlier) => 'value' in earlier && earlier.source.grade !== 'lead');
  return {
    known: false,
    parameter: parameter.name,
    why,
    candidates: why === 'contradictory' && 'candidates' in entry ? entry.candidates : [],
    ...(why === 'lead' && 'value' in entry && { lead: { value: entry.value, source: entry.source } }),
    ...(last !== undefined && 'value' in last && { lastKnown: last.value }),
    ...('unknown' in entry && entry.law !== undefined && { law: entry.law }),
    ...(entry.note !== undefined && { note: entry.note }),
  };
}
