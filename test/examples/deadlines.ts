/**
 * Worked examples of the deadlines of enrolments and removals: the input, the expected dates, the arithmetic of a
 * person, and the sources. Run by deadline-examples.test.ts. By default an example asks on the day of the event, in a
 * region without shipped data (成都). By default the leaver resigned, and the month of leaving is the last payable one.
 */
export interface DeadlineExample {
  readonly name: string;
  readonly given: {
    /** The first working day of a hire, or the last one of a leave. */
    readonly event: string;
    readonly asOf?: string;
    readonly region?: string;
    readonly agencyCutOffDay?: number;
    readonly localPolicy?: Readonly<Record<string, { readonly value: number; readonly from: string }>>;
    readonly reason?: 'deceased' | 'retired' | 'suspended';
    readonly lastPayableMonth?: string;
  };
  /** All expected dates. By default none depends on a year whose holidays are not published. */
  readonly expected: {
    readonly statutoryDueOn: string;
    /** By default the statutory date. */
    readonly lastLawfulDay?: string;
    readonly localCutOff?: string;
    readonly actBy: string;
    readonly missedCutOff?: string;
    readonly assumedCalendar?: true;
    readonly deathNoticeDueOn?: string;
  };
  readonly arithmetic: string;
  readonly source: string;
}

const BEIJING_TOLD_25 = {
  region: '北京',
  localPolicy: { enrolmentCutOffDay: { value: 25, from: '2026-01-01' } },
} as const;

