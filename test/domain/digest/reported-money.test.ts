import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case, CaseKind } from '../../../domain/cases/case.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import {
  type Digest,
  type DigestInput,
  type EndedCase,
  type PreviousDigest,
  previousDigestOf,
} from '../../../domain/digest/digest.ts';
import {
  digestMoneyOf,
  endedMoney,
  moneyChange,
  newsOfMoney,
  previousMoney,
} from '../../../domain/digest/reported-money.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import type { CaseMoney, MonthOfMoney } from '../../../domain/rules/money-at-stake.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import {
  at,
  digestInput,
  dueOn,
  JANE_DOE,
  sampleCase,
  unitCase,
  yuanOf,
} from '../../support/sample-cases.ts';

function of(month_: string, changes: Partial<MonthOfMoney> = {}): MonthOfMoney {
  return {
    month: month(month_),
    unitPart: yuanOf(980),
    personalPart: yuanOf(203),
    estimated: false,
    state: 'open',
    ...changes,
  };
}

function moneyOf(months: readonly MonthOfMoney[], changes: Partial<CaseMoney> = {}): CaseMoney {
  const open = months.filter(({ state }) => state === 'open' || state === 'requested').length;
  return { unitPart: yuanOf(980 * open), personalPart: yuanOf(203 * open), months, ...changes };
}

const OCTOBER = moneyOf([of('2026-10', { estimated: true })]);

/** The change that a digest reports when the previous one listed the case with `before`. */
function changeOf(before: CaseMoney | undefined, now: CaseMoney | undefined, kind: CaseKind = 'overpayment') {
  const listed = sampleCase({ kind, ...(before && { money: before }) });
  const told = previousMoney(sinceListing([listed]))(listed.caseId);
  return moneyChange(sampleCase({ kind, ...(now && { money: now }) }), told);
}

function sinceListing(cases: readonly Case[]): PreviousDigest {
  return {
    coveredUntil: plainDate('2026-11-30'),
    composedAt: at('2026-11-30T00:30:00.000Z'),
    caseIds: cases.map(({ caseId }) => caseId),
    told: digestMoneyOf(cases),
  };
}

const span = (from: string, to = from) => ({ from: month(from), to: month(to) });
const newsIn = (change: ReturnType<typeof changeOf>) => change && newsOfMoney(change);

