import { describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { factsOf } from '../../../functions/enrich-event/facts-of.ts';
import type { DetailsRequest } from '../../../functions/ports.ts';
import type { Cancellation } from '../../../functions/sources/api/hr-api.ts';
import type { Statement } from '../../../functions/sources/webhook/make-fact.ts';
import { fact } from '../../support/facts.ts';
import { ASKED_AT, aQuestion, LONG_AGO } from '../../support/vendors/an-access.ts';

const ID = 'E1';
const question = (about: DetailsRequest['about'] = 'change', told: Partial<DetailsRequest> = {}) =>
  aQuestion('feishu', about, { employmentId: ID }, { ...LONG_AGO, ...told });

interface Told {
  readonly statements?: readonly Statement[];
  readonly cancellation?: Cancellation;
}

function settle(known: readonly Fact[], told: Told, request = question(), now = ASKED_AT) {
  const record = { facts: known, spells: foldSpells(ID, known) };
  return factsOf({ statements: [], ...told }, request, record, now);
}

const said = (facts: readonly Fact[]) => facts.map(({ kind, data }) => ({ kind, data }));

const HIRE = {
  employeeId: ID,
  unitId: 'U1',
  name: '赵敏',
  hiredOn: '2026-03-02',
  employmentId: ID,
  category: 'regular',
};
const LEAVE = { employeeId: ID, lastWorkingDay: '2026-06-30', reason: 'resigned', employmentId: ID };
const hires = (data: object = {}): Statement => ({ kind: 'employee.hired', data: { ...HIRE, ...data } });
const leaves = (data: object = {}): Statement => ({
  kind: 'employee.terminated',
  data: { ...LEAVE, ...data },
});
const hired = (data: object = {}, id = 'feishu:h1') =>
  fact('employee.hired', { ...HIRE, ...data } as never, { id, statedAt: '2026-03-02T01:00:00.000Z' });
const left = (data: object = {}, id = 'feishu:l1') =>
  fact('employee.terminated', { ...LEAVE, ...data } as never, { id, statedAt: '2026-06-01T01:00:00.000Z' });
const noticed = (of: 'hire' | 'leave', id = `feishu:n-${of}`) =>
  fact(`employee.${of}_noticed`, { employmentId: ID } as never, { id, statedAt: '2026-06-10T01:00:00.000Z' });

describe('factsOf', () => {
  test('states facts at the time of reading, with the same id for the same answer', () => {
    const [first] = settle([], { statements: [hires()] }).facts;
    expect(first).toMatchObject({ statedAt: ASKED_AT, receivedAt: ASKED_AT, employeeId: ID });
    expect(first?.factId).toMatch(/^feishu:d1:details:[0-9a-f]{12}$/);
    const later = settle([], { statements: [hires()] }, question(), '2026-06-21T00:00:00.000Z' as Instant);
    expect(later.facts[0]?.factId).toBe(first?.factId);
    expect(settle([], { statements: [hires({ name: '赵明' })] }).facts[0]?.factId).not.toBe(first?.factId);
  });

  test('never states a fact before the event that caused the request', () => {
    const statedAt = '2026-06-20T03:00:00.000Z' as Instant;
    const [first] = settle([], { statements: [hires()] }, question('hire', { statedAt })).facts;
    expect(first).toMatchObject({ statedAt, receivedAt: ASKED_AT });
  });

  test('names the field of an invalid fact', () => {
    const settled = settle([], { statements: [hires({ hiredOn: 'soon' })] });
    expect(settled).toMatchObject({
      facts: [],
      problems: [expect.stringContaining('employee.hired.hiredOn')],
    });
  });
});

describe('factsOf: known facts', () => {
  test('stores no known hire and leave again', () => {
    expect(settle([hired(), left()], { statements: [hires(), leaves()] }).facts).toEqual([]);
  });

  test('keeps fields that the HR system leaves out', () => {
    const known = [
      hired({ contractSignedOn: '2026-02-20', category: 'intern' }),
      left({ personalEmail: 'a@b.cn' }),
    ];
    const { category: _, ...silent } = HIRE;
    expect(settle(known, { statements: [{ kind: 'employee.hired', data: silent }, leaves()] }).facts).toEqual(
      [],
    );
    const renamed = settle(known, {
      statements: [{ kind: 'employee.hired', data: { ...silent, name: '赵明' } }],
    });
    expect(renamed.facts[0]?.data).toMatchObject({
      name: '赵明',
      contractSignedOn: '2026-02-20',
      category: 'intern',
    });
  });

  test('does not replace a known reason by an unknown one', () => {
    expect(settle([hired(), left()], { statements: [leaves({ reason: 'unknown' })] }).facts).toEqual([]);
  });

  test('stores another last working day without the stop month of the earlier one', () => {
    const known = [hired(), left({ insuranceStopMonth: '2026-06', personalEmail: 'a@b.cn' })];
    const { facts } = settle(known, { statements: [leaves({ lastWorkingDay: '2026-07-15' })] });
    expect(said(facts)).toEqual([
      {
        kind: 'employee.terminated',
        data: { ...LEAVE, lastWorkingDay: '2026-07-15', personalEmail: 'a@b.cn' },
      },
    ]);
  });

  test('stores a leave again that was cancelled before', () => {
    const back = fact('employee.termination_cancelled', { employmentId: ID } as never, {
      id: 'feishu:b1',
      statedAt: '2026-06-05T01:00:00.000Z',
    });
    expect(settle([hired(), left(), back], { statements: [leaves()] }).facts).toHaveLength(1);
  });

  test('stores a rehire without employment id as a new hire, without data of the earlier one', () => {
    const { employmentId: _h, ...hire } = HIRE;
    const { employmentId: _l, ...leave } = LEAVE;
    const known = [
      fact('employee.hired', { ...hire, contractSignedOn: '2025-01-01', hiredOn: '2025-01-06' } as never),
      fact('employee.terminated', { ...leave, lastWorkingDay: '2025-12-31' } as never),
    ];
    const { facts } = settle(known, { statements: [{ kind: 'employee.hired', data: hire }] });
    expect(said(facts)).toEqual([{ kind: 'employee.hired', data: hire }]);
  });
});

describe('factsOf: another department', () => {
  const moved = hires({ unitId: 'U2' });

  test('is a transfer on the day of the event, not another hire', () => {
    const keys = { employmentId: ID, effectiveOn: '2026-06-15' };
    expect(said(settle([hired()], { statements: [moved] }, question('change', { keys })).facts)).toEqual([
      {
        kind: 'employee.transferred',
        data: { employeeId: ID, toUnitId: 'U2', effectiveOn: '2026-06-15' },
      },
    ]);
  });

  test('is a problem for staff if the event has no day', () => {
    expect(settle([hired()], { statements: [moved] })).toMatchObject({
      facts: [],
      problems: [expect.stringContaining('in unit U2 but not since which day')],
    });
  });

  test('is not stored again if the transfer is known', () => {
    const transfer = fact('employee.transferred', { toUnitId: 'U2', effectiveOn: '2026-06-15' } as never, {
      statedAt: '2026-06-15T01:00:00.000Z',
    });
    expect(settle([hired(), transfer], { statements: [moved] })).toMatchObject({ facts: [], problems: [] });
  });

  test.each<Cancellation>([
    { what: 'leave', by: 'word' },
    { what: 'leave', by: 'silence' },
  ])('is no transfer if a later hire is reported too: %j', (off) => {
    const nameless = { employmentId: undefined };
    const known = [hired(nameless), left(nameless)];
    const again = { ...nameless, hiredOn: '2026-07-06' };
    expect(said(settle(known, { statements: [hires(again)], cancellation: off }).facts)).toMatchObject([
      { kind: 'employee.hired', data: { hiredOn: '2026-07-06' } },
    ]);
  });
});

describe('factsOf: a cancelled leave', () => {
  const byWord: Cancellation = { what: 'leave', by: 'word', employmentId: ID };
  const bySilence: Cancellation = { ...byWord, by: 'silence' };

  test('cancels the known last working day, whoever stated it', () => {
    expect(said(settle([hired(), left({}, 'cli:l1')], { cancellation: byWord }).facts)).toEqual([
      {
        kind: 'employee.termination_cancelled',
        data: { employeeId: ID, employmentId: ID, lastWorkingDay: '2026-06-30' },
      },
    ]);
  });

  test('voids the unanswered notices of the same source', () => {
    const known = [hired(), noticed('leave'), noticed('leave', 'dingtalk:n1')];
    const { facts } = settle(known, { cancellation: byWord }, question('leave'));
    expect(facts.map(({ data }) => data)).toEqual([
      {
        factId: 'feishu:n-leave',
        employeeId: ID,
        reason: 'feishu shows that this leave did not happen',
      },
    ]);
    const spells = foldSpells(ID, [...known.slice(0, 2), ...facts]);
    expect(spells.map(({ missingDate }) => missingDate)).toEqual([undefined]);
  });

  test('cancels nothing if no leave is known', () => {
    expect(settle([hired()], { cancellation: byWord }).facts).toEqual([]);
    expect(settle([], { cancellation: byWord }).facts).toEqual([]);
  });

  test('cancels by silence only the same source’s statement, and only after a delay', () => {
    const known = [hired(), left()];
    expect(
      settle(known, { cancellation: bySilence }, question('change', { statedAt: ASKED_AT })),
    ).toMatchObject({
      facts: [],
      isTooEarly: true,
    });
    expect(settle(known, { cancellation: bySilence }).facts).toHaveLength(1);
    expect(settle([hired(), left({}, 'cli:l1')], { cancellation: bySilence })).toMatchObject({
      facts: [],
      isTooEarly: false,
    });
  });

  test('by silence does not void the notice that caused the request', () => {
    expect(settle([hired(), noticed('leave')], { cancellation: bySilence }, question('leave')).facts).toEqual(
      [],
    );
    expect(settle([hired(), noticed('leave')], { cancellation: bySilence }).facts).toHaveLength(1);
  });
});

test('factsOf: a cancelled hire cancels its day and voids its notices', () => {
  const off: Cancellation = { what: 'hire', by: 'word', employmentId: ID };
  expect(said(settle([hired()], { cancellation: off }, question('hire')).facts)).toEqual([
    {
      kind: 'employee.hire_cancelled',
      data: { employeeId: ID, employmentId: ID, hiredOn: '2026-03-02' },
    },
  ]);
  expect(said(settle([noticed('hire')], { cancellation: off }, question('hire')).facts)).toMatchObject([
    { kind: 'fact.voided', data: { factId: 'feishu:n-hire' } },
  ]);
});

describe('factsOf: a hire without its day, and names', () => {
  const named: Statement = {
    kind: 'employee.hire_noticed',
    data: { employeeId: ID, name: '赵敏', unitId: 'U1' },
  };

  test('adds name and unit to an open notice, on the day of the event', () => {
    const { facts } = settle([noticed('hire')], { statements: [named] }, question('hire'));
    expect(facts).toMatchObject([{ kind: 'employee.hire_noticed', statedAt: LONG_AGO.statedAt }]);
    expect(settle([noticed('hire'), ...facts], { statements: [named] }).facts).toEqual([]);
    expect(settle([hired()], { statements: [named] }).facts).toEqual([]);
  });

  test('stores another name as an update, and the same name not at all', () => {
    const update = (name: string): Statement => ({
      kind: 'employee.updated',
      data: { employeeId: ID, changes: { name } },
    });
    expect(settle([hired()], { statements: [update('赵敏')] }).facts).toEqual([]);
    expect(settle([hired()], { statements: [update('赵明')] }).facts).toHaveLength(1);
  });
});
