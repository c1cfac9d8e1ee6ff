/** Worked examples of the start of cover (R3). Run by rules/cover.test.ts. */
export interface CoverExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly coverStart?: string;
    readonly hiredOn: string;
    readonly acceptedOn?: string;
    readonly effectiveMonth?: string;
    readonly asOf: string;
  };
  readonly expected: {
    readonly firstCoveredMonth: string | undefined;
    readonly uncoveredDays: number;
    readonly uncoveredDaysFinal: boolean;
  };
  readonly arithmetic: string;
  readonly source: string;
}

const ZHEJIANG = '浙江省医疗保障条例 28';

const SHANGHAI = '沪医保规〔2025〕7号 三（二）';

export const COVER_EXAMPLES: readonly CoverExample[] = [
  {
    name: '上海: enrolled and paid in the month of hire, covered from the next month',
    given: { region: '上海', hiredOn: '2026-08-10', acceptedOn: '2026-08-20', asOf: '2026-08-21' },
    expected: { firstCoveredMonth: '2026-09', uncoveredDays: 22, uncoveredDaysFinal: true },
    arithmetic: 'paid in August; 10 to 31 August: 22 days',
    source: SHANGHAI,
  },
  {
    name: '上海: enrolled a month later, covered a month later',
    given: { region: '上海', hiredOn: '2026-08-10', acceptedOn: '2026-09-01', asOf: '2026-09-02' },
    expected: { firstCoveredMonth: '2026-10', uncoveredDays: 52, uncoveredDaysFinal: true },
    arithmetic: 'paid in September; 10 August to 30 September: 22 + 30 days',
    source: SHANGHAI,
  },
  {
    name: '上海: accepted on the first day of the new rules: the next month is covered',
    given: { region: '上海', hiredOn: '2025-09-01', acceptedOn: '2025-09-10', asOf: '2025-09-11' },
    expected: { firstCoveredMonth: '2025-10', uncoveredDays: 30, uncoveredDaysFinal: true },
    arithmetic: 'paid in September; 1 to 30 September',
    source: SHANGHAI,
  },
  {
    name: '上海: accepted the day before the new rules: the start of cover is unknown',
    given: { region: '上海', hiredOn: '2025-09-01', acceptedOn: '2025-09-09', asOf: '2025-09-11' },
    expected: { firstCoveredMonth: undefined, uncoveredDays: 11, uncoveredDaysFinal: false },
    arithmetic: '1 to 11 September so far',
    source: SHANGHAI,
  },
  {
    name: 'A start stated by the agency with the acceptance outweighs the region’s rule',
    given: {
      region: '杭州',
      hiredOn: '2026-08-10',
      acceptedOn: '2026-08-20',
      effectiveMonth: '2026-08',
      asOf: '2026-08-21',
    },
    expected: { firstCoveredMonth: '2026-08', uncoveredDays: 0, uncoveredDaysFinal: true },
    arithmetic: 'from 1 August, before the hire',
    source: 'acceptance of the agency',
  },
  {
    name: 'A stated start after the hire leaves the days between without cover',
    given: {
      region: '杭州',
      hiredOn: '2026-08-10',
      acceptedOn: '2026-08-20',
      effectiveMonth: '2026-10',
      asOf: '2026-08-21',
    },
    expected: { firstCoveredMonth: '2026-10', uncoveredDays: 52, uncoveredDaysFinal: true },
    arithmetic: '10 to 31 August: 22; September: 30',
    source: 'acceptance of the agency',
  },
  {
    name: '杭州: registered in August, covered from September, the second natural month',
    given: { region: '杭州', hiredOn: '2026-08-10', acceptedOn: '2026-08-20', asOf: '2026-08-21' },
    expected: { firstCoveredMonth: '2026-09', uncoveredDays: 22, uncoveredDaysFinal: true },
    arithmetic: '10 to 31 August',
    source: ZHEJIANG,
  },
  {
    name: '杭州: registered on the first of the next month, covered a month later',
    given: { region: '杭州', hiredOn: '2026-08-10', acceptedOn: '2026-09-01', asOf: '2026-09-01' },
    expected: { firstCoveredMonth: '2026-10', uncoveredDays: 52, uncoveredDaysFinal: true },
    arithmetic: '22 + 30',
    source: ZHEJIANG,
  },
  {
    name: '杭州: not registered yet: counted as if registered today, and not final',
    given: { region: '杭州', hiredOn: '2026-08-10', asOf: '2026-08-31' },
    expected: { firstCoveredMonth: '2026-09', uncoveredDays: 22, uncoveredDaysFinal: false },
    arithmetic: 'registered on 31 August: September',
    source: ZHEJIANG,
  },
  {
    name: '杭州: not registered yet on the first of the next month: covered a month later',
    given: { region: '杭州', hiredOn: '2026-08-10', asOf: '2026-09-01' },
    expected: { firstCoveredMonth: '2026-10', uncoveredDays: 52, uncoveredDaysFinal: false },
    arithmetic: 'registered on 1 September: October',
    source: ZHEJIANG,
  },
  {
    name: 'A region that covers from the month of registration: no uncovered day',
    given: {
      region: '成都',
      coverStart: 'same-month',
      hiredOn: '2026-08-10',
      acceptedOn: '2026-08-31',
      asOf: '2026-08-31',
    },
    expected: { firstCoveredMonth: '2026-08', uncoveredDays: 0, uncoveredDaysFinal: true },
    arithmetic: 'the whole of August',
    source: 'local policy',
  },
  {
    name: 'A region that covers from the month of registration, registered a month later: uncovered days',
    given: {
      region: '成都',
      coverStart: 'same-month',
      hiredOn: '2026-08-31',
      acceptedOn: '2026-09-01',
      asOf: '2026-09-01',
    },
    expected: { firstCoveredMonth: '2026-09', uncoveredDays: 1, uncoveredDaysFinal: true },
    arithmetic: '31 August',
    source: 'local policy',
  },
  {
    name: 'A region that covers from the month after payment: uncovered days until then',
    given: {
      region: '成都',
      coverStart: 'month-after-payment',
      hiredOn: '2026-12-15',
      acceptedOn: '2026-12-20',
      asOf: '2026-12-20',
    },
    expected: { firstCoveredMonth: '2027-01', uncoveredDays: 17, uncoveredDaysFinal: true },
    arithmetic: '15 to 31 December',
    source: 'local policy',
  },
  {
    name: 'An unknown rule: every day since the hire may be without cover',
    given: { region: '北京', hiredOn: '2026-08-10', acceptedOn: '2026-08-20', asOf: '2026-08-20' },
    expected: { firstCoveredMonth: undefined, uncoveredDays: 11, uncoveredDaysFinal: false },
    arithmetic: '10 to 20 August, both counted',
    source: 'no rule of 北京 was found',
  },
  {
    name: 'Before the first working day no day is uncovered',
    given: { region: '北京', hiredOn: '2026-08-10', asOf: '2026-08-09' },
    expected: { firstCoveredMonth: undefined, uncoveredDays: 0, uncoveredDaysFinal: false },
    arithmetic: 'not in service yet',
    source: 'no rule of 北京 was found',
  },
];
