import type { KeptFinding, RosterFinding } from '../../../domain/roster/finding.ts';
import type { Instant, PlainDate } from '../../../domain/values/plain-date.ts';
import { before } from './event.ts';

/** What a pulled roster finds: somebody was hired at 北京 some days ago, and the HR system's message never arrived. */
export function lostHire(day: PlainDate): KeptFinding {
  const hiredOn = before(day).workingDaysAgo(4);
  const [employeeId, name, unitId] = ['BJ-0088', '卫青', 'BJ'];
  const hire: RosterFinding['mends'][number] = {
    kind: 'employee.hired',
    data: { employeeId, unitId, name, hiredOn, category: 'regular' },
  };
  const at = `${before(day).workingDaysAgo(1)}T22:00:00.000Z` as Instant;
  return {
    source: 'standard',
    finding: {
      kind: 'hire-never-received',
      code: 'roster-hire',
      employeeId,
      name,
      unitId,
      values: { hiredOn },
      mends: [hire],
    },
    roster: {
      unitIds: [unitId],
      asOf: before(day).workingDaysAgo(1),
      complete: true,
      people: [{ employeeId, name, unitId, hiredOn }],
    },
    foundAt: at,
    seenAt: at,
  };
}
