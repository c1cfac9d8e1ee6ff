import type { Told } from '../support/stated-policy.ts';

/**
 * Worked examples of the contribution base (R4): how the published band limits the wage, which wage counts, and what is
 * owed if a band is published late. Run by rules/contribution-base.test.ts. Amounts are in yuan.
 */
export interface BaseExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly month: string;
    readonly wage: string;
    /** Values that the unit's agency stated. */
    readonly told?: Told;
  };
  /** The base to declare, or an estimate if no band is published for the month. */
  readonly expected:
    | { readonly declared: string; readonly clamped: 'floor' | 'ceiling' | null }
    | { readonly estimated: string | undefined };
  readonly arithmetic: string;
  readonly source: string;
}

const BEIJING_2026 = '北京市人力资源和社会保障局 2026-08-21';
const SHANGHAI_2026 = '上海市人力资源和社会保障局 2026-08-24';
const SHENZHEN_2026 = '深圳市人民政府 2026-01-07';

export const BASE_EXAMPLES: readonly BaseExample[] = [
  {
    name: '北京: a low wage is held at the floor',
    given: { region: '北京', month: '2026-09', wage: '5000' },
    expected: { declared: '7270.00', clamped: 'floor' },
    arithmetic: '5000 < 7270',
    source: BEIJING_2026,
  },
  {
    name: '北京: a fen below the floor is held at the floor',
    given: { region: '北京', month: '2026-09', wage: '7269.99' },
    expected: { declared: '7270.00', clamped: 'floor' },
    arithmetic: '7269.99 < 7270',
    source: BEIJING_2026,
  },
  {
    name: '北京: the floor itself is declared as it is',
    given: { region: '北京', month: '2026-09', wage: '7270' },
    expected: { declared: '7270.00', clamped: null },
    arithmetic: '7270 = 7270',
    source: BEIJING_2026,
  },
  {
    name: '北京: the ceiling itself is declared as it is',
    given: { region: '北京', month: '2026-09', wage: '36348' },
    expected: { declared: '36348.00', clamped: null },
    arithmetic: '36348 = 36348',
    source: BEIJING_2026,
  },
  {
    name: '北京: a fen above the ceiling is held at the ceiling',
    given: { region: '北京', month: '2026-09', wage: '36348.01' },
    expected: { declared: '36348.00', clamped: 'ceiling' },
    arithmetic: '36348.01 > 36348',
    source: BEIJING_2026,
  },
  {
    name: '北京: June uses the band of the previous base year',
    given: { region: '北京', month: '2026-06', wage: '5000' },
    expected: { declared: '7162.00', clamped: 'floor' },
    arithmetic: 'the base year runs from July to June',
    source: 'band of 2025-07 to 2026-06',
  },
  {
    name: '北京: July uses the new band, though it was published in August',
    given: { region: '北京', month: '2026-07', wage: '5000' },
    expected: { declared: '7270.00', clamped: 'floor' },
    arithmetic: 'published on 2026-08-21, in force from 2026-07-01',
    source: BEIJING_2026,
  },
  {
    name: '北京: a month with only a lead for its band has no base and no estimate',
    given: { region: '北京', month: '2024-09', wage: '5000' },
    expected: { estimated: undefined },
    arithmetic: '6821 and 35283 stand in repositories alone',
    source: 'band of 2024-07 to 2025-06, a lead',
  },
  {
    name: '杭州: the published floor counts, though it rests on an older average than the ceiling',
    given: { region: '杭州', month: '2025-06', wage: '5000' },
    expected: { declared: '5000.00', clamped: null },
    arithmetic: '60 % of 25299 ÷ 3 would be 5059.80, which was never the floor; 4986 ≤ 5000',
    source: '浙人社发〔2025〕52号',
  },
  {
    name: '杭州: 30000 in 2025 is held at the ceiling of 25299, not at 5 × the floor',
    given: { region: '杭州', month: '2025-06', wage: '30000' },
    expected: { declared: '25299.00', clamped: 'ceiling' },
    arithmetic: '30000 > 25299; 5 × 4986 = 24930 is no ceiling',
    source: '浙人社发〔2025〕52号',
  },
  {
    name: '成都: the medical notice of 2025 applies from October',
    given: { region: '成都', month: '2025-11', wage: '4000' },
    expected: { declared: '4588.00', clamped: 'floor' },
    arithmetic: '4000 < 4588',
    source: '成都市医疗保障局等 2025-10-10',
  },
  {
    name: '成都: the month before the notice has only a lead and no base',
    given: { region: '成都', month: '2025-09', wage: '4000' },
    expected: { estimated: undefined },
    arithmetic: '4511 is a lead; the notice of October does not reach back',
    source: '成都市医疗保障局等 2025-10-10',
  },
  {
    name: '成都: the first month of the notice has a base',
    given: { region: '成都', month: '2025-10', wage: '4000' },
    expected: { declared: '4588.00', clamped: 'floor' },
    arithmetic: '4000 < 4588',
    source: '成都市医疗保障局等 2025-10-10',
  },
  {
    name: '成都: 2024-03 has only a lead and no base',
    given: { region: '成都', month: '2024-03', wage: '4000' },
    expected: { estimated: undefined },
    arithmetic: '4246 and 21228 stand on pages without a document',
    source: 'a lead',
  },
  {
    name: '成都: with the agency’s confirmation 4000 in 2024-03 is held at 4246',
    given: {
      region: '成都',
      month: '2024-03',
      wage: '4000',
      told: {
        contributionBaseFloor: { value: '4246', from: '2023-07-01' },
        contributionBaseCeiling: { value: '21228', from: '2023-07-01' },
      },
    },
    expected: { declared: '4246.00', clamped: 'floor' },
    arithmetic: '4000 < 4246; the band holds from 2023-07, not from January',
    source: 'local policy',
  },
  {
    name: '西安: 2024 has only a lead, and the pension band does not count',
    given: { region: '西安', month: '2024-06', wage: '4000' },
    expected: { estimated: undefined },
    arithmetic: '4853 is a lead, 4559 is the floor of the pension',
    source: 'a lead',
  },
  {
    name: '西安: with the agency’s confirmation 4000 in 2024-06 is held at 4853',
    given: {
      region: '西安',
      month: '2024-06',
      wage: '4000',
      told: {
        contributionBaseFloor: { value: '4853', from: '2024-01-01' },
        contributionBaseCeiling: { value: '24265', from: '2024-01-01' },
      },
    },
    expected: { declared: '4853.00', clamped: 'floor' },
    arithmetic: '4000 < 4853',
    source: 'local policy',
  },
  {
    name: '武汉: 2023-03 has only a lead and no base',
    given: { region: '武汉', month: '2023-03', wage: '25000' },
    expected: { estimated: undefined },
    arithmetic: '4077 and 20385 are leads; 20130 is not 5 × 4077',
    source: 'a lead',
  },
  {
    name: '武汉: with the agency’s confirmation 25000 in 2023-03 is held at 20385',
    given: {
      region: '武汉',
      month: '2023-03',
      wage: '25000',
      told: {
        contributionBaseFloor: { value: '4077', from: '2022-07-01' },
        contributionBaseCeiling: { value: '20385', from: '2022-07-01' },
      },
    },
    expected: { declared: '20385.00', clamped: 'ceiling' },
    arithmetic: '25000 > 20385',
    source: 'local policy',
  },
  {
    name: '上海: a high wage is held at the ceiling',
    given: { region: '上海', month: '2026-09', wage: '40000' },
    expected: { declared: '37731.00', clamped: 'ceiling' },
    arithmetic: '40000 > 37731',
    source: SHANGHAI_2026,
  },
  {
    name: '上海: a wage within the band is the base',
    given: { region: '上海', month: '2026-09', wage: '12345.67' },
    expected: { declared: '12345.67', clamped: null },
    arithmetic: '7546 ≤ 12345.67 ≤ 37731',
    source: SHANGHAI_2026,
  },
  {
    name: '深圳: the medical floor counts, not the pension floor',
    given: { region: '深圳', month: '2026-03', wage: '5000' },
    expected: { declared: '6727.00', clamped: 'floor' },
    arithmetic: '5000 lies above the pension floor of 4775 and below the medical one of 6727',
    source: SHENZHEN_2026,
  },
  {
    name: '深圳: the medical band follows the calendar year, so July has the floor of March',
    given: { region: '深圳', month: '2026-07', wage: '5000' },
    expected: { declared: '6727.00', clamped: 'floor' },
    arithmetic: 'January to December',
    source: SHENZHEN_2026,
  },
  {
    name: '深圳: the next year is not published, and the last band gives an estimate',
    given: { region: '深圳', month: '2027-01', wage: '5000' },
    expected: { estimated: '6727.00' },
    arithmetic: 'the band ends with 2026-12',
    source: SHENZHEN_2026,
  },
  {
    name: '北京: July 2027 is not published, and the last band gives an estimate',
    given: { region: '北京', month: '2027-07', wage: '50000' },
    expected: { estimated: '36348.00' },
    arithmetic: 'the band ends with 2027-06; 50000 > 36348',
    source: BEIJING_2026,
  },
  {
    name: 'A recognised city without data has no base and no estimate',
    given: { region: '合肥', month: '2026-09', wage: '5000' },
    expected: { estimated: undefined },
    arithmetic: 'nothing to compute from',
    source: 'none',
  },
];

