import { beforeEach, describe, expect, it } from 'vitest';
import { changeInput, recordChange } from '../../../functions/staff-actions/change.ts';
import { basesInput, declareBases } from '../../../functions/staff-actions/declare-bases.ts';
import { hireInput, recordHire } from '../../../functions/staff-actions/hire.ts';
import { leaveInput, recordLeave } from '../../../functions/staff-actions/leave.ts';
import { recordMistake } from '../../../functions/staff-actions/mistake.ts';
import { recordResume, resumeInput } from '../../../functions/staff-actions/resume.ts';
import { confirmFindings, dismissFindings } from '../../../functions/staff-actions/roster.ts';
import { hired, left, noticed } from '../../support/facts.ts';
import { found } from '../../support/roster-findings.ts';
import { problemOf, type StaffStage, staffStage, submission, WANG } from '../../support/staff-stage.ts';

let stage: StaffStage;
beforeEach(() => {
  stage = staffStage();
});

describe('recordHire: a hire reported without its day', () => {
  const hire = (raw: object = {}, by = submission()) =>
    recordHire(
      hireInput().parse({ employeeId: 'E1', firstWorkingDay: '2026-11-30', ...raw }),
      by,
      stage.ports,
    );

  it('records the day once', async () => {
    await stage.take(noticed('hire', '2026-11-25', { unitId: 'U1', name: '赵敏' }));
    const once = submission();
    expect(await hire({}, once)).toMatchObject({ is: 'recorded', spells: [{ unitId: 'U1' }] });
    expect(await hire({}, once)).toMatchObject({ is: 'duplicate' });
    expect((await stage.facts()).at(-1)).toMatchObject({ kind: 'employee.hired', by: WANG });
  });

  it('refuses a hire without a unit or a name, and one of a person in service', async () => {
    await stage.take(noticed('hire', '2026-11-25'));
    expect(problemOf(await hire())).toEqual({ code: 'unit-not-known', employeeId: 'E1' });
    expect(problemOf(await hire({ unitId: 'U1' }))).toEqual({ code: 'name-not-known', employeeId: 'E1' });
    expect(problemOf(await hire({ unitId: 'U9' }))).toEqual({
      code: 'unknown-unit',
      unitId: 'U9',
      known: ['U1', 'U2'],
    });
    expect(problemOf(await hire({ firstWorkingDay: '2028-01-03' }))).toMatchObject({ code: 'day-far-ahead' });
    await stage.take(hired('2026-11-02', 'U1', {}, { employeeId: 'E2' }));
    expect(problemOf(await hire({ employeeId: 'E2' }))).toEqual({
      code: 'in-service',
      spellId: '2026-11-02',
      unitId: 'U1',
      from: '2026-11-02',
    });
  });
});

describe('recordResume and recordChange: a person known from an HR system', () => {
  const told = { id: 'standard:s1', statedAt: '2026-11-02T02:00:00.000Z' };
  const resume = (resumedOn: string) =>
    recordResume(resumeInput().parse({ employeeId: 'E1', resumedOn }), submission(), stage.ports);
  const change = (raw: object) =>
    recordChange(changeInput().parse({ employeeId: 'E1', ...raw }), submission(), stage.ports);

  it('resumes an employment after a suspension, at the same unit', async () => {
    await stage.take(hired('2026-10-08', 'U1', {}, told));
    expect(problemOf(await resume('2026-11-30'))).toMatchObject({ code: 'in-service', from: '2026-10-08' });
    const leave = { employeeId: 'E1', lastWorkingDay: '2026-11-20', reason: 'suspended' };
    await recordLeave(leaveInput().parse(leave), submission(), stage.ports);
    expect(problemOf(await resume('2026-11-20'))).toEqual({ code: 'not-suspended', employeeId: 'E1' });
    expect(problemOf(await resume('2028-01-03'))).toMatchObject({ code: 'day-far-ahead' });
    expect(await resume('2026-11-30')).toMatchObject({
      is: 'recorded',
      spells: [
        { unitId: 'U1', situation: { is: 'left', start: { on: '2026-10-08' } } },
        { unitId: 'U1', situation: { is: 'employed', start: { on: '2026-11-30', by: 'resumed' } } },
      ],
    });
    expect(await resume('2026-11-30')).toMatchObject({ is: 'duplicate' });
  });

  it('refuses to resume an employment that ended for good', async () => {
    await stage.take(hired('2026-10-08', 'U1', {}, told), left('2026-11-20'));
    expect(problemOf(await resume('2026-11-30'))).toEqual({ code: 'not-suspended', employeeId: 'E1' });
  });

  it('records a change; the HR system’s repetition of the old value does not revert it', async () => {
    await stage.take(hired('2026-10-08', 'U1', { category: 'intern' }, told));
    expect(problemOf(await change({}))).toEqual({ code: 'nothing-changed', employeeId: 'E1' });
    expect(problemOf(await change({ employeeId: 'E9', name: '赵' }))).toMatchObject({
      code: 'unknown-employee',
    });
    expect(changeInput().safeParse({ employeeId: 'E1', originalRetirementAge: '45' }).success).toBe(false);
    const all = { category: 'part-time', originalRetirementAge: '55', averageMonthlyWage: '8000.00' };
    expect(await change(all)).toMatchObject({
      is: 'recorded',
      spells: [{ person: { category: 'part-time', originalRetirementAge: 55, averageMonthlyWage: 800000 } }],
    });
    const nightly = { id: 'standard:s2', statedAt: '2026-12-02T02:00:00.000Z' };
    await stage.take(hired('2026-10-08', 'U1', { category: 'intern' }, nightly));
    expect(await stage.spells()).toMatchObject([{ person: { category: 'part-time' } }]);
  });
});

