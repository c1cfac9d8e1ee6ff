import type { Fact, FactData } from '../../domain/facts/fact.ts';
import { fen } from '../../domain/values/money.ts';
import { month, monthsFromTo } from '../../domain/values/month.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import {
  accepted,
  charged,
  fact,
  guideSettled,
  hired,
  inOrder,
  leaveCancelled,
  left,
  moved,
  paper,
  refund,
  rejected,
  submitted,
  updated,
} from '../support/facts.ts';
import type { Told } from '../support/stated-policy.ts';
import type { CaseExample } from './cases.ts';

/** Worked examples of changed information, cards, refunds and the last pay (G4, R2, R7, R11). */

const ENROLLED = [hired('2026-03-02', 'U1'), accepted('enrolment', '2026-03-05')];
/** The time that a new card takes, as the unit's agency stated it. */
const CARD_TERM: Told = {
  cardReplacementWorkingDaysLeast: { value: 3, from: '2026-01-01' },
  cardReplacementWorkingDaysMost: { value: 7, from: '2026-01-01' },
};

const CARD = (is: 'requested' | 'issued', on: string, more: Partial<FactData<'card.requested'>> = {}): Fact =>
  fact(`card.${is}`, { kind: 'physical', replaces: true, ...more, on: plainDate(on) });
const monthsBilled = (from: string, to: string) =>
  monthsFromTo(month(from), month(to)).map((each) => charged('U1', each));

const CHANGE_FORMS = ['职工参保信息变更登记表', '有效身份证件', '变更佐证材料', '户口本变更页'];

const REFUSED = [
  ...ENROLLED,
  left('2026-06-13', 'resigned', { personalEmail: 'zhao@personal.example' }),
  accepted('removal', '2026-06-13', '2026-06'),
  guideSettled('2026-03-02', 'refused', '2026-06-15'),
];

