import type { Calendar } from '../calendar/calendar.ts';
import { onOrAfter, onOrBefore } from '../calendar/working-days.ts';
import type { Deadline, Reason } from '../cases/case.ts';
import type { Month } from '../values/month.ts';
import { addDays, earlierOf, laterOf, type PlainDate } from '../values/plain-date.ts';
import { type CutOffSources, type CutOffs, cutOffsAround } from './cut-offs.ts';
import { deadlineReasons } from './deadline-reasons.ts';
import type { StatutoryTerm } from './statutory-term.ts';

/** What a deadline is reckoned from. */
export interface DeadlineQuestion {
  /** The day that starts the clock; itself not counted (D1). */
  readonly event: PlainDate;
  readonly asOf: PlainDate;
  readonly term: StatutoryTerm;
  readonly cutOffs: CutOffSources;
  /** The first month whose cut-off counts. */
  readonly firstMonth: Month;
  /** Whether a cut-off that had passed before the event counts as missed: for an enrolment it does. */
  readonly missedBeforeEvent: boolean;
}

export interface DeadlineAnswer {
  readonly deadline: Deadline;
  readonly because: readonly Reason[];
}

/** The steps between the question and the dates, kept for the reasons. */
export interface DeadlineSteps {
  readonly question: DeadlineQuestion;
  readonly deadline: Deadline;
  readonly cutOffs: CutOffs;
  /** The statutory date pulled back to a working day. */
  readonly lawPulledBack: PlainDate;
}

/**
 * D1, D3, D4, D5: the statutory date, the last lawful day, the cut-off that can still be met, and the day that
 * people are held to. 民法典 201, 203 by analogy.
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
 * D4: the earlier of law and cut-off, both already pulled back. Where a short term lies wholly in a holiday, pulling
 * back would ask people to act before the thing has happened; then the event's own day stands, a rest day though it
 * is: most agencies take filings online every day, and a day after it could be later than the law allows.
 */
function actBy(event: PlainDate, lawPulledBack: PlainDate, cutOff: PlainDate | undefined): PlainDate {
  const earliest = cutOff === undefined ? lawPulledBack : earlierOf(lawPulledBack, cutOff);
  return laterOf(earliest, event);
}
