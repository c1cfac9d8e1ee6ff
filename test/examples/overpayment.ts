import type { Fact } from '../../domain/facts/fact.ts';
import type { LocalEntry } from '../../domain/units/unit.ts';
import { fen } from '../../domain/values/money.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import {
  accepted,
  charged,
  hireCancelled,
  hired,
  inOrder,
  left,
  moved,
  refund,
  refundDenied,
  rejected,
} from '../support/facts.ts';

/**
 * Worked examples of overpayments (R7), in yuan. By default the unit's part of a charge is 980.00 and the person's part
 * 203.00. Beijing's agency accepts filings until the 25th of a month. Run by overpayment-examples.test.ts.
 */
export interface OverpaymentExample {
  readonly name: string;
  readonly given: {
    readonly facts: readonly Fact[];
    readonly asOf: string;
    /** The region; 北京 by default. No data are shipped for 无名市. */
    readonly region?: string;
    readonly agencyCutOffDay?: number;
    /** If false, the agency stated no cut-off, and only the shipped data of the region count. */
    readonly cutOffTold?: false;
    readonly localPolicy?: Readonly<Record<string, LocalEntry>>;
    /** The unit of the spell; U1 by default. */
    readonly unit?: string;
  };
  /** Undefined if there is nothing to claim back. */
  readonly expected:
    | {
        /**
         * Each month as `month: unit's part + person's part`, with `?` for an unknown part, followed by words such as
         * `estimated` or `requested`.
         */
        readonly months: readonly string[];
        readonly total: string;
        /** The amount of the next month, and the day on which it is added. */
        readonly next?: string;
        readonly causes: readonly string[];
        readonly state?: string;
      }
    | undefined;
  readonly arithmetic: string;
  readonly source: string;
}

/** A leaver who is enrolled since March 2025 and was charged 980 + 203 for the month of leaving, March 2026. */
const leaver = [
  hired('2025-03-03', 'U1'),
  accepted('enrolment', '2025-03-10'),
  charged('U1', '2026-03'),
  left('2026-03-20'),
];

const AS_TOLD: LocalEntry = {
  value: 'month-before-leaving',
  from: plainDate('2026-01-01'),
  source: '经办机构电话答复',
  verifiedOn: plainDate('2026-01-05'),
};

/** One month to claim back. The total is its amount. @param shown the parts, followed by words as in `months`. */
function oneMonth(month: string, shown: string, ...causes: readonly string[]) {
  return { months: [`${month}: ${shown}`], total: shown.split(' ').slice(0, 3).join(' '), causes };
}

const estimatedApril = oneMonth(
  '2026-04',
  '980.00 + 203.00 estimated',
  'last-payable-month-assumed',
  'estimated-from-last-charge',
);

