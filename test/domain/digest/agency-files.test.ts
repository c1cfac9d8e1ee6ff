import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import { type Case, type CaseKind, contentOf } from '../../../domain/cases/case.ts';
import { openCases, openUnitCases } from '../../../domain/cases/case-kinds.ts';
import type { CaseContext } from '../../../domain/cases/case-parts.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import type { News, PreviousDigest } from '../../../domain/digest/digest.ts';
import { digestMoneyOf } from '../../../domain/digest/reported-money.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Attention, OtherSpell } from '../../../domain/employment/spell.ts';
import type { Fact, FactData } from '../../../domain/facts/fact.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import { fen } from '../../../domain/values/money.ts';
import { LONG_AGO, plainDate } from '../../../domain/values/plain-date.ts';
import {
  accepted,
  charged,
  EMPLOYEE,
  fact,
  guideSettled,
  hired,
  left,
  listed,
  nameSeen,
  noticed,
  refund,
  resumed,
  type Told,
  updated,
  voided,
} from '../../support/facts.ts';
import { at, digestInput } from '../../support/sample-cases.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';
import { bill, strange } from '../../support/unit-facts.ts';
import { histories } from '../employment/histories.ts';

/**
 * R13: after a bill or a list was imported, the digest reports as changed only the cases that the file is about, and of
 * these only the ones that nobody silenced. The previous digest is that of Monday 2026-11-23.
 */

const MONDAY = plainDate('2026-11-23');
const TUESDAY = plainDate('2026-11-24');
const COMPOSED = '2026-11-23T00:30:00.000Z';

const before: Told = { statedAt: '2026-10-12T02:00:00.000Z' };
const justBefore: Told = { statedAt: COMPOSED };
const justAfter: Told = { statedAt: '2026-11-23T00:30:00.001Z' };

/** What is known: facts about the person, and the agency's files about the unit. */
interface Known {
  readonly facts?: readonly Fact[];
  readonly bills?: readonly UnitFact[];
  readonly strangers?: readonly UnknownCharge[];
}

type Changes = FactData<'employee.updated'>['changes'];

/** By default a region without rules of its own, so that no cut-off day is near. */
interface Place {
  readonly region?: '北京' | '无名市';
  readonly elsewhere?: readonly OtherSpell[];
}

function contextOn(day: string, region: string, bills: readonly UnitFact[] = []): CaseContext {
  const policy = toldPolicy(region, { longestSuspensionMonths: { value: 6, from: '2024-01-01' } });
  const coverage = bills.length === 0 ? undefined : coverageOf(bills, []);
  return { unit: undefined, policy, calendar, coverage, asOf: plainDate(day) };
}

const ORDER = { sources: ['standard', 'feishu'] };

function casesOn(
  day: string,
  { facts = [], bills, strangers = [] }: Known,
  { region = '无名市', elsewhere = [] }: Place,
): readonly Case[] {
  const context = contextOn(day, region, bills);
  const ofUnit = {
    unitId: 'U1',
    unitFacts: [],
    unknownCharges: strangers,
    dueSpells: [],
    rosterFindings: [],
  };
  return [
    ...foldSpells(EMPLOYEE, facts, elsewhere, ORDER).flatMap((spell) => openCases(spell, context)),
    ...openUnitCases({ ...context, ...ofUnit }, ['unknown-person']),
  ];
}

interface Example extends Place {
  readonly kind: CaseKind;
  /** What the previous digest knew. */
  readonly known: Known;
  /** What was received since. */
  readonly received: Known;
}

