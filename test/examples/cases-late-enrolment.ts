import { fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { accepted, charged, hired, inOrder, left, moved, rejected, submitted } from '../support/facts.ts';
import type { CaseExample } from './cases.ts';

/** Worked examples of late enrolments: the cover, the months owed, and the late fee with its end (R1, R3, R5, R8). */

/** A hire in Beijing on 10 August 2026 with 10,000 yuan a month. */
const HIRED = hired('2026-08-10', 'U1', { firstMonthWage: { total: fen(10_000_00), fullMonth: true } });

/** A hire in a place without shipped data. The thirtieth day is the Saturday of the Mid-Autumn Festival. */
const HIRED_OVER_A_HOLIDAY = hired('2026-08-27', 'U1');

const OVER_A_HOLIDAY = {
  of: '2026-08-27 enrolment',
  statutoryDueOn: '2026-09-26',
  lastLawfulDay: '2026-09-28',
  actBy: '2026-09-24',
};

const NOT_LATE = {
  months: undefined,
  without: ['back-payment-months', 'person-fine'],
  steps: [],
};

const ROLLED =
  '27 August + 30 days = Sat 26 September, in the holiday from 25 to 27: back to Thu 24, on to Mon 28';

export const LATE_ENROLMENT_EXAMPLES: readonly CaseExample[] = [
  {
    name: 'Before the end of the month of hire nothing is owed, and an unknown start of cover is stated',
    given: { facts: inOrder(HIRED), asOf: '2026-08-31', region: '北京' },
    expected: [{ of: '2026-08-10 enrolment', because: ['cover-unknown'] }],
    source: 'R3: unknown is a value',
  },
  {
    name: 'In 杭州 cover starts in the second natural month, and the uncovered days are stated',
    given: { facts: inOrder(HIRED), asOf: '2026-08-31', region: '杭州' },
    expected: [{ of: '2026-08-10 enrolment', because: ['cover-if-now-second-month', 'uncovered-days'] }],
    arithmetic: 'registered in August, covered from 1 September: 10 to 31 August are 22 days without cover',
    source: 'R3; 浙江省医疗保障条例 28',
  },
  {
    name: 'The month of hire is over: nothing is owed until the last lawful day',
    given: { facts: inOrder(HIRED), asOf: '2026-09-09', region: '北京' },
    expected: [
      {
        of: '2026-08-10 enrolment',
        statutoryDueOn: '2026-09-09',
        because: ['hire-month-local'],
        without: ['back-payment-months', 'employer-bears-bills'],
      },
    ],
    source: 'E16',
  },
  {
    name: 'A day after the last lawful day the month of the hire is owed; no fee runs yet',
    given: { facts: inOrder(HIRED), asOf: '2026-09-10', region: '北京' },
    expected: [
      {
        of: '2026-08-10 enrolment',
        lastLawfulDay: '2026-09-09',
        months: ['2026-08: 980.00 / 203.00'],
        owed: '980.00 / 203.00',
        lateFee: '0.00 + 0.00',
        because: ['back-payment-months', 'employer-bears-bills'],
      },
    ],
    arithmetic: '10,000 × 9.8 % = 980; 10,000 × 2 % + 3 = 203; the fee on August runs from 1 October',
    source: 'R8; 北京 collects August’s contribution in September',
  },
  {
    name: 'The day after the act-by date: not late, since the last lawful day is still to come',
    given: { facts: inOrder(HIRED_OVER_A_HOLIDAY), asOf: '2026-09-25' },
    expected: [{ ...OVER_A_HOLIDAY, ...NOT_LATE }],
    arithmetic: ROLLED,
    source: 'D3, D4; 民法典 203, by analogy',
  },
  {
    name: 'The last lawful day: not late',
    given: { facts: inOrder(HIRED_OVER_A_HOLIDAY), asOf: '2026-09-28' },
    expected: [{ ...OVER_A_HOLIDAY, ...NOT_LATE }],
    arithmetic: ROLLED,
    source: 'D3; 民法典 203, by analogy',
  },
  {
    name: 'The day after the last lawful day: late, with an explanation to file',
    given: { facts: inOrder(HIRED_OVER_A_HOLIDAY), asOf: '2026-09-29' },
    expected: [
      {
        ...OVER_A_HOLIDAY,
        months: ['2026-08: ? / ?'],
        because: ['back-payment-months', 'person-fine'],
        steps: ['step-explain-late-enrolment'],
      },
    ],
    arithmetic: ROLLED,
    source: 'D3, R5; 社会保险法 84',
  },
  {
    name: 'Accepted on the last lawful day, after the statutory date: no back-payment',
    given: { facts: inOrder(HIRED_OVER_A_HOLIDAY, accepted('enrolment', '2026-09-28')), asOf: '2026-10-08' },
    expected: [],
    arithmetic: ROLLED,
    source: 'R8; 民法典 203, by analogy',
  },
  {
    name: 'Accepted after the last lawful day: the month before is owed, and the moved date is explained',
    given: { facts: inOrder(HIRED_OVER_A_HOLIDAY, accepted('enrolment', '2026-09-29')), asOf: '2026-10-08' },
    expected: [
      {
        of: '2026-08-27 back-payment',
        openedOn: '2026-09-29',
        months: ['2026-08: ? / ?'],
        because: ['accepted-late', 'rolled-to-working-day'],
      },
    ],
    arithmetic: ROLLED,
    source: 'R8',
  },
  {
    name: 'Two months after the statutory date the late fee runs on the months collected so far',
    given: { facts: inOrder(HIRED), asOf: '2026-11-10', region: '北京' },
    expected: [
      {
        of: '2026-08-10 enrolment',
        months: ['2026-08: 980.00 / 203.00', '2026-09: 980.00 / 203.00', '2026-10: 980.00 / 203.00'],
        owed: '2940.00 / 609.00',
        lateFee: '28.98 + 1.19',
        because: ['employer-bears-bills', 'assessment', 'unit-fine-amount', 'person-fine'],
      },
    ],
    arithmetic:
      'August, 1 Oct to 9 Nov, 40 days: 1183 × 0.0005 × 40 = 23.66; September, 1 to 9 Nov, 9 days: 5.3235 → 5.32; October from 1 Dec. A day more: 24.25 + 5.92 − 28.98 = 1.19',
    source: 'R5; 社会保险法 62, 84, 86',
  },
  {
    name: 'The last charge gives the assessment of 110 % an amount, although nothing was accepted',
    given: {
      facts: inOrder(HIRED, charged('U1', '2026-07', [980, 203])),
      asOf: '2026-11-10',
      region: '北京',
    },
    expected: [
      { of: '2026-08-10 enrolment', because: ['assessment-amount'], without: ['assessment'] },
      { of: '2026-08-10 overpayment' },
    ],
    arithmetic: '(980 + 203) × 110 % = 1301.30',
    source: 'R5; 社会保险法 62',
  },
  {
    name: 'A supplement is no basis for the assessment of 110 %',
    given: {
      facts: inOrder(HIRED, charged('U1', '2026-07', [10, 2], { supplement: true })),
      asOf: '2026-11-10',
      region: '北京',
    },
    expected: [
      { of: '2026-08-10 enrolment', because: ['assessment'], without: ['assessment-amount'] },
      { of: '2026-08-10 overpayment' },
    ],
    source: 'R5; 社会保险法 62',
  },
  {
    name: 'Without a wage the owed months are known and their amounts are not',
    given: { facts: inOrder(hired('2026-08-10', 'U1')), asOf: '2026-10-01', region: '北京' },
    expected: [{ of: '2026-08-10 enrolment', months: ['2026-08: ? / ?', '2026-09: ? / ?'], owed: '? / ?' }],
    source: 'R8: where known',
  },
  {
    name: 'On the statutory date no fine and no medical bills are mentioned',
    given: { facts: inOrder(HIRED), asOf: '2026-09-09' },
    expected: [{ of: '2026-08-10 enrolment', without: ['employer-bears-bills', 'person-fine'] }],
    source: 'R1; 社会保险法 84 requires an ignored order to correct',
  },
  {
    name: 'On the day after the statutory date the fines are mentioned',
    given: { facts: inOrder(HIRED), asOf: '2026-09-10' },
    expected: [{ of: '2026-08-10 enrolment', because: ['employer-bears-bills', 'person-fine'] }],
    source: 'R5; 社会保险法 84',
  },
  {
    name: 'A month that the previous employer paid is not owed',
    given: {
      facts: inOrder(
        hired('2026-08-10', 'U1', { previousCover: { region: '天津', lastPaidMonth: month('2026-08') } }),
      ),
      asOf: '2026-10-01',
    },
    expected: [{ of: '2026-08-10 enrolment', months: ['2026-09: ? / ?'] }],
    source: 'R8, R10',
  },
  {
    name: 'The month of a transfer belongs to the first unit',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        accepted('enrolment', '2026-03-02'),
        moved('2026-08-10', 'U2'),
        accepted('removal', '2026-08-10'),
      ),
      asOf: '2026-10-01',
    },
    expected: [{ of: '2026-03-02+U2 enrolment', months: ['2026-09: ? / ?'] }],
    source: 'R7, R8: a month is paid once',
  },
  {
    name: 'Charged without an acceptance: enrolled, and a month without a bill is not owed',
    given: {
      facts: inOrder(HIRED, charged('U1', '2026-08'), charged('U1', '2026-10')),
      asOf: '2026-11-02',
      region: '北京',
    },
    expected: [],
    source: 'E1',
  },
  {
    name: 'Accepted on the statutory date: no back-payment',
    given: {
      facts: inOrder(HIRED, accepted('enrolment', '2026-09-09')),
      asOf: '2026-09-10',
      region: '北京',
    },
    expected: [],
    source: 'R1: accepted after the last lawful day, R8 is looked at',
  },
  {
    name: 'Accepted on the day after the statutory date: the month before is owed',
    given: {
      facts: inOrder(HIRED, accepted('enrolment', '2026-09-10')),
      asOf: '2026-09-10',
      region: '北京',
    },
    expected: [
      {
        of: '2026-08-10 back-payment',
        state: 'open',
        openedOn: '2026-09-10',
        months: ['2026-08: 980.00 / 203.00'],
        because: ['accepted-late', 'back-payment-months'],
        steps: ['step-declare-back-payment', 'step-pay-before-fee-grows', 'step-bill-closes'],
      },
    ],
    source: 'R1, R8',
  },
  {
    name: 'Accepted with effect from a later month: the months before it are owed',
    given: {
      facts: inOrder(HIRED, accepted('enrolment', '2026-09-28', '2026-10')),
      asOf: '2026-09-28',
      region: '北京',
    },
    expected: [
      {
        of: '2026-08-10 back-payment',
        months: ['2026-08: 980.00 / 203.00', '2026-09: 980.00 / 203.00'],
      },
    ],
    source: 'R3, R8',
  },
  {
    name: 'A charge for one of the owed months leaves the other',
    given: {
      facts: inOrder(HIRED, accepted('enrolment', '2026-10-12'), charged('U1', '2026-08')),
      asOf: '2026-11-02',
      region: '北京',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-09: 980.00 / 203.00'] }],
    source: 'R8',
  },
  {
    name: 'Charges for all owed months close the back-payment',
    given: {
      facts: inOrder(
        HIRED,
        accepted('enrolment', '2026-10-12'),
        charged('U1', '2026-08'),
        charged('U1', '2026-09'),
        charged('U1', '2026-10'),
      ),
      asOf: '2026-11-02',
      region: '北京',
    },
    expected: [],
    source: 'R8',
  },
  {
    name: 'After a leave only months up to the last payable month are owed',
    given: {
      facts: inOrder(
        HIRED,
        left('2026-09-15'),
        accepted('enrolment', '2026-11-02'),
        accepted('removal', '2026-11-02', '2026-10'),
      ),
      asOf: '2026-11-03',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-08: ? / ?', '2026-09: ? / ?'] }],
    source: 'R7, R8',
  },
  // What to do next
  {
    name: 'Blocked elsewhere: the first step is to ask the previous employer',
    given: {
      facts: inOrder(HIRED, rejected('enrolment', '2026-08-20', '上家单位未减员')),
      asOf: '2026-08-21',
    },
    expected: [
      {
        of: '2026-08-10 enrolment',
        state: 'blocked-elsewhere: 上家单位未减员',
        steps: ['step-ask-employer-before', 'step-keep-proof', 'step-file-again'],
      },
    ],
    source: 'R1',
  },
  {
    name: 'The last day for the agency to answer: wait for it',
    given: { facts: inOrder(HIRED, submitted('enrolment', '2026-08-12')), asOf: '2026-08-26' },
    expected: [{ of: '2026-08-10 enrolment', steps: ['step-await-agency'] }],
    arithmetic: 'ten working days after Wed 12 August end on Wed 26',
    source: 'R1; 社会保险经办条例 10',
  },
  {
    name: 'The day after the agency should have answered: chase it',
    given: { facts: inOrder(HIRED, submitted('enrolment', '2026-08-12')), asOf: '2026-08-27' },
    expected: [{ of: '2026-08-10 enrolment', steps: ['step-chase-agency'] }],
    source: 'R1; 社会保险经办条例 10',
  },
  {
    name: 'After the statutory date the steps include an explanation to the agency',
    given: { facts: inOrder(HIRED), asOf: '2026-09-10' },
    expected: [
      { of: '2026-08-10 enrolment', statutoryDueOn: '2026-09-09', steps: ['step-explain-late-enrolment'] },
    ],
    arithmetic: '10 August + 30 days = 9 September',
    source: 'R1, R12',
  },
  {
    name: 'A rejection is corrected and filed again, through the company that files for the unit',
    given: {
      facts: inOrder(HIRED, rejected('enrolment', '2026-08-20', '材料不全')),
      asOf: '2026-08-21',
      channel: 'agency',
    },
    expected: [{ of: '2026-08-10 enrolment', steps: ['step-mend-rejection', 'channel-agency-hand-over'] }],
    source: 'R1, R12',
  },
];
