import type { Fact } from '../../domain/facts/fact.ts';
import { fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { accepted, charged, hired, inOrder, left, moved, updated, voided } from '../support/facts.ts';
import type { CaseExample } from './cases.ts';

/**
 * Worked examples of months that were charged on an old band after the new one was published (R4). 北京 published the
 * band from 2026-07 on 2026-08-21: 7270 to 36348, before that 7162 to 35811. Its rates are 9.8 %, and 2 % + 3 yuan. 上海
 * published its band on 2026-08-24: 7546 to 37731, before that 7460 to 37302. Its rates are 9 % and 2 %.
 */

const BEIJING_2026 = 'R4; 北京市人力资源和社会保障局 2026-08-21';
const SHANGHAI_2026 = 'R4; 上海市人力资源和社会保障局 2026-08-24';

/** The employee is in service since 2024 and was enrolled in time. */
const IN_SERVICE = [hired('2024-03-04', 'U1'), accepted('enrolment', '2024-03-05')] as const;

/** A month on the old floor of 北京: 7162 × 9.8 % = 701.88; 7162 × 2 % + 3 = 146.24. */
const onOldFloor = (of: string) => charged('U1', of, [701.88, 146.24], { base: 7162 });
/** A month on the old ceiling of 上海: 37302 × 9 % = 3357.18; 37302 × 2 % = 746.04. */
const onOldCeiling = (of: string) => charged('U1', of, [3357.18, 746.04], { base: 37302 });
/** The supplement for a month that was charged on the old floor of 北京. */
const supplement = (of: string) => charged('U1', of, [10.58, 2.16], { supplement: true });

const facts = (...more: readonly Fact[]) => inOrder(...IN_SERVICE, ...more);
const CASE = '2024-03-04 top-up';
const PER_MONTH = '7270 − 7162 = 108; 9.8 %: 712.46 − 701.88 = 10.58; 2 % + 3: 148.40 − 146.24 = 2.16';

export const TOP_UP_CASE_EXAMPLES: readonly CaseExample[] = [
  {
    name: 'The day before the new floor is published, months on the old floor are right',
    given: { facts: facts(onOldFloor('2026-07'), onOldFloor('2026-08')), asOf: '2026-08-20', region: '北京' },
    expected: [],
    source: BEIJING_2026,
  },
  {
    name: 'On the day of publication the difference to the floor is owed for each month',
    given: { facts: facts(onOldFloor('2026-07'), onOldFloor('2026-08')), asOf: '2026-08-21', region: '北京' },
    expected: [
      {
        of: CASE,
        state: 'open',
        openedOn: '2026-08-21',
        months: ['2026-07: 10.58 / 2.16', '2026-08: 10.58 / 2.16'],
        owed: '21.16 / 4.32',
        because: ['top-up-month-at-least', 'top-up-floor-published', 'top-up-duty'],
        without: ['top-up-of-leaver'],
        steps: [
          'step-read-top-up-notice',
          'step-declare-top-up',
          'step-keep-personal-part',
          'step-supplement-closes',
        ],
        documents: [],
      },
    ],
    arithmetic: `${PER_MONTH}; twice: 21.16 and 4.32`,
    source: BEIJING_2026,
  },
  {
    name: 'A month of the old band owes nothing',
    given: { facts: facts(onOldFloor('2026-06')), asOf: '2026-09-01', region: '北京' },
    expected: [],
    source: BEIJING_2026,
  },
  {
    name: 'The first month of the new band owes the difference',
    given: { facts: facts(onOldFloor('2026-06'), onOldFloor('2026-07')), asOf: '2026-09-01', region: '北京' },
    expected: [{ of: CASE, months: ['2026-07: 10.58 / 2.16'], owed: '10.58 / 2.16' }],
    arithmetic: PER_MONTH,
    source: BEIJING_2026,
  },
  {
    name: 'A base at the new floor owes nothing',
    given: {
      facts: facts(charged('U1', '2026-07', [712.46, 148.4], { base: 7270 })),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [],
    source: BEIJING_2026,
  },
  {
    name: 'A base a fen below the new floor costs the same as the floor: no case',
    given: {
      facts: facts(charged('U1', '2026-07', [712.46, 148.4], { base: 7269.99 })),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [],
    arithmetic:
      '7269.99 × 9.8 % = 712.45902 → 712.46, as 7270 × 9.8 %; × 2 % = 145.3998 → 145.40, as 7270 × 2 %',
    source: BEIJING_2026,
  },
  {
    name: 'A base of 7269.94 costs a fen less than the floor, and the fen is owed',
    given: {
      facts: facts(charged('U1', '2026-07', [712.45, 148.4], { base: 7269.94 })),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [{ of: CASE, owed: '0.01 / 0.00' }],
    arithmetic: '7269.94 × 9.8 % = 712.45412 → 712.45; × 2 % = 145.3988 → 145.40',
    source: BEIJING_2026,
  },
  {
    name: 'Of two months only the one on the old floor is owed, not the one a fen below the new floor',
    given: {
      facts: facts(
        charged('U1', '2026-07', [712.46, 148.4], { base: 7269.99 }),
        charged('U1', '2026-08', [701.88, 146.24], { base: 7162 }),
      ),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [{ of: CASE, months: ['2026-08: 10.58 / 2.16'], owed: '10.58 / 2.16' }],
    arithmetic: PER_MONTH,
    source: BEIJING_2026,
  },
  {
    name: 'A month without a base on its bill is left out',
    given: { facts: facts(charged('U1', '2026-07', [701.88, 146.24])), asOf: '2026-09-01', region: '北京' },
    expected: [],
    source: 'R4: nothing is guessed, not even from what was charged',
  },
  {
    name: 'With a known average wage the difference is exact',
    given: {
      facts: facts(updated({ averageMonthlyWage: fen(8000_00) }, '2026-07-01'), onOldFloor('2026-07')),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [
      {
        of: CASE,
        owed: '82.12 / 16.76',
        because: ['top-up-month', 'wage-last-year-average', 'base-is-wage'],
        without: ['top-up-month-at-least'],
      },
    ],
    arithmetic: '8000 − 7162 = 838; 9.8 %: 784.00 − 701.88 = 82.12; 2 % + 3: 163.00 − 146.24 = 16.76',
    source: BEIJING_2026,
  },
  {
    name: 'A new hire’s first monthly wage counts, held at the new floor',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1', { firstMonthWage: { total: fen(5000_00), fullMonth: true } }),
        accepted('enrolment', '2026-03-03'),
        onOldFloor('2026-07'),
      ),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [
      {
        of: '2026-03-02 top-up',
        owed: '10.58 / 2.16',
        because: ['top-up-month', 'base-held-at-floor', 'wage-first-month'],
      },
    ],
    arithmetic: PER_MONTH,
    source: BEIJING_2026,
  },
  {
    name: 'An average stated after the base year does not count for it: at least the floor is owed',
    given: {
      facts: facts(
        updated({ averageMonthlyWage: fen(8000_00) }, '2027-07-01'),
        onOldFloor('2026-07'),
        charged('U1', '2027-07', [784, 163], { base: 8000 }),
      ),
      asOf: '2027-08-02',
      region: '北京',
    },
    expected: [{ of: CASE, months: ['2026-07: 10.58 / 2.16'], because: ['top-up-month-at-least'] }],
    arithmetic: PER_MONTH,
    source: 'R4: last year’s average of each base year',
  },
  {
    name: 'An average stated on the last day of the base year counts for it',
    given: {
      facts: facts(
        updated({ averageMonthlyWage: fen(8000_00) }, '2027-06-30'),
        onOldFloor('2026-07'),
        charged('U1', '2027-07', [784, 163], { base: 8000 }),
      ),
      asOf: '2027-08-02',
      region: '北京',
    },
    expected: [{ of: CASE, months: ['2026-07: 82.12 / 16.76'], because: ['top-up-month'] }],
    arithmetic: '8000 − 7162 = 838; 9.8 %: 82.12; 2 %: 16.76',
    source: 'R4: last year’s average of each base year',
  },
  {
    name: 'The average of the next year does not reopen a month settled by its own average',
    given: {
      facts: facts(
        updated({ averageMonthlyWage: fen(37302_00) }, '2026-07-01'),
        onOldCeiling('2026-07'),
        updated({ averageMonthlyWage: fen(50000_00) }, '2027-07-01'),
        charged('U1', '2027-07', [3395.79, 754.62], { base: 37731 }),
      ),
      asOf: '2027-08-02',
      region: '上海',
    },
    expected: [],
    arithmetic: '37302 within the band of 2026: no difference; the band of 2027 is not published',
    source: 'R4: last year’s average of each base year',
  },
  {
    name: 'A supplement for one of two months leaves the other, whatever its amount',
    given: {
      facts: facts(onOldFloor('2026-07'), onOldFloor('2026-08'), supplement('2026-07')),
      asOf: '2026-10-12',
      region: '北京',
    },
    expected: [{ of: CASE, months: ['2026-08: 10.58 / 2.16'], owed: '10.58 / 2.16' }],
    arithmetic: PER_MONTH,
    source: BEIJING_2026,
  },
  {
    name: 'Supplements for all months close the top-up, and nothing counts as charged twice',
    given: {
      facts: facts(
        onOldFloor('2026-07'),
        onOldFloor('2026-08'),
        supplement('2026-07'),
        supplement('2026-08'),
      ),
      asOf: '2026-10-12',
      region: '北京',
    },
    expected: [],
    source: 'R4, R7',
  },
  {
    name: 'A voided bill and a new one on the right base close the top-up',
    given: {
      facts: facts(
        onOldFloor('2026-07'),
        charged('U1', '2026-07', [712.46, 148.4], { base: 7270 }),
        voided('f3'),
      ),
      asOf: '2026-10-12',
      region: '北京',
    },
    expected: [],
    source: 'R4, F8',
  },
  {
    name: 'A full second charge on the right base is overpaid, and the difference stays owed',
    given: {
      facts: facts(onOldFloor('2026-07'), charged('U1', '2026-07', [712.46, 148.4], { base: 7270 })),
      asOf: '2026-10-12',
      region: '北京',
    },
    expected: [
      { of: '2024-03-04 overpayment', months: ['2026-07: 712.46 / 148.40'] },
      { of: CASE, months: ['2026-07: 10.58 / 2.16'] },
    ],
    arithmetic: '701.88 + 712.46 charged − 712.46 back + 10.58 = 712.46, the month on the right base',
    source: 'R4, R7',
  },
  {
    name: 'On the old ceiling with an unknown wage: the case asks for the wage and computes nothing',
    given: { facts: facts(onOldCeiling('2026-07')), asOf: '2026-08-24', region: '上海' },
    expected: [
      {
        of: CASE,
        openedOn: '2026-08-24',
        months: ['2026-07: ? / ?'],
        owed: '? / ?',
        because: ['top-up-month-wage-unknown', 'top-up-ceiling-published'],
        steps: ['step-tell-wage'],
      },
    ],
    source: SHANGHAI_2026,
  },
  {
    name: 'The day before the raised ceiling is published nothing is asked',
    given: { facts: facts(onOldCeiling('2026-07')), asOf: '2026-08-23', region: '上海' },
    expected: [],
    source: SHANGHAI_2026,
  },
  {
    name: 'With a wage above the new ceiling the difference of the ceilings is owed',
    given: {
      facts: facts(updated({ averageMonthlyWage: fen(50000_00) }, '2026-07-01'), onOldCeiling('2026-07')),
      asOf: '2026-08-24',
      region: '上海',
    },
    expected: [
      {
        of: CASE,
        owed: '38.61 / 8.58',
        because: ['base-held-at-ceiling'],
        without: ['top-up-month-wage-unknown'],
      },
    ],
    arithmetic: '37731 − 37302 = 429; 9 %: 38.61; 2 %: 8.58',
    source: SHANGHAI_2026,
  },
  {
    name: 'After a transfer, an average above the old ceiling only stands in for first wages: asks for the wage',
    given: {
      facts: facts(
        updated({ averageMonthlyWage: fen(50000_00) }, '2026-06-01'),
        moved('2026-06-01', 'U2'),
        accepted('removal', '2026-06-01'),
        accepted('enrolment', '2026-06-01'),
        charged('U2', '2026-07', [3357.18, 746.04], { base: 37302 }),
      ),
      asOf: '2026-08-24',
      region: '上海',
    },
    expected: [{ of: '2024-03-04+U2 top-up', owed: '? / ?', because: ['top-up-month-wage-unknown'] }],
    source: 'R4: what is assumed is not computed with',
  },
  {
    name: 'After a transfer, an average at the old ceiling: nothing is owed',
    given: {
      facts: facts(
        updated({ averageMonthlyWage: fen(37302_00) }, '2026-06-01'),
        moved('2026-06-01', 'U2'),
        accepted('removal', '2026-06-01'),
        accepted('enrolment', '2026-06-01'),
        charged('U2', '2026-07', [3357.18, 746.04], { base: 37302 }),
      ),
      asOf: '2026-08-24',
      region: '上海',
    },
    expected: [],
    source: 'R4',
  },
  {
    name: 'With a wage at the old ceiling nothing is owed',
    given: {
      facts: facts(updated({ averageMonthlyWage: fen(37302_00) }, '2026-07-01'), onOldCeiling('2026-07')),
      asOf: '2026-08-24',
      region: '上海',
    },
    expected: [],
    arithmetic: '37302 is within the new band',
    source: SHANGHAI_2026,
  },
  {
    name: 'A leaver owes the same for months of service, and the case asks how to collect the personal part',
    given: {
      facts: facts(onOldFloor('2026-07'), left('2026-07-31'), accepted('removal', '2026-08-03')),
      asOf: '2026-08-21',
      region: '北京',
    },
    expected: [
      {
        of: CASE,
        owed: '10.58 / 2.16',
        because: ['top-up-of-leaver'],
        steps: ['step-ask-top-up-of-leaver', 'step-supplement-closes'],
      },
    ],
    arithmetic: PER_MONTH,
    source: '社会保险法 60, 63',
  },
  {
    name: 'A month after the last payable one is overpaid, without a top-up',
    given: {
      facts: facts(
        onOldFloor('2026-07'),
        left('2026-06-30', 'resigned', { insuranceStopMonth: month('2026-06') }),
        accepted('removal', '2026-07-30', '2026-08'),
      ),
      asOf: '2026-08-21',
      region: '北京',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-07: 701.88 / 146.24'] }],
    source: 'R4, R7',
  },
  {
    name: 'The month of a transfer is topped up at the unit that owes it, not where it is overpaid',
    given: {
      facts: facts(
        onOldFloor('2026-07'),
        moved('2026-07-15', 'U2'),
        accepted('removal', '2026-07-15'),
        accepted('enrolment', '2026-07-15'),
        charged('U2', '2026-07', [701.88, 146.24], { base: 7162 }),
      ),
      asOf: '2026-09-01',
      region: '北京',
    },
    expected: [
      { of: CASE, months: ['2026-07: 10.58 / 2.16'] },
      { of: '2024-03-04+U2 overpayment', months: ['2026-07: 701.88 / 146.24'] },
    ],
    arithmetic: PER_MONTH,
    source: 'R4, R7',
  },
  {
    name: 'A floor from the unit’s agency does not count for a month that began before it',
    given: {
      facts: facts(charged('U1', '2026-07', [300, 60], { base: 3900 })),
      asOf: '2026-07-10',
      told: { contributionBaseFloor: { value: '4000', from: '2026-07-10' } },
    },
    expected: [],
    arithmetic: 'the stated floor holds from 10 July; on the first of the month none was known',
    source: 'R4: unknown is a value',
  },
  {
    name: 'A floor from the unit’s agency, without its rate: the unit part is unknown, the person pays 2 % of 100',
    given: {
      facts: facts(charged('U1', '2026-07', [300, 60], { base: 3900 })),
      asOf: '2026-07-01',
      told: { contributionBaseFloor: { value: '4000', from: '2026-07-01' } },
    },
    expected: [
      { of: CASE, months: ['2026-07: ? / 2.00'], because: ['top-up-floor-seen', 'part-unit-unknown'] },
    ],
    source: 'R4: unknown is a value',
  },
];

/** R7: a supplement is a charge, but it is not a second charge for its month. */
export const SUPPLEMENT_EXAMPLES: readonly CaseExample[] = [
  {
    name: 'A supplement beside the regular charge is not charged twice, in either order',
    given: {
      facts: facts(
        charged('U1', '2026-03', [10, 2], { supplement: true, chargedOn: '2026-03-02' }),
        charged('U1', '2026-03', [980, 203], { chargedOn: '2026-03-20' }),
      ),
      asOf: '2026-05-04',
    },
    expected: [],
    source: 'R7',
  },
  {
    name: 'A second regular charge is overpaid, with a supplement or not',
    given: {
      facts: facts(
        charged('U1', '2026-03', [980, 203], { chargedOn: '2026-03-20' }),
        charged('U1', '2026-03', [980, 203], { chargedOn: '2026-03-25' }),
        charged('U1', '2026-03', [10, 2], { supplement: true }),
      ),
      asOf: '2026-05-04',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-03: 980.00 / 203.00'] }],
    source: 'R7',
  },
  {
    name: 'A supplement for a month after the last payable one is overpaid',
    given: {
      facts: facts(
        left('2026-03-31'),
        accepted('removal', '2026-03-31'),
        charged('U1', '2026-04', [10, 2], { supplement: true }),
      ),
      asOf: '2026-05-04',
    },
    expected: [
      { of: '2024-03-04 removal', because: ['charged-after-removal'] },
      { of: '2024-03-04 overpayment', months: ['2026-04: 10.00 / 2.00'] },
    ],
    source: 'R7; E5: charged in a month after that of the acceptance',
  },
  {
    name: 'An owed month with only a supplement is paid',
    given: {
      facts: inOrder(
        hired('2026-08-10', 'U1'),
        accepted('enrolment', '2026-10-12'),
        charged('U1', '2026-08', [980, 203], { supplement: true }),
      ),
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-09: ? / ?'] }],
    source: 'R8',
  },
  {
    name: 'Months without a bill are estimated from the last regular charge, not from a supplement',
    given: {
      facts: facts(
        charged('U1', '2026-02', [980, 203]),
        charged('U1', '2026-03', [10, 2], { supplement: true }),
        left('2026-03-31'),
      ),
      asOf: '2026-05-04',
    },
    expected: [
      { of: '2024-03-04 removal' },
      { of: '2024-03-04 overpayment', months: ['2026-04: 980.00 / 203.00'] },
    ],
    source: 'R7',
  },
  {
    name: 'Without a regular charge the amount of a month is unknown; a supplement is no estimate',
    given: {
      facts: facts(charged('U1', '2026-03', [10, 2], { supplement: true }), left('2026-03-31')),
      asOf: '2026-05-04',
    },
    expected: [{ of: '2024-03-04 removal' }, { of: '2024-03-04 overpayment', months: ['2026-04: ? / ?'] }],
    source: 'R7: the last charge, or base × rates; a difference of a few yuan is neither',
  },
];
