/**
 * Worked examples of the late fee (R5): its amount, its days and its start. Run by rules/late-fee.test.ts.
 */
export interface LateFeeExample {
  readonly name: string;
  readonly given: { readonly principal: string; readonly from: string; readonly to: string };
  /** `undefined` if no fee is known. */
  readonly expected: { readonly days: number; readonly fee: string } | undefined;
  readonly arithmetic: string;
  /** 社会保险法 86 by default. */
  readonly source?: string;
}

export const LATE_FEE_EXAMPLES: readonly LateFeeExample[] = [
  {
    name: 'Both days count: from 1 September to 9 October are 39 days',
    given: { principal: '1000.00', from: '2011-09-01', to: '2011-10-09' },
    expected: { days: 39, fee: '19.50' },
    arithmetic: '30 + 9 = 39 days; 1000.00 × 0.0005 × 39 = 19.50',
    source: '社会保险法 86; days as in the example of the Beijing notice, http://www.zbssb.com/sy/58594.html',
  },
  {
    name: 'One more day: 40 days',
    given: { principal: '1000.00', from: '2011-09-01', to: '2011-10-10' },
    expected: { days: 40, fee: '20.00' },
    arithmetic: '1000.00 × 0.0005 × 40',
  },
  {
    name: 'The same day twice is one day',
    given: { principal: '848.12', from: '2026-07-01', to: '2026-07-01' },
    expected: { days: 1, fee: '0.42' },
    arithmetic: '848.12 × 0.0005 = 0.42406',
  },
  {
    name: 'Paid before the arrears begin: no day and no fee',
    given: { principal: '848.12', from: '2026-07-01', to: '2026-06-30' },
    expected: { days: 0, fee: '0.00' },
    arithmetic: 'no day from 1 July to 30 June',
  },
  {
    name: 'Exactly half a fen is rounded up',
    given: { principal: '10.00', from: '2026-07-01', to: '2026-07-01' },
    expected: { days: 1, fee: '0.01' },
    arithmetic: '10.00 × 0.0005 = 0.005',
  },
  {
    name: 'Just below half a fen is rounded down',
    given: { principal: '9.99', from: '2026-07-01', to: '2026-07-01' },
    expected: { days: 1, fee: '0.00' },
    arithmetic: '9.99 × 0.0005 = 0.004995',
  },
  {
    name: 'Rounding once at the end keeps what daily rounding loses',
    given: { principal: '9.99', from: '2026-07-01', to: '2026-07-31' },
    expected: { days: 31, fee: '0.15' },
    arithmetic: '9.99 × 0.0005 × 31 = 0.154845; rounded by the day it would be 0.00',
  },
  {
    name: 'A leap day counts',
    given: { principal: '1000.00', from: '2024-02-28', to: '2024-03-01' },
    expected: { days: 3, fee: '1.50' },
    arithmetic: '28 Feb, 29 Feb, 1 Mar',
  },
  {
    name: 'The same days of a common year are one fewer',
    given: { principal: '1000.00', from: '2025-02-28', to: '2025-03-01' },
    expected: { days: 2, fee: '1.00' },
    arithmetic: '28 Feb, 1 Mar',
  },
  {
    name: 'A year of arrears costs 18.25 %',
    given: { principal: '10000.00', from: '2025-01-01', to: '2025-12-31' },
    expected: { days: 365, fee: '1825.00' },
    arithmetic: '10000.00 × 0.0005 × 365',
  },
  {
    name: 'After 2000 days the fee is as large as the arrears',
    given: { principal: '100.00', from: '2020-01-01', to: '2025-06-22' },
    expected: { days: 2000, fee: '100.00' },
    arithmetic: '366 + 365 × 3 + 366 + 173 = 2000 days; 100.00 × 0.0005 × 2000',
  },
  {
    name: 'After 2001 days the fee is larger: it is not capped, and the dispute is named',
    given: { principal: '100.00', from: '2020-01-01', to: '2025-06-23' },
    expected: { days: 2001, fee: '100.05' },
    arithmetic: '100.00 × 0.0005 × 2001',
    source: '社会保险法 86; 行政强制法 45 disputed',
  },
  {
    name: 'The first day of the law has a fee',
    given: { principal: '1000.00', from: '2011-07-01', to: '2011-07-01' },
    expected: { days: 1, fee: '0.50' },
    arithmetic: '1000.00 × 0.0005',
  },
  {
    name: 'A period that begins before the law has no fee',
    given: { principal: '1000.00', from: '2011-06-30', to: '2011-07-31' },
    expected: undefined,
    arithmetic: 'the 2‰ of the time before is not offered',
  },
];

export interface LateFeeStartExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly month: string;
    readonly hiredOn?: string;
    /** Uses only the shipped data, without the values that the agency stated. */
    readonly shipped?: true;
    readonly told?: Readonly<Record<string, { readonly value: string | number; readonly from: string }>>;
  };
  readonly expected: { readonly on: string; readonly assumed: boolean };
  readonly arithmetic: string;
  readonly source: string;
}

