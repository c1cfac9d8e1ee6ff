import type { KeptFinding } from '../../domain/roster/finding.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import type { UnknownCharge } from '../../domain/units/unknown-charge.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import { found } from '../support/roster-findings.ts';
import type { Told } from '../support/stated-policy.ts';
import { declared, strange, taken } from '../support/unit-facts.ts';

/**
 * Worked examples of the cases of a unit. The unit is U1. By default it is in 北京 and was registered long ago. Run by
 * unit-case-examples.test.ts.
 */
export interface UnitCaseExample {
  readonly name: string;
  readonly given: {
    readonly asOf: string;
    readonly region?: string;
    readonly channel?: 'online' | 'counter' | 'agency';
    readonly establishedOn?: string;
    /** The day of registration; null if it is unknown. */
    readonly registeredOn?: string | null;
    readonly told?: Told;
    readonly facts?: readonly UnitFact[];
    readonly charges?: readonly UnknownCharge[];
    readonly rosterFindings?: readonly KeptFinding[];
  };
  /** All open cases, each with the fields that the example is about. */
  readonly expected: readonly ExpectedUnitCase[];
  readonly arithmetic?: string;
  /** 社会保险法 60；国发〔1998〕44号 by default. */
  readonly source?: string;
}

export interface ExpectedUnitCase {
  readonly kind: 'declare-bases' | 'unknown-person' | 'roster-difference';
  readonly openedOn?: string;
  readonly knownAt?: string;
  readonly filesKnownAt?: string;
  readonly actBy?: string | null;
  /** The deadline that would apply if the event was on the day of the finding. */
  readonly dueIfReportedOn?: string;
  readonly because?: readonly string[];
  readonly without?: readonly string[];
  readonly steps?: readonly string[];
  readonly noSteps?: readonly string[];
  readonly documents?: readonly string[];
  /** The months with their cost in yuan as `unit / person`. `owed` has the sums. */
  readonly months?: readonly string[];
  readonly owed?: string;
  /** The people named in the case, each with the amount. */
  readonly people?: readonly string[];
}

const due = (openedOn: string): ExpectedUnitCase => ({
  kind: 'declare-bases',
  openedOn,
  because: ['declare-bases-due', 'base-year'],
});

const turn = (region: string, before: string, on: string, began: string): readonly UnitCaseExample[] => [
  {
    name: `${region}: on ${before} the declared base year still runs`,
    given: { region, asOf: before, facts: [declared(lastYear(began), before)] },
    expected: [],
  },
  {
    name: `${region}: on ${on} a base year begins, and its bases have to be declared`,
    given: { region, asOf: on, facts: [declared(lastYear(began), before)] },
    expected: [due(began)],
  },
];