/** The news of the case in Tuesday's digest. @param isSilenced whether the case was acknowledged on Monday. */
function newsOf({ kind, known, received, ...place }: Example, isSilenced = false): readonly News[] {
  const cases = casesOn(MONDAY, known, place);
  const caseId = cases.find((it) => it.kind === kind)?.caseId ?? `no ${kind}`;
  const since: PreviousDigest = {
    coveredUntil: MONDAY,
    composedAt: at(COMPOSED),
    caseIds: cases.map((it) => it.caseId),
    told: digestMoneyOf(cases),
  };
  const attentions: readonly Attention[] = isSilenced
    ? [{ caseId, by: 'wang.fang@example.com', on: MONDAY }]
    : [];
  const all: Known = {
    facts: [...(known.facts ?? []), ...(received.facts ?? [])],
    bills: [...(known.bills ?? []), ...(received.bills ?? [])],
    strangers: [...(known.strangers ?? []), ...(received.strangers ?? [])],
  };
  const own = casesOn(TUESDAY, all, place).filter((it) => it.kind === kind);
  expect(own.map((it) => it.caseId)).toEqual([caseId]);
  const listedNow = own.map((it) => ({ case: it, unitName: 'U1', roles: ['handler' as const], attentions }));
  const digest = composeDigest(digestInput({ day: TUESDAY, since, cases: listedNow }), calendar);
  return digest?.items[0]?.news ?? [];
}

const HIRED = hired('2015-03-02', 'U1', {}, before);
const INSURED = [HIRED, charged('U1', '2026-09', [980, 203], {}, before)];
const LEFT = left('2026-11-18', 'resigned', {}, before);
const BORN = { sex: 'male', birthDate: plainDate('1966-08-10') } as const;
const NEARLY_60 = [hired('2015-03-02', 'U1', BORN, before), ...INSURED.slice(1)];

describe('A case that no agency file is about', () => {
  const october = charged('U1', '2026-10', [980, 203], {}, justAfter);
  const onList = listed('U1', '2026-11-20', {}, justAfter);
  const suspended = listed('U1', '2026-11-20', { status: 'suspended' }, justAfter);
  const CARD = { kind: 'physical', on: plainDate('2026-11-20'), replaces: true } as const;
  const examples: [CaseKind, readonly Fact[], readonly Fact[]][] = [
    ['retirement', NEARLY_60, [october, onList]],
    ['card', [...INSURED, fact('card.requested', CARD, before)], [october, onList]],
    [
      'information-change',
      [...INSURED, updated({ name: '赵敏敏' }, '2026-11-02', before)],
      [october, onList],
    ],
    ['date-missing', [...INSURED, noticed('leave', '2026-11-22')], [october, onList]],
    [
      'needs-person',
      [
        { ...HIRED, factId: 'standard:d1' },
        ...INSURED.slice(1),
        left('2026-11-18', 'resigned', {}, { ...before, id: 'feishu:d2' }),
      ],
      [october, onList],
    ],
    [
      'suspension',
      [
        HIRED,
        left('2026-06-04', 'suspended', {}, before),
        accepted('removal', '2026-06-08', '2026-06', before),
      ],
      [suspended],
    ],
    ['leaver-guide', [HIRED, LEFT, guideSettled('2015-03-02', 'refused', '2026-11-20', before)], [october]],
  ];

  test.each(examples)('%s is not changed by an import that names the person', (kind, facts, rows) => {
    for (const row of rows) {
      const example = { kind, known: { facts }, received: { facts: [row] } };
      expect(newsOf(example)).toEqual([]);
      expect(newsOf(example, true)).toEqual([]);
    }
  });

  test.each([
    ['is not changed by a birth date corrected before the previous digest', justBefore, []],
    ['is changed by a birth date corrected after it', justAfter, ['changed']],
  ])('%s, silenced or not', (_, told, news) => {
    const corrected = hired('2015-03-02', 'U1', { ...BORN, birthDate: plainDate('1966-08-11') }, told);
    const received = { facts: [corrected] };
    const example: Example = { kind: 'retirement', known: { facts: NEARLY_60 }, received };
    expect(newsOf(example)).toEqual(news);
    expect(newsOf(example, true)).toEqual(news);
  });

  test('is the same case, whenever the files were received', () => {
    const RECEIVED = '2027-01-04T02:00:00.000Z';
    const isRow = ({ kind }: Fact) => /^(contribution|insured|information)\./.test(kind);
    fc.assert(
      fc.property(histories, (facts) => {
        const later = facts.map((it) => (isRow(it) ? { ...it, receivedAt: at(RECEIVED) } : it));
        const context = contextOn('2026-08-03', '无名市');
        const cases = foldSpells(EMPLOYEE, later as readonly Fact[]).flatMap((it) => openCases(it, context));
        const times = [LONG_AGO, ...facts.filter((it) => !isRow(it)).map(({ receivedAt }) => receivedAt)];
        for (const { knownAt } of cases) expect(times).toContain(knownAt);
        const ofOthers = (some: readonly Case[]) => some.filter((it) => it.filesKnownAt === undefined);
        const asBefore = foldSpells(EMPLOYEE, facts).flatMap((it) => openCases(it, context));
        expect(ofOthers(cases)).toEqual(ofOthers(asBefore));
      }),
      { numRuns: tries(300) },
    );
  });
});