describe('moneyChange since the previous digest', () => {
  test('is undefined where nothing changed', () => {
    expect(changeOf(OCTOBER, OCTOBER)).toBeUndefined();
    expect(changeOf(undefined, undefined)).toBeUndefined();
  });

  test('reports an added month', () => {
    const change = changeOf(OCTOBER, moneyOf([...OCTOBER.months, of('2026-11', { estimated: true })]));
    expect(change).toMatchObject({ added: [span('2026-11')], billed: [], gone: [] });
    expect(newsIn(change)).toEqual(['month-added']);
  });

  test('reports the first month', () => {
    expect(changeOf(undefined, OCTOBER)).toMatchObject({ before: undefined, added: [span('2026-10')] });
  });

  test('reports an estimate replaced by a bill, whatever the amount', () => {
    const change = changeOf(OCTOBER, moneyOf([of('2026-10')]));
    expect(change).toMatchObject({ billed: [span('2026-10')] });
    expect(newsIn(change)).toEqual(['estimate-replaced']);
  });

  test('reports a late fee when it begins, and not while it grows', () => {
    const fee = (soFar: number) => ({ lateFee: { soFar: yuanOf(soFar), nextDay: yuanOf(0.59) } });
    const [before, begun, later] = [0, 0.59, 1.18].map((soFar) => moneyOf([of('2026-10')], fee(soFar)));
    expect(newsIn(changeOf(before, begun, 'back-payment'))).toEqual(['late-fee-begun']);
    expect(changeOf(begun, later, 'back-payment')).toBeUndefined();
  });

  test.each<[string, CaseKind, Partial<MonthOfMoney> | undefined, boolean, string]>([
    ['refunded', 'overpayment', { state: 'settled' }, false, 'settled'],
    ['denied', 'overpayment', { state: 'denied' }, false, 'denied'],
    ['estimated, and not charged after all', 'overpayment', undefined, true, 'not-charged'],
    ['charged, and the charge is voided', 'overpayment', undefined, false, 'corrected'],
    ['owed, and no longer owed', 'back-payment', undefined, true, 'no-longer-owed'],
  ])('reports a month that is gone: %s', (_, kind, now, estimated, why) => {
    const after = [of('2026-09'), ...(now ? [of('2026-10', now)] : [])];
    const change = changeOf(moneyOf([of('2026-09'), of('2026-10', { estimated })]), moneyOf(after), kind);
    expect(change?.gone).toEqual([{ why, months: [span('2026-10')] }]);
    expect(newsIn(change)).toEqual(['money-changed']);
  });

  test('keeps a month whose refund is requested', () => {
    const requested = moneyOf([of('2026-10', { state: 'requested' })]);
    expect(changeOf(moneyOf([of('2026-10')]), requested)).toBeUndefined();
  });

  test('reports a change of the amount alone', () => {
    const change = changeOf(OCTOBER, { ...OCTOBER, unitPart: yuanOf(981) });
    expect(newsIn(change)).toEqual(['money-changed']);
    expect(changeOf(OCTOBER, { months: OCTOBER.months })).toMatchObject({ now: {} });
  });

  test('is undefined where the record of the previous digest has no money', () => {
    const { told: _, ...old } = sinceListing([sampleCase({ money: OCTOBER })]);
    expect(moneyChange(sampleCase({}), previousMoney(old)(sampleCase({}).caseId))).toBeUndefined();
    expect(previousMoney(undefined)('E1/2026-01-05/overpayment')).toBe('unknown');
  });
});

test('endedMoney gives the reason for each month of an ended case', () => {
  const told = {
    ...digestMoneyOf([{ money: moneyOf([of('2026-09'), of('2026-10', { estimated: true })]) }]).money[0],
  };
  if (told.months === undefined || told.estimated === undefined) throw new Error('money was told');
  const before = { ...told, months: told.months, estimated: told.estimated };
  const spell = { charges: [], filings: {}, refunds: [] };
  const refunds = [
    {
      is: 'settled',
      months: [month('2026-09')],
      on: plainDate('2026-11-27'),
      knownAt: at('2026-11-27T00:00:00.000Z'),
    } as const,
  ];
  expect(endedMoney({ kind: 'overpayment', how: 'done' }, before, { ...spell, refunds })?.gone).toEqual([
    { why: 'settled', months: [span('2026-09')] },
    { why: 'not-charged', months: [span('2026-10')] },
  ]);
  expect(endedMoney({ kind: 'overpayment', how: 'withdrawn' }, before, undefined)?.gone).toEqual([
    { why: 'withdrawn', months: [span('2026-09', '2026-10')] },
  ]);
  const chargedMonths = [span('2026-09')];
  expect(
    endedMoney({ kind: 'back-payment', how: 'done' }, before, { ...spell, chargedMonths })?.gone,
  ).toEqual([
    { why: 'paid', months: [span('2026-09')] },
    { why: 'no-longer-owed', months: [span('2026-10')] },
  ]);
});

test('endedMoney reports money that came into question as no longer at stake', () => {
  const inQuestion = {
    months: OCTOBER.months,
    inQuestion: { unitPart: yuanOf(980), personalPart: yuanOf(203) },
  };
  expect(digestMoneyOf([{ money: inQuestion }]).money).toEqual([]);
  const { at: _, ...told } = digestMoneyOf([{ money: OCTOBER }]).money[0] ?? {
    at: 0,
    months: [],
    estimated: [],
  };
  const ended = { kind: 'overpayment', how: 'withdrawn' } as const;
  expect(endedMoney(ended, told, undefined, [{ money: inQuestion }])?.gone).toEqual([
    { why: 'in-question', months: [span('2026-10')] },
  ]);
});