export interface WageExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly hiredOn: string;
    readonly month: string;
    readonly average?: string;
    readonly first?: { readonly total: string; readonly fullMonth: boolean };
    readonly told?: Told;
  };
  readonly expected: { readonly wage: string; readonly code: string } | undefined;
  readonly arithmetic: string;
  readonly source: string;
}

const WAGES = '社会保险法 60; 国发〔1998〕44号; local notices';
const AFTER_PARTIAL_MONTH = '上海市人力资源和社会保障局 2026-08-24';

export const WAGE_EXAMPLES: readonly WageExample[] = [
  {
    name: 'A new hire’s base is the wage of the first month, all parts included',
    given: {
      region: '北京',
      hiredOn: '2026-08-03',
      month: '2026-08',
      average: '20000',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '9500.00', code: 'wage-first-month' },
    arithmetic: 'base year from 2026-07-01, last year 2025: not yet in service',
    source: WAGES,
  },
  {
    name: 'A partial first month is declared as earned',
    given: {
      region: '北京',
      hiredOn: '2026-08-24',
      month: '2026-08',
      first: { total: '2500', fullMonth: false },
    },
    expected: { wage: '2500.00', code: 'wage-first-month-as-earned' },
    arithmetic: 'as earned; the floor of 7270 is applied afterwards',
    source: WAGES,
  },
  {
    name: '上海: after a partial first month the wage of a full month counts',
    given: {
      region: '上海',
      hiredOn: '2026-08-24',
      month: '2026-09',
      average: '12000',
      first: { total: '2500', fullMonth: false },
    },
    expected: { wage: '12000.00', code: 'wage-full-month' },
    arithmetic: 'August as earned, 2500; September is after it',
    source: AFTER_PARTIAL_MONTH,
  },
  {
    name: '上海: in the partial first month the wage as earned counts',
    given: {
      region: '上海',
      hiredOn: '2026-08-24',
      month: '2026-08',
      average: '12000',
      first: { total: '2500', fullMonth: false },
    },
    expected: { wage: '2500.00', code: 'wage-first-month-as-earned' },
    arithmetic: 'August, the month of the hire',
    source: AFTER_PARTIAL_MONTH,
  },
  {
    name: '上海: after a partial first month there is no base without the wage of a full month',
    given: {
      region: '上海',
      hiredOn: '2026-08-24',
      month: '2026-09',
      first: { total: '2500', fullMonth: false },
    },
    expected: undefined,
    arithmetic: '2500 is part of a month and says nothing of a full one',
    source: AFTER_PARTIAL_MONTH,
  },
  {
    name: '上海: the wage of a full first month counts in later months',
    given: {
      region: '上海',
      hiredOn: '2026-08-03',
      month: '2026-09',
      average: '12000',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '9500.00', code: 'wage-first-month' },
    arithmetic: 'fully worked',
    source: WAGES,
  },
  {
    name: '成都: without a known rule the wage of a full month is assumed after a partial one',
    given: {
      region: '成都',
      hiredOn: '2026-08-24',
      month: '2026-09',
      average: '12000',
      first: { total: '2500', fullMonth: false },
    },
    expected: { wage: '12000.00', code: 'wage-full-month' },
    arithmetic: 'September is after August',
    source: 'in general',
  },
  {
    name: 'Where the agency keeps a partial month until the next base year, it counts in later months',
    given: {
      region: '成都',
      hiredOn: '2026-08-24',
      month: '2026-09',
      average: '12000',
      first: { total: '2500', fullMonth: false },
      told: { fullMonthWageAfterPartialMonth: { value: 'from-next-base-year', from: '2026-01-01' } },
    },
    expected: { wage: '2500.00', code: 'wage-first-month-as-earned' },
    arithmetic: 'September is in the base year of August',
    source: 'local policy',
  },
  {
    name: 'A partial first month years ago does not replace the average',
    given: {
      region: '北京',
      hiredOn: '2020-05-06',
      month: '2026-07',
      first: { total: '2500', fullMonth: false },
    },
    expected: undefined,
    arithmetic: 'the average of 2025 should count',
    source: WAGES,
  },
  {
    name: 'Hired in March: the first month counts in June, in the base year from last July',
    given: {
      region: '北京',
      hiredOn: '2026-03-02',
      month: '2026-06',
      average: '20000',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '9500.00', code: 'wage-first-month' },
    arithmetic: 'base year from 2025-07-01, last year 2024',
    source: WAGES,
  },
  {
    name: 'Hired in March: the first month counts in July, since 2025 had no wage to average',
    given: {
      region: '北京',
      hiredOn: '2026-03-02',
      month: '2026-07',
      average: '20000',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '9500.00', code: 'wage-first-month' },
    arithmetic: 'base year from 2026-07-01, last year 2025: hired after it',
    source: WAGES,
  },
  {
    name: 'Hired on the last day of 2025: the first month counts until June 2026',
    given: {
      region: '北京',
      hiredOn: '2025-12-31',
      month: '2026-06',
      average: '20000',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '9500.00', code: 'wage-first-month' },
    arithmetic: 'base year from 2025-07-01, last year 2024',
    source: WAGES,
  },
  {
    name: 'Hired on the last day of 2025: from July 2026 the average of 2025 counts',
    given: {
      region: '北京',
      hiredOn: '2025-12-31',
      month: '2026-07',
      average: '20000',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '20000.00', code: 'wage-last-year-average' },
    arithmetic: 'base year from 2026-07-01, last year 2025: in service on its last day',
    source: WAGES,
  },
  {
    name: 'An unknown average is replaced by the first month, with a reason',
    given: {
      region: '北京',
      hiredOn: '2020-05-06',
      month: '2026-07',
      first: { total: '9500', fullMonth: true },
    },
    expected: { wage: '9500.00', code: 'wage-first-month-instead' },
    arithmetic: 'the average of 2025 should count',
    source: WAGES,
  },
  {
    name: 'An unknown first month is replaced by the average, with a reason',
    given: { region: '北京', hiredOn: '2026-08-03', month: '2026-08', average: '20000' },
    expected: { wage: '20000.00', code: 'wage-last-year-average-instead' },
    arithmetic: 'the first month should count',
    source: WAGES,
  },
  {
    name: 'Without any wage there is no base',
    given: { region: '北京', hiredOn: '2026-08-03', month: '2026-08' },
    expected: undefined,
    arithmetic: 'nothing to compute from',
    source: WAGES,
  },
];

