import { plainDate } from '../../domain/values/plain-date.ts';
import { accepted, hired, inOrder, left, resumed } from '../support/facts.ts';
import type { CaseExample } from './cases.ts';

/** Worked examples of cases that open by the calendar alone: retirement and the end of a suspension (R2, R9). */

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
    name: 'Nothing is open four months and a day before the retirement',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2026-12-29', region: '北京' },
    expected: [],
    source: 'R9',
  },
  {
    name: 'The retirement opens four months before, by the calendar alone',
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
    name: 'On the last day to agree on a later retirement the case asks for it',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2027-03-30' },
    expected: [{ of: '2020-03-02 retirement', steps: ['step-ask-when-to-retire'] }],
    source: 'R9: agreed in writing 1 month before',
  },
  {
    name: 'A day after the last day to agree, the case no longer asks for a later retirement',
    given: { facts: inOrder(...enrolled(MAN)), asOf: '2027-03-31' },
    expected: [{ of: '2020-03-02 retirement', steps: ['step-ask-early', 'step-file-retirement'] }],
    source: 'R9',
  },
  {
    name: 'Past the retirement day without news: the latest day that could be agreed counts',
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
    name: 'A woman with an unknown post: nothing until four months before the earlier day',
    given: { facts: inOrder(...enrolled(WOMAN)), asOf: '2026-11-14' },
    expected: [],
    source: 'R9',
  },
  {
    name: 'A woman with an unknown post, four months before the earlier day: asks for the original age',
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
    name: 'A woman with an original age of 55: no case yet',
    given: {
      facts: inOrder(...enrolled({ ...WOMAN, originalRetirementAge: 55 })),
      asOf: '2027-03-15',
    },
    expected: [],
    arithmetic: 'from 55: 77 ÷ 4 = 19, + 1 = 20 months: 15 Feb 2033',
    source: 'R9',
  },
  {
    name: 'A man with an original age outside the tables: a person has to decide, without a date',
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
    name: 'Hired after the retirement day: no retirement case',
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
    name: 'An announced leave closes the retirement',
    given: { facts: inOrder(...enrolled(MAN), left('2027-04-30', 'retired')), asOf: '2027-02-01' },
    expected: [],
    source: 'R9: the removal opens on the day',
  },
  {
    name: 'The removal of a retired man names the years that 北京 requires',
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
    name: 'The removal of a retired man says where the region’s years are unknown',
    given: { facts: inOrder(...enrolled(MAN), left('2027-04-30', 'retired')), asOf: '2027-04-30' },
    expected: [{ of: '2020-03-02 removal', because: ['left-retired', 'retiree-years-unknown'] }],
    source: 'R9',
  },
  ...(
    [
      ['A hire on the day before the statutory retirement day has to be enrolled', '2027-04-29', 'enrolment'],
      [
        'A hire from the statutory retirement day on: a person has to say whether retiree cover is drawn',
        '2027-04-30',
        'needs-person',
      ],
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
    name: 'A woman with an unknown post is enrolled while she may be below the age',
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
    name: 'A person of unknown sex born in 1974 is enrolled while one reading allows work',
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
    name: 'A person of unknown sex at the last possible age: a person has to decide',
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
    name: 'Suspended where the limit is unknown: the removal says so',
    given: { facts: inOrder(...enrolled({}), left('2026-04-30', 'suspended')), asOf: '2026-04-30' },
    expected: [{ of: '2020-03-02 removal', because: ['left-suspended'] }],
    source: 'R2',
  },
  {
    name: 'Suspended where the unit’s agency gave the limit: the removal names the last day',
    given: {
      facts: inOrder(...enrolled({}), left('2026-04-30', 'suspended')),
      asOf: '2026-04-30',
      told: SIX_MONTHS,
    },
    expected: [{ of: '2020-03-02 removal', because: ['left-suspended-until'] }],
    source: 'R2',
  },
  {
    name: 'Nothing is open sixteen days before the suspension ends',
    given: { facts: inOrder(...SUSPENDED), asOf: '2026-10-14', told: SIX_MONTHS },
    expected: [],
    source: 'R2',
  },
  {
    name: 'The end of a suspension opens fifteen days before',
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
    name: 'A suspension without a known limit opens nothing',
    given: { facts: inOrder(...SUSPENDED), asOf: '2026-10-15' },
    expected: [],
    source: 'R2',
  },
  {
    name: 'Back before the limit: the suspension closes, and an enrolment opens',
    given: { facts: inOrder(...SUSPENDED, resumed('2026-10-12')), asOf: '2026-10-15', told: SIX_MONTHS },
    expected: [{ of: '2026-10-12 enrolment', because: ['started-by-resumption'] }],
    source: 'F6',
  },
  {
    name: 'Left for good: the suspension closes',
    given: {
      facts: inOrder(...SUSPENDED, left('2026-04-30', 'resigned')),
      asOf: '2026-10-15',
      told: SIX_MONTHS,
    },
    expected: [],
    source: 'F2',
  },
];
