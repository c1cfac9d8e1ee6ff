import type { Calendar } from '../../calendar/calendar.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { monthOf } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { statutoryTerm } from '../origin.ts';
import { type DeadlineAnswer, deadlineOf } from './deadline.ts';

/**
 * R1: the deadline to enrol a new employee. The term starts with the first working day for the employer 用工之日, whatever
 * the date of the contract; probation does not delay it (社会保险法 58, in force since 2011-07-01).
 * @param agencyCutOffDay day of the month by which the company that files for the unit must be informed.
 */
export function enrolmentDeadline(
  hire: {
    readonly hiredOn: PlainDate;
    readonly asOf: PlainDate;
    readonly policy: Policy;
    readonly agencyCutOffDay?: number | undefined;
  },
  calendar: Calendar,
): DeadlineAnswer {
  const { hiredOn, asOf, policy, agencyCutOffDay } = hire;
  const term = statutoryTerm('enrolmentDays', hiredOn, asOf, policy);
  const { deadline, because } = deadlineOf(
    {
      event: hiredOn,
      asOf,
      term,
      cutOffs: { parameter: 'enrolmentCutOffDay', policy, agencyCutOffDay },
      firstMonth: monthOf(hiredOn),
      missedBeforeEvent: true,
    },
    calendar,
  );
  const due: Reason = {
    rule: 'R1',
    code: 'enrolment-due',
    values: { hiredOn, days: term.days, statutoryDueOn: deadline.statutoryDueOn },
    ...term.origin,
  };
  return { deadline, because: [due, ...because] };
}
