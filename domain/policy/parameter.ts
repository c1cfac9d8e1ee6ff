import type { Confidence } from '../reasons/reason.ts';
import { compact } from '../values/compact.ts';
import type { Texts } from '../values/language.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Source } from './source.ts';

/** A remark about a value or about its absence. */
export type Note = Texts;

/** One value of a parameter from a day on. `verified` is the day of the last check; the source has the day of publication. */
export type Entry<T> = {
  /** The first day of validity. If the sources do not state one, it is absent, and the entry is valid on every day. */
  readonly from?: PlainDate;
  /**
   * The last day of validity, if the sources state one. From the next day the value is unknown, and the old one does
   * not continue.
   */
  readonly until?: PlainDate;
  readonly verified: PlainDate;
  readonly law?: string;
  readonly note?: Note;
} & (
  | { readonly value: T; readonly source: Source; readonly confidence: Confidence }
  /** The sources contradict each other, so there are only candidates. A rule may use the safer one and must say so. */
  | { readonly candidates: readonly Candidate<T>[] }
  /** The value was searched for and not found. */
  | { readonly unknown: true }
);

export interface Candidate<T> {
  readonly value: T;
  readonly source: Source;
}

/** A number or keyword of law or local policy: its entries, oldest first. */
export interface Parameter<T> {
  readonly name: string;
  readonly unit: string;
  readonly entries: readonly Entry<T>[];
}

/** The value in force on a day with its source, or the reason for its absence. */
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
      /** True if the unit's administrator entered the value in the registry; it then replaces the shipped value. */
      readonly local: boolean;
    }
  | {
      readonly known: false;
      readonly parameter: string;
      readonly why: 'not-found' | 'before-first' | 'not-published' | 'contradictory' | 'lead';
      readonly candidates: readonly Candidate<T>[];
      /** A value from an unofficial source. It shows where to ask; no amount, lateness or deadline is based on it. */
      readonly lead?: Candidate<T>;
      /** The last value that was in force earlier. It is used only for estimates that are labelled as such. */
      readonly lastKnown?: T;
      /** The law that says which authority must decide the value, if there is one. */
      readonly law?: string;
      readonly note?: Note;
    };

/** Whether the answer is about the shipped value or the one entered by the unit's administrator. */
type Origin = 'shipped' | 'local';

/**
 * The value in force on `day`: the last entry whose `from` is not later. Without a value the answer says why: the day
 * is before the first entry or after the last published one, the value was not found, sources contradict each other, or
 * there is only a lead. An earlier value is never presented as current; it is returned as `lastKnown`.
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

/**
 * The last day on which an entry is valid: the last day of the entry or of its document, whichever is earlier.
 * Undefined if neither has a last day.
 */
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
    verified: entry.verified,
    ...compact({ from: entry.from, until, published, law: entry.law, note: entry.note }),
    local: origin === 'local',
  };
}

function unknown<T>(
  parameter: Parameter<T>,
  why: 'not-found' | 'not-published' | 'contradictory' | 'lead',
  startedEntries: readonly Entry<T>[],
  entry: Entry<T>,
): InForce<T> {
  const last = startedEntries.findLast((earlier) => 'value' in earlier && earlier.source.grade !== 'lead');
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