describe('a digest with money', () => {
  const finance = (it: Case) => unitCase(it, { roles: ['finance'] });
  const owed = sampleCase({ kind: 'overpayment', money: OCTOBER });
  const compose = (changes: Partial<DigestInput>) => composeDigest(digestInput(changes), publishedCalendar);

  test('comes to finance on the first working day of a month, and not to a handler', () => {
    const since = sinceListing([owed]);
    expect(compose({ since, cases: [finance(owed)] })?.items[0]?.news).toEqual(['monthly']);
    expect(compose({ since, cases: [unitCase(owed)] })).toBeUndefined();
    const inMonth = { ...since, coveredUntil: plainDate('2026-12-01') };
    expect(compose({ day: plainDate('2026-12-02'), since: inMonth, cases: [finance(owed)] })).toBeUndefined();
  });

  test('is not held back by a snooze when the money has changed', () => {
    const attentions = [
      {
        caseId: owed.caseId,
        by: 'a@example.com',
        on: plainDate('2026-11-30'),
        until: plainDate('2027-01-15'),
      },
    ];
    const quiet = (it: Case) => ({ ...finance(it), attentions });
    const since = sinceListing([owed]);
    expect(compose({ since, cases: [quiet(owed)] })).toBeUndefined();
    const grown = { ...owed, money: moneyOf([...OCTOBER.months, of('2026-11')]) };
    expect(compose({ since, cases: [quiet(grown)] })?.items[0]?.news).toEqual(['month-added']);
  });

  test('says that a case with money is no longer the manager’s', () => {
    const late = sampleCase({ money: OCTOBER, deadline: dueOn('2026-11-27') });
    const put = { ...late, deadline: dueOn('2026-12-31') };
    const digest = compose({ since: sinceListing([late]), cases: [unitCase(put, { roles: ['manager'] })] });
    expect(digest?.items).toEqual([]);
    expect(digest?.ended).toMatchObject([
      { caseId: late.caseId, how: 'moved', money: { told: { unitPart: 98000 } } },
    ]);
    for (const recipient of [digestInput().recipient, JANE_DOE]) {
      expect(digest && renderDigest({ ...digest, recipient }).text).toContain('¥1,183.00');
    }
  });
});

