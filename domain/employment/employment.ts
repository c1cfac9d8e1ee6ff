import type { FactOf } from '../facts/fact.ts';
import type { PlainDate } from '../values/plain-date.ts';

export type Hired = FactOf<'employee.hired'>;
export type Resumed = FactOf<'employee.resumed'>;
export type Transferred = FactOf<'employee.transferred'>;
export type Terminated = FactOf<'employee.terminated'>;
export type TerminationCancelled = FactOf<'employee.termination_cancelled'>;
export type HireCancelled = FactOf<'employee.hire_cancelled'>;

/**
 * What begins an employment: a hire, the resumption after a suspension, or, of somebody never seen hired, the first
 * transfer that we hear of.
 */
export type Beginning = Hired | Resumed | Transferred;

/** The facts about one employment, from a hire (or resumption) to the leave that ends it. */
export interface Employment {
  /** Stays the same when dates are corrected (F7). */
  readonly key: string;
  /** The HR system's name for it. */
  readonly employmentId?: string;
  /** In the order of their statements; the last one's date stands. */
  readonly beginnings: readonly Beginning[];
  readonly endings: readonly Terminated[];
  /** The word that took the hire back, when nothing restated it afterwards. */
  readonly cancelledBy?: HireCancelled;
  /** The key of the employment that was suspended before this one resumed it. */
  readonly resumes?: string;
}

/** The day a beginning names. */
export function beginsOn(beginning: Beginning): PlainDate {
  switch (beginning.kind) {
    case 'employee.hired':
      return beginning.data.hiredOn;
    case 'employee.resumed':
      return beginning.data.resumedOn;
    case 'employee.transferred':
      return beginning.data.effectiveOn;
  }
}

/** The day on which an employment begins: that of the latest word. */
export function startOf({ beginnings }: Pick<Employment, 'beginnings'>): PlainDate {
  const latest = beginnings.at(-1);
  if (latest === undefined) throw new Error('an employment without a beginning');
  return beginsOn(latest);
}
