import { type Case, contentOf } from '../../domain/cases/case.ts';

/** The cases that opened, the cases that closed, and, in their new form, the cases that changed. */
export interface CaseChanges {
  readonly opens: readonly ChangedCase[];
  readonly closes: readonly ChangedCase[];
  readonly changes: readonly ChangedCase[];
}

/** The fields with which a changed case is shown. An import can change cases of all people of a unit. */
export type ChangedCase = Pick<Case, 'caseId' | 'kind' | 'unitId' | 'employeeId' | 'employeeName' | 'people'>;

export function caseChanges(before: readonly Case[], after: readonly Case[]) {
  const jsonBefore = new Map(before.map((it) => [it.caseId, contentOf(it)]));
  const idsAfter = new Set(after.map(({ caseId }) => caseId));
  return {
    opens: after.filter(({ caseId }) => !jsonBefore.has(caseId)),
    closes: before.filter(({ caseId }) => !idsAfter.has(caseId)),
    changes: after.filter((it) => jsonBefore.has(it.caseId) && jsonBefore.get(it.caseId) !== contentOf(it)),
  };
}
