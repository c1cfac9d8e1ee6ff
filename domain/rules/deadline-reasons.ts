import type { Calendar } from '../calendar/calendar.ts';
import { isPublished } from '../calendar/working-days.ts';
import type { Reason } from '../cases/case.ts';
import { dayInMonth } from '../values/month.ts';
import { addDays, dayOfWeek, type PlainDate, yearOf } from '../values/plain-date.ts';
import type { CutOff } from './cut-offs.ts';
import type { DeadlineSteps } from './deadline.ts';
import { originOf } from './statutory-term.ts';

/** Why the dates of a deadline are what they are: the day to act first, then what bounds it, then how it was counted. */
export function deadlineReasons(steps: DeadlineSteps, calendar: Calendar): Reason[] {
  return [
    actByReason(steps),
    ...cutOffReasons(steps),
    ...missedReasons(steps),
    countReason(steps),
    rollReason(steps.deadline.statutoryDueOn, steps.deadline.lastLawfulDay),
    makeUpReason(steps.deadline.statutoryDueOn, steps.deadline.lastLawfulDay),
    calendarReason(steps, calendar),
  ].filter((reason) => reason !== undefined);
}

/** D4: which date binds, and whether it had to be pulled back. */
function actByReason({ question, deadline, lawPulledBack }: DeadlineSteps): Reason {
  const { actBy, statutoryDueOn, localCutOff } = deadline;
  const values = { actBy, statutoryDueOn };
  if (localCutOff !== undefined && localCutOff < lawPulledBack) {
    return { rule: 'D4', code: 'act-by-cut-off', values: { ...values, cutOff: localCutOff } };
  }
  if (lawPulledBack < question.event) return { rule: 'D4', code: 'act-by-event-day', values };
  const code = actBy === statutoryDueOn ? 'act-by-statutory' : 'act-by-pulled-back';
  return { rule: 'D4', code, values };
}

function cutOffReasons({ question, cutOffs }: DeadlineSteps): Reason[] {
  const reasons = cutOffs.ahead.flatMap((cutOff) => [nextCutOffReason(cutOff), ...movedReasons(cutOff)]);
  if (cutOffs.ahead.some((cutOff) => cutOff.whose === 'region')) return reasons;
  const { parameter, policy } = question.cutOffs;
  return [
    ...reasons,
    {
      rule: 'D4',
      code: 'cut-off-unknown',
      values: { region: policy.region },
      parameter,
      confidence: 'unknown',
    },
  ];
}

function nextCutOffReason(cutOff: CutOff): Reason {
  const values = { cutOff: cutOff.on, day: cutOff.day, month: cutOff.month };
  if (cutOff.answer === undefined) return { rule: 'D4', code: 'cut-off-agency', values };
  if (cutOff.answer.known) return { rule: 'D4', code: 'cut-off-region', values, ...originOf(cutOff.answer) };
  const candidates = cutOff.answer.candidates;
  return {
    rule: 'D4',
    code: 'cut-off-contradictory',
    values: { ...values, candidates: candidates.map((candidate) => candidate.value).join(' / ') },
    ...originOf(cutOff.answer),
    source: candidates.map((candidate) => `${candidate.value}: ${candidate.source}`).join('; '),
  };
}

/** D5 and D4: the month is shorter than the cut-off day, or the day is a rest day. */
function movedReasons(cutOff: CutOff): Reason[] {
  const inMonth = dayInMonth(cutOff.month, cutOff.day);
  const values = { day: cutOff.day, month: cutOff.month, inMonth, cutOff: cutOff.on };
  const clamped = cutOff.day > Number(inMonth.slice(8));
  return [
    ...(clamped ? [{ rule: 'D5', code: 'cut-off-clamped', values }] : []),
    ...(cutOff.on === inMonth ? [] : [{ rule: 'D4', code: 'cut-off-pulled-back', values }]),
  ];
}

/** D5: the month is lost, unless another source names a later day of the same month. */
function missedReasons({ question, cutOffs }: DeadlineSteps): Reason[] {
  const missed = cutOffs.missed;
  if (missed === undefined) return [];
  const later = cutOffs.ahead.find((cutOff) => cutOff.month === missed.month);
  const values = { cutOff: missed.on, month: missed.month };
  const filing = question.cutOffs.parameter === 'enrolmentCutOffDay' ? 'enrolment' : 'removal';
  const origin = missed.answer === undefined ? {} : originOf(missed.answer);
  if (later === undefined) return [{ rule: 'D5', code: `${filing}-cut-off-missed`, values, ...origin }];
  return [
    {
      rule: 'D5',
      code: `${filing}-cut-off-perhaps-missed`,
      values: { ...values, next: later.on },
      ...origin,
    },
  ];
}

function countReason({ question, deadline }: DeadlineSteps): Reason {
  return {
    rule: 'D1',
    code: 'event-day-not-counted',
    values: {
      event: question.event,
      firstDay: addDays(question.event, 1),
      days: question.term.days,
      statutoryDueOn: deadline.statutoryDueOn,
    },
    law: '民法典 201',
  };
}

/** D3, by analogy: no text on social insurance repeats the rule, hence no more than medium confidence. */
export function rollReason(statutoryDueOn: PlainDate, lastLawfulDay: PlainDate): Reason | undefined {
  if (statutoryDueOn === lastLawfulDay) return undefined;
  return {
    rule: 'D3',
    code: 'rolled-to-working-day',
    values: { statutoryDueOn, lastLawfulDay },
    law: '民法典 203',
    confidence: 'medium',
  };
}

/** D2: a weekend day that is worked does not move, which surprises people enough to be told. */
function makeUpReason(statutoryDueOn: PlainDate, lastLawfulDay: PlainDate): Reason | undefined {
  if (statutoryDueOn !== lastLawfulDay || ![0, 6].includes(dayOfWeek(statutoryDueOn))) return undefined;
  return { rule: 'D2', code: 'make-up-day-not-moved', values: { statutoryDueOn } };
}

/** D2: names the years whose notice is missing, those of the days shown and of the days they were moved from. */
function calendarReason({ deadline, cutOffs }: DeadlineSteps, calendar: Calendar): Reason | undefined {
  if (!deadline.assumedCalendar) return undefined;
  const { statutoryDueOn, lastLawfulDay } = deadline;
  const used = [cutOffs.ahead[0], cutOffs.missed].filter((cutOff) => cutOff !== undefined);
  const days = used.flatMap((cutOff) => [cutOff.on, dayInMonth(cutOff.month, cutOff.day)]);
  const years = [statutoryDueOn, lastLawfulDay, ...days]
    .filter((day) => !isPublished(day, calendar))
    .map(yearOf);
  return calendarAssumed([...new Set(years)]);
}

/** D2: the reason that goes with everything computed with a year whose holiday notice is not published. */
export function calendarAssumed(years: readonly number[]): Reason {
  const values = { years: years.toSorted().join(' / ') };
  return { rule: 'D2', code: 'calendar-assumed', values, confidence: 'assumed' };
}
