import { accepted, hireCancelled, hired, left, noticed, voided } from '../support/facts.ts';
import type { CaseExample } from './cases.ts';

/**
 * Cases of a hire or a leave that the HR system reports without its day, or without the reason why
 * a person left. Run by case-examples.test.ts.
 */

/** The statement was made on the given day, at ten in the morning in China. */
const on = (day: string) => ({ statedAt: `${day}T02:00:00.000Z` });

const enrolled = [
  hired('2026-03-02', 'U1', {}, on('2026-03-02')),
  accepted('enrolment', '2026-03-04', undefined, on('2026-03-04')),
];

const hireNotice = noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' });
const leaveNotice = noticed('leave', '2026-09-01');

export const DATE_MISSING_EXAMPLES: readonly CaseExample[] = [
  {
    name: 'A hire notice without a day opens nothing on the day before it',
    given: { facts: [hireNotice], asOf: '2026-08-31' },
    expected: [],
    source: 'F10',
  },
  {
    name: 'A hire notice without a day asks for the day and invents no act-by date',
    given: { facts: [hireNotice], asOf: '2026-09-01' },
    expected: [
      {
        of: 'noticed date-missing',
        state: 'open',
        openedOn: '2026-09-01',
        question: 'reported on 2026-09-01, due on 2026-10-01 if that was the day; no deadline, no event',
        because: ['hire-noticed', 'hire-day-missing', 'hire-due-if-told-on'],
        without: ['doubt-unit'],
        steps: ['step-ask-first-day', 'step-enter-date', 'step-void-notice'],
        documents: [],
      },
    ],
    arithmetic: '1 Sep + 30 = 1 Oct, had that been the first working day',
    source: 'F10, R1; 社会保险法 58',
  },
  {
    name: 'An old hire notice without a day is never overdue',
    given: { facts: [hireNotice], asOf: '2026-12-01' },
    expected: [
      {
        of: 'noticed date-missing',
        question: 'reported on 2026-09-01, due on 2026-10-01 if that was the day; no deadline, no event',
      },
    ],
    source: 'F10',
  },
  {
    name: 'A hire notice without a day and a unit asks for both',
    given: { facts: [noticed('hire', '2026-09-01')], asOf: '2026-09-01' },
    expected: [
      {
        of: 'noticed date-missing',
        because: ['hire-noticed', 'doubt-unit'],
        steps: ['step-find-out-who', 'step-ask-first-day'],
      },
    ],
    source: 'F3, F10',
  },
  {
    name: 'Once the day of hire is stated, the enrolment counts from it, not from the notice',
    given: {
      facts: [hireNotice, hired('2026-08-24', 'U1', {}, on('2026-09-03'))],
      asOf: '2026-09-03',
    },
    expected: [{ of: '2026-08-24 enrolment', openedOn: '2026-08-24', statutoryDueOn: '2026-09-23' }],
    arithmetic: '24 Aug + 30 = 23 Sep',
    source: 'F10, R1',
  },
  {
    name: 'A hire notice that was cancelled opens nothing',
    given: {
      facts: [hireNotice, hireCancelled({ hiredOn: '2026-09-07' }, on('2026-09-02'))],
      asOf: '2026-09-03',
    },
    expected: [],
    source: 'F4, F10',
  },
  {
    name: 'A hire notice that was voided opens nothing',
    given: { facts: [hireNotice, voided('n', on('2026-09-02'))], asOf: '2026-09-03' },
    expected: [],
    source: 'F8, F10',
  },
  {
    name: 'A leave notice without a day asks for the last working day, and no removal has a date',
    given: { facts: [...enrolled, leaveNotice], asOf: '2026-09-01' },
    expected: [
      {
        of: '2026-03-02 date-missing',
        state: 'open',
        openedOn: '2026-09-01',
        question: 'reported on 2026-09-01, due on 2026-09-16 if that was the day; no deadline, no event',
        because: ['leave-noticed', 'leave-day-missing', 'leave-due-if-told-on'],
        steps: ['step-ask-last-day', 'step-enter-date', 'step-void-notice'],
        documents: [],
      },
    ],
    arithmetic: '1 Sep + 15 = 16 Sep, had that been the last working day',
    source: 'F10, R2; 劳动合同法 50',
  },
  {
    name: 'A leave notice without a day opens nothing on the day before it',
    given: { facts: [...enrolled, leaveNotice], asOf: '2026-08-31' },
    expected: [],
    source: 'F10',
  },
  {
    name: 'Once the last working day is stated, the removal counts from it',
    given: {
      facts: [...enrolled, leaveNotice, left('2026-08-28', 'resigned', {}, on('2026-09-03'))],
      asOf: '2026-09-03',
    },
    expected: [{ of: '2026-03-02 removal', statutoryDueOn: '2026-09-12' }],
    arithmetic: '28 Aug + 15 = 12 Sep',
    source: 'F10, R2',
  },
  {
    name: 'A last working day in the future: no case until that day',
    given: {
      facts: [...enrolled, leaveNotice, left('2026-09-30', 'resigned', {}, on('2026-09-03'))],
      asOf: '2026-09-29',
    },
    expected: [],
    source: 'F10, R2',
  },
  {
    name: 'Hire and leave notices without days: one case asks for both, with the earlier possible date',
    given: { facts: [hireNotice, noticed('leave', '2026-09-08')], asOf: '2026-09-08' },
    expected: [
      {
        of: 'noticed date-missing',
        question: 'reported on 2026-09-01, due on 2026-09-23 if that was the day; no deadline, no event',
        steps: ['step-ask-first-day', 'step-ask-last-day'],
        because: ['hire-noticed', 'leave-noticed'],
      },
    ],
    arithmetic: '1 Sep + 30 = 1 Oct; 8 Sep + 15 = 23 Sep, the earlier',
    source: 'F10',
  },
  // R2: an unknown reason
  {
    name: 'A leave without a reason opens a removal that asks for the reason',
    given: {
      facts: [...enrolled, left('2026-09-04', 'unknown', {}, on('2026-09-04'))],
      asOf: '2026-09-04',
    },
    expected: [
      {
        of: '2026-03-02 removal',
        statutoryDueOn: '2026-09-19',
        actBy: '2026-09-18',
        because: ['left-unknown', 'death-notice-if-died'],
        without: ['death-notice', 'left-resigned'],
        steps: ['step-ask-leaving-reason'],
        documents: ['基本医疗保险参保人员减少登记表'],
      },
    ],
    arithmetic: '4 + 15 = 19 Sep, a Saturday; the act-by date back to Fri 18',
    source: 'R2, R11',
  },
  {
    name: 'Once the reason is stated, the removal has its documents and second date, and asks nothing',
    given: {
      facts: [
        ...enrolled,
        left('2026-09-04', 'unknown', {}, on('2026-09-04')),
        left('2026-09-04', 'deceased', {}, on('2026-09-07')),
      ],
      asOf: '2026-09-08',
    },
    expected: [
      {
        of: '2026-03-02 removal',
        because: ['left-deceased', 'death-notice'],
        without: ['left-unknown', 'death-notice-if-died'],
        steps: [],
        documents: ['基本医疗保险参保人员减少登记表', '死亡证明'],
      },
    ],
    source: 'F2, R2, R11',
  },
];

/** Histories in which a notice without a day was answered or cancelled. Their spells never wake. */
export const ANSWERED_NOTICES = {
  'a hire notice without a day, then dated and enrolled': [hireNotice, ...enrolled.map(later)],
  'a hire notice without a day, then cancelled': [
    hireNotice,
    hireCancelled({ hiredOn: '2026-09-07' }, on('2026-09-02')),
  ],
};

/** The same fact, stated after the notice. */
function later(fact: (typeof enrolled)[number]): (typeof enrolled)[number] {
  return { ...fact, ...on('2026-09-02') } as typeof fact;
}
