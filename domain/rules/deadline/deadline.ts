import type { Calendar } from '../../calendar/calendar.ts';
import { isPublished, onOrAfter, onOrBefore } from '../../calendar/working-days.ts';
import { sourceText } from '../../policy/source.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import { dayInMonth, type Month } from '../../values/month.ts';
import { addDays, dayOfWeek, earlierOf, laterOf, type PlainDate, yearOf } from '../../values/plain-date.ts';
import { originOf, type StatutoryTerm } from '../origin.ts';
import { type CutOff, type CutOffSources, type CutOffs, cutOffsAround } from './cut-offs.ts';

/** D3, D4: the statutory date, the last lawful day, and the day to act by. */
export interface Deadline {
  readonly statutoryDueOn: PlainDate;
  readonly lastLawfulDay: PlainDate;
  /** The next cut-off that can be met, of the region or the company that files for the unit; absent if unknown. */
  readonly localCutOff?: PlainDate;
  readonly actBy: PlainDate;
  /** A cut-off that has passed and can no longer be met: its month is lost. */
  readonly missedCutOff?: PlainDate;
  /** Whether a date depends on a year whose holiday notice is not published. */
  readonly assumedCalendar: boolean;
}

/** The input of a deadline. */
interface DeadlineQuestion {
  /** The day that starts the term. The day itself is not counted (D1). */
  readonly event: PlainDate;
  readonly asOf: PlainDate;
  readonly term: StatutoryTerm;
  readonly cutOffs: CutOffSources;
  /** The first month whose cut-off applies. */
  readonly firstMonth: Month;
  /** Whether a cut-off before the event counts as missed, as it does for an enrolment. */
  readonly missedBeforeEvent: boolean;
}

export interface DeadlineAnswer {
  readonly deadline: Deadline;
  readonly because: readonly Reason[];
}

/** The steps from the question to the dates. They are kept because the reasons state them. */
interface DeadlineSteps {
  readonly question: DeadlineQuestion;
  readonly deadline: Deadline;
  readonly cutOffs: CutOffs;
  /** The statutory date pulled back to a working day. */
  readonly lawPulledBack: PlainDate;
}

/**
 * D1, D3, D4, D5: the statutory date, the last lawful day, the next cut-off, and the day to act by. 民法典 201, 203 by
 * analogy.
 */
export function deadlineOf(question: DeadlineQuestion, calendar: Calendar): DeadlineAnswer {
  const statutoryDueOn = addDays(question.event, question.term.days);
  const lawful = onOrAfter(statutoryDueOn, calendar);
  const pulledBack = lawful.day === statutoryDueOn ? lawful : onOrBefore(statutoryDueOn, calendar);
  const cutOffs = cutOffsAround(
    question.cutOffs,
    { ...question, sinceEvent: !question.missedBeforeEvent },
    calendar,
  );
  const next = cutOffs.ahead[0];
  const deadline: Deadline = {
    statutoryDueOn,
    lastLawfulDay: lawful.day,
    ...(next !== undefined && { localCutOff: next.on }),
    actBy: actBy(question.event, pulledBack.day, next?.on),
    ...(cutOffs.missed !== undefined && { missedCutOff: cutOffs.missed.on }),
    assumedCalendar: [lawful, pulledBack, next, cutOffs.missed].some((found) => found?.assumed === true),
  };
  const steps = { question, deadline, cutOffs, lawPulledBack: pulledBack.day };
  return { deadline, because: deadlineReasons(steps, calendar) };
}

/**
 * D4: the earlier of the statutory date and the cut-off, both already pulled back. If a short term lies entirely within
 * a holiday, pulling back would lead to a day before the event. Then the event's own day is used although it is a rest
 * day: most agencies accept filings online every day, and a later day might be too late by law.
 */
function actBy(event: PlainDate, lawPulledBack: PlainDate, cutOff: PlainDate | undefined): PlainDate {
  const earliest = cutOff === undefined ? lawPulledBack : earlierOf(lawPulledBack, cutOff);
  return laterOf(earliest, event);
}

/** The reasons for the dates: the day to act by first, then its limits, then how it was counted. */
function deadlineReasons(steps: DeadlineSteps, calendar: Calendar): Reason[] {
  return [
    actByReason(steps),
    ...cutOffReasons(steps),
    ...missedReasons(steps),
    countReason(steps),
    rollReason(steps.deadline.statutoryDueOn, steps.deadline.lastLawfulDay),
    makeUpReason(steps.deadline.statutoryDueOn, steps.deadline.lastLawfulDay),
    ...calendarReasons(steps, calendar),
  ].filter((reason) => reason !== undefined);
}

/** D4: the reason for the day to act by: which date decides, and whether it was pulled back. */
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
  if (cutOffs.ahead.some((cutOff) => cutOff.setBy === 'region')) return reasons;
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
  const { candidates, lead } = cutOff.answer;
  if (lead !== undefined) {
    return { rule: 'D4', code: 'cut-off-lead', values, ...originOf(cutOff.answer), confidence: 'low' };
  }
  return {
    rule: 'D4',
    code: 'cut-off-contradictory',
    values: { ...values, candidates: candidates.map((candidate) => candidate.value) },
    ...originOf(cutOff.answer),
    source: candidates.map((candidate) => `${candidate.value}: ${sourceText(candidate.source)}`).join('; '),
  };
}

