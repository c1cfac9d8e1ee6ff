import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import { EMPLOYMENT_EXAMPLES, type ExpectedSpell, inWords } from '../../examples/employment.ts';
import { NOTICE_EXAMPLES } from '../../examples/employment-notices.ts';
import { expectOwnNames, statedFields } from '../../support/examples.ts';
import { EMPLOYEE } from '../../support/facts.ts';

const EXAMPLES = [...EMPLOYMENT_EXAMPLES, ...NOTICE_EXAMPLES];

describe('facts folded into spells, by example', () => {
  it.each(EXAMPLES)('$name', ({ facts, elsewhere = [], expected }) => {
    for (const [turn] of facts.entries()) {
      const turned = [...facts.slice(turn), ...facts.slice(0, turn), ...facts];
      const spells = foldSpells(EMPLOYEE, turned, elsewhere);
      expect(spells.map((spell, index) => asExpected(spell, expected[index]))).toEqual(expected);
    }
  });

  it('gives every example its own name', () => expectOwnNames(EXAMPLES));
});

/** The fields of the spell that the example states. */
function asExpected(spell: Spell, expected: Partial<ExpectedSpell> = {}): Partial<ExpectedSpell> {
  const { situation, filings, missingDate } = spell;
  const all = {
    id: spell.spellId,
    unit: spell.unitId,
    is: inWords(spell),
    because: situation.is === 'left' ? situation.end.reason : 'start' in situation && situation.start.by,
    enrolment: filings.enrolment?.is,
    removal: filings.removal?.is,
    category: spell.person.category,
    tier: spell.person.contributionTier ?? 'not stated',
    refunds: spell.refunds.length,
    documents: spell.documents.length,
    missing: missingDate === undefined ? 'none' : `${missingDate.of} noticed ${missingDate.noticedOn}`,
  };
  return statedFields(all, expected, ['id', 'unit', 'is']) as Partial<ExpectedSpell>;
}
