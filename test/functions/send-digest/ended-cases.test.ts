import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { endedCase, listedCase } from '../../../functions/send-digest/ended-cases.ts';
import { aSpell } from '../../support/a-spell.ts';

const EMPLOYED = aSpell({ employeeId: 'e-1', unitId: 'u-1', hiredOn: '2026-11-18', name: '张三' });
const LEFT = aSpell({ employeeId: 'e-1', unitId: 'u-1', hiredOn: '2026-11-18', leftOn: '2026-11-20' });
const NEVER_HIRED: Spell = { ...EMPLOYED, situation: { is: 'never-hired' } };
const CANCELLED: Spell = {
  ...EMPLOYED,
  situation: {
    is: 'cancelled',
    start: { on: EMPLOYED.spellId as never, by: 'hired', knownAt: EMPLOYED.knownAt },
    cancelledAt: '2026-11-20T06:00:00.000Z' as Instant,
  },
};
const unitNameOf = (unitId: string) => `公司 ${unitId}`;

describe('a case that was listed', () => {
  test('names its spell by employee and spell', () => {
    expect(listedCase('e-1/2026-11-18/removal')).toEqual({
      caseId: 'e-1/2026-11-18/removal',
      kind: 'removal',
      keys: [{ employeeId: 'e-1', spellId: '2026-11-18' }],
    });
  });

  test('whose ids hold slashes may be cut in several ways', () => {
    expect(listedCase('hr/7/job/1/removal')?.keys).toEqual([
      { employeeId: 'hr', spellId: '7/job/1' },
      { employeeId: 'hr/7', spellId: 'job/1' },
      { employeeId: 'hr/7/job', spellId: '1' },
    ]);
  });

  test.each(['', 'e-1', 'e-1/removal', 'e-1/2026-11-18/parade'])(
    'of no known form is left out: %j',
    (caseId) => {
      expect(listedCase(caseId)).toBeUndefined();
    },
  );
});

describe('what became of it', () => {
  test.each<[string, string, Spell | undefined, 'done' | 'withdrawn']>([
    ['an enrolment that was accepted', 'enrolment', EMPLOYED, 'done'],
    ['an enrolment of who has left meanwhile', 'enrolment', LEFT, 'done'],
    ['an enrolment whose hire was cancelled', 'enrolment', CANCELLED, 'withdrawn'],
    ['a removal that was accepted', 'removal', LEFT, 'done'],
    ['a removal whose leave was taken back', 'removal', EMPLOYED, 'withdrawn'],
    ['an overpayment whose leave was taken back', 'overpayment', EMPLOYED, 'withdrawn'],
    ['a leaver never hired, whose hire came in', 'never-hired', LEFT, 'done'],
    ['a leaver never hired, whose leave was voided', 'never-hired', undefined, 'withdrawn'],
    ['a doubt that somebody resolved', 'needs-person', EMPLOYED, 'done'],
    ['a doubt about who is still unknown', 'needs-person', NEVER_HIRED, 'done'],
    ['anything whose spell is gone', 'enrolment', undefined, 'withdrawn'],
  ])('%s', (_, kind, spell, how) => {
    const listed = listedCase(`e-1/2026-11-18/${kind}`);
    if (listed === undefined) throw new Error(`${kind} is no kind of case`);
    expect(endedCase(listed, spell, [], unitNameOf)).toMatchObject({ how, kind, employeeId: 'e-1' });
  });

  test('carries the name and the unit as they are now', () => {
    const listed = listedCase('e-1/2026-11-18/enrolment');
    expect(listed && endedCase(listed, EMPLOYED, [], unitNameOf)).toMatchObject({
      employeeName: '张三',
      unitName: '公司 u-1',
    });
  });

  test('nothing, where it is open still, for somebody else', () => {
    const listed = listedCase('e-1/2026-11-18/enrolment');
    const open = { caseId: 'e-1/2026-11-18/enrolment' } as Case;
    expect(listed && endedCase(listed, EMPLOYED, [open], unitNameOf)).toBeUndefined();
  });
});
