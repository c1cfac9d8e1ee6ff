/** Worked examples of the deadline for the registration of a new unit (G3). Run by rules/unit-registration.test.ts. */
export interface UnitRegistrationExample {
  readonly name: string;
  readonly given: { readonly establishedOn: string };
  readonly expected: {
    readonly statutoryDueOn: string;
    readonly lastLawfulDay: string;
    readonly actBy: string;
    readonly assumedCalendar: boolean;
  };
  readonly arithmetic: string;
  readonly source: string;
}

export const UNIT_REGISTRATION_EXAMPLES: readonly UnitRegistrationExample[] = [
  {
    name: 'Thirty days that end on a working day: all dates are that day',
    given: { establishedOn: '2026-08-31' },
    expected: {
      statutoryDueOn: '2026-09-30',
      lastLawfulDay: '2026-09-30',
      actBy: '2026-09-30',
      assumedCalendar: false,
    },
    arithmetic: '31 Aug + 30 = 30 Sep, Wednesday',
    source: '社会保险法 57; 民法典 201',
  },
  {
    name: 'Thirty days that end in 国庆: the lawful day moves forward, the act-by date back',
    given: { establishedOn: '2026-09-01' },
    expected: {
      statutoryDueOn: '2026-10-01',
      lastLawfulDay: '2026-10-08',
      actBy: '2026-09-30',
      assumedCalendar: false,
    },
    arithmetic: '1 Sep + 30 = 1 Oct; rest until 7 Oct',
    source: '社会保险法 57; 民法典 203 by analogy',
  },
  {
    name: 'Thirty days that end on a worked Sunday do not move',
    given: { establishedOn: '2026-08-21' },
    expected: {
      statutoryDueOn: '2026-09-20',
      lastLawfulDay: '2026-09-20',
      actBy: '2026-09-20',
      assumedCalendar: false,
    },
    arithmetic: '21 Aug + 30 = 20 Sep, a make-up day',
    source: '社会保险法 57; State Council notice on the holidays of 2026',
  },
  {
    name: 'Across the turn of the year the calendar is marked as assumed',
    given: { establishedOn: '2026-12-05' },
    expected: {
      statutoryDueOn: '2027-01-04',
      lastLawfulDay: '2027-01-04',
      actBy: '2027-01-04',
      assumedCalendar: true,
    },
    arithmetic: '5 Dec + 30 = 4 Jan 2027, a Monday; no notice for 2027',
    source: '社会保险法 57',
  },
];
