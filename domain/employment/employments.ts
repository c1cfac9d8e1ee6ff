import { compareText, type Fact } from '../facts/fact.ts';
import { type Group, groupsOf } from './beginnings.ts';
import type {
  Beginning,
  Employment,
  HireCancelled,
  Hired,
  Resumed,
  Terminated,
  TerminationCancelled,
  Transferred,
} from './employment.ts';
import { assignEndings, isTakenBack } from './endings.ts';

/** F3, F4: which hires, leaves and cancellations belong together, and which leaves fit no hire. */
export interface Employments {
  readonly employments: readonly Employment[];
  /** Leaves that fit no employment: "left, but never seen hired". */
  readonly strayEndings: readonly Terminated[];
}

/** @param facts effective facts in the order of their statements. */
export function employmentsOf(facts: readonly Fact[]): Employments {
  const words = wordsIn(facts);
  let live: readonly Terminated[] = words.endings;
  // With leaves taken back, hires may belong together differently; each round only removes leaves, so it ends.
  for (;;) {
    const groups = groupsOf(words.beginnings, live, words.hireCancellations);
    const assigned = assignEndings(groups, words.endings, new Set(live));
    const stillLive = live.filter((ending) => !isTakenBack(ending, words, assigned));
    if (stillLive.length === live.length) return employmentsFrom(groups, assigned, live);
    live = stillLive;
  }
}

interface Words {
  readonly beginnings: readonly Beginning[];
  readonly endings: readonly Terminated[];
  readonly reopenings: readonly TerminationCancelled[];
  readonly hireCancellations: readonly HireCancelled[];
}

function wordsIn(facts: readonly Fact[]): Words {
  const begun = facts.filter(
    (fact): fact is Hired | Resumed => fact.kind === 'employee.hired' || fact.kind === 'employee.resumed',
  );
  return {
    beginnings: begun.length > 0 ? begun : firstTransfers(facts),
    endings: facts.filter((fact): fact is Terminated => fact.kind === 'employee.terminated'),
    reopenings: facts.filter(
      (fact): fact is TerminationCancelled => fact.kind === 'employee.termination_cancelled',
    ),
    hireCancellations: facts.filter((fact): fact is HireCancelled => fact.kind === 'employee.hire_cancelled'),
  };
}

/** F5 without a hire: the person is in service at the unit moved to all the same. Several words may tell of it. */
function firstTransfers(facts: readonly Fact[]): readonly Transferred[] {
  const transfers = facts.filter((fact): fact is Transferred => fact.kind === 'employee.transferred');
  const byDay = transfers.toSorted((a, b) => compareText(a.data.effectiveOn, b.data.effectiveOn));
  const elsewhere = byDay.findIndex(({ data }) => data.toUnitId !== byDay[0]?.data.toUnitId);
  const first = new Set(elsewhere < 0 ? byDay : byDay.slice(0, elsewhere));
  return transfers.filter((transfer) => first.has(transfer));
}

function employmentsFrom(
  groups: readonly Group[],
  assigned: ReadonlyMap<Terminated, Group>,
  live: readonly Terminated[],
): Employments {
  const employments = groups.map(({ key, employmentId, beginnings, cancelledBy, resumes }) => ({
    key,
    ...(employmentId !== undefined && { employmentId }),
    beginnings,
    endings: live.filter((ending) => assigned.get(ending)?.key === key),
    ...(cancelledBy !== undefined && { cancelledBy }),
    ...(resumes !== undefined && { resumes }),
  }));
  return { employments, strayEndings: live.filter((ending) => !assigned.has(ending)) };
}
