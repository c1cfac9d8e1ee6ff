import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { openCases, wakeOn } from '../../../domain/cases/case-kinds.ts';
import type { WakeContext } from '../../../domain/cases/case-parts.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import { NEVER, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { EVIDENCE_EXAMPLES, type EvidenceExample, type ExpectedEvidence } from '../../examples/evidence.ts';
import { expectOwnNames, expectWordsIn, partsText, statedFields, unitIn } from '../../support/examples.ts';
import { accepted, charged, EMPLOYEE, hired, left } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';
import { bill } from '../../support/unit-facts.ts';

describe('evidence from the agency’s bills and lists, by example', () => {
  it.each(EVIDENCE_EXAMPLES)('$name', ({ given, expected }) => {
    const found = casesIn(given);
    const wanted = expected.map((it) => (typeof it === 'string' ? { of: it } : it));
    expect(found.map((it, index) => asExpected(it, wanted[index]))).toEqual(wanted);
    expectWordsIn(found);
  });

  it('gives the same cases in whatever order facts and files come, and however often', () => {
    for (const { given } of EVIDENCE_EXAMPLES) {
      const { facts, files = [] } = given;
      const orders = fc.tuple(shuffled(facts), shuffled(files));
      fc.assert(
        fc.property(orders, ([some, others]) => {
          expect(casesIn({ ...given, facts: [...some, ...facts], files: [...others, ...files] })).toEqual(
            casesIn(given),
          );
        }),
        { numRuns: tries(5) },
      );
    }
  });

  it.each([
    [
      'never wakes again once a bill of a month after the leave ends the removal',
      [bill('2026-12', '2026-12-31')],
      [],
    ],
    [
      'never wakes again once the removal is accepted after the leave',
      [],
      [accepted('removal', '2026-11-16')],
    ],
  ])('a spell missing from the list before the leave %s', (_, files, facts) => {
    const facing = [
      hired('2024-03-04', 'U1'),
      accepted('enrolment', '2024-03-06'),
      charged('U1', '2026-09'),
      left('2026-11-13'),
    ];
    const before = placeOf({ files: [bill('2026-10', '2026-10-31')] });
    expect(wakesOf(facing, before)).toEqual(['2026-10-31']);
    const after = placeOf({ files: [bill('2026-10', '2026-10-31'), ...files] });
    expect(wakesOf([...facing, ...facts], after)).toEqual([NEVER]);
  });

  it('wakes a spell whose leave is only announced, although the removal was accepted in advance', () => {
    const facts = [
      hired('2024-03-04', 'U1'),
      accepted('enrolment', '2024-03-06'),
      charged('U1', '2026-09'),
      left('2026-11-13'),
      accepted('removal', '2026-11-02'),
    ];
    expect(wakesOf(facts, placeOf({ files: [bill('2026-10', '2026-10-31')] }))).toEqual(['2026-10-31']);
  });

  it('gives every example its own name', () => expectOwnNames(EVIDENCE_EXAMPLES));
});

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function wakesOf(facts: readonly Fact[], place: WakeContext): readonly PlainDate[] {
  return foldSpells(EMPLOYEE, facts).map((spell) => wakeOn(spell, place));
}

function placeOf(given: Omit<EvidenceExample['given'], 'facts' | 'asOf'>): WakeContext {
  const { files = [], doubts = [], told = {}, agency, unitsInRegion, region = '无名市' } = given;
  return {
    unit: unitIn(region, agency && { agency: { name: '代办', ...agency } }),
    policy: toldPolicy(region, told),
    calendar,
    coverage: coverageOf(files, doubts),
    unitsInRegion: unitsInRegion && new Set(unitsInRegion),
  };
}

/** The open cases of the spells at U1. */
function casesIn(given: EvidenceExample['given']): readonly Case[] {
  const { facts, elsewhere = [], asOf } = given;
  const place = placeOf(given);
  return foldSpells(EMPLOYEE, facts, elsewhere)
    .filter(({ unitId }) => unitId === 'U1')
    .flatMap((spell) => {
      const found = openCases(spell, { ...place, asOf: plainDate(asOf) });
      if (found.length > 0) expect(wakeOn(spell, place) <= asOf).toBe(true);
      return found;
    });
}

function asExpected(it: Case, expected: Partial<ExpectedEvidence> = {}): Partial<ExpectedEvidence> {
  const codes: readonly string[] = it.because.map(({ code }) => code);
  const { money, state } = it;
  const { inQuestion } = money ?? {};
  const all: ExpectedEvidence = {
    of: `${it.spellId} ${it.kind}`,
    because: expected.because?.filter((code) => codes.includes(code)) ?? [],
    without: expected.without?.filter((code) => !codes.includes(code)) ?? [],
    months: (money?.months ?? []).map(({ month, estimated }) =>
      estimated && it.kind === 'overpayment' ? `${month} estimated` : month,
    ),
    ...(inQuestion !== undefined && { inQuestion: partsText(inQuestion) }),
    ...('unlistedIn' in state && state.unlistedIn !== undefined && { unlistedIn: state.unlistedIn }),
    ...(it.answers !== undefined && { answers: it.answers }),
    state: 'on' in state ? `${state.is} ${state.on}` : state.is,
  };
  return statedFields(all, expected, ['of']);
}
