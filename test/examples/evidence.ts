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
 * every case that must be open at U1. In a region that ships no data, so that a bill is a month's last word on the month's
 * last day, unless a cut-off is told. Run by evidence-examples.test.ts.
 */
export interface EvidenceExample {
  readonly name: string;
  readonly given: {
    readonly facts: readonly Fact[];
    readonly files?: readonly UnitFact[];
    readonly doubts?: readonly Doubt[];
    readonly told?: Told;
    /** 无名市 unless named. */
    readonly region?: string;
    readonly agency?: { readonly enrolmentCutOffDay?: number; readonly removalCutOffDay?: number };
    readonly elsewhere?: readonly OtherSpell[];
    readonly unitsInRegion?: readonly string[];
    readonly asOf: string;
  };
  /** `<spell> <kind>`, with what of its reasons and months the example is about. */
  readonly expected: readonly (string | ExpectedEvidence)[];
  readonly source: string;
}

export interface ExpectedEvidence {
  readonly of: string;
  /** Among the codes of the reasons. */
  readonly because?: readonly string[];
  readonly without?: readonly string[];
  readonly months?: readonly string[];
  readonly inQuestion?: string;
  readonly unlistedIn?: string | undefined;
  readonly answers?: readonly string[];
  /** Where the filing of the case stands, and since when. */
  readonly state?: string;
}

const CUT_15: Told = {
  enrolmentCutOffDay: { value: 15, from: '2020-01-01' },
  removalCutOffDay: { value: 15, from: '2020-01-01' },
};

const HIRED = hired('2026-09-01', 'U1');
/** Long enrolled, charged up to September. */
const OLD = [hired('2024-03-04', 'U1'), accepted('enrolment', '2024-03-06'), charged('U1', '2026-09')];
const [SEP, OCT, NOV] = [
  bill('2026-09', '2026-09-30'),
  bill('2026-10', '2026-10-31'),
  bill('2026-11', '2026-11-30'),
];