export interface TopUpExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    /** The wage that counts; absent if it is unknown. */
    readonly wage?: string;
    readonly filed: readonly (readonly [month: string, base: string])[];
    readonly asOf: string;
    /** Values that the unit's agency stated. */
    readonly told?: Told;
  };
  /** For each month the difference of the base, and the unit's and the person's part of it. */
  readonly expected:
    | {
        readonly months: readonly (readonly [
          month: string,
          difference: string | undefined,
          unit: string | undefined,
          personal: string | undefined,
        ])[];
        readonly unit: string | undefined;
        readonly personal: string | undefined;
      }
    | undefined;
  readonly arithmetic: string;
  readonly source: string;
}

export const TOP_UP_EXAMPLES: readonly TopUpExample[] = [
  {
    name: '北京: two months filed on the old floor owe the difference to the new floor',
    given: {
      region: '北京',
      wage: '5000',
      filed: [
        ['2026-07', '7162'],
        ['2026-08', '7162'],
      ],
      asOf: '2026-09-01',
    },
    expected: {
      months: [
        ['2026-07', '108.00', '10.58', '2.16'],
        ['2026-08', '108.00', '10.58', '2.16'],
      ],
      unit: '21.16',
      personal: '4.32',
    },
    arithmetic:
      '7270 − 7162 = 108; 9.8 %: 712.46 − 701.88 = 10.58; 2 % + 3: 148.40 − 146.24 = 2.16; the 3 yuan cancel out',
    source: BEIJING_2026,
  },
  {
    name: '上海: a high wage filed on the old ceiling owes the difference of the ceilings',
    given: { region: '上海', wage: '50000', filed: [['2026-07', '37302']], asOf: '2026-09-01' },
    expected: { months: [['2026-07', '429.00', '38.61', '8.58']], unit: '38.61', personal: '8.58' },
    arithmetic: '37731 − 37302 = 429; 9 %: 38.61; 2 %: 8.58',
    source: SHANGHAI_2026,
  },
  {
    name: '上海: a wage between the old and the new ceiling is topped up to the wage',
    given: { region: '上海', wage: '37500', filed: [['2026-07', '37302']], asOf: '2026-09-01' },
    expected: { months: [['2026-07', '198.00', '17.82', '3.96']], unit: '17.82', personal: '3.96' },
    arithmetic: '37500 − 37302 = 198; 9 %: 17.82; 2 %: 3.96',
    source: SHANGHAI_2026,
  },
  {
    name: '上海: a wage at the old ceiling owes nothing under the new one',
    given: { region: '上海', wage: '37302', filed: [['2026-07', '37302']], asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: '37302 is within the new band: the base before and after',
    source: SHANGHAI_2026,
  },
  {
    name: '上海: filed on the old ceiling with an unknown wage: perhaps owed, and nothing is computed',
    given: { region: '上海', filed: [['2026-07', '37302']], asOf: '2026-09-01' },
    expected: {
      months: [['2026-07', undefined, undefined, undefined]],
      unit: undefined,
      personal: undefined,
    },
    arithmetic: 'between 0 and 37731 − 37302',
    source: SHANGHAI_2026,
  },
  {
    name: '上海: filed a fen below the old ceiling: the base was the wage, and nothing is owed',
    given: { region: '上海', filed: [['2026-07', '37301.99']], asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: '37301.99 < 37302: not held at the ceiling',
    source: SHANGHAI_2026,
  },
  {
    name: '北京: filed below the new floor with an unknown wage: at least the difference to the floor is owed',
    given: { region: '北京', filed: [['2026-07', '7162']], asOf: '2026-09-01' },
    expected: { months: [['2026-07', '108.00', '10.58', '2.16']], unit: '10.58', personal: '2.16' },
    arithmetic: '7270 − 7162 = 108',
    source: BEIJING_2026,
  },
  {
    name: '北京: filed below the new floor with a higher wage: the difference to the wage is owed',
    given: { region: '北京', wage: '8000', filed: [['2026-07', '7162']], asOf: '2026-09-01' },
    expected: { months: [['2026-07', '838.00', '82.12', '16.76']], unit: '82.12', personal: '16.76' },
    arithmetic: '8000 − 7162 = 838; 9.8 %: 784.00 − 701.88 = 82.12; 2 %: 163.00 − 146.24 = 16.76',
    source: BEIJING_2026,
  },
  {
    name: '北京: filed a fen below the new floor: the same cost, so nothing is owed',
    given: { region: '北京', filed: [['2026-07', '7269.99']], asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: '9.8 %: 712.46 − 712.46 (712.459); 2 %: 145.40 − 145.40 (145.3998)',
    source: BEIJING_2026,
  },
  {
    name: '北京: filed six fen below the new floor: a fen is owed',
    given: { region: '北京', filed: [['2026-07', '7269.94']], asOf: '2026-09-01' },
    expected: { months: [['2026-07', '0.06', '0.01', '0.00']], unit: '0.01', personal: '0.00' },
    arithmetic: '9.8 %: 712.46 − 712.45 (712.45412); 2 %: 145.40 − 145.40 (145.3988)',
    source: BEIJING_2026,
  },
  {
    name: '北京: filed at the new floor: nothing is owed',
    given: { region: '北京', filed: [['2026-07', '7270']], asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: '7270 − 7270 = 0',
    source: BEIJING_2026,
  },
  {
    name: '北京: the day before the publication nothing is known to be owed',
    given: { region: '北京', wage: '5000', filed: [['2026-07', '7162']], asOf: '2026-08-20' },
    expected: undefined,
    arithmetic: 'published on 2026-08-21',
    source: BEIJING_2026,
  },
  {
    name: '北京: on the day of the publication the difference is owed',
    given: { region: '北京', wage: '5000', filed: [['2026-07', '7162']], asOf: '2026-08-21' },
    expected: { months: [['2026-07', '108.00', '10.58', '2.16']], unit: '10.58', personal: '2.16' },
    arithmetic: 'published on 2026-08-21',
    source: BEIJING_2026,
  },
  {
    name: 'A wage within both bands owes nothing',
    given: { region: '北京', wage: '15000', filed: [['2026-07', '15000']], asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: '15000 is the base before and after',
    source: BEIJING_2026,
  },
  {
    name: 'A base between floor and ceiling owes nothing, whatever the wage',
    given: { region: '北京', wage: '16000', filed: [['2026-07', '15000']], asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: 'what was filed on another wage is no matter of a late publication',
    source: BEIJING_2026,
  },
  {
    name: 'June belongs to the old band and owes nothing; July owes the difference',
    given: {
      region: '北京',
      wage: '5000',
      filed: [
        ['2026-06', '7162'],
        ['2026-07', '7162'],
      ],
      asOf: '2026-09-01',
    },
    expected: { months: [['2026-07', '108.00', '10.58', '2.16']], unit: '10.58', personal: '2.16' },
    arithmetic: 'the new band holds from 2026-07-01',
    source: BEIJING_2026,
  },
  {
    name: 'A month without a published band owes nothing',
    given: { region: '北京', wage: '5000', filed: [['2027-07', '7270']], asOf: '2027-09-01' },
    expected: undefined,
    arithmetic: 'nothing is known to be owed',
    source: BEIJING_2026,
  },
  {
    name: 'An unknown unit rate: the difference of the base is known, its cost to the unit is not',
    given: {
      region: '拉萨',
      filed: [['2026-07', '3900']],
      asOf: '2026-07-01',
      told: { contributionBaseFloor: { value: '4000', from: '2026-07-01' } },
    },
    expected: { months: [['2026-07', '100.00', undefined, '2.00']], unit: undefined, personal: '2.00' },
    arithmetic:
      '4000 − 3900 = 100; no region data ships for 拉萨, the person pays the 2 % that is the rule nationally: 100 × 2 % = 2',
    source: 'R4: unknown is a value',
  },
];
