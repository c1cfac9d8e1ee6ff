import { foldSpells } from '../employment/fold.ts';
import type { Fact } from '../facts/fact.ts';
import type { RosterFinding, RosterStatement } from './finding.ts';
import { reconcileRoster } from './reconcile-roster.ts';
import type { Roster } from './roster.ts';

export interface Mending {
  /** How the roster and the facts differ now; nothing of what it said when it was compared first need hold any more. */
  readonly findings: readonly RosterFinding[];
  /** Those of them that the facts put right. */
  readonly mended: readonly RosterFinding[];
  readonly facts: readonly Fact[];
}

/**
 * The facts that bring one employee's in agreement with the roster. Whatever would leave the same difference behind (a
 * word in between, a mistake told before) is not among them: taken in each day it would pile up and mend nothing.
 *
 * @param known all facts of the employee.
 * @param roster with no line but those of this employee.
 * @param told makes a fact of what the roster says.
 */
export function mendingOf(
  employeeId: string,
  known: readonly Fact[],
  roster: Roster,
  told: (statement: RosterStatement) => Fact,
): Mending {
  const compare = (facts: readonly Fact[]) => reconcileRoster(roster, foldSpells(employeeId, facts));
  const findings = compare(known);
  let mended = findings.filter(({ mends }) => mends.length > 0);
  for (;;) {
    const facts = mended.flatMap(({ mends }) => mends.map(told));
    if (mended.length === 0) return { findings, mended, facts };
    const left = new Set(compare([...known, ...facts]).map(({ kind }) => kind));
    const good = mended.filter(({ kind }) => !left.has(kind));
    if (good.length === mended.length) return { findings, mended, facts };
    mended = good;
  }
}
