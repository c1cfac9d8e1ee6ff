import type { Language } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';

/** How sure we are: the primary text or two independent sources; one decent source; inferred or weak. */
export type Confidence = 'high' | 'medium' | 'low';

/** What people should know about a value, or about why there is none, beyond its source. */
export type Note = Readonly<Record<Language, string>>;

/**
 * One value of a parameter from one day on. Three dates tell three things: from when it holds, when it was
 * published (absent when unknown), when somebody last checked it.
 */
export type Entry<T> = {
  /** First day it holds; absent where the sources do not say, then it holds for any day. */
  readonly from?: PlainDate;
  /** Last day it holds, where the sources give one; the day after is unpublished, not "as before". */
  readonly until?: PlainDate;
  readonly published?: PlainDate;
  readonly verified: PlainDate;
  readonly source: string;
  readonly confidence: Confidence;
  readonly law?: string;
  readonly note?: Note;
} & (
  | { readonly value: T }
  /** Sources contradict each other: no value, all candidates noted; a rule may take the safer one, and says so. */
  | { readonly candidates: readonly { readonly value: T; readonly source: string }[] }
  /** Looked for and not found. */
  | { readonly unknown: true }
);

/** A number (or word) of law or local policy: its entries, oldest first. */
export interface Parameter<T> {
  readonly name: string;
  readonly unit: string;
  readonly entries: readonly Entry<T>[];
}

/** What is in force on a day: a value with where it comes from, or the named reason why there is none. */
export type InForce<T> =
  | {
      readonly known: true;
      readonly parameter: string;
      readonly value: T;
      readonly source: string;
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
      readonly why: 'not-found' | 'before-first' | 'not-published' | 'contradictory';
      readonly candidates: readonly { readonly value: T; readonly source: string }[];
      /** The last value that was in force before, for an estimate that says that it is one. */
      readonly lastKnown?: T;
      /** Who is to settle it, where a law says so. */
      readonly law?: string;
      readonly note?: Note;
    };
