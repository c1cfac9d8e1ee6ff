import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import { openCases } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import {
  evidenceOf,
  type Forgotten,
  forgottenFacts,
  goneSince,
  withoutForgotten,
} from '../../../domain/employment/forget.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { FORGOTTEN } from '../../../domain/values/person-name.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import * as the from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { people, remains, SECRETS } from './personal-histories.ts';

describe('a person whose data are removed', () => {
  it('keeps the same spells, days, amounts and decisions, with nothing personal left', () => {
    fc.assert(
      fc.property(people, (facts) => {
        const reduced = forgottenFacts(facts, NO_ORDER);
        const spells = foldSpells(the.EMPLOYEE, reduced);
        expect(spells.map(remains)).toEqual(foldSpells(the.EMPLOYEE, facts).map(remains));
        const text = JSON.stringify([reduced, spells]);
        for (const secret of SECRETS) expect(text).not.toContain(secret);
      }),
      { numRuns: tries(300) },
    );
  });

  it('gets no new case because of removed data', () => {
    const places = ['北京', '上海', '深圳'].map((city) => ({
      unit: undefined,
      policy: policyOf(city),
      calendar,
    }));
    const asOf = plainDate('2036-12-01');
    const casesOf = (facts: readonly Fact[], place: (typeof places)[number]) =>
      foldSpells(the.EMPLOYEE, facts).flatMap((spell) => openCases(spell, { ...place, asOf }));
    fc.assert(
      fc.property(people, fc.constantFrom(...places), (facts, place) => {
        const before = casesOf(facts, place).map(({ caseId }) => caseId);
        const after = casesOf(forgottenFacts(facts, NO_ORDER), place).map(({ caseId }) => caseId);
        expect(before).toEqual(expect.arrayContaining(after));
      }),
    );
  });

  it('needs no enrolment case when the removed age was past retirement', () => {
    const facts = [
      the.hired('2020-01-06', 'U1', { birthDate: plainDate('1950-02-01') }),
      the.left('2020-06-30'),
    ];
    const [spell] = foldSpells(the.EMPLOYEE, forgottenFacts(facts, NO_ORDER));
    const place = { unit: undefined, policy: policyOf('北京'), calendar, asOf: plainDate('2031-01-06') };
    expect(spell && openCases(spell, place)).toEqual([]);
  });

  it('stays the same when the removal is repeated', () => {
    fc.assert(
      fc.property(people, (facts) => {
        const once = forgottenFacts(facts, NO_ORDER);
        expect(forgottenFacts(once, NO_ORDER)).toEqual(once);
      }),
    );
  });

  it('has a fixed text in place of the name', () => {
    const facts = forgottenFacts([the.hired('2020-01-06', 'U1'), the.left('2020-06-30')], NO_ORDER);
    expect(foldSpells(the.EMPLOYEE, facts)[0]?.person).toEqual({ category: 'regular', name: FORGOTTEN });
  });

  it('keeps charges that differed only in their base apart, and joins a charge in two files', () => {
    const [a, b] = [9000, 9100].map((base, index) =>
      the.charged('U1', '2020-03', [980, 203], { base }, { id: `bill:a:${index}` }),
    );
    const again = the.charged('U1', '2020-03', [980, 203], {}, { id: 'bill:b:1' });
    const facts = [the.hired('2020-01-06', 'U1'), the.left('2020-02-10'), a, b, again].filter(
      (it) => it !== undefined,
    );
    const charges = (some: readonly Fact[]) => foldSpells(the.EMPLOYEE, some)[0]?.charges.length;
    expect(charges(facts)).toBe(2);
    expect(charges(forgottenFacts(facts, NO_ORDER))).toBe(2);
  });

  it('has an evidence text that does not depend on the order of facts', () => {
    fc.assert(
      fc.property(people, (facts) => {
        expect(evidenceOf(facts.toReversed())).toBe(evidenceOf(facts));
      }),
    );
  });
});

