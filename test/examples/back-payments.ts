/**
 * Worked examples of what is owed for months before cover (R8). Run by rules/back-payment.test.ts. Amounts in yuan; the
 * wage is that of the first month. `longest` is how many months back the agency said that it takes.
 */
export interface BackPaymentExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly hiredOn: string;
    readonly coveredFrom: string;
    readonly paid?: readonly string[];
    readonly wage?: string;
    readonly asOf: string;
    readonly longest?: number;
  };
  /** Month by month: unit's part, person's part, late fee. */
  readonly expected:
    | {
        readonly months: readonly (readonly [
          month: string,
          unit: string | undefined,
          personal: string | undefined,
          fee: string | undefined,
        ])[];
        readonly unit: string | undefined;
        readonly personal: string | undefined;
        readonly fee: string | undefined;
        readonly feeNextDay: string | undefined;
        readonly estimated: boolean;
        readonly needsPerson: boolean;
      }
    | undefined;
  readonly arithmetic: string;
  readonly source: string;
}

const SOURCE = '社会保险法 58, 60, 63, 86; published bands and rates of the region';

export const BACK_PAYMENT_EXAMPLES: readonly BackPaymentExample[] = [
  {
    name: '北京: two months over the turn of the base year, paid on 10 September',
    given: {
      region: '北京',
      hiredOn: '2026-06-15',
      coveredFrom: '2026-08',
      wage: '5000',
      asOf: '2026-09-10',
    },
    expected: {
      months: [
        ['2026-06', '701.88', '146.24', '16.96'],
        ['2026-07', '712.46', '148.40', '3.87'],
      ],
      unit: '1414.34',
      personal: '294.64',
      fee: '20.83',
      feeNextDay: '0.86',
      estimated: false,
      needsPerson: false,
    },
    arithmetic:
      'June on 7162: 701.876 and 143.24 + 3; fee from 1 Aug to 9 Sep, 40 days: 848.12 × 0.02 = 16.9624. July on 7270: 712.46 and 145.40 + 3; from 1 to 9 Sep: 860.86 × 0.0045 = 3.87387. A day more: 17.38646 − 16.96 → 0.43 and 4.3043 − 3.87 → 0.43',
    source: SOURCE,
  },
  {
    name: '北京: paid before the fee runs, there is none',
    given: {
      region: '北京',
      hiredOn: '2026-07-01',
      coveredFrom: '2026-08',
      wage: '10000',
      asOf: '2026-09-01',
    },
    expected: {
      months: [['2026-07', '980.00', '203.00', '0.00']],
      unit: '980.00',
      personal: '203.00',
      fee: '0.00',
      feeNextDay: '0.59',
      estimated: false,
      needsPerson: false,
    },
    arithmetic:
      'the fee runs from 1 Sep to the day before payment, 31 Aug: no day; next day 1183.00 × 0.0005',
    source: SOURCE,
  },
  {
    name: '北京: a day later it is one day',
    given: {
      region: '北京',
      hiredOn: '2026-07-01',
      coveredFrom: '2026-08',
      wage: '10000',
      asOf: '2026-09-02',
    },
    expected: {
      months: [['2026-07', '980.00', '203.00', '0.59']],
      unit: '980.00',
      personal: '203.00',
      fee: '0.59',
      feeNextDay: '0.59',
      estimated: false,
      needsPerson: false,
    },
    arithmetic: '1183.00 × 0.0005 = 0.5915; two days 1.183 − 0.59',
    source: SOURCE,
  },
  {
    name: 'Covered from the month of hire, nothing is owed',
    given: {
      region: '北京',
      hiredOn: '2026-07-31',
      coveredFrom: '2026-07',
      wage: '10000',
      asOf: '2026-09-02',
    },
    expected: undefined,
    arithmetic: 'no month from July to June',
    source: SOURCE,
  },
  {
    name: 'Covered from the month after, the month of hire is owed, were it only its last day',
    given: {
      region: '北京',
      hiredOn: '2026-07-31',
      coveredFrom: '2026-08',
      wage: '10000',
      asOf: '2026-09-01',
    },
    expected: {
      months: [['2026-07', '980.00', '203.00', '0.00']],
      unit: '980.00',
      personal: '203.00',
      fee: '0.00',
      feeNextDay: '0.59',
      estimated: false,
      needsPerson: false,
    },
    arithmetic: 'July',
    source: SOURCE,
  },
  {
    name: 'A month that was charged all the same is not owed again',
    given: {
      region: '北京',
      hiredOn: '2026-06-15',
      coveredFrom: '2026-08',
      paid: ['2026-06'],
      wage: '10000',
      asOf: '2026-09-01',
    },
    expected: {
      months: [['2026-07', '980.00', '203.00', '0.00']],
      unit: '980.00',
      personal: '203.00',
      fee: '0.00',
      feeNextDay: '0.59',
      estimated: false,
      needsPerson: false,
    },
    arithmetic: 'June is paid, July is not',
    source: SOURCE,
  },
  {
    name: '深圳: a month whose band is not published is estimated from the last one',
    given: {
      region: '深圳',
      hiredOn: '2027-01-04',
      coveredFrom: '2027-02',
      wage: '5000',
      asOf: '2027-02-11',
    },
    expected: {
      months: [['2027-01', '403.62', '134.54', '2.69']],
      unit: '403.62',
      personal: '134.54',
      fee: '2.69',
      feeNextDay: '0.27',
      estimated: true,
      needsPerson: false,
    },
    arithmetic:
      '6727 × 6 % = 403.62, maternity not known and not added; 6727 × 2 % = 134.54; 1 to 10 Feb: 538.16 × 0.005 = 2.6908; 11 days: 2.95988',
    source: SOURCE,
  },
  {
    name: 'Without a wage the months are known, the amounts are not',
    given: { region: '北京', hiredOn: '2026-06-15', coveredFrom: '2026-08', asOf: '2026-09-10' },
    expected: {
      months: [
        ['2026-06', undefined, undefined, undefined],
        ['2026-07', undefined, undefined, undefined],
      ],
      unit: undefined,
      personal: undefined,
      fee: undefined,
      feeNextDay: undefined,
      estimated: false,
      needsPerson: false,
    },
    arithmetic: 'June and July',
    source: SOURCE,
  },
  {
    name: 'Three months back where the agency takes three: no person is needed',
    given: {
      region: '北京',
      hiredOn: '2026-06-15',
      coveredFrom: '2026-07',
      wage: '10000',
      asOf: '2026-09-30',
      longest: 3,
    },
    expected: {
      months: [['2026-06', '980.00', '203.00', '35.49']],
      unit: '980.00',
      personal: '203.00',
      fee: '35.49',
      feeNextDay: '0.59',
      estimated: false,
      needsPerson: false,
    },
    arithmetic: 'September − June = 3; 1 Aug to 29 Sep: 60 days; 1183.00 × 0.03 = 35.49; 61: 36.0815',
    source: SOURCE,
  },
  {
    name: 'Four months back it takes a person',
    given: {
      region: '北京',
      hiredOn: '2026-06-15',
      coveredFrom: '2026-07',
      wage: '10000',
      asOf: '2026-10-01',
      longest: 3,
    },
    expected: {
      months: [['2026-06', '980.00', '203.00', '36.08']],
      unit: '980.00',
      personal: '203.00',
      fee: '36.08',
      feeNextDay: '0.59',
      estimated: false,
      needsPerson: true,
    },
    arithmetic: 'October − June = 4; 61 days: 36.0815; 62: 36.673',
    source: SOURCE,
  },
];
