import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import { openCases, wakeOn } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { absencesOf, isPersonCharged } from '../../../domain/rules/evidence/absence.ts';
import { standing } from '../../../domain/rules/evidence/standing.ts';
import type { Doubt } from '../../../domain/units/coverage.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import { lastDayOf, month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { charged, EMPLOYEE, voided } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { bill, list, taken } from '../../support/unit-facts.ts';
import { histories } from '../employment/histories.ts';

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-06', '2026-07', '2026-09'];
const DAYS = ['2026-03-02', '2026-05-29', '2026-09-30', '2027-02-01'].map(plainDate);

const file: fc.Arbitrary<UnitFact> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...MONTHS), fc.constantFrom('whole' as const, 'part' as const), fc.boolean())
    .map(([of, extent, isFinal]) =>
      bill(of, isFinal ? lastDayOf(month(of)) : `${of}-01`, { extent, import: `${of}${extent}${isFinal}` }),
    ),
  fc.constantFrom('2026-03-31', '2026-05-15', '2026-08-31').map((on) => list(on)),
);
const files = fc.uniqueArray(file, { maxLength: 6, selector: ({ factId }) => factId });
const doubts: fc.Arbitrary<readonly Doubt[]> = fc.array(
  fc.constantFrom(...MONTHS).map((of) => ({ month: month(of), name: '赵*' })),
  { maxLength: 1 },
);

const placeOf = (some: readonly UnitFact[], unknown: readonly Doubt[] = []) => ({
  unit: undefined,
  policy: policyOf('无名市'),
  calendar,
  coverage: coverageOf(some, unknown),
  unitsInRegion: new Set(['U1', 'U2']),
});
type Place = ReturnType<typeof placeOf>;

function everything(spells: readonly Spell[], place: Place) {
  return spells.map((spell) => ({
    wakes: wakeOn(spell, place),
    cases: DAYS.map((asOf) => openCases(spell, { ...place, asOf })),
  }));
}

const fold = (facts: readonly Fact[]) => foldSpells(EMPLOYEE, facts);

describe('the agency’s bills and lists', () => {
  it('when voided, restore exactly what they had closed, opened or stated', () => {
    fc.assert(
      fc.property(histories, files, file, (facts, some, one) => {
        const others = some.filter(({ factId }) => factId !== one.factId);
        const spells = fold(facts);
        const before = everything(spells, placeOf(others));
        expect(everything(spells, placeOf([...others, one, taken(one.factId)]))).toEqual(before);
      }),
      { numRuns: tries(60) },
    );
  });

  it('when one row is voided, leave everything as if the charge had never been made', () => {
    fc.assert(
      fc.property(histories, files, fc.constantFrom(...MONTHS), (facts, some, of) => {
        const row = charged('U1', of, [980, 203], {}, { id: 'bill:x:1' });
        const place = placeOf(some);
        const restored = fold([...facts, row, voided('bill:x:1', { id: 'void of the row' })]);
        expect(everything(restored, place)).toEqual(everything(fold(facts), place));
      }),
      { numRuns: tries(60) },
    );
  });

  it('prove a person absent only for their own month', () => {
    fc.assert(
      fc.property(histories, files, file, doubts, (facts, some, one, unknown) => {
        for (const spell of fold(facts)) {
          const before = absencesOf(spell, placeOf(some, unknown));
          const after = absencesOf(spell, placeOf([...some, one], unknown));
          const own =
            one.kind === 'bill.imported' ? one.data.month : 'on' in one.data ? one.data.on.slice(0, 7) : '';
          const others = (absences: typeof before) => absences.filter((absence) => absence.month !== own);
          expect(others(after)).toEqual(others(before));
        }
      }),
      { numRuns: tries(150) },
    );
  });

  it('never report a person absent who is charged, may be meant by a masked row, or has no whole file', () => {
    fc.assert(
      fc.property(histories, files, doubts, (facts, some, unknown) => {
        const place = placeOf(some, unknown);
        for (const spell of fold(facts)) {
          for (const { month: of } of absencesOf(spell, place)) {
            expect(isPersonCharged(spell, of)).toBe(false);
            expect(unknown.some((doubt) => doubt.month === of)).toBe(false);
            expect(some.some((it) => isWholeOf(it, of))).toBe(true);
          }
        }
      }),
      { numRuns: tries(200) },
    );
  });

  it('claim no overpayment for a month in which a whole bill leaves the person out', () => {
    fc.assert(
      fc.property(histories, files, (facts, some) => {
        const place = placeOf(some);
        for (const spell of fold(facts)) {
          const absent = new Set(absencesOf(spell, place).map((absence) => absence.month));
          const overpaid = DAYS.flatMap((asOf) => openCases(spell, { ...place, asOf })).filter(
            ({ kind }) => kind === 'overpayment',
          );
          const months = overpaid.flatMap(({ money }) => money?.months ?? []);
          expect(months.filter((it) => absent.has(it.month))).toEqual([]);
        }
      }),
      { numRuns: tries(150) },
    );
  });

  it('close the enrolment of a confirmed hire and the removal of a confirmed leave', () => {
    fc.assert(
      fc.property(histories, files, (facts, some) => {
        const place = placeOf(some);
        for (const spell of fold(facts)) {
          const { enrolment, removal } = standing(spell, place);
          const kinds = new Set(
            DAYS.flatMap((asOf) => openCases(spell, { ...place, asOf })).map(({ kind }) => kind),
          );
          if (enrolment.isConfirmed) expect(kinds.has('enrolment')).toBe(false);
          if (removal.is === 'confirmed' || removal.is === 'superseded')
            expect(kinds.has('removal')).toBe(false);
        }
      }),
      { numRuns: tries(150) },
    );
  });
});

function isWholeOf(it: UnitFact, of: string): boolean {
  if (it.kind === 'bill.imported') return it.data.month === of && it.data.extent === 'whole';
  return it.kind === 'list.imported' && it.data.on.startsWith(of);
}
