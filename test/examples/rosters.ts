import type { Fact } from '../../domain/facts/fact.ts';
import type { RosterFindingKind } from '../../domain/roster/finding.ts';
import { accepted, charged, hireCancelled, hired, left, moved, noticed, resumed } from '../support/facts.ts';

/**
 * Worked examples of a roster compared with our facts of 赵敏, E1. The roster is of U1 and U2, drawn up on
 * 2026-06-30; the facts are stated on 2026-01-01 and later. Run by roster-examples.test.ts.
 */
export interface RosterExample {
  readonly name: string;
  readonly facts: readonly Fact[];
  /** Lines about her: unit, hired on, last working day; none where she is not on it. */
  readonly lines: readonly (readonly [unit: string | undefined, hiredOn?: string, lastWorkingDay?: string])[];
  readonly complete?: boolean;
  readonly since?: string;
  /** Each finding with what would mend it. */
  readonly expected: readonly (readonly [RosterFindingKind, code: string, ...mends: string[]])[];
}

const AT_U1 = hired('2026-03-02', 'U1');

export const ROSTER_EXAMPLES: readonly RosterExample[] = [
  {
    name: 'Agreed in all it says: nothing',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'On the roster and never told of: the hire was lost',
    facts: [],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-never-received', 'roster-hire', 'hire U1 2026-06-15']],
  },
  {
    name: 'Hired and gone again, and neither was told',
    facts: [],
    lines: [['U1', '2026-06-01', '2026-06-12']],
    expected: [['hire-never-received', 'roster-hire-and-leave', 'hire U1 2026-06-01', 'leave 2026-06-12']],
  },
  {
    name: 'On the roster without a day: the day is asked for, not guessed',
    facts: [],
    lines: [['U1']],
    expected: [['hire-never-received', 'roster-hire-undated', 'asks for the hire']],
  },
  {
    name: 'Never told of and gone since before the day that matters: nothing',
    facts: [],
    lines: [['U1', '2019-06-01', '2025-06-29']],
    since: '2025-06-30',
    expected: [],
  },
  {
    name: 'Never told of and gone on the day that matters: found',
    facts: [],
    lines: [['U1', '2019-06-01', '2025-06-30']],
    since: '2025-06-30',
    expected: [['hire-never-received', 'roster-hire-and-leave', 'hire U1 2019-06-01', 'leave 2025-06-30']],
  },
  {
    name: 'A hire announced for a day after the roster’s own, on the roster: taken for what it says',
    facts: [],
    lines: [['U1', '2026-07-06']],
    expected: [['hire-never-received', 'roster-hire', 'hire U1 2026-07-06']],
  },
  {
    name: 'Missing from a complete roster: may have left, and the day is asked for',
    facts: [AT_U1],
    lines: [],
    complete: true,
    expected: [['leave-never-received', 'roster-absent', 'asks for the leave']],
  },
  {
    name: 'Missing from a roster that claims nothing: nothing',
    facts: [AT_U1],
    lines: [],
    expected: [],
  },
  {
    name: 'Missing because the first working day lies after the roster’s own day: nothing',
    facts: [hired('2026-07-01', 'U1')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing though the first working day is the roster’s own: found',
    facts: [hired('2026-06-30', 'U1')],
    lines: [],
    complete: true,
    expected: [['leave-never-received', 'roster-absent', 'asks for the leave']],
  },
  {
    name: 'Missing, and the hire was heard of only after the roster was drawn up: nothing',
    facts: [hired('2026-06-15', 'U1', {}, { statedAt: '2026-07-01T02:00:00.000Z' })],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing, at a unit that the roster does not list: nothing',
    facts: [hired('2026-03-02', 'U3')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing, and the leave was told of without its day: it is asked for already',
    facts: [AT_U1, noticed('leave', '2026-06-20')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Missing after a leave that we know of: nothing',
    facts: [AT_U1, left('2026-06-26')],
    lines: [],
    complete: true,
    expected: [],
  },
  {
    name: 'Still listed with a leave that lies ahead: nothing',
    facts: [AT_U1, left('2026-07-31')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'Still listed on the last working day itself: nothing',
    facts: [AT_U1, left('2026-06-30')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'Still listed the day after the last working day: a person has to say which holds',
    facts: [AT_U1, left('2026-06-29')],
    lines: [['U1', '2026-03-02']],
    expected: [['leave-date-differs', 'roster-still-listed']],
  },
  {
    name: 'Still listed while suspended: nothing, the employment goes on',
    facts: [AT_U1, left('2026-05-29', 'suspended')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'Listed with a later hire than the leave we know: rehired, and that was lost',
    facts: [AT_U1, left('2026-05-29')],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-never-received', 'roster-hire', 'hire U1 2026-06-15']],
  },
  {
    name: 'A last working day that was never told',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02', '2026-06-26']],
    expected: [['leave-never-received', 'roster-leave-dated', 'leave 2026-06-26']],
  },
  {
    name: 'A last working day ahead that was never told',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02', '2026-07-31']],
    expected: [['leave-never-received', 'roster-leave-dated', 'leave 2026-07-31']],
  },
  {
    name: 'The day that a notice of leave lacked',
    facts: [AT_U1, noticed('leave', '2026-06-20')],
    lines: [['U1', '2026-03-02', '2026-06-26']],
    expected: [['noticed-date-found', 'roster-noticed-leave', 'leave 2026-06-26']],
  },
  {
    name: 'The day that a notice of hire lacked',
    facts: [noticed('hire', '2026-06-20', { unitId: 'U1' })],
    lines: [['U1', '2026-06-15']],
    expected: [['noticed-date-found', 'roster-noticed-hire', 'hire U1 2026-06-15']],
  },
  {
    name: 'A notice of hire, and the roster has no day either: it is asked for already',
    facts: [noticed('hire', '2026-06-20', { unitId: 'U1' })],
    lines: [['U1']],
    expected: [],
  },
  {
    name: 'A hire date that differs',
    facts: [AT_U1],
    lines: [['U1', '2026-03-09']],
    expected: [['hire-date-differs', 'roster-hire-date', 'hire U1 2026-03-09']],
  },
  {
    name: 'A later hire date than the month already paid: there may be a leave and a rehire in between, so a person looks',
    facts: [AT_U1, charged('U1', '2026-04')],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-date-differs', 'roster-hire-date-covered']],
  },
  {
    name: 'A later hire date than the accepted enrolment: the same',
    facts: [AT_U1, accepted('enrolment', '2026-03-10')],
    lines: [['U1', '2026-06-15']],
    expected: [['hire-date-differs', 'roster-hire-date-covered']],
  },
  {
    name: 'A hire date differs, and we heard of ours after the roster was drawn up: ours is the later word',
    facts: [AT_U1, hired('2026-03-05', 'U1', {}, { statedAt: '2026-07-01T02:00:00.000Z' })],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'The hire date of somebody who resumed after a suspension is that of the hire: nothing',
    facts: [AT_U1, left('2026-04-30', 'suspended'), resumed('2026-06-01')],
    lines: [['U1', '2026-03-02']],
    expected: [],
  },
  {
    name: 'A leave date that differs',
    facts: [AT_U1, left('2026-06-19')],
    lines: [['U1', '2026-03-02', '2026-06-26']],
    expected: [['leave-date-differs', 'roster-leave-date', 'leave 2026-06-26']],
  },
  {
    name: 'Listed at another unit: a move without its day is for a person to tell',
    facts: [AT_U1],
    lines: [['U2', '2026-03-02']],
    complete: true,
    expected: [['unit-differs', 'roster-unit']],
  },
  {
    name: 'Listed at the unit of a move that lies ahead: nothing',
    facts: [AT_U1, moved('2026-07-06', 'U2', 'U1')],
    lines: [['U2', '2026-03-02']],
    complete: true,
    expected: [],
  },
  {
    name: 'Listed where the person was before a move: the roster is behind, or the move did not happen',
    facts: [AT_U1, moved('2026-06-15', 'U2', 'U1')],
    lines: [['U1', '2026-03-02']],
    expected: [['unit-differs', 'roster-unit']],
  },
  {
    name: 'Only the move was ever told: the hire before it was lost',
    facts: [moved('2026-06-15', 'U2', 'U1')],
    lines: [['U2', '2026-03-02']],
    expected: [['hire-never-received', 'roster-hire-before-move', 'hire U1 2026-03-02']],
  },
  {
    name: 'The hire was taken back, and the roster lists the person: a person has to say',
    facts: [AT_U1, hireCancelled({ hiredOn: '2026-03-02' }, { statedAt: '2026-03-03T02:00:00.000Z' })],
    lines: [['U1', '2026-03-02']],
    expected: [['hire-never-received', 'roster-hire-taken-back']],
  },
  {
    name: 'Listed twice with different days: which line holds, a person has to say',
    facts: [AT_U1],
    lines: [
      ['U1', '2026-03-02'],
      ['U1', '2026-05-04'],
    ],
    complete: true,
    expected: [['listed-twice', 'roster-listed-twice']],
  },
  {
    name: 'Listed twice with the same: once',
    facts: [AT_U1],
    lines: [
      ['U1', '2026-03-09'],
      ['U1', '2026-03-09'],
    ],
    expected: [['hire-date-differs', 'roster-hire-date', 'hire U1 2026-03-09']],
  },
  {
    name: 'A last working day before the first: the roster contradicts itself',
    facts: [AT_U1],
    lines: [['U1', '2026-03-02', '2026-03-01']],
    expected: [['leave-date-differs', 'roster-reversed']],
  },
];
