import { beforeEach, describe, expect, it } from 'vitest';
import { type FilingInput, filingInput, recordFiling } from '../../../functions/staff-actions/filing.ts';
import { accepted, charged, hired, left, noticed, submitted } from '../../support/facts.ts';
import { problemOf, type StaffStage, staffStage, submission, WANG } from '../../support/staff-stage.ts';
import { bill } from '../../support/unit-facts.ts';

let stage: StaffStage;
beforeEach(() => {
  stage = staffStage();
});

const input = (raw: object): FilingInput =>
  filingInput().parse({ employeeId: 'E1', filing: 'enrolment', ...raw });
const file = (raw: object, by = submission()) => recordFiling(input(raw), by, stage.ports);
const SUBMITTED = { step: 'submitted', on: '2026-11-30', channel: 'online', receiptNo: 'R-1' };
const ACCEPTED = { step: 'accepted', on: '2026-12-01', effectiveMonth: '2026-12' };
const twoEmployments = () =>
  stage.take(
    hired('2026-11-02', 'U1', { employmentId: 'A' }),
    hired('2026-11-09', 'U2', { employmentId: 'B' }),
  );

describe('recordFiling', () => {
  it('records submission, rejection and acceptance, and the case follows each step', async () => {
    await stage.take(hired('2026-11-16', 'U1'));
    expect(await stage.cases()).toEqual(['enrolment open']);
    expect(await file(SUBMITTED)).toMatchObject({
      is: 'recorded',
      spells: [{ filings: { enrolment: { is: 'submitted', receiptNo: 'R-1' } } }],
    });
    expect(await stage.cases()).toEqual(['enrolment submitted']);
    await file({ step: 'rejected', on: '2026-12-01', reason: '姓名不符' });
    expect(await stage.cases()).toEqual(['enrolment rejected']);
    stage.clock.set('2026-12-02T04:00:00.000Z');
    await file({ ...ACCEPTED, on: '2026-12-02' });
    expect(await stage.cases()).toEqual([]);
  });

  it('stores who stated the filing beside its data', async () => {
    await stage.take(hired('2026-11-16', 'U1'));
    const by = { deliveryId: 'form-a', by: WANG };
    await file(SUBMITTED, by);
    expect((await stage.facts()).at(-1)).toEqual({
      kind: 'filing.submitted',
      factId: 'staff:form-a',
      employeeId: 'E1',
      statedAt: '2026-12-01T04:00:00.000Z',
      receivedAt: '2026-12-01T04:00:00.000Z',
      by: WANG,
      data: {
        employeeId: 'E1',
        filing: 'enrolment',
        on: '2026-11-30',
        channel: 'online',
        receiptNo: 'R-1',
      },
    });
  });

  it('treats the same submission sent twice as a duplicate, whatever the second one contains', async () => {
    await stage.take(hired('2026-11-16', 'U1'));
    const once = submission();
    const first = await file(SUBMITTED, once);
    expect(await file({ ...ACCEPTED }, once)).toMatchObject({
      is: 'duplicate',
      factIds: 'factIds' in first ? first.factIds : [],
    });
    expect(await stage.facts()).toHaveLength(2);
  });

  it('treats a repetition by another person as a duplicate, unless it adds something', async () => {
    await stage.take(hired('2026-11-16', 'U1'), accepted('enrolment', '2026-11-20', '2026-12'));
    const again = { step: 'accepted', on: '2026-11-20' };
    expect(await file(again)).toMatchObject({ is: 'duplicate' });
    expect(await file({ ...again, effectiveMonth: '2026-12' })).toMatchObject({ is: 'duplicate' });
    expect(await file({ ...again, effectiveMonth: '2026-11' })).toMatchObject({
      is: 'recorded',
      spells: [{ filings: { enrolment: { effectiveMonth: '2026-11' } } }],
    });
  });

  it('records a statement again after it was contradicted', async () => {
    await stage.take(hired('2026-11-16', 'U1'));
    await file({ step: 'accepted', on: '2026-11-20' });
    // The two statements have the same instant, and the second one still counts.
    await file({ step: 'rejected', on: '2026-11-20', reason: '看错了' });
    expect(await stage.cases()).toEqual(['enrolment rejected']);
    expect(await file({ step: 'accepted', on: '2026-11-20' })).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).toEqual([]);
  });

  it('records a filing for the named one of two employments', async () => {
    await twoEmployments();
    for (const spellId of ['e-A', 'e-B']) await file({ ...ACCEPTED, spellId });
    const filings = (await stage.spells()).map(({ spellId, filings: { enrolment } }) => [
      spellId,
      enrolment?.is,
    ]);
    expect(filings).toEqual([
      ['e-A', 'accepted'],
      ['e-B', 'accepted'],
    ]);
  });

  it('records a filing for the employment with an open case, not for the finished one', async () => {
    await twoEmployments();
    await file({ step: 'accepted', on: '2026-11-20', spellId: 'e-A' });
    // By its day alone, a second acceptance of that day would belong to the first employment.
    await file({ step: 'accepted', on: '2026-11-20' });
    expect(await stage.cases()).not.toContain('enrolment open');
  });

  it('accepts a removal once a leave is known, even without its day', async () => {
    await stage.take(hired('2026-01-05', 'U1'), accepted('enrolment', '2026-01-20'));
    const removed = { filing: 'removal', step: 'accepted', on: '2026-11-30' };
    expect(problemOf(await file(removed))).toEqual({ code: 'nobody-left', employeeId: 'E1' });
    await stage.take(noticed('leave', '2026-11-25'));
    expect(await file(removed)).toMatchObject({ spells: [{ filings: { removal: { is: 'accepted' } } }] });
  });
});

