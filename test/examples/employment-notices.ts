import {
  hireCancelled,
  hired,
  leaveCancelled,
  left,
  moved,
  noticed,
  resumed,
  voided,
} from '../support/facts.ts';
import type { EmploymentExample } from './employment.ts';

/**
 * Worked examples of hires and leaves that were told of without their day. Each fact names the day on which it was
 * stated; a date comes only from a fact that has one. Run by fold-examples.test.ts, in every rotation of the facts.
 */

/** Stated on that day, at ten in the morning in China. */
const on = (day: string, hour = '02') => ({ statedAt: `${day}T${hour}:00:00.000Z` });

const service = { id: '2026-03-02', unit: 'U1', is: 'employed since 2026-03-02' };
const served = { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-08-31' };
const inMarch = hired('2026-03-02', 'U1', {}, on('2026-03-02'));
const toAugust = left('2026-08-31', 'resigned', {}, on('2026-08-25'));

const open = (what: string, unit = 'U1') => ({ id: 'noticed', unit, is: what });

export const NOTICE_EXAMPLES: readonly EmploymentExample[] = [
  // Told to be hired
  {
    name: 'A hire told of without its day opens no employment, and the day of the message is no first working day',
    facts: [noticed('hire', '2026-09-01', { unitId: 'U1' })],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F10',
  },
  {
    name: 'Without a unit it is at an unknown one',
    facts: [noticed('hire', '2026-09-01')],
    expected: [open('hire noticed 2026-09-01', '?')],
    source: 'F10',
  },
  {
    name: 'Told in the evening of the 31st in UTC, it was told on the 1st in China',
    facts: [noticed('hire', '2026-08-31', { unitId: 'U1' }, on('2026-08-31', '16'))],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F9',
  },
  {
    name: 'Several notices of a hire are one, told on the first day',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }),
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'again' }),
      noticed('hire', '2026-09-04', { unitId: 'U1' }),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F1, F10',
  },
  {
    name: 'The day comes later: the employment is there, and nothing is asked any more',
    facts: [noticed('hire', '2026-09-03'), hired('2026-09-01', 'U1', {}, on('2026-09-05'))],
    expected: [{ id: '2026-09-01', unit: 'U1', is: 'employed since 2026-09-01' }],
    source: 'F10',
  },
  {
    name: 'The day was stated before the notice: nothing is asked of somebody employed',
    facts: [inMarch, noticed('hire', '2026-09-03')],
    expected: [service],
    source: 'F10',
  },
  {
    name: 'A transfer of somebody never seen hired answers the notice as well',
    facts: [noticed('hire', '2026-09-01'), moved('2026-09-07', 'U2', 'U1', on('2026-09-07'))],
    expected: [{ id: '2026-09-07', unit: 'U2', is: 'employed since 2026-09-07' }],
    source: 'F5, F10',
  },
  {
    name: 'Told to be hired on the last working day itself, the person was in service',
    facts: [inMarch, toAugust, noticed('hire', '2026-08-31', { unitId: 'U1' })],
    expected: [served],
    source: 'F10',
  },
  {
    name: 'Told to be hired the day after the last working day, it is another hire, without its day',
    facts: [inMarch, toAugust, noticed('hire', '2026-09-01', { unitId: 'U1' })],
    expected: [served, open('hire noticed 2026-09-01')],
    source: 'F3, F10',
  },
  {
    name: 'A rehire stated before that notice does answer it, if it runs',
    facts: [
      inMarch,
      toAugust,
      hired('2026-09-07', 'U1', {}, on('2026-08-28')),
      noticed('hire', '2026-09-01', { unitId: 'U1' }),
    ],
    expected: [served, { id: '2026-09-07', unit: 'U1', is: 'employed since 2026-09-07' }],
    source: 'F10',
  },
  {
    name: 'A resumption after a suspension answers the notice',
    facts: [
      inMarch,
      left('2026-08-31', 'suspended', {}, on('2026-08-25')),
      noticed('hire', '2026-10-08'),
      resumed('2026-10-08', on('2026-10-09')),
    ],
    expected: [served, { id: '2026-10-08', unit: 'U1', is: 'employed since 2026-10-08' }],
    source: 'F6, F10',
  },
  {
    name: 'A hire told of under another employment id than the one that runs is another hire',
    facts: [
      hired('2026-03-02', 'U1', { employmentId: 'A' }, on('2026-03-02')),
      noticed('hire', '2026-09-01', { employmentId: 'B', unitId: 'U2' }),
    ],
    expected: [{ ...service, id: 'e-A' }, open('hire noticed 2026-09-01', 'U2')],
    source: 'F3, F10',
  },
  {
    name: 'A hire taken back at the same moment or later answers the notice, and it is known to be taken back',
    facts: [
      noticed('hire', '2026-09-01', { employmentId: 'A', unitId: 'U1' }),
      hireCancelled({ employmentId: 'A' }, on('2026-09-01')),
    ],
    expected: [open('noticed, taken back')],
    source: 'F4, F10',
  },
  {
    name: 'A hire taken back before the notice does not',
    facts: [
      noticed('hire', '2026-09-01', { employmentId: 'A', unitId: 'U1' }),
      hireCancelled({ employmentId: 'A' }, on('2026-09-01', '01')),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F2, F4, F10',
  },
  {
    name: 'Another employment’s hire taken back does not',
    facts: [
      noticed('hire', '2026-09-01', { employmentId: 'A', unitId: 'U1' }),
      hireCancelled({ employmentId: 'B' }, on('2026-09-03')),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F3, F4, F10',
  },
  {
    name: 'A voided notice asks nothing, and is known to be taken back',
    facts: [noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }), voided('n', on('2026-09-02'))],
    expected: [open('noticed, taken back')],
    source: 'F8, F10',
  },
  {
    name: 'Taken back and voided, it is known to be taken back all the same',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }),
      hireCancelled({ hiredOn: '2026-09-07' }, on('2026-09-02')),
      voided('n', on('2026-09-02')),
    ],
    expected: [open('noticed, taken back')],
    source: 'F4, F8, F10',
  },
  {
    name: 'A voided notice of a hire whose day is known leaves nothing behind',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }),
      hired('2026-09-01', 'U1', {}, on('2026-09-02')),
      voided('n', on('2026-09-03')),
    ],
    expected: [{ id: '2026-09-01', unit: 'U1', is: 'employed since 2026-09-01' }],
    source: 'F8, F10',
  },
  {
    name: 'A notice that was said again asks though the other was voided',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }),
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'again' }),
      voided('n', on('2026-09-02')),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F8, F10',
  },
  {
    name: 'A hire dated and taken back after the notice leaves nothing to ask',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }),
      hired('2026-09-01', 'U1', {}, on('2026-09-02')),
      hireCancelled({ hiredOn: '2026-09-01' }, on('2026-09-03')),
    ],
    expected: [{ id: '2026-09-01', unit: 'U1', is: 'cancelled' }],
    source: 'F4, F10',
  },
  // Told to have left
  {
    name: 'A leave told of without its day leaves somebody in service, and asks for the last working day',
    facts: [inMarch, noticed('leave', '2026-09-01')],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F10',
  },
  {
    name: 'Several notices of a leave are one, told on the first day',
    facts: [inMarch, noticed('leave', '2026-09-04'), noticed('leave', '2026-09-01', { name: '赵敏' })],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F1, F10',
  },
  {
    name: 'The last working day comes later',
    facts: [inMarch, noticed('leave', '2026-09-01'), left('2026-08-31', 'resigned', {}, on('2026-09-03'))],
    expected: [{ ...served, missing: 'none' }],
    source: 'F10',
  },
  {
    name: 'The last working day came before the notice, as with systems that tell of a leave the day after it',
    facts: [inMarch, toAugust, noticed('leave', '2026-09-01')],
    expected: [{ ...served, missing: 'none' }],
    source: 'F10',
  },
  {
    name: 'A last working day that lies ahead answers as well',
    facts: [inMarch, noticed('leave', '2026-08-01'), left('2026-08-31', 'resigned', {}, on('2026-08-02'))],
    expected: [{ ...served, missing: 'none' }],
    source: 'F10',
  },
  {
    name: 'A leave taken back no earlier than the notice was told answers it',
    facts: [
      inMarch,
      noticed('leave', '2026-09-01'),
      leaveCancelled({ lastWorkingDay: '2026-08-31' }, on('2026-09-01')),
    ],
    expected: [{ ...service, missing: 'none' }],
    source: 'F4, F10',
  },
  {
    name: 'A leave taken back before, and told of anew without its day, is asked for',
    facts: [
      inMarch,
      toAugust,
      leaveCancelled({ lastWorkingDay: '2026-08-31' }, on('2026-08-27')),
      noticed('leave', '2026-09-01'),
    ],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F4, F10',
  },
  {
    name: 'A voided notice of a leave asks nothing',
    facts: [inMarch, noticed('leave', '2026-09-01', {}, { id: 'n' }), voided('n', on('2026-09-02'))],
    expected: [{ ...service, missing: 'none' }],
    source: 'F8, F10',
  },
  {
    name: 'Hired again after the notice, and told so only then: nothing is asked',
    facts: [inMarch, noticed('leave', '2026-06-01'), hired('2026-09-01', 'U1', {}, on('2026-09-01'))],
    expected: [{ id: '2026-03-02', unit: 'U1', is: 'employed since 2026-09-01', missing: 'none' }],
    source: 'F3, F10',
  },
  {
    name: 'Hired on the day of the notice itself: the last working day before it is asked for',
    facts: [inMarch, noticed('leave', '2026-09-01'), hired('2026-09-01', 'U1', {}, on('2026-09-02'))],
    expected: [
      { id: '2026-03-02', unit: 'U1', is: 'employed since 2026-09-01', missing: 'leave noticed 2026-09-01' },
    ],
    source: 'F10: once the last working day is told, the two employments come apart (F3)',
  },
  {
    name: 'Leave and rehire are both told after the notice: the leave answers it, and the new employment is asked nothing',
    facts: [
      inMarch,
      noticed('leave', '2026-09-10'),
      left('2026-08-31', 'resigned', {}, on('2026-09-11')),
      hired('2026-09-07', 'U1', {}, on('2026-09-11')),
    ],
    expected: [
      { ...served, missing: 'none' },
      { id: '2026-09-07', unit: 'U1', is: 'employed since 2026-09-07', missing: 'none' },
    ],
    source: 'F3, F10',
  },
  {
    name: 'So it is where all three are told on the day of the rehire',
    facts: [
      inMarch,
      noticed('leave', '2026-09-07', {}, on('2026-09-07', '01')),
      left('2026-09-04', 'resigned', {}, on('2026-09-07', '03')),
      hired('2026-09-07', 'U1', {}, on('2026-09-07', '03')),
    ],
    expected: [
      { ...served, is: '2026-03-02 to 2026-09-04', missing: 'none' },
      { id: '2026-09-07', unit: 'U1', is: 'employed since 2026-09-07', missing: 'none' },
    ],
    source: 'F3, F10',
  },
  {
    name: 'A leave that was told before the notice does not answer it: it is about the rehire, told late though it was',
    facts: [
      inMarch,
      toAugust,
      noticed('leave', '2026-09-10'),
      hired('2026-09-07', 'U1', {}, on('2026-09-11')),
    ],
    expected: [
      { ...served, missing: 'none' },
      {
        id: '2026-09-07',
        unit: 'U1',
        is: 'employed since 2026-09-07',
        missing: 'leave noticed 2026-09-10',
      },
    ],
    source: 'F10',
  },
  {
    name: 'Nor does a leave told since where the rehire was known before: it may be the rehire that ended',
    facts: [
      inMarch,
      hired('2026-09-07', 'U1', {}, on('2026-09-07')),
      noticed('leave', '2026-09-10'),
      left('2026-08-31', 'resigned', {}, on('2026-09-11')),
    ],
    expected: [
      { ...served, missing: 'none' },
      {
        id: '2026-09-07',
        unit: 'U1',
        is: 'employed since 2026-09-07',
        missing: 'leave noticed 2026-09-10',
      },
    ],
    source: 'F10',
  },
  {
    name: 'Nor where the notice names the new employment, and the leave is that of the one before',
    facts: [
      inMarch,
      noticed('leave', '2026-09-10', { employmentId: 'B' }),
      left('2026-08-31', 'resigned', {}, on('2026-09-11')),
      hired('2026-09-07', 'U1', { employmentId: 'B' }, on('2026-09-11')),
    ],
    expected: [
      { ...served, missing: 'none' },
      { id: 'e-B', unit: 'U1', is: 'employed since 2026-09-07', missing: 'leave noticed 2026-09-10' },
    ],
    source: 'F3, F10',
  },
  {
    name: 'Where a system names both employments alike, the leave told since answers the notice',
    facts: [
      hired('2026-03-02', 'U1', { employmentId: 'A' }, on('2026-03-02')),
      noticed('leave', '2026-09-10', { employmentId: 'A' }),
      left('2026-08-31', 'resigned', { employmentId: 'A' }, on('2026-09-11')),
      hired('2026-09-07', 'U1', { employmentId: 'A' }, on('2026-09-11', '03')),
    ],
    expected: [
      { ...served, id: 'e-A', missing: 'none' },
      { id: 'e-A+again+2', unit: 'U1', is: 'employed since 2026-09-07', missing: 'none' },
    ],
    source: 'F3, F10',
  },
  {
    name: 'Told to leave before the first day that was stated: the hire stands until somebody says what happened',
    facts: [hired('2026-09-07', 'U1', {}, on('2026-08-20')), noticed('leave', '2026-09-01')],
    expected: [
      { id: '2026-09-07', unit: 'U1', is: 'employed since 2026-09-07', missing: 'leave noticed 2026-09-01' },
    ],
    source: 'F10',
  },
  {
    name: 'It is about the unit where the person is now',
    facts: [inMarch, moved('2026-06-01', 'U2', 'U1', on('2026-06-01')), noticed('leave', '2026-09-01')],
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-05-31', missing: 'none' },
      {
        id: '2026-03-02+U2',
        unit: 'U2',
        is: 'employed since 2026-06-01',
        missing: 'leave noticed 2026-09-01',
      },
    ],
    source: 'F5, F10',
  },
  {
    name: 'Of two employments at once it is about the one that it names',
    facts: [
      hired('2026-03-02', 'U1', { employmentId: 'A' }, on('2026-03-02')),
      hired('2026-04-01', 'U2', { employmentId: 'B' }, on('2026-04-01')),
      noticed('leave', '2026-09-01', { employmentId: 'A' }),
    ],
    expected: [
      { id: 'e-A', unit: 'U1', is: 'employed since 2026-03-02', missing: 'leave noticed 2026-09-01' },
      { id: 'e-B', unit: 'U2', is: 'employed since 2026-04-01', missing: 'none' },
    ],
    source: 'F3, F10',
  },
  {
    name: 'A leave of somebody never heard of is asked for where the notice says',
    facts: [noticed('leave', '2026-09-01', { unitId: 'U1' })],
    expected: [open('leave noticed 2026-09-01')],
    source: 'F10',
  },
  {
    name: 'A dated leave of somebody never seen hired answers the notice',
    facts: [
      noticed('leave', '2026-09-01', { unitId: 'U1' }),
      left('2026-08-31', 'unknown', {}, on('2026-09-02')),
    ],
    expected: [{ id: 'never-hired', unit: '?', is: 'never hired, left 2026-08-31' }],
    source: 'F3, F10',
  },
  {
    name: 'After a hire that was taken back, somebody told to have left never began',
    facts: [
      hired('2026-09-07', 'U1', {}, on('2026-08-20')),
      hireCancelled({ hiredOn: '2026-09-07' }, on('2026-08-28')),
      noticed('leave', '2026-09-01'),
    ],
    expected: [{ id: '2026-09-07', unit: 'U1', is: 'cancelled' }],
    source: 'F4, F10',
  },
  // Both
  {
    name: 'Hired and left, and no day of either: one question for both',
    facts: [noticed('hire', '2026-03-02', { unitId: 'U1' }), noticed('leave', '2026-09-01')],
    expected: [open('hire noticed 2026-03-02, leave noticed 2026-09-01')],
    source: 'F10',
  },
  {
    name: 'Of the two the first day comes: the last one is still asked for',
    facts: [
      noticed('hire', '2026-03-02'),
      noticed('leave', '2026-09-01'),
      hired('2026-03-02', 'U1', {}, on('2026-09-03')),
    ],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F10',
  },
  {
    name: 'Told to be hired again and to have left again after the last leave: both are asked for',
    facts: [
      inMarch,
      toAugust,
      noticed('hire', '2026-10-08', { unitId: 'U1' }),
      noticed('leave', '2026-11-02'),
    ],
    expected: [{ ...served, missing: 'none' }, open('hire noticed 2026-10-08, leave noticed 2026-11-02')],
    source: 'F10',
  },
  // The reason
  {
    name: 'A leave whose reason nobody stated has none that is assumed',
    facts: [inMarch, left('2026-08-31', 'unknown', {}, on('2026-08-25'))],
    expected: [{ ...served, because: 'unknown' }],
    source: 'R2',
  },
  {
    name: 'A reason stated later stands',
    facts: [
      inMarch,
      left('2026-08-31', 'unknown', {}, on('2026-08-25')),
      left('2026-08-31', 'retired', {}, on('2026-08-26')),
    ],
    expected: [{ ...served, because: 'retired' }],
    source: 'F2',
  },
  {
    name: 'A later word without a reason corrects the day and takes no reason back',
    facts: [
      inMarch,
      left('2026-08-28', 'retired', {}, on('2026-08-25')),
      left('2026-08-31', 'unknown', {}, on('2026-08-26')),
    ],
    expected: [{ ...served, because: 'retired' }],
    source: 'F2',
  },
  {
    name: 'A reason goes with the leave that was taken back',
    facts: [
      inMarch,
      left('2026-07-31', 'retired', {}, on('2026-07-25')),
      leaveCancelled({ lastWorkingDay: '2026-07-31' }, on('2026-07-26')),
      left('2026-08-31', 'unknown', {}, on('2026-08-26')),
    ],
    expected: [{ ...served, because: 'unknown' }],
    source: 'F4',
  },
];
