import type { Calendar } from '../../calendar/calendar.ts';
import { onOrAfter, onOrBefore } from '../../calendar/working-days.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import { laterOf, type PlainDate } from '../../values/plain-date.ts';
import { statutoryTerm } from '../origin.ts';
import { lawfulTerm } from './deadline.ts';

interface UnitRegistration {
  readonly statutoryDueOn: PlainDate;
  readonly lastLawfulDay: PlainDate;
  readonly actBy: PlainDate;
  readonly assumedCalendar: boolean;
  readonly because: readonly Reason[];
}

/**
 * G3: the deadline for a new unit to register for social insurance (社会保险法 57, in force since 2011-07-01). The day of
 * establishment is not counted (D1); on a rest day the lawful date moves forward and the day to act by is pulled back
 * (D3, D4). For companies, this registration is part of their business registration (社会保险经办条例 6). The reasons say so.
 */
export function unitRegistration(
  unit: { readonly establishedOn: PlainDate; readonly asOf: PlainDate; readonly policy: Policy },
  calendar: Calendar,
): UnitRegistration {
  const { establishedOn, asOf, policy } = unit;
  const term = statutoryTerm('unitRegistrationDays', establishedOn, asOf, policy);
  const { statutoryDueOn, lastLawfulDay, because } = lawfulTerm(establishedOn, term.days, calendar);
  const pulledBack = onOrBefore(statutoryDueOn, calendar);
  const actBy = laterOf(pulledBack.day, establishedOn);
  const due: Reason = {
    rule: 'G3',
    code: 'unit-registration-due',
    values: { establishedOn, days: term.days, statutoryDueOn },
    ...term.origin,
  };
  return {
    statutoryDueOn,
    lastLawfulDay,
    actBy,
    assumedCalendar: pulledBack.assumed || onOrAfter(statutoryDueOn, calendar).assumed,
    because: [
      due,
      { rule: 'G3', code: 'unit-registered-with-business', values: {}, law: '社会保险经办条例 6' },
      ...(lastLawfulDay === statutoryDueOn
        ? []
        : [reasonOf('D4', 'act-by-pulled-back', { statutoryDueOn, actBy })]),
      ...because,
    ],
  };
}