/**
 * The code of the reason for a missed cut-off. If sources name different days, no month of an enrolment is called lost.
 */
function missedCode({ answer }: CutOff, filing: 'enrolment' | 'removal') {
  const isSure = answer === undefined || answer.known;
  return filing === 'enrolment' && !isSure
    ? 'enrolment-cut-off-doubtful'
    : (`${filing}-cut-off-missed` as const);
}

/** D5, D4: the reasons if the month is shorter than the cut-off day, or the day is a rest day. */
function movedReasons(cutOff: CutOff): Reason[] {
  const inMonth = dayInMonth(cutOff.month, cutOff.day);
  const values = { day: cutOff.day, month: cutOff.month, inMonth, cutOff: cutOff.on };
  const clamped = cutOff.day > Number(inMonth.slice(8));
  return [
    ...(clamped ? [reasonOf('D5', 'cut-off-clamped', values)] : []),
    ...(cutOff.on === inMonth ? [] : [reasonOf('D4', 'cut-off-pulled-back', values)]),
  ];
}

/**
 * D5: the reason for a missed cut-off: the month is lost, unless another source names a later day of the same month.
 */
function missedReasons({ question, cutOffs }: DeadlineSteps): Reason[] {
  const missed = cutOffs.missed;
  if (missed === undefined) return [];
  const later = cutOffs.ahead.find((cutOff) => cutOff.month === missed.month);
  const values = { cutOff: missed.on, month: missed.month };
  const filing = question.cutOffs.parameter === 'enrolmentCutOffDay' ? 'enrolment' : 'removal';
  const origin = missed.answer === undefined ? {} : originOf(missed.answer);
  if (later === undefined) return [{ rule: 'D5', code: missedCode(missed, filing), values, ...origin }];
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
      firstDay: addDays(question.event, 1),
      days: question.term.days,
      statutoryDueOn: deadline.statutoryDueOn,
    },
    law: '民法典 201',
  };
}

/**
 * D1, D3: the statutory date of a term and its last lawful day, with the reason if they differ. It is for callers that
 * only need to know whether something was in time.
 */
export function lawfulTerm(
  event: PlainDate,
  days: number,
  calendar: Calendar,
): { readonly statutoryDueOn: PlainDate; readonly lastLawfulDay: PlainDate; readonly because: Reason[] } {
  const statutoryDueOn = addDays(event, days);
  const lastLawfulDay = onOrAfter(statutoryDueOn, calendar).day;
  const moved = rollReason(statutoryDueOn, lastLawfulDay);
  const years = [statutoryDueOn, lastLawfulDay].filter((day) => !isPublished(day, calendar)).map(yearOf);
  const because = [...(moved === undefined ? [] : [moved]), ...calendarAssumed(years, calendar)];
  return { statutoryDueOn, lastLawfulDay, because };
}

/** D3, by analogy: no text on social insurance repeats the rule, so confidence is at most medium. */
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

/**
 * D2: the reason that states that the date is a make-up working day on a weekend. Such a date does not move, which
 * surprises people.
 */
function makeUpReason(statutoryDueOn: PlainDate, lastLawfulDay: PlainDate): Reason | undefined {
  if (statutoryDueOn !== lastLawfulDay || ![0, 6].includes(dayOfWeek(statutoryDueOn))) return undefined;
  return { rule: 'D2', code: 'make-up-day-not-moved', values: { statutoryDueOn } };
}

/**
 * D2: the reasons that name the years whose notice is missing. These are the years of the shown days, and of the days
 * from which the shown days were moved.
 */
function calendarReasons({ deadline, cutOffs }: DeadlineSteps, calendar: Calendar): Reason[] {
  if (!deadline.assumedCalendar) return [];
  const { statutoryDueOn, lastLawfulDay } = deadline;
  const used = [cutOffs.ahead[0], cutOffs.missed].filter((cutOff) => cutOff !== undefined);
  const days = used.flatMap((cutOff) => [cutOff.on, dayInMonth(cutOff.month, cutOff.day)]);
  const years = [statutoryDueOn, lastLawfulDay, ...days]
    .filter((day) => !isPublished(day, calendar))
    .map(yearOf);
  return calendarAssumed(years, calendar);
}

/**
 * D2: reasons for results that use years without a shipped holiday notice: one for years whose notice does not exist
 * yet, one for earlier years.
 */
export function calendarAssumed(years: readonly number[], calendar: Calendar): Reason[] {
  const all = [...new Set(years)].toSorted();
  const ahead = all.filter((year) => year > calendar.lastYear);
  const past = all.filter((year) => year <= calendar.lastYear);
  const reasons: Reason[] = [
    { rule: 'D2', code: 'calendar-not-shipped', values: { years: past }, confidence: 'assumed' },
    { rule: 'D2', code: 'calendar-assumed', values: { years: ahead }, confidence: 'assumed' },
  ];
  return [...(past.length > 0 ? reasons.slice(0, 1) : []), ...(ahead.length > 0 ? reasons.slice(1) : [])];
}
