import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { CaseKind } from '../../../domain/cases/case.ts';
import { openCases, SPELL_CASES, wakeOn } from '../../../domain/cases/case-kinds.ts';
import { type CaseContext, spellContext } from '../../../domain/cases/case-parts.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import { month } from '../../../domain/values/month.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { expectWordsIn, unitIn } from '../../support/examples.ts';
import { charged, EMPLOYEE } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';
import { bill, list } from '../../support/unit-facts.ts';
import { histories, retold } from './histories.ts';

const AGENCY_UNIT = unitIn('无名市', {
  channel: 'agency',
  agency: { name: '代办公司', enrolmentCutOffDay: 12, removalCutOffDay: 8 },
});

/**
 * The imports of a unit: three whole bills, a preview of a bill, a part of a bill, and a list. In one of the months it
 * is in doubt whether a person on the bill is our employee.
 */
const COVERAGE = coverageOf(
  [
    ...[
      ['2026-01', '2026-01-31'],
      ['2026-03', '2026-03-31'],
      ['2026-04', '2026-04-30'],
      ['2026-07', '2026-07-01'],
    ].map(([of = '', asOf = '']) => bill(of, asOf)),
    bill('2026-06', '2026-06-30', { extent: 'part' }),
    list('2026-05-31'),
  ],
  [{ month: month('2026-04'), name: '钱*' }],
);

const PLACES: readonly Omit<CaseContext, 'asOf'>[] = [
  { unit: undefined, policy: policyOf('北京'), calendar },
  { unit: undefined, policy: policyOf('上海'), calendar },
  {
    unit: undefined,
    policy: toldPolicy('杭州', { longestSuspensionMonths: { value: 2, from: '2020-01-01' } }),
    calendar,
  },
  { unit: AGENCY_UNIT, policy: policyOf(AGENCY_UNIT.region), calendar },
  {
    unit: undefined,
    policy: toldPolicy('无名市', { enrolmentCutOffDay: { value: 15, from: '2020-01-01' } }),
    calendar,
    coverage: COVERAGE,
    unitsInRegion: new Set(['U1', 'U2']),
  },
];

const DAYS = ['2026-01-20', '2026-03-02', '2026-05-29', '2026-09-30', '2027-02-01'].map(plainDate);

function fold(facts: readonly Fact[]): readonly Spell[] {
  return foldSpells(EMPLOYEE, facts);
}

function everywhere<T>(ask: (place: Omit<CaseContext, 'asOf'>) => T): T[] {
  return PLACES.map(ask);
}

describe('spells of the same facts', () => {
  it('are the same in any order and repetition of facts, and so are cases and digests', () => {
    const twice = histories.chain((facts) => fc.tuple(fc.constant(facts), retold(facts)));
    fc.assert(
      fc.property(twice, ([once, again]) => {
        const [spells, others] = [fold(once), fold(again)];
        expect(JSON.stringify(others)).toBe(JSON.stringify(spells));
        expect(JSON.stringify(derived(others))).toBe(JSON.stringify(derived(spells)));
      }),
      { numRuns: tries(250) },
    );
  });

  it('are the same when facts are repeated under other ids', () => {
    const said = histories.chain((facts) => {
      const timed = facts.map(atATimeOfItsOwn);
      return fc.tuple(fc.constant(timed), fc.subarray(timed.filter(isRepeatable(timed))));
    });
    fc.assert(
      fc.property(said, fc.constantFrom('a-', 'z-'), ([facts, some], prefix) => {
        const again = some.map(
          (it) => ({ ...it, factId: `${prefix}${it.factId}`, receivedAt: hoursAfter(it) }) as Fact,
        );
        expect(withoutFactIds(fold([...facts, ...again]))).toEqual(withoutFactIds(fold(facts)));
      }),
      { numRuns: tries(400) },
    );
  });

  it('have different ids', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const ids = fold(facts).map(({ spellId }) => spellId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: tries(500) },
    );
  });

  it('contain each charge at most once', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const ids = fold(facts).flatMap(({ charges }) => charges.map(({ factId }) => factId));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: tries(200) },
    );
  });
});

/** Gives each fact a different time, so that the later of two statements is not decided by their ids. */
function atATimeOfItsOwn(it: Fact, index: number): Fact {
  const minute = String(index).padStart(2, '0');
  return { ...it, statedAt: it.statedAt.replace(':00:00', `:${minute}:00`) as Instant };
}

/**
 * Whether the fact may be repeated under a new id without a change. A voided fact cannot, because its void names only
 * the old id.
 */
function isRepeatable(facts: readonly Fact[]): (it: Fact) => boolean {
  const voided = facts.map((it) => (it.kind === 'fact.voided' ? it.data.factId : ''));
  return ({ kind, factId }) => kind !== 'fact.voided' && !voided.includes(factId);
}

function hoursAfter({ receivedAt }: Fact): string {
  return receivedAt.replace('T02', 'T09');
}

function withoutFactIds(spells: readonly Spell[]): unknown {
  return spells.map((spell) => ({
    ...spell,
    charges: spell.charges.map((charge) => ({ ...charge, factId: '' })),
    listings: spell.listings?.map((listing) => ({ ...listing, factId: '' })),
  }));
}

function derived(spells: readonly Spell[]) {
  return everywhere((place) => ({
    wakes: spells.map((spell) => wakeOn(spell, place)),
    digests: DAYS.map((asOf) => {
      const context = { ...place, asOf };
      const open = spells.map((spell) => ({ spell, cases: openCases(spell, context) }));
      return { open, digest: digestOf(open, context) };
    }),
  }));
}

