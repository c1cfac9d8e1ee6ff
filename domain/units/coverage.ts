import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import type { MonthSpan } from '../values/month.ts';
import { lastDayOf, type Month, monthSpans } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import { type Extent, effectiveUnitFacts, ofUnitKind, type UnitFact } from './unit-facts.ts';

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
  /** In the order of their months, then of their receipt; the latest {@link RECENT_BILLS}. */
  readonly bills: readonly ImportedBill[];
  /** In the order of their days, then of their receipt; the latest {@link RECENT_LISTS}. */
  readonly lists: readonly ImportedList[];
  /** Earlier months of which a whole bill is known that was issued after the month's end, as spans. */
  readonly earlierWholeMonths: readonly MonthSpan[];
  readonly doubts: readonly Doubt[];
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

/** How many bills are kept in full; older ones are kept as spans of months. */
export const RECENT_BILLS = 24;

/** How many lists are kept: what older ones said, the later lists and bills say better. */
export const RECENT_LISTS = 6;

/** More doubtful rows than this in one month are kept as "anybody". */
const MOST_DOUBTS = 20;

/** Of all months together, the latest first: what is folded here is read with every load of the registry. */
const MOST_DOUBTS_IN_ALL = 60;

const LONGEST_FILE_NAME = 60;

/**
 * Folds a unit's facts and the unknown rows of its files. The order in which they come does not matter.
 * @param unknown rows of bills and lists for people who are in no fact.
 */
export function coverageOf(facts: readonly UnitFact[], unknown: readonly Doubt[] = []): Coverage {
  const effective = effectiveUnitFacts(facts);
  const standsSince = standingAgain(facts);
  const sayOf = ({ factId, receivedAt, by }: UnitFact, file: string) => ({
    file: file.slice(0, LONGEST_FILE_NAME),
    knownAt: standsSince.get(factId) ?? receivedAt,
    ...(by !== undefined && { by: by.who }),
  });
  const bills = ofUnitKind(effective, 'bill.imported')
    .map((fact): ImportedBill => {
      const { unitId: _, unitAmount: _unit, personalAmount: _personal, ...bill } = fact.data;
      return { ...bill, ...sayOf(fact, bill.file) };
    })
    .sort((a, b) => compareText(a.month, b.month) || compareText(a.knownAt, b.knownAt));
  const lists = ofUnitKind(effective, 'list.imported')
    .map((fact): ImportedList => {
      const { unitId: _, ...list } = fact.data;
      return { ...list, ...sayOf(fact, list.file) };
    })
    .sort((a, b) => compareText(a.on, b.on) || compareText(a.knownAt, b.knownAt));
  const recent = bills.slice(-RECENT_BILLS);
  const earlier = bills
    .slice(0, -RECENT_BILLS)
    .filter(({ extent, month, asOf }) => extent === 'whole' && asOf >= lastDayOf(month));
  const spans = monthSpans(earlier).map(({ from, to }) => ({ from, to }));
  return {
    bills: recent,
    lists: lists.slice(-RECENT_LISTS),
    earlierWholeMonths: spans,
    ...doubtsOf(unknown),
    ...compact({
      changedAt: facts
        .map(({ receivedAt }) => receivedAt)
        .toSorted(compareText)
        .at(-1),
    }),
  };
}

/** Since when each fact stands again whose void was voided: the receipt of the last void of a void of it. */
function standingAgain(facts: readonly UnitFact[]): ReadonlyMap<string, Instant> {
  const voids = ofUnitKind(facts, 'fact.voided');
  const voidsById = new Map(voids.map((fact) => [fact.factId, fact]));
  const since = new Map<string, Instant>();
  for (const { data, receivedAt } of voids) {
    const takenBack = voidsById.get(data.factId)?.data.factId;
    if (takenBack === undefined) continue;
    const before = since.get(takenBack);
    if (before === undefined || before < receivedAt) since.set(takenBack, receivedAt);
  }
  return since;
}

function doubtsOf(unknown: readonly Doubt[]): Pick<Coverage, 'doubts' | 'monthsInDoubt'> {
  const byMonth = [...Map.groupBy(unknown, ({ month }) => month)].sort(([a], [b]) => compareText(a, b));
  const doubts: Doubt[] = [];
  const monthsInDoubt: Month[] = [];
  for (const [month, rows] of byMonth.toReversed()) {
    const distinct = new Map(rows.map((row) => doubtIn(row)).map((it) => [JSON.stringify(it), it]));
    const tooMany = distinct.size > MOST_DOUBTS || doubts.length + distinct.size > MOST_DOUBTS_IN_ALL;
    if (tooMany) monthsInDoubt.push(month);
    else doubts.push(...[...distinct].sort(([a], [b]) => compareText(b, a)).map(([, doubt]) => doubt));
  }
  return { doubts: doubts.reverse(), monthsInDoubt: monthsInDoubt.reverse() };
}

function doubtIn({ month, hash, name }: Doubt): Doubt {
  return { month, ...(hash !== undefined && { hash }), ...(name !== undefined && { name }) };
}
