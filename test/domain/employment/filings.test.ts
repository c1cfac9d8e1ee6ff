import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { accepted, EMPLOYEE, hired, inOrder, rejected, submitted } from '../../support/facts.ts';

/**
 * The day and the receipt number of the submission, as an accepted enrolment keeps them; otherwise the state of the
 * enrolment.
 */
function answered(...facts: readonly Fact[]) {
  const [spell] = foldSpells(EMPLOYEE, inOrder(hired('2026-01-05', 'U1'), ...facts));
  const enrolment = spell?.filings.enrolment;
  if (enrolment?.is !== 'accepted') return enrolment?.is;
  return [enrolment.submittedOn, enrolment.receiptNo];
}

describe('an accepted filing', () => {
  it.each<[string, readonly Fact[], ReturnType<typeof answered>]>([
    [
      'keeps the day and receipt of its submission',
      [submitted('enrolment', '2026-01-08', 'R-1'), accepted('enrolment', '2026-01-12')],
      ['2026-01-08', 'R-1'],
    ],
    [
      'answers the last of several submissions',
      [
        submitted('enrolment', '2026-01-07', 'R-1'),
        submitted('enrolment', '2026-01-09', 'R-2'),
        accepted('enrolment', '2026-01-12'),
      ],
      ['2026-01-09', 'R-2'],
    ],
    [
      'answers a submission that is reported after it',
      [accepted('enrolment', '2026-01-12'), submitted('enrolment', '2026-01-08', 'R-1')],
      ['2026-01-08', 'R-1'],
    ],
    [
      'answers a submission of the same day that is reported after it',
      [accepted('enrolment', '2026-01-12'), submitted('enrolment', '2026-01-12', 'R-1')],
      ['2026-01-12', 'R-1'],
    ],
    [
      'does not answer a submission made after it',
      [accepted('enrolment', '2026-01-12'), submitted('enrolment', '2026-01-13', 'R-1')],
      [undefined, undefined],
    ],
    [
      'keeps the submission when the acceptance is reported again with its month',
      [
        submitted('enrolment', '2026-01-08', 'R-1'),
        accepted('enrolment', '2026-01-12'),
        accepted('enrolment', '2026-01-12', '2026-02'),
      ],
      ['2026-01-08', 'R-1'],
    ],
    ['has no receipt where none was stated', [accepted('enrolment', '2026-01-12')], [undefined, undefined]],
    [
      'does not answer a submission that was rejected',
      [
        submitted('enrolment', '2026-01-08', 'R-1'),
        rejected('enrolment', '2026-01-09', '材料不全'),
        accepted('enrolment', '2026-01-12'),
      ],
      [undefined, undefined],
    ],
  ])('%s', (_, facts, expected) => {
    expect(answered(...facts)).toEqual(expected);
  });

  it('that is rejected names its submission, also when the rejection is repeated', () => {
    const told = [
      submitted('enrolment', '2026-01-08', 'R-1'),
      rejected('enrolment', '2026-01-09', '材料不全'),
      rejected('enrolment', '2026-01-09', '材料不全：缺照片'),
    ];
    const [spell] = foldSpells(EMPLOYEE, inOrder(hired('2026-01-05', 'U1'), ...told));
    expect(spell?.filings.enrolment).toMatchObject({
      is: 'rejected',
      submittedOn: '2026-01-08',
      receiptNo: 'R-1',
    });
  });
});
