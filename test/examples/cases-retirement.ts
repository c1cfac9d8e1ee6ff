import { plainDate } from '../../domain/values/plain-date.ts';
import { accepted, hired, inOrder, left, resumed } from '../support/facts.ts';
import type { CaseExample } from './cases.ts';

/** Worked examples of what opens by the calendar alone: retirement ahead, a suspension about to end (R2, R9). */

const MAN = { sex: 'male', birthDate: plainDate('1966-10-31') } as const;
const WOMAN = { sex: 'female', birthDate: plainDate('1976-06-15') } as const;

const enrolled = (who: Parameters<typeof hired>[2]) => [
  hired('2020-03-02', 'U1', who),
  accepted('enrolment', '2020-03-02'),
];

const SUSPENDED = [...enrolled({}), left('2026-04-30', 'suspended'), accepted('removal', '2026-05-06')];
const SIX_MONTHS = { longestSuspensionMonths: { value: 6, from: '2020-01-01' } } as const;

export const RETIREMENT_EXAMPLES: readonly CaseExample[] = [
  {
    name: 'Four months and a day before the retirement nothing is open',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2026-12-29', region: '北京' },
    expected: [],
    source: 'R9',
  },
  {
    name: 'Four months before, the retirement opens by the calendar alone',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2026-12-30', region: '北京' },
    expected: [
      {
        of: '2020-03-02 retirement',
        openedOn: '2026-12-30',
        statutoryDueOn: '2027-04-30',
        actBy: '2027-04-30',
        because: [
          'retirement-age-raised',
          'early-retirement-notice',
          'late-retirement-agreement',
          'pension-years',
          'retiree-years-required',
        ],
        steps: ['step-ask-when-to-retire', 'step-check-years', 'step-file-retirement'],
        documents: ['退休审批材料'],
      },
    ],
    arithmetic:
      'born 31 Oct 1966: 21 months after Jan 1965, 21 ÷ 4 = 5, + 1 = 6 months: 60 years 6 months, April 2027, which has no 31st; 30 Apr less 4 months = 30 Dec',
    source: 'R9; official table of men',
  },
  {
    name: 'On the last day on which a later retirement can be agreed it is still asked for',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2027-03-30' },
    expected: [{ of: '2020-03-02 retirement', steps: ['step-ask-when-to-retire'] }],
    source: 'R9: agreed in writing 1 month before',
  },
  {
    name: 'A day later it is too late to agree on it',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2027-03-31' },
    expected: [{ of: '2020-03-02 retirement', steps: ['step-ask-early', 'step-file-retirement'] }],
    source: 'R9',
  },
  {
    name: 'The day past and nothing told: the latest day that could have been agreed counts from then on',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2027-05-01' },
    expected: [
      {
        of: '2020-03-02 retirement',
        statutoryDueOn: '2030-04-30',
        because: ['retirement-day-passed', 'retiree-years-unknown'],
        steps: ['step-report-retirement', 'step-keep-late-agreement'],
      },
    ],
    arithmetic: '30 Apr 2027 + 3 years',
    source: 'R9',
  },
  {
    name: 'A woman whose post is not known: nothing before four months ahead of the earlier day',
    given: { facts: inOrder(...enrolled(WOMAN)), asOf: '2026-11-14' },
    expected: [],
    source: 'R9',
  },
  {
    name: 'Then a person has to say whether the original age was 50 or 55',
    given: { facts: inOrder(...enrolled(WOMAN)), asOf: '2026-11-15' },
    expected: [
      {
        of: '2020-03-02 retirement',
        openedOn: '2026-11-15',
        statutoryDueOn: '2027-03-15',
        because: ['original-age-unknown'],
        steps: ['step-say-original-age'],
      },
    ],
    arithmetic: 'from 50: 17 ÷ 2 = 8, + 1 = 9 months, 15 Mar 2027; less 4 months',
    source: 'R9: the post’s, not to be read from an identity number',
  },
  {
    name: 'Known to be 55, she has years to go',
    given: {
      facts: inOrder(...enrolled({ ...WOMAN, originalRetirementAge: 55 })),
      asOf: '2027-03-15',
    },
    expected: [],
    arithmetic: 'from 55: 77 ÷ 4 = 19, + 1 = 20 months: 15 Feb 2033',
    source: 'R9',
  },
  {
    name: 'A man with an original age that the tables do not have is for a person to settle, without a date',
    given: {
      facts: inOrder(
        ...enrolled({ sex: 'male', birthDate: plainDate('1971-10-31'), originalRetirementAge: 55 }),
      ),
      asOf: '2026-06-30',
    },
    expected: [{ of: '2020-03-02 retirement', because: ['original-age-not-in-tables-male'] }],
    arithmetic: '55 on 31 Oct 2026, less 4 months = 30 June',
    source: 'R9: special work and the like',
  },
  {
    name: 'Hired past the day, no retirement lies ahead',
    given: {
      facts: inOrder(
        hired('2026-09-01', 'U1', { sex: 'male', birthDate: plainDate('1960-01-15') }),
        accepted('enrolment', '2026-09-01'),
      ),
      asOf: '2026-10-08',
    },
    expected: [],
    source: 'R9',
  },
  {
    name: 'A leave that is announced ends it',
    given: { facts: inOrder(...enrolled(MAN), left('2027-04-30', 'retired')), asOf: '2027-02-01' },
    expected: [],
    source: 'R9: the removal opens on the day',
  },
  {
    name: 'The removal of a retired man tells the years that Beijing asks of him',
    given: {
      facts: inOrder(...enrolled(MAN), left('2027-04-30', 'retired')),
      asOf: '2027-04-30',
      region: '北京',
    },
    expected: [
      {
        of: '2020-03-02 removal',
        because: ['left-retired', 'retiree-years-required'],
        steps: ['step-compare-retiree-years'],
      },
    ],
    source: 'R2, R9; 社会保险法 27',
  },
  {
    name: 'Where the region’s years are not known, that is said',
    given: { facts: inOrder(...enrolled(MAN), left('2027-04-30', 'retired')), asOf: '2027-04-30' },
    expected: [{ of: '2020-03-02 removal', because: ['left-retired', 'retiree-years-unknown'] }],
    source: 'R9',
  },
  ...(
    [
      ['The day before the statutory retirement day, a hire has to be enrolled', '2027-04-29', 'enrolment'],
      ['From that day on, a person has to say whether retiree cover is drawn', '2027-04-30', 'needs-person'],
    ] as const
  ).map(
    ([name, on, kind]): CaseExample => ({
      name,
      given: { facts: inOrder(hired(on, 'U1', MAN)), asOf: on },
      expected:
        kind === 'enrolment'
          ? [{ of: `${on} enrolment` }, { of: `${on} retirement`, openedOn: on }]
          : [{ of: `${on} needs-person`, because: ['past-retirement', 'enrolment-if-due'] }],
      source: 'R6, R9',
    }),
  ),
  {
    name: 'A woman whose post is not known is enrolled as long as she may be below the age',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { sex: 'female', birthDate: plainDate('1974-06-15') })),
      asOf: '2026-09-01',
    },
    expected: [
      {
        of: '2026-09-01 enrolment',
        because: ['post-unknown-later-age'],
        without: ['past-retirement'],
      },
    ],
    arithmetic: '52 years old: past the age if 50 was the original one, below it if 55 was',
    source: 'R6, R9',
  },
  {
    name: 'Somebody born in 1974 whose sex is not known is enrolled as long as one reading allows work',
    given: {
      facts: inOrder(hired('2026-09-01', 'U1', { birthDate: plainDate('1974-06-15') })),
      asOf: '2026-09-01',
    },
    expected: [
      { of: '2026-09-01 enrolment', because: ['sex-unknown-later-age'], without: ['past-retirement'] },
    ],
    arithmetic: '52 years old: past the age of a woman whose original one was 50, below every other',
    source: 'R6, R9',
  },
  {
    name: 'From the last age on that is possible, a person has to say',
    given: {
      facts: inOrder(hired('2027-04-30', 'U1', { birthDate: plainDate('1966-10-31') })),
      asOf: '2027-04-30',
    },
    expected: [
      {
        of: '2027-04-30 needs-person',
        because: ['past-retirement', 'sex-unknown-later-age', 'enrolment-if-due'],
      },
    ],
    arithmetic: 'a man born 31 Oct 1966 reaches it on 30 Apr 2027',
    source: 'R6, R9',
  },
  // Suspension
  {
    name: 'Suspended where the limit is not known: the removal says so',
    given: { facts: inOrder(...enrolled({}), left('2026-04-30', 'suspended')), asOf: '2026-04-30' },
    expected: [{ of: '2020-03-02 removal', because: ['left-suspended'] }],
    source: 'R2',
  },
  {
    name: 'Suspended where the agency told the limit: the removal names the last day',
    given: {
      facts: inOrder(...enrolled({}), left('2026-04-30', 'suspended')),
      asOf: '2026-04-30',
      told: SIX_MONTHS,
    },
    expected: [{ of: '2020-03-02 removal', because: ['left-suspended-until'] }],
    source: 'R2',
  },
  {
    name: 'Sixteen days before the suspension ends nothing is open',
    given: { facts: inOrder(...SUSPENDED), asOf: '2026-10-14', told: SIX_MONTHS },
    expected: [],
    source: 'R2',
  },
  {
    name: 'Fifteen days before, its end is told',
    given: { facts: inOrder(...SUSPENDED), asOf: '2026-10-15', told: SIX_MONTHS },
    expected: [
      {
        of: '2020-03-02 suspension',
        openedOn: '2026-10-15',
        statutoryDueOn: '2026-10-30',
        actBy: '2026-10-30',
        because: ['left-suspended-until'],
        steps: ['step-ask-whether-back', 'step-report-resumption', 'step-report-final-leave'],
      },
    ],
    arithmetic: '30 April + 6 months = 30 October, a Friday; less 15 days = 15 October',
    source: 'R2',
  },
  {
    name: 'Nothing is reminded of where no limit is known',
    given: { facts: inOrder(...SUSPENDED), asOf: '2026-10-15' },
    expected: [],
    source: 'R2',
  },
  {
    name: 'Back in time, the suspension is over and enrolment is due again',
    given: { facts: inOrder(...SUSPENDED, resumed('2026-10-12')), asOf: '2026-10-15', told: SIX_MONTHS },
    expected: [{ of: '2026-10-12 enrolment', because: ['started-by-resumption'] }],
    source: 'F6',
  },
  {
    name: 'Told to have left for good, there is no suspension any more',
    given: {
      facts: inOrder(...SUSPENDED, left('2026-04-30', 'resigned')),
      asOf: '2026-10-15',
      told: SIX_MONTHS,
    },
    expected: [],
    source: 'F2',
  },
];