const enrolmentExamples: readonly EvidenceExample[] = [
  // E1: listed
  {
    name: 'Hired, never filed as far as we know, and not on a bill yet: the enrolment is open',
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
    name: 'So does a part of a bill: it has the person',
    given: {
      facts: [HIRED, charged('U1', '2026-09')],
      files: [bill('2026-09', '2026-09-30', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1',
  },
  {
    name: 'So does a charge without any file that is known as a whole',
    given: { facts: [HIRED, charged('U1', '2026-09')], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'And a list of insured people that has the person',
    given: { facts: [HIRED, listed('U1', '2026-10-12')], files: [list('2026-10-12')], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'Hired after the cut-off: absent from the bill of the month, charged a month later: in time, no case',
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
    name: 'Hired before the cut-off, the first bill a month later, within the 30 days: in time, no case',
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
    name: 'Absent from the last month that could be made in time: late, and the absent months are owed',
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
    name: 'Late, and of a month without a whole bill nobody knows: it is not owed',
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
    name: 'The last month that could be made is not known as a whole: nothing is called late',
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
    name: 'Submitted on the last lawful day, accepted long after: in time',
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
    name: 'Submitted a day later: late, and the months before the acceptance’s are owed',
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
    name: 'Accepted on the last lawful day, which the holidays moved: in time',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-10-08', '2026-10')],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1; D3: 1 Oct moves to 8 Oct',
  },
  {
    name: 'Accepted the day after: late',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-10-09', '2026-10')],
      asOf: '2026-10-20',
    },
    expected: [{ of: '2026-09-01 back-payment', months: ['2026-09'] }],
    source: 'E1',
  },
  {
    name: 'Submitted late, never answered, and listed: owed are the months that the person is absent from',
    given: {
      facts: [hired('2026-08-10', 'U1'), submitted('enrolment', '2026-09-21'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-20',
    },
    expected: [{ of: '2026-08-10 back-payment', months: ['2026-09'], because: ['enrolment-filed-late'] }],
    source: 'E1',
  },
  {
    name: 'Nothing but a supplement for the months since the hire: paid, and enrolled',
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
    name: 'Nobody insured at a unit of three: a whole bill of no rows is one',
    given: { facts: [HIRED], files: [OCT], asOf: '2026-11-02' },
    expected: [
      { of: '2026-09-01 enrolment', unlistedIn: '2026-10', because: ['not-on-bill', 'evidence-bill'] },
    ],
    source: 'E4',
  },
  // E4
  {
    name: 'A whole bill without the person: the open enrolment says so',
    given: { facts: [HIRED], files: [SEP, OCT], told: CUT_15, asOf: '2026-11-02' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10', months: ['2026-09', '2026-10'] }],
    source: 'E4',
  },
  {
    name: 'A part of a bill without the person says nothing',
    given: {
      facts: [HIRED],
      files: [bill('2026-10', '2026-10-31', { extent: 'part' })],
      asOf: '2026-10-08',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined, months: [] }],
    source: 'R13, Absent',
  },
  {
    name: 'A preview of the 1st says nothing either: it was issued before the cut-off',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-01')], told: CUT_15, asOf: '2026-10-08' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent',
  },
  {
    name: 'Issued on the cut-off it is the month’s last word',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-15')], told: CUT_15, asOf: '2026-10-20' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Absent',
  },
  {
    name: 'The day before it is not',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-14')], told: CUT_15, asOf: '2026-10-20' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent',
  },
  {
    name: 'A cut-off of low confidence makes no bill the last word',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-10-26')], region: '北京', asOf: '2026-10-28' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: undefined }],
    source: 'R13, Absent; 北京 enrolmentCutOffDay 25, a guess',
  },
  {
    name: 'The same day, as the unit’s agency told it, does',
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
    name: 'A bill that is collected and issued in the month after is the month’s last word',
    given: { facts: [HIRED], files: [bill('2026-10', '2026-11-20')], told: CUT_15, asOf: '2026-11-23' },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'R13, Terms',
  },
  {
    name: 'A hire told after the bill that has the person',
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
    name: 'Hired before the law that gives the 30 days, and on the bill since',
    given: { facts: [hired('2005-03-07', 'U1'), charged('U1', '2026-09')], files: [SEP], asOf: '2026-10-20' },
    expected: [],
    source: 'E1',
  },
  {
    name: 'The agency’s own day is earlier than it files: it makes no bill the last word',
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
    name: 'Submitted, and absent from the bill: both stand in the state line, no new case',
    given: {
      facts: [HIRED, submitted('enrolment', '2026-09-07')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', unlistedIn: '2026-10' }],
    source: 'E4',
  },
  {
    name: 'An unknown row under the same name: in doubt, nothing is said',
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
    name: 'An unknown row that masks another name raises no doubt',
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
    name: 'Nor does one of another month',
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
    name: 'Rejected, and on a later bill all the same: the enrolment is confirmed',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-09-10', '材料不全'), charged('U1', '2026-09')],
      files: [SEP],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E1, E17',
  },
  {
    name: 'Rejected in a month after the latest listed one: a question, and no enrolment again',
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
    name: 'Answered, the question is over',
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
    name: 'Submitted again since: the question waits for the agency’s answer',
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
    name: 'Submitted and rejected again: the question says why',
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
    name: 'Submitted again and accepted, after the last lawful day: over, and no month is claimed',
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
    name: 'A rejection that says “already insured here” confirms',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-10-12', '该人员已在本单位参保')],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Until a later bill does not have the person: the enrolment is due after all',
    given: {
      facts: [HIRED, rejected('enrolment', '2026-10-12', '该人员已在本单位参保')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2026-09-01 enrolment', because: ['not-on-bill'] }],
    source: 'E17',
  },
  {
    name: 'One that says “insured at another unit” does not',
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
    name: 'Off the list and enrolled again: the case waits for the agency’s answer',
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
    name: 'Off the list and accepted again: over, and no month before the first enrolment is claimed',
    given: {
      facts: [...OLD, submitted('enrolment', '2026-11-02', 'R-2'), accepted('enrolment', '2026-11-05')],
      files: [SEP, OCT],
      asOf: '2026-11-06',
    },
    expected: [],
    source: 'E3, E17: the acceptance speaks for the months after',
  },
  {
    name: 'Accepted again, and the next bill does not have the person either: not covered once more',
    given: {
      facts: [...OLD, submitted('enrolment', '2026-11-02', 'R-2'), accepted('enrolment', '2026-11-05')],
      files: [SEP, OCT, NOV, bill('2026-12', '2026-12-31')],
      asOf: '2027-01-04',
    },
    expected: [{ of: '2024-03-04 not-covered', because: ['not-covered-since'], state: 'open' }],
    source: 'E3',
  },
  {
    name: 'Accepted again and listed again: the missed month is owed, and nothing else',
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
    name: 'Enrolled late the first time, off the list and accepted again: the first months stay owed, and no later ones',
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
    name: 'Accepted and never listed: not covered, from the first month after that of the hire',
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
    name: 'Accepted, and not on the bill of the month of the hire: the local rule decides, no case',
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
    name: 'Accepted for a later month: not expected before',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-09-07', '2026-11')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E17: an acceptance speaks from its effective month',
  },
  {
    name: 'And expected from it on',
    given: {
      facts: [HIRED, accepted('enrolment', '2026-09-07', '2026-10')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: ['2026-09-01 not-covered'],
    source: 'E17',
  },
  {
    name: 'Listed before, absent now',
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
    name: 'Not known before the bill was imported',
    given: { facts: OLD, files: [SEP, OCT], asOf: '2026-10-30' },
    expected: [],
    source: 'E3: known with the receipt of the first whole import',
  },
  {
    name: 'The preview says nothing, the final bill of the same month does',
    given: {
      facts: OLD,
      files: [SEP, bill('2026-10', '2026-10-01', { import: 'preview' }), OCT],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 not-covered'],
    source: 'E3',
  },
  {
    name: 'A part that was taken for a whole: stated as a part, it says nothing',
    given: {
      facts: OLD,
      files: [SEP, bill('2026-10', '2026-10-31', { extent: 'part' })],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'R13, Absent',
  },
  {
    name: 'Absent once, then listed: the month is owed',
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
    name: 'Answered that nothing is due for it: over',
    given: {
      facts: [...OLD, charged('U1', '2026-11'), answered('2024-03-04/back-payment', 'not-due', '2026-12-01')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E3: or answered',
  },
  {
    name: 'Answered “insured”, the case is over',
    given: {
      facts: [...OLD, answered('2024-03-04/not-covered', 'insured', '2026-11-03')],
      files: [SEP, OCT],
      asOf: '2026-11-04',
    },
    expected: [],
    source: 'E3',
  },
  {
    name: 'Until a file of a later month does not have the person either',
    given: {
      facts: [...OLD, answered('2024-03-04/not-covered', 'insured', '2026-11-03')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [{ of: '2024-03-04 not-covered', because: ['not-on-bill'] }],
    source: 'question.answered holds until evidence of a later month',
  },
  {
    name: 'Left: there is no more cover to ask for',
    given: { facts: [...OLD, left('2026-10-30')], files: [SEP, OCT], asOf: '2026-11-02' },
    expected: ['2024-03-04 removal'],
    source: 'E3: closed by a leave',
  },
  {
    name: 'An intern: whether enrolment is due is in doubt, so nobody is missing',
    given: {
      facts: [hired('2026-08-03', 'U1', { category: 'intern' }), accepted('enrolment', '2026-08-05')],
      files: [OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'R13, Expected',
  },
  {
    name: 'Moved here in the month: the earlier unit pays it',
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
  // list against bill
  {
    name: 'A list beats a bill of its month: suspended on the list, though charged',
    given: {
      facts: [...OLD, charged('U1', '2026-10'), listed('U1', '2026-10-20', { status: 'suspended' })],
      files: [SEP, OCT, list('2026-10-20')],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2024-03-04 not-covered', because: ['list-suspended', 'evidence-list'] }],
    source: 'E17',
  },
  {
    name: 'A later bill beats the list: charged again',
    given: {
      facts: [...OLD, listed('U1', '2026-10-20', { status: 'suspended' }), charged('U1', '2026-11')],
      files: [SEP, list('2026-10-20'), NOV],
      asOf: '2026-12-02',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'On the list of the month, not on its bill: the list decides',
    given: {
      facts: [...OLD, listed('U1', '2026-10-20')],
      files: [SEP, OCT, list('2026-10-20')],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'On the list of the month before, not on the bill: the later bill decides',
    given: {
      facts: [...OLD, listed('U1', '2026-09-20')],
      files: [SEP, OCT, list('2026-09-20')],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 not-covered'],
    source: 'E17',
  },
  {
    name: 'Missing from a whole list that is the month’s last word',
    given: { facts: OLD, files: [SEP, list('2026-10-31')], asOf: '2026-11-02' },
    expected: [{ of: '2024-03-04 not-covered', because: ['not-on-list', 'evidence-list'] }],
    source: 'E17',
  },
  {
    name: 'A list that ends an earlier employment, of before the acceptance: it says nothing about after',
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
    name: 'A list of after the acceptance that shows the person as ended does',
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

/** Long enrolled, left on 30 September, charged up to September. */
const LEAVER = [...OLD, left('2026-09-30')];

const removalExamples: readonly EvidenceExample[] = [
  {
    name: 'Left, nothing filed, no bill: the removal is open, and a month over is estimated',
    given: { facts: LEAVER, asOf: '2026-11-02' },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10 estimated'] }],
    source: 'R2, R7',
  },
  {
    name: 'The next bill does not have the leaver: removed, and nothing is claimed',
    given: { facts: LEAVER, files: [SEP, OCT], asOf: '2026-11-02' },
    expected: [],
    source: 'E2',
  },
  {
    name: 'The leave is told only after that bill: the same',
    given: {
      facts: [...OLD, left('2026-09-30', 'resigned', {}, { statedAt: '2026-11-01T02:00:00.000Z' })],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2; F1',
  },
  {
    name: 'Known by charges after the leave alone: still to be removed, and no enrolment of somebody gone is open',
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
    name: 'Absent from every month that could be made, and charged after the leave: those months are owed',
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
    name: 'The bill of the last payable month does not have the leaver: that proves no removal',
    given: { facts: [...OLD.slice(0, 2), left('2026-09-30')], files: [SEP], asOf: '2026-10-05' },
    expected: ['2024-03-04 removal'],
    source: 'E2: a month after the last payable one',
  },
  {
    name: 'A preview before the removal cut-off proves nothing',
    given: { facts: LEAVER, files: [bill('2026-10', '2026-10-14')], told: CUT_15, asOf: '2026-10-15' },
    expected: ['2024-03-04 removal'],
    source: 'R13, Absent',
  },
  {
    name: 'Issued on the cut-off it does',
    given: { facts: LEAVER, files: [bill('2026-10', '2026-10-15')], told: CUT_15, asOf: '2026-10-15' },
    expected: [],
    source: 'E2',
  },
  {
    name: 'In doubt: the removal stays open, and the month is estimated though its bill is known',
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
    name: 'Charged once too often, then absent: removed, and only the real charge is claimed',
    given: {
      facts: [...LEAVER, charged('U1', '2026-10')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E2: charging ends at the first absent month',
  },
  {
    name: 'A month before the first absent one is without a bill: asked for, not estimated',
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
    name: 'And where nothing was charged, nothing is claimed of it',
    given: { facts: LEAVER, files: [SEP, NOV], asOf: '2026-12-02' },
    expected: [],
    source: 'E2: earlier months unknown',
  },
  {
    name: 'A list of after the leave that shows the person as ended: removed',
    given: {
      facts: [...LEAVER, listed('U1', '2026-10-12', { status: 'ended', since: '2026-09-30' })],
      files: [list('2026-10-12', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E2, E17',
  },
  {
    name: 'A list of after the last payable month that still has the person: not removed',
    given: {
      facts: [...LEAVER, listed('U1', '2026-10-12')],
      files: [list('2026-10-12')],
      asOf: '2026-10-20',
    },
    expected: [{ of: '2024-03-04 removal', because: ['listed-after-leave', 'listed-on-list'] }],
    source: 'E17',
  },
  {
    name: 'Suspended before the leave, as the list of the month of the leave shows: removed',
    given: {
      facts: [...LEAVER, listed('U1', '2026-09-30', { status: 'suspended' })],
      files: [list('2026-09-30', { extent: 'part' })],
      asOf: '2026-10-20',
    },
    expected: [],
    source: 'E2: 暂停 before the leave',
  },
  {
    name: 'Rejected, and then gone from the bill: removed',
    given: {
      facts: [...LEAVER, rejected('removal', '2026-10-10', '材料不全')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2, E17',
  },
  // never listed
  {
    name: 'Hired and left within the month, after the cut-off: nothing could be made, nothing is claimed',
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
    name: 'Hired and left within the month, before the cut-off, and never on the list: a person has to decide',
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
    name: 'One of the months that could be made is unknown: the removal just closes, and nothing is claimed',
    given: {
      facts: [hired('2026-08-03', 'U1'), left('2026-09-28')],
      files: [SEP, OCT],
      told: CUT_15,
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E2: earlier months unknown',
  },
  // E5
  {
    name: 'Removed, and charged for the month after: the removal is open again',
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
    name: 'Removed in the month that was charged: overpaid only',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-10-12'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5: not after the acceptance’s month',
  },
  {
    name: 'Unless it was to hold from that month',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-10-12', '2026-10'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5: or from its effective month',
  },
  {
    name: 'Submitted again: the removal waits for the agency’s answer',
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
    name: 'Submitted again and rejected: the removal is due, and says why',
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
    name: 'Submitted again and accepted: over but for the money',
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
    name: 'Submitted once more though no file contradicts the acceptance: it stays accepted',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-09-30'), submitted('removal', '2026-11-02', 'R-2')],
      files: [SEP],
      asOf: '2026-11-03',
    },
    expected: [],
    source: 'R2, E5',
  },
  {
    name: 'Accepted again, or gone from the next bill: over but for the money',
    given: {
      facts: [...LEAVER, accepted('removal', '2026-09-30'), charged('U1', '2026-10')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: [{ of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E5, E2',
  },
  // E8
  {
    name: 'The day on which the payment window closes, nothing is estimated yet',
    given: {
      facts: LEAVER,
      told: { ...CUT_15, paymentWindowTo: { value: 25, from: '2020-01-01' } },
      asOf: '2026-10-25',
    },
    expected: ['2024-03-04 removal'],
    source: 'E8',
  },
  {
    name: 'The day after it is',
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
  // E6
  {
    name: 'Back before the removal was filed: withdrawn, with its estimates; the enrolment waits for a bill',
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
    name: 'Handed in before the return: the agency still owes an answer',
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
    name: 'Once the later enrolment is confirmed, the earlier removal is superseded',
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
    name: 'Suspended and back within the month, removal not filed, charged for the month: nothing to do',
    given: {
      facts: [...OLD, left('2026-10-09', 'suspended'), resumed('2026-10-26'), charged('U1', '2026-10')],
      files: [SEP, OCT],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E6, E1',
  },
  {
    name: 'Removal filed, back within the month: the charge of the month speaks for the earlier spell',
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
    name: 'And the charge of the next month for the later one',
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
  // E9
  {
    name: 'Charged through the month between: one question, the money in neither meter',
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
    name: 'Not filed: insurance went on, nothing is overpaid and nothing to enrol',
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
    name: 'Filed: the month is overpaid, and the return has to be enrolled',
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
    name: 'Three whole months, all charged: still one question',
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
    name: 'Four: overpaid, and the return has to be enrolled',
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
    name: 'One of the months between is not charged: no question, the other is overpaid',
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
    name: 'In question, and then absent from the month of the return: the enrolment is due after all',
    given: {
      facts: [...SUSPENDED, charged('U1', '2026-10'), resumed('2026-11-02')],
      files: [SEP, OCT, NOV],
      asOf: '2026-12-02',
    },
    expected: ['2024-03-04 unfiled-leave', '2026-11-02 enrolment'],
    source: 'E9, E4',
  },
  // rehire under a second id
  {
    name: 'Rehired under a second id, and the agency charges under the first: the month is the new spell’s',
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
    name: 'Charged at the unit under the other id: listed, and so enrolled',
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
  // E10
  {
    name: 'Moved within the region, and charged at the new unit: the removal here is settled',
    given: {
      facts: [...OLD, moved('2026-10-01', 'U2', 'U1'), charged('U2', '2026-10')],
      unitsInRegion: ['U1', 'U2'],
      asOf: '2026-11-02',
    },
    expected: [],
    source: 'E10',
  },
  {
    name: 'Unless this unit was charged for that month, too',
    given: {
      facts: [...OLD, moved('2026-10-01', 'U2', 'U1'), charged('U2', '2026-10'), charged('U1', '2026-10')],
      unitsInRegion: ['U1', 'U2'],
      asOf: '2026-11-02',
    },
    expected: ['2024-03-04 removal', { of: '2024-03-04 overpayment', months: ['2026-10'] }],
    source: 'E10',
  },
  {
    name: 'Moved to another region: that settles nothing, and is asked',
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
    name: 'Answered that it was filed: over',
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
    name: 'Until this unit is charged in a later month',
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
    name: 'Moved and nowhere confirmed: both are open',
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
    name: 'Listed, and never seen hired: somebody has to find out who that is',
    given: { facts: [listed('U1', '2026-10-12')], files: [list('2026-10-12')], asOf: '2026-10-20' },
    expected: [{ of: 'never-hired+U1 never-hired', because: ['listed-on-list', 'evidence-list'] }],
    source: 'F3; R13',
  },
  {
    name: 'Ended since by a later list: nothing is left to do',
    given: {
      facts: [listed('U1', '2026-10-12'), listed('U1', '2026-11-12', { status: 'ended' })],
      asOf: '2026-11-20',
    },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Off the next whole bill: nothing is left to do',
    given: { facts: [listed('U1', '2026-10-12')], files: [list('2026-10-12'), NOV], asOf: '2026-12-02' },
    expected: [],
    source: 'E17',
  },
  {
    name: 'Left without ever having been seen hired, and off the next bill: removed',
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
