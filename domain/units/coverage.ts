import type { Month, MonthSpan } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import type { Extent } from './unit-facts.ts';

/** A file of the agency that was imported for a unit, still in effect. */
interface Imported {
  /** The hash of unit, file and attempt; the ids of the facts of its rows are `bill:<import>:<row>`. */
  readonly import: string;
  /** The file's name, of a long one the beginning. */
  readonly file: string;
  readonly people: number;
  readonly extent: Extent;
  /** When it was taken in, or, for one that stands again, when what had replaced it was voided. */
  readonly knownAt: Instant;
  /** Who imported it; absent where that was not kept. */
  readonly by?: string;
}

export interface ImportedBill extends Imported {
  /** The month that the contributions are for. */
  readonly month: Month;
  /** The day on which the bill was issued, else that of the import. */
  readonly asOf: PlainDate;
}

export interface ImportedList extends Imported {
  readonly on: PlainDate;
}

/** An unmatched person on a whole bill or list, who could be one of several people. */
export interface Doubt {
  /** The month of the bill; of a list, the month of its day. */
  readonly month: Month;
  /** The identity number's keyed hash; absent where the row has none. */
  readonly hash?: string;
  /** As the row has it, or masked; absent where the row has none. */
  readonly name?: string;
}

/**
 * R13: what the agency's own files say of a unit as a whole: for which months everybody is known. Absence from a file is
 * derived from it and never stored, so that the order in which files, hires and leaves come does not matter.
 */
export interface Coverage {
  /** In the order of their months, then of their receipt; the latest of them. */
  readonly bills: readonly ImportedBill[];
  /** In the order of their days, then of their receipt; the latest of them. */
  readonly lists: readonly ImportedList[];
  /** Earlier months with a whole bill that was issued after the month's end, as spans. */
  readonly earlierWholeMonths: readonly MonthSpan[];
  readonly doubts: readonly Doubt[];
  /**
   * Months with too many doubtful rows with a number to keep their names: the first characters of each number's hash. Who
   * has no number on file may be among them.
   */
  readonly numbersInDoubt?: readonly { readonly month: Month; readonly hashes: readonly string[] }[];
  /** Months with more doubtful rows than are kept here: anybody may be among them. */
  readonly monthsInDoubt: readonly Month[];
  /** When an import, a match or a void of one was taken in last; absent where there was none. */
  readonly changedAt?: Instant;
}

export const NO_COVERAGE: Coverage = {
  bills: [],
  lists: [],
  earlierWholeMonths: [],
  doubts: [],
  monthsInDoubt: [],
};

/** The import that a fact's id names, `bill:<import>:<row>`; undefined for what is not a row of an import. */
export function importIn(factId: string): string | undefined {
  return /^bill:([^:]+):\d+(?::|$)/.exec(factId)?.[1];
}
