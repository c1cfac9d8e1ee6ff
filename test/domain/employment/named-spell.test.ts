import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { EMPLOYEE, fact, hired, inOrder } from '../../support/facts.ts';

const TWO = [
  hired('2026-01-05', 'U1', { employmentId: 'A' }),
  hired('2026-02-02', 'U2', { employmentId: 'B' }),
];
const on = plainDate('2026-03-02');
const fold = (...facts: readonly Fact[]) => foldSpells(EMPLOYEE, inOrder(...TWO, ...facts));

describe('a fact that names a spell', () => {
  it.each([
    ['filing', fact('filing.accepted', { filing: 'enrolment', on, spellId: 'e-A' })],
    ['refund', fact('refund.requested', { months: [month('2026-03')], on, way: 'refund', spellId: 'e-A' })],
    [
      'paper',
      fact('document.received', { caseKind: 'enrolment', document: '身份证复印件', on, spellId: 'e-A' }),
    ],
  ])('assigns a %s to that spell instead of the spell of its day', (_, stated) => {
    const { spellId: __, ...data } = stated.data as { spellId?: string };
    const held = (facts: Fact) =>
      fold(facts).map(
        ({ filings, refunds, documents }) => Object.keys(filings).length + refunds.length + documents.length,
      );
    expect(held(stated)).toEqual([1, 0]);
    expect(held({ ...stated, data } as Fact)).toEqual([0, 1]);
  });

  it('goes to the spell of its day where the named spell does not exist', () => {
    const spells = fold(fact('filing.accepted', { filing: 'enrolment', on, spellId: 'gone' }));
    expect(spells.map(({ filings }) => filings.enrolment?.is)).toEqual([undefined, 'accepted']);
  });
});

describe('a note', () => {
  const noted = (text: string, who?: string): Fact => ({
    ...fact('case.noted', { caseId: `${EMPLOYEE}/e-A/enrolment`, text, on }),
    ...(who !== undefined && { by: { who, verified: true } }),
  });

  it('is kept in its spell in the order of statements, and changes nothing else', () => {
    const [first, second] = fold(noted('一', 'wang@example.com'), noted('二'));
    expect(first?.notes).toEqual([
      { caseId: 'E1/e-A/enrolment', text: '一', on, by: { who: 'wang@example.com', verified: true } },
      { caseId: 'E1/e-A/enrolment', text: '二', on },
    ]);
    const { notes: _, ...rest } = first ?? {};
    expect([JSON.stringify(rest), JSON.stringify(second)]).toEqual(
      fold().map((spell) => JSON.stringify(spell)),
    );
  });

  it('counts once when stated twice, whoever states it (F1)', () => {
    const [first] = fold(noted('一', 'wang@example.com'), noted('一', 'zhao@example.com'));
    expect(first?.notes).toHaveLength(1);
  });
});
