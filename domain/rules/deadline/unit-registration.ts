import type { Calendar } from '../../calendar/calendar.ts';
import { isPublished, onOrAfter, onOrBefore } from '../../calendar/working-days.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { addDays, laterOf, type PlainDate, yearOf } from '../../values/plain-date.ts';
import { statutoryTerm } from '../origin.ts';
import { calendarAssumed } from './deadline.ts';

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
  const statutoryDueOn = addDays(establishedOn, term.days);
  const lawful = onOrAfter(statutoryDueOn, calendar);
  const pulledBack = onOrBefore(statutoryDueOn, calendar);
  const actBy = laterOf(pulledBack.day, establishedOn);
  const dates = { statutoryDueOn, lastLawfulDay: lawful.day, actBy };
  const assumedCalendar = lawful.assumed || pulledBack.assumed;
  const years = [statutoryDueOn, lawful.day].filter((day) => !isPublished(day, calendar)).map(yearOf);
  const due: Reason = {
    rule: 'G3',
    code: 'unit-registration-due',
    values: { establishedOn, days: term.days, statutoryDueOn },
    ...term.origin,
  };
  return {
    ...dates,
    assumedCalendar,
    because: [
      due,
      { rule: 'G3', code: 'unit-registered-with-business', values: {}, law: '社会保险经办条例 6' },
      ...movedReasons(dates),
      ...calendarAssumed(years, calendar),
    ],
  };
}

function movedReasons({
  statutoryDueOn,
  lastLawfulDay,
  actBy,
}: Pick<UnitRegistration, 'statutoryDueOn' | 'lastLawfulDay' | 'actBy'>): readonly Reason[] {
  if (lastLawfulDay === statutoryDueOn) return [];
  return [
    { rule: 'D4', code: 'act-by-pulled-back', values: { statutoryDueOn, actBy } },
    {
      rule: 'D3',
      code: 'rolled-to-working-day',
      values: { statutoryDueOn, lastLawfulDay },
      law: '民法典 203',
      confidence: 'medium',
    },
  ];
}
