import { expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import * as the from '../../support/facts.ts';

/**
 * Stored snapshots are compared by their JSON. If the order of the keys changed, all snapshots would be written again.
 */
it('foldSpells writes the keys of a spell in the order in which snapshots are stored', () => {
  const facts = the.inOrder(
    the.hired('2026-01-05', 'U1', {
      sex: 'female',
      birthDate: plainDate('1990-05-05'),
      averageMonthlyWage: 900000 as never,
      contributionTier: 'second',
      previousCover: { region: '天津', removed: true },
      department: '财务部',
    }),
    the.submitted('enrolment', '2026-01-06', 'R-1'),
    the.accepted('enrolment', '2026-01-08', '2026-02'),
    the.charged('U1', '2026-01', [980, 203], { base: 9000, chargedOn: '2026-01-20' }),
    the.charged('U1', '2026-02', [980, 203], { base: 9000 }),
    the.updated({ name: '赵敏敏' }, '2026-03-02'),
    the.fact('card.requested', { kind: 'physical', on: plainDate('2026-03-03'), replaces: true }),
    the.left('2026-06-15', 'resigned', { personalEmail: 'zhao@personal.example' }),
    the.noticed('leave', '2026-06-15'),
    the.charged('U1', '2026-07', [980, 203]),
    the.refund('requested', '2026-07-20', ['2026-07']),
    the.paper('removal', '离职证明', '2026-06-16'),
    the.acknowledged(`${the.EMPLOYEE}/2026-01-05/removal`, '2026-06-17'),
    the.guideSettled('2026-01-05', 'sent', '2026-06-16'),
  );
  const spells = foldSpells(the.EMPLOYEE, [
    ...facts,
    the.hired('2026-08-03', 'U2', { sex: 'female' }, { id: 'again' }),
    the.noticed('leave', '2026-08-20', {}, { id: 'leaving' }),
  ]);
  expect(JSON.stringify(spells)).toBe(JSON.stringify(SPELLS));
});

it('foldSpells writes the keys of records in one order, whichever record was stated first', () => {
  const noted = (on: string) =>
    the.fact('case.noted', {
      caseId: `${the.EMPLOYEE}/2026-01-05/enrolment`,
      text: '已电话确认',
      on: plainDate(on),
    });
  const records = [
    the.answered('2026-01-05/not-covered', 'insured', '2026-06-16'),
    noted('2026-06-17'),
    the.guideSettled('2026-01-05', 'sent', '2026-06-18'),
  ];
  const hired = the.hired('2026-01-05', 'U1');
  const keys = (facts: readonly Fact[]) =>
    foldSpells(the.EMPLOYEE, the.inOrder(hired, ...facts)).map((spell) => Object.keys(spell));
  expect(keys(records).flat()).toEqual(expect.arrayContaining(['answers', 'notes', 'guide']));
  expect(keys(records.toReversed())).toEqual(keys(records));
});

const SPELLS = [
  {
    spellId: '2026-01-05',
    employeeId: 'E1',
    unitId: 'U1',
    person: {
      category: 'regular',
      name: '赵敏敏',
      sex: 'female',
      birthDate: '1990-05-05',
      averageMonthlyWage: 900000,
      contributionTier: 'second',
      previousCover: { region: '天津', removed: true },
      department: '财务部',
    },
    situation: {
      is: 'left',
      start: { on: '2026-01-05', by: 'hired', knownAt: '2026-01-01T02:00:00.000Z' },
      end: { on: '2026-06-15', reason: 'resigned', knownAt: '2026-01-08T02:00:00.000Z' },
    },
    filings: {
      enrolment: {
        is: 'accepted',
        on: '2026-01-08',
        knownAt: '2026-01-03T02:00:00.000Z',
        effectiveMonth: '2026-02',
        submittedOn: '2026-01-06',
        receiptNo: 'R-1',
      },
    },
    charges: [
      {
        factId: 'f10',
        unitId: 'U1',
        month: '2026-07',
        unitAmount: 98000,
        personalAmount: 20300,
        knownAt: '2026-01-10T02:00:00.000Z',
      },
    ],
    chargedMonths: [
      { from: '2026-01', to: '2026-02' },
      { from: '2026-07', to: '2026-07' },
    ],
    filedBases: [{ from: '2026-01', to: '2026-02', base: 900000 }],
    averageWages: [{ on: '2026-01-05', wage: 900000, knownAt: '2026-01-01T02:00:00.000Z' }],
    changes: [{ fields: ['name'], on: '2026-03-02', knownAt: '2026-01-06T02:00:00.000Z' }],
    refunds: [
      {
        is: 'requested',
        months: ['2026-07'],
        on: '2026-07-20',
        knownAt: '2026-01-11T02:00:00.000Z',
        way: 'refund',
      },
    ],
    documents: [{ caseKind: 'removal', document: '离职证明', on: '2026-06-16' }],
    cards: [{ is: 'requested', kind: 'physical', on: '2026-03-03', replaces: true }],
    attentions: [{ caseId: 'E1/2026-01-05/removal', by: 'wang.fang@example.com', on: '2026-06-17' }],
    guide: { is: 'sent', on: '2026-06-16', knownAt: '2026-01-14T02:00:00.000Z' },
    otherSpells: [],
    knownAt: '2026-01-11T02:00:00.000Z',
  },
  {
    spellId: '2026-08-03',
    employeeId: 'E1',
    unitId: 'U2',
    person: { category: 'regular', name: '赵敏敏', sex: 'female', birthDate: '1990-05-05' },
    situation: {
      is: 'employed',
      start: { on: '2026-08-03', by: 'hired', knownAt: '2026-01-01T00:00:00.000Z' },
    },
    filings: {},
    charges: [],
    missingDate: { of: 'leave', noticedOn: '2026-01-09', knownAt: '2026-01-09T02:00:00.000Z' },
    earlierData: [{ knownAt: '2026-01-01T02:00:00.000Z', before: { category: 'regular', sex: 'female' } }],
    refunds: [],
    documents: [],
    cards: [],
    attentions: [],
    otherSpells: [],
    knownAt: '2026-01-01T00:00:00.000Z',
  },
];
