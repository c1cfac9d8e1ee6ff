import type { OtherSpell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import {
  accepted,
  charged,
  hireCancelled,
  hired,
  inOrder,
  leaveCancelled,
  left,
  moved,
  paper,
  refund,
  rejected,
  resumed,
  submitted,
} from '../support/facts.ts';
import type { Told } from '../support/stated-policy.ts';

/**
 * Worked examples of the cases of a spell: the facts, the day, and all cases that must be open on it. The region has no
 * shipped data unless the example names one. Run by case-examples.test.ts.
 */
export interface CaseExample {
  readonly name: string;
  readonly given: {
    readonly facts: readonly Fact[];
    readonly asOf: string;
    readonly region?: string;
    readonly channel?: 'online' | 'agency';
    readonly elsewhere?: readonly OtherSpell[];
    /** Values that the unit's agency stated. */
    readonly told?: Told;
  };
  /** All open cases by spell, each with the fields that the example is about. */
  readonly expected: readonly ExpectedCase[];
  readonly arithmetic?: string;
  readonly source: string;
}

export interface ExpectedCase {
  readonly of: string;
  readonly state?: string;
  readonly statutoryDueOn?: string;
  readonly lastLawfulDay?: string;
  readonly actBy?: string;
  /** For a case that asks for a day: when the notice came, and what is known about the date. */
  readonly question?: string;
  readonly openedOn?: string;
  /** Codes that the reasons must include. */
  readonly because?: readonly string[];
  /** Codes that the reasons must not include. */
  readonly without?: readonly string[];
  /** Each month with its cost in yuan, as `unit / person`. */
  readonly months?: readonly string[] | undefined;
  /** The sums of the unit's and the person's parts. */
  readonly owed?: string;
  /** The late fee until now, and the fee for each further day. */
  readonly lateFee?: string | undefined;
  /** Codes that the steps must include. */
  readonly steps?: readonly string[];
  /** All documents; those that were received have a tick. */
  readonly documents?: readonly string[];
}

const enrolled = (on: string, unit = 'U1') => [hired(on, unit), accepted('enrolment', on)];

/** Another record of the same person, under another employee id and in service at U9 since February. */
export const OTHER_RECORD: OtherSpell = {
  employeeId: 'X77',
  spellId: '2026-02-02',
  unitId: 'U9',
  startOn: plainDate('2026-02-02'),
};

const leavingFor = (reason: Parameters<typeof left>[1], expected: Omit<ExpectedCase, 'of'>): CaseExample => ({
  name: `A leaver who is ${reason} has to be removed within 15 days`,
  given: { facts: inOrder(...enrolled('2025-03-03'), left('2026-09-04', reason)), asOf: '2026-09-04' },
  expected: [
    {
      of: '2025-03-03 removal',
      state: 'open',
      statutoryDueOn: '2026-09-19',
      lastLawfulDay: '2026-09-20',
      actBy: '2026-09-18',
      ...expected,
    },
  ],
  arithmetic:
    '4 + 15 = 19 Sep, a Saturday; Sunday 20 Sep is worked, so the last lawful day moves one; the act-by date back to Fri 18',
  source: 'R2; 劳动合同法 50; State Council notice on the holidays of 2026',
});

const REMOVAL_FORM = '基本医疗保险参保人员减少登记表';

export const CASE_EXAMPLES: readonly CaseExample[] = [
  // R1: enrolments
  {
    name: 'No enrolment is open on the day before the first working day',
    given: { facts: inOrder(hired('2026-09-01', 'U1')), asOf: '2026-08-31' },
    expected: [],
    source: 'R1: from 用工之日',
  },
  {
    name: 'On the first working day the enrolment opens',
    given: { facts: inOrder(hired('2026-09-01', 'U1')), asOf: '2026-09-01' },
    expected: [
      {
        of: '2026-09-01 enrolment',
        state: 'open',
        openedOn: '2026-09-01',
        statutoryDueOn: '2026-10-01',
        lastLawfulDay: '2026-10-08',
        actBy: '2026-09-30',
      },
    ],
    arithmetic: '1 Sep + 30 = 1 Oct; rest until 7 Oct; back to 30 Sep',
    source: 'R1; 社会保险法 58',
  },
  {
    name: 'A submitted enrolment stays open, with its receipt and the day to chase it',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), submitted('enrolment', '2026-09-03', 'R-17')),
      asOf: '2026-09-04',
    },
    expected: [
      { of: '2026-09-01 enrolment', state: 'submitted on 2026-09-03, receipt R-17, chase from 2026-09-18' },
    ],
    arithmetic: '10 working days after Thu 3 Sep: 4, 7–11, 14–17 Sep; the agency is late from Fri 18 Sep',
    source: 'R1; 社会保险经办条例 10',
  },
  {
    name: 'The day from which to chase counts make-up days and holidays',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), submitted('enrolment', '2026-09-16')),
      asOf: '2026-09-17',
    },
    expected: [{ of: '2026-09-01 enrolment', state: 'submitted on 2026-09-16, chase from 2026-10-08' }],
    arithmetic: '17, 18, Sun 20, 21–24, 28–30 Sep are ten; next working day Thu 8 Oct',
    source: 'R1, D2',
  },
  {
    name: 'A rejection reopens the enrolment with its reason; the deadline stays',
    given: {
      facts: inOrder(
        hired('2026-09-01', 'U1'),
        submitted('enrolment', '2026-09-03'),
        rejected('enrolment', '2026-09-08', '材料不全'),
      ),
      asOf: '2026-09-09',
    },
    expected: [{ of: '2026-09-01 enrolment', state: 'rejected: 材料不全', statutoryDueOn: '2026-10-01' }],
    source: 'R1',
  },
  {
    name: 'A rejection “上家单位未减员” blocks the enrolment elsewhere; the deadline stays',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), rejected('enrolment', '2026-09-08', '上家单位未减员')),
      asOf: '2026-09-09',
    },
    expected: [
      {
        of: '2026-09-01 enrolment',
        state: 'blocked-elsewhere: 上家单位未减员',
        statutoryDueOn: '2026-10-01',
        actBy: '2026-09-30',
      },
    ],
    source: 'R1',
  },
  {
    name: 'A hire whose previous employer has not removed them is blocked elsewhere from the start',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { previousCover: { region: '天津', removed: false } })),
      asOf: '2026-09-01',
    },
    expected: [{ of: '2026-09-01 enrolment', state: 'blocked-elsewhere', statutoryDueOn: '2026-10-01' }],
    source: 'R6',
  },
  {
    name: 'Cover before the hire does not block the enrolment after a transfer between our units',
    given: {
      facts: inOrder(
        hired('2026-03-02', 'U1', { previousCover: { region: '天津', removed: false } }),
        accepted('enrolment', '2026-03-20'),
        moved('2026-09-01', 'U2'),
        accepted('removal', '2026-09-01'),
      ),
      asOf: '2026-09-01',
    },
    expected: [{ of: '2026-03-02+U2 enrolment', state: 'open' }],
    source: 'R6: it was over when U1’s enrolment was accepted',
  },
  {
    name: 'An accepted enrolment closes',
    given: { facts: inOrder(...enrolled('2026-09-01')), asOf: '2026-10-30' },
    expected: [],
    source: 'R1',
  },
  {
    name: 'Documents are ticked off as they come in; filing through an agency needs a power of attorney',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), paper('enrolment', '授权委托书', '2026-09-02')),
      asOf: '2026-09-02',
      channel: 'agency',
    },
    expected: [
      {
        of: '2026-09-01 enrolment',
        documents: [
          '基本医疗保险参保登记表',
          '身份证复印件',
          '劳动合同复印件',
          '户口本复印件',
          '一寸免冠照片',
          '授权委托书 ✓',
        ],
      },
    ],
    source: 'R11, R12',
  },
  {
    name: 'A proof of the hire replaces the copy of the contract',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), paper('enrolment', '入职证明', '2026-09-02')),
      asOf: '2026-09-02',
    },
    expected: [
      {
        of: '2026-09-01 enrolment',
        documents: [
          '基本医疗保险参保登记表',
          '身份证复印件',
          '劳动合同复印件 ✓',
          '户口本复印件',
          '一寸免冠照片',
        ],
      },
    ],
    source: 'R11',
  },
  {
    name: 'A document received before the first working day counts',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), paper('enrolment', '基本医疗保险参保登记表', '2026-08-28')),
      asOf: '2026-09-01',
    },
    expected: [
      {
        of: '2026-09-01 enrolment',
        documents: [
          '基本医疗保险参保登记表 ✓',
          '身份证复印件',
          '劳动合同复印件',
          '户口本复印件',
          '一寸免冠照片',
        ],
      },
    ],
    source: 'R11',
  },
  // R2: removals
  leavingFor('resigned', { because: ['left-resigned'], documents: [REMOVAL_FORM, '离职证明'] }),
  leavingFor('dismissed', { because: ['left-dismissed'], documents: [REMOVAL_FORM, '离职证明'] }),
  leavingFor('contract-ended', { because: ['left-contract-ended'], documents: [REMOVAL_FORM, '离职证明'] }),
  leavingFor('retired', { because: ['left-retired'], documents: [REMOVAL_FORM, '退休审批材料'] }),
  leavingFor('deceased', {
    because: ['left-deceased', 'death-notice'],
    documents: [REMOVAL_FORM, '死亡证明'],
  }),
  leavingFor('transferred-out', { because: ['left-transferred-out'], documents: [REMOVAL_FORM] }),
  leavingFor('suspended', { because: ['left-suspended'], documents: [REMOVAL_FORM] }),
  {
    name: 'No removal is open on the day before the last working day',
    given: { facts: inOrder(...enrolled('2025-03-03'), left('2026-09-04')), asOf: '2026-09-03' },
    expected: [],
    source: 'R2',
  },
  {
    name: 'A removal cut-off later than the statutory date leaves the act-by date',
    given: {
      facts: inOrder(...enrolled('2025-03-03'), left('2026-09-18')),
      asOf: '2026-09-18',
      region: '北京',
    },
    expected: [
      {
        of: '2025-03-03 removal',
        statutoryDueOn: '2026-10-03',
        lastLawfulDay: '2026-10-08',
        actBy: '2026-09-30',
      },
    ],
    arithmetic:
      '18 Sep + 15 = 3 Oct → 8 Oct, back to 30 Sep; the cut-off that counts is October’s, Fri 23 Oct, later',
    source: 'R2: the cut-off of the month after which another month would be charged',
  },
  {
    name: 'A removal rejected because of another unit is rejected, not blocked elsewhere',
    given: {
      facts: inOrder(
        ...enrolled('2025-03-03'),
        left('2026-09-04'),
        rejected('removal', '2026-09-08', '此人在其他单位有未办结业务'),
      ),
      asOf: '2026-09-09',
    },
    expected: [{ of: '2025-03-03 removal', state: 'rejected: 此人在其他单位有未办结业务' }],
    source: 'R1: blocked elsewhere is about enrolments',
  },
  {
    name: 'A removal accepted in time closes, and nothing follows',
    given: {
      facts: inOrder(
        ...enrolled('2025-03-03'),
        charged('U1', '2026-09'),
        left('2026-09-04'),
        accepted('removal', '2026-09-10'),
      ),
      asOf: '2026-12-01',
      region: '北京',
    },
    expected: [],
    source: 'R2, R7',
  },
  {
    name: 'A cancelled leave closes its removal',
    given: {
      facts: inOrder(
        ...enrolled('2025-03-03'),
        left('2026-09-04'),
        leaveCancelled({ lastWorkingDay: '2026-09-04' }),
      ),
      asOf: '2026-09-09',
    },
    expected: [],
    source: 'F4',
  },
  {
    name: 'A cancelled hire closes its enrolment',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1'), hireCancelled({ hiredOn: '2026-09-01' })),
      asOf: '2026-09-09',
    },
    expected: [],
    source: 'F4',
  },
  // F5, F6: transfers and suspensions
  {
    name: 'A transfer opens a removal at the old unit and an enrolment at the new one',
    given: { facts: inOrder(...enrolled('2026-03-02'), moved('2026-09-01', 'U2')), asOf: '2026-09-01' },
    expected: [
      { of: '2026-03-02 removal', statutoryDueOn: '2026-09-15', because: ['left-moved-to-other-unit'] },
      { of: '2026-03-02+U2 enrolment', statutoryDueOn: '2026-10-01', because: ['started-by-transfer'] },
    ],
    arithmetic: 'last day at U1 31 Aug + 15 = 15 Sep; first day at U2 1 Sep + 30 = 1 Oct',
    source: 'F5',
  },
  {
    name: 'A suspension opens a removal',
    given: {
      facts: inOrder(...enrolled('2026-03-02'), left('2026-08-31', 'suspended')),
      asOf: '2026-09-01',
    },
    expected: [{ of: '2026-03-02 removal', because: ['left-suspended'] }],
    source: 'F6',
  },
  {
    name: 'A resumption opens an enrolment',
    given: {
      facts: inOrder(
        ...enrolled('2026-03-02'),
        left('2026-08-31', 'suspended'),
        accepted('removal', '2026-09-02'),
        resumed('2026-11-02'),
      ),
      asOf: '2026-11-02',
    },
    expected: [
      { of: '2026-11-02 enrolment', statutoryDueOn: '2026-12-02', because: ['started-by-resumption'] },
    ],
    arithmetic: '2 Nov + 30 = 2 Dec',
    source: 'F6',
  },
  // F3: leaves without a hire
  {
    name: 'Left without a hire: never-hired, with the dates of a removal',
    given: { facts: inOrder(left('2026-09-04')), asOf: '2026-09-04' },
    expected: [
      {
        of: 'never-hired never-hired',
        state: 'open',
        statutoryDueOn: '2026-09-19',
        actBy: '2026-09-18',
        because: ['left-never-hired'],
      },
    ],
    source: 'F3',
  },
  {
    name: 'Left without a hire and removed: no case',
    given: { facts: inOrder(left('2026-09-04'), accepted('removal', '2026-09-08')), asOf: '2026-09-09' },
    expected: [],
    source: 'F3, R2: everybody hired before Canbao came leaves like this',
  },
  {
    name: 'Charged at a unit without employment there: never-hired',
    given: { facts: inOrder(...enrolled('2026-03-02'), charged('U7', '2026-08')), asOf: '2026-09-01' },
    expected: [{ of: 'never-hired+U7 never-hired', because: ['charged-never-hired'] }],
    source: 'F3, R7',
  },
  {
    name: 'Charged at a unit without employment there, and refunded: no case',
    given: {
      facts: inOrder(
        ...enrolled('2026-03-02'),
        charged('U7', '2026-08'),
        refund('settled', '2026-10-12', ['2026-08']),
      ),
      asOf: '2026-10-13',
    },
    expected: [],
    source: 'R7',
  },
  {
    name: 'Moved here without a hire: an enrolment here',
    given: { facts: inOrder(moved('2026-09-01', 'U2', 'U1')), asOf: '2026-09-01' },
    expected: [{ of: '2026-09-01 enrolment', because: ['started-by-transfer'] }],
    source: 'F5',
  },
  {
    name: 'Resumed without a hire: an enrolment, and a person has to name the unit',
    given: { facts: inOrder(resumed('2026-09-01')), asOf: '2026-09-01' },
    expected: [{ of: '2026-09-01 enrolment' }, { of: '2026-09-01 needs-person', because: ['doubt-unit'] }],
    source: 'F6; what cannot be determined is put before a person',
  },
  // R6: whether an enrolment is due
  ...(['intern', 'labour-service', 'retiree', 'dispatched'] as const).map(
    (category): CaseExample => ({
      name: `A person recorded as ${category} needs a decision on enrolment`,
      given: { facts: inOrder(hired('2026-09-01', 'U1', { category })), asOf: '2026-09-02' },
      expected: [{ of: '2026-09-01 needs-person', because: [`doubt-${category}`, 'enrolment-if-due'] }],
      source: 'R6: never silently dropped',
    }),
  ),
  {
    name: 'A person with two doubts gets both in one needs-person case',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { category: 'intern', birthDate: plainDate('2010-09-02') })),
      asOf: '2026-09-02',
    },
    expected: [{ of: '2026-09-01 needs-person', because: ['doubt-intern', 'doubt-below-working-age'] }],
    arithmetic: '16 on 2 Sep 2026, a day after the hire',
    source: 'R6; 劳动法 15',
  },
  {
    name: 'A person who is sixteen on the first working day is old enough',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { birthDate: plainDate('2010-09-01') })),
      asOf: '2026-09-02',
    },
    expected: [{ of: '2026-09-01 enrolment' }],
    arithmetic: '1 Sep 2010 + 16 years = 1 Sep 2026',
    source: 'R6; 劳动法 15',
  },
  {
    name: 'An accepted enrolment closes needs-person',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { category: 'intern' }), accepted('enrolment', '2026-09-04')),
      asOf: '2026-09-07',
    },
    expected: [],
    source: 'R6',
  },
  {
    name: 'An announced leave does not close needs-person',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { category: 'intern' }), left('2026-12-31', 'contract-ended')),
      asOf: '2026-09-02',
    },
    expected: [{ of: '2026-09-01 needs-person' }],
    source: 'R6: never silently dropped',
  },
  {
    name: 'An intern who left without any filing has no case',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { category: 'intern' }), left('2026-09-30', 'contract-ended')),
      asOf: '2026-12-01',
    },
    expected: [],
    source: 'R6: on no roster, nothing to remove',
  },
  {
    name: 'An intern who was enrolled has to be removed',
    given: {
      facts: inOrder(
        hired('2026-09-01', 'U1', { category: 'intern' }),
        accepted('enrolment', '2026-09-04'),
        left('2026-09-30', 'contract-ended'),
      ),
      asOf: '2026-09-30',
    },
    expected: [{ of: '2026-09-01 removal' }],
    source: 'R2, R6',
  },
  {
    name: 'An invalid identity number opens needs-person beside the enrolment',
    given: {
      facts: inOrder(
        hired('2026-09-01', 'U1', {
          identity: { type: 'resident-id', masked: '****************21', hash: 'h', problem: 'check-digit' },
        }),
      ),
      asOf: '2026-09-02',
    },
    expected: [
      { of: '2026-09-01 enrolment' },
      { of: '2026-09-01 needs-person', because: ['doubt-identity-number'] },
    ],
    source: 'R6; GB 11643',
  },
  // cover at two units
  {
    name: 'In service at two of our units: one double-cover case, at the later unit',
    given: {
      facts: inOrder(
        hired('2026-01-05', 'U1', { employmentId: 'A' }),
        accepted('enrolment', '2026-01-06'),
        hired('2026-05-06', 'U2', { employmentId: 'B' }),
        accepted('enrolment', '2026-05-07'),
      ),
      asOf: '2026-05-06',
    },
    expected: [{ of: 'e-B double-cover', because: ['double-cover', 'double-cover-other'] }],
    source: 'R6: both units named',
  },
  {
    name: 'Double cover lasts through the last shared day',
    given: {
      facts: inOrder(
        hired('2026-01-05', 'U1', { employmentId: 'A' }),
        accepted('enrolment', '2026-01-06'),
        hired('2026-05-06', 'U2', { employmentId: 'B' }),
        accepted('enrolment', '2026-05-07'),
        left('2026-05-29', 'resigned', { employmentId: 'A' }),
      ),
      asOf: '2026-05-29',
    },
    expected: [{ of: 'e-A removal' }, { of: 'e-B double-cover' }],
    source: 'R6',
  },
  {
    name: 'Double cover ends when one of the two spells has ended',
    given: {
      facts: inOrder(
        hired('2026-01-05', 'U1', { employmentId: 'A' }),
        accepted('enrolment', '2026-01-06'),
        hired('2026-05-06', 'U2', { employmentId: 'B' }),
        accepted('enrolment', '2026-05-07'),
        left('2026-05-29', 'resigned', { employmentId: 'A' }),
      ),
      asOf: '2026-05-30',
    },
    expected: [{ of: 'e-A removal' }],
    source: 'R6',
  },
  {
    name: 'The same person under another employee id is double cover too',
    given: {
      facts: inOrder(...enrolled('2026-05-06')),
      asOf: '2026-05-06',
      elsewhere: [OTHER_RECORD],
    },
    expected: [{ of: '2026-05-06 double-cover' }],
    source: 'R6: same identity hash',
  },
  {
    name: 'The spell that began earlier leaves the double-cover case to the later one',
    given: {
      facts: inOrder(...enrolled('2026-01-05')),
      asOf: '2026-05-06',
      elsewhere: [OTHER_RECORD],
    },
    expected: [],
    source: 'R6: one case for the two',
  },
  {
    name: 'A spell removed at the other unit no longer counts as double cover',
    given: {
      facts: inOrder(...enrolled('2026-05-06')),
      asOf: '2026-05-06',
      elsewhere: [{ ...OTHER_RECORD, removedOn: plainDate('2026-05-07') }],
    },
    expected: [],
    source: 'R6',
  },
];

