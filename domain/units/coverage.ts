import type { Month, MonthSpan } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import type { Extent } from './unit-facts.ts';

/** An imported agency file of a unit that is still in effect. */
interface Imported {
  /** The hash of unit, file and attempt; the facts of its rows have the ids `bill:<import>:<row>`. */
  readonly import: string;
  /** The file's name; a long one is cut. */
  readonly file: string;
  readonly people: number;
  readonly extent: Extent;
  /** When it was received; if the import that replaced it was voided, when that was voided. */
  readonly knownAt: Instant;
  /** Who imported it; absent if not recorded. */
  readonly by?: string;
}

export interface ImportedBill extends Imported {
  readonly month: Month;
  /** The day of issue of the bill, otherwise the day of import. */
  readonly asOf: PlainDate;
}

export interface ImportedList extends Imported {
  readonly on: PlainDate;
}

/** An unmatched person on a complete bill or list, who could be one of several people. */
export interface Doubt {
  /** The month of the bill; for a list, the month of its date. */
  readonly month: Month;
  /** The identity number's keyed hash; absent if the row has no number. */
  readonly hash?: string;
  /** As in the row, possibly masked; absent if the row has no name. */
  readonly name?: string;
}

/**
 * R13: what the agency's files say about a unit as a whole: for which months everybody is known. Absence from a file is
 * derived from it and never stored, so the order in which files, hires and leaves arrive does not matter.
 */
export interface Coverage {
  /** The latest bills, in order of months, then of receipt. */
  readonly bills: readonly ImportedBill[];
  /** The latest lists, in order of dates, then of receipt. */
  readonly lists: readonly ImportedList[];
  /** Earlier months with a complete bill that was issued after the end of the month, as spans. */
  readonly earlierWholeMonths: readonly MonthSpan[];
  readonly doubts: readonly Doubt[];
  /**
   * Months with too many doubtful rows to keep their names: the first characters of the hash of each number. People
   * without a number on file may be among them.
   */
  readonly numbersInDoubt?: readonly { readonly month: Month; readonly hashes: readonly string[] }[];
  /** Months with more doubtful rows than are kept here: anybody may be among them. */
  readonly monthsInDoubt: readonly Month[];
  /** When an import, a match, or a void of one was last received; absent if there was none. */
  readonly changedAt?: Instant;
}

export const NO_COVERAGE: Coverage = {
  bills: [],
  lists: [],
  earlierWholeMonths: [],
  doubts: [],
  monthsInDoubt: [],
};

/** The import named in a fact's id, `bill:<import>:<row>`; undefined for facts not from an import. */
export function importIn(factId: string): string | undefined {
  return /^bill:([^:]+):\d+(?::|$)/.exec(factId)?.[1];
}
