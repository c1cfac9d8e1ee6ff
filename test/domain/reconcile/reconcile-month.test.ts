import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Charge, Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import {
  type DeclaredBase,
  declaredBaseIn,
  MonthReconciler,
  type RosterEntry,
  type UnknownOnBill,
} from '../../../domain/reconcile/reconcile-month.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { accepted, fact, hired, inOrder, left, moved, submitted } from '../../support/facts.ts';
import { seededUuid } from '../../support/seeded.ts';

const OCTOBER = month('2026-10');

/** Another person on the bill. If the bill were empty, nobody would count as missing. */
const SOMEBODY_ELSE: RosterEntry = entry(foldSpells('E0', inOrder(hired('2020-01-02', 'U1')))[0], [charge()]);

function charge(more: Partial<Charge> = {}): Charge {
  return {
    factId: seededUuid(),
    unitId: 'U1',
    month: OCTOBER,
    unitAmount: fen(98000),
    personalAmount: fen(20300),
    knownAt: '2026-11-01T00:00:00.000Z' as Instant,
    ...more,
  };
}

function entry(
  spell: Spell | undefined,
  charges: readonly Charge[],
  more: Partial<RosterEntry> = {},
): RosterEntry {
  if (spell === undefined) throw new Error('the facts fold into no spell');
  return { spell, charges, cases: () => [], ...more };
}

type Bill = ConstructorParameters<typeof MonthReconciler>[0] & {
  readonly roster: readonly RosterEntry[];
  readonly unknown: readonly UnknownOnBill[];
};

function reconcileMonth({ roster, unknown, ...bill }: Bill) {
  const reconciler = new MonthReconciler(bill);
  for (const each of roster) reconciler.add(each);
  return reconciler.done(unknown);
}

interface Told {
  readonly facts: readonly Fact[];
  readonly charges?: readonly Charge[];
  readonly declared?: DeclaredBase;
  readonly cases?: readonly Case[];
  readonly region?: string;
  /** The index of the entry's spell among the spells at U1. */
  readonly at?: number;
}

function findingsFor({ facts, charges = [], declared, cases = [], region = '北京', at = 0 }: Told) {
  const spells = foldSpells('E1', inOrder(...facts)).filter(({ unitId }) => unitId === 'U1');
  const roster = [
    SOMEBODY_ELSE,
    entry(spells.at(at), charges, { cases: () => cases, ...(declared && { declared }) }),
  ];
  return reconcileMonth({ month: OCTOBER, roster, unknown: [], policy: policyOf(region), calendar }).findings;
}

const IN_SERVICE = [hired('2026-01-05', 'U1'), accepted('enrolment', '2026-01-10')];

