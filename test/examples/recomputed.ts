/**
 * Worked examples that were recomputed from the documents alone. Each names the rule, the parameter and the article on
 * which the answer is based. Run by domain/recomputed.test.ts. Amounts are in yuan, `yearsPaid` and `missingYears` in
 * years.
 */
export interface RecomputedExample {
  readonly name: string;
  readonly given: Question;
  /** The expected dates and amounts. */
  readonly expected: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Reasons that the answer must include. */
  readonly restsOn: readonly Origin[];
  readonly arithmetic: string;
  readonly source: string;
}

export type Question =
  | { readonly ask: 'contribution'; readonly region: string; readonly month: string; readonly wage: string }
  | {
      readonly ask: 'enrolment';
      readonly region: string;
      readonly hiredOn: string;
    }
  | { readonly ask: 'removal'; readonly region: string; readonly leftOn: string }
  | {
      readonly ask: 'cover';
      readonly region: string;
      readonly hiredOn: string;
      readonly acceptedOn: string;
    }
  | {
      readonly ask: 'late fee';
      readonly region: string;
      readonly principal: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly ask: 'gap';
      readonly region: string;
      readonly lastPaid: string;
      readonly nextPaid: string;
      readonly onTransfer: boolean;
    }
  | {
      readonly ask: 'retiree cover';
      readonly region: string;
      readonly sex: 'male' | 'female';
      readonly retiresOn: string;
      readonly yearsPaid: number;
    };

interface Origin {
  readonly rule: string;
  readonly parameter?: string;
  readonly value?: string | number;
  /** The first day on which the value applies. */
  readonly from?: string;
  /**
   * The article of law that sets the value. It is absent for floor and ceiling of the base, which the notice in
   * `source` sets.
   */
  readonly law?: string;
}