describe('A case after an update of the data of the person or the job', () => {
  const hiredAs = (on: string, more: Parameters<typeof hired>[2]) => [hired(on, 'U1', more, before)];
  const NEW = hiredAs('2026-11-05', {});
  const NEW_AT_50 = hiredAs('2026-11-05', { sex: 'female', birthDate: plainDate('1976-02-10') });
  const WOMAN = hiredAs('2015-03-02', { sex: 'female', birthDate: plainDate('1976-04-10') });
  const INTERN = hiredAs('2026-08-03', { category: 'intern' });
  const UNDER = [HIRED, charged('U1', '2026-09', [980, 203], { base: 7162 }, before)];
  const rows: [CaseKind, string, readonly Fact[], Changes, readonly News[]][] = [
    [
      'retirement',
      'changed by another birth date',
      NEARLY_60,
      { birthDate: plainDate('1966-08-11') },
      ['changed'],
    ],
    ['retirement', 'changed by the original age', WOMAN, { originalRetirementAge: 50 }, ['changed']],
    ['retirement', 'not changed by the same birth date', NEARLY_60, { birthDate: BORN.birthDate }, []],
    ['retirement', 'not changed by a new phone number', NEARLY_60, { phone: '13900000000' }, []],
    [
      'retirement',
      'not changed by a category that decides nothing',
      NEARLY_60,
      { category: 'part-time' },
      [],
    ],
    ['enrolment', 'changed by the original age', NEW_AT_50, { originalRetirementAge: 55 }, ['changed']],
    ['enrolment', 'not changed by a category with the same duty', NEW, { category: 'part-time' }, []],
    ['enrolment', 'not changed by the same category', NEW, { category: 'regular' }, []],
    ['enrolment', 'not changed by another department', NEW, { department: '财务部' }, []],
    ['enrolment', 'not changed by the sex of a young person', NEW, { sex: 'female' }, []],
    [
      'needs-person',
      'changed by a category that raises another doubt',
      INTERN,
      { category: 'dispatched' },
      ['changed'],
    ],
    [
      'top-up',
      'changed by a wage that decides the base',
      UNDER,
      { averageMonthlyWage: fen(900000) },
      ['changed', 'money-changed'],
    ],
    ['top-up', 'not changed by the sex', UNDER, { sex: 'male' }, []],
  ];
  const exampleOf = (kind: CaseKind, known: readonly Fact[], ...received: readonly Fact[]): Example => ({
    ...{ kind, known: { facts: known }, received: { facts: received } },
    region: kind === 'top-up' ? '北京' : '无名市',
  });

  test.each(rows)('%s is %s, silenced or not, in one mail', (kind, _, known, changes, news) => {
    const update = (told: Told) => updated(changes, '2026-11-20', told);
    const newly = exampleOf(kind, known, update(justAfter));
    expect(newsOf(newly)).toEqual(news);
    expect(newsOf(newly, true)).toEqual(news);
    expect(newsOf(exampleOf(kind, [...known, update(justBefore)]))).toEqual([]);
  });

  test('is changed by the first of two updates, of which the second decides nothing', () => {
    const category = updated({ category: 'dispatched' }, '2026-11-20', justAfter);
    const sex = updated({ sex: 'female' }, '2026-11-20', { statedAt: '2026-11-23T03:00:00.000Z' });
    expect(newsOf(exampleOf('needs-person', INTERN, category, sex))).toEqual(['changed']);
    const known = [...INTERN, { ...category, receivedAt: at(COMPOSED) }];
    expect(newsOf(exampleOf('needs-person', known, sex))).toEqual([]);
  });

  test('is not changed by an update that was stated before a known one', () => {
    const known = [...INTERN, updated({ category: 'dispatched' }, '2026-11-20', justBefore)];
    const told = { ...before, receivedAt: '2026-11-23T03:00:00.000Z' };
    const late = updated({ category: 'retiree' }, '2026-11-20', told);
    expect(newsOf(exampleOf('needs-person', known, late))).toEqual([]);
  });

  test('is known since the previous mail only if its content is the same as then', () => {
    const changes = fc.record(
      {
        sex: fc.constantFrom('male', 'female'),
        birthDate: fc.constantFrom('1966-08-10', '1976-04-10', '2011-01-05').map(plainDate),
        category: fc.constantFrom('regular', 'intern', 'retiree', 'part-time'),
        originalRetirementAge: fc.constantFrom(50, 55),
        averageMonthlyWage: fc.constantFrom(720000, 900000).map(fen),
        contributionTier: fc.constantFrom('first', 'second'),
      } as const,
      { requiredKeys: [] },
    );
    const update = fc.record({ changes, stated: fc.nat(5), received: fc.nat(5) });
    const casesBy = (facts: readonly Fact[]) =>
      casesOn(TUESDAY, { facts }, { region: '北京' }).filter(({ kind }) => kind !== 'information-change');
    const contentBy = (facts: readonly Fact[]) =>
      casesBy(facts).map((it): [string, string] => [it.caseId, contentOf(it)]);
    fc.assert(
      fc.property(fc.constantFrom(NEW, UNDER), fc.array(update, { maxLength: 5 }), (hire, stated) => {
        const on = (of: number, n: number) => `2026-11-${22 + Math.floor(of / 3)}T0${of}:0${n}:00.000Z`;
        const facts = stated.map(({ changes: it, ...times }, n) => {
          const told = { statedAt: on(times.stated, n), receivedAt: on(times.received, n) };
          return updated(it, `2026-11-${10 + n}`, told);
        });
        const then = new Map(contentBy([...hire, ...facts.filter((it) => it.receivedAt <= COMPOSED)]));
        for (const it of casesBy([...hire, ...facts]))
          if (it.knownAt <= COMPOSED && then.has(it.caseId)) expect(contentOf(it)).toBe(then.get(it.caseId));
      }),
      { numRuns: tries(300) },
    );
  });

  test('is changed by a wage that an earlier year lacked, although the latest wage stays the same', () => {
    const wage = (yuanStated: number, on: string, told: Told) =>
      updated({ averageMonthlyWage: fen(yuanStated * 100) }, on, told);
    const known = [...UNDER, wage(8000, '2025-03-01', before), wage(9000, '2027-07-01', justBefore)];
    const corrected = wage(9000, '2026-11-01', justAfter);
    expect(newsOf(exampleOf('top-up', known, corrected))).toEqual(['changed', 'money-changed']);
  });
});

