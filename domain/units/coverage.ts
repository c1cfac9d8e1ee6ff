import type { Month, MonthSpan } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import type { Extent } from './unit-facts.ts';

/** An imported agency file of a unit that is still in effect. */
interface Imported {
  /** The hash of unit, file and attempt; the facts of its rows have the ids `bill:<import>:<row>`. */
  readonly import: string;
  /** The file's name. A long name is cut. */
  readonly file: string;
  readonly people: number;
  readonly extent: Extent;
  /** When the file was received. If another import replaced it and was voided later, when that void was received. */
  readonly knownAt: Instant;
  /** Who imported the file; absent if not recorded. */
  readonly by?: string;
}

export interface ImportedBill extends Imported {
  readonly month: Month;
  /** The day on which the bill was issued; if unknown, the day of import. */
  readonly asOf: PlainDate;
}

export interface ImportedList extends Imported {
  readonly on: PlainDate;
}

/**
 * A row of a bill or list that is not assigned to an employee. Every employee to whom the row may belong is in doubt.
 */
export interface Doubt {
  /** The month of the bill; for a list, the month of its date. */
  readonly month: Month;
  /** The keyed hash of the identity number; absent if the row has no number. */
  readonly hash?: string;
  /** The name as in the row, possibly masked; absent if the row has no name. */
  readonly name?: string;
}

/**
 * R13: the agency files that were imported for a unit. They show for which months all insured people are known. Whether
 * a person is absent is computed from them and never stored, so the order in which files, hires and leaves arrive does
 * not matter.
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
   * Months with so many doubtful rows that only the first characters of the hash of each identity number are kept.
   * Employees whose number we do not know may be among them.
   */
  readonly numbersInDoubt?: readonly { readonly month: Month; readonly hashes: readonly string[] }[];
  /** Months with so many doubtful rows that not even hashes are kept: any employee may be among them. */
  readonly monthsInDoubt: readonly Month[];
  /** When a fact about the unit's imports (an import, a match, a void) was last received; absent if there is none. */
  readonly changedAt?: Instant;
}

export const NO_COVERAGE: Coverage = {
  bills: [],
  lists: [],
  earlierWholeMonths: [],
  doubts: [],
  monthsInDoubt: [],
};

/** The import named in a fact's id, `bill:<import>:<row>`; undefined if the fact is not from an import. */
export function importIn(factId: string): string | undefined {
  return /^bill:([^:]+):\d+(?::|$)/.exec(factId)?.[1];
}