describe('changes of money from one digest to the next', () => {
  const IDS = ['A', 'B', 'C'];
  const anyMonth = fc
    .record({
      unitPart: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      estimated: fc.boolean(),
      state: fc.constantFrom('open', 'requested', 'settled', 'denied'),
    })
    .map(({ unitPart, ...it }) => ({
      ...it,
      ...(unitPart !== undefined && { unitPart: fen(unitPart * 100) }),
    }));
  const anyMoney = fc
    .array(fc.option(anyMonth, { nil: undefined }), { minLength: 3, maxLength: 3 })
    .map((months) => {
      const known = months.flatMap((it, i) =>
        it === undefined
          ? []
          : [{ month: month(`2026-0${i + 7}`), personalPart: fen(0), ...it } as MonthOfMoney],
      );
      const open = known.filter(({ state }) => state === 'open' || state === 'requested');
      const isKnown = open.every(({ unitPart }) => unitPart !== undefined);
      const sum = fen(open.reduce((total, { unitPart = 0 }) => total + unitPart, 0));
      return { months: known, ...(isKnown && { unitPart: sum, personalPart: fen(0) }) };
    });
  const kind = fc.constantFrom<CaseKind>('overpayment', 'back-payment', 'top-up');
  /** For each id on one day the money of a case, a case without money, or no case. */
  const anyDay = fc.array(fc.option(fc.option(anyMoney, { nil: undefined })), { minLength: 3, maxLength: 3 });
  const DAYS = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08'];

  const sumOf = (told: { unitPart?: number; personalPart?: number } | undefined) =>
    told === undefined ? '0' : `${told.unitPart ?? '?'} ${told.personalPart ?? '?'}`;
  const atStake = (it: Case | undefined) => sumOf(it && digestMoneyOf([it]).money[0]);

  test('have a line with the reason for a different sum, and none for an equal one', () => {
    fc.assert(
      fc.property(kind, fc.array(anyDay, { minLength: 2, maxLength: DAYS.length }), (ofKind, days) => {
        let since: PreviousDigest | undefined;
        let shown = new Map<string, Case>();
        for (const [i, moneys] of days.entries()) {
          const day = plainDate(DAYS[i] ?? '');
          const now = new Map(
            moneys.flatMap((money, j) => {
              if (money === null) return [];
              const it = sampleCase({ kind: ofKind, employeeId: IDS[j] ?? '', ...(money && { money }) });
              return [[it.caseId, it] as const];
            }),
          );
          const told = previousMoney(since);
          const ended = [...shown.values()]
            .filter(({ caseId }) => !now.has(caseId))
            .map((it): EndedCase => {
              const is = { caseId: it.caseId, kind: ofKind, unitName: 'U', how: 'done' } as const;
              const money = endedMoney(is, told(it.caseId), undefined);
              return { ...is, ...(money && { money }) };
            });
          const cases = [...now.values()].map((it) => unitCase(it, { roles: ['finance'] }));
          const digest = composeDigest(digestInput({ day, since, cases, ended }), publishedCalendar);
          for (const [caseId, before] of shown) {
            const [was, is] = [atStake(before), atStake(now.get(caseId))];
            const lines = linesOf(digest, caseId);
            if (was !== is) expect(lines).toHaveLength(1);
            if (JSON.stringify(before) === JSON.stringify(now.get(caseId))) expect(lines).toEqual([]);
          }
          if (digest === undefined) continue;
          expect(renderDigest(digest).text).not.toMatch(/undefined|NaN|\[object/);
          since = previousDigestOf(digest, at(`${day}T00:30:00.000Z`), publishedCalendar);
          shown = now;
        }
      }),
    );
  });

  function linesOf(digest: Digest | undefined, caseId: string) {
    const changes = digest?.items
      .filter((item) => item.case.caseId === caseId)
      .map((item) => item.moneyChange);
    const over = digest?.ended.filter((it) => it.caseId === caseId).map((it) => it.money);
    return [...(changes ?? []), ...(over ?? [])].filter((line) => line !== undefined);
  }
});

describe('the record of a digest’s money', () => {
  /** Cases with the given number of months, nearly all of them with different amounts. */
  const many = (cases: number, spans: number) =>
    Array.from({ length: cases }, (_, i) => {
      const months = Array.from({ length: spans }, (_, j) =>
        of(j % 2 === 0 ? `20${10 + j}-01` : `20${10 + j}-07`),
      );
      const money = {
        ...moneyOf(months),
        unitPart: fen((i * 7_919_333) % 9_999_999),
        personalPart: fen((i * 104_729) % 999_983),
      };
      return { caseId: `E${i}/2026-01-05/overpayment`, money };
    });

  test.each([
    ['five thousand cases of a month each', 5_000, 1],
    ['five thousand cases of many months', 5_000, 15],
  ])('of %s takes at most a quarter of what an item holds', (_, cases, spans) => {
    const told = digestMoneyOf(many(cases, spans));
    expect(gzipSync(JSON.stringify(told)).length).toBeLessThan(100_000);
  });

  test('reports no change from the case on where it was cut', () => {
    const all = many(5_000, 15);
    const since = { ...sinceListing([]), caseIds: all.map(({ caseId }) => caseId), told: digestMoneyOf(all) };
    const [first, last] = [all[0], all.at(-1)];
    expect(since.told.cases).toBeLessThan(5_000);
    expect(previousMoney(since)(first?.caseId ?? '')).toMatchObject({ unitPart: 0 });
    expect(previousMoney(since)(last?.caseId ?? '')).toBe('unknown');
  });
});
