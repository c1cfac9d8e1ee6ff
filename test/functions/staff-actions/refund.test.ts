import { beforeEach, describe, expect, it } from 'vitest';
import { type RefundInput, recordRefund, refundInput } from '../../../functions/staff-actions/refund.ts';
import { accepted, charged, hired, left } from '../../support/facts.ts';
import { problemOf, type StaffStage, staffStage, submission } from '../../support/staff-stage.ts';
import { bill } from '../../support/unit-facts.ts';

let stage: StaffStage;
beforeEach(async () => {
  stage = staffStage();
  await stage.take(
    hired('2026-01-05', 'U1'),
    accepted('enrolment', '2026-01-20'),
    left('2026-08-10', 'resigned'),
    accepted('removal', '2026-11-02'),
    charged('U1', '2026-09'),
    charged('U1', '2026-10'),
  );
});

const input = (raw: object): RefundInput => refundInput().parse({ employeeId: 'E1', ...raw });
const refund = (raw: object) => recordRefund(input(raw), submission(), stage.ports);
const BOTH = ['2026-09', '2026-10'];
const REQUESTED = { step: 'requested', months: BOTH, on: '2026-11-20', way: 'refund' };

describe('recordRefund', () => {
  it('records request and settlement; the case first waits, then closes', async () => {
    expect(await stage.cases()).toEqual(['overpayment open']);
    await refund(REQUESTED);
    expect(await stage.cases()).toEqual(['overpayment refund-requested']);
    const settled = await refund({ step: 'settled', months: BOTH, on: '2026-12-01', amount: '2366' });
    expect(settled).toMatchObject({
      is: 'recorded',
      spells: [{ refunds: [{}, { is: 'settled', amount: 236_600 }] }],
    });
    // The settlement keeps the way that was requested.
    expect((await stage.facts()).at(-1)).toMatchObject({ data: { way: 'refund', months: BOTH } });
    expect(await stage.cases()).toEqual([]);
  });

  it('leaves the other month open when one is requested, and records a denial', async () => {
    await refund({ ...REQUESTED, months: ['2026-10'] });
    expect(await stage.cases()).toEqual(['overpayment open']);
    await refund({ step: 'denied', months: ['2026-10'], on: '2026-12-01', reason: '已享受待遇' });
    expect((await stage.case('overpayment'))?.money).toMatchObject({
      months: [
        { month: '2026-09', state: 'open' },
        { month: '2026-10', state: 'denied' },
      ],
    });
  });

  it('treats a repetition with the months in another order as a duplicate', async () => {
    const first = await refund(REQUESTED);
    const again = await refund({ ...REQUESTED, months: BOTH.toReversed() });
    expect(again).toMatchObject({ is: 'duplicate', factIds: 'factIds' in first ? first.factIds : [] });
    expect(await refund({ ...REQUESTED, way: 'offset' })).toMatchObject({ is: 'recorded' });
  });
});

describe('recordRefund: refusals', () => {
  it.each([
    ['a future day', { ...REQUESTED, on: '2026-12-02' }, { code: 'day-ahead', field: 'requested' }],
    ['a day before the hire', { ...REQUESTED, on: '2026-01-04' }, { code: 'before-hire' }],
    [
      'a month that is not overpaid',
      { ...REQUESTED, months: ['2026-08', '2026-09'] },
      { code: 'not-overpaid', months: ['2026-08'], overpaid: BOTH },
    ],
    [
      'an answer without a way, where none was requested',
      { step: 'settled', months: BOTH, on: '2026-12-01' },
      { code: 'way-not-known', months: BOTH },
    ],
    ['an unknown employment', { ...REQUESTED, spellId: 'x' }, { code: 'unknown-spell' }],
    ['an unknown employee', { ...REQUESTED, employeeId: 'E9' }, { code: 'unknown-employee' }],
  ])('refuses %s', async (_, raw, problem) => {
    expect(problemOf(await refund(raw))).toMatchObject(problem);
    expect(await stage.facts()).toHaveLength(6);
  });

  it('refuses an answer dated before the request', async () => {
    await refund(REQUESTED);
    expect(problemOf(await refund({ step: 'settled', months: BOTH, on: '2026-11-19' }))).toEqual({
      code: 'before-request',
      field: 'settled',
      day: '2026-11-19',
      requestedOn: '2026-11-20',
    });
  });

  it('refuses a month that two units overpaid, unless an employment is named', async () => {
    stage = staffStage();
    for (const [employmentId, unitId] of [
      ['A', 'U1'],
      ['B', 'U2'],
    ] as const) {
      await stage.take(
        hired('2026-01-05', unitId, { employmentId }),
        left('2026-08-10', 'resigned', { employmentId }),
        charged(unitId, '2026-10'),
      );
    }
    const october = { ...REQUESTED, months: ['2026-10'] };
    const problem = problemOf(await refund(october));
    expect(problem).toMatchObject({ code: 'several-spells', spells: [{ unitId: 'U1' }, { unitId: 'U2' }] });
    expect(await refund({ ...october, spellId: 'e-B' })).toMatchObject({
      is: 'recorded',
      spells: [{ refunds: [] }, { refunds: [{ is: 'requested' }] }],
    });
  });
});

describe('recordRefund: the months of the case', () => {
  it('accepts only the months left after a whole bill without the person ends the estimate', async () => {
    stage = staffStage();
    await stage.take(
      hired('2026-01-05', 'U1'),
      accepted('enrolment', '2026-01-20'),
      left('2026-08-10', 'resigned'),
      charged('U1', '2026-09'),
    );
    stage.registry.tell(bill('2026-09', '2026-09-30'), bill('2026-10', '2026-10-31'));
    expect((await stage.case('overpayment'))?.money?.months.map(({ month }) => month)).toEqual(['2026-09']);
    expect(problemOf(await refund(REQUESTED))).toEqual({
      code: 'not-overpaid',
      months: ['2026-10'],
      overpaid: ['2026-09'],
    });
    expect(await refund({ ...REQUESTED, months: ['2026-09'] })).toMatchObject({ is: 'recorded' });
  });

  it('accepts the months of a person without a hire', async () => {
    stage = staffStage();
    await stage.take(charged('U1', '2026-09'));
    expect(await stage.cases()).toEqual(['never-hired open']);
    expect(await refund({ ...REQUESTED, months: ['2026-09'] })).toMatchObject({ is: 'recorded' });
    await refund({ step: 'settled', months: ['2026-09'], on: '2026-12-01' });
    expect(await stage.cases()).toEqual([]);
  });
});
