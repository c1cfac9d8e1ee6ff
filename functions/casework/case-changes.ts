import type { Case } from '../../domain/cases/case.ts';

/** The cases that opened, the cases that closed, and, in their new form, the cases that changed. */
export interface CaseChanges {
  readonly opens: readonly Case[];
  readonly closes: readonly Case[];
  readonly changes: readonly Case[];
}

export function caseChanges(before: readonly Case[], after: readonly Case[]): CaseChanges {
  const jsonBefore = new Map(before.map((it) => [it.caseId, JSON.stringify(it)]));
  const idsAfter = new Set(after.map(({ caseId }) => caseId));
  return {
    opens: after.filter(({ caseId }) => !jsonBefore.has(caseId)),
    closes: before.filter(({ caseId }) => !idsAfter.has(caseId)),
    changes: after.filter(
      (it) => jsonBefore.has(it.caseId) && jsonBefore.get(it.caseId) !== JSON.stringify(it),
    ),
  };
}
