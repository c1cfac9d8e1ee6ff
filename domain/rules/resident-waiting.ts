import type { Reason } from '../cases/case.ts';
import { noteOf } from './note-of.ts';
import type { ResidentQuestion } from './resident-enrolment.ts';
import { originOf } from './statutory-term.ts';

export interface ResidentWaiting {
  readonly inWindow: number | undefined;
  /** Of who comes late: at least so many. */
  readonly late: number | undefined;
  readonly because: readonly Reason[];
}

/**
 * G2: the months of waiting (国办发〔2024〕38号, applied since 2025-01-01). In the window only who missed years waits; late,
 * everybody does.
 */
export function residentWaiting({ day, missedYears, policy }: ResidentQuestion): ResidentWaiting {
  const fixed = policy.inForce('residentFixedWaitingMonths', day);
  const perYear = policy.inForce('residentWaitingMonthsPerMissedYear', day);
  if (!fixed.known || !perYear.known) {
    const unknown: Reason = {
      rule: 'G2',
      code: 'resident-waiting-unknown',
      values: {},
      ...originOf(fixed.known ? perYear : fixed),
    };
    return { inWindow: undefined, late: undefined, because: [unknown] };
  }
  const months = fixed.value + (missedYears ?? 0) * perYear.value;
  const values = { fixed: fixed.value, perYear: perYear.value, missed: missedYears ?? 0, months };
  const origin = originOf(fixed);
  if (missedYears === undefined) {
    const because: Reason = { rule: 'G2', code: 'resident-waiting-if-missed', values, ...origin };
    return { inWindow: undefined, late: months, because: [because, ...noteOf('G2', perYear)] };
  }
  if (missedYears === 0) {
    const because: Reason = { rule: 'G2', code: 'resident-waiting-if-late', values, ...origin };
    return { inWindow: 0, late: months, because: [because] };
  }
  const because: Reason = { rule: 'G2', code: 'resident-waiting', values, ...origin };
  return { inWindow: months, late: months, because: [because, ...noteOf('G2', perYear)] };
}
