import { byStatement, compareText, type Fact } from '../facts/fact.ts';
import { meaningOf } from './effective-facts.ts';
import type { Employment, Terminated } from './employment.ts';
import { type Dated, type Fate, fateOf, fatesOf, isNotice, type Notice, noticedOn } from './notice-fate.ts';
import type { MissingDate } from './spell.ts';
import type { Stretch } from './stretches.ts';

/** What is still to be asked because of notices without a day; those that a dated word answers leave nothing. */
export interface Notices {
  /** By the id of a spell in service: its leave was told of, its last working day was not. */
  readonly leaving: ReadonlyMap<string, MissingDate>;
  /** Notices that fit no employment known, in the order of their statements. */
  readonly unplaced: readonly Notice[];
  /** Those among them that were taken back or voided. */
  readonly takenBack: readonly Notice[];
}

/**
 * Holds what thin events told ("hired", "left", and no day) against everything said with a day, in whichever order all
 * of it came. No notice ever stands for a date: it is answered by one, is taken back, or leaves a question.
 *
 * @param facts all facts: a voided notice counts no more, but that it was taken back is told.
 * @param effective those that count, in the order of their statements.
 * @param employments in the order of their starts.
 */
export function noticesOf({
  facts,
  effective,
  employments,
  stretches,
  strayEndings,
}: {
  readonly facts: readonly Fact[];
  readonly effective: readonly Fact[];
  readonly employments: readonly Employment[];
  readonly stretches: readonly Stretch[];
  readonly strayEndings: readonly Terminated[];
}): Notices {
  const all = facts.filter(isNotice);
  if (all.length === 0) return { leaving: new Map(), unplaced: [], takenBack: [] };
  const standing = effective.filter(isNotice);
  const voided = voidedAmong(all, standing);
  const dated = datedIn({ effective, employments, stretches, strayEndings });
  const fates = fatesOf(standing, dated);
  const having = (fate: Fate) => standing.filter((notice) => fates.get(notice) === fate);
  return {
    leaving: leavingOf(fates),
    unplaced: having('unplaced'),
    takenBack: [
      ...having('taken-back'),
      ...voided.filter((notice) => OUT_OF_PLACE.has(fateOf(notice, dated, []))),
    ].sort(byStatement),
  };
}

const OUT_OF_PLACE: ReadonlySet<Fate> = new Set<Fate>(['unplaced', 'taken-back']);

/** What is missing, of several notices about the same thing: told on the first day, known since the first word came. */
export function missingDate(of: MissingDate['of'], notices: readonly Notice[]): MissingDate | undefined {
  const told = notices.toSorted(byStatement);
  const [first] = told;
  if (first === undefined) return undefined;
  const employmentId = told.findLast(({ data }) => data.employmentId !== undefined)?.data.employmentId;
  return {
    of,
    noticedOn: noticedOn(first),
    knownAt: told.map(({ receivedAt }) => receivedAt).reduce((a, b) => (a <= b ? a : b)),
    ...(employmentId !== undefined && { employmentId }),
  };
}

/** F8; a repetition that nobody voided still stands. Each meaning once. */
function voidedAmong(all: readonly Notice[], standing: readonly Notice[]): readonly Notice[] {
  if (all.length === standing.length) return [];
  const meanings = new Set(standing.map(meaningOf));
  const gone = all.filter((notice) => !meanings.has(meaningOf(notice)));
  const inOrder = gone.sort((a, b) => byStatement(a, b) || compareText(a.receivedAt, b.receivedAt));
  return [...new Map(inOrder.toReversed().map((notice) => [meaningOf(notice), notice])).values()];
}

function datedIn({
  effective,
  employments,
  stretches,
  strayEndings,
}: Omit<Parameters<typeof noticesOf>[0], 'facts'>): Dated {
  return {
    known: employments.flatMap((employment) => {
      const last = stretches.findLast(({ employmentKey }) => employmentKey === employment.key);
      return last === undefined ? [] : [{ employment, last }];
    }),
    strayEndings,
    hireCancellations: effective.filter((fact) => fact.kind === 'employee.hire_cancelled'),
    reopenings: effective.filter((fact) => fact.kind === 'employee.termination_cancelled'),
  };
}

function leavingOf(fates: ReadonlyMap<Notice, Fate>): ReadonlyMap<string, MissingDate> {
  const bySpell = Map.groupBy(
    [...fates].filter(([, fate]) => typeof fate === 'object'),
    ([, fate]) => (typeof fate === 'object' ? fate.endsSpell : ''),
  );
  const leaving = new Map<string, MissingDate>();
  for (const [spellId, told] of bySpell) {
    const missing = missingDate(
      'leave',
      told.map(([notice]) => notice),
    );
    if (missing !== undefined) leaving.set(spellId, missing);
  }
  return leaving;
}
