import type { Told } from '../support/stated-policy.ts';

/**
 * Worked examples of back-payments for months before cover (R8). Run by rules/back-payment.test.ts. Amounts are in
 * yuan. `wage` is the wage of the first month. `longest` is the number of past months that the agency accepts.
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
    readonly tier?: 'first' | 'second';
    /** Other values that the agency stated. */
    readonly told?: Told;
  };
  /** For each month the unit's part, the person's part and the late fee. Undefined if no month is owed. */
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
        readonly estimated?: true;
        readonly needsPerson?: true;
      }
    | undefined;
  readonly arithmetic: string;
  /** 社会保险法 58, 60, 63, 86; published bands and rates of the region by default. */
  readonly source?: string;
}

/** The rate of 0.45 % for maternity is a lead, so it only counts where the agency has confirmed it. */
const MATERNITY_OF_SHENZHEN: Told = {
  maternityInUnitRate: { value: 'apart', from: '2026-01-01' },
  unitMaternityRate: { value: '0.45%', from: '2026-01-01' },
};

const GUANGZHOU_2025: Told = {
  contributionBaseFloor: { value: '6236', from: '2025-01-01' },
  contributionBaseCeiling: { value: '31179', from: '2025-01-01' },
};

export const BACK_PAYMENT_EXAMPLES: readonly BackPaymentExample[] = [
  {
    name: '深圳, first tier: two months on the floor of 2026',
    given: {
      region: '深圳',
      hiredOn: '2026-03-16',
      coveredFrom: '2026-05',
      wage: '5000',
      asOf: '2026-05-20',
      tier: 'first',
      told: MATERNITY_OF_SHENZHEN,
    },
    expected: {
      months: [
        ['2026-03', '433.89', '134.54', '13.93'],
        ['2026-04', '433.89', '134.54', '5.40'],
      ],
      unit: '867.78',
      personal: '269.08',
      fee: '19.33',
      feeNextDay: '0.56',
    },
    arithmetic:
      '6727 × 6 % = 403.62, × 0.45 % = 30.27: 433.89, twice 867.78; × 2 % = 134.54; 568.43 × 0.0005 × 49 = 13.926535, × 19 = 5.400085; a day more: 14.21 − 13.93 and 5.68 − 5.40',
    source: '深圳市医疗保障办法 8; 6 % since 2026-01-01; maternity as the agency told the unit',
  },
  {
    name: '深圳, second tier: the same two months',
    given: {
      region: '深圳',
      hiredOn: '2026-03-16',
      coveredFrom: '2026-05',
      wage: '5000',
      asOf: '2026-05-20',
      tier: 'second',
      told: MATERNITY_OF_SHENZHEN,
    },
    expected: {
      months: [
        ['2026-03', '131.18', '33.64', '4.04'],
        ['2026-04', '131.18', '33.64', '1.57'],
      ],
      unit: '262.36',
      personal: '67.28',
      fee: '5.61',
      feeNextDay: '0.16',
    },
    arithmetic:
      '6727 × 1.5 % = 100.905 → 100.91, × 0.45 % = 30.27: 131.18, twice 262.36; × 0.5 % = 33.635 → 33.64; 164.82 × 0.0005 × 49 = 4.03809, × 19 = 1.56579; a day more: 4.12 − 4.04 and 1.65 − 1.57',
    source: '深圳市医疗保障办法 8; maternity as the agency told the unit',
  },
  {
    name: '深圳, unknown tier: the first is taken, at 5 % in December 2025 and 6 % in January',
    given: {
      region: '深圳',
      hiredOn: '2025-12-01',
      coveredFrom: '2026-02',
      wage: '10000',
      asOf: '2026-02-01',
      told: {
        contributionBaseFloor: { value: '6733', from: '2025-01-01' },
        contributionBaseCeiling: { value: '33666', from: '2025-01-01' },
      },
    },
    expected: {
      months: [
        ['2025-12', '500.00', '200.00', '10.85'],
        ['2026-01', '600.00', '200.00', '0.00'],
      ],
      unit: '1100.00',
      personal: '400.00',
      fee: '10.85',
      feeNextDay: '0.75',
      estimated: true,
    },
    arithmetic:
      '10000 × 5 % = 500 in 2025, × 6 % = 600 in 2026, maternity not known and not added; × 2 % = 200; 700 × 0.0005 × 31 = 10.85; on 1 February 0.35 for December and 0.40 for January; no tier and no base year of 2025: estimated',
    source: '深府办规〔2023〕5号 八; 深圳市 2026年医疗保险缴费基数和费率的温馨提示',
  },
  {
    name: '广州: July and August 2025 at 8000',
    given: {
      region: '广州',
      hiredOn: '2025-07-01',
      coveredFrom: '2025-09',
      wage: '8000',
      asOf: '2025-10-11',
      told: GUANGZHOU_2025,
    },
    expected: {
      months: [
        ['2025-07', '428.00', '160.00', '20.87'],
        ['2025-08', '428.00', '160.00', '11.76'],
      ],
      unit: '856.00',
      personal: '320.00',
      fee: '32.63',
      feeNextDay: '0.59',
      estimated: true,
    },
    arithmetic:
      '8000 × 4.5 % = 360, × 0.85 % = 68: 428, twice 856; × 2 % = 160; 588 × 0.0005 × 71 = 20.874 (1 Aug to 10 Oct), × 40 = 11.76 (1 Sep to 10 Oct); a day more: 21.17 − 20.87 and 12.05 − 11.76; the base year is not known: estimated',
    source: '穗医保 2024 阶段性降低 一; band and maternity as the agency told the unit',
  },
  {
    name: '广州: the reduced rate ended with 2025, January 2026 is at 6 %',
    given: {
      region: '广州',
      hiredOn: '2025-12-01',
      coveredFrom: '2026-02',
      wage: '8000',
      asOf: '2026-02-01',
      told: GUANGZHOU_2025,
    },
    expected: {
      months: [
        ['2025-12', '428.00', '160.00', '9.11'],
        ['2026-01', '548.00', '160.00', '0.00'],
      ],
      unit: '976.00',
      personal: '320.00',
      fee: '9.11',
      feeNextDay: '0.65',
      estimated: true,
    },
    arithmetic:
      '8000 × 4.5 % + 68 = 428 in 2025, × 6 % + 68 = 548 in 2026; 588 × 0.0005 × 31 = 9.114; on 1 February 9.408 → 9.41 − 9.11 and 708 × 0.0005 = 0.354 → 0.35; the base year is not known: estimated',
    source: '穗医保规字〔2022〕1号 二 after the cut of 2024; band and maternity as the agency told the unit',
  },
  {
    name: '北京: two months across two base years, paid on 10 September',
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
    },
    arithmetic:
      'June on 7162: 701.876 and 143.24 + 3; fee from 1 Aug to 9 Sep, 40 days: 848.12 × 0.02 = 16.9624. July on 7270: 712.46 and 145.40 + 3; from 1 to 9 Sep: 860.86 × 0.0045 = 3.87387. A day more: 17.38646 − 16.96 → 0.43 and 4.3043 − 3.87 → 0.43',
  },
  {
    name: '北京: paid before the late fee runs: no fee',
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
    },
    arithmetic:
      'the fee runs from 1 Sep to the day before payment, 31 Aug: no day; next day 1183.00 × 0.0005',
  },
  {
    name: '北京: paid a day later: a late fee of one day',
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
    },
    arithmetic: '1183.00 × 0.0005 = 0.5915; two days 1.183 − 0.59',
  },
  {
    name: 'Covered from the month of hire: nothing is owed',
    given: {
      region: '北京',
      hiredOn: '2026-07-31',
      coveredFrom: '2026-07',
      wage: '10000',
      asOf: '2026-09-02',
    },
    expected: undefined,
    arithmetic: 'no month from July to June',
  },
  {
    name: 'Covered from the month after the hire: the month of hire is owed, even for its last day',
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
    },
    arithmetic: 'July',
  },
  {
    name: 'A month that was charged is not owed again',
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
    },
    arithmetic: 'June is paid, July is not',
  },
  {
    name: '深圳: a month without a published band is estimated from the last one',
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
    },
    arithmetic:
      '6727 × 6 % = 403.62, maternity not known and not added; 6727 × 2 % = 134.54; 1 to 10 Feb: 538.16 × 0.005 = 2.6908; 11 days: 2.95988',
  },
  {
    name: 'Without a wage the months are known, the amounts unknown',
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
    },
    arithmetic: 'June and July',
  },
  {
    name: 'Three months back, where the agency accepts three: no decision is needed',
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
    },
    arithmetic: 'September − June = 3; 1 Aug to 29 Sep: 60 days; 1183.00 × 0.03 = 35.49; 61: 36.0815',
  },
  {
    name: 'Four months back, where the agency accepts three: a person has to decide',
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
      needsPerson: true,
    },
    arithmetic: 'October − June = 4; 61 days: 36.0815; 62: 36.673',
  },
];
