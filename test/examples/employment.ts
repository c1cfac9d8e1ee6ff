import type { OtherSpell, Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import * as the from '../support/facts.ts';
import {
  accepted,
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
  updated,
  voided,
} from '../support/facts.ts';

/**
 * Worked examples of the fold: the facts in the order in which they were stated, and the expected spells in the order
 * of their starts. Run by fold-examples.test.ts, in every rotation of the facts.
 */
export interface EmploymentExample {
  readonly name: string;
  readonly facts: readonly Fact[];
  readonly elsewhere?: readonly OtherSpell[];
  readonly expected: readonly ExpectedSpell[];
  readonly source: string;
}

export interface ExpectedSpell {
  readonly id: string;
  readonly unit: string;
  /** The situation, as {@link inWords} writes it. */
  readonly is: string;
  readonly because?: string;
  readonly enrolment?: string;
  readonly removal?: string;
  readonly category?: string;
  readonly tier?: string;
  readonly refunds?: number;
  readonly documents?: number;
  /** A missing date of a spell that has a start, such as `leave noticed 2026-05-01`, or `none`. */
  readonly missing?: string;
}

/** The situation of a spell, as these examples write it. */
export function inWords({ situation }: Spell): string {
  switch (situation.is) {
    case 'employed':
      return `employed since ${situation.start.on}`;
    case 'left':
      return `${situation.start.on} to ${situation.end.on}`;
    case 'cancelled':
      return 'cancelled';
    case 'never-hired':
      return situation.end === undefined ? 'never hired' : `never hired, left ${situation.end.on}`;
    case 'noticed':
      return situation.missing.length === 0
        ? 'noticed, cancelled'
        : situation.missing.map(({ of, noticedOn }) => `${of} noticed ${noticedOn}`).join(', ');
  }
}

const inSeptember = { id: '2026-09-01', unit: 'U1', is: 'employed since 2026-09-01' };

export const EMPLOYMENT_EXAMPLES: readonly EmploymentExample[] = [
  // F3: hires
  {
    name: 'A hire without an open spell opens one',
    facts: inOrder(hired('2026-09-01', 'U1')),
    expected: [inSeptember],
    source: 'F3',
  },
  {
    name: 'A second hire in an open spell corrects its date, and the spell keeps its id',
    facts: inOrder(hired('2026-09-01', 'U1'), hired('2026-09-07', 'U1')),
    expected: [{ ...inSeptember, is: 'employed since 2026-09-07' }],
    source: 'F3, F7',
  },
  {
    name: 'A correction to an earlier date keeps the id',
    facts: inOrder(hired('2026-09-01', 'U1'), hired('2026-08-24', 'U1')),
    expected: [{ ...inSeptember, is: 'employed since 2026-08-24' }],
    source: 'F3, F7',
  },
  {
    name: 'A date corrected twice back to the first keeps the id',
    facts: inOrder(hired('2026-09-01', 'U1'), hired('2026-09-07', 'U1'), hired('2026-09-01', 'U1')),
    expected: [inSeptember],
    source: 'F7: the restated hire is the last word on the date, the first word still names the spell',
  },
  {
    name: 'A hire on the day after the last working day is a rehire',
    facts: inOrder(hired('2026-03-02', 'U1'), left('2026-08-31'), hired('2026-09-01', 'U1')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-08-31' }, inSeptember],
    source: 'F3: a termination with lastWorkingDay before the new hiredOn',
  },
  {
    name: 'A hire on the last working day itself is a correction',
    facts: inOrder(hired('2026-03-02', 'U1'), left('2026-08-31'), hired('2026-08-31', 'U1')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-08-31 to 2026-08-31' }],
    source: 'F3: the spell is still open on that day',
  },
  {
    name: 'A leave reported after the rehire still separates the two spells',
    facts: inOrder(hired('2026-03-02', 'U1'), hired('2026-09-01', 'U1'), left('2026-06-30')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-30' }, inSeptember],
    source: 'F1, F3: the set of facts counts, not their order',
  },
  {
    name: 'Two employment ids are two spells, open at once',
    facts: inOrder(
      hired('2026-03-02', 'U1', { employmentId: 'A' }),
      hired('2026-09-01', 'U2', { employmentId: 'B' }),
    ),
    expected: [
      { id: 'e-A', unit: 'U1', is: 'employed since 2026-03-02' },
      { id: 'e-B', unit: 'U2', is: 'employed since 2026-09-01' },
    ],
    source: 'F3: an employment id names the spell',
  },
  {
    name: 'A hire under the same employment id corrects the date',
    facts: inOrder(
      hired('2026-09-01', 'U1', { employmentId: 'A' }),
      hired('2026-10-12', 'U1', { employmentId: 'A' }),
    ),
    expected: [{ id: 'e-A', unit: 'U1', is: 'employed since 2026-10-12' }],
    source: 'F3',
  },
  {
    name: 'An open spell without an employment id takes that of a later fact about the same unit',
    facts: inOrder(hired('2026-09-01', 'U1'), hired('2026-09-01', 'U1', { employmentId: 'A' })),
    expected: [inSeptember],
    source: 'F3, F7: a second hire while the spell is open; its id stays',
  },
  {
    name: 'A correction without an employment id finds its spell, also for an earlier day',
    facts: inOrder(hired('2026-09-01', 'U1', { employmentId: 'A' }), hired('2026-08-24', 'U1')),
    expected: [{ id: 'e-A', unit: 'U1', is: 'employed since 2026-08-24' }],
    source: 'F3',
  },
  {
    name: 'An employment id used again for a rehire makes two spells',
    facts: inOrder(
      hired('2026-01-05', 'U1', { employmentId: 'A' }),
      left('2026-03-31', 'resigned', { employmentId: 'A' }),
      hired('2026-09-01', 'U1', { employmentId: 'A' }),
    ),
    expected: [
      { id: 'e-A', unit: 'U1', is: '2026-01-05 to 2026-03-31' },
      { id: 'e-A+again+2', unit: 'U1', is: 'employed since 2026-09-01' },
    ],
    source: 'F3: a hire after a termination is a rehire; a leave must not end before its spell begins',
  },
  // F3: leaves
  {
    name: 'A leave belongs to the latest spell that has begun',
    facts: inOrder(
      hired('2026-01-05', 'U1'),
      left('2026-03-31'),
      hired('2026-05-06', 'U1'),
      left('2026-08-31'),
    ),
    expected: [
      { id: '2026-01-05', unit: 'U1', is: '2026-01-05 to 2026-03-31' },
      { id: '2026-05-06', unit: 'U1', is: '2026-05-06 to 2026-08-31' },
    ],
    source: 'F3',
  },
  {
    name: 'A leave with an employment id belongs to that spell, although another began later',
    facts: inOrder(
      hired('2026-01-05', 'U1', { employmentId: 'A' }),
      hired('2026-05-06', 'U2', { employmentId: 'B' }),
      left('2026-08-31', 'resigned', { employmentId: 'A' }),
    ),
    expected: [
      { id: 'e-A', unit: 'U1', is: '2026-01-05 to 2026-08-31' },
      { id: 'e-B', unit: 'U2', is: 'employed since 2026-05-06' },
    ],
    source: 'F3',
  },
  {
    name: 'A leave on the first day ends the spell',
    facts: inOrder(hired('2026-09-01', 'U1'), left('2026-09-01')),
    expected: [{ ...inSeptember, is: '2026-09-01 to 2026-09-01' }],
    source: 'F3: hiredOn ≤ lastWorkingDay',
  },
  {
    name: 'A leave the day before the hire fits no spell: never hired',
    facts: inOrder(hired('2026-09-01', 'U1'), left('2026-08-31')),
    expected: [{ id: 'never-hired', unit: '?', is: 'never hired, left 2026-08-31' }, inSeptember],
    source: 'F3: left, but never seen hired',
  },
  {
    name: 'The latest last working day counts',
    facts: inOrder(hired('2026-03-02', 'U1'), left('2026-08-31'), left('2026-09-15', 'dismissed')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-09-15', because: 'dismissed' }],
    source: 'F2',
  },
  {
    name: 'A removal of a person never hired belongs to that spell',
    facts: inOrder(left('2026-08-31'), accepted('removal', '2026-09-03')),
    expected: [{ id: 'never-hired', unit: '?', is: 'never hired, left 2026-08-31', removal: 'accepted' }],
    source: 'R2: closed by what the agency accepts',
  },
  // F4: cancelled hires and leaves
  {
    name: 'A cancelled hire leaves a cancelled spell',
    facts: inOrder(hired('2026-09-01', 'U1'), hireCancelled({ hiredOn: '2026-09-01' })),
    expected: [{ ...inSeptember, is: 'cancelled' }],
    source: 'F4',
  },
  {
    name: 'A hire stated again after its cancellation counts, under the same id',
    facts: inOrder(
      hired('2026-09-01', 'U1'),
      hireCancelled({ hiredOn: '2026-09-01' }),
      hired('2026-09-01', 'U1'),
    ),
    expected: [inSeptember],
    source: 'F4, F7',
  },
  {
    name: 'A leave stated before the hire was cancelled goes with the hire',
    facts: inOrder(hired('2026-09-01', 'U1'), left('2026-09-30'), hireCancelled({ hiredOn: '2026-09-01' })),
    expected: [{ ...inSeptember, is: 'cancelled' }],
    source: 'F4: cancelling a hire removes the spell’s obligations',
  },
  {
    name: 'The leave of a cancelled hire does not move the end of an earlier spell',
    facts: inOrder(
      hired('2025-01-06', 'U1'),
      left('2025-06-30'),
      hired('2026-01-05', 'U1'),
      left('2026-03-31'),
      hireCancelled({ hiredOn: '2026-01-05' }),
    ),
    expected: [
      { id: '2025-01-06', unit: 'U1', is: '2025-01-06 to 2025-06-30' },
      { id: '2026-01-05', unit: 'U1', is: 'cancelled' },
    ],
    source: 'F3, F4',
  },
  {
    name: 'A cancelled leave reopens the spell',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      left('2026-08-31'),
      leaveCancelled({ lastWorkingDay: '2026-08-31' }),
    ),
    expected: [{ id: '2026-03-02', unit: 'U1', is: 'employed since 2026-03-02' }],
    source: 'F4',
  },
  {
    name: 'Cancelling a corrected leave cancels its earlier versions too',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      left('2026-08-31'),
      left('2026-09-15'),
      leaveCancelled({ lastWorkingDay: '2026-09-15' }),
    ),
    expected: [{ id: '2026-03-02', unit: 'U1', is: 'employed since 2026-03-02' }],
    source: 'F4: else a forgotten first word would end the spell again',
  },
  {
    name: 'A leave stated after the cancellation ends the spell again',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      left('2026-08-31'),
      leaveCancelled({ lastWorkingDay: '2026-08-31' }),
      left('2026-10-30'),
    ),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-10-30' }],
    source: 'F2, F4',
  },
  {
    name: 'A cancellation with an employment id cancels its last leave, not the earlier suspension',
    facts: inOrder(
      hired('2026-01-05', 'U1', { employmentId: 'A' }),
      left('2026-03-31', 'suspended', { employmentId: 'A' }),
      resumed('2026-06-01'),
      left('2026-09-30', 'resigned', { employmentId: 'A' }),
      leaveCancelled({ employmentId: 'A' }),
    ),
    expected: [
      { id: 'e-A', unit: 'U1', is: '2026-01-05 to 2026-03-31', because: 'suspended' },
      { id: '2026-06-01', unit: 'U1', is: 'employed since 2026-06-01', because: 'resumed' },
    ],
    source: 'F4, F6',
  },
  // F5: transfers
  {
    name: 'A transfer ends the spell at one unit on the eve and starts one at the other',
    facts: inOrder(hired('2026-03-02', 'U1'), moved('2026-06-15', 'U2')),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14', because: 'moved-to-other-unit' },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-06-15', because: 'transferred' },
    ],
    source: 'F5',
  },
  {
    name: 'A transfer back to the first unit is a third spell with its own id',
    facts: inOrder(hired('2026-03-02', 'U1'), moved('2026-06-15', 'U2'), moved('2026-08-03', 'U1')),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14' },
      { id: '2026-03-02+U2', unit: 'U2', is: '2026-06-15 to 2026-08-02' },
      { id: '2026-03-02+U1', unit: 'U1', is: 'employed since 2026-08-03' },
    ],
    source: 'F5, F7',
  },
  {
    name: 'A transfer to the person’s own unit changes nothing',
    facts: inOrder(hired('2026-03-02', 'U1'), moved('2026-06-15', 'U1')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: 'employed since 2026-03-02' }],
    source: 'F5',
  },
  {
    name: 'A corrected day of transfer moves both spells, which keep their ids',
    facts: inOrder(hired('2026-03-02', 'U1'), moved('2026-06-15', 'U2'), moved('2026-07-01', 'U2')),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-30' },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-07-01' },
    ],
    source: 'F2, F5, F7',
  },
  {
    name: 'A leave stated beside a transfer of the next day is part of the transfer',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      moved('2026-06-15', 'U2', 'U1'),
      left('2026-06-14', 'transferred-out'),
    ),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14', because: 'moved-to-other-unit' },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-06-15' },
    ],
    source: 'F5: the new unit must not lose its enrolment',
  },
  {
    name: 'A leave before a planned transfer cancels the transfer',
    facts: inOrder(hired('2026-03-02', 'U1'), moved('2026-06-15', 'U2'), left('2026-04-30')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-04-30', because: 'resigned' }],
    source: 'F2, F5: the later word',
  },
  {
    name: 'Of two open spells, the one at the old unit moves',
    facts: inOrder(
      hired('2026-01-05', 'U1', { employmentId: 'A' }),
      hired('2026-02-02', 'U2', { employmentId: 'B' }),
      moved('2026-06-15', 'U3', 'U1'),
    ),
    expected: [
      { id: 'e-A', unit: 'U1', is: '2026-01-05 to 2026-06-14' },
      { id: 'e-B', unit: 'U2', is: 'employed since 2026-02-02' },
      { id: 'e-A+U3', unit: 'U3', is: 'employed since 2026-06-15' },
    ],
    source: 'F5',
  },
  {
    name: 'A hire repeated after a transfer with the new unit does not undo the transfer',
    facts: inOrder(hired('2026-03-02', 'U1'), moved('2026-06-15', 'U2', 'U1'), hired('2026-03-02', 'U2')),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14' },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-06-15' },
    ],
    source: 'F5: the removal at the old unit must not be forgotten',
  },
  {
    name: 'A transfer without a hire starts a spell at the new unit',
    facts: inOrder(moved('2026-06-15', 'U2', 'U1')),
    expected: [{ id: '2026-06-15', unit: 'U2', is: 'employed since 2026-06-15', because: 'transferred' }],
    source: 'F5: an enrolment at the other unit, whatever we know of the old one',
  },
  {
    name: 'A change at the old unit holds at the new one',
    facts: inOrder(
      hired('2026-03-02', 'U1', { category: 'intern' }),
      updated({ category: 'regular' }, '2026-05-06'),
      moved('2026-06-15', 'U2'),
    ),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14', category: 'regular' },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-06-15', category: 'regular' },
    ],
    source: 'F2, F5',
  },
  // F6: suspensions
  {
    name: 'A suspension ends a spell, and a resumption begins one at the same unit, with the same category',
    facts: inOrder(
      hired('2026-01-05', 'U1', { category: 'part-time' }),
      left('2026-03-31', 'suspended'),
      resumed('2026-06-01'),
    ),
    expected: [
      { id: '2026-01-05', unit: 'U1', is: '2026-01-05 to 2026-03-31', because: 'suspended' },
      {
        id: '2026-06-01',
        unit: 'U1',
        is: 'employed since 2026-06-01',
        because: 'resumed',
        category: 'part-time',
      },
    ],
    source: 'F6',
  },
  {
    name: 'A leave with an employment id ends the resumed spell, not the suspended one',
    facts: inOrder(
      hired('2026-01-05', 'U1', { employmentId: 'A' }),
      left('2026-03-31', 'suspended', { employmentId: 'A' }),
      resumed('2026-06-01'),
      left('2026-09-30', 'resigned', { employmentId: 'A' }),
    ),
    expected: [
      { id: 'e-A', unit: 'U1', is: '2026-01-05 to 2026-03-31', because: 'suspended' },
      { id: '2026-06-01', unit: 'U1', is: '2026-06-01 to 2026-09-30', because: 'resigned' },
    ],
    source: 'F3, F6',
  },
  {
    name: 'A resumption without a suspension changes nothing',
    facts: inOrder(hired('2026-01-05', 'U1'), resumed('2026-06-01')),
    expected: [{ id: '2026-01-05', unit: 'U1', is: 'employed since 2026-01-05' }],
    source: 'F6',
  },
  {
    name: 'A corrected day of resumption moves the spell, which keeps its id',
    facts: inOrder(
      hired('2026-01-05', 'U1'),
      left('2026-03-31', 'suspended'),
      resumed('2026-06-01'),
      resumed('2026-06-15'),
    ),
    expected: [
      { id: '2026-01-05', unit: 'U1', is: '2026-01-05 to 2026-03-31' },
      { id: '2026-06-01', unit: 'U1', is: 'employed since 2026-06-15' },
    ],
    source: 'F6, F7',
  },
  // F8: voided facts
  {
    name: 'A voided fact does not count',
    facts: inOrder(hired('2026-03-02', 'U1'), left('2026-08-31'), voided('f2')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: 'employed since 2026-03-02' }],
    source: 'F8',
  },
  {
    name: 'A void that is voided itself no longer counts',
    facts: inOrder(hired('2026-03-02', 'U1'), left('2026-08-31'), voided('f2'), voided('f3')),
    expected: [{ id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-08-31' }],
    source: 'F8',
  },
  {
    name: 'A voided only hire leaves no spell',
    facts: inOrder(hired('2026-03-02', 'U1'), voided('f1')),
    expected: [],
    source: 'F8',
  },
  // F9: days in China
  {
    name: 'An instant becomes its day in China, and a day without a time does not shift',
    facts: inOrder(
      hired(chinaDayOf('2026-08-31T16:00:00.000Z' as Instant), 'U1'),
      left(chinaDayOf('2026-09-30T15:59:59.000Z' as Instant)),
    ),
    expected: [{ ...inSeptember, is: '2026-09-01 to 2026-09-30' }],
    source: 'F9: 16:00 UTC is 00:00 of the next day in China; 15:59:59 is not',
  },
  // filings and documents belong to their spell
  {
    name: 'After a transfer the removal belongs to the old unit and the enrolment to the new one',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      accepted('enrolment', '2026-03-10'),
      moved('2026-06-15', 'U2'),
      accepted('removal', '2026-06-18'),
      submitted('enrolment', '2026-06-18', 'R-7'),
    ),
    expected: [
      {
        id: '2026-03-02',
        unit: 'U1',
        is: '2026-03-02 to 2026-06-14',
        enrolment: 'accepted',
        removal: 'accepted',
      },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-06-15', enrolment: 'submitted' },
    ],
    source: 'F5, R1, R2',
  },
  {
    name: 'A repeated acceptance of a removal does not answer the next spell’s removal',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      moved('2026-06-15', 'U2'),
      accepted('removal', '2026-06-18'),
      accepted('removal', '2026-06-18', '2026-07'),
      left('2026-09-30'),
    ),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14', removal: 'accepted' },
      { id: '2026-03-02+U2', unit: 'U2', is: '2026-06-15 to 2026-09-30' },
    ],
    source: 'R2: else a leaver would be forgotten',
  },
  {
    name: 'An enrolment accepted before the first day belongs to the announced hire, not to a finished spell',
    facts: inOrder(
      hired('2024-03-04', 'U1'),
      left('2025-03-31'),
      hired('2026-09-01', 'U1'),
      accepted('enrolment', '2026-08-28'),
    ),
    expected: [
      { id: '2024-03-04', unit: 'U1', is: '2024-03-04 to 2025-03-31' },
      { ...inSeptember, enrolment: 'accepted' },
    ],
    source: 'R1',
  },
  {
    name: 'A rejection after the acceptance reopens the filing; a later submission does not',
    facts: inOrder(
      hired('2026-09-01', 'U1'),
      submitted('enrolment', '2026-09-02'),
      accepted('enrolment', '2026-09-03'),
      submitted('enrolment', '2026-09-04'),
      rejected('enrolment', '2026-09-07', '材料不全'),
    ),
    expected: [{ ...inSeptember, enrolment: 'rejected' }],
    source: 'R1',
  },
  {
    name: 'A hire without a contribution tier has none',
    facts: inOrder(hired('2026-09-01', 'U1')),
    expected: [{ ...inSeptember, tier: 'not stated' }],
    source: 'F: stored facts still fold',
  },
  {
    name: 'The contribution tier comes from the hire',
    facts: inOrder(hired('2026-09-01', 'U1', { contributionTier: 'second' })),
    expected: [{ ...inSeptember, tier: 'second' }],
    source: '深圳市医疗保障办法 8: tiers are of the employee',
  },
  {
    name: 'The contribution tier is the one stated last',
    facts: inOrder(
      hired('2026-09-01', 'U1', { contributionTier: 'second' }),
      updated({ contributionTier: 'first' }, '2026-10-08'),
    ),
    expected: [{ ...inSeptember, tier: 'first' }],
    source: 'F2',
  },
  {
    name: 'The contribution tier of one employment does not carry over to the next',
    facts: inOrder(
      hired('2026-03-02', 'U1', { contributionTier: 'second' }),
      left('2026-06-30'),
      hired('2026-09-01', 'U1'),
    ),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-30', tier: 'second' },
      { ...inSeptember, tier: 'not stated' },
    ],
    source: 'F3: a tier belongs to the position',
  },
  {
    name: 'A submission after the acceptance leaves the filing accepted',
    facts: inOrder(
      hired('2026-09-01', 'U1'),
      accepted('enrolment', '2026-09-03'),
      submitted('enrolment', '2026-09-04'),
    ),
    expected: [{ ...inSeptember, enrolment: 'accepted' }],
    source: 'R1: submitted is not accepted, and no step back from it',
  },
  {
    name: 'A refund of months overpaid after a transfer belongs to the old unit',
    facts: inOrder(
      hired('2026-03-02', 'U1'),
      moved('2026-06-15', 'U2'),
      the.charged('U1', '2026-07'),
      refund('settled', '2026-09-10', ['2026-07']),
      paper('removal', '离职证明', '2026-07-02'),
    ),
    expected: [
      { id: '2026-03-02', unit: 'U1', is: '2026-03-02 to 2026-06-14', refunds: 1, documents: 1 },
      { id: '2026-03-02+U2', unit: 'U2', is: 'employed since 2026-06-15', refunds: 0, documents: 0 },
    ],
    source: 'R7, R11',
  },
];
