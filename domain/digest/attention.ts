import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { Attention } from '../employment/spell.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { concerns } from './audience.ts';
import type { UnitCase } from './digest.ts';

/** How long an acknowledgement keeps a case quiet, in working days after the day it was given. */
const ACKNOWLEDGED_WORKING_DAYS = 3;

/** From this many working days before the act-by date on, nothing is quiet. */
const LOUD_WORKING_DAYS = 3;

/**
 * Whether somebody's word keeps the case from being news on `day` (M4); it stays listed all the same. An
 * acknowledgement counts for the 3 working days after it, a snooze until the day it names. Neither holds from 3
 * working days before the act-by date on (for a question: the date that it would have, had the event been on the day it
 * was told), so what is overdue is never quiet, for the manager or anybody else. A word that was said in some roles
 * counts for these alone: a case is quiet for a recipient once it is in each role by which they get it.
 */
export function isQuiet(it: UnitCase, day: PlainDate, calendar: Calendar): boolean {
  const { deadline, question } = it.case;
  const inForce = it.attentions.filter(
    (attention) =>
      attention.caseId === it.case.caseId && attention.on <= day && day < backOn(attention, calendar),
  );
  if (inForce.length === 0) return false;
  const binding = deadline?.actBy ?? question?.dueIfReportedOn;
  const loudFrom = binding && addWorkingDays(binding, -LOUD_WORKING_DAYS, calendar).day;
  if (loudFrom !== undefined && loudFrom <= day) return false;
  return it.roles
    .filter((role) => concerns(role, it, day, calendar))
    .every((role) =>
      inForce.some(({ roles }) => roles === undefined || roles.some((own) => own.role === role)),
    );
}

/** What was said for everybody, and what was said in roles at the unit. */
export function attentionsAt(unitId: string, attentions: readonly Attention[]): readonly Attention[] {
  return attentions.filter(({ roles }) => roles === undefined || roles.some((own) => own.unitId === unitId));
}

/** The first day on which the case may be news again. */
function backOn(attention: Attention, calendar: Calendar): PlainDate {
  return attention.until ?? addWorkingDays(attention.on, ACKNOWLEDGED_WORKING_DAYS + 1, calendar).day;
}