export const LATE_FEE_START_EXAMPLES: readonly LateFeeStartExample[] = [
  {
    name: '北京 2011: July is collected in August, and the fee runs from September',
    given: { region: '北京', month: '2011-07' },
    expected: { on: '2011-09-01', assumed: false },
    arithmetic: 'first day of the month after the collection month',
    source: 'Beijing notice, http://www.zbssb.com/sy/58594.html',
  },
  {
    name: '北京 2022: the fee on November runs from January',
    given: { region: '北京', month: '2022-11' },
    expected: { on: '2023-01-01', assumed: false },
    arithmetic: 'collected in December',
    source: 'Beijing notice, http://www.zbssb.com/sy/58594.html',
  },
  {
    name: '北京, December 2023: the last month under the old rule runs from February',
    given: { region: '北京', month: '2023-12', shipped: true },
    expected: { on: '2024-02-01', assumed: false },
    arithmetic: 'collected in January',
    source: 'Beijing notice; 国家税务总局北京市税务局公告2023年第5号: from 2024-01-01',
  },
  {
    name: '北京 since 2024: paid by the 25th, the fee runs from the 26th',
    given: { region: '北京', month: '2024-01', shipped: true },
    expected: { on: '2024-01-26', assumed: false },
    arithmetic: '25 + 1; the rule of the month after collection ended with 2023',
    source: '国家税务总局北京市税务局公告2023年第5号',
  },
  {
    name: '江苏: paid by the 25th of the month, the fee runs from the 26th',
    given: { region: '南京', month: '2026-02' },
    expected: { on: '2026-02-26', assumed: false },
    arithmetic: '25 + 1',
    source: '江苏税务等五部门公告2023年第2号',
  },
  {
    name: '江苏 before the notice: the first day after the month, marked as assumed',
    given: { region: '苏州', month: '2023-10' },
    expected: { on: '2023-11-01', assumed: true },
    arithmetic: 'no term is known for October 2023; the notice holds from December',
    source: '江苏税务等五部门公告2023年第2号',
  },
  {
    name: '陕西: paid by the 25th, the fee runs from the 26th',
    given: { region: '西安', month: '2026-07' },
    expected: { on: '2026-07-26', assumed: false },
    arithmetic: '25 + 1',
    source: '国家税务总局陕西省税务局',
  },
  {
    name: '上海: paid by the 15th, the fee runs from the 16th',
    given: { region: '上海', month: '2026-07' },
    expected: { on: '2026-07-16', assumed: false },
    arithmetic: '15 + 1',
    source: '2020年11月起企业社会保险费征收的公告, low confidence',
  },
  {
    name: '上海: hired on the last day of the window: the fee runs from the day after',
    given: { region: '上海', month: '2026-07', hiredOn: '2026-07-15' },
    expected: { on: '2026-07-16', assumed: false },
    arithmetic: '15 July is not before 15 July',
    source: '2020年11月起企业社会保险费征收的公告',
  },
  {
    name: '上海: hired after the window: the first day after the month, marked as assumed',
    given: { region: '上海', month: '2026-07', hiredOn: '2026-07-16' },
    expected: { on: '2026-08-01', assumed: true },
    arithmetic: 'the term of July was over on 15 July',
    source: '社会保险法 58, 86',
  },
  {
    name: 'No known rule or window: the first day after the month, marked as assumed',
    given: { region: '杭州', month: '2026-07' },
    expected: { on: '2026-08-01', assumed: true },
    arithmetic: 'rather too early than too late',
    source: '社会保险法 86 names no day',
  },
  {
    name: 'A window until the 31st, in a month of 30 days: the first day after the month',
    given: { region: '杭州', month: '2026-06', told: { paymentWindowTo: { value: 31, from: '2026-01-01' } } },
    expected: { on: '2026-07-01', assumed: false },
    arithmetic: '30 June + 1',
    source: 'local policy',
  },
  {
    name: 'A rule from the agency counts: the day after its cut-off on the 15th',
    given: {
      region: '成都',
      month: '2026-07',
      told: {
        lateFeeStart: { value: 'day-after-cut-off', from: '2026-01-01' },
        enrolmentCutOffDay: { value: 15, from: '2026-01-01' },
      },
    },
    expected: { on: '2026-07-16', assumed: false },
    arithmetic: '15 July + 1',
    source: 'local policy',
  },
  {
    name: 'A cut-off on the 31st, in a month of 30 days: the first day after the month',
    given: {
      region: '成都',
      month: '2026-06',
      told: {
        lateFeeStart: { value: 'day-after-cut-off', from: '2026-01-01' },
        enrolmentCutOffDay: { value: 31, from: '2026-01-01' },
      },
    },
    expected: { on: '2026-07-01', assumed: false },
    arithmetic: '30 June + 1',
    source: 'local policy',
  },
];