describe('A case that an agency file is about', () => {
  const billed = (of: string, told: Told = before) => charged('U1', of, [980, 203], {}, told);
  /** The bill with this charge, and the same bill imported again in its place. */
  const firstBill = (of: string, more = {}) =>
    charged('U1', of, [980, 203], more, { ...before, id: 'bill:a:1' });
  const again = (of: string, more = {}) => [
    voided('bill:a:1', { ...justAfter, id: 'void' }),
    charged('U1', of, [980, 203], more, { ...justAfter, id: 'bill:b:1' }),
  ];
  const GONE = [...INSURED, left('2026-08-31', 'resigned', {}, before)];
  const SUSPENDED = [HIRED, left('2026-05-29', 'suspended', {}, before)];
  const U2 = { employeeId: EMPLOYEE, spellId: '2014-01-06', unitId: 'U2', startOn: plainDate('2014-01-06') };
  const unknown = (receivedAt: string) => [strange('2026-10', { name: '吴磊' }, [0, 0], { receivedAt })];
  const examples: Example[] = [
    {
      kind: 'enrolment',
      known: { facts: [hired('2026-11-05', 'U1', {}, before)] },
      received: { facts: [listed('U1', '2026-11-20', { status: 'ended' }, justAfter)] },
    },
    {
      kind: 'removal',
      known: { facts: [...INSURED, LEFT] },
      received: { facts: [billed('2026-10', justAfter)] },
    },
    {
      kind: 'overpayment',
      known: { facts: [...GONE, firstBill('2026-10')] },
      received: { facts: again('2026-10') },
    },
    { kind: 'never-hired', known: { facts: [firstBill('2026-10')] }, received: { facts: again('2026-10') } },
    {
      kind: 'double-cover',
      elsewhere: [U2],
      known: { facts: INSURED },
      received: { facts: [billed('2026-10', justAfter)] },
    },
    {
      kind: 'needs-person',
      known: { facts: [hired('2026-08-03', 'U1', { category: 'intern' }, before), firstBill('2026-10')] },
      received: { facts: again('2026-10') },
    },
    {
      kind: 'not-covered',
      known: { facts: [HIRED, billed('2026-08')], bills: [bill('2026-09', '2026-10-20')] },
      received: { bills: [bill('2026-10', '2026-11-23')] },
    },
    {
      kind: 'unfiled-leave',
      known: { facts: [...SUSPENDED, firstBill('2026-06'), resumed('2026-07-06', before)] },
      received: { facts: again('2026-06') },
    },
    {
      kind: 'back-payment',
      known: {
        facts: [HIRED, billed('2026-08'), firstBill('2026-10')],
        bills: [bill('2026-09', '2026-10-20')],
      },
      received: { facts: again('2026-10') },
    },
    {
      kind: 'top-up',
      region: '北京',
      known: { facts: [HIRED, firstBill('2026-09', { base: 7162 })] },
      received: { facts: again('2026-09', { base: 7162 }) },
    },
    {
      kind: 'information-change',
      known: { facts: [...INSURED, updated({ name: '赵敏敏' }, '2026-11-02', before)] },
      received: { facts: [billed('2026-10', justAfter), nameSeen('U1', '赵敏', '2026-11-20', justAfter)] },
    },
    {
      kind: 'unknown-person',
      known: { strangers: unknown('2026-10-12T02:00:00.000Z') },
      received: { strangers: unknown('2026-11-23T00:30:00.001Z') },
    },
  ];

  test.each(examples)('$kind is changed by an import', (example) => {
    expect(newsOf(example)).toEqual(['changed']);
  });
  test.each(examples)('$kind is not changed by an import while it is silenced', (example) => {
    expect(newsOf(example, true)).toEqual([]);
  });

  test.each([
    ['is not changed by what was imported before the previous digest', justBefore, []],
    ['is changed by what was imported after it', justAfter, ['changed']],
  ])('%s', (_, told, news) => {
    const received = { facts: [billed('2026-10', told)] };
    expect(newsOf({ kind: 'removal', known: { facts: [...INSURED, LEFT] }, received })).toEqual(news);
  });

  test('is changed by another fact, even while it is silenced', () => {
    const received = { facts: [refund('requested', '2026-11-23', ['2026-10'], justAfter)] };
    const known = { facts: [...GONE, firstBill('2026-10')] };
    expect(newsOf({ kind: 'overpayment', known, received }, true)).toEqual(['changed']);
  });

  test('reports new money of an import, even while it is silenced', () => {
    const known = { facts: [...GONE, billed('2026-10')] };
    const received = { facts: [billed('2026-11', justAfter)] };
    expect(newsOf({ kind: 'overpayment', known, received })).toEqual(['changed', 'month-added']);
    expect(newsOf({ kind: 'overpayment', known, received }, true)).toEqual(['month-added']);
  });
});
