import { compareText } from '../facts/fact.ts';
import type { MonthSpan } from '../values/month.ts';
import { lastDayOf, type Month, monthSpans } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import { type Extent, effectiveUnitFacts, ofUnitKind, type UnitFact } from './unit-facts.ts';

/** A file of the agency that was imported for a unit, still in effect. */
interface Imported {
  /** The hash of unit, file and attempt; the ids of the facts of its rows are `bill:<import>:<row>`. */
  readonly import: string;
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

/** Somebody on a whole bill or list who could not be told for certain, and so could be one of several people. */
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
  /** In the order of their months, then of their receipt; of {@link RECENT_IMPORTS} the latest. */
  readonly bills: readonly ImportedBill[];
  /** In the order of their days, then of their receipt. */
  readonly lists: readonly ImportedList[];
  /** Earlier months of which a whole bill is known that was issued after the month's end, as spans. */
  readonly earlierWholeMonths: readonly MonthSpan[];
  readonly doubts: readonly Doubt[];
  /** Months with more doubtful rows than are kept here: anybody may be among them. */
  readonly monthsInDoubt: readonly Month[];
}

export const NO_COVERAGE: Coverage = {
  bills: [],
  lists: [],
  earlierWholeMonths: [],
  doubts: [],
  monthsInDoubt: [],
};

/** What is kept of single imports in full, of bills and of lists; older ones are kept as spans of months. */
export const RECENT_IMPORTS = 24;

/** More doubtful rows than this in one month are kept as "anybody". */
const MOST_DOUBTS = 20;

/**
 * Folds a unit's facts and the unknown rows of its files. The order in which they come does not matter.
 * @param unknown rows of bills and lists for people who are in no fact.
 */
export function coverageOf(facts: readonly UnitFact[], unknown: readonly Doubt[] = []): Coverage {
  const effective = effectiveUnitFacts(facts);
  const bills = ofUnitKind(effective, 'bill.imported')
    .map(({ data, receivedAt, by }): ImportedBill => {
      const { unitId: _, unitAmount: _unit, personalAmount: _personal, ...bill } = data;
      return { ...bill, knownAt: receivedAt, ...(by !== undefined && { by: by.who }) };
    })
    .sort((a, b) => compareText(a.month, b.month) || compareText(a.knownAt, b.knownAt));
  const lists = ofUnitKind(effective, 'list.imported')
    .map(({ data: { unitId: _, ...list }, receivedAt, by }): ImportedList => {
      return { ...list, knownAt: receivedAt, ...(by !== undefined && { by: by.who }) };
    })
    .sort((a, b) => compareText(a.on, b.on) || compareText(a.knownAt, b.knownAt));
  const recent = bills.slice(-RECENT_IMPORTS);
  const earlier = bills
    .slice(0, -RECENT_IMPORTS)
    .filter(({ extent, month, asOf }) => extent === 'whole' && asOf >= lastDayOf(month));
  const spans = monthSpans(earlier).map(({ from, to }) => ({ from, to }));
  return {
    bills: recent,
    lists: lists.slice(-RECENT_IMPORTS),
    earlierWholeMonths: spans,
    ...doubtsOf(unknown),
  };
}

function doubtsOf(unknown: readonly Doubt[]): Pick<Coverage, 'doubts' | 'monthsInDoubt'> {
  const byMonth = [...Map.groupBy(unknown, ({ month }) => month)].sort(([a], [b]) => compareText(a, b));
  const many = byMonth.filter(([, rows]) => rows.length > MOST_DOUBTS);
  const few = byMonth.filter(([, rows]) => rows.length <= MOST_DOUBTS);
  const doubts = few.flatMap(([month, rows]) =>
    rows
      .map(({ hash, name }) => ({
        month,
        ...(hash !== undefined && { hash }),
        ...(name !== undefined && { name }),
      }))
      .sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b))),
  );
  return { doubts, monthsInDoubt: many.map(([month]) => month) };
}

/** The import that a fact's id names, `bill:<import>:<row>`; undefined for what is not a row of an import. */
export function importIn(factId: string): string | undefined {
  return /^bill:([^:]+):\d+(?::|$)/.exec(factId)?.[1];
}
