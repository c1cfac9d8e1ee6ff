import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { RosterFinding, RosterStatement } from '../../../domain/roster/finding.ts';
import { reconcileRoster, rosterCorrectionOf } from '../../../domain/roster/reconcile-roster.ts';
import type { Roster, RosterPerson } from '../../../domain/roster/roster.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { EMPLOYEE, hired, left, noticed } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { histories } from '../employment/histories.ts';

const AS_OF = plainDate('2026-06-30');
const day = fc.integer({ min: 0, max: 240 }).map((days) => addDays(plainDate('2026-01-05'), days));
const unit = fc.constantFrom('U1', 'U2', 'U3');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const line: fc.Arbitrary<RosterPerson> = fc
  .record({
    unitId: maybe(unit),
    name: fc.constantFrom('赵敏', '赵敏', undefined),
    hiredOn: maybe(day),
    lastWorkingDay: fc.option(day, { nil: undefined, freq: 1 }),
    employmentId: fc.option(fc.constantFrom('A', 'B'), { nil: undefined, freq: 1 }),
  })
  .map((said) => ({
    employeeId: EMPLOYEE,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
  }));

const rosters: fc.Arbitrary<Roster> = fc
  .tuple(fc.array(line, { maxLength: 2 }), fc.boolean())
  .map(([people, complete]) => ({ unitIds: ['U1', 'U2'], asOf: AS_OF, complete, people }));

/** Hires and leaves in order, as from an HR system that sometimes loses an event. */
const lossy = fc
  .tuple(
    fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 5 }),
    fc.array(unit, { minLength: 6, maxLength: 6 }),
    fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  )
  .map(([gaps, units, kept]) => {
    let on = plainDate('2026-01-05');
    const told: Fact[] = gaps.flatMap((gap, index) => {
      const begin = on;
      const end = addDays(begin, gap);
      on = addDays(end, 7);
      const unitId = units[index] ?? 'U1';
      return [
        hired(begin, unitId, {}, at(begin)),
        gap % 2 === 0 ? left(end, 'resigned', {}, at(begin)) : noticed('leave', end),
      ];
    });
    return told.filter((_, index) => kept[index] ?? true);
  });

function at(on: string) {
  return { statedAt: `${on}T02:00:00.000Z` };
}

/** The statement as a fact of the evening of the roster's day, like the facts from a pulled roster. */
function told(statement: RosterStatement): Fact {
  const at = `${AS_OF}T15:59:59.000Z`;
  return {
    ...statement,
    factId: `roster:${JSON.stringify(statement)}`,
    employeeId: EMPLOYEE,
    statedAt: at,
    receivedAt: at,
  } as Fact;
}

const compare = (roster: Roster, facts: readonly Fact[]) =>
  reconcileRoster(roster, foldSpells(EMPLOYEE, facts));
const correctable = (findings: readonly RosterFinding[]) => findings.filter(({ mends }) => mends.length > 0);

describe('a roster compared with the facts', () => {
  it('agrees with them once the facts of its findings are recorded', () => {
    fc.assert(
      fc.property(lossy, rosters, (facts, roster) => {
        const found = compare(roster, facts);
        const corrected = [...facts, ...correctable(found).flatMap(({ mends }) => mends.map(told))];
        const rest = compare(roster, corrected);
        expect(correctable(rest)).toEqual([]);
        // A question to a person may newly open, because an old statement may fit the facts of the roster.
        const correctedKinds = new Set(correctable(found).map(({ kind }) => kind));
        expect(rest.filter(({ kind }) => correctedKinds.has(kind))).toEqual([]);
      }),
      { numRuns: tries(2000) },
    );
  });

  it('adds only facts that correct a difference, whatever was stated before', () => {
    fc.assert(
      fc.property(histories, rosters, (facts, roster) => {
        const { corrected, facts: news } = rosterCorrectionOf(EMPLOYEE, facts, roster, told);
        const left = new Set(compare(roster, [...facts, ...news]).map(({ kind }) => kind));
        expect(corrected.filter(({ kind }) => left.has(kind))).toEqual([]);
        expect(corrected.length === 0).toBe(news.length === 0);
      }),
      { numRuns: tries(500) },
    );
  });

  it('gives the same findings in any order of lines and spells', () => {
    fc.assert(
      fc.property(histories, rosters, (facts, roster) => {
        const spells = foldSpells(EMPLOYEE, facts);
        const found = reconcileRoster(roster, spells);
        const reversed = {
          ...roster,
          people: roster.people.toReversed(),
          unitIds: roster.unitIds.toReversed(),
        };
        expect(reconcileRoster(reversed, spells.toReversed())).toEqual(found);
        expect(reconcileRoster(roster, spells)).toEqual(found);
        const kinds = found.map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
      { numRuns: tries(300) },
    );
  });

  it('says nothing about people whom it leaves out, unless it is complete', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const roster = { unitIds: ['U1', 'U2', 'U3'], asOf: AS_OF, complete: false, people: [] };
        expect(compare(roster, facts)).toEqual([]);
      }),
      { numRuns: tries(200) },
    );
  });
});
