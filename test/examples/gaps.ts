/**
 * Worked examples of the effect of a gap in cover (R10) for employees. If a region has its own rule for flexible
 * workers, there are examples for them too. Run by rules/gap.test.ts. The default region is 成都, where only the national
 * rule applies.
 */
export interface GapExample {
  readonly name: string;
  readonly given: {
    /** The region; 成都 by default. */
    readonly region?: string;
    readonly lastPaid: string;
    readonly nextPaid: string;
    readonly onTransfer?: true;
  };
  /** The code of the sentence that the answer is based on. */
  readonly says?: string;
  readonly expected: {
    readonly gapMonths: number;
    readonly catchUpAllowed: boolean | undefined;
    readonly waitingMonthsAtMost: number | undefined;
  };
  readonly arithmetic: string;
  /** 医保办发〔2021〕43号 by default. */
  readonly source?: string;
}

const SHANGHAI = '上海市医疗保障条例 15; 沪医保规〔2025〕7号 三（三）';

export const GAP_EXAMPLES: readonly GapExample[] = [
  {
    name: 'The next month is paid: no gap',
    given: { lastPaid: '2026-06', nextPaid: '2026-07', onTransfer: true },
    expected: { gapMonths: 0, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    arithmetic: 'July − June − 1 = 0',
  },
  {
    name: 'The same month is paid again: no gap',
    given: { lastPaid: '2026-06', nextPaid: '2026-06', onTransfer: true },
    expected: { gapMonths: 0, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    arithmetic: 'they overlap, never less than 0',
  },
  {
    name: 'One month is missing: it can be paid up',
    given: { lastPaid: '2026-06', nextPaid: '2026-08', onTransfer: true },
    expected: { gapMonths: 1, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    arithmetic: 'July',
  },
  {
    name: 'Three months are missing: they can still be paid up',
    given: { lastPaid: '2026-06', nextPaid: '2026-10', onTransfer: true },
    expected: { gapMonths: 3, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    arithmetic: 'July, August, September: 3, and 3 is included',
  },
  {
    name: 'Four months are missing: they cannot be paid up, and waiting is possible',
    given: { lastPaid: '2026-06', nextPaid: '2026-11', onTransfer: true },
    expected: { gapMonths: 4, catchUpAllowed: false, waitingMonthsAtMost: 6 },
    arithmetic: 'July to October: 4, more than 3; the region may impose up to 6',
  },
  {
    name: 'A gap across the turn of the year is counted in months',
    given: { lastPaid: '2025-11', nextPaid: '2026-03', onTransfer: true },
    expected: { gapMonths: 3, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    arithmetic: 'December, January, February',
  },
  {
    name: 'Two years without cover: waiting of at most six months',
    given: { lastPaid: '2024-06', nextPaid: '2026-07', onTransfer: true },
    expected: { gapMonths: 24, catchUpAllowed: false, waitingMonthsAtMost: 6 },
    arithmetic: '25 − 1 = 24; the years paid before are kept',
    source: '医保办发〔2021〕43号; 社会保险法 32',
  },
  {
    name: 'Paid again in the first month of the rule: the answer is known',
    given: { lastPaid: '2021-10', nextPaid: '2021-12', onTransfer: true },
    expected: { gapMonths: 1, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    arithmetic: 'in force since 2021-12-01',
  },
  {
    name: 'Paid again in the month before the rule: the answer is unknown',
    given: { lastPaid: '2021-09', nextPaid: '2021-11', onTransfer: true },
    expected: { gapMonths: 1, catchUpAllowed: undefined, waitingMonthsAtMost: undefined },
    arithmetic: 'before 2021-12-01 no rule is shipped',
  },
  {
    name: 'Within 成都 three missing months: unknown, since the local rule decides',
    given: { lastPaid: '2026-06', nextPaid: '2026-10' },
    expected: { gapMonths: 3, catchUpAllowed: undefined, waitingMonthsAtMost: undefined },
    says: 'gap-local-unknown',
    arithmetic: '10 − 6 − 1 = 3',
    source: '医保办发〔2021〕43号 is about gaps before a transfer between pooling areas',
  },
  {
    name: 'Within 成都 no missing month: no gap, whatever the local rule',
    given: { lastPaid: '2026-06', nextPaid: '2026-07' },
    expected: { gapMonths: 0, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    says: 'gap-none',
    arithmetic: '7 − 6 − 1 = 0',
  },
  {
    name: '上海: a gap of two months cannot be paid up',
    given: { region: '上海', lastPaid: '2026-06', nextPaid: '2026-09' },
    expected: { gapMonths: 2, catchUpAllowed: false, waitingMonthsAtMost: undefined },
    says: 'gap-not-paid',
    arithmetic: '9 − 6 − 1 = 2',
    source: SHANGHAI,
  },
  {
    name: '上海: a gap of one month cannot be paid up',
    given: { region: '上海', lastPaid: '2026-06', nextPaid: '2026-08' },
    expected: { gapMonths: 1, catchUpAllowed: false, waitingMonthsAtMost: undefined },
    says: 'gap-not-paid',
    arithmetic: '8 − 6 − 1 = 1',
    source: SHANGHAI,
  },
  {
    name: '上海: paid again in the first month of the regulation: the gap cannot be paid up',
    given: { region: '上海', lastPaid: '2024-12', nextPaid: '2025-03' },
    expected: { gapMonths: 2, catchUpAllowed: false, waitingMonthsAtMost: undefined },
    says: 'gap-not-paid',
    arithmetic: 'January, February; in force since 2025-03-01',
    source: SHANGHAI,
  },
  {
    name: '上海: paid again in the month before the regulation: the local rule is unknown',
    given: { region: '上海', lastPaid: '2024-11', nextPaid: '2025-02' },
    expected: { gapMonths: 2, catchUpAllowed: undefined, waitingMonthsAtMost: undefined },
    says: 'gap-local-unknown',
    arithmetic: 'December, January; 2025-02-01 lies before 2025-03-01',
    source: SHANGHAI,
  },
  {
    name: '上海: a person from another pooling area can pay two months up',
    given: { region: '上海', lastPaid: '2026-06', nextPaid: '2026-09', onTransfer: true },
    expected: { gapMonths: 2, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    says: 'gap-on-transfer',
    arithmetic: '9 − 6 − 1 = 2, not more than 3',
  },
];

export interface FlexibleGapExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly lastPaid: string;
    readonly nextPaid: string;
    readonly onTransfer?: true;
  };
  readonly expected: { readonly gapMonths: number; readonly coverFrom: string | undefined };
  readonly arithmetic: string;
  /** 医保办发〔2021〕43号 by default. */
  readonly source?: string;
}

export const FLEXIBLE_GAP_EXAMPLES: readonly FlexibleGapExample[] = [
  {
    name: '上海: a flexible worker who pays again after three months does not wait',
    given: { region: '上海', lastPaid: '2026-06', nextPaid: '2026-10' },
    expected: { gapMonths: 3, coverFrom: '2026-10' },
    arithmetic: '3 months are within the waiver of 3',
    source: '沪医保规〔2025〕7号 三(四)',
  },
  {
    name: '上海: a flexible worker who pays again after four months waits half a year',
    given: { region: '上海', lastPaid: '2026-06', nextPaid: '2026-11' },
    expected: { gapMonths: 4, coverFrom: '2027-05' },
    arithmetic: '2026-11 + 6 months',
    source: '沪医保规〔2025〕7号 三(四)',
  },
  {
    name: '上海: a flexible worker without a gap does not wait',
    given: { region: '上海', lastPaid: '2026-06', nextPaid: '2026-07' },
    expected: { gapMonths: 0, coverFrom: '2026-07' },
    arithmetic: 'no whole month between',
    source: '沪医保规〔2025〕7号 三(四)',
  },
  {
    name: '杭州: a flexible worker is covered from the third natural month, counting that of payment',
    given: { region: '杭州', lastPaid: '2026-06', nextPaid: '2026-08' },
    expected: { gapMonths: 1, coverFrom: '2026-10' },
    arithmetic: 'August, September, October',
    source: '浙江省医疗保障条例 29, 30',
  },
  {
    name: 'From another pooling area to a region without a rule: a short gap does no harm',
    given: { region: '成都', lastPaid: '2026-06', nextPaid: '2026-08', onTransfer: true },
    expected: { gapMonths: 1, coverFrom: '2026-08' },
    arithmetic: 'rule on transfers: up to 3 months',
  },
  {
    name: 'Within a region without a known rule: the start of cover after a short gap is unknown',
    given: { region: '成都', lastPaid: '2026-06', nextPaid: '2026-08' },
    expected: { gapMonths: 1, coverFrom: undefined },
    arithmetic: 'the local rule decides, and is not known',
    source: '医保办发〔2021〕43号 is about transfers',
  },
  {
    name: 'From another pooling area: the start of cover after a long gap is unknown',
    given: { region: '成都', lastPaid: '2026-01', nextPaid: '2026-08', onTransfer: true },
    expected: { gapMonths: 6, coverFrom: undefined },
    arithmetic: '6 months, more than 3: up to 6 of waiting, which the region may or may not impose',
  },
];
