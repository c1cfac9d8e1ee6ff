import type { KeptFinding, RosterFinding } from '../../domain/roster/finding.ts';
import { addDays, type Instant, plainDate } from '../../domain/values/plain-date.ts';

/** An open finding of the roster pulled at 06:00 of `on`; by default E1 at U1, whose hire was never received. */
export function found(on: string, more: Partial<RosterFinding> = {}): KeptFinding {
  const day = plainDate(on);
  const at = `${addDays(day, -1)}T22:00:00.000Z` as Instant;
  const { employeeId = 'E1', unitId = 'U1' } = more;
  return {
    source: 'feishu',
    finding: {
      kind: 'hire-never-received',
      code: 'roster-hire',
      name: '赵敏',
      values: {},
      mends: [{ kind: 'employee.leave_noticed', data: { employeeId, unitId } }],
      ...more,
      employeeId,
      unitId,
    },
    roster: { unitIds: [unitId], asOf: day, complete: true, people: [] },
    foundAt: at,
    seenAt: at,
  };
}