function lastYear(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4, 7)}`;
}

export const DECLARE_BASES_EXAMPLES: readonly UnitCaseExample[] = [
  ...turn('北京', '2026-06-30', '2026-07-01', '2026-07-01'),
  ...turn('上海', '2026-06-30', '2026-07-01', '2026-07-01'),
  ...turn('深圳', '2026-12-31', '2027-01-01', '2027-01-01'),
  ...turn('杭州', '2025-12-31', '2026-01-01', '2026-01-01'),
  {
    name: 'A base year declared today: no case today',
    given: { asOf: '2026-07-20', facts: [declared('2026-07', '2026-07-20')] },
    expected: [],
  },
  {
    name: 'The day before a declaration the case is open',
    given: { asOf: '2026-07-19', facts: [declared('2026-07', '2026-07-20')] },
    expected: [due('2026-07-01')],
  },
  {
    name: 'Declared in June for the year from July: no case in July',
    given: { asOf: '2026-07-01', facts: [declared('2026-07', '2026-06-25')] },
    expected: [],
  },
  {
    name: 'A declaration of the previous year does not close the case',
    given: { asOf: '2026-09-01', facts: [declared('2025-07', '2025-07-20')] },
    expected: [due('2026-07-01')],
  },
  {
    name: 'A declaration for a month within the base year counts for it',
    given: { asOf: '2027-06-30', facts: [declared('2026-08', '2026-08-03')] },
    expected: [],
    arithmetic: '2026-08 lies in 2026-07 to 2027-06',
  },
  {
    name: 'A voided declaration leaves the case open',
    given: {
      asOf: '2026-08-03',
      facts: [
        declared('2026-07', '2026-07-20', { id: 'd1' }),
        taken('d1', { at: '2026-07-21T02:00:00.000Z' }),
      ],
    },
    expected: [due('2026-07-01')],
  },
  {
    name: 'A unit established the day before the base year begins has to declare',
    given: { asOf: '2026-08-03', establishedOn: '2026-06-30' },
    expected: [due('2026-07-01')],
  },
  {
    name: 'A unit established on the first day of the base year has no case until the next',
    given: { asOf: '2026-08-03', establishedOn: '2026-07-01' },
    expected: [],
  },
  {
    name: 'A unit established on the first day of a base year has a case in the next',
    given: { asOf: '2027-07-01', establishedOn: '2026-07-01' },
    expected: [due('2027-07-01')],
  },
  {
    name: 'A unit registered in the third month of the base year has a case, which it may answer as done before',
    given: { asOf: '2026-09-30', registeredOn: '2026-09-30' },
    expected: [{ ...due('2026-07-01'), steps: ['step-declared-before', 'step-record-declared'] }],
  },
  {
    name: 'A unit registered in the fourth month of the base year has no case for it',
    given: { asOf: '2026-10-01', registeredOn: '2026-10-01' },
    expected: [],
  },
  {
    name: 'A unit registered in the fourth month of a base year has a case for the next',
    given: { asOf: '2027-07-01', registeredOn: '2026-10-01' },
    expected: [{ ...due('2027-07-01'), noSteps: ['step-declared-before'] }],
  },
  {
    name: 'A unit with an unknown day of registration has a case',
    given: { asOf: '2026-12-01', registeredOn: null },
    expected: [{ ...due('2026-07-01'), noSteps: ['step-declared-before'] }],
  },
  {
    name: 'The last day to declare is named in the year of its notice',
    given: { asOf: '2025-07-01' },
    expected: [{ kind: 'declare-bases', actBy: '2025-07-25', without: ['bases-deadline-unknown'] }],
  },
  {
    name: 'The published band is named, and the last day of a year without a notice is unknown',
    given: { asOf: '2026-07-01' },
    expected: [
      {
        kind: 'declare-bases',
        actBy: null,
        because: ['bases-band', 'base-floor', 'base-ceiling', 'bases-deadline-unknown', 'bases-handled'],
        without: ['bases-band-unknown', 'bases-band-estimated'],
        steps: [
          'step-collect-wages',
          'step-hold-to-band',
          'step-declare-bases-online',
          'step-record-declared',
        ],
        documents: ['缴费基数申报表', '人员缴费明细'],
      },
    ],
  },
  {
    name: 'An unpublished band is unknown, with the last band as an estimate',
    given: { asOf: '2027-07-01' },
    expected: [
      {
        kind: 'declare-bases',
        because: ['bases-band-estimated', 'base-floor-unknown', 'base-ceiling-unknown'],
        without: ['bases-band'],
      },
    ],
  },
  {
    name: 'A band from the agency counts from its first day',
    given: {
      asOf: '2027-08-02',
      told: {
        contributionBaseFloor: { value: 7500, from: '2027-07-01' },
        contributionBaseCeiling: { value: 39000, from: '2027-07-01' },
      },
    },
    expected: [{ kind: 'declare-bases', because: ['bases-band'], without: ['bases-band-estimated'] }],
  },
  {
    name: 'A last day from the agency is the deadline, moved back to a working day',
    given: {
      asOf: '2026-07-01',
      told: { baseDeclarationUntil: { value: '08-15', from: '2026-01-01' } },
    },
    expected: [{ kind: 'declare-bases', actBy: '2026-08-14', because: ['bases-deadline'] }],
    arithmetic: '2026-08-15 is a Saturday',
  },
  {
    name: 'A last day on the first day of the base year is the deadline',
    given: {
      asOf: '2026-07-01',
      told: { baseDeclarationUntil: { value: '07-01', from: '2026-01-01' } },
    },
    expected: [{ kind: 'declare-bases', actBy: '2026-07-01', because: ['bases-deadline'] }],
  },
  {
    name: 'A last day before the base year names no date and asks',
    given: {
      asOf: '2026-07-01',
      told: { baseDeclarationUntil: { value: '06-30', from: '2026-01-01' } },
    },
    expected: [
      {
        kind: 'declare-bases',
        actBy: null,
        because: ['bases-deadline-before-turn'],
        without: ['bases-deadline'],
      },
    ],
    source: 'R4: nothing is guessed',
  },
  {
    name: 'A company that files for the unit needs a power of attorney',
    given: { asOf: '2026-07-01', channel: 'agency' },
    expected: [
      {
        kind: 'declare-bases',
        steps: ['step-declare-bases-agency'],
        documents: ['缴费基数申报表', '人员缴费明细', '授权委托书'],
      },
    ],
  },
];

const asking: ExpectedUnitCase = {
  kind: 'declare-bases',
  actBy: null,
  because: ['base-year-unknown', 'bases-deadline-unknown'],
  without: ['declare-bases-due', 'base-year'],
  steps: ['step-ask-base-year', 'step-collect-wages-any', 'step-record-declared-any'],
  noSteps: ['step-collect-wages'],
};

/** Examples in regions whose base year begins in an unknown month. */
export const UNKNOWN_TURN_EXAMPLES: readonly UnitCaseExample[] = [
  {
    name: 'Unknown first month: the case asks for it from the day of registration',
    given: { region: '西安', asOf: '2026-03-02', registeredOn: '2026-03-02' },
    expected: [{ ...asking, openedOn: '2026-03-02' }],
  },
  {
    name: 'Unknown first month: no case before the day of registration',
    given: { region: '西安', asOf: '2026-03-01', registeredOn: '2026-03-02' },
    expected: [],
  },
  {
    name: 'Unknown first month and day of registration: asks from the day of establishment',
    given: { region: '西安', asOf: '2026-05-06', establishedOn: '2026-05-06', registeredOn: null },
    expected: [{ ...asking, openedOn: '2026-05-06' }],
  },
  {
    name: 'Unknown first month, registration and establishment: asks from the start of the calendar year',
    given: { region: '无名市', asOf: '2026-05-06', registeredOn: null },
    expected: [{ ...asking, openedOn: '2026-01-01' }],
  },
  {
    name: 'A first month from the agency opens the case in that month',
    given: {
      region: '西安',
      asOf: '2026-04-01',
      told: { baseYearStartMonth: { value: 4, from: '2026-03-05' } },
    },
    expected: [due('2026-04-01')],
  },
  {
    name: 'Unknown first month: a declared year closes the case for twelve months',
    given: { region: '西安', asOf: '2027-03-31', facts: [declared('2026-04', '2026-04-10')] },
    expected: [],
    arithmetic: '2026-04 to 2027-03 are 12 months',
  },
  {
    name: 'Unknown first month: the case opens again twelve months after a declared year',
    given: { region: '西安', asOf: '2027-04-01', facts: [declared('2026-04', '2026-04-10')] },
    expected: [
      { kind: 'declare-bases', openedOn: '2027-04-01', because: ['base-year-over', 'base-year-unknown'] },
    ],
  },
  {
    name: 'Unknown first month: a year declared in advance closes the case until then',
    given: { region: '西安', asOf: '2026-03-20', facts: [declared('2026-04', '2026-03-19')] },
    expected: [],
  },
];

const WU = { name: '吴磊', masked: '****************33', hash: 'h1' };
const ZHENG = { employeeId: 'X9' };
const BILL = '账单与人事系统不符';

export const UNKNOWN_PERSON_EXAMPLES: readonly UnitCaseExample[] = [
  {
    name: 'A charge for an unknown person opens a case of the unit',
    given: {
      asOf: '2026-10-12',
      facts: [declared('2026-07', '2026-07-20')],
      charges: [strange('2026-09', WU)],
    },
    expected: [
      {
        kind: 'unknown-person',
        openedOn: '2026-10-12',
        filesKnownAt: '2026-10-12T02:00:00.000Z',
        actBy: null,
        because: ['unknown-on-bill', 'unknown-person-charged'],
        steps: ['step-is-it-a-leaver', 'step-is-it-an-employee', 'step-ask-about-stranger', 'step-reconcile'],
        months: ['2026-09: 980.00 / 203.00'],
        owed: '980.00 / 203.00',
        people: ['吴磊 · ****************33: 1183.00'],
        documents: [],
      },
    ],
    source: BILL,
  },
  {
    name: 'The day before the bill is received there is no case',
    given: {
      asOf: '2026-10-11',
      facts: [declared('2026-07', '2026-07-20')],
      charges: [strange('2026-09', WU)],
    },
    expected: [],
    source: BILL,
  },
  {
    name: 'Several unknown people are one case, the largest amount first, and a later bill is news',
    given: {
      asOf: '2026-11-10',
      facts: [declared('2026-07', '2026-07-20')],
      charges: [
        strange('2026-09', ZHENG, [500, 100]),
        strange('2026-09', WU),
        strange('2026-10', WU, [980, 203], { receivedAt: '2026-11-09T16:30:00.000Z' }),
      ],
    },
    expected: [
      {
        kind: 'unknown-person',
        openedOn: '2026-10-12',
        filesKnownAt: '2026-11-09T16:30:00.000Z',
        months: ['2026-09: 1480.00 / 303.00', '2026-10: 980.00 / 203.00'],
        owed: '2460.00 / 506.00',
        people: ['吴磊 · ****************33: 2366.00', 'X9: 600.00'],
      },
    ],
    arithmetic: '980 + 500 = 1480; 1480 + 980 = 2460; 303 + 203 = 506; (980 + 203) × 2 = 2366',
    source: BILL,
  },
  {
    name: 'Without charges of unknown people there is no case',
    given: { asOf: '2026-11-10', facts: [declared('2026-07', '2026-07-20')], charges: [] },
    expected: [],
    source: BILL,
  },
];

const OVER = { facts: [declared('2026-07', '2026-07-20')] };

/** F11: differences between a pulled roster and our facts. A person decides about them. */
export const ROSTER_EXAMPLES: readonly UnitCaseExample[] = [
  {
    name: 'A hire on the roster without a fact: enrolment is due from the day of hire',
    given: {
      asOf: '2026-11-20',
      ...OVER,
      rosterFindings: [found('2026-11-20', { values: { hiredOn: '2026-11-02' } })],
    },
    expected: [
      {
        kind: 'roster-difference',
        openedOn: '2026-11-20',
        knownAt: '2026-11-19T22:00:00.000Z',
        actBy: '2026-11-25',
        because: ['roster-differs', 'roster-hire', 'enrolment-due'],
        steps: ['step-compare-roster', 'step-confirm-roster', 'step-dismiss-roster'],
        noSteps: ['step-mend-in-hr-system'],
      },
    ],
    arithmetic: '2026-11-02 + 30 = 2026-12-02; 北京 takes filings until the 25th, a Wednesday',
    source: '社会保险法 58',
  },
  {
    name: 'A hire and a leave on the roster without facts: the earlier deadline is the act-by date',
    given: {
      asOf: '2026-11-20',
      ...OVER,
      rosterFindings: [
        found('2026-11-20', { values: { hiredOn: '2026-11-02' } }),
        found('2026-11-20', {
          employeeId: 'E2',
          kind: 'leave-never-received',
          code: 'roster-leave-dated',
          values: { lastWorkingDay: '2026-11-09', ours: '2025-03-03' },
        }),
      ],
    },
    expected: [
      {
        kind: 'roster-difference',
        actBy: '2026-11-24',
        because: ['roster-differs', 'roster-hire', 'roster-leave-dated', 'removal-due'],
      },
    ],
    arithmetic: '2026-11-09 + 15 = 2026-11-24, a Tuesday, before the cut-off on the 25th',
    source: '劳动合同法 50',
  },
  {
    name: 'Missing from the roster: the last working day is asked for, without a deadline',
    given: {
      asOf: '2026-11-24',
      ...OVER,
      rosterFindings: [
        found('2026-11-20', {
          kind: 'leave-never-received',
          code: 'roster-absent',
          values: { ours: '2025-03-03' },
        }),
      ],
    },
    expected: [
      {
        kind: 'roster-difference',
        actBy: null,
        dueIfReportedOn: '2026-12-05',
        because: ['roster-differs', 'roster-absent'],
      },
    ],
    arithmetic: '2026-11-20 + 15 = 2026-12-05',
    source: '劳动合同法 50',
  },
  {
    name: 'A different unit has no deadline, and a person has to find out since when',
    given: {
      asOf: '2026-11-20',
      ...OVER,
      rosterFindings: [
        found('2026-11-20', {
          kind: 'unit-differs',
          code: 'roster-unit',
          values: { ours: 'U1', theirs: 'U2' },
          mends: [],
        }),
      ],
    },
    expected: [
      {
        kind: 'roster-difference',
        actBy: null,
        because: ['roster-differs', 'roster-unit'],
        steps: ['step-compare-roster', 'step-mend-in-hr-system', 'step-dismiss-roster'],
        noSteps: ['step-confirm-roster'],
      },
    ],
    source: 'no law: the roster has no day of a move',
  },
  {
    name: 'A dismissed finding opens no case',
    given: {
      asOf: '2026-11-20',
      ...OVER,
      rosterFindings: [
        {
          ...found('2026-11-20', { values: { hiredOn: '2026-11-02' } }),
          dismissedAt: '2026-11-20T02:00:00.000Z' as Instant,
        },
      ],
    },
    expected: [],
    source: 'no law',
  },
  {
    name: 'The day before a finding there is no case',
    given: {
      asOf: '2026-11-19',
      ...OVER,
      rosterFindings: [found('2026-11-20', { values: { hiredOn: '2026-11-02' } })],
    },
    expected: [],
    source: 'no law',
  },
];