export const OVERPAYMENT_EXAMPLES: readonly OverpaymentExample[] = [
  // estimates by cut-off
  {
    name: 'On the cut-off day nothing is estimated: a removal can still prevent the next charge',
    given: { facts: inOrder(...leaver), asOf: '2026-04-24' },
    expected: undefined,
    arithmetic: 'last payable 2026-03; cut-off of April: 25 Apr is a Saturday, so 24 Apr; not passed',
    source: 'R7; D4; 北京 removalCutOffDay 25',
  },
  {
    name: 'On the day after the cut-off the payment window is open: nothing is estimated yet',
    given: { facts: inOrder(...leaver), asOf: '2026-04-25' },
    expected: undefined,
    arithmetic: 'the cut-off of April passed on 24 Apr, the window closes on 25 Apr',
    source: 'E8; 北京 paymentWindowTo 25',
  },
  {
    name: 'On the day after the payment window the month is estimated as charged',
    given: { facts: inOrder(...leaver), asOf: '2026-04-26' },
    expected: { ...estimatedApril, next: '2026-05-26: 980.00 + 203.00' },
    arithmetic:
      '24 and 25 Apr passed: April as March was, 980 + 203; next cut-off and window Mon 25 May, so May is added on 26 May',
    source: 'R7, E8',
  },
  {
    name: 'Unknown cut-off, on the last day of the month: nothing is estimated yet',
    given: { facts: inOrder(...leaver), asOf: '2026-04-30', region: '无名市' },
    expected: undefined,
    arithmetic: '30 Apr is the last day on which it is not sure',
    source: 'R7: nothing is guessed',
  },
  {
    name: 'Unknown cut-off, on the day after the month: the month is estimated as charged',
    given: { facts: inOrder(...leaver), asOf: '2026-05-01', region: '无名市' },
    expected: { ...estimatedApril, next: '2026-06-01: 980.00 + 203.00' },
    arithmetic: 'April is over; May is added on 1 June',
    source: 'R7',
  },
  {
    name: 'Cut-off of low confidence, on the last day of the month: nothing is estimated yet',
    given: { facts: inOrder(...leaver), asOf: '2026-04-30', cutOffTold: false },
    expected: undefined,
    arithmetic: '30 Apr is the last day on which it is not sure; the 25th that ships for Beijing is a guess',
    source: 'R7: nothing is guessed',
  },
  {
    name: 'Cut-off of low confidence, on the day after the month: the month is estimated as charged',
    given: { facts: inOrder(...leaver), asOf: '2026-05-01', cutOffTold: false },
    expected: {
      ...estimatedApril,
      next: '2026-06-01: 980.00 + 203.00',
      causes: [...estimatedApril.causes, 'next-charge-cut-off-unknown'],
    },
    arithmetic: 'April is over; May is added on 1 June',
    source: 'R7',
  },
  {
    name: 'On the agency’s earlier cut-off nothing is estimated yet',
    given: { facts: inOrder(...leaver), asOf: '2026-04-08', agencyCutOffDay: 8, region: '无名市' },
    expected: undefined,
    arithmetic: 'Wed 8 Apr is not passed',
    source: 'R7, R12',
  },
  {
    name: 'On the day after the agency’s earlier cut-off the month is estimated as charged',
    given: { facts: inOrder(...leaver), asOf: '2026-04-09', agencyCutOffDay: 8, region: '无名市' },
    expected: { ...estimatedApril, next: '2026-05-09: 980.00 + 203.00' },
    arithmetic: '8 Apr passed; next Fri 8 May',
    source: 'R7, R12',
  },
  {
    name: 'With contradictory cut-offs nothing is estimated on the latest of them',
    given: { facts: inOrder(...leaver), asOf: '2026-04-15', region: '上海' },
    expected: undefined,
    arithmetic: 'day 11 or day 15: Wed 15 Apr is not passed',
    source: 'R7; 上海 removalCutOffDay, two vendors',
  },
  // removal accepted
  {
    name: 'A removal accepted on the cut-off day leaves nothing overpaid',
    given: { facts: inOrder(...leaver, accepted('removal', '2026-04-24')), asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: '24 Apr is not later than 24 Apr',
    source: 'R7',
  },
  {
    name: 'A removal accepted after the cut-off leaves one month overpaid, and no more follow',
    given: { facts: inOrder(...leaver, accepted('removal', '2026-04-27')), asOf: '2026-09-01' },
    expected: estimatedApril,
    arithmetic: '24 Apr < 27 Apr ≤ 25 May: April only',
    source: 'R7',
  },
  {
    name: 'The effective month of a removal outweighs the day of its acceptance',
    given: { facts: inOrder(...leaver, accepted('removal', '2026-05-12', '2026-04')), asOf: '2026-09-01' },
    expected: undefined,
    arithmetic: 'removed with effect from April: April is not charged',
    source: 'R7',
  },
  {
    name: 'A removal effective one month later leaves one month overpaid',
    given: { facts: inOrder(...leaver, accepted('removal', '2026-05-12', '2026-05')), asOf: '2026-09-01' },
    expected: estimatedApril,
    arithmetic: 'April < May',
    source: 'R7',
  },
  {
    name: 'A rejected removal prevents no charge',
    given: {
      facts: inOrder(...leaver, rejected('removal', '2026-04-20', '材料不全')),
      asOf: '2026-04-26',
    },
    expected: { ...estimatedApril, next: '2026-05-26: 980.00 + 203.00' },
    arithmetic: 'April passed with the removal open',
    source: 'R7',
  },
  // charges after the leave
  {
    name: 'A bill replaces the estimate',
    given: {
      facts: inOrder(...leaver, charged('U1', '2026-04', [1000, 205.5])),
      asOf: '2026-05-06',
    },
    expected: {
      ...oneMonth('2026-04', '1000.00 + 205.50', 'overpaid-after-leave'),
      next: '2026-05-26: 1000.00 + 205.50',
    },
    arithmetic: 'as billed; the next month is estimated from that bill',
    source: 'R7',
  },
  {
    name: 'Charges made before the leave was known become overpaid with the leave',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1'),
        accepted('enrolment', '2025-03-10'),
        charged('U1', '2026-03'),
        charged('U1', '2026-04'),
        charged('U1', '2026-05'),
        accepted('removal', '2026-06-02'),
        left('2026-03-20'),
      ),
      asOf: '2026-06-03',
    },
    expected: {
      months: ['2026-04: 980.00 + 203.00', '2026-05: 980.00 + 203.00'],
      total: '1960.00 + 406.00',
      causes: ['overpaid-after-leave'],
    },
    arithmetic: 'two months after March: 2 × 980 = 1960, 2 × 203 = 406',
    source: 'R7',
  },
  {
    name: 'The month of the last working day is due',
    given: { facts: inOrder(...leaver, accepted('removal', '2026-03-23')), asOf: '2026-06-03' },
    expected: undefined,
    arithmetic: 'March is the last payable month',
    source: 'R7',
  },
  {
    name: 'A rule of the agency that the month before leaving is the last makes the month of leaving overpaid',
    given: {
      facts: inOrder(...leaver, accepted('removal', '2026-03-23')),
      asOf: '2026-06-03',
      localPolicy: { lastPayableMonth: AS_TOLD },
    },
    expected: oneMonth('2026-03', '980.00 + 203.00', 'overpaid-after-leave', 'last-payable-month-by-region'),
    arithmetic: 'last payable 2026-02',
    source: 'R7; localPolicy',
  },
  {
    name: 'A later stop month from HR makes the month after the leave due',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1'),
        accepted('enrolment', '2025-03-10'),
        charged('U1', '2026-04'),
        left('2026-03-20', 'resigned', { insuranceStopMonth: '2026-04' as never }),
        accepted('removal', '2026-04-07'),
      ),
      asOf: '2026-06-03',
    },
    expected: undefined,
    arithmetic: 'last payable 2026-04 as stated',
    source: 'R7: unless insuranceStopMonth says otherwise',
  },
  {
    name: 'A stop month stated for another month of leaving does not apply to the corrected leave',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1'),
        accepted('enrolment', '2025-03-10'),
        charged('U1', '2026-04'),
        left('2026-03-20', 'resigned', { insuranceStopMonth: '2026-03' as never }),
        left('2026-04-17'),
        accepted('removal', '2026-04-20'),
      ),
      asOf: '2026-06-03',
    },
    expected: undefined,
    arithmetic: 'left on 17 Apr: April is payable, whatever was stated for March',
    source: 'F2, R7',
  },
  // charges before the hire, after a cancelled hire, and twice in a month
  {
    name: 'A charge for a month before the hire is overpaid',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        accepted('enrolment', '2026-03-05'),
        charged('U1', '2026-02'),
        charged('U1', '2026-03'),
      ),
      asOf: '2026-04-01',
    },
    expected: oneMonth('2026-02', '980.00 + 203.00', 'overpaid-before-hire'),
    arithmetic: 'February < March; March is due',
    source: 'R7',
  },
  {
    name: 'After a cancelled hire every charge is overpaid',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        accepted('enrolment', '2026-03-05'),
        charged('U1', '2026-03'),
        hireCancelled({ hiredOn: '2026-03-02' }),
      ),
      asOf: '2026-04-01',
    },
    expected: oneMonth('2026-03', '980.00 + 203.00', 'overpaid-not-employed'),
    arithmetic: 'nothing was due',
    source: 'F4, R7',
  },
  {
    name: 'Charged twice in a month, on two days: the later charge is overpaid',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1'),
        accepted('enrolment', '2025-03-10'),
        charged('U1', '2026-02', [990, 205], { chargedOn: '2026-02-20' }),
        charged('U1', '2026-02', [980, 203], { chargedOn: '2026-02-10' }),
      ),
      asOf: '2026-03-02',
    },
    expected: oneMonth('2026-02', '990.00 + 205.00', 'overpaid-twice'),
    arithmetic: 'that of 10 Feb was due, that of 20 Feb was not',
    source: 'R7',
  },
  {
    name: 'The same charge reported twice is one charge',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1'),
        accepted('enrolment', '2025-03-10'),
        charged('U1', '2026-02'),
        charged('U1', '2026-02'),
      ),
      asOf: '2026-03-02',
    },
    expected: undefined,
    arithmetic: 'one in effect',
    source: 'F1',
  },
  {
    name: 'A second charge before an announced leave is overpaid too',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1'),
        accepted('enrolment', '2025-03-10'),
        charged('U1', '2026-02', [980, 203], { chargedOn: '2026-02-10' }),
        charged('U1', '2026-02', [980, 203], { chargedOn: '2026-02-20' }),
        left('2026-06-30'),
      ),
      asOf: '2026-03-02',
    },
    expected: oneMonth('2026-02', '980.00 + 203.00', 'overpaid-twice'),
    arithmetic: 'the leave of 30 June changes nothing about February',
    source: 'R7',
  },
  // two units
  {
    name: 'In the month of a transfer the charge of the new unit is overpaid',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        moved('2026-06-15', 'U2'),
        charged('U1', '2026-06'),
        charged('U2', '2026-06', [1000, 205]),
        charged('U2', '2026-07', [1000, 205]),
      ),
      asOf: '2026-07-06',
      unit: 'U2',
    },
    expected: oneMonth('2026-06', '1000.00 + 205.00', 'overpaid-two-units'),
    arithmetic: 'June is U1’s, in service there until 14 June; July is U2’s',
    source: 'R7',
  },
  {
    name: 'In the month of a transfer the charge of the old unit is due',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        moved('2026-06-15', 'U2'),
        charged('U1', '2026-06'),
        charged('U2', '2026-06', [1000, 205]),
        accepted('removal', '2026-06-18'),
      ),
      asOf: '2026-07-06',
    },
    expected: undefined,
    arithmetic: 'one of the two is due',
    source: 'R7',
  },
  {
    name: 'Where the old unit owes nothing for the month of a transfer, the new unit’s charge is due',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        moved('2026-06-15', 'U2'),
        charged('U1', '2026-06'),
        charged('U2', '2026-06', [1000, 205]),
      ),
      asOf: '2026-07-06',
      unit: 'U2',
      localPolicy: { lastPayableMonth: AS_TOLD },
    },
    expected: undefined,
    arithmetic:
      'U1’s last payable month is May, so its June is overpaid and U2’s is not: one month, one claim',
    source: 'R7',
  },
  // rehire
  {
    name: 'Until the day before a rehire at the same unit the months are estimated',
    given: {
      facts: inOrder(...leaver, hired('2026-06-01', 'U1')),
      asOf: '2026-05-31',
    },
    expected: {
      months: ['2026-04: 980.00 + 203.00 estimated', '2026-05: 980.00 + 203.00 estimated'],
      total: '1960.00 + 406.00',
      causes: ['estimated-from-last-charge'],
    },
    arithmetic: 'April, May; June is the rehire’s; nothing is added next',
    source: 'R7',
  },
  {
    name: 'Back before the removal was filed: the removal closes, and its estimates with it',
    given: {
      facts: inOrder(...leaver, hired('2026-06-01', 'U1')),
      asOf: '2026-06-01',
    },
    expected: undefined,
    arithmetic: '1 June is the first day back',
    source: 'E6',
  },
  {
    name: 'Continuing at the same unit under another employment leaves nothing to estimate',
    given: {
      facts: inOrder(
        hired('2025-03-03', 'U1', { employmentId: 'A' }),
        charged('U1', '2026-03'),
        hired('2026-03-16', 'U1', { employmentId: 'B' }),
        left('2026-03-20', 'contract-ended', { employmentId: 'A' }),
      ),
      asOf: '2026-09-01',
    },
    expected: undefined,
    arithmetic: 'in service at U1 all the time',
    source: 'R7',
  },
  // base × rates
  {
    name: 'Without any bill a month is estimated from base × rates: a wage below the floor',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1', { averageMonthlyWage: fen(500000) }),
        left('2026-08-14'),
        accepted('removal', '2026-10-09'),
      ),
      asOf: '2026-11-02',
    },
    expected: oneMonth('2026-09', '712.46 + 148.40 estimated', 'estimated-from-base'),
    arithmetic:
      'base 7270 (floor); 7270 × 9.8 % = 712.46; 7270 × 2 % + 3 = 145.40 + 3 = 148.40; cut-off 24 Sep < 9 Oct ≤ 23 Oct',
    source: 'R4, R7; 北京 2026-07 to 2027-06',
  },
  {
    name: 'Without any bill a month is estimated from base × rates: a wage above the ceiling',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1', { averageMonthlyWage: fen(4000000) }),
        left('2026-08-14'),
        accepted('removal', '2026-10-09'),
      ),
      asOf: '2026-11-02',
    },
    expected: oneMonth('2026-09', '3562.10 + 729.96 estimated', 'estimated-from-base'),
    arithmetic: 'base 36348; × 9.8 % = 3562.104 → 3562.10; × 2 % + 3 = 726.96 + 3 = 729.96',
    source: 'R4, R7; 北京 2026-07 to 2027-06',
  },
  {
    name: 'An unknown fixed amount of the person is left out of the estimate, with a reason',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1', { averageMonthlyWage: fen(1000000) }),
        left('2026-08-14'),
        accepted('removal', '2026-10-09', '2026-10'),
      ),
      asOf: '2026-11-02',
      region: '上海',
    },
    expected: oneMonth('2026-09', '900.00 + 200.00 estimated', 'estimated-from-base-without-fixed'),
    arithmetic: '10000 × 9 % = 900; × 2 % = 200; 北京 has 3 yuan besides, of 上海 nobody says',
    source: 'R4, R7: unknown is a value',
  },
  {
    name: 'Without bill and wage the month is known and its amount unknown',
    given: { facts: inOrder(hired('2026-03-02', 'U1'), left('2026-08-14')), asOf: '2026-09-26' },
    expected: { ...oneMonth('2026-09', '? + ? estimated', 'estimate-unknown'), next: '2026-10-26: ? + ?' },
    arithmetic:
      'cut-off 24 Sep and window 25 Sep passed; next the window, which closes after the cut-off of 23 Oct',
    source: 'R7: unknown is a value',
  },
  {
    name: 'A sum with an unknown month is unknown',
    given: {
      facts: inOrder(hired('2026-03-02', 'U1', { averageMonthlyWage: fen(1000000) }), left('2027-05-14')),
      asOf: '2027-07-26',
    },
    expected: {
      months: ['2027-06: 980.00 + 203.00 estimated', '2027-07: ? + ? estimated'],
      total: '? + ?',
      next: '2027-08-26: ? + ?',
      causes: ['estimated-from-base'],
    },
    arithmetic: 'June 2027: 10000 × 9.8 % = 980, × 2 % + 3 = 203; the band from July 2027 is not published',
    source: 'R4, R7',
  },
  // refunds
  {
    name: 'A requested refund keeps the case open in another state',
    given: {
      facts: inOrder(
        ...leaver,
        charged('U1', '2026-04'),
        accepted('removal', '2026-05-06'),
        refund('requested', '2026-05-11', ['2026-04']),
      ),
      asOf: '2026-05-12',
    },
    expected: {
      ...oneMonth('2026-04', '980.00 + 203.00 requested', 'overpaid-after-leave'),
      state: 'refund-requested since 2026-05-11',
    },
    arithmetic: 'requested, not settled',
    source: 'R7',
  },
  {
    name: 'A refund settled for every month closes the case',
    given: {
      facts: inOrder(
        ...leaver,
        charged('U1', '2026-04'),
        accepted('removal', '2026-05-06'),
        refund('requested', '2026-05-11', ['2026-04']),
        refund('settled', '2026-07-13', ['2026-04']),
      ),
      asOf: '2026-07-14',
    },
    expected: undefined,
    arithmetic: 'nothing left to claim',
    source: 'R7',
  },
  {
    name: 'Settled and denied months are separate from months still to claim',
    given: {
      facts: inOrder(
        ...leaver,
        charged('U1', '2026-04'),
        charged('U1', '2026-05'),
        charged('U1', '2026-06', [990, 205]),
        accepted('removal', '2026-06-29'),
        refund('settled', '2026-07-13', ['2026-04']),
        refundDenied('2026-07-13', ['2026-05']),
      ),
      asOf: '2026-07-14',
    },
    expected: {
      months: [
        '2026-04: 980.00 + 203.00 settled',
        '2026-05: 980.00 + 203.00 denied',
        '2026-06: 990.00 + 205.00',
      ],
      total: '990.00 + 205.00',
      causes: ['overpaid-after-leave'],
    },
    arithmetic: 'only June is left: 990 + 205',
    source: 'R7',
  },
  {
    name: 'A refund settled after a transfer closes the old unit’s case',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1'),
        moved('2026-06-15', 'U2'),
        charged('U1', '2026-07'),
        accepted('removal', '2026-07-27'),
        refund('settled', '2026-09-10', ['2026-07']),
      ),
      asOf: '2026-09-11',
    },
    expected: undefined,
    arithmetic: 'July was U1’s to claim, though U2’s spell had begun',
    source: 'R7',
  },
  {
    name: 'A person in doubt, never filed for and never charged, has no estimated months',
    given: {
      facts: inOrder(hired('2026-03-02', 'U1', { category: 'intern' }), left('2026-06-30')),
      asOf: '2026-10-09',
    },
    expected: undefined,
    arithmetic: 'no months without a bill, since no bill can come',
    source: 'R6, R7',
  },
];
