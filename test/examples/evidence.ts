import type { OtherSpell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import type { Doubt } from '../../domain/units/coverage.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import { month } from '../../domain/values/month.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import {
  accepted,
  answered,
  charged,
  hired,
  left,
  listed,
  moved,
  rejected,
  resumed,
  submitted,
} from '../support/facts.ts';
import type { Told } from '../support/stated-policy.ts';
import { bill, list } from '../support/unit-facts.ts';

/**
 * Worked histories of what the agency's own files prove (R13): what happened, which files were imported, the day, and
 * all cases that must be open at U1. By default the region has no shipped data and no cut-off is given. A bill is then
 * final for its month on the last day of the month. Run by evidence-examples.test.ts.
 */
export interface EvidenceExample {
  readonly name: string;
  readonly given: {
    readonly facts: readonly Fact[];
    readonly files?: readonly UnitFact[];
    readonly doubts?: readonly Doubt[];
    readonly told?: Told;
    /** The region; 无名市 by default. */
    readonly region?: string;
    readonly agency?: { readonly enrolmentCutOffDay?: number; readonly removalCutOffDay?: number };
    readonly elsewhere?: readonly OtherSpell[];
    readonly unitsInRegion?: readonly string[];
    readonly asOf: string;
  };
  /** All expected cases as `<spell> <kind>`, with the reasons and months that the example is about. */
  readonly expected: readonly (string | ExpectedEvidence)[];
  readonly source: string;
}

export interface ExpectedEvidence {
  readonly of: string;
  /** Codes that the reasons must include. */
  readonly because?: readonly string[];
  readonly without?: readonly string[];
  readonly months?: readonly string[];
  readonly inQuestion?: string;
  readonly unlistedIn?: string | undefined;
  readonly answers?: readonly string[];
  /** The state of the case's filing with its day. */
  readonly state?: string;
}

const CUT_15: Told = {
  enrolmentCutOffDay: { value: 15, from: '2020-01-01' },
  removalCutOffDay: { value: 15, from: '2020-01-01' },
};

const HIRED = hired('2026-09-01', 'U1');
/** The employee has been enrolled for a long time, and was charged for September. */
const OLD = [hired('2024-03-04', 'U1'), accepted('enrolment', '2024-03-06'), charged('U1', '2026-09')];
const [SEP, OCT, NOV] = [
  bill('2026-09', '2026-09-30'),
  bill('2026-10', '2026-10-31'),
  bill('2026-11', '2026-11-30'),
];

const enrolmentExamples: readonly EvidenceExample[] = [
  // E1: people on a list
  {
    name: 'Hired, not filed and not on a bill yet: the enrolment is open',
    given: { facts: [HIRED], asOf: '2026-10-20' },
    expected: ['2026-09-01 enrolment'],
    source: 'R1',
  },
  {
    name: 'The first bill with the person confirms the enrolment',
    given: { facts: [HIRED, charged('U1', '2026-09')], files: [SEP], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'A partial bill with the person confirms the enrolment',
    given: {
      facts: [HIRED, charged('U1', '2026-09')],
      files: [bill('2026-09', '2026-09-30', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1',
  },
  {
    name: 'A charge without a whole file confirms the enrolment',
    given: { facts: [HIRED, charged('U1', '2026-09')], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'A list with the person confirms the enrolment',
    given: { facts: [HIRED, listed('U1', '2026-10-12')], files: [list('2026-10-12')], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'Hired after the cut-off, on the first bill a month later: in time, no case',
    given: {
      facts: [hired('2026-09-17', 'U1'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E16',
  },
  {
    name: 'Hired before the cut-off, on the first bill a month later within 30 days: in time, no case',
    given: {
      facts: [hired('2026-09-07', 'U1'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E16',
  },
  {
    name: 'Missing from the last month that was possible in time: late, and the missing months are owed',
    given: {
      facts: [hired('2026-08-10', 'U1'), charged('U1', '2026-10')],
      files: [bill('2026-08', '2026-08-31'), SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-20',
    },
    expected: [
      {
        of: '2026-08-10 back-payment',
        months: ['2026-08', '2026-09'],
        because: ['enrolment-late-by-bill', 'not-on-bill', 'evidence-bill', 'paid-from', 'listed-on-bill'],
      },
    ],
    source: 'E1: 10 Aug + 30 is 9 Sep, the cut-off of September not passed',
  },
  {
    name: 'Enrolled late: a month without a whole bill is unknown and not owed',
    given: {
      facts: [hired('2026-08-10', 'U1'), charged('U1', '2026-10')],
      files: [bill('2026-08', '2026-08-31', { extent: 'part' }), SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-20',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-09'] }],
    source: 'E1',
  },
  {
    name: 'No whole bill of the last month that was possible in time: nothing counts as late',
    given: {
      facts: [hired('2026-08-10', 'U1'), charged('U1', '2026-10')],
      files: [bill('2026-08', '2026-08-31'), OCT],
      told: CUT_15,
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E1: neither known',
  },
  {
    name: 'Submitted on the last lawful day, accepted a month later: in time',
    given: {
      facts: [
        hired('2026-08-10', 'U1'),
        submitted('enrolment', '2026-09-09'),
        accepted('enrolment', '2026-10-12', '2026-10'),
        charged('U1', '2026-10'),
      ],
      files: [OCT],
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E1; 社会保险法 58 asks to apply within 30 days',
  },
  {
    name: 'Submitted a day after the last lawful day: late, the months before the accepted one are owed',
    given: {
      facts: [
        hired('2026-08-10', 'U1'),
        submitted('enrolment', '2026-09-10'),
        accepted('enrolment', '2026-10-12', '2026-10'),
        charged('U1', '2026-10'),
      ],
      files: [OCT],
      asOf: '2026-11-20',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-08', '2026-09'], because: ['accepted-late'] }],
    source: 'E1: an acceptance dates the start',
  },
  {
    name: 'Accepted on the last lawful day, moved by holidays: in time',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-10-08', '2026-10')],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1; D3: 1 Oct moves to 8 Oct',
  },
  {
    name: 'Accepted a day after the last lawful day: late',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-10-09', '2026-10')],
      asOf: '2026-10-20',
    },
    expected: [{ of: '2026-09-01 back-payment', months: ['2026-09'] }],
    source: 'E1',
  },
  {
    name: 'Submitted late, never answered, then on a bill: the missing months are owed',
    given: {
      facts: [hired('2026-08-10', 'U1'), submitted('enrolment', '2026-09-21'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-20',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-09'], because: ['enrolment-filed-late'] }],
    source: 'E1',
  },
  {
    name: 'Only supplements for the months since the hire: paid, and enrolled',
    given: {
      facts: [
        hired('2026-08-10', 'U1'),
        charged('U1', '2026-08', [980, 203], { supplement: true }),
        charged('U1', '2026-09', [980, 203], { supplement: true }),
        charged('U1', '2026-10'),
      ],
      files: [bill('2026-08', '2026-08-31'), SEP, OCT],
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E1: a supplement in a month without a regular charge',
  },
  {
    name: 'A whole bill without rows: the enrolment says that the person is missing',
    given: { facts: [HIRED], files: [OCT], asOf: '2026-11-02' },
    expected: [
      { of: '2026-09-01 enrolment', unlistedIn: '2026-10', because: ['not-on-bill', 'evidence-bill'] },
    ],
    source: 'E4',
  },
  // E4: people not listed while the enrolment is open
  {
    name: 'A whole bill without the person: the enrolment says that the person is missing',
    given: { facts: [HIRED], files: [SEP, OCT], told: CUT_15, asOf: '2026-11-02' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10', months: ['2026-09', '2026-10'] }],
    source: 'E4',
  },
  {
    name: 'A partial bill without the person proves nothing',
    given: {
      facts: [HIRED],
      files: [bill('2026-10', '2026-10-31', { extent: 'part' })],
      asOf: '2026-10-08',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined, months: [] }],
    source: 'R13, Absent',
  },
  {
    name: 'A preview of the 1st, before the cut-off, proves nothing',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-01')], told: CUT_15, asOf: '2026-10-08' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent',
  },
  {
    name: 'A bill issued on the cut-off day is final for its month',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-15')], told: CUT_15, asOf: '2026-10-20' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Absent',
  },
  {
    name: 'A bill issued a day before the cut-off is not final',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-14')], told: CUT_15, asOf: '2026-10-20' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent',
  },
  {
    name: 'With a cut-off of low confidence no bill of the month is final',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-26')], region: '北京', asOf: '2026-10-28' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent; 北京 enrolmentCutOffDay 25, a guess',
  },
  {
    name: 'With a cut-off from the unit’s own agency a bill after it is final',
    given: {
      facts: [HIRED],
      files: [bill('2026-10', '2026-10-26')],
      region: '北京',
      told: { enrolmentCutOffDay: { value: 25, from: '2020-01-01' } },
      asOf: '2026-10-28',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Absent',
  },
  {
    name: 'A bill issued in the following month is final for its month',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-11-20')], told: CUT_15, asOf: '2026-11-23' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Terms',
  },
  {
    name: 'A hire reported after the bill that has the person: enrolled, no case',
    given: {
      facts: [
        charged('U1', '2026-09', [980, 203], {}, { statedAt: '2026-09-30T02:00:00.000Z' }),
        hired('2026-09-01', 'U1', {}, { statedAt: '2026-10-09T02:00:00.000Z' }),
      ],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1; F1',
  },
  {
    name: 'Hired before the law with its 30 days, and on a bill: no case',
    given: { facts: [hired('2005-03-07', 'U1'), charged('U1', '2026-09')], files: [SEP], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'The cut-off of the company that files for the unit alone makes no bill final',
    given: {
      facts: [HIRED],
      files: [bill('2026-10', '2026-10-12')],
      agency: { enrolmentCutOffDay: 10 },
      asOf: '2026-10-20',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent: the cut-off is not known',
  },
  {
    name: 'Submitted, and missing from the bill: the case shows both, and no new case opens',
    given: {
      facts: [HIRED, submitted('enrolment', '2026-09-07')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'E4',
  },
  {
    name: 'A masked row with the same surname: in doubt, so the person does not count as missing',
    given: {
      facts: [HIRED],
      files: [OCT],
      doubts: [{ month: month('2026-10'), name: '赵*' }],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent',
  },
  {
    name: 'A masked row with another surname casts no doubt',
    given: {
      facts: [HIRED],
      files: [OCT],
      doubts: [{ month: month('2026-10'), name: '钱*' }],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Absent',
  },
  {
    name: 'A masked row of another month casts no doubt',
    given: {
      facts: [HIRED],
      files: [OCT],
      doubts: [{ month: month('2026-09'), name: '赵*' }],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Absent',
  },
  // E17: rejections
  {
    name: 'Rejected, and then on a bill: the enrolment is confirmed',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-09-10', '材料不全'), charged('U1', '2026-09')],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1, E17',
  },
  {
    name: 'Rejected in a month after the last bill with the person: a question, no new enrolment',
    given: {
      facts: [HIRED, charged('U1', '2026-09'), rejected('enrolment', '2026-10-12', '材料不全')],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [
      {
        of: '2026-09-01 not-covered',
        because: ['rejected-though-listed', 'listed-on-bill', 'evidence-bill'],
        answers: ['insured', 'not-due'],
      },
    ],
    source: 'E17',
  },
  {
    name: 'The question about a rejection closes with its answer',
    given: {
      facts: [
        HIRED,
        charged('U1', '2026-09'),
        rejected('enrolment', '2026-10-12', '材料不全'),
        answered('2026-09-01/not-covered', 'insured', '2026-10-13'),
      ],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Submitted again after a rejection: the question waits for the agency',
    given: {
      facts: [
        HIRED,
        charged('U1', '2026-09'),
        rejected('enrolment', '2026-10-12', '材料不全'),
        submitted('enrolment', '2026-10-14', 'R-2'),
      ],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [
      { of: '2026-09-01 not-covered', because: ['rejected-though-listed'], state: 'submitted 2026-10-14' },
    ],
    source: 'E17',
  },
  {
    name: 'Submitted and rejected again: the question shows the rejection',
    given: {
      facts: [
        HIRED,
        charged('U1', '2026-09'),
        rejected('enrolment', '2026-10-12', '材料不全'),
        submitted('enrolment', '2026-10-14', 'R-2'),
        rejected('enrolment', '2026-10-16', '缺照片'),
      ],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [{ of: '2026-09-01 not-covered', state: 'rejected 2026-10-16' }],
    source: 'E17',
  },
  {
    name: 'Submitted again and accepted after the last lawful day: closed, and no month is claimed',
    given: {
      facts: [
        hired('2026-06-01', 'U1'),
        charged('U1', '2026-06'),
        rejected('enrolment', '2026-10-12', '材料不全'),
        submitted('enrolment', '2026-10-14', 'R-2'),
        accepted('enrolment', '2026-10-16'),
      ],
      files: [bill('2026-06', '2026-06-30')],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E17, E1: in time by the bill of June, and nobody knows of July to September',
  },
  {
    name: 'A rejection with “already insured here” confirms the enrolment',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-10-12', '该人员已在本单位参保')],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Rejected as “already insured here”, then missing from a bill: the enrolment is open',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-10-12', '该人员已在本单位参保')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', because: ['not-on-bill'] }],
    source: 'E17',
  },
  {
    name: 'A rejection with “insured at another unit” confirms nothing',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-10-12', '该人员已在其他单位参保')],
      asOf: '2026-10-20',
    },
    expected: ['2026-09-01 enrolment'],
    source: 'E17, R1',
  },
];

const notCoveredExamples: readonly EvidenceExample[] = [
  {
    name: 'Missing from the bill and submitted again: not-covered waits for the agency',
    given: {
      facts: [...OLD, submitted('enrolment', '2026-11-02', 'R-2')],
      files: [SEP, OCT],
      asOf: '2026-11-03',
    },
    expected: [
      { of: '2024-03-04 not-covered', because: ['not-covered-since'], state: 'submitted 2026-11-02' },
    ],
    source: 'E3',
  },
  {
    name: 'Missing from the bill and accepted again: closed, and no earlier month is claimed',
    given: {
      facts: [...OLD, submitted('enrolment', '2026-11-02', 'R-2'), accepted('enrolment', '2026-11-05')],
      files: [SEP, OCT],
      asOf: '2026-11-06',
    },
    expected: [],
    source: 'E3, E17: the acceptance speaks for the months after',
  },
  {
    name: 'Accepted again, and missing from the next bill: not-covered opens again',
    given: {
      facts: [...OLD, submitted('enrolment', '2026-11-02', 'R-2'), accepted('enrolment', '2026-11-05')],
      files: [SEP, OCT, NOV, bill('2026-12', '2026-12-31')],
      asOf: '2027-01-04',
    },
    expected: [{ of: '2024-03-04 not-covered', because: ['not-covered-since'], state: 'open' }],
    source: 'E3',
  },
  {
    name: 'Accepted again and on the next bill: only the missed month is owed',
    given: {
      facts: [
        ...OLD,
        submitted('enrolment', '2026-11-02', 'R-2'),
        accepted('enrolment', '2026-11-05', '2026-11'),
        charged('U1', '2026-11'),
      ],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-03',
    },
    expected: [{ of: '2024-03-04 back-payment', months: ['2026-10'] }],
    source: 'E3',
  },
  {
    name: 'Enrolled late at first, then accepted again: only the first months are owed',
    given: {
      facts: [
        hired('2026-06-01', 'U1'),
        accepted('enrolment', '2026-08-10', '2026-08'),
        charged('U1', '2026-08'),
        submitted('enrolment', '2026-11-02', 'R-2'),
        accepted('enrolment', '2026-11-05', '2026-11'),
      ],
      files: [bill('2026-08', '2026-08-31'), OCT],
      asOf: '2026-11-06',
    },
    expected: [{ of: '2026-06-01 back-payment', months: ['2026-06', '2026-07'] }],
    source: 'E1, R8',
  },
  {
    name: 'Accepted and never on a bill: not-covered from the month after the hire',
    given: { facts: [HIRED, accepted('enrolment', '2026-09-07')], files: [OCT], asOf: '2026-11-02' },
    expected: [
      {
        of: '2026-09-01 not-covered',
        because: ['not-covered-since', 'not-on-bill', 'evidence-bill', 'enrolment-accepted-then'],
        without: ['listed-on-bill'],
      },
    ],
    source: 'E3',
  },
  {
    name: 'Accepted, and missing from the bill of the month of hire: no case',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-09-02')],
      files: [SEP],
      told: CUT_15,
      asOf: '2026-10-09',
    },
    expected: [],
    source: 'E16',
  },
  {
    name: 'Accepted for a later month: not expected on an earlier bill',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-09-07', '2026-11')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E17: an acceptance speaks from its effective month',
  },
  {
    name: 'Accepted for October and missing from its bill: not-covered',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-09-07', '2026-10')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: ['2026-09-01 not-covered'],
    source: 'E17',
  },
  {
    name: 'On the bill of September, missing in October: not-covered',
    given: { facts: OLD, files: [SEP, OCT], asOf: '2026-11-02' },
    expected: [
      {
        of: '2024-03-04 not-covered',
        because: ['not-covered-since', 'not-on-bill', 'enrolment-accepted-then', 'listed-on-bill'],
        answers: ['insured', 'not-due'],
      },
    ],
    source: 'E3',
  },
  {
    name: 'Not-covered does not open before the bill is imported',
    given: { facts: OLD, files: [SEP, OCT], asOf: '2026-10-30' },
    expected: [],
    source: 'E3: known with the receipt of the first whole import',
  },
  {
    name: 'A preview proves nothing; the final bill of its month opens not-covered',
    given: {
      facts: OLD,
      files: [SEP, bill('2026-10', '2026-10-01', { import: 'preview' }), OCT],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 not-covered'],
    source: 'E3',
  },
  {
    name: 'A bill marked as partial does not open not-covered',
    given: {
      facts: OLD,
      files: [SEP, bill('2026-10', '2026-10-31', { extent: 'part' })],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'R13, Absent',
  },
  {
    name: 'Missing from one bill, then on the next: the month is owed',
    given: {
      facts: [...OLD, charged('U1', '2026-11')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [
      {
        of: '2024-03-04 back-payment',
        months: ['2026-10'],
        because: ['missed-months', 'not-on-bill', 'listed-on-bill'],
        answers: ['not-due'],
      },
    ],
    source: 'E3',
  },
  {
    name: 'Charged later for the missed month: nothing is owed',
    given: {
      facts: [
        ...OLD,
        charged('U1', '2026-11'),
        charged('U1', '2026-10', [980, 203], { supplement: true, chargedOn: '2026-12-01' }),
      ],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E3: until charged',
  },
  {
    name: 'Answered that nothing is due for the missed month: closed',
    given: {
      facts: [...OLD, charged('U1', '2026-11'), answered('2024-03-04/back-payment', 'not-due', '2026-12-01')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E3: or answered',
  },
  {
    name: 'Not-covered closes with the answer “insured”',
    given: {
      facts: [...OLD, answered('2024-03-04/not-covered', 'insured', '2026-11-03')],
      files: [SEP, OCT],
      asOf: '2026-11-04',
    },
    expected: [],
    source: 'E3',
  },
  {
    name: 'Answered “insured”, then missing from a later bill: not-covered opens again',
    given: {
      facts: [...OLD, answered('2024-03-04/not-covered', 'insured', '2026-11-03')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [{ of: '2024-03-04 not-covered', because: ['not-on-bill'] }],
    source: 'question.answered holds until evidence of a later month',
  },
  {
    name: 'Left: not-covered closes',
    given: { facts: [...OLD, left('2026-10-30')], files: [SEP, OCT], asOf: '2026-11-02' },
    expected: ['2024-03-04 removal'],
    source: 'E3: closed by a leave',
  },
  {
    name: 'An intern missing from the bill: enrolment is in doubt, so no case',
    given: {
      facts: [hired('2026-08-03', 'U1', { category: 'intern' }), accepted('enrolment', '2026-08-05')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'R13, Expected',
  },
  {
    name: 'Moved here within the month: the earlier unit pays it, so no case',
    given: {
      facts: [
        hired('2024-03-04', 'U0'),
        accepted('enrolment', '2024-03-06'),
        moved('2026-10-12', 'U1', 'U0'),
        accepted('enrolment', '2026-10-13'),
      ],
      files: [OCT],
      told: CUT_15,
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'R13, Expected',
  },
  // lists that contradict a bill or an acceptance
  {
    name: 'Suspended on a list, though charged in its month: the list decides',
    given: {
      facts: [...OLD, charged('U1', '2026-10'), listed('U1', '2026-10-20', { status: 'suspended' })],
      files: [SEP, OCT, list('2026-10-20')],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2024-03-04 not-covered', because: ['list-suspended', 'evidence-list'] }],
    source: 'E17',
  },
  {
    name: 'Suspended on a list, then on a later bill: the bill decides',
    given: {
      facts: [...OLD, listed('U1', '2026-10-20', { status: 'suspended' }), charged('U1', '2026-11')],
      files: [SEP, list('2026-10-20'), NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'On the list of the month and missing from its bill: the list decides',
    given: {
      facts: [...OLD, listed('U1', '2026-10-20')],
      files: [SEP, OCT, list('2026-10-20')],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'On an earlier list and missing from the bill: the bill decides',
    given: {
      facts: [...OLD, listed('U1', '2026-09-20')],
      files: [SEP, OCT, list('2026-09-20')],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 not-covered'],
    source: 'E17',
  },
  {
    name: 'Missing from a whole final list: not-covered',
    given: { facts: OLD, files: [SEP, list('2026-10-31')], asOf: '2026-11-02' },
    expected: [{ of: '2024-03-04 not-covered', because: ['not-on-list', 'evidence-list'] }],
    source: 'E17',
  },
  {
    name: 'Ended on a list from before the acceptance: no case',
    given: {
      facts: [
        HIRED,
        listed('U1', '2026-09-02', { status: 'ended', since: '2024-01-31' }),
        accepted('enrolment', '2026-09-07', '2026-09'),
      ],
      files: [list('2026-09-02', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Ended on a list from after the acceptance: not-covered',
    given: {
      facts: [
        HIRED,
        accepted('enrolment', '2026-09-07', '2026-09'),
        listed('U1', '2026-09-21', { status: 'ended', since: '2026-09-08' }),
      ],
      files: [list('2026-09-21', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [{ of: '2026-09-01 not-covered', because: ['list-ended-since', 'enrolment-accepted-then'] }],
    source: 'E3, E17',
  },
];

/** The employee has been enrolled for a long time, was charged for September, and left on 30 September. */
const LEAVER = [...OLD, left('2026-09-30')];

const removalExamples: readonly EvidenceExample[] = [
  {
    name: 'Left, not filed, no bill: the removal is open, and the next month is estimated',
    given: { facts: LEAVER, asOf: '2026-11-02' },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10 estimated'] }],
    source: 'R2, R7',
  },
  {
    name: 'The bill after the leave does not list the leaver: removed, and nothing is claimed',
    given: { facts: LEAVER, files: [SEP, OCT], asOf: '2026-11-02' },
    expected: [],
    source: 'E2',
  },
  {
    name: 'A leave reported after a bill without the leaver: removed',
    given: {
      facts: [...OLD, left('2026-09-30', 'resigned', {}, { statedAt: '2026-11-01T02:00:00.000Z' })],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2; F1',
  },
  {
    name: 'Known only by charges after the leave: a removal, and no enrolment of a leaver',
    given: {
      facts: [
        hired('2022-05-09', 'U1'),
        left('2026-07-15'),
        charged('U1', '2026-08'),
        charged('U1', '2026-09'),
      ],
      files: [bill('2026-08', '2026-08-31'), SEP],
      asOf: '2026-10-08',
    },
    expected: [
      { of: '2022-05-09 removal', because: ['listed-after-leave'] },
      { of: '2022-05-09 overpayment', months: ['2026-08', '2026-09'] },
    ],
    source: 'E2',
  },
  {
    name: 'Missing while in service, charged after the leave: the months of service are owed',
    given: {
      facts: [hired('2026-08-03', 'U1'), left('2026-09-30'), charged('U1', '2026-10')],
      files: [bill('2026-08', '2026-08-31'), SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-09',
    },
    expected: [
      { of: '2026-08-03 removal' },
      { of: '2026-08-03 overpayment', months: ['2026-10'] },
      { of: '2026-08-03 back-payment', months: ['2026-08', '2026-09'] },
    ],
    source: 'E2',
  },
  {
    name: 'Missing from the bill of the last payable month: that proves no removal',
    given: { facts: [...OLD.slice(0, 2), left('2026-09-30')], files: [SEP], asOf: '2026-10-05' },
    expected: ['2024-03-04 removal'],
    source: 'E2: a month after the last payable one',
  },
  {
    name: 'A preview before the removal cut-off proves no removal',
    given: { facts: LEAVER, files: [bill('2026-10', '2026-10-14')], told: CUT_15, asOf: '2026-10-15' },
    expected: ['2024-03-04 removal'],
    source: 'R13, Absent',
  },
  {
    name: 'A bill issued on the removal cut-off proves the removal',
    given: { facts: LEAVER, files: [bill('2026-10', '2026-10-15')], told: CUT_15, asOf: '2026-10-15' },
    expected: [],
    source: 'E2',
  },
  {
    name: 'A row in doubt: the removal stays open, and the month is estimated',
    given: {
      facts: LEAVER,
      files: [SEP, OCT],
      doubts: [{ month: month('2026-10'), name: '赵敏' }],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10 estimated'] }],
    source: 'E2, E8',
  },
  {
    name: 'Charged one month too long, then missing: removed, and only the real charge is claimed',
    given: {
      facts: [...LEAVER, charged('U1', '2026-10')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E2: charging ends at the first absent month',
  },
  {
    name: 'A month without a bill before the first missing one is asked for, not estimated',
    given: {
      facts: [...LEAVER, charged('U1', '2026-10')],
      files: [SEP, OCT, bill('2026-12', '2026-12-31')],
      asOf: '2027-01-04',
    },
    expected: [
      {
        of: '2024-03-04 overpayment',
        months: ['2026-10'],
        because: ['overpaid-after-leave', 'months-without-bill'],
      },
    ],
    source: 'E2',
  },
  {
    name: 'A month without a bill after the last charge is not claimed',
    given: { facts: LEAVER, files: [SEP, NOV], asOf: '2026-12-02' },
    expected: [],
    source: 'E2: earlier months unknown',
  },
  {
    name: 'Ended on a list after the leave: removed',
    given: {
      facts: [...LEAVER, listed('U1', '2026-10-12', { status: 'ended', since: '2026-09-30' })],
      files: [list('2026-10-12', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E2, E17',
  },
  {
    name: 'On a list after the last payable month: not removed',
    given: {
      facts: [...LEAVER, listed('U1', '2026-10-12')],
      files: [list('2026-10-12')],
      asOf: '2026-10-20',
    },
    expected: [{ of: '2024-03-04 removal', because: ['listed-after-leave', 'listed-on-list'] }],
    source: 'E17',
  },
  {
    name: 'Suspended on the list of the month of the leave: removed',
    given: {
      facts: [...LEAVER, listed('U1', '2026-09-30', { status: 'suspended' })],
      files: [list('2026-09-30', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E2: 暂停 before the leave',
  },
  {
    name: 'Removal rejected, then missing from the bill: removed',
    given: {
      facts: [...LEAVER, rejected('removal', '2026-10-10', '材料不全')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2, E17',
  },
  // people who were never listed
  {
    name: 'Hired and left within a month after its cut-off: nothing is claimed',
    given: {
      facts: [hired('2026-09-17', 'U1'), left('2026-09-28')],
      files: [SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2: never said of no month',
  },
  {
    name: 'Hired and left before the cut-off, never on a bill: a person has to decide',
    given: {
      facts: [hired('2026-09-02', 'U1'), left('2026-09-28')],
      files: [SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-02',
    },
    expected: [
      {
        of: '2026-09-02 back-payment',
        months: ['2026-09'],
        because: ['never-on-list', 'not-on-bill', 'evidence-bill'],
        answers: ['not-due'],
      },
    ],
    source: 'E2',
  },
  {
    name: 'A month of service without a bill: the removal closes, and nothing is claimed',
    given: {
      facts: [hired('2026-08-03', 'U1'), left('2026-09-28')],
      files: [SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2: earlier months unknown',
  },
  // E5: charges after a removal
  {
    name: 'Removed, and charged for the month after: the removal opens again',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-09-30'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [
      {
        of: '2024-03-04 removal',
        because: ['charged-after-removal', 'removal-accepted-then', 'listed-on-bill', 'evidence-bill'],
      },
      { of: '2024-03-04 overpayment', months: ['2026-10'] },
    ],
    source: 'E5',
  },
  {
    name: 'Removed and charged in the same month: overpaid only',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-10-12'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5: not after the acceptance’s month',
  },
  {
    name: 'Removed with effect from the month that is charged: the removal opens again',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-10-12', '2026-10'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5: or from its effective month',
  },
  {
    name: 'Removal submitted again: it waits for the agency',
    given: {
      facts: [
        ...LEAVER,
        accepted('removal', '2026-09-30'),
        charged('U1', '2026-10'),
        submitted('removal', '2026-11-02', 'R-2'),
      ],
      files: [SEP, OCT],
      asOf: '2026-11-03',
    },
    expected: [
      { of: '2024-03-04 removal', because: ['charged-after-removal'], state: 'submitted 2026-11-02' },
      { of: '2024-03-04 overpayment', months: ['2026-10'] },
    ],
    source: 'E5',
  },
  {
    name: 'Removal submitted again and rejected: it is open with the rejection',
    given: {
      facts: [
        ...LEAVER,
        accepted('removal', '2026-09-30'),
        charged('U1', '2026-10'),
        submitted('removal', '2026-11-02', 'R-2'),
        rejected('removal', '2026-11-03', '材料不全'),
      ],
      files: [SEP, OCT],
      asOf: '2026-11-03',
    },
    expected: [
      { of: '2024-03-04 removal', state: 'rejected 2026-11-03' },
      { of: '2024-03-04 overpayment', months: ['2026-10'] },
    ],
    source: 'E5',
  },
  {
    name: 'Removal submitted again and accepted: closed, the overpayment stays',
    given: {
      facts: [
        ...LEAVER,
        accepted('removal', '2026-09-30'),
        charged('U1', '2026-10'),
        submitted('removal', '2026-11-02', 'R-2'),
        accepted('removal', '2026-11-03'),
      ],
      files: [SEP, OCT],
      asOf: '2026-11-03',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5',
  },
  {
    name: 'Removal submitted again without a contradicting file: it stays accepted',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-09-30'), submitted('removal', '2026-11-02', 'R-2')],
      files: [SEP],
      asOf: '2026-11-03',
    },
    expected: [],
    source: 'R2, E5',
  },
  {
    name: 'Charged after the removal, then missing from the next bill: only the overpayment stays',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-09-30'), charged('U1', '2026-10')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5, E2',
  },
  // E8: estimates of overpayments
  {
    name: 'On the last day of the payment window nothing is estimated yet',
    given: {
      facts: LEAVER,
      told: { ...CUT_15, paymentWindowTo: { value: 25, from: '2020-01-01' } },
      asOf: '2026-10-25',
    },
    expected: ['2024-03-04 removal'],
    source: 'E8',
  },
  {
    name: 'On the day after the payment window the month is estimated',
    given: {
      facts: LEAVER,
      told: { ...CUT_15, paymentWindowTo: { value: 25, from: '2020-01-01' } },
      asOf: '2026-10-26',
    },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10 estimated'] }],
    source: 'E8',
  },
];

const SUSPENDED = [...OLD, left('2026-09-30', 'suspended')];

const severalSpellsExamples: readonly EvidenceExample[] = [
  // E6: people who return before or after the removal is filed
  {
    name: 'Back before the removal was filed: the removal closes, and an enrolment opens',
    given: { facts: [...SUSPENDED, resumed('2026-11-09')], asOf: '2026-11-10' },
    expected: ['2026-11-09 enrolment'],
    source: 'E6',
  },
  {
    name: 'The day before the return the removal is open',
    given: { facts: [...SUSPENDED, resumed('2026-11-09')], asOf: '2026-11-08' },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10 estimated'] }],
    source: 'E6',
  },
  {
    name: 'Removal submitted before the return: it waits for the agency',
    given: {
      facts: [...SUSPENDED, submitted('removal', '2026-10-09'), resumed('2026-11-09')],
      asOf: '2026-11-10',
    },
    expected: [
      '2024-03-04 removal',
      { of: '2024-03-04 overpayment', months: ['2026-10 estimated'] },
      '2026-11-09 enrolment',
    ],
    source: 'E6',
  },
  {
    name: 'The later enrolment is confirmed by a bill: the earlier removal closes',
    given: {
      facts: [
        ...SUSPENDED,
        submitted('removal', '2026-10-09'),
        resumed('2026-11-09'),
        charged('U1', '2026-11'),
      ],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E6',
  },
  {
    name: 'Suspended and back within the month, not filed, charged: no case',
    given: {
      facts: [...OLD, left('2026-10-09', 'suspended'), resumed('2026-10-26'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E6, E1',
  },
  {
    name: 'Removal accepted, back within the month: the charge of the month counts for the earlier spell',
    given: {
      facts: [
        ...OLD,
        left('2026-10-09', 'suspended'),
        accepted('removal', '2026-10-12'),
        resumed('2026-10-26'),
        charged('U1', '2026-10'),
      ],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: ['2026-10-26 enrolment'],
    source: 'E1, E17',
  },
  {
    name: 'Removal accepted, back within the month: the charge of the next month confirms the enrolment',
    given: {
      facts: [
        ...OLD,
        left('2026-10-09', 'suspended'),
        accepted('removal', '2026-10-12'),
        resumed('2026-10-26'),
        charged('U1', '2026-10'),
        charged('U1', '2026-11'),
      ],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E1',
  },
  // E9: charges between two spells
  {
    name: 'Charged through the month between: one question, with the money in question only',
    given: {
      facts: [...SUSPENDED, charged('U1', '2026-10'), resumed('2026-11-09')],
      files: [SEP, OCT],
      asOf: '2026-11-10',
    },
    expected: [
      {
        of: '2024-03-04 unfiled-leave',
        months: ['2026-10'],
        inQuestion: '980.00 / 203.00',
        because: ['charged-between', 'was-leave-filed', 'evidence-bill'],
        answers: ['filed', 'not-filed'],
      },
    ],
    source: 'E9',
  },
  {
    name: 'Answered “not filed”: insurance continued, and nothing is due',
    given: {
      facts: [
        ...SUSPENDED,
        charged('U1', '2026-10'),
        resumed('2026-11-09'),
        answered('2024-03-04/unfiled-leave', 'not-filed', '2026-11-11'),
      ],
      files: [SEP, OCT],
      asOf: '2026-11-12',
    },
    expected: [],
    source: 'E9',
  },
  {
    name: 'Answered “filed”: the month is overpaid, and the return needs an enrolment',
    given: {
      facts: [
        ...SUSPENDED,
        charged('U1', '2026-10'),
        resumed('2026-11-09'),
        answered('2024-03-04/unfiled-leave', 'filed', '2026-11-11'),
      ],
      files: [SEP, OCT],
      asOf: '2026-11-12',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }, '2026-11-09 enrolment'],
    source: 'E9',
  },
  {
    name: 'Charged through three whole months between: one question',
    given: {
      facts: [
        ...OLD.slice(0, 2),
        charged('U1', '2026-06'),
        left('2026-06-30', 'suspended'),
        ...['2026-07', '2026-08', '2026-09'].map((of) => charged('U1', of)),
        resumed('2026-10-12'),
      ],
      asOf: '2026-10-12',
    },
    expected: ['2024-03-04 unfiled-leave'],
    source: 'E9',
  },
  {
    name: 'Charged through four whole months between: overpaid, and the return needs an enrolment',
    given: {
      facts: [
        ...OLD.slice(0, 2),
        charged('U1', '2026-05'),
        left('2026-05-29', 'suspended'),
        ...['2026-06', '2026-07', '2026-08', '2026-09'].map((of) => charged('U1', of)),
        resumed('2026-10-12'),
      ],
      asOf: '2026-10-12',
    },
    expected: ['2024-03-04 overpayment', '2026-10-12 enrolment'],
    source: 'E9',
  },
  {
    name: 'One of the months between is not charged: the other is overpaid, without a question',
    given: {
      facts: [
        ...OLD.slice(0, 2),
        charged('U1', '2026-06'),
        left('2026-06-30', 'suspended'),
        charged('U1', '2026-07'),
        resumed('2026-09-01'),
      ],
      asOf: '2026-09-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-07'] }, '2026-09-01 enrolment'],
    source: 'E9',
  },
  {
    name: 'In question, then missing in the month of return: the enrolment is open as well',
    given: {
      facts: [...SUSPENDED, charged('U1', '2026-10'), resumed('2026-11-02')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: ['2024-03-04 unfiled-leave', '2026-11-02 enrolment'],
    source: 'E9, E4',
  },
  // people rehired under a second id
  {
    name: 'Rehired under a second id and charged under the first: the month counts for the new spell',
    given: {
      facts: [...OLD, left('2026-09-30'), accepted('removal', '2026-09-30'), charged('U1', '2026-11')],
      files: [SEP, OCT, NOV],
      elsewhere: [
        { employeeId: 'E2', spellId: '2026-11-02', unitId: 'U1', startOn: plainDate('2026-11-02') },
      ],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'R13, Absent: under any id of this identity',
  },
  {
    name: 'Charged at the unit under another id: enrolled',
    given: {
      facts: [hired('2026-11-02', 'U1')],
      files: [OCT, NOV],
      elsewhere: [
        {
          employeeId: 'E2',
          spellId: '2024-03-04',
          unitId: 'U1',
          startOn: plainDate('2024-03-04'),
          endOn: plainDate('2026-09-30'),
          chargedMonths: [{ from: month('2024-03'), to: month('2026-11') }],
        },
      ],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E1',
  },
  // E10: moves within a region
  {
    name: 'Moved within the region and charged at the new unit: the removal here closes',
    given: {
      facts: [...OLD, moved('2026-10-01', 'U2', 'U1'), charged('U2', '2026-10')],
      unitsInRegion: ['U1', 'U2'],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E10',
  },
  {
    name: 'Moved within the region and charged at both units: the removal here stays open',
    given: {
      facts: [...OLD, moved('2026-10-01', 'U2', 'U1'), charged('U2', '2026-10'), charged('U1', '2026-10')],
      unitsInRegion: ['U1', 'U2'],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E10',
  },
  {
    name: 'Moved to another region and charged there: the removal here asks whether it was filed',
    given: {
      facts: [...OLD, moved('2026-10-01', 'U2', 'U1'), charged('U2', '2026-10')],
      unitsInRegion: ['U1'],
      asOf: '2026-10-30',
    },
    expected: [
      { of: '2024-03-04 removal', because: ['moved-and-enrolled'], answers: ['filed', 'not-filed'] },
    ],
    source: 'E10',
  },
  {
    name: 'Moved to another region, answered “filed”: the removal closes',
    given: {
      facts: [
        ...OLD,
        moved('2026-10-01', 'U2', 'U1'),
        charged('U2', '2026-10'),
        answered('2024-03-04/removal', 'filed', '2026-10-29'),
      ],
      unitsInRegion: ['U1'],
      asOf: '2026-10-30',
    },
    expected: [],
    source: 'E10',
  },
  {
    name: 'Answered “filed”, then charged here in a later month: the removal opens again',
    given: {
      facts: [
        ...OLD,
        moved('2026-10-01', 'U2', 'U1'),
        charged('U2', '2026-10'),
        answered('2024-03-04/removal', 'filed', '2026-10-29'),
        charged('U1', '2026-11'),
      ],
      unitsInRegion: ['U1'],
      asOf: '2026-12-01',
    },
    expected: ['2024-03-04 removal', '2024-03-04 overpayment'],
    source: 'question.answered holds until evidence of a later month',
  },
  {
    name: 'Moved, and on no bill: only the removal here is open',
    given: {
      facts: [...OLD, moved('2026-10-01', 'U2', 'U1')],
      unitsInRegion: ['U1', 'U2'],
      asOf: '2026-10-05',
    },
    expected: ['2024-03-04 removal'],
    source: 'F5',
  },
];

const strayExamples: readonly EvidenceExample[] = [
  {
    name: 'On a list without a hire: never-hired opens',
    given: { facts: [listed('U1', '2026-10-12')], files: [list('2026-10-12')], asOf: '2026-10-20' },
    expected: [{ of: 'never-hired+U1 never-hired', because: ['listed-on-list', 'evidence-list'] }],
    source: 'F3; R13',
  },
  {
    name: 'On a list without a hire, ended on a later list: no case',
    given: {
      facts: [listed('U1', '2026-10-12'), listed('U1', '2026-11-12', { status: 'ended' })],
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'On a list without a hire, missing from the next bill: no case',
    given: { facts: [listed('U1', '2026-10-12')], files: [list('2026-10-12'), NOV], asOf: '2026-12-02' },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Left without a hire, missing from the next bill: removed',
    given: {
      facts: [left('2026-09-30'), charged('U1', '2026-09')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2, F3',
  },
];

export const EVIDENCE_EXAMPLES: readonly EvidenceExample[] = [
  ...enrolmentExamples,
  ...notCoveredExamples,
  ...removalExamples,
  ...severalSpellsExamples,
  ...strayExamples,
];