interface OpenCases {
  readonly spell: Spell;
  readonly cases: ReturnType<typeof openCases>;
}

function digestOf(open: readonly OpenCases[], context: CaseContext) {
  const recipient = { email: 'wang.fang@example.com', name: '王芳', language: 'zh' } as const;
  const roles = ['handler', 'finance', 'manager'] as const;
  const cases = open.flatMap(({ spell, cases: found }) =>
    found.map((it) => ({
      case: it,
      unitName: spell.unitId,
      roles,
      attentions: spell.attentions,
    })),
  );
  return composeDigest(
    { recipient, day: context.asOf, since: undefined, cases, ended: [] },
    context.calendar,
  );
}

describe('the day on which a spell wakes', () => {
  it('is never later than the first day on which a case is open', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        for (const spell of fold(facts)) {
          for (const place of PLACES) {
            const wakes = wakeOn(spell, place);
            const early = WALK.find(
              (asOf) => asOf < wakes && openCases(spell, { ...place, asOf }).length > 0,
            );
            expect(early).toBeUndefined();
          }
        }
      }),
      { numRuns: tries(300) },
    );
  });
});

describe('the day from which a kind of case wakes a spell', () => {
  it('is never later than the first day on which a case of that kind is open', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        for (const spell of fold(facts)) {
          for (const place of PLACES) {
            for (const { kind, wakesOn, open } of SPELL_CASES) {
              const wakes = wakesOn(spell, place);
              const before = WALK.filter((asOf) => asOf < wakes);
              const openOn = before.find((asOf) => open(spell, spellContext(spell, { ...place, asOf })));
              // One assertion per kind and day would be too slow.
              if (openOn !== undefined) expect.fail(`${kind} wakes on ${wakes} and is open on ${openOn}`);
            }
          }
        }
      }),
      { numRuns: tries(200) },
    );
  });
});

const WALK: readonly PlainDate[] = Array.from({ length: 40 }, (_, step) =>
  addDays(plainDate('2025-11-15'), step * 11),
);

describe('the cases of any history', () => {
  it('have a text for every reason, dates in order, and money that adds up', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...DAYS), (facts, asOf) => {
        for (const spell of fold(facts)) {
          for (const place of PLACES) {
            for (const it of openCases(spell, { ...place, asOf })) expectSound(it, spell);
          }
        }
      }),
      { numRuns: tries(200) },
    );
  });
});

describe('a top-up case', () => {
  it('closes once each of its months has a supplement, which makes no charge overpaid', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom(...DAYS),
        fc.integer({ min: 0, max: 90 }),
        (facts, asOf, parts) => {
          for (const place of PLACES) {
            const before = casesOf(facts, { ...place, asOf });
            const owed = before.flatMap((it) =>
              it.kind === 'top-up'
                ? (it.money?.months ?? []).map(({ month }) => ({ unitId: it.unitId, month }))
                : [],
            );
            const paid = owed.map(({ unitId, month }, index) =>
              charged(unitId, month, [parts, parts], { supplement: true }, { id: `supplement-${index}` }),
            );
            const after = casesOf([...facts, ...paid], { ...place, asOf });
            expect(after.filter(({ kind }) => kind === 'top-up')).toEqual([]);
            expect(overpaid(after)).toEqual(overpaid(before));
          }
        },
      ),
      { numRuns: tries(200) },
    );
  });
});

function casesOf(facts: readonly Fact[], context: CaseContext) {
  return fold(facts).flatMap((spell) => openCases(spell, context));
}

function overpaid(cases: ReturnType<typeof openCases>) {
  return cases.filter(({ kind }) => kind === 'overpayment').map(({ caseId, money }) => ({ caseId, money }));
}

describe('the generated histories', () => {
  it('open every kind of case of a spell', () => {
    const reached = new Set<string>();
    for (const facts of fc.sample(histories, { numRuns: 200, seed: 1 })) {
      for (const place of PLACES) {
        for (const asOf of DAYS) for (const { kind } of casesOf(facts, { ...place, asOf })) reached.add(kind);
      }
      if (KINDS_OF_A_SPELL.every((kind) => reached.has(kind))) break;
    }
    expect([...reached]).toEqual(expect.arrayContaining(KINDS_OF_A_SPELL));
  });
});

const KINDS_OF_A_SPELL: CaseKind[] = [
  'enrolment',
  'removal',
  'overpayment',
  'never-hired',
  'double-cover',
  'needs-person',
  'back-payment',
  'top-up',
  'retirement',
  'suspension',
  'information-change',
  'card',
];

function expectSound(it: ReturnType<typeof openCases>[number], { charges }: Spell) {
  expectWordsIn([it]);
  if (it.deadline !== undefined) {
    const { actBy, statutoryDueOn, lastLawfulDay } = it.deadline;
    expect(statutoryDueOn >= actBy || actBy === it.eventOn).toBe(true);
    expect(lastLawfulDay >= statutoryDueOn).toBe(true);
  }
  const months = it.money?.months.map(({ month }) => month) ?? [];
  expect(months).toEqual([...new Set(months)].sort());
  for (const { unitPart = 0, personalPart = 0 } of it.kind === 'top-up' ? (it.money?.months ?? []) : []) {
    expect(Math.min(unitPart, personalPart)).toBeGreaterThanOrEqual(0);
  }
  if (it.kind !== 'enrolment' && it.kind !== 'back-payment') return;
  // Months that are owed were not charged, and a late fee never decreases.
  expect(charges.filter(({ month }) => months.includes(month))).toEqual([]);
  expect(it.money?.lateFee?.nextDay ?? 0).toBeGreaterThanOrEqual(0);
}
