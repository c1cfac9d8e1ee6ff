import type { Calendar } from '../../calendar/calendar.ts';
import { addWorkingDays, type FoundDay } from '../../calendar/working-days.ts';
import type { End } from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Month, plusMonths } from '../../values/month.ts';
import { type PlainDate, yearOf } from '../../values/plain-date.ts';
import { originOf, statutoryTerm } from '../origin.ts';
import { calendarAssumed, type DeadlineAnswer, deadlineOf } from './deadline.ts';

interface RemovalAnswer extends DeadlineAnswer {
  /** Only after a death: the last day to report it to the agency. The removal has a deadline of its own. */
  readonly deathNoticeDueOn?: PlainDate;
}

interface Leaving {
  /** The last working day. The person is still in service on it. */
  readonly leftOn: PlainDate;
  readonly reason: End['reason'];
  /** The last month for which contributions are due; see lastPayableMonth in overpaid-charges.ts. */
  readonly lastPayableMonth: Month;
  readonly asOf: PlainDate;
  readonly policy: Policy;
  /** Day of the month by which the company that files for the unit must be informed. */
  readonly agencyCutOffDay?: number | undefined;
}

/**
 * R2: the deadline to remove a leaver (劳动合同法 50, in force since 2008-01-01). Cut-offs apply from the month after the
 * last payable one: if the cut-off of that month is missed, the month is charged too.
 */
export function removalDeadline(leaving: Leaving, calendar: Calendar): RemovalAnswer {
  const { leftOn, asOf, policy, agencyCutOffDay, lastPayableMonth } = leaving;
  const term = statutoryTerm('removalDays', leftOn, asOf, policy);
  const { deadline, because } = deadlineOf(
    {
      event: leftOn,
      asOf,
      term,
      cutOffs: { parameter: 'removalCutOffDay', policy, agencyCutOffDay },
      firstMonth: plusMonths(lastPayableMonth, 1),
      missedBeforeEvent: false,
    },
    calendar,
  );
  const due: Reason = {
    rule: 'R2',
    code: 'removal-due',
    values: { leftOn, days: term.days, statutoryDueOn: deadline.statutoryDueOn },
    ...term.origin,
  };
  const answer = { deadline, because: [due, ...because] };
  switch (leaving.reason) {
    case 'deceased':
      return withDeathNotice(answer, leaving, calendar);
    case 'unknown':
      return withPossibleDeath(answer, leaving, calendar);
    default:
      return answer;
  }
}

/**
 * 社会保险经办条例 25, in force since 2023-12-01: a death must be reported within 20 working days. For earlier deaths there
 * is no day by which to report.
 */
function withDeathNotice(answer: DeadlineAnswer, leaving: Leaving, calendar: Calendar): RemovalAnswer {
  const term = leaving.policy.inForce('deathNoticeWorkingDays', leaving.leftOn);
  if (!term.known) return answer;
  const notice = addWorkingDays(leaving.leftOn, term.value, calendar);
  const values = { leftOn: leaving.leftOn, days: term.value, dueOn: notice.day };
  const reason: Reason = { rule: 'R2', code: 'death-notice', values, ...originOf(term) };
  return {
    deadline: { ...answer.deadline, assumedCalendar: answer.deadline.assumedCalendar || notice.assumed },
    because: [...answer.because, reason, ...assumedNotice(answer, notice, calendar)],
    deathNoticeDueOn: notice.day,
  };
}

/**
 * If the reason for leaving is unknown, the person may have died. A reason then states the date for reporting a death,
 * but the answer has no deadline for it.
 */
function withPossibleDeath(
  answer: DeadlineAnswer,
  { policy, leftOn }: Leaving,
  calendar: Calendar,
): RemovalAnswer {
  const term = policy.inForce('deathNoticeWorkingDays', leftOn);
  if (!term.known) return answer;
  const { day: dueOn, assumed } = addWorkingDays(leftOn, term.value, calendar);
  const values = { days: term.value, dueOn };
  const reason: Reason = { rule: 'R2', code: 'death-notice-if-died', values, ...originOf(term) };
  return {
    ...answer,
    because: [...answer.because, { ...reason, ...(assumed && { confidence: 'assumed' as const }) }],
  };
}

/**
 * D2: the reason that a year's holidays are not published. It is added only if the other dates do not depend on such a
 * year, so that it is shown once.
 */
function assumedNotice(answer: DeadlineAnswer, notice: FoundDay, calendar: Calendar): Reason[] {
  if (!notice.assumed || answer.deadline.assumedCalendar) return [];
  return calendarAssumed([yearOf(notice.day)], calendar);
}