export const PAPER_EXAMPLES: readonly CaseExample[] = [
  // Guides that a leaver's address refused
  {
    name: 'A leaver whose mail address refused the guide has to get it another way',
    given: { facts: inOrder(...REFUSED), asOf: '2026-06-15' },
    expected: [
      {
        of: '2026-03-02 leaver-guide',
        state: 'open',
        openedOn: '2026-06-15',
        because: ['guide-refused'],
        steps: ['step-send-guide', 'step-record-guide'],
        documents: ['离职人员医保指南'],
      },
    ],
    source: 'G1',
  },
  {
    name: 'A refused guide is open on the ninetieth day after the leave',
    given: { facts: inOrder(...REFUSED), asOf: '2026-09-11' },
    expected: [{ of: '2026-03-02 leaver-guide' }],
    arithmetic: '13 Jun + 90 = 11 Sep',
    source: 'G1',
  },
  {
    name: 'A refused guide closes on the ninety-first day after the leave',
    given: { facts: inOrder(...REFUSED), asOf: '2026-09-12' },
    expected: [],
    source: 'G1',
  },
  {
    name: 'A refused guide that was handed over closes',
    given: {
      facts: inOrder(...REFUSED, paper('leaver-guide', '离职人员医保指南', '2026-06-16')),
      asOf: '2026-06-17',
    },
    expected: [],
    source: 'G1',
  },
  {
    name: 'A cancelled leave closes the refused guide',
    given: {
      facts: inOrder(...REFUSED, leaveCancelled({ lastWorkingDay: '2026-06-13' })),
      asOf: '2026-06-17',
    },
    expected: [],
    source: 'G1; F4',
  },
  // Change of information
  {
    name: 'A changed name has to be filed with the agency from the day of the change',
    given: { facts: inOrder(...ENROLLED, updated({ name: '赵敏敏' }, '2026-06-01')), asOf: '2026-06-01' },
    expected: [
      {
        of: '2026-03-02 information-change',
        state: 'open',
        openedOn: '2026-06-01',
        because: ['changed-name', 'change-who', 'change-term'],
        steps: ['channel-online-open-information-change', 'channel-online-receipt'],
        documents: CHANGE_FORMS,
      },
    ],
    source: 'G4; service list, 职工参保信息变更',
  },
  {
    name: 'A changed name opens nothing on the day before the change',
    given: { facts: inOrder(...ENROLLED, updated({ name: '赵敏敏' }, '2026-06-01')), asOf: '2026-05-31' },
    expected: [],
    source: 'G4',
  },
  {
    name: 'The same name again, a department or a first phone number is no change',
    given: {
      facts: inOrder(
        ...ENROLLED,
        updated({ name: '赵敏', department: '财务部' }, '2026-06-01'),
        updated({ phone: '13800000000' }, '2026-06-02'),
      ),
      asOf: '2026-06-03',
    },
    expected: [],
    source: 'G4: a phone number told for the first time changes nothing',
  },
  {
    name: 'A change before the enrolment is accepted goes into the enrolment',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        updated({ name: '赵敏敏' }, '2026-03-04'),
        accepted('enrolment', '2026-03-05'),
      ),
      asOf: '2026-03-06',
    },
    expected: [],
    source: 'G4',
  },
  {
    name: 'A change on the day of the acceptance has to be filed',
    given: {
      facts: inOrder(...ENROLLED, updated({ name: '赵敏敏' }, '2026-03-05')),
      asOf: '2026-03-05',
    },
    expected: [{ of: '2026-03-02 information-change' }],
    source: 'G4',
  },
  {
    name: 'A rejected change shows the reason',
    given: {
      facts: inOrder(
        ...ENROLLED,
        updated({ name: '赵敏敏' }, '2026-06-01'),
        submitted('information-change', '2026-06-02', 'X-1'),
        rejected('information-change', '2026-06-04', '缺少佐证材料'),
      ),
      asOf: '2026-06-04',
    },
    expected: [
      {
        of: '2026-03-02 information-change',
        state: 'rejected: 缺少佐证材料',
        steps: ['step-mend-rejection', 'channel-online-fill'],
      },
    ],
    source: 'G4',
  },
  {
    name: 'An accepted change closes',
    given: {
      facts: inOrder(
        ...ENROLLED,
        updated({ name: '赵敏敏' }, '2026-06-01'),
        accepted('information-change', '2026-06-03'),
      ),
      asOf: '2026-06-03',
    },
    expected: [],
    source: 'G4',
  },
  {
    name: 'A second change after an accepted one is a new case with its own submission',
    given: {
      facts: inOrder(
        ...ENROLLED,
        updated({ name: '赵敏敏' }, '2026-06-01'),
        accepted('information-change', '2026-06-03'),
        updated({ name: '赵敏' }, '2026-08-03'),
        submitted('information-change', '2026-08-04', 'X-2'),
      ),
      asOf: '2026-08-05',
    },
    expected: [
      {
        of: '2026-03-02 information-change',
        openedOn: '2026-08-03',
        state: 'submitted on 2026-08-04, receipt X-2, chase from 2026-08-19',
        steps: ['step-await-agency'],
      },
    ],
    arithmetic: 'ten working days after Tue 4 August end on Tue 18',
    source: 'G4',
  },
  {
    name: 'A removal closes the change',
    given: {
      facts: inOrder(
        ...ENROLLED,
        updated({ name: '赵敏敏' }, '2026-06-01'),
        left('2026-06-30'),
        accepted('removal', '2026-07-01'),
      ),
      asOf: '2026-07-02',
    },
    expected: [],
    source: 'G4',
  },
  // Cards
  {
    name: 'A requested replacement card is awaited for at most seven working days',
    given: {
      facts: inOrder(...ENROLLED, CARD('requested', '2026-06-01')),
      asOf: '2026-06-10',
      told: CARD_TERM,
    },
    expected: [
      {
        of: '2026-03-02 card',
        state: 'submitted on 2026-06-01, chase from 2026-06-11',
        openedOn: '2026-06-01',
        because: ['card-replacement-physical', 'card-term'],
        steps: ['step-await-card', 'step-use-electronic'],
        documents: ['医保证补办申请表', '本人身份证'],
      },
    ],
    arithmetic: '2–5, 8–10 June are seven working days',
    source: 'G4: 3 to 7 working days, as the agency told the unit',
  },
  {
    name: 'A card without a known processing time is awaited without a day to chase',
    given: { facts: inOrder(...ENROLLED, CARD('requested', '2026-06-01')), asOf: '2026-06-10' },
    expected: [
      {
        of: '2026-03-02 card',
        state: 'submitted on 2026-06-01, chase from undefined',
        because: ['card-replacement-physical', 'card-term-unknown'],
        steps: ['step-await-card-term-unknown', 'step-use-electronic'],
      },
    ],
    arithmetic: '3 to 7 working days stand in a web compilation, a lead',
    source: 'G4',
  },
  {
    name: 'A requested card has to be chased from the eighth working day',
    given: {
      facts: inOrder(
        ...ENROLLED,
        CARD('requested', '2026-06-01'),
        paper('card', '医保证补办申请表', '2026-06-01'),
      ),
      asOf: '2026-06-11',
      told: CARD_TERM,
    },
    expected: [
      {
        of: '2026-03-02 card',
        steps: ['step-chase-card'],
        documents: ['医保证补办申请表 ✓', '本人身份证'],
      },
    ],
    source: 'G4',
  },
  {
    name: 'An electronic certificate has to be chased from the next working day',
    given: {
      facts: inOrder(...ENROLLED, CARD('requested', '2026-06-05', { kind: 'electronic', replaces: false })),
      asOf: '2026-06-08',
    },
    expected: [
      {
        of: '2026-03-02 card',
        state: 'submitted on 2026-06-05, chase from 2026-06-08',
        because: ['card-requested-electronic'],
        documents: [],
      },
    ],
    source: 'G4; 社会保险经办条例 7',
  },
  {
    name: 'An electronic certificate does not answer the request of a physical card',
    given: {
      facts: inOrder(
        ...ENROLLED,
        CARD('requested', '2026-06-01'),
        CARD('issued', '2026-06-01', { kind: 'electronic' }),
      ),
      asOf: '2026-06-02',
    },
    expected: [{ of: '2026-03-02 card' }],
    source: 'G4',
  },
  {
    name: 'An issued card closes',
    given: {
      facts: inOrder(...ENROLLED, CARD('requested', '2026-06-01'), CARD('issued', '2026-06-05')),
      asOf: '2026-06-05',
    },
    expected: [],
    source: 'G4',
  },
  {
    name: 'A card issued after a transfer answers the earlier request',
    given: {
      facts: inOrder(
        ...ENROLLED,
        CARD('requested', '2026-05-28'),
        moved('2026-06-01', 'U2'),
        accepted('enrolment', '2026-06-01'),
        CARD('issued', '2026-06-05'),
      ),
      asOf: '2026-06-08',
    },
    expected: [{ of: '2026-03-02 removal' }],
    source: 'G4: the card is the person’s',
  },
  // Refunds
  {
    name: 'Overpaid in 广州: where to apply, on which conditions, and how long it takes',
    given: {
      facts: inOrder(
        ...ENROLLED,
        ...monthsBilled('2026-03', '2026-07'),
        left('2026-06-10'),
        accepted('removal', '2026-07-28'),
      ),
      asOf: '2026-08-03',
      region: '广州',
    },
    expected: [
      {
        of: '2026-03-02 overpayment',
        because: ['refund-handling', 'refund-where-guangdong', 'refund-one-at-a-time-guangdong'],
        steps: ['step-apply-refund', 'step-pay-person-back', 'step-report-refund'],
        documents: ['社会保险费退费申请表', '经办人身份证件', '离职证明', '缴费凭证'],
      },
    ],
    source: 'R7; Guangdong tax office’s guide: 60 working days after acceptance',
  },
  ...(
    [
      [
        'refund',
        ['refund-way-refund', 'refund-where-unknown'],
        ['step-apply-refund', 'step-pay-person-back'],
      ],
      ['offset', ['refund-way-offset'], ['step-declare-offset', 'step-pay-person-back']],
      ['lost', ['refund-way-lost'], ['step-record-loss', 'step-pay-person-back']],
    ] as const
  ).map(
    ([way, because, steps]): CaseExample => ({
      name: `Overpaid where the unit’s agency names the way: ${way}`,
      given: {
        facts: inOrder(
          ...ENROLLED,
          ...monthsBilled('2026-03', '2026-07'),
          left('2026-06-10'),
          accepted('removal', '2026-07-28'),
        ),
        asOf: '2026-08-03',
        told: { refundWay: { value: way, from: '2020-01-01' } },
      },
      expected: [
        {
          of: '2026-03-02 overpayment',
          because,
          steps,
          without: way === 'refund' ? [] : ['refund-where-unknown'],
        },
      ],
      source: 'R7',
    }),
  ),
  {
    name: 'Overpaid where the way is unknown, and not removed: first remove, then ask',
    given: {
      facts: inOrder(...ENROLLED, ...monthsBilled('2026-03', '2026-07'), left('2026-06-10')),
      asOf: '2026-07-15',
    },
    expected: [
      { of: '2026-03-02 removal' },
      {
        of: '2026-03-02 overpayment',
        because: ['refund-way-unknown', 'refund-where-unknown'],
        steps: ['step-remove-first', 'step-ask-refund-way', 'step-apply-refund'],
      },
    ],
    source: 'R7: unknown is a value',
  },
  {
    name: 'A requested refund is awaited',
    given: {
      facts: inOrder(
        ...ENROLLED,
        ...monthsBilled('2026-03', '2026-07'),
        left('2026-06-10'),
        accepted('removal', '2026-07-28'),
        refund('requested', '2026-08-03', ['2026-07']),
      ),
      asOf: '2026-08-04',
    },
    expected: [
      {
        of: '2026-03-02 overpayment',
        state: 'refund-requested on 2026-08-03',
        steps: ['step-await-refund', 'step-report-refund'],
      },
    ],
    source: 'R7',
  },
  // The last pay
  ...(
    [
      ['2026-06-01', true, '10,000 ÷ 21 working days = 476.19, less than 500'],
      ['2026-06-02', false, '10,000 × 2 ÷ 21 = 952.38'],
    ] as const
  ).map(
    ([on, atRisk, arithmetic]): CaseExample => ({
      name: `Left on ${on}: the last pay ${atRisk ? 'may not cover' : 'covers'} a personal part of 500 yuan`,
      given: {
        facts: inOrder(
          hired('2026-03-02', 'U1', { averageMonthlyWage: fen(10_000_00) }),
          accepted('enrolment', '2026-03-05'),
          charged('U1', '2026-05', [980, 500]),
          left(on),
        ),
        asOf: '2026-06-02',
      },
      expected: [
        {
          of: '2026-03-02 removal',
          [atRisk ? 'because' : 'without']: ['personal-share-at-risk'],
        },
      ],
      arithmetic: `${arithmetic}; June 2026 has 21 working days, the 19th being a holiday`,
      source: '社会保险法 60',
    }),
  ),
];