describe('a bill of October 2026 compared with the roster', () => {
  it.each<[string, Told, string[]]>([
    ['in service and charged once: no finding', { facts: IN_SERVICE, charges: [charge()] }, []],
    ['in service and not on the bill', { facts: IN_SERVICE }, ['not-charged']],
    ['charged twice', { facts: IN_SERVICE, charges: [charge(), charge()] }, ['charged-twice']],
    [
      'charged, with supplements: no finding',
      { facts: IN_SERVICE, charges: [charge(), charge({ supplement: true }), charge({ supplement: true })] },
      [],
    ],
    [
      'charged only by a supplement: no finding',
      { facts: IN_SERVICE, charges: [charge({ supplement: true })] },
      [],
    ],
    [
      'left in September, a supplement for October',
      { facts: [...IN_SERVICE, left('2026-09-30')], charges: [charge({ supplement: true })] },
      ['charged-after-leave'],
    ],
    [
      'left in September, charged',
      { facts: [...IN_SERVICE, left('2026-09-30')], charges: [charge()] },
      ['charged-after-leave'],
    ],
    [
      'left on 1 October, charged: the month of leaving is due',
      { facts: [...IN_SERVICE, left('2026-10-01')], charges: [charge()] },
      [],
    ],
    ['left on 1 October, not charged', { facts: [...IN_SERVICE, left('2026-10-01')] }, ['not-charged']],
    ['left in September, not charged', { facts: [...IN_SERVICE, left('2026-09-30')] }, []],
    [
      'HR says that October is no longer paid',
      {
        facts: [...IN_SERVICE, left('2026-10-08', 'resigned', { insuranceStopMonth: month('2026-09') })],
        charges: [charge()],
      },
      ['charged-after-leave'],
    ],
    ['hired on 31 October, charged', { facts: [hired('2026-10-31', 'U1')], charges: [charge()] }, []],
    [
      'hired on 31 October, not charged: the month can no longer be made',
      { facts: [hired('2026-10-31', 'U1')] },
      [],
    ],
    ['hired on 30 September, not charged', { facts: [hired('2026-09-30', 'U1')] }, ['not-charged']],
    [
      'hired on 31 October, not charged: no finding, since the month is already missed',
      { facts: [hired('2026-11-01', 'U1')], charges: [charge()] },
      ['charged-before-hire'],
    ],
    ['hired on 1 November, not charged', { facts: [hired('2026-11-01', 'U1')] }, []],
    [
      'enrolled from November on, not charged',
      { facts: [hired('2026-10-28', 'U1'), accepted('enrolment', '2026-10-30', '2026-11')] },
      [],
    ],
    [
      'an intern, not charged: no finding, since enrolment is in doubt',
      { facts: [hired('2026-01-05', 'U1', { category: 'intern' })] },
      [],
    ],
    [
      'moved here in October, paid there: no finding, since the earlier unit pays the month',
      { facts: [hired('2026-01-05', 'U0'), moved('2026-10-15', 'U1')] },
      [],
    ],
    [
      'moved here in October, charged at both',
      {
        facts: [hired('2026-01-05', 'U0'), moved('2026-10-15', 'U1')],
        charges: [charge({ alsoChargedAt: ['U0'] })],
      },
      ['charged-at-two-units'],
    ],
    [
      'moved here in September, not charged',
      { facts: [hired('2026-01-05', 'U0'), moved('2026-09-15', 'U1')] },
      ['not-charged'],
    ],
  ])('%s', (_, told, kinds) => {
    expect(findingsFor(told).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('gives the charges that were not due, with the reason', () => {
    const [found] = findingsFor({
      facts: [...IN_SERVICE, left('2026-09-30')],
      charges: [charge(), charge()],
    });
    expect(found).toMatchObject({
      employeeId: 'E1',
      name: '赵敏',
      charges: 2,
      unitAmount: 196000,
      personalAmount: 40600,
      because: [
        { rule: 'R7', code: 'bill-after-leave', values: { month: '2026-10', leftOn: '2026-09-30' } },
        { rule: 'R7', code: expect.stringMatching(/^last-payable-month/) },
      ],
    });
  });

  it('counts only the second of two charges as one too many', () => {
    const [found] = findingsFor({ facts: IN_SERVICE, charges: [charge(), charge({ unitAmount: fen(1) })] });
    expect(found).toMatchObject({ kind: 'charged-twice', charges: 1, unitAmount: 1 });
  });

  it('names the open case that handles a finding', () => {
    const facts = [...IN_SERVICE, left('2026-09-30')];
    const cases = ['removal', 'overpayment'].map((kind) => ({ kind, caseId: `E1/s/${kind}` }) as Case);
    expect(findingsFor({ facts, charges: [charge()], cases })[0]?.caseId).toBe('E1/s/overpayment');
    expect(findingsFor({ facts, charges: [charge()] })[0]).not.toHaveProperty('caseId');
  });

  it('reports a charge for a person without a hire', () => {
    const facts = [
      fact('contribution.charged', {
        unitId: 'U1',
        month: OCTOBER,
        unitAmount: fen(1),
        personalAmount: fen(1),
      }),
    ];
    expect(findingsFor({ facts, charges: [charge()] })).toMatchObject([{ kind: 'charged-without-hire' }]);
  });

  it('finds nobody missing without a bill', () => {
    const [spell] = foldSpells('E1', inOrder(...IN_SERVICE));
    const found = reconcileMonth({
      month: OCTOBER,
      roster: [entry(spell, [])],
      unknown: [],
      policy: policyOf('北京'),
      calendar,
    });
    expect(found).toEqual({ month: OCTOBER, billKnown: false, charges: 0, findings: [] });
  });
});

describe('the base of a charge in reconcileMonth', () => {
  const declared = (yuan: number): DeclaredBase => ({ amount: fen(yuan * 100), on: plainDate('2026-01-10') });
  const baseOf = (base: number | undefined, amount: number, region = '北京') =>
    findingsFor({
      facts: IN_SERVICE,
      charges: [charge(base === undefined ? {} : { base: fen(base * 100) })],
      declared: declared(amount),
      region,
    });

  it.each([
    ['as declared', 10_000, 10_000],
    ['missing from the bill', undefined, 10_000],
  ])('gives no finding when %s', (_, base, amount) => {
    expect(baseOf(base, amount)).toEqual([]);
  });

  it('gives a finding with both amounts when it differs from the declared one', () => {
    const [found] = baseOf(9_000, 10_000);
    expect(found?.kind).toBe('wrong-base');
    expect(found?.because[0]).toMatchObject({
      rule: 'R4',
      values: { base: '9000.00', declared: '10000.00', expected: '10000.00' },
    });
  });

  it('may be the published floor, and without a known floor a difference may be explained by it', () => {
    const policy = policyOf('北京');
    const floor = policy.inForce('contributionBaseFloor', plainDate('2026-10-01'));
    if (!floor.known) throw new Error('北京 has no floor for October 2026');
    expect(baseOf(floor.value / 100, 1)).toEqual([]);
    expect(baseOf(floor.value / 100, 1, '无此地区')[0]?.because).toMatchObject([
      { code: 'bill-base-band-unknown', confidence: 'unknown' },
    ]);
  });

  it('is compared with the base last declared by the end of the month', () => {
    const on = (day: string, declaredBase: number) =>
      fact('filing.submitted', { filing: 'enrolment', on: plainDate(day), declaredBase: fen(declaredBase) });
    const facts = [
      on('2026-10-31', 2),
      on('2026-01-05', 1),
      on('2026-11-01', 3),
      submitted('removal', '2026-10-31'),
    ];
    expect(declaredBaseIn(facts, OCTOBER)).toEqual({ amount: 2, on: '2026-10-31' });
    expect(declaredBaseIn(facts, month('2026-09'))).toEqual({ amount: 1, on: '2026-01-05' });
    expect(declaredBaseIn(facts, month('2025-12'))).toBeUndefined();
  });
});

describe('an unknown person on the bill in reconcileMonth', () => {
  const unknown = (more: Partial<UnknownCharge> = {}): UnknownCharge => ({
    id: 'bill:1',
    unitId: 'U1',
    month: OCTOBER,
    unitAmount: fen(50000),
    personalAmount: fen(10000),
    masked: '****************33',
    hash: 'h',
    receivedAt: '2026-11-01T00:00:00.000Z' as Instant,
    ...more,
  });
  const found = (...charges: readonly { charge: UnknownCharge; knownAs: readonly string[] }[]) =>
    reconcileMonth({ month: OCTOBER, roster: [], unknown: charges, policy: policyOf('北京'), calendar })
      .findings;

  it('gives one masked finding for each person', () => {
    const charges = [unknown(), unknown({ id: 'bill:2' })].map((charge) => ({ charge, knownAs: [] }));
    expect(found(...charges)).toMatchObject([
      {
        kind: 'unknown-person',
        masked: '****************33',
        charges: 2,
        unitAmount: 100000,
        because: [{ code: 'bill-unknown-person' }],
      },
    ]);
  });

  it('gives a finding that says under which id the person has become known', () => {
    expect(found({ charge: unknown(), knownAs: ['E7'] })[0]?.because).toMatchObject([
      { code: 'bill-person-known-since', values: { knownAs: ['E7'] } },
    ]);
  });
});
