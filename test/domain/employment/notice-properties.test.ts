import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { hasBegun, type Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { EMPLOYEE, noticed } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { histories } from './histories.ts';

function fold(facts: readonly Fact[]): readonly Spell[] {
  return foldSpells(EMPLOYEE, facts);
}

function isNotice({ kind }: Fact): boolean {
  return kind === 'employee.hire_noticed' || kind === 'employee.leave_noticed';
}

/** All missing dates of the spells. */
function missingIn(spells: readonly Spell[]) {
  return spells.flatMap(({ situation, missingDate }) =>
    situation.is === 'noticed' ? situation.missing : (missingDate ?? []),
  );
}

/** A day after all days and statements of a history. */
const LAST = '2026-12-31';

describe('notices without a day', () => {
  it('change no dates: spells with dates are the same without the notices', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const dated = ({ situation }: Spell) => situation.is !== 'noticed';
        const withThem = fold(facts).filter(dated);
        const without = fold(facts.filter((fact) => !isNotice(fact)));
        const known = ({ missingDate: _missing, attentions: _words, ...spell }: Spell) => spell;
        expect(withThem.map(known)).toEqual(without.map(known));
      }),
      { numRuns: tries(500) },
    );
  });

  it('raise each question once per spell, dated by the notice', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const spells = fold(facts);
        expect(spells.filter(({ situation }) => situation.is === 'noticed').length).toBeLessThanOrEqual(1);
        for (const { situation, missingDate } of spells) {
          if (missingDate !== undefined) expect(situation.is).toBe('employed');
          if (situation.is !== 'noticed') continue;
          const asked = situation.missing.map(({ of }) => of);
          expect(asked).toEqual([...new Set(asked)]);
        }
        const told = new Set(facts.filter(isNotice).map(({ receivedAt }) => receivedAt));
        for (const { knownAt } of missingIn(spells)) expect(told).toContain(knownAt);
      }),
      { numRuns: tries(500) },
    );
  });

  it('open a question for the last hire notice of a person out of service', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const spells = fold([...facts, noticed('hire', LAST)]);
        const isInService = spells.some(({ situation }) => situation.is === 'employed');
        expect(missingIn(spells).some(({ of }) => of === 'hire') || isInService).toBe(true);
      }),
      { numRuns: tries(300) },
    );
  });

  it('open a question for the last leave notice of a person in service', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const spells = fold([...facts, noticed('leave', LAST)]);
        const begun = spells.filter(({ situation }) => hasBegun(situation) && situation.is !== 'cancelled');
        const isInService = begun.length > 0 && begun.every(({ situation }) => situation.is === 'employed');
        if (isInService) expect(missingIn(spells).some(({ of }) => of === 'leave')).toBe(true);
      }),
      { numRuns: tries(300) },
    );
  });

  it('are answered by a leave that is stated later', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const facts = history.filter((fact) => !isNotice(fact));
        const leave = fold([...facts, noticed('leave', LAST)]).find(({ missingDate }) => missingDate);
        fc.pre(leave !== undefined && facts.every((fact) => !('employmentId' in fact.data)));
        const ended = {
          kind: 'employee.terminated',
          factId: 'the-date',
          employeeId: EMPLOYEE,
          statedAt: `${LAST}T03:00:00.000Z` as Instant,
          receivedAt: `${LAST}T03:00:00.000Z` as Instant,
          data: { employeeId: EMPLOYEE, lastWorkingDay: LAST, reason: 'unknown' },
        } as unknown as Fact;
        const spells = fold([...facts, noticed('leave', LAST), ended]);
        expect(spells.flatMap(({ missingDate }) => missingDate ?? [])).toEqual([]);
      }),
      { numRuns: tries(300) },
    );
  });
});