export const ENROLMENT_EXAMPLES: readonly DeadlineExample[] = [
  // counting and rest days
  {
    name: 'Thirty days that end on a working day: all dates are that day',
    given: { event: '2026-08-31' },
    expected: { statutoryDueOn: '2026-09-30', actBy: '2026-09-30' },
    arithmetic: '31 Aug + 30 = 30 Sep, Wednesday',
    source: '社会保险法 58; 民法典 201',
  },
  {
    name: 'A term that ends within 国庆: the lawful day moves forward, the act-by date back',
    given: { event: '2026-09-04' },
    expected: { statutoryDueOn: '2026-10-04', lastLawfulDay: '2026-10-08', actBy: '2026-09-30' },
    arithmetic: '4 Sep + 30 = 4 Oct; rest 1–7 Oct; next 8 Oct, before 30 Sep',
    source: '社会保险法 58; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'A term that ends on the last day of 国庆 still moves',
    given: { event: '2026-09-07' },
    expected: { statutoryDueOn: '2026-10-07', lastLawfulDay: '2026-10-08', actBy: '2026-09-30' },
    arithmetic: '7 Sep + 30 = 7 Oct, the last rest day',
    source: '社会保险法 58; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'A term that ends on the day after 国庆 does not move',
    given: { event: '2026-09-08' },
    expected: { statutoryDueOn: '2026-10-08', actBy: '2026-10-08' },
    arithmetic: '8 Sep + 30 = 8 Oct, the first working day',
    source: '社会保险法 58; State Council notice on the holidays of 2026',
  },
  {
    name: 'A term that ends on the worked Saturday before the Spring Festival does not move',
    given: { event: '2026-01-15' },
    expected: { statutoryDueOn: '2026-02-14', actBy: '2026-02-14' },
    arithmetic: '15 Jan + 30 = 14 Feb, Saturday, made up',
    source: '社会保险法 58; State Council notice on the holidays of 2026',
  },
  {
    name: 'A term that ends on the first day of the Spring Festival moves past it, the act-by date before it',
    given: { event: '2026-01-16' },
    expected: { statutoryDueOn: '2026-02-15', lastLawfulDay: '2026-02-24', actBy: '2026-02-14' },
    arithmetic: '16 Jan + 30 = 15 Feb; rest 15–23 Feb',
    source: '社会保险法 58; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'A term that ends on a worked Sunday does not move',
    given: { event: '2026-08-21' },
    expected: { statutoryDueOn: '2026-09-20', actBy: '2026-09-20' },
    arithmetic: '21 Aug + 30 = 20 Sep, Sunday, made up for 国庆',
    source: '社会保险法 58; State Council notice on the holidays of 2026',
  },
  {
    name: 'A term that ends on the Saturday before a worked Sunday moves by one day',
    given: { event: '2026-08-20' },
    expected: { statutoryDueOn: '2026-09-19', lastLawfulDay: '2026-09-20', actBy: '2026-09-18' },
    arithmetic: '20 Aug + 30 = 19 Sep, Saturday, rest',
    source: '社会保险法 58; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'In a leap year 29 February is counted',
    given: { event: '2024-01-31' },
    expected: { statutoryDueOn: '2024-03-01', actBy: '2024-03-01' },
    arithmetic: '31 Jan + 29 days of Feb + 1 = 1 Mar 2024, Friday',
    source: '社会保险法 58; 民法典 201',
  },
  {
    name: 'In a common year the term ends a day later in March',
    given: { event: '2025-01-30' },
    expected: { statutoryDueOn: '2025-03-01', lastLawfulDay: '2025-03-03', actBy: '2025-02-28' },
    arithmetic: '30 Jan + 30: 31 Jan is 1, 28 Feb is 29, 1 Mar is 30; Saturday',
    source: '社会保险法 58; 民法典 203 by analogy; State Council notice on the holidays of 2025',
  },
  // a year without a published notice
  {
    name: 'The last day of 2026 rests on a published notice',
    given: { event: '2026-12-01' },
    expected: { statutoryDueOn: '2026-12-31', actBy: '2026-12-31' },
    arithmetic: '1 Dec + 30 = 31 Dec, Thursday',
    source: '社会保险法 58; State Council notice on the holidays of 2026',
  },
  {
    name: 'The first day of 2027 is assumed to be a working day, and marked as assumed',
    given: { event: '2026-12-02' },
    expected: { statutoryDueOn: '2027-01-01', actBy: '2027-01-01', assumedCalendar: true },
    arithmetic: '2 Dec + 30 = 1 Jan 2027, Friday; no notice for 2027',
    source: '社会保险法 58',
  },
  {
    name: 'A weekend of 2027 is assumed to be off',
    given: { event: '2026-12-03' },
    expected: {
      statutoryDueOn: '2027-01-02',
      lastLawfulDay: '2027-01-04',
      actBy: '2027-01-01',
      assumedCalendar: true,
    },
    arithmetic: '3 Dec + 30 = 2 Jan 2027, Saturday; next Monday 4, before Friday 1',
    source: '社会保险法 58; 民法典 203 by analogy',
  },
  {
    name: 'A hire before the law uses the term of today’s law',
    given: { event: '2010-05-10', asOf: '2026-11-21' },
    expected: { statutoryDueOn: '2010-06-09', actBy: '2010-06-09', assumedCalendar: true },
    arithmetic: '10 May + 30 = 9 Jun 2010, Wednesday; no calendar for 2010',
    source: '社会保险法 58',
  },
  // local cut-offs
  {
    name: 'Hired on the cut-off day: the month is still possible that day',
    given: { region: '北京', event: '2026-08-25' },
    expected: { statutoryDueOn: '2026-09-24', localCutOff: '2026-08-25', actBy: '2026-08-25' },
    arithmetic: '25 Aug is day 25; 25 Aug + 30 = 24 Sep',
    source: '社会保险法 58; 北京: day 25, low confidence',
  },
  {
    name: 'Hired the day after the cut-off: the month is missed, the next cut-off moves before 中秋',
    given: { ...BEIJING_TOLD_25, event: '2026-08-26' },
    expected: {
      statutoryDueOn: '2026-09-25',
      lastLawfulDay: '2026-09-28',
      localCutOff: '2026-09-24',
      actBy: '2026-09-24',
      missedCutOff: '2026-08-25',
    },
    arithmetic: '26 Aug + 30 = 25 Sep, rest 25–27 Sep; day 25 back to 24 Sep',
    source:
      '社会保险法 58; 北京: day 25, as the agency told the unit; State Council notice on the holidays of 2026',
  },
  {
    name: 'On the cut-off day the month is not missed',
    given: { region: '北京', event: '2026-08-10', asOf: '2026-08-25' },
    expected: { statutoryDueOn: '2026-09-09', localCutOff: '2026-08-25', actBy: '2026-08-25' },
    arithmetic: '10 Aug + 30 = 9 Sep; day 25 is today',
    source: '社会保险法 58; 北京: day 25, low confidence',
  },
  {
    name: 'The day after the cut-off the month is missed, and the statutory date comes first',
    given: { ...BEIJING_TOLD_25, event: '2026-08-10', asOf: '2026-08-26' },
    expected: {
      statutoryDueOn: '2026-09-09',
      localCutOff: '2026-09-24',
      actBy: '2026-09-09',
      missedCutOff: '2026-08-25',
    },
    arithmetic: '25 Aug has passed; 9 Sep is before 24 Sep',
    source:
      '社会保险法 58; 北京: day 25, as the agency told the unit; State Council notice on the holidays of 2026',
  },
  {
    name: 'After the statutory date the act-by date stays in the past: it is overdue',
    given: { ...BEIJING_TOLD_25, event: '2026-08-10', asOf: '2026-09-10' },
    expected: {
      statutoryDueOn: '2026-09-09',
      localCutOff: '2026-09-24',
      actBy: '2026-09-09',
      missedCutOff: '2026-08-25',
    },
    arithmetic: '9 Sep is yesterday',
    source:
      '社会保险法 58; 北京: day 25, as the agency told the unit; State Council notice on the holidays of 2026',
  },
  {
    name: 'Of several missed cut-offs the latest is named',
    given: { ...BEIJING_TOLD_25, event: '2026-08-10', asOf: '2026-10-08' },
    expected: {
      statutoryDueOn: '2026-09-09',
      localCutOff: '2026-10-23',
      actBy: '2026-09-09',
      missedCutOff: '2026-09-24',
    },
    arithmetic: '25 Aug and 24 Sep have passed; 25 Oct is a Sunday, so 23 Oct',
    source:
      '社会保险法 58; 北京: day 25, as the agency told the unit; State Council notice on the holidays of 2026',
  },
  {
    name: 'A cut-off on a Sunday moves to the Friday before',
    given: { region: '北京', event: '2026-10-23' },
    expected: {
      statutoryDueOn: '2026-11-22',
      lastLawfulDay: '2026-11-23',
      localCutOff: '2026-10-23',
      actBy: '2026-10-23',
    },
    arithmetic: '25 Oct is a Sunday, 23 Oct a Friday; 23 Oct + 30 = 22 Nov, Sunday',
    source: '社会保险法 58; 民法典 203 by analogy; 北京: day 25, low confidence',
  },
  {
    name: 'Hired on the Saturday after a cut-off moved to Friday: the cut-off has passed',
    given: { ...BEIJING_TOLD_25, event: '2026-10-24' },
    expected: {
      statutoryDueOn: '2026-11-23',
      localCutOff: '2026-11-25',
      actBy: '2026-11-23',
      missedCutOff: '2026-10-23',
    },
    arithmetic: '23 Oct is before 24 Oct; 24 Oct + 30 = 23 Nov',
    source: '社会保险法 58; 北京: day 25, as the agency told the unit',
  },
  {
    name: 'A cut-off on the statutory date: both are the act-by date',
    given: { ...BEIJING_TOLD_25, event: '2026-10-26' },
    expected: {
      statutoryDueOn: '2026-11-25',
      localCutOff: '2026-11-25',
      actBy: '2026-11-25',
      missedCutOff: '2026-10-23',
    },
    arithmetic: '26 Oct + 30 = 25 Nov = day 25',
    source: '社会保险法 58; 北京: day 25, as the agency told the unit',
  },
  {
    name: 'A cut-off before the statutory date is the act-by date',
    given: { region: '北京', event: '2026-02-02' },
    expected: { statutoryDueOn: '2026-03-04', localCutOff: '2026-02-25', actBy: '2026-02-25' },
    arithmetic: '2 Feb + 30 = 4 Mar; 25 Feb, Wednesday, comes first',
    source: '社会保险法 58; 北京: day 25, low confidence',
  },
  {
    name: 'A future hire is counted from its own day',
    given: { region: '北京', event: '2026-12-07', asOf: '2026-11-21' },
    expected: {
      statutoryDueOn: '2027-01-06',
      localCutOff: '2026-12-25',
      actBy: '2026-12-25',
      assumedCalendar: true,
    },
    arithmetic: '7 Dec + 30 = 6 Jan 2027; the cut-off of November does not count',
    source: '社会保险法 58; 北京: day 25, low confidence',
  },
  {
    name: '上海 accepts enrolments until day 15',
    given: { region: '上海', event: '2026-09-01' },
    expected: {
      statutoryDueOn: '2026-10-01',
      lastLawfulDay: '2026-10-08',
      localCutOff: '2026-09-15',
      actBy: '2026-09-15',
    },
    arithmetic: '15 Sep, Tuesday, before 1 Oct',
    source:
      '社会保险法 58; 民法典 203 by analogy; 上海: enrolments by day 15, low confidence; State Council notice on the holidays of 2026',
  },
  {
    name: '上海: hired on day 15: the month is possible',
    given: { region: '上海', event: '2026-09-15' },
    expected: { statutoryDueOn: '2026-10-15', localCutOff: '2026-09-15', actBy: '2026-09-15' },
    arithmetic: '15 Sep + 30 = 15 Oct',
    source: '社会保险法 58; 上海: enrolments by day 15, low confidence',
  },
  {
    name: '上海: hired on day 16: the month is missed',
    given: {
      region: '上海',
      event: '2026-09-16',
      localPolicy: { enrolmentCutOffDay: { value: 15, from: '2026-01-01' } },
    },
    expected: {
      statutoryDueOn: '2026-10-16',
      localCutOff: '2026-10-15',
      actBy: '2026-10-15',
      missedCutOff: '2026-09-15',
    },
    arithmetic: '16 Sep + 30 = 16 Oct; 15 Oct comes first',
    source: '社会保险法 58; 上海: enrolments by day 15, as the agency told the unit',
  },
  {
    name: 'A cut-off in the Spring Festival moves back to the worked Saturday',
    given: { region: '上海', event: '2026-02-10' },
    expected: { statutoryDueOn: '2026-03-12', localCutOff: '2026-02-14', actBy: '2026-02-14' },
    arithmetic: '15 Feb is a rest day, 14 Feb is made up',
    source:
      '社会保险法 58; 上海: enrolments by day 15, low confidence; State Council notice on the holidays of 2026',
  },
  {
    name: 'Hired in the Spring Festival: the cut-off moved before it has passed',
    given: {
      region: '上海',
      event: '2026-02-15',
      localPolicy: { enrolmentCutOffDay: { value: 15, from: '2026-01-01' } },
    },
    expected: {
      statutoryDueOn: '2026-03-17',
      localCutOff: '2026-03-13',
      actBy: '2026-03-13',
      missedCutOff: '2026-02-14',
    },
    arithmetic: '15 Mar is a Sunday, so 13 Mar; 15 Feb + 30 = 17 Mar',
    source:
      '社会保险法 58; 上海: enrolments by day 15, as the agency told the unit; State Council notice on the holidays of 2026',
  },
  {
    name: 'A region without data has only the statutory date',
    given: { region: '天津', event: '2026-11-02' },
    expected: { statutoryDueOn: '2026-12-02', actBy: '2026-12-02' },
    arithmetic: '2 Nov + 30 = 2 Dec, Wednesday; cut-off not found',
    source: '社会保险法 58',
  },
  // weak cut-offs: they make the act-by date earlier, but nothing late
  {
    name: 'A cut-off of low confidence that has passed does not make the month missed',
    given: { region: '北京', event: '2026-08-26' },
    expected: {
      statutoryDueOn: '2026-09-25',
      lastLawfulDay: '2026-09-28',
      localCutOff: '2026-09-24',
      actBy: '2026-09-24',
    },
    arithmetic: '25 Aug has passed and is weak; 25 Sep is a rest day, so 24 Sep',
    source: '社会保险法 58; 北京: day 25, low confidence; State Council notice on the holidays of 2026',
  },
  {
    name: 'A cut-off from a lead makes the act-by date earlier',
    given: { region: '深圳', event: '2026-11-02' },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-20', actBy: '2026-11-20' },
    arithmetic: '20 Nov, Friday, before 2 Dec',
    source: '社会保险法 58; 深圳: day 20, a lead',
  },
  {
    name: 'A cut-off from a lead that has passed does not make the month missed',
    given: { region: '深圳', event: '2026-11-02', asOf: '2026-11-23' },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-12-18', actBy: '2026-12-02' },
    arithmetic: '20 Nov has passed; 20 Dec is a Sunday, so 18 Dec, after 2 Dec',
    source: '社会保险法 58; 深圳: day 20, a lead',
  },
  // cut-offs of a company that files for the unit
  {
    name: 'The agency’s cut-off is earlier than the statutory date',
    given: { event: '2026-11-02', agencyCutOffDay: 20 },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-20', actBy: '2026-11-20' },
    arithmetic: '20 Nov, Friday, before 2 Dec',
    source: '社会保险法 58; the unit’s registry',
  },
  {
    name: 'The agency’s cut-off is earlier than the region’s',
    given: { region: '北京', event: '2026-11-02', agencyCutOffDay: 20 },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-20', actBy: '2026-11-20' },
    arithmetic: '20 Nov before 25 Nov',
    source: '社会保险法 58; 北京: day 25, low confidence; the unit’s registry',
  },
  {
    name: 'The agency’s cut-off has passed, the region’s has not: the month is still possible',
    given: { region: '北京', event: '2026-11-02', asOf: '2026-11-23', agencyCutOffDay: 20 },
    expected: {
      statutoryDueOn: '2026-12-02',
      localCutOff: '2026-11-25',
      actBy: '2026-11-25',
      missedCutOff: '2026-11-20',
    },
    arithmetic: '20 Nov has passed, 25 Nov is in two days',
    source: '社会保险法 58; 北京: day 25, low confidence; the unit’s registry',
  },
  {
    name: 'The region’s cut-off is earlier than the agency’s',
    given: { region: '上海', event: '2026-11-02', agencyCutOffDay: 25 },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-13', actBy: '2026-11-13' },
    arithmetic: '15 Nov is a Sunday, so 13 Nov; before 25 Nov',
    source: '社会保险法 58; 上海: enrolments by day 15, low confidence; the unit’s registry',
  },
  {
    name: 'Cut-off day 31 is the last day of a month with thirty days',
    given: { event: '2026-11-02', agencyCutOffDay: 31 },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-30', actBy: '2026-11-30' },
    arithmetic: 'November ends on Monday 30',
    source: '社会保险法 58; the unit’s registry',
  },
  {
    name: 'Cut-off day 31 in February 2026 is a worked Saturday',
    given: { event: '2026-02-02', agencyCutOffDay: 31 },
    expected: { statutoryDueOn: '2026-03-04', localCutOff: '2026-02-28', actBy: '2026-02-28' },
    arithmetic: '28 Feb is made up; 2 Feb + 30 = 4 Mar',
    source: '社会保险法 58; State Council notice on the holidays of 2026; the unit’s registry',
  },
  {
    name: 'Cut-off day 30 in a leap year’s February is the 29th',
    given: { event: '2024-02-05', agencyCutOffDay: 30 },
    expected: { statutoryDueOn: '2024-03-06', localCutOff: '2024-02-29', actBy: '2024-02-29' },
    arithmetic: '29 Feb 2024, Thursday; 5 Feb + 30 = 6 Mar',
    source: '社会保险法 58; the unit’s registry',
  },
  // what the unit’s own agency said
  {
    name: 'A cut-off entered in the registry counts where nothing ships',
    given: { event: '2026-11-02', localPolicy: { enrolmentCutOffDay: { value: 10, from: '2026-11-01' } } },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-10', actBy: '2026-11-10' },
    arithmetic: '10 Nov, Tuesday',
    source: '社会保险法 58; the unit’s registry',
  },
  {
    name: 'A cut-off entered in the registry counts for the month in which it was entered',
    given: { event: '2026-11-02', localPolicy: { enrolmentCutOffDay: { value: 20, from: '2026-11-18' } } },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-11-20', actBy: '2026-11-20' },
    arithmetic: 'in force by the end of November, so for 20 Nov',
    source: '社会保险法 58; the unit’s registry',
  },
  {
    name: 'A cut-off entered for December leaves November to the shipped one, too weak to be missed',
    given: {
      region: '北京',
      event: '2026-11-02',
      asOf: '2026-11-26',
      localPolicy: { enrolmentCutOffDay: { value: 18, from: '2026-12-01' } },
    },
    expected: { statutoryDueOn: '2026-12-02', localCutOff: '2026-12-18', actBy: '2026-12-02' },
    arithmetic: 'day 25 for November, day 18 for December',
    source: '社会保险法 58; 北京: day 25, low confidence; the unit’s registry',
  },
  {
    name: 'A term within a holiday: the act-by date is the day of the event',
    given: { event: '2026-10-01', localPolicy: { enrolmentDays: { value: 3, from: '2026-01-01' } } },
    expected: { statutoryDueOn: '2026-10-04', lastLawfulDay: '2026-10-08', actBy: '2026-10-01' },
    arithmetic: '1 Oct + 3 = 4 Oct; back to 30 Sep would be before the hire',
    source: '民法典 203 by analogy; State Council notice on the holidays of 2026; the unit’s registry',
  },
  {
    name: 'A term from the eve of a holiday: the act-by date moves back to the day of the event',
    given: { event: '2026-09-30', localPolicy: { enrolmentDays: { value: 3, from: '2026-01-01' } } },
    expected: { statutoryDueOn: '2026-10-03', lastLawfulDay: '2026-10-08', actBy: '2026-09-30' },
    arithmetic: '30 Sep + 3 = 3 Oct, back to 30 Sep',
    source: '民法典 203 by analogy; State Council notice on the holidays of 2026; the unit’s registry',
  },
];