describe('later facts about a person whose data are removed', () => {
  const forgotten: Forgotten = { until: plainDate('2020-06-30'), evidence: [] };
  const known = forgottenFacts([the.hired('2020-01-06', 'U1'), the.left('2020-06-30')], NO_ORDER);
  const told = { statedAt: '2026-01-05T02:00:00.000Z' };
  const hireAgain = the.hired('2026-02-02', 'U1', {}, told);
  const change = the.updated({ name: '赵敏敏', phone: '13900000000' }, undefined, told);

  it.each([
    ['a repeated hire', the.hired('2020-01-06', 'U1', { contact: { phone: '1' } }, told)],
    ['a change', change],
    ['a notice without a day', the.noticed('hire', '2026-01-05', { name: '赵敏' })],
    ['a charge', the.charged('U1', '2026-01', [980, 203], { base: 9000 })],
  ])('bring no personal data back with %s', (_, fact) => {
    const [kept] = withoutForgotten([fact], known, forgotten);
    expect(JSON.stringify(kept?.data)).not.toMatch(/赵敏|phone|"base"/);
    const [spell] = foldSpells(the.EMPLOYEE, [...known, ...(kept ? [kept] : [])]);
    expect(spell?.person.name).toBe(FORGOTTEN);
  });

  it('are kept whole from a new hire on, and stripped when about the time before', () => {
    const old = the.hired('2020-01-06', 'U1', { department: '财务部' }, { ...told, id: 'old' });
    const after = the.updated({ name: '赵敏敏' }, '2026-02-03', told);
    const kept = withoutForgotten([old, hireAgain, after], known, forgotten);
    expect(kept).toEqual([
      expect.objectContaining({ data: expect.objectContaining({ name: FORGOTTEN }) }),
      hireAgain,
      after,
    ]);
    const spells = foldSpells(the.EMPLOYEE, [...known, ...kept]);
    expect(spells.map(({ person }) => person.name)).toEqual(['赵敏敏', '赵敏敏']);
    expect(spells.flatMap(({ changes = [], disputes = [] }) => [...changes, ...disputes])).toHaveLength(1);
  });

  it('are stripped when the new hire is voided', () => {
    const kept = withoutForgotten([change], [...known, hireAgain, the.voided(hireAgain.factId)], forgotten);
    expect(kept.map(({ data }) => data)).toEqual([{ employeeId: the.EMPLOYEE, changes: {} }]);
  });
});

describe('goneSince', () => {
  const since = (...facts: readonly Fact[]) => goneSince(foldSpells(the.EMPLOYEE, facts), facts);

  it.each([
    ['is undefined for a person in service', undefined, [the.hired('2020-01-06', 'U1')]],
    ['is the last working day', '2020-06-30', [the.hired('2020-01-06', 'U1'), the.left('2020-06-30')]],
    [
      'is the last working day of the last employment',
      '2021-05-31',
      [
        ...[the.hired('2020-01-06', 'U1'), the.left('2020-06-30'), the.hired('2021-01-04', 'U1')],
        the.left('2021-05-31'),
      ],
    ],
    ['is the last working day of a leave without a hire', '2020-06-30', [the.left('2020-06-30')]],
    [
      'is the day on which a hire was cancelled',
      '2026-01-02',
      [
        the.hired('2020-01-06', 'U1'),
        the.hireCancelled({ hiredOn: '2020-01-06' }, { statedAt: '2026-01-02T02:00:00.000Z' }),
      ],
    ],
    [
      'is the day on which the last charge without a hire was received',
      '2026-01-03',
      [
        the.charged('U1', '2020-03', [980, 203], {}, { statedAt: '2026-01-03T02:00:00.000Z' }),
        the.charged('U1', '2020-04', [980, 203], {}, { statedAt: '2026-01-02T02:00:00.000Z' }),
      ],
    ],
    [
      'is the day on which a refund of such a charge was settled, if that is later',
      '2026-01-04',
      [
        the.charged('U1', '2020-03', [980, 203], {}, { statedAt: '2026-01-03T02:00:00.000Z' }),
        the.refund('settled', '2026-01-04', ['2020-03'], { statedAt: '2026-01-04T02:00:00.000Z' }),
      ],
    ],
    [
      'is the day of the last fact where there is no spell',
      '2026-01-01',
      [the.paper('removal', '离职证明', '2020-01-06')],
    ],
  ])('%s: %s', (_, day, facts) => {
    expect(since(...facts)).toBe(day);
  });
});
