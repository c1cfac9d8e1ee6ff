import type { Case } from '../../domain/cases/case.ts';

/** What something changes in the cases of one day. */
export interface CaseChanges {
  /** Cases that open, those that close, and those whose state, days or money become these. */
  readonly opens: readonly Case[];
  readonly closes: readonly Case[];
  readonly changes: readonly Case[];
}

export function caseChanges(before: readonly Case[], after: readonly Case[]): CaseChanges {
  const were = new Map(before.map((it) => [it.caseId, JSON.stringify(it)]));
  const are = new Set(after.map(({ caseId }) => caseId));
  return {
    opens: after.filter(({ caseId }) => !were.has(caseId)),
    closes: before.filter(({ caseId }) => !are.has(caseId)),
    changes: after.filter((it) => were.has(it.caseId) && were.get(it.caseId) !== JSON.stringify(it)),
  };
}
