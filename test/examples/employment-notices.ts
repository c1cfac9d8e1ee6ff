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
 * Worked examples of hires and leaves that are reported without their day. The day on which a fact was stated is never
 * used as a date; a date only comes from a fact that contains one. Run by fold-examples.test.ts, in every rotation of
 * the facts.
 */

/** The statement was made on the given day, by default at ten in the morning in China. */
const on = (day: string, hour = '02') => ({ statedAt: `${day}T${hour}:00:00.000Z` });

const service = { id: '2026-03-02', unit: 'U1', is: 'employed since 2026-03-02' };
const served = { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-08-31' };
const inMarch = hired('2026-03-02', 'U1', {}, on('2026-03-02'));
const toAugust = left('2026-08-31', 'resigned', {}, on('2026-08-25'));

const open = (what: string, unit = 'U1') => ({ id: 'noticed', unit, is: what });

export const NOTICE_EXAMPLES: readonly EmploymentExample[] = [
  // Hire notices
  {
    name: 'A hire notice without a day opens no employment, and its own day is no first working day',
    facts: [noticed('hire', '2026-09-01', { unitId: 'U1' })],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F10',
  },
  {
    name: 'A hire notice without a unit has an unknown unit',
    facts: [noticed('hire', '2026-09-01')],
    expected: [open('hire noticed 2026-09-01', '?')],
    source: 'F10',
  },
  {
    name: 'A hire notice from the evening of 31 August UTC is of 1 September in China',
    facts: [noticed('hire', '2026-08-31', { unitId: 'U1' }, on('2026-08-31', '16'))],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F9',
  },
  {
    name: 'Several hire notices count as one, from the first day',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }),
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'again' }),
      noticed('hire', '2026-09-04', { unitId: 'U1' }),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F1, F10',
  },
  {
    name: 'A hire notice is answered by a hire stated later',
    facts: [noticed('hire', '2026-09-03'), hired('2026-09-01', 'U1', {}, on('2026-09-05'))],
    expected: [{ id: '2026-09-01', unit: 'U1', is: 'employed since 2026-09-01' }],
    source: 'F10',
  },
  {
    name: 'A hire notice is answered by a hire stated before it',
    facts: [inMarch, noticed('hire', '2026-09-03')],
    expected: [service],
    source: 'F10',
  },
  {
    name: 'A hire notice is answered by a transfer without a hire',
    facts: [noticed('hire', '2026-09-01'), moved('2026-09-07', 'U2', 'U1', on('2026-09-07'))],
    expected: [{ id: '2026-09-07', unit: 'U2', is: 'employed since 2026-09-07' }],
    source: 'F5, F10',
  },
  {
    name: 'A hire notice on the last working day: the person was in service',
    facts: [inMarch, toAugust, noticed('hire', '2026-08-31', { unitId: 'U1' })],
    expected: [served],
    source: 'F10',
  },
  {
    name: 'A hire notice the day after the last working day is another hire without its day',
    facts: [inMarch, toAugust, noticed('hire', '2026-09-01', { unitId: 'U1' })],
    expected: [served, open('hire noticed 2026-09-01')],
    source: 'F3, F10',
  },
  {
    name: 'A hire notice is answered by a rehire stated before it and still open',
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
    name: 'A hire notice is answered by a resumption after a suspension',
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
    name: 'A hire notice with another employment id than the open one is another hire',
    facts: [
      hired('2026-03-02', 'U1', { employmentId: 'A' }, on('2026-03-02')),
      noticed('hire', '2026-09-01', { employmentId: 'B', unitId: 'U2' }),
    ],
    expected: [{ ...service, id: 'e-A' }, open('hire noticed 2026-09-01', 'U2')],
    source: 'F3, F10',
  },
  {
    name: 'A hire notice is cancelled by a cancellation at the same moment or later',
    facts: [
      noticed('hire', '2026-09-01', { employmentId: 'A', unitId: 'U1' }),
      hireCancelled({ employmentId: 'A' }, on('2026-09-01')),
    ],
    expected: [open('noticed, cancelled')],
    source: 'F4, F10',
  },
  {
    name: 'A hire notice is not cancelled by an earlier cancellation',
    facts: [
      noticed('hire', '2026-09-01', { employmentId: 'A', unitId: 'U1' }),
      hireCancelled({ employmentId: 'A' }, on('2026-09-01', '01')),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F2, F4, F10',
  },
  {
    name: 'A hire notice is not cancelled by the cancellation of another employment',
    facts: [
      noticed('hire', '2026-09-01', { employmentId: 'A', unitId: 'U1' }),
      hireCancelled({ employmentId: 'B' }, on('2026-09-03')),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F3, F4, F10',
  },
  {
    name: 'A voided hire notice asks nothing and counts as cancelled',
    facts: [noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }), voided('n', on('2026-09-02'))],
    expected: [open('noticed, cancelled')],
    source: 'F8, F10',
  },
  {
    name: 'A hire notice that was cancelled and voided counts as cancelled',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }),
      hireCancelled({ hiredOn: '2026-09-07' }, on('2026-09-02')),
      voided('n', on('2026-09-02')),
    ],
    expected: [open('noticed, cancelled')],
    source: 'F4, F8, F10',
  },
  {
    name: 'A voided notice of a dated hire leaves nothing',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }),
      hired('2026-09-01', 'U1', {}, on('2026-09-02')),
      voided('n', on('2026-09-03')),
    ],
    expected: [{ id: '2026-09-01', unit: 'U1', is: 'employed since 2026-09-01' }],
    source: 'F8, F10',
  },
  {
    name: 'A repeated hire notice still asks after the other was voided',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'n' }),
      noticed('hire', '2026-09-01', { unitId: 'U1' }, { id: 'again' }),
      voided('n', on('2026-09-02')),
    ],
    expected: [open('hire noticed 2026-09-01')],
    source: 'F8, F10',
  },
  {
    name: 'A hire dated and cancelled after the notice leaves nothing to ask',
    facts: [
      noticed('hire', '2026-09-01', { unitId: 'U1' }),
      hired('2026-09-01', 'U1', {}, on('2026-09-02')),
      hireCancelled({ hiredOn: '2026-09-01' }, on('2026-09-03')),
    ],
    expected: [{ id: '2026-09-01', unit: 'U1', is: 'cancelled' }],
    source: 'F4, F10',
  },
  // Leave notices
  {
    name: 'A leave notice without a day asks for the last working day, and the person stays in service',
    facts: [inMarch, noticed('leave', '2026-09-01')],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F10',
  },
  {
    name: 'Several leave notices count as one, from the first day',
    facts: [inMarch, noticed('leave', '2026-09-04'), noticed('leave', '2026-09-01', { name: '赵敏' })],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F1, F10',
  },
  {
    name: 'A leave notice is answered by a leave stated later',
    facts: [inMarch, noticed('leave', '2026-09-01'), left('2026-08-31', 'resigned', {}, on('2026-09-03'))],
    expected: [{ ...served, missing: 'none' }],
    source: 'F10',
  },
  {
    name: 'A leave notice is answered by a leave stated before it',
    facts: [inMarch, toAugust, noticed('leave', '2026-09-01')],
    expected: [{ ...served, missing: 'none' }],
    source: 'F10',
  },
  {
    name: 'A leave notice is answered by a last working day in the future',
    facts: [inMarch, noticed('leave', '2026-08-01'), left('2026-08-31', 'resigned', {}, on('2026-08-02'))],
    expected: [{ ...served, missing: 'none' }],
    source: 'F10',
  },
  {
    name: 'A leave notice is answered by a cancellation of the leave at the same moment or later',
    facts: [
      inMarch,
      noticed('leave', '2026-09-01'),
      leaveCancelled({ lastWorkingDay: '2026-08-31' }, on('2026-09-01')),
    ],
    expected: [{ ...service, missing: 'none' }],
    source: 'F4, F10',
  },
  {
    name: 'A leave notice after a cancelled leave asks for the last working day',
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
    name: 'A voided leave notice asks nothing',
    facts: [inMarch, noticed('leave', '2026-09-01', {}, { id: 'n' }), voided('n', on('2026-09-02'))],
    expected: [{ ...service, missing: 'none' }],
    source: 'F8, F10',
  },
  {
    name: 'A leave notice before a rehire that was stated later asks nothing',
    facts: [inMarch, noticed('leave', '2026-06-01'), hired('2026-09-01', 'U1', {}, on('2026-09-01'))],
    expected: [{ id: '2026-03-02', unit: 'U1', is: 'employed since 2026-09-01', missing: 'none' }],
    source: 'F3, F10',
  },
  {
    name: 'A leave notice on the day of the rehire asks for the last working day before it',
    facts: [inMarch, noticed('leave', '2026-09-01'), hired('2026-09-01', 'U1', {}, on('2026-09-02'))],
    expected: [
      { id: '2026-03-02', unit: 'U1', is: 'employed since 2026-09-01', missing: 'leave noticed 2026-09-01' },
    ],
    source: 'F10: once the last working day is told, the two employments come apart (F3)',
  },
  {
    name: 'Leave and rehire stated after the notice: the leave answers it, the rehire is not asked about',
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
    name: 'Notice, leave and rehire on the day of the rehire: the leave answers the notice',
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
    name: 'A leave stated before the notice does not answer it: the notice is about the later rehire',
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
    name: 'A leave stated after a known rehire does not answer the notice, which may be about the rehire',
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
    name: 'A leave of the earlier employment does not answer a notice with the id of the new one',
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
    name: 'A leave with the same employment id for both employments answers the notice',
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
    name: 'A leave notice before the first day of a stated hire leaves the hire and asks',
    facts: [hired('2026-09-07', 'U1', {}, on('2026-08-20')), noticed('leave', '2026-09-01')],
    expected: [
      { id: '2026-09-07', unit: 'U1', is: 'employed since 2026-09-07', missing: 'leave noticed 2026-09-01' },
    ],
    source: 'F10',
  },
  {
    name: 'A leave notice is about the unit after a transfer',
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
    name: 'A leave notice with an employment id is about that one of two spells',
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
    name: 'A leave notice of an unknown person asks for the day at its unit',
    facts: [noticed('leave', '2026-09-01', { unitId: 'U1' })],
    expected: [open('leave noticed 2026-09-01')],
    source: 'F10',
  },
  {
    name: 'A leave notice of an unknown person is answered by a dated leave',
    facts: [
      noticed('leave', '2026-09-01', { unitId: 'U1' }),
      left('2026-08-31', 'unknown', {}, on('2026-09-02')),
    ],
    expected: [{ id: 'never-hired', unit: '?', is: 'never hired, left 2026-08-31' }],
    source: 'F3, F10',
  },
  {
    name: 'A leave notice after a cancelled hire asks nothing',
    facts: [
      hired('2026-09-07', 'U1', {}, on('2026-08-20')),
      hireCancelled({ hiredOn: '2026-09-07' }, on('2026-08-28')),
      noticed('leave', '2026-09-01'),
    ],
    expected: [{ id: '2026-09-07', unit: 'U1', is: 'cancelled' }],
    source: 'F4, F10',
  },
  // Hire and leave notices of the same person
  {
    name: 'Hire and leave notices without days make one question for both',
    facts: [noticed('hire', '2026-03-02', { unitId: 'U1' }), noticed('leave', '2026-09-01')],
    expected: [open('hire noticed 2026-03-02, leave noticed 2026-09-01')],
    source: 'F10',
  },
  {
    name: 'Hire and leave notices: the hire’s day answers its part, the last working day is still asked',
    facts: [
      noticed('hire', '2026-03-02'),
      noticed('leave', '2026-09-01'),
      hired('2026-03-02', 'U1', {}, on('2026-09-03')),
    ],
    expected: [{ ...service, missing: 'leave noticed 2026-09-01' }],
    source: 'F10',
  },
  {
    name: 'Hire and leave notices after the last leave: both days are asked for',
    facts: [
      inMarch,
      toAugust,
      noticed('hire', '2026-10-08', { unitId: 'U1' }),
      noticed('leave', '2026-11-02'),
    ],
    expected: [{ ...served, missing: 'none' }, open('hire noticed 2026-10-08, leave noticed 2026-11-02')],
    source: 'F10',
  },
  // The reason of a leave
  {
    name: 'A leave without a stated reason has the reason “unknown”',
    facts: [inMarch, left('2026-08-31', 'unknown', {}, on('2026-08-25'))],
    expected: [{ ...served, because: 'unknown' }],
    source: 'R2',
  },
  {
    name: 'A reason stated later counts',
    facts: [
      inMarch,
      left('2026-08-31', 'unknown', {}, on('2026-08-25')),
      left('2026-08-31', 'retired', {}, on('2026-08-26')),
    ],
    expected: [{ ...served, because: 'retired' }],
    source: 'F2',
  },
  {
    name: 'A later statement without a reason corrects the day and keeps the reason',
    facts: [
      inMarch,
      left('2026-08-28', 'retired', {}, on('2026-08-25')),
      left('2026-08-31', 'unknown', {}, on('2026-08-26')),
    ],
    expected: [{ ...served, because: 'retired' }],
    source: 'F2',
  },
  {
    name: 'A reason is cancelled with its leave',
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