describe('recordFiling: refusals', () => {
  it.each([
    ['a future day', { ...SUBMITTED, on: '2026-12-02' }, { code: 'day-ahead', today: '2026-12-01' }],
    [
      'a day before the hire',
      { ...SUBMITTED, on: '2026-11-15' },
      { code: 'before-hire', hiredOn: '2026-11-16' },
    ],
    [
      'an acceptance before the submission',
      { step: 'accepted', on: '2026-11-25' },
      { code: 'before-submission', field: 'accepted', submittedOn: '2026-11-26' },
    ],
    [
      'a rejection before the submission',
      { step: 'rejected', on: '2026-11-25', reason: 'x' },
      { code: 'before-submission', field: 'rejected' },
    ],
    [
      'a month before the hire',
      { ...ACCEPTED, effectiveMonth: '2026-10' },
      { code: 'month-before-hire', hiredOn: '2026-11-16' },
    ],
    [
      'a month years ahead',
      { ...ACCEPTED, effectiveMonth: '2062-01' },
      { code: 'month-far-ahead', latest: '2027-12' },
    ],
    ['a removal of somebody in service', { ...SUBMITTED, filing: 'removal' }, { code: 'nobody-left' }],
    ['an unknown employment', { ...SUBMITTED, spellId: '2020-01-01' }, { code: 'unknown-spell' }],
    [
      'an unknown employee',
      { ...SUBMITTED, employeeId: 'E9' },
      { code: 'unknown-employee', employeeId: 'E9' },
    ],
  ])('refuses %s', async (_, raw, problem) => {
    await stage.take(hired('2026-11-16', 'U1'), submitted('enrolment', '2026-11-26'));
    const before = await stage.facts();
    expect(problemOf(await file(raw))).toMatchObject(problem);
    expect(await stage.facts()).toEqual(before);
  });

  it('refuses a filing that could belong to either of two open employments, and names both', async () => {
    await twoEmployments();
    expect(problemOf(await file(SUBMITTED))).toEqual({
      code: 'several-spells',
      spells: [
        { spellId: 'e-A', unitId: 'U1', from: '2026-11-02' },
        { spellId: 'e-B', unitId: 'U2', from: '2026-11-09' },
      ],
    });
  });

  it('refuses a filing that was accepted before, and one for a person without a hire', async () => {
    await stage.take(hired('2026-11-16', 'U1'), accepted('enrolment', '2026-11-20'));
    expect(problemOf(await file(SUBMITTED))).toEqual({
      code: 'accepted-before',
      filing: 'enrolment',
      on: '2026-11-20',
    });
    await stage.take(charged('U1', '2026-10', [980, 203], {}, { employeeId: 'E2' }));
    expect(problemOf(await file({ ...SUBMITTED, employeeId: 'E2' }))).toMatchObject({ code: 'no-spell' });
  });
});

describe('recordFiling: the agency’s own files contradict a filing', () => {
  beforeEach(async () => {
    await stage.take(hired('2026-01-05', 'U1'), accepted('enrolment', '2026-01-08'));
    stage.registry.tell(bill('2026-10', '2026-10-31'));
  });

  it('allows a new removal of a person who left: submitted, rejected and accepted', async () => {
    await stage.take(left('2026-08-10'), accepted('removal', '2026-08-12'));
    const removal = (raw: object) => file({ filing: 'removal', ...raw });
    expect(problemOf(await removal(SUBMITTED))).toMatchObject({ code: 'accepted-before' });
    await stage.take(charged('U1', '2026-10'));
    expect(await stage.cases()).toContain('removal open');
    expect(await removal(SUBMITTED)).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).toContain('removal submitted');
    expect(await removal(SUBMITTED)).toMatchObject({ is: 'duplicate' });
    await removal({ step: 'rejected', on: '2026-12-01', reason: '姓名不符' });
    expect(await stage.cases()).toContain('removal rejected');
    stage.clock.set('2026-12-02T04:00:00.000Z');
    await removal({ step: 'accepted', on: '2026-12-02' });
    expect(await stage.cases()).toEqual(['overpayment open']);
  });

  it('allows a new enrolment of a person in service; the first acceptance can still be completed', async () => {
    expect(await stage.cases()).toContain('not-covered open');
    expect(await file(SUBMITTED)).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).toContain('not-covered submitted');
    expect(await file({ step: 'accepted', on: '2026-01-08', effectiveMonth: '2026-01' })).toMatchObject({
      is: 'recorded',
    });
    expect(problemOf(await file({ step: 'rejected', on: '2026-11-29', reason: '姓名不符' }))).toMatchObject({
      code: 'before-submission',
    });
    expect(await stage.cases()).toContain('not-covered submitted');
    await file({ step: 'accepted', on: '2026-12-01' });
    expect(await stage.cases()).not.toContain('not-covered submitted');
    expect(await stage.cases()).not.toContain('not-covered open');
  });
});
