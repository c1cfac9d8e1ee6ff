import { accepted, hireCancelled, hired, left, noticed, voided } from '../support/facts.ts';
import type { CaseExample } from './cases.ts';

/**
 * What people have to do when the HR system told of a hire or a leave without its day, and when it does not say why
 * somebody left. Run by case-examples.test.ts.
 */

/** Stated on that day, at ten in the morning in China. */
const on = (day: string) => ({ statedAt: `${day}T02:00:00.000Z` });

const enrolled = [
  hired('2026-03-02', 'U1', {}, on('2026-03-02')),
  accepted('enrolment', '2026-03-04', undefined, on('2026-03-04')),
];

const toldToBeHired = noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' });
const toldToHaveLeft = noticed('leave', '2026-09-01');

export const DATE_MISSING_EXAMPLES: readonly CaseExample[] = [
  {
    name: 'The day before it was told of, a hire without its day asks nobody anything',
    given: { facts: [toldToBeHired], asOf: '2026-08-31' },
    expected: [],
    source: 'F10',
  },
  {
    name: 'On the day it was told, a hire without its day asks for it, and no act-by date is made up',
    given: { facts: [toldToBeHired], asOf: '2026-09-01' },
    expected: [
      {
        of: 'noticed date-missing',
        state: 'open',
        openedOn: '2026-09-01',
        question: 'told on 2026-09-01, due on 2026-10-01 if that was the day; no deadline, no event',
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
    name: 'However long ago it was told, nothing is said to be overdue',
    given: { facts: [toldToBeHired], asOf: '2026-12-01' },
    expected: [
      {
        of: 'noticed date-missing',
        question: 'told on 2026-09-01, due on 2026-10-01 if that was the day; no deadline, no event',
      },
    ],
    source: 'F10',
  },
  {
    name: 'A hire without its day and without its unit asks for both',
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
    name: 'Once the day is told, the enrolment counts from it, not from the message',
    given: {
      facts: [toldToBeHired, hired('2026-08-24', 'U1', {}, on('2026-09-03'))],
      asOf: '2026-09-03',
    },
    expected: [{ of: '2026-08-24 enrolment', openedOn: '2026-08-24', statutoryDueOn: '2026-09-23' }],
    arithmetic: '24 Aug + 30 = 23 Sep',
    source: 'F10, R1',
  },
  {
    name: 'A hire told of and taken back asks nothing',
    given: {
      facts: [toldToBeHired, hireCancelled({ hiredOn: '2026-09-07' }, on('2026-09-02'))],
      asOf: '2026-09-03',
    },
    expected: [],
    source: 'F4, F10',
  },
  {
    name: 'A notice that was voided asks nothing',
    given: { facts: [toldToBeHired, voided('n', on('2026-09-02'))], asOf: '2026-09-03' },
    expected: [],
    source: 'F8, F10',
  },
  {
    name: 'A leave without its day asks for the last working day; no removal has a date yet',
    given: { facts: [...enrolled, toldToHaveLeft], asOf: '2026-09-01' },
    expected: [
      {
        of: '2026-03-02 date-missing',
        state: 'open',
        openedOn: '2026-09-01',
        question: 'told on 2026-09-01, due on 2026-09-16 if that was the day; no deadline, no event',
        because: ['leave-noticed', 'leave-day-missing', 'leave-due-if-told-on'],
        steps: ['step-ask-last-day', 'step-enter-date', 'step-void-notice'],
        documents: [],
      },
    ],
    arithmetic: '1 Sep + 15 = 16 Sep, had that been the last working day',
    source: 'F10, R2; 劳动合同法 50',
  },
  {
    name: 'The day before, nobody is asked',
    given: { facts: [...enrolled, toldToHaveLeft], asOf: '2026-08-31' },
    expected: [],
    source: 'F10',
  },
  {
    name: 'Once the last working day is told, the removal counts from it',
    given: {
      facts: [...enrolled, toldToHaveLeft, left('2026-08-28', 'resigned', {}, on('2026-09-03'))],
      asOf: '2026-09-03',
    },
    expected: [{ of: '2026-03-02 removal', statutoryDueOn: '2026-09-12' }],
    arithmetic: '28 Aug + 15 = 12 Sep',
    source: 'F10, R2',
  },
  {
    name: 'A last working day that lies ahead leaves nothing to ask until it has come',
    given: {
      facts: [...enrolled, toldToHaveLeft, left('2026-09-30', 'resigned', {}, on('2026-09-03'))],
      asOf: '2026-09-29',
    },
    expected: [],
    source: 'F10, R2',
  },
  {
    name: 'Hired and left without either day: one case asks for both, by the earlier of the dates it might have',
    given: { facts: [toldToBeHired, noticed('leave', '2026-09-08')], asOf: '2026-09-08' },
    expected: [
      {
        of: 'noticed date-missing',
        question: 'told on 2026-09-01, due on 2026-09-23 if that was the day; no deadline, no event',
        steps: ['step-ask-first-day', 'step-ask-last-day'],
        because: ['hire-noticed', 'leave-noticed'],
      },
    ],
    arithmetic: '1 Sep + 30 = 1 Oct; 8 Sep + 15 = 23 Sep, the earlier',
    source: 'F10',
  },
  // R2: a reason that nobody stated
  {
    name: 'A leaver whose reason nobody stated has to be removed all the same, and the reason is asked for',
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
    arithmetic: '4 + 15 = 19 Sep, a Saturday; people’s day back to Fri 18',
    source: 'R2, R11',
  },
  {
    name: 'Once the reason is stated, its papers and its second date are there, and nothing is asked',
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

/** Told of without a day, and answered or taken back: nobody is woken. */
export const ANSWERED_NOTICES = {
  'a hire told of without its day, dated and enrolled since': [toldToBeHired, ...enrolled.map(later)],
  'a hire told of without its day and taken back': [
    toldToBeHired,
    hireCancelled({ hiredOn: '2026-09-07' }, on('2026-09-02')),
  ],
};

/** The same, stated after the notice. */
function later(fact: (typeof enrolled)[number]): (typeof enrolled)[number] {
  return { ...fact, ...on('2026-09-02') } as typeof fact;
}
