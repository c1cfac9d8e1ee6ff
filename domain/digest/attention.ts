import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { Attention } from '../employment/spell.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { UnitCase } from './digest.ts';

/** How long an acknowledgement keeps a case quiet, in working days after the day it was given. */
const ACKNOWLEDGED_WORKING_DAYS = 3;

/** From this many working days before the act-by date on, nothing is quiet. */
const LOUD_WORKING_DAYS = 3;

/**
 * Whether somebody's word keeps the case from being news on `day` (M4); it stays listed all the same. An
 * acknowledgement counts for the 3 working days after it, a snooze until the day it names. Neither holds from 3
 * working days before the act-by date on (for a question: the date that it would have, had the event been on the day it
 * was told), so what is overdue is never quiet, for the manager or anybody else.
 */
export function isQuiet({ case: it, attentions }: UnitCase, day: PlainDate, calendar: Calendar): boolean {
  const own = attentions.filter(({ caseId, on }) => caseId === it.caseId && on <= day);
  if (own.length === 0) return false;
  const binding = it.deadline?.actBy ?? it.question?.dueIfToldOn;
  const loudFrom = binding && addWorkingDays(binding, -LOUD_WORKING_DAYS, calendar).day;
  if (loudFrom !== undefined && loudFrom <= day) return false;
  return own.some((attention) => day < backOn(attention, calendar));
}

/** The first day on which the case may be news again. */
function backOn(attention: Attention, calendar: Calendar): PlainDate {
  return attention.until ?? addWorkingDays(attention.on, ACKNOWLEDGED_WORKING_DAYS + 1, calendar).day;
}