export const REMOVAL_EXAMPLES: readonly DeadlineExample[] = [
  // counting and rest days
  {
    name: 'Fifteen days that end on the eve of 国庆: all dates are that day',
    given: { event: '2026-09-15' },
    expected: { statutoryDueOn: '2026-09-30', actBy: '2026-09-30' },
    arithmetic: '15 Sep + 15 = 30 Sep',
    source: '劳动合同法 50; 民法典 201',
  },
  {
    name: 'Fifteen days that end on the first day of 国庆 move',
    given: { event: '2026-09-16' },
    expected: { statutoryDueOn: '2026-10-01', lastLawfulDay: '2026-10-08', actBy: '2026-09-30' },
    arithmetic: '16 Sep + 15 = 1 Oct; rest 1–7 Oct',
    source: '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'Fifteen days that end on the eve of Labour Day do not move',
    given: { event: '2026-04-15' },
    expected: { statutoryDueOn: '2026-04-30', actBy: '2026-04-30' },
    arithmetic: '15 Apr + 15 = 30 Apr',
    source: '劳动合同法 50; 民法典 201',
  },
  {
    name: 'Fifteen days that end on Labour Day move to 6 May',
    given: { event: '2026-04-16' },
    expected: { statutoryDueOn: '2026-05-01', lastLawfulDay: '2026-05-06', actBy: '2026-04-30' },
    arithmetic: '16 Apr + 15 = 1 May; rest 1–5 May',
    source: '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'Fifteen days that end on a worked Sunday do not move',
    given: { event: '2025-01-11' },
    expected: { statutoryDueOn: '2025-01-26', actBy: '2025-01-26' },
    arithmetic: '11 Jan + 15 = 26 Jan 2025, Sunday, made up',
    source: '劳动合同法 50; State Council notice on the holidays of 2025',
  },
  {
    name: 'Fifteen days that end on the Saturday before a worked Sunday move by one day',
    given: { event: '2025-01-10' },
    expected: { statutoryDueOn: '2025-01-25', lastLawfulDay: '2025-01-26', actBy: '2025-01-24' },
    arithmetic: '10 Jan + 15 = 25 Jan 2025, Saturday, rest',
    source: '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2025',
  },
  {
    name: 'Fifteen days that end on a worked Saturday after 国庆 do not move',
    given: { event: '2026-09-25' },
    expected: { statutoryDueOn: '2026-10-10', actBy: '2026-10-10' },
    arithmetic: '25 Sep + 15 = 10 Oct, Saturday, made up',
    source: '劳动合同法 50; State Council notice on the holidays of 2026',
  },
  {
    name: 'Fifteen days that end on a Sunday move to Monday, the act-by date to the worked Saturday',
    given: { event: '2026-09-26' },
    expected: { statutoryDueOn: '2026-10-11', lastLawfulDay: '2026-10-12', actBy: '2026-10-10' },
    arithmetic: '26 Sep + 15 = 11 Oct, Sunday, rest',
    source: '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
  {
    name: 'A suspension is a removal too, here with a term into an unpublished year',
    given: { region: '北京', reason: 'suspended', event: '2026-12-18' },
    expected: {
      statutoryDueOn: '2027-01-02',
      lastLawfulDay: '2027-01-04',
      localCutOff: '2027-01-25',
      actBy: '2027-01-01',
      assumedCalendar: true,
    },
    arithmetic: '18 Dec + 15 = 2 Jan 2027, Saturday; day 25 is a Monday',
    source: '劳动合同法 50; 民法典 203 by analogy; 北京: day 25, low confidence',
  },
  // the cut-off of the month that would be charged next
  {
    name: 'A removal cut-off from a lead makes the act-by date earlier',
    given: { region: '上海', event: '2026-08-31' },
    expected: { statutoryDueOn: '2026-09-15', localCutOff: '2026-09-11', actBy: '2026-09-11' },
    arithmetic: 'August is paid; September is charged unless removed by 11 Sep, as a lead says',
    source: '劳动合同法 50; 上海: removals by day 11, a lead',
  },
  {
    name: 'A removal cut-off from a lead that has passed makes nothing late: the statutory date counts',
    given: { region: '上海', event: '2026-08-31', asOf: '2026-09-12' },
    expected: { statutoryDueOn: '2026-09-15', localCutOff: '2026-10-10', actBy: '2026-09-15' },
    arithmetic: '11 Sep has passed; 31 Aug + 15 = 15 Sep comes before 10 Oct',
    source: '劳动合同法 50; 上海: removals by day 11, a lead; State Council notice on the holidays of 2026',
  },
  {
    name: 'Overdue by law: the next cut-off from a lead falls on a worked Saturday',
    given: { region: '上海', event: '2026-08-31', asOf: '2026-09-16' },
    expected: { statutoryDueOn: '2026-09-15', localCutOff: '2026-10-10', actBy: '2026-09-15' },
    arithmetic: '11 Oct is a Sunday, 10 Oct is made up',
    source: '劳动合同法 50; 上海: removals by day 11, a lead; State Council notice on the holidays of 2026',
  },
  {
    name: 'The cut-off of the month of leaving does not count, since that month is due anyway',
    given: { region: '上海', event: '2026-08-05' },
    expected: { statutoryDueOn: '2026-08-20', localCutOff: '2026-09-11', actBy: '2026-08-20' },
    arithmetic: '11 Aug is left out; 5 Aug + 15 = 20 Aug comes before 11 Sep',
    source: '劳动合同法 50; 上海: removals by day 11, a lead',
  },
  {
    name: 'At the end of a month the statutory date comes before a late cut-off',
    given: { region: '北京', event: '2026-11-30' },
    expected: { statutoryDueOn: '2026-12-15', localCutOff: '2026-12-25', actBy: '2026-12-15' },
    arithmetic: '30 Nov + 15 = 15 Dec, before 25 Dec',
    source: '劳动合同法 50; 北京: day 25, low confidence',
  },
  {
    name: 'Where the month of leaving is not payable, its own cut-off counts',
    given: { region: '北京', event: '2026-09-15', lastPayableMonth: '2026-08' },
    expected: { statutoryDueOn: '2026-09-30', localCutOff: '2026-09-24', actBy: '2026-09-24' },
    arithmetic: '25 Sep is a rest day, so 24 Sep',
    source: '劳动合同法 50; 北京: day 25, low confidence; State Council notice on the holidays of 2026',
  },
  {
    name: 'The cut-off of the month of leaving missed by a day: the month is charged, the statutory date counts',
    given: {
      region: '北京',
      event: '2026-09-15',
      lastPayableMonth: '2026-08',
      asOf: '2026-09-25',
      localPolicy: { removalCutOffDay: { value: 25, from: '2026-01-01' } },
    },
    expected: {
      statutoryDueOn: '2026-09-30',
      localCutOff: '2026-10-23',
      actBy: '2026-09-30',
      missedCutOff: '2026-09-24',
    },
    arithmetic: '24 Sep has passed; 25 Oct is a Sunday, so 23 Oct',
    source:
      '劳动合同法 50; 北京: day 25, as the agency told the unit; State Council notice on the holidays of 2026',
  },
  {
    name: 'A cut-off before the last working day is not a missed one',
    given: { region: '北京', event: '2026-09-28', lastPayableMonth: '2026-08' },
    expected: { statutoryDueOn: '2026-10-13', localCutOff: '2026-10-23', actBy: '2026-10-13' },
    arithmetic: '24 Sep is before 28 Sep: nothing to file then; 28 Sep + 15 = 13 Oct',
    source: '劳动合同法 50; 北京: day 25, low confidence; State Council notice on the holidays of 2026',
  },
  {
    name: 'Paid for a month longer: only the cut-off after that month counts',
    given: { region: '北京', event: '2026-09-10', lastPayableMonth: '2026-10' },
    expected: {
      statutoryDueOn: '2026-09-25',
      lastLawfulDay: '2026-09-28',
      localCutOff: '2026-11-25',
      actBy: '2026-09-24',
    },
    arithmetic: 'October is paid; 10 Sep + 15 = 25 Sep, rest 25–27 Sep',
    source:
      '劳动合同法 50; 民法典 203 by analogy; 北京: day 25, low confidence; State Council notice on the holidays of 2026',
  },
  {
    name: 'The agency’s early cut-off comes before the statutory date',
    given: { event: '2026-11-24', agencyCutOffDay: 5 },
    expected: { statutoryDueOn: '2026-12-09', localCutOff: '2026-12-04', actBy: '2026-12-04' },
    arithmetic: '5 Dec is a Saturday, so 4 Dec; 24 Nov + 15 = 9 Dec',
    source: '劳动合同法 50; the unit’s registry',
  },
  {
    name: 'A cut-off after a holiday: the act-by date stays before the holiday',
    given: { event: '2026-09-18', agencyCutOffDay: 10 },
    expected: {
      statutoryDueOn: '2026-10-03',
      lastLawfulDay: '2026-10-08',
      localCutOff: '2026-10-10',
      actBy: '2026-09-30',
    },
    arithmetic: '18 Sep + 15 = 3 Oct; 10 Oct is made up',
    source:
      '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026; the unit’s registry',
  },
  {
    name: 'A cut-off on the 1st moves back into the previous month',
    given: { event: '2026-09-18', agencyCutOffDay: 1 },
    expected: {
      statutoryDueOn: '2026-10-03',
      lastLawfulDay: '2026-10-08',
      localCutOff: '2026-09-30',
      actBy: '2026-09-30',
    },
    arithmetic: '1 Oct is a rest day, so 30 Sep, though it is the cut-off of October',
    source:
      '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026; the unit’s registry',
  },
  {
    name: 'A cut-off on the 1st is missed the day after it moved to, and the next moves back too',
    given: { event: '2026-09-18', asOf: '2026-10-01', agencyCutOffDay: 1 },
    expected: {
      statutoryDueOn: '2026-10-03',
      lastLawfulDay: '2026-10-08',
      localCutOff: '2026-10-30',
      actBy: '2026-09-30',
      missedCutOff: '2026-09-30',
    },
    arithmetic: '30 Sep has passed; 1 Nov is a Sunday, so 30 Oct',
    source:
      '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026; the unit’s registry',
  },
  {
    name: 'A removal cut-off from the unit’s own agency replaces an unconfirmed one',
    given: {
      region: '上海',
      event: '2026-08-31',
      localPolicy: { removalCutOffDay: { value: 13, from: '2026-01-01' } },
    },
    expected: { statutoryDueOn: '2026-09-15', localCutOff: '2026-09-11', actBy: '2026-09-11' },
    arithmetic: '13 Sep is a Sunday, so Friday 11',
    source: '劳动合同法 50; the unit’s registry',
  },
  // the notice of a death
  {
    name: 'A death has a second date after twenty working days',
    given: { reason: 'deceased', event: '2026-09-21' },
    expected: {
      statutoryDueOn: '2026-10-06',
      lastLawfulDay: '2026-10-08',
      actBy: '2026-09-30',
      deathNoticeDueOn: '2026-10-26',
    },
    arithmetic: '21 Sep + 15 = 6 Oct; ten working days to 12 Oct, ten more to 26 Oct',
    source: '劳动合同法 50; 社会保险经办条例 25; State Council notice on the holidays of 2026',
  },
  {
    name: 'A death the day before the law with the notice came into force has no second date',
    given: { reason: 'deceased', event: '2023-11-30' },
    expected: { statutoryDueOn: '2023-12-15', actBy: '2023-12-15' },
    arithmetic: '30 Nov + 15 = 15 Dec 2023, Friday; a working day by the calendar of 2023',
    source: '劳动合同法 50; State Council notice on the holidays of 2023',
  },
  {
    name: 'A death on the first day of the law with the notice has a second date',
    given: { reason: 'deceased', event: '2023-12-01' },
    expected: {
      statutoryDueOn: '2023-12-16',
      lastLawfulDay: '2023-12-18',
      actBy: '2023-12-15',
      deathNoticeDueOn: '2023-12-29',
    },
    arithmetic: 'four weeks of five working days after Friday 1 Dec 2023; no holiday in December 2023',
    source: '劳动合同法 50; 社会保险经办条例 25',
  },
  {
    name: 'A leave for another reason has no second date',
    given: { reason: 'retired', event: '2026-09-21' },
    expected: { statutoryDueOn: '2026-10-06', lastLawfulDay: '2026-10-08', actBy: '2026-09-30' },
    arithmetic: '21 Sep + 15 = 6 Oct',
    source: '劳动合同法 50; 民法典 203 by analogy; State Council notice on the holidays of 2026',
  },
];
