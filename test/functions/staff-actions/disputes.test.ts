import { beforeEach, describe, expect, it } from 'vitest';
import { actionsOf } from '../../../domain/cases/case-kinds.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { recordHire } from '../../../functions/staff-actions/hire.ts';
import { recordLeave } from '../../../functions/staff-actions/leave.ts';
import { recordMistake } from '../../../functions/staff-actions/mistake.ts';
import { previewUndo, undoFact } from '../../../functions/staff-actions/undo.ts';
import { hired, left } from '../../support/facts.ts';
import { type StaffStage, staffStage, submission } from '../../support/staff-stage.ts';

/** R14: how the handler sees and answers a statement without effect, because its source has too little authority. */

let stage: StaffStage;
beforeEach(() => {
  stage = staffStage();
});

const LEAVE = { id: 'xinrenxinshi:x1', statedAt: '2026-11-20T02:00:00.000Z' };
const told = (id: string, day: string) => ({ id, statedAt: `2026-11-${day}T02:00:00.000Z` });

async function dismissed(): Promise<void> {
  await stage.take(
    hired('2026-10-08', 'U1', {}, told('standard:s1', '02')),
    left('2026-11-19', 'dismissed', {}, LEAVE),
  );
}

describe('R14: a leave that its source has no authority to state', () => {
  beforeEach(dismissed);

  it('opens a case that shows both statements and offers the leave and the mistake', async () => {
    const asked = await stage.case('needs-person');
    if (asked === undefined) throw new Error('there is no question');
    expect(asked.because.map((reason) => reasonText(reason, 'zh'))).toEqual([
      'xinrenxinshi 于 2026-11-20 的说法与 standard 的记录不一致，xinrenxinshi 无权更改，没有采用，请核实：',
      'xinrenxinshi：最后工作日 2026-11-19。',
      'standard：2026-10-08 入职，单位 U1。',
    ]);
    expect(actionsOf(asked)).toEqual(expect.arrayContaining(['leave', 'mistake']));
    expect(await stage.cases()).not.toContain('removal open');
  });

  it('is resolved when staff record the leave', async () => {
    const leave = { employeeId: 'E1', lastWorkingDay: plainDate('2026-11-19'), reason: 'dismissed' } as const;
    expect(await recordLeave(leave, submission(), stage.ports)).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).toContain('removal open');
    expect(await stage.cases()).not.toContain('needs-person open');
  });

  it('is resolved when staff record a mistake, and is not asked again when it is repeated', async () => {
    await stage.take(left('2026-11-19', 'dismissed', {}, told('xinrenxinshi:x2', '21')));
    const outcome = await recordMistake({ employeeId: 'E1', reason: '仍在职' }, submission(), stage.ports);
    expect(outcome).toMatchObject({ is: 'recorded', factIds: [expect.any(String), expect.any(String)] });
    expect(await stage.cases()).not.toContain('needs-person open');
    const later = { id: 'xinrenxinshi:x3', statedAt: '2026-12-02T02:00:00.000Z' };
    await stage.take(left('2026-11-19', 'dismissed', {}, later));
    expect(await stage.cases()).not.toContain('needs-person open');
  });

  it('takes effect once the opposing statement is undone', async () => {
    const undo = { factId: 'standard:s1', employeeId: 'E1', reason: '人不在这里', fromHrSystem: true };
    expect(await previewUndo(undo, submission(), stage.ports)).toMatchObject({
      closes: expect.arrayContaining([expect.objectContaining({ kind: 'needs-person' })]),
    });
    await undoFact(undo, submission(), stage.ports);
    expect(await stage.cases()).toEqual(['never-hired open']);
  });
});

describe('R14: a first working day that its source has no authority to state', () => {
  beforeEach(() =>
    stage.take(
      hired('2026-10-08', 'U1', {}, told('standard:s1', '02')),
      hired('2026-10-15', 'U1', {}, told('xinrenxinshi:x1', '20')),
    ),
  );

  it('is resolved when staff record the hire', async () => {
    expect(await stage.cases()).toContain('needs-person open');
    const hire = { employeeId: 'E1', firstWorkingDay: plainDate('2026-10-15') };
    expect(await recordHire(hire, submission(), stage.ports)).toMatchObject({
      is: 'recorded',
      spells: [{ spellId: '2026-10-08', situation: { start: { on: '2026-10-15' } } }],
    });
    expect(await stage.cases()).not.toContain('needs-person open');
  });
});
