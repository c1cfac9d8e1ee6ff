import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { lastDayOf, type Month, monthSpans } from '../values/month.ts';
import { type Instant, newestOf } from '../values/plain-date.ts';
import type { Coverage, Doubt, ImportedBill, ImportedList } from './coverage.ts';
import { effectiveUnitFacts, ofUnitKind, type UnitFact } from './unit-facts.ts';

/** How many bills are kept in full. Of older complete bills only the months are kept, as spans. */
export const RECENT_BILLS = 24;

/** How many lists are kept. Older ones are not needed, because later lists and bills replace them. */
export const RECENT_LISTS = 6;

/**
 * Up to this many doubtful rows of a month are kept with their names. If there are more, only hashes of the identity
 * numbers are kept. If there are too many hashes, only the month is kept.
 */
const MAX_DOUBTS = 20;

/**
 * The limit for the doubtful rows of all months together; rows of the latest months are kept first. The limit is low,
 * because the rows are read whenever the registry is read.
 */
const MAX_DOUBTS_IN_ALL = 60;

/** How many hashes are kept for all months together. */
const MAX_NUMBERS_IN_ALL = 150;

/** How many characters of a hash are kept. They are enough to tell any two numbers apart in practice. */
const HASH_KEPT = 12;

const LONGEST_FILE_NAME = 60;

/**
 * Folds a unit's facts and the unassigned rows of its files. The order of the facts and rows does not matter.
 * @param unknown the rows of bills and lists that are not assigned to an employee.
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
    ...compact({ changedAt: newestOf(facts.map(({ receivedAt }) => receivedAt)) }),
  };
}

/**
 * Facts that were voided, and whose void was voided too: for the id of each, the time when that second void was
 * received (of several, the latest).
 */
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

type Doubts = Pick<Coverage, 'doubts' | 'numbersInDoubt' | 'monthsInDoubt'>;

/** The doubtful rows that are kept, up to the limits. If there are too many, the latest months are kept. */
function doubtsOf(unknown: readonly Doubt[]): Doubts {
  const byMonth = [...Map.groupBy(unknown, ({ month }) => month)].sort(([a], [b]) => compareText(b, a));
  const doubts: Doubt[] = [];
  const numbersInDoubt: { month: Month; hashes: readonly string[] }[] = [];
  const monthsInDoubt: Month[] = [];
  let numbers = 0;
  for (const [month, rows] of byMonth) {
    const distinct = new Map(rows.map((row) => doubtIn(row)).map((doubt) => [JSON.stringify(doubt), doubt]));
    const ordered = [...distinct].sort(([a], [b]) => compareText(b, a)).map(([, doubt]) => doubt);
    const fits = (added: readonly Doubt[]) =>
      added.length <= MAX_DOUBTS && doubts.length + added.length <= MAX_DOUBTS_IN_ALL;
    if (fits(ordered)) {
      doubts.push(...ordered);
      continue;
    }
    const unnumbered = ordered.filter(({ hash }) => hash === undefined);
    const hashes = ordered.flatMap(({ hash }) => hash?.slice(0, HASH_KEPT) ?? []);
    if (!fits(unnumbered) || numbers + hashes.length > MAX_NUMBERS_IN_ALL) {
      monthsInDoubt.push(month);
      continue;
    }
    numbers += hashes.length;
    doubts.push(...unnumbered);
    numbersInDoubt.push({ month, hashes: [...new Set(hashes)].sort() });
  }
  return {
    doubts: doubts.reverse(),
    ...(numbersInDoubt.length > 0 && { numbersInDoubt: numbersInDoubt.reverse() }),
    monthsInDoubt: monthsInDoubt.reverse(),
  };
}

function doubtIn({ month, hash, name }: Doubt): Doubt {
  return { month, ...compact({ hash, name }) };
}