export const RECOMPUTED: readonly RecomputedExample[] = [
  {
    name: '北京, June 2026: 40000 is held at the ceiling of the base year from 2025-07',
    given: { ask: 'contribution', region: '北京', month: '2026-06', wage: '40000' },
    expected: { declared: '35811.00', unit: undefined, person: '719.22' },
    restsOn: [
      { rule: 'R4', parameter: 'contributionBaseCeiling', value: '35811.00', from: '2025-07-01' },
      { rule: 'R8', parameter: 'personalMedicalRate', value: '2%' },
      { rule: 'R8', parameter: 'personalFixedAmount', value: '3.00' },
    ],
    arithmetic: '40000 > 35811; 35811 × 2 % + 3 = 716.22 + 3 = 719.22; the unit’s rate is not known',
    source: '京人社发〔2025〕11号; 北京市基本医疗保险规定 10, 38',
  },
  {
    name: '上海, September 2026: 40000 is held at the ceiling, and the unit’s 9 % includes maternity',
    given: { ask: 'contribution', region: '上海', month: '2026-09', wage: '40000' },
    expected: { declared: '37731.00', unit: '3395.79', person: '754.62' },
    restsOn: [
      { rule: 'R4', parameter: 'contributionBaseCeiling', value: '37731.00', from: '2026-07-01' },
      { rule: 'R8', parameter: 'unitMedicalRate', value: '9%', from: '2025-01-20' },
      { rule: 'R8', parameter: 'personalMedicalRate', value: '2%' },
    ],
    arithmetic: '40000 > 37731; 37731 × 9 % = 3395.79; × 2 % = 754.62',
    source: '上海市 2026年度社会保险缴费基数上下限 2026-08-24',
  },
  {
    name: '上海, June 2026: 5000 is held at the floor of the base year from 2025-07',
    given: { ask: 'contribution', region: '上海', month: '2026-06', wage: '5000' },
    expected: { declared: '7460.00', unit: '671.40', person: '149.20' },
    restsOn: [
      { rule: 'R4', parameter: 'contributionBaseFloor', value: '7460.00', from: '2025-07-01' },
      { rule: 'R8', parameter: 'unitMedicalRate', value: '9%', from: '2025-01-20' },
    ],
    arithmetic: '5000 < 7460; 7460 × 9 % = 671.40; × 2 % = 149.20',
    source: '上海市 2025年度社会保险缴费基数上下限',
  },
  {
    name: '深圳, July 2026: 40000 is held at the ceiling of the calendar year, first tier',
    given: { ask: 'contribution', region: '深圳', month: '2026-07', wage: '40000' },
    expected: { declared: '33633.00', unit: '2017.98', person: '672.66' },
    restsOn: [
      { rule: 'R4', parameter: 'contributionBaseCeiling', value: '33633.00', from: '2026-01-01' },
      { rule: 'R8', parameter: 'unitMedicalRate', value: '6%', from: '2026-01-01' },
      { rule: 'R8', parameter: 'personalMedicalRate', value: '2%' },
    ],
    arithmetic: '40000 > 33633; 33633 × 6 % = 2017.98; × 2 % = 672.66',
    source: '深圳市人民政府 2026-01-07; 深圳市医疗保障办法 8',
  },
  {
    name: '杭州, June 2024: 30000 is held at the ceiling, 5 × the floor',
    given: { ask: 'contribution', region: '杭州', month: '2024-06', wage: '30000' },
    expected: { declared: '24060.00', unit: '2285.70', person: '481.20' },
    restsOn: [
      { rule: 'R4', parameter: 'contributionBaseFloor', value: '4812.00', from: '2024-01-01' },
      { rule: 'R4', parameter: 'contributionBaseCeiling', value: '24060.00', from: '2024-01-01' },
      { rule: 'R8', parameter: 'unitMedicalRate', value: '9.5%', from: '2023-01-01' },
    ],
    arithmetic: '30000 > 24060; 24060 × 9.5 % = 2285.70; × 2 % = 481.20',
    source: '杭医保〔2022〕41号; 杭州市 2024年基数',
  },
  {
    name: '杭州: registered in the month of hire, covered from the second natural month',
    given: { ask: 'cover', region: '杭州', hiredOn: '2026-08-10', acceptedOn: '2026-08-20' },
    expected: { firstCoveredMonth: '2026-09', uncoveredDays: 22 },
    restsOn: [
      {
        rule: 'R3',
        parameter: 'coverStart',
        value: 'second-month',
        from: '2021-07-01',
        law: '浙江省医疗保障条例 28',
      },
    ],
    arithmetic: 'August is the first month, September the second; 10 to 31 August: 22 days',
    source: '浙江省医疗保障条例 28',
  },
  {
    name: '杭州: a woman with 18 years lacks two of the 20 for retiree cover',
    given: {
      ask: 'retiree cover',
      region: '杭州',
      sex: 'female',
      retiresOn: '2026-09-01',
      yearsPaid: 18,
    },
    expected: { entitled: false, requiredYears: 20, missingYears: 2 },
    restsOn: [
      {
        rule: 'R9',
        parameter: 'retireeMedicalYearsFemale',
        value: 20,
        from: '2021-07-01',
        law: '浙江省医疗保障条例 21',
      },
    ],
    arithmetic: '20 − 18 = 2',
    source: '浙江省医疗保障条例 21',
  },
  {
    name: '北京: the late fee of its notice, 1000 yuan for 39 days',
    given: {
      ask: 'late fee',
      region: '北京',
      principal: '1000.00',
      from: '2011-09-01',
      to: '2011-10-09',
    },
    expected: { days: 39, fee: '19.50' },
    restsOn: [
      {
        rule: 'R5',
        parameter: 'lateFeeDailyRate',
        value: '0.05%',
        from: '2011-07-01',
        law: '社会保险法 86',
      },
    ],
    arithmetic: '30 + 9 = 39 days; 1000 × 0.0005 × 39 = 19.50',
    source: '社会保险法 86',
  },
  {
    name: 'From another pooling area, four missing months: no paying up, at most half a year of waiting',
    given: { ask: 'gap', region: '成都', lastPaid: '2026-06', nextPaid: '2026-11', onTransfer: true },
    expected: { gapMonths: 4, catchUpAllowed: false, waitingMonthsAtMost: 6 },
    restsOn: [
      { rule: 'R10', parameter: 'gapCatchUpMonths', value: 3, law: '医保办发〔2021〕43号' },
      { rule: 'R10', parameter: 'gapWaitingMonthsAtMost', value: 6, law: '医保办发〔2021〕43号' },
    ],
    arithmetic: 'July to October: 4 > 3',
    source: '医保办发〔2021〕43号',
  },
  {
    name: 'Hired on 2026-01-16: the thirtieth day is in the Spring Festival',
    given: { ask: 'enrolment', region: '杭州', hiredOn: '2026-01-16' },
    expected: { statutoryDueOn: '2026-02-15', lastLawfulDay: '2026-02-24', actBy: '2026-02-14' },
    restsOn: [
      { rule: 'R1', parameter: 'enrolmentDays', value: 30, from: '2011-07-01', law: '社会保险法 58' },
      { rule: 'D1', law: '民法典 201' },
      { rule: 'D3', law: '民法典 203' },
    ],
    arithmetic:
      '16 January + 30 = 15 February; the holiday ends on 23 February; 14 February is a make-up Saturday',
    source: '社会保险法 58; 民法典 201, 203; 国务院办公厅 2026 年放假安排',
  },
  {
    name: 'Left on 2026-09-16: the fifteenth day is National Day',
    given: { ask: 'removal', region: '杭州', leftOn: '2026-09-16' },
    expected: { statutoryDueOn: '2026-10-01', lastLawfulDay: '2026-10-08', actBy: '2026-09-30' },
    restsOn: [
      { rule: 'R2', parameter: 'removalDays', value: 15, from: '2008-01-01', law: '劳动合同法 50' },
      { rule: 'D1', law: '民法典 201' },
      { rule: 'D3', law: '民法典 203' },
    ],
    arithmetic: '16 September + 15 = 1 October; the holiday ends on 7 October; 30 September is a Wednesday',
    source: '劳动合同法 50; 民法典 201, 203; 国务院办公厅 2026 年放假安排',
  },
];