/** Finished histories. They have no case on any day, and the daily job never reads them. */
export const CLOSED_HISTORIES: Readonly<Record<string, readonly Fact[]>> = {
  'hired and enrolled': inOrder(
    ...enrolled('2026-03-02'),
    charged('U1', '2026-03'),
    charged('U1', '2026-04'),
  ),
  'left, and removed in time, with the charges of the service': inOrder(
    ...enrolled('2026-03-02'),
    charged('U1', '2026-03'),
    charged('U1', '2026-04'),
    charged('U1', '2026-05'),
    left('2026-05-20'),
    accepted('removal', '2026-05-22'),
  ),
  'moved, removed and enrolled': inOrder(
    ...enrolled('2026-03-02'),
    charged('U1', '2026-05'),
    moved('2026-06-01', 'U2'),
    accepted('removal', '2026-06-02'),
    accepted('enrolment', '2026-06-02'),
    charged('U2', '2026-06'),
  ),
  'suspended, resumed and left': inOrder(
    ...enrolled('2026-03-02'),
    left('2026-04-30', 'suspended'),
    accepted('removal', '2026-05-06'),
    resumed('2026-06-01'),
    accepted('enrolment', '2026-06-02'),
    left('2026-07-31'),
    accepted('removal', '2026-08-03'),
  ),
  'overpaid and refunded': inOrder(
    ...enrolled('2026-03-02'),
    charged('U1', '2026-05'),
    charged('U1', '2026-06'),
    left('2026-05-20'),
    accepted('removal', '2026-06-29'),
    refund('settled', '2026-08-10', ['2026-06']),
  ),
  'enrolled late, and the months owed charged since': inOrder(
    hired('2026-03-02', 'U1'),
    accepted('enrolment', '2026-06-01'),
    charged('U1', '2026-03'),
    charged('U1', '2026-04'),
    charged('U1', '2026-05'),
    charged('U1', '2026-06'),
  ),
  'enrolled within 30 days, in the month after': inOrder(
    hired('2026-03-20', 'U1'),
    accepted('enrolment', '2026-04-10'),
    charged('U1', '2026-04'),
  ),
  'hired, and the hire taken back': inOrder(
    hired('2026-03-02', 'U1'),
    hireCancelled({ hiredOn: '2026-03-02' }),
  ),
  'never seen hired, and removed': inOrder(left('2026-05-20'), accepted('removal', '2026-05-22')),
};
