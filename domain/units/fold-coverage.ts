import { compareText } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { lastDayOf, type Month, monthSpans } from '../values/month.ts';
import type { Instant } from '../values/plain-date.ts';
import type { Coverage, Doubt, ImportedBill, ImportedList } from './coverage.ts';
import { effectiveUnitFacts, ofUnitKind, type UnitFact } from './unit-facts.ts';

/** How many bills are kept in full; older ones are kept as spans of months. */
export const RECENT_BILLS = 24;

/** How many lists are kept: later lists and bills replace older ones. */
export const RECENT_LISTS = 6;

/** More doubtful rows than this in one month are kept as "anybody". */
const MAX_DOUBTS = 20;

/** The limit for all months together, latest first: this fold is part of every load of the registry. */
const MAX_DOUBTS_IN_ALL = 60;

/** The limit for all months together of hashes kept for months with too many rows to keep names. */
const MAX_NUMBERS_IN_ALL = 150;

/** Characters kept of a hash: enough that two numbers do not share them by chance. */
const HASH_KEPT = 12;

const LONGEST_FILE_NAME = 60;

/**
 * Folds a unit's facts and the unknown rows of its files, independent of their order.
 * @param unknown rows of bills and lists for people without any fact.
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

/** Facts in effect again because their void was voided; the value is when the latest such voiding was received. */
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

/** Keeps the latest months first, up to the limits. */
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
  return { month, ...(hash !== undefined && { hash }), ...(name !== undefined && { name }) };
}
