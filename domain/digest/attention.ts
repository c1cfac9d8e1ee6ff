import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { Attention } from '../employment/spell.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { concerns } from './audience.ts';
import type { RecipientCase } from './digest.ts';

/** How long an acknowledgement silences a case, in working days after its own day. */
const ACKNOWLEDGED_WORKING_DAYS = 3;

/** Silence ends this many working days before the act-by date of a case. */
const REPORTED_WORKING_DAYS = 3;

/**
 * Whether an acknowledgement or snooze keeps the case from being news on `day` (M4); the case stays listed. An
 * acknowledgement lasts 3 working days, a snooze until its date. Both end 3 working days before the act-by date, so an
 * overdue case is never silenced. (A question has no act-by date; `dueIfReportedOn` is used instead.) An
 * acknowledgement or snooze that names roles silences the case only for these roles. A recipient with several roles
 * still gets the case as news until it is silenced in all of them.
 */
export function isSilenced(recipientCase: RecipientCase, day: PlainDate, calendar: Calendar): boolean {
  const { deadline, question } = recipientCase.case;
  const inForce = recipientCase.attentions.filter(
    (attention) =>
      attention.caseId === recipientCase.case.caseId &&
      attention.on <= day &&
      day < backOn(attention, calendar),
  );
  if (inForce.length === 0) return false;
  const binding = deadline?.actBy ?? question?.dueIfReportedOn;
  const reportedFrom = binding && addWorkingDays(binding, -REPORTED_WORKING_DAYS, calendar).day;
  if (reportedFrom !== undefined && reportedFrom <= day) return false;
  return recipientCase.roles
    .filter((role) => concerns(role, recipientCase, day, calendar))
    .every((role) =>
      inForce.some(({ roles }) => roles === undefined || roles.some((own) => own.role === role)),
    );
}

/**
 * The acknowledgements and snoozes that apply at the unit: those that name no role, and those that name a role at the
 * unit.
 */
export function attentionsAt(unitId: string, attentions: readonly Attention[]): readonly Attention[] {
  return attentions.filter(({ roles }) => roles === undefined || roles.some((own) => own.unitId === unitId));
}

/** The first day on which the case may be news again. */
function backOn(attention: Attention, calendar: Calendar): PlainDate {
  return attention.until ?? addWorkingDays(attention.on, ACKNOWLEDGED_WORKING_DAYS + 1, calendar).day;
}
