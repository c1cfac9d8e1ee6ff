import type { Fact } from '../../domain/facts/fact.ts';
import type { RosterFindingKind } from '../../domain/roster/finding.ts';
import { accepted, charged, hireCancelled, hired, left, moved, noticed, resumed } from '../support/facts.ts';

/**
 * Worked examples of a roster compared with our facts about 赵敏 (E1). The roster lists the people of U1 and U2 on
 * 2026-06-30. The facts were stated from 2026-01-01 on. Run by roster-examples.test.ts.
 */
export interface RosterExample {
  readonly name: string;
  readonly facts: readonly Fact[];
  /** Her lines with unit, day of hire and last working day; empty if she is not on the roster. */
  readonly lines: readonly (readonly [unit: string | undefined, hiredOn?: string, lastWorkingDay?: string])[];
  readonly complete?: boolean;
  readonly since?: string;
  /** Each finding with its code and the facts that correct it. */
  readonly expected: readonly (readonly [RosterFindingKind, code: string, ...mends: string[]])[];
}

const AT_U1 = hired('2026-03-02', 'U1');

export const ROSTER_EXAMPLES: readonly RosterExample[] = [
  {
    name: 'On the roster as in our facts: no finding',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'On the roster without a fact: the hire was lost',
    facts: [],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-never-received', 'roster-hire', 'hire U1 2026-06-15']],
  },
  {
    name: 'Hired and left on the roster without a fact: both were lost',
    facts: [],
    lines: [['U1', '2026-06-01', '2026-06-12']],
    expected: [['hire-never-received', 'roster-hire-and-leave', 'hire U1 2026-06-01', 'leave 2026-06-12']],
  },
  {
    name: 'On the roster without a day of hire: the day is asked for',
    facts: [],
    lines: [['U1']],
    expected: [['hire-never-received', 'roster-hire-undated', 'asks for the hire']],
  },
  {
    name: 'Left on the roster before the day that matters: no finding',
    facts: [],
    lines: [['U1', '2019-06-01', '2025-06-29']],
    since: '2025-06-30',
    expected: [],
  },
  {
    name: 'Left on the roster on the day that matters: both were lost',
    facts: [],
    lines: [['U1', '2019-06-01', '2025-06-30']],
    since: '2025-06-30',
    expected: [['hire-never-received', 'roster-hire-and-leave', 'hire U1 2019-06-01', 'leave 2025-06-30']],
  },
  {
    name: 'A future hire on the roster: the hire was lost',
    facts: [],
    lines: [['U1', '2026-07-06']],
    expected: [['hire-never-received', 'roster-hire', 'hire U1 2026-07-06']],
  },
  {
    name: 'Missing from a complete roster: perhaps left, and the day is asked for',
    facts: [AT_U1],
    lines: [],
    complete: true,
    expected: [['leave-never-received', 'roster-absent', 'asks for the leave']],
  },
  {
    name: 'Missing from an incomplete roster: no finding',
    facts: [AT_U1],
    lines: [],
    expected: [],
  },
  {
    name: 'Missing from the roster with a hire after its day: no finding',
    facts: [hired('2026-07-01', 'U1')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing from the roster with a hire on its day: perhaps left',
    facts: [hired('2026-06-30', 'U1')],
    lines: [],
    complete: true,
    expected: [['leave-never-received', 'roster-absent', 'asks for the leave']],
  },
  {
    name: 'Missing from the roster with a hire reported after it: no finding',
    facts: [hired('2026-06-15', 'U1', {}, { statedAt: '2026-07-01T02:00:00.000Z' })],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing from the roster, at a unit that it does not cover: no finding',
    facts: [hired('2026-03-02', 'U3')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing from the roster after a leave notice without a day: already asked for',
    facts: [AT_U1, noticed('leave', '2026-06-20')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing from the roster after a known leave: no finding',
    facts: [AT_U1, left('2026-06-26')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'On the roster with a future leave: no finding',
    facts: [AT_U1, left('2026-07-31')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'On the roster on the last working day: no finding',
    facts: [AT_U1, left('2026-06-30')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'On the roster the day after the last working day: a person has to decide',
    facts: [AT_U1, left('2026-06-29')],
    lines: [['U1', '2026-03-02']],
    expected: [['leave-date-differs', 'roster-still-listed']],
  },
  {
    name: 'On the roster while suspended: no finding',
    facts: [AT_U1, left('2026-05-29', 'suspended')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'On the roster with a hire after the known leave: the rehire was lost',
    facts: [AT_U1, left('2026-05-29')],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-never-received', 'roster-hire', 'hire U1 2026-06-15']],
  },
  {
    name: 'A last working day on the roster without a fact: the leave was lost',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02', '2026-06-26']],
    expected: [['leave-never-received', 'roster-leave-dated', 'leave 2026-06-26']],
  },
  {
    name: 'A future last working day on the roster without a fact: the leave was lost',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02', '2026-07-31']],
    expected: [['leave-never-received', 'roster-leave-dated', 'leave 2026-07-31']],
  },
  {
    name: 'The roster has the day that a leave notice lacks',
    facts: [AT_U1, noticed('leave', '2026-06-20')],
    lines: [['U1', '2026-03-02', '2026-06-26']],
    expected: [['noticed-date-found', 'roster-noticed-leave', 'leave 2026-06-26']],
  },
  {
    name: 'The roster has the day that a hire notice lacks',
    facts: [noticed('hire', '2026-06-20', { unitId: 'U1' })],
    lines: [['U1', '2026-06-15']],
    expected: [['noticed-date-found', 'roster-noticed-hire', 'hire U1 2026-06-15']],
  },
  {
    name: 'Neither the hire notice nor the roster has a day: already asked for',
    facts: [noticed('hire', '2026-06-20', { unitId: 'U1' })],
    lines: [['U1']],
    expected: [],
  },
  {
    name: 'A different day of hire: corrected',
    facts: [AT_U1],
    lines: [['U1', '2026-03-09']],
    expected: [['hire-date-differs', 'roster-hire-date', 'hire U1 2026-03-09']],
  },
  {
    name: 'A later day of hire than a paid month: a person has to check for a leave and a rehire',
    facts: [AT_U1, charged('U1', '2026-04')],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-date-differs', 'roster-hire-date-covered']],
  },
  {
    name: 'A later day of hire than the accepted enrolment: a person has to check',
    facts: [AT_U1, accepted('enrolment', '2026-03-10')],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-date-differs', 'roster-hire-date-covered']],
  },
  {
    name: 'A different day of hire, ours reported after the roster: no finding',
    facts: [AT_U1, hired('2026-03-05', 'U1', {}, { statedAt: '2026-07-01T02:00:00.000Z' })],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'The roster has the original day of hire after a resumption: no finding',
    facts: [AT_U1, left('2026-04-30', 'suspended'), resumed('2026-06-01')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'A different last working day: corrected',
    facts: [AT_U1, left('2026-06-19')],
    lines: [['U1', '2026-03-02', '2026-06-26']],
    expected: [['leave-date-differs', 'roster-leave-date', 'leave 2026-06-26']],
  },
  {
    name: 'On the roster at another unit: a person has to state the day of the move',
    facts: [AT_U1],
    lines: [['U2', '2026-03-02']],
    complete: true,
    expected: [['unit-differs', 'roster-unit']],
  },
  {
    name: 'On the roster at the unit of a future move: no finding',
    facts: [AT_U1, moved('2026-07-06', 'U2', 'U1')],
    lines: [['U2', '2026-03-02']],
    complete: true,
    expected: [],
  },
  {
    name: 'On the roster at the unit before a move: a person has to check',
    facts: [AT_U1, moved('2026-06-15', 'U2', 'U1')],
    lines: [['U1', '2026-03-02']],
    expected: [['unit-differs', 'roster-unit']],
  },
  {
    name: 'Only a move is known: the hire before it was lost',
    facts: [moved('2026-06-15', 'U2', 'U1')],
    lines: [['U2', '2026-03-02']],
    expected: [['hire-never-received', 'roster-hire-before-move', 'hire U1 2026-03-02']],
  },
  {
    name: 'Only a move is known, and the roster has a later day of hire: a person has to check',
    facts: [moved('2026-06-15', 'U2', 'U1')],
    lines: [['U2', '2026-06-16']],
    expected: [['hire-date-differs', 'roster-move-date-decide']],
  },
  {
    name: 'On the roster after a cancelled hire: a person has to decide',
    facts: [AT_U1, hireCancelled({ hiredOn: '2026-03-02' }, { statedAt: '2026-03-03T02:00:00.000Z' })],
    lines: [['U1', '2026-03-02']],
    expected: [['hire-never-received', 'roster-hire-taken-back']],
  },
  {
    name: 'Two lines with different days: a person has to decide',
    facts: [AT_U1],
    lines: [
      ['U1', '2026-03-02'],
      ['U1', '2026-05-04'],
    ],
    complete: true,
    expected: [['listed-twice', 'roster-listed-twice']],
  },
  {
    name: 'Two equal lines count as one',
    facts: [AT_U1],
    lines: [
      ['U1', '2026-03-09'],
      ['U1', '2026-03-09'],
    ],
    expected: [['hire-date-differs', 'roster-hire-date', 'hire U1 2026-03-09']],
  },
  {
    name: 'A last working day before the day of hire: the roster contradicts itself',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02', '2026-03-01']],
    expected: [['leave-date-differs', 'roster-reversed']],
  },
];
