import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { FactOf } from '../../domain/facts/fact.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import type { EmployeeStore, GuideKey } from '../ports.ts';
import type { FoldPorts } from '../receive-event/commit-fold.ts';
import { takeIn } from '../receive-event/take-in.ts';

type Settled = FactOf<'guide.settled'>;

/**
 * Tells as a fact what became of a guide; told again it changes nothing. With it the spell is folded anew: the address
 * leaves the snapshot, and the guide wakes nobody any more.
 */
export async function recordGuide(
  { employeeId, spellId }: GuideKey,
  outcome: Settled['data']['outcome'],
  at: Instant,
  { employees, unit }: Pick<FoldPorts, 'employees' | 'unit'>,
): Promise<void> {
  const fact: Settled = {
    kind: 'guide.settled',
    factId: `guide:${spellId}:${outcome}`,
    employeeId,
    statedAt: at,
    receivedAt: at,
    data: { employeeId, spellId, outcome, on: chinaDayOf(at) },
  };
  const ports = { employees: deletingNothing(employees), unit, calendar: publishedCalendar };
  await takeIn({ employeeId, facts: [fact] }, ports);
}

/** Spells that a new release no longer folds are the rebuild's to delete; who sends mail has no right to. */
function deletingNothing(employees: EmployeeStore): EmployeeStore {
  return { ...employees, commit: (commit) => employees.commit({ ...commit, goneSpellIds: [] }) };
}
