import { byStatement, compareText } from '../facts/fact.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type Beginning, beginsOn, type HireCancelled, type Hired, type Terminated } from './employment.ts';
import { escaped, unusedKey } from './keys.ts';

/** Beginnings that are words about one employment. */
export interface Group {
  /** Built on the first word, which no correction changes (F7); no two groups have the same. */
  readonly key: string;
  /** The HR system's name for the employment. */
  readonly employmentId: string | undefined;
  /** In the order of their statements. */
  readonly beginnings: readonly Beginning[];
  readonly cancelledBy: HireCancelled | undefined;
  readonly resumes: string | undefined;
}

/** A group in the making, while beginnings are gone through in the order of their days. */
interface Draft {
  readonly beginnings: Beginning[];
  employmentId: string | undefined;
  /** The suspended one that this one resumes. */
  readonly resumes: Draft | undefined;
  /** The day of the beginning that came last. */
  lastOn: PlainDate;
}

/**
 * Puts beginnings together: by employment id where given, else by F3 in the order of their days.
 *
 * @param endings the leaves that stand: one between two beginnings makes the later a rehire.
 */
export function groupsOf(
  beginnings: readonly Beginning[],
  endings: readonly Terminated[],
  cancellations: readonly HireCancelled[],
): readonly Group[] {
  const drafts: Draft[] = [];
  let previous: Draft | undefined;
  for (const beginning of beginnings.toSorted(byDay)) {
    const draft = draftFor(beginning, previous, drafts, endings);
    if (draft === undefined) continue;
    draft.beginnings.push(beginning);
    draft.lastOn = beginsOn(beginning);
    previous = draft;
  }
  return finished(drafts, cancellations);
}

function byDay(a: Beginning, b: Beginning): number {
  return compareText(beginsOn(a), beginsOn(b)) || compareText(a.kind, b.kind) || byStatement(a, b);
}

/** @returns undefined for a resumption of somebody who, as far as we know, never paused. */
function draftFor(
  beginning: Beginning,
  previous: Draft | undefined,
  drafts: Draft[],
  endings: readonly Terminated[],
): Draft | undefined {
  if (beginning.kind === 'employee.hired' && beginning.data.employmentId !== undefined) {
    return draftNamed(beginning, beginning.data.employmentId, previous, drafts, endings);
  }
  const apart = previous === undefined || isSeparated(previous, beginning, endings);
  if (beginning.kind !== 'employee.resumed') return apart ? begun(beginning, {}, drafts) : previous;
  if (apart) return begun(beginning, { employmentId: previous?.employmentId, resumes: previous }, drafts);
  return previous.beginnings.some(({ kind }) => kind === 'employee.resumed') ? previous : undefined;
}

/** F3: the id names the employment; a hire stated after that employment's leave opens the next one all the same. */
function draftNamed(
  hire: Hired,
  employmentId: string,
  previous: Draft | undefined,
  drafts: Draft[],
  endings: readonly Terminated[],
): Draft {
  const known = drafts.findLast((draft) => draft.employmentId === employmentId);
  const stated = endings.filter((ending) => byStatement(ending, hire) < 0);
  if (known !== undefined) {
    return isSeparated(known, hire, stated) ? begun(hire, { employmentId }, drafts) : known;
  }
  if (previous === undefined || !isNamedBy(hire, previous) || isSeparated(previous, hire, endings)) {
    return begun(hire, { employmentId }, drafts);
  }
  previous.employmentId = employmentId;
  return previous;
}

/** An open employment without a name gets one from a later word about the same unit. */
function isNamedBy(hire: Hired, { employmentId, beginnings }: Draft): boolean {
  const units = beginnings.map((b) => (b.kind === 'employee.hired' ? b.data.unitId : undefined));
  return employmentId === undefined && units.includes(hire.data.unitId);
}

function begun(
  beginning: Beginning,
  { employmentId, resumes }: Partial<Pick<Draft, 'employmentId' | 'resumes'>>,
  drafts: Draft[],
): Draft {
  const draft: Draft = { beginnings: [], employmentId, resumes, lastOn: beginsOn(beginning) };
  drafts.push(draft);
  return draft;
}

/** A leave of this employment before the next beginning makes that the begin of another employment. */
function isSeparated(draft: Draft, next: Beginning, endings: readonly Terminated[]): boolean {
  return endings.some(
    ({ data: { lastWorkingDay, employmentId } }) =>
      lastWorkingDay >= draft.lastOn &&
      lastWorkingDay < beginsOn(next) &&
      (employmentId === undefined || draft.employmentId === undefined || employmentId === draft.employmentId),
  );
}

function finished(drafts: readonly Draft[], cancellations: readonly HireCancelled[]): readonly Group[] {
  const taken = new Set<string>();
  const keys = new Map<Draft, string>();
  return drafts.flatMap((draft) => {
    const parts = afterCancellations(draft.beginnings.sort(byStatement), cancellations);
    return parts.map(({ beginnings, cancelledBy }): Group => {
      const key = unusedKey(keyOf(beginnings), taken);
      keys.set(draft, key);
      const { employmentId } = draft;
      const resumes = draft.resumes && keys.get(draft.resumes);
      return { key, employmentId, beginnings, cancelledBy, resumes };
    });
  });
}

interface Part {
  readonly beginnings: readonly Beginning[];
  readonly cancelledBy: HireCancelled | undefined;
}

/** F4: a cancellation takes back what was said before it; what is said after it stands. */
function afterCancellations(
  beginnings: readonly Beginning[],
  cancellations: readonly HireCancelled[],
): readonly Part[] {
  const word = cancellations.findLast((cancellation) => cancels(cancellation, beginnings));
  if (word === undefined) return [{ beginnings, cancelledBy: undefined }];
  const before = { beginnings: beginnings.filter((b) => byStatement(b, word) < 0), cancelledBy: word };
  const after = { beginnings: beginnings.filter((b) => byStatement(b, word) > 0), cancelledBy: undefined };
  if (after.beginnings.length === 0) return [before];
  // Taken back and stated again in the same words, it is one employment, and it stands.
  return keyOf(before.beginnings) === keyOf(after.beginnings) ? [after] : [before, after];
}

function cancels(word: HireCancelled, beginnings: readonly Beginning[]): boolean {
  return beginnings.some((beginning) => {
    if (beginning.kind !== 'employee.hired' || byStatement(beginning, word) > 0) return false;
    const { employmentId, hiredOn } = beginning.data;
    if (word.data.employmentId !== undefined && employmentId !== undefined) {
      return word.data.employmentId === employmentId;
    }
    return word.data.hiredOn === hiredOn;
  });
}

function keyOf([first]: readonly Beginning[]): string {
  if (first === undefined) throw new Error('an employment without a beginning');
  const named = first.kind === 'employee.hired' ? first.data.employmentId : undefined;
  return named === undefined ? beginsOn(first) : `e-${escaped(named)}`;
}
