import { beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeCase } from '../../../functions/staff-actions/attention.ts';
import { basesInput, declareBases } from '../../../functions/staff-actions/declare-bases.ts';
import { filingInput, recordFiling } from '../../../functions/staff-actions/filing.ts';
import { previewUndo, type UndoInput, undoFact } from '../../../functions/staff-actions/undo.ts';
import { charged, hired, noticed } from '../../support/facts.ts';
import { problemOf, type StaffStage, staffStage, submission, WANG } from '../../support/staff-stage.ts';

const CASE = 'E1/2026-11-16/enrolment';

let stage: StaffStage;
beforeEach(async () => {
  stage = staffStage();
  await stage.take(hired('2026-11-16', 'U1', {}, { id: 'standard:m1' }));
});

const accept = (on = '2026-11-30') =>
  recordFiling(
    filingInput().parse({ step: 'accepted', employeeId: 'E1', filing: 'enrolment', on }),
    submission(),
    stage.ports,
  );
const undo = (told: Partial<UndoInput>, by = submission()) =>
  undoFact({ factId: 'staff:x', reason: '登记错人', ...told }, by, stage.ports);
const idOf = (outcome: { readonly is: string }) =>
  'factIds' in outcome ? String((outcome.factIds as readonly string[])[0]) : '';

describe('undoFact', () => {
  it('previews the changes, and changes nothing before it is called', async () => {
    const factId = idOf(await accept());
    const asked = { factId, reason: '登记错人' };
    expect(await previewUndo(asked, submission(), stage.ports)).toMatchObject({
      fact: { factId, kind: 'filing.accepted' },
      opens: [{ caseId: CASE }],
      closes: [],
      changes: [],
    });
    expect(await stage.cases()).toEqual([]);
    expect(await undo({ factId })).toMatchObject({ is: 'recorded', opens: [{ caseId: CASE }] });
    expect(await stage.cases()).toEqual(['enrolment open']);
    expect((await stage.facts()).at(-1)).toMatchObject({
      kind: 'fact.voided',
      by: WANG,
      data: { factId, reason: '登记错人', employeeId: 'E1' },
    });
  });

  it('lists the case that changes when a submission is undone', async () => {
    const input = { step: 'submitted', employeeId: 'E1', filing: 'enrolment', on: '2026-11-30' };
    const done = await recordFiling(filingInput().parse(input), submission(), stage.ports);
    expect(await undo({ factId: idOf(done) })).toMatchObject({
      opens: [],
      closes: [],
      changes: [{ caseId: CASE, state: { is: 'open' } }],
    });
  });

  it('treats a submission sent twice as a duplicate, and lets the undone fact be recorded again', async () => {
    const factId = idOf(await accept());
    const once = submission();
    await undo({ factId }, once);
    expect(await undo({ factId }, once)).toMatchObject({ is: 'duplicate' });
    stage.clock.set('2026-12-01T05:00:00.000Z');
    expect(await accept()).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).toEqual([]);
  });

  it('undoes facts about a unit', async () => {
    const input = basesInput().parse({ unitId: 'U1', from: '2026-07', on: '2026-07-20' });
    const factId = idOf(await declareBases(input, submission(), stage.ports));
    expect(await undo({ factId })).toMatchObject({
      is: 'recorded',
      opens: [{ caseId: 'unit/U1/declare-bases' }],
    });
    expect(problemOf(await undo({ factId }))).toMatchObject({ code: 'void-already' });
    const seen = await acknowledgeCase({ caseId: 'unit/U1/declare-bases' }, submission(), stage.ports);
    expect(await undo({ factId: idOf(seen) })).toMatchObject({ is: 'recorded', opens: [], closes: [] });
  });

  it('undoes a fact of an HR system only for the administrator', async () => {
    const hire = { factId: 'standard:m1', employeeId: 'E1' };
    expect(problemOf(await undo(hire))).toEqual({
      code: 'from-hr-system',
      factId: 'standard:m1',
      source: 'standard',
    });
    expect(await undo({ ...hire, fromHrSystem: true })).toMatchObject({
      is: 'recorded',
      closes: [{ caseId: CASE }],
    });
  });

  it('attributes facts of pulled rosters to the HR system, those of files and bills to staff', async () => {
    const from = (id: string) => ({ id, employeeId: 'E2' });
    await stage.take(
      hired('2026-11-16', 'U1', {}, from('roster:feishu.abc')),
      noticed('leave', '2026-11-20', {}, from('roster:abc')),
      charged('U1', '2026-10', [980, 203], {}, from('bill:abc')),
    );
    const own = (factId: string) => undo({ factId, employeeId: 'E2' });
    expect(problemOf(await own('roster:feishu.abc'))).toMatchObject({ source: 'feishu' });
    expect(await own('roster:abc')).toMatchObject({ is: 'recorded' });
    expect(await own('bill:abc')).toMatchObject({ is: 'recorded' });
  });

  it('refuses an unknown fact, a voided fact and a void', async () => {
    expect(problemOf(await undo({}))).toEqual({ code: 'unknown-fact', factId: 'staff:x' });
    expect(problemOf(await undo({ employeeId: 'E1' }))).toMatchObject({ code: 'unknown-fact' });
    const factId = idOf(await accept());
    const voidId = idOf(await undo({ factId }));
    expect(problemOf(await undo({ factId }))).toEqual({ code: 'void-already', factId, voidedBy: voidId });
    expect(problemOf(await undo({ factId: voidId }))).toEqual({ code: 'is-a-void', factId: voidId });
  });
});