describe('recordLeave and recordMistake', () => {
  const leave = (lastWorkingDay: string) =>
    recordLeave(
      leaveInput().parse({ employeeId: 'E1', lastWorkingDay, reason: 'resigned' }),
      submission(),
      stage.ports,
    );

  it('treats a repeated leave as a duplicate, and records a corrected one', async () => {
    await stage.take(hired('2026-11-02', 'U1'));
    expect(await leave('2026-11-27')).toMatchObject({ is: 'recorded' });
    expect(await leave('2026-11-27')).toMatchObject({ is: 'duplicate' });
    expect(await leave('2026-11-26')).toMatchObject({
      spells: [{ situation: { end: { on: '2026-11-26' } } }],
    });
    // The first day counts again if it is stated again after the correction.
    expect(await leave('2026-11-27')).toMatchObject({
      is: 'recorded',
      spells: [{ situation: { end: { on: '2026-11-27' } } }],
    });
    expect(problemOf(await leave('2026-11-01'))).toMatchObject({
      code: 'before-hire',
      hiredOn: '2026-11-02',
    });
  });

  it('voids every unanswered notice in one submission', async () => {
    await stage.take(
      noticed('hire', '2026-11-24', { unitId: 'U1' }),
      noticed('hire', '2026-11-25', { unitId: 'U1', name: '测试' }),
    );
    const mistake = { employeeId: 'E1', reason: '测试账号' };
    const once = submission({ deliveryId: 'form-m' });
    const factIds = ['staff:form-m', 'staff:form-m:2'];
    expect(await recordMistake(mistake, once, stage.ports)).toMatchObject({ is: 'recorded', factIds });
    expect(await recordMistake(mistake, once, stage.ports)).toMatchObject({ is: 'duplicate', factIds });
    expect(problemOf(await recordMistake(mistake, submission(), stage.ports))).toMatchObject({
      code: 'nothing-to-void',
    });
  });
});

describe('declareBases', () => {
  const declare = (raw: object = {}, by = submission()) =>
    declareBases(
      basesInput().parse({ unitId: 'U1', from: '2026-07', on: '2026-07-20', ...raw }),
      by,
      stage.ports,
    );

  it('closes the case once, and stores who stated it', async () => {
    expect(await declare()).toMatchObject({ is: 'recorded', stillOpen: null });
    expect(await declare()).toMatchObject({ is: 'duplicate', stillOpen: null });
    expect(await stage.unitFacts()).toMatchObject([{ kind: 'unit.bases_declared', by: WANG }]);
  });

  it('refuses a month within the year, a future day and an unknown unit', async () => {
    expect(problemOf(await declare({ from: '2026-08' }))).toMatchObject({ right: '2026-07' });
    expect(problemOf(await declare({ on: '2026-12-02' }))).toMatchObject({ code: 'day-ahead', field: 'on' });
    expect(problemOf(await declare({ unitId: 'U9' }))).toMatchObject({ code: 'unknown-unit' });
    expect(problemOf(await declare({ from: '2062-07' }))).toMatchObject({ code: 'declaration-far-ahead' });
  });
});

describe('confirmFindings and dismissFindings', () => {
  const about = { unitId: 'U1', employeeIds: ['E1'] };
  beforeEach(async () => {
    await stage.take(hired('2026-01-05', 'U1'));
    const difference = found('2026-12-01', { kind: 'leave-never-received', code: 'roster-absent' });
    await stage.ports.rosterFindings.keep([difference]);
  });

  it('records confirmed differences once, as facts of the roster with who confirmed them', async () => {
    const once = submission();
    const first = await confirmFindings(about, once, stage.ports);
    expect(first).toMatchObject({ is: 'recorded', confirmed: [{ finding: { employeeId: 'E1' } }], left: [] });
    expect((await stage.facts()).at(-1)).toMatchObject({
      kind: 'employee.leave_noticed',
      factId: expect.stringMatching(/^roster:feishu\./),
      by: WANG,
    });
    expect(await confirmFindings(about, once, stage.ports)).toMatchObject({ is: 'duplicate' });
    expect(problemOf(await confirmFindings(about, submission(), stage.ports))).toEqual({
      code: 'unknown-findings',
      unitId: 'U1',
      employeeIds: ['E1'],
    });
  });

  it('keeps the time of the first dismissal', async () => {
    expect(await dismissFindings(about, submission(), stage.ports)).toMatchObject({ is: 'recorded' });
    stage.clock.set('2026-12-02T04:00:00.000Z');
    expect(await dismissFindings(about, submission(), stage.ports)).toMatchObject({
      is: 'duplicate',
      dismissed: [{ dismissedAt: '2026-12-01T04:00:00.000Z' }],
    });
    const nobody = { unitId: 'U1', employeeIds: [] };
    expect(problemOf(await dismissFindings(nobody, submission(), stage.ports))).toMatchObject({
      code: 'no-employee-named',
    });
  });
});
