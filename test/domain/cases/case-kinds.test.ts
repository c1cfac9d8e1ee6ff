import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import {
  CASE_KINDS,
  type Case,
  type CaseKind,
  STAFF_ACTIONS,
  type StaffAction,
  UNIT_CASE_KINDS,
} from '../../../domain/cases/case.ts';
import {
  actionsOf,
  openCases,
  openUnitCases,
  SPELL_CASES,
  UNIT_CASES,
} from '../../../domain/cases/case-kinds.ts';
import type { UnitCaseContext } from '../../../domain/cases/case-parts.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { lostHire } from '../../../infra/local/demo/other-inputs.ts';
import { unitIn } from '../../support/examples.ts';
import * as the from '../../support/facts.ts';
import { type Told, toldPolicy } from '../../support/stated-policy.ts';
import { answered, declared, strange } from '../../support/unit-facts.ts';

const ON_EVERY_CASE = ['acknowledged', 'snoozed', 'noted'];

describe('the lists of case kinds', () => {
  it('list every kind once, in the order of their names', () => {
    const kinds = [...SPELL_CASES, ...UNIT_CASES].map(({ kind }) => kind);
    expect(kinds).toEqual(CASE_KINDS);
    expect(UNIT_CASES.map(({ kind }) => kind)).toEqual(UNIT_CASE_KINDS);
  });
});

/** A case, and the facts that each action of its kind records. */
interface ActionExample {
  readonly name: string;
  readonly kind: CaseKind;
  readonly facts: readonly Fact[];
  readonly asOf: string;
  readonly region?: string;
  readonly told?: Told;
  readonly actions: Partial<Record<StaffAction, readonly Fact[]>>;
}

const ENROLLED = [the.hired('2026-01-05', 'U1'), the.accepted('enrolment', '2026-01-06')];
const MAN = { sex: 'male', birthDate: plainDate('1966-10-31') } as const;

function filed(filing: 'enrolment' | 'removal' | 'information-change', on: string) {
  return {
    'filing-submitted': [the.submitted(filing, on, 'R-1')],
    'filing-accepted': [the.accepted(filing, on)],
    'filing-rejected': [the.rejected(filing, on, '材料不全')],
  };
}

function refunded(on: string, month: string) {
  return {
    'refund-requested': [the.refund('requested', on, [month])],
    'refund-settled': [the.refund('settled', on, [month])],
    'refund-denied': [the.refundDenied(on, [month])],
  };
}

/** The facts of each example are stated in the order of its `facts`, so the first has the id `f1`. */
const EXAMPLES: readonly ActionExample[] = [
  {
    name: 'an enrolment',
    kind: 'enrolment',
    facts: [the.hired('2026-09-01', 'U1')],
    asOf: '2026-09-10',
    actions: {
      ...filed('enrolment', '2026-09-08'),
      'document-received': [the.paper('enrolment', '身份证复印件', '2026-09-05')],
    },
  },
  {
    name: 'a removal',
    kind: 'removal',
    facts: [...ENROLLED, the.left('2026-09-04')],
    asOf: '2026-09-10',
    actions: {
      ...filed('removal', '2026-09-08'),
      'document-received': [the.paper('removal', '离职证明', '2026-09-05')],
    },
  },
  {
    name: 'a changed name',
    kind: 'information-change',
    facts: [...ENROLLED, the.updated({ name: '赵敏敏' }, '2026-09-01')],
    asOf: '2026-09-10',
    actions: {
      ...filed('information-change', '2026-09-08'),
      'document-received': [the.paper('information-change', '有效身份证件', '2026-09-05')],
    },
  },
  {
    name: 'a charge after the leave',
    kind: 'overpayment',
    facts: [
      ...ENROLLED,
      the.left('2026-06-15'),
      the.accepted('removal', '2026-06-18'),
      the.charged('U1', '2026-08'),
    ],
    asOf: '2026-09-10',
    actions: {
      ...refunded('2026-09-08', '2026-08'),
      'document-received': [the.paper('overpayment', '缴费凭证', '2026-09-05')],
    },
  },
  {
    name: 'a leave without a hire',
    kind: 'never-hired',
    facts: [the.left('2026-09-04')],
    asOf: '2026-09-10',
    actions: {
      hire: [the.hired('2026-01-05', 'U1')],
      ...filed('removal', '2026-09-08'),
      mistake: [the.voided('f1')],
    },
  },
  {
    name: 'a charge without a hire',
    kind: 'never-hired',
    facts: [the.charged('U1', '2026-08')],
    asOf: '2026-09-10',
    actions: {
      hire: [the.hired('2026-01-05', 'U1')],
      leave: [the.left('2026-07-31')],
      ...refunded('2026-09-08', '2026-08'),
      mistake: [the.voided('f1')],
    },
  },
  {
    name: 'a hire without its day',
    kind: 'date-missing',
    facts: [the.noticed('hire', '2026-01-01', { unitId: 'U1' })],
    asOf: '2026-01-08',
    actions: { hire: [the.hired('2026-01-05', 'U1')], mistake: [the.voided('f1')] },
  },
  {
    name: 'a leave without its day',
    kind: 'date-missing',
    facts: [...ENROLLED, the.noticed('leave', '2026-01-03')],
    asOf: '2026-01-08',
    actions: { leave: [the.left('2026-01-07')], mistake: [the.voided('f3')] },
  },
  {
    name: 'double cover',
    kind: 'double-cover',
    facts: [
      the.hired('2026-01-05', 'U1', { employmentId: 'A' }),
      the.hired('2026-09-01', 'U2', { employmentId: 'B' }),
    ],
    asOf: '2026-09-10',
    actions: {
      leave: [the.left('2026-09-04', 'resigned', { employmentId: 'A' })],
      mistake: [the.voided('f2')],
    },
  },
  {
    name: 'an intern',
    kind: 'needs-person',
    facts: [the.hired('2026-09-01', 'U1', { category: 'intern' })],
    asOf: '2026-09-10',
    actions: {
      'filing-accepted': [the.accepted('enrolment', '2026-09-08')],
      hire: [the.hired('2026-09-01', 'U1')],
      leave: [the.left('2026-09-08')],
      mistake: [the.voided('f1')],
      answered: [the.answeredCase('E1/2026-09-01/needs-person', 'not-due', '2026-09-09')],
    },
  },
  {
    name: 'a month charged before the hire',
    kind: 'overpayment',
    facts: [the.hired('2026-08-03', 'U1'), the.charged('U1', '2026-07')],
    asOf: '2026-09-10',
    actions: {
      ...refunded('2026-09-08', '2026-07'),
      'document-received': [the.paper('overpayment', '缴费凭证', '2026-09-05')],
      answered: [the.answeredCase('E1/2026-08-03/overpayment', 'day-right', '2026-09-09')],
    },
  },
  {
    name: 'a person in service who is missing from the list',
    kind: 'not-covered',
    facts: [
      ...ENROLLED,
      the.listed('U1', '2026-07-02'),
      the.listed('U1', '2026-09-01', { status: 'suspended' }),
    ],
    asOf: '2026-09-10',
    actions: {
      ...filed('enrolment', '2026-09-08'),
      answered: [the.answered('2026-01-05/not-covered', 'insured', '2026-09-09')],
      'bill-import': [the.charged('U1', '2026-10')],
      leave: [the.left('2026-08-31')],
    },
  },
  {
    name: 'a suspension that may never have been filed',
    kind: 'unfiled-leave',
    facts: [
      ...ENROLLED,
      the.left('2026-05-29', 'suspended'),
      the.charged('U1', '2026-06'),
      the.charged('U1', '2026-07'),
      the.resumed('2026-08-03'),
    ],
    asOf: '2026-09-10',
    actions: { answered: [the.answered('2026-01-05/unfiled-leave', 'not-filed', '2026-09-09')] },
  },
  {
    name: 'owed months after a late enrolment',
    kind: 'back-payment',
    facts: [the.hired('2026-04-01', 'U1'), the.accepted('enrolment', '2026-06-10')],
    asOf: '2026-09-10',
    actions: { 'bill-import': [the.charged('U1', '2026-04')] },
  },
  {
    name: 'a month charged below a floor that was published later',
    kind: 'top-up',
    facts: [...ENROLLED, the.charged('U1', '2026-07', [701.88, 143.24], { base: 7162 })],
    asOf: '2026-09-10',
    region: '北京',
    actions: { 'bill-import': [the.charged('U1', '2026-07', [10.58, 2.16], { supplement: true })] },
  },
  {
    name: 'a retirement in the future',
    kind: 'retirement',
    facts: [the.hired('2020-03-02', 'U1', MAN), the.accepted('enrolment', '2020-03-02')],
    asOf: '2027-02-01',
    actions: {
      leave: [the.left('2027-04-30', 'retired')],
      change: [the.updated({ birthDate: plainDate('1967-10-31') }, '2027-01-29')],
      'document-received': [the.paper('retirement', '退休审批材料', '2027-01-29')],
    },
  },
  {
    name: 'a suspension near its end',
    kind: 'suspension',
    facts: [...ENROLLED, the.left('2026-04-30', 'suspended'), the.accepted('removal', '2026-05-06')],
    asOf: '2026-10-20',
    told: { longestSuspensionMonths: { value: 6, from: '2020-01-01' } },
    actions: {
      hire: [the.hired('2026-10-19', 'U1')],
      resume: [the.resumed('2026-10-19')],
      leave: [the.left('2026-04-30', 'resigned')],
    },
  },
  {
    name: 'a requested card',
    kind: 'card',
    facts: [
      ...ENROLLED,
      the.fact('card.requested', { kind: 'physical', on: plainDate('2026-09-01'), replaces: true }),
    ],
    asOf: '2026-09-10',
    actions: {
      'card-issued': [the.fact('card.issued', { kind: 'physical', on: plainDate('2026-09-08') })],
      'document-received': [the.paper('card', '本人身份证', '2026-09-05')],
    },
  },
  {
    name: 'a requested electronic certificate, which needs no documents',
    kind: 'card',
    facts: [...ENROLLED, the.fact('card.requested', { kind: 'electronic', on: plainDate('2026-09-01') })],
    asOf: '2026-09-10',
    actions: {
      'card-issued': [the.fact('card.issued', { kind: 'electronic', on: plainDate('2026-09-08') })],
    },
  },
  {
    name: 'a guide refused by the mail address',
    kind: 'leaver-guide',
    facts: [
      ...ENROLLED,
      the.left('2026-06-15', 'resigned', { personalEmail: 'zhao@personal.example' }),
      the.guideSettled('2026-01-05', 'refused', '2026-06-16'),
    ],
    asOf: '2026-06-20',
    actions: { 'document-received': [the.paper('leaver-guide', '离职人员医保指南', '2026-06-18')] },
  },
];

describe('the actions that staff can record', () => {
  it.each(EXAMPLES)('of $name are those of its kind, and each changes or closes the case', (example) => {
    const before = caseOf(example, []);
    if (before === undefined) throw new Error(`no case of the kind ${example.kind} on ${example.asOf}`);
    const offered = actionsOf(before);
    expect(offered.toSorted()).toEqual([...Object.keys(example.actions), ...ON_EVERY_CASE].toSorted());
    for (const [action, recorded] of Object.entries(example.actions)) {
      expect(caseOf(example, recorded), action).not.toEqual(before);
    }
  });

  it.each(unitExamples())(
    'of a unit case $kind are those of its kind, and each closes the case',
    (example) => {
      const [before, ...more] = openUnitCases(example.context, [example.kind]);
      expect(more).toEqual([]);
      if (before === undefined) throw new Error(`no case of the kind ${example.kind}`);
      expect(actionsOf(before)).toEqual([...Object.keys(example.actions), ...ON_EVERY_CASE]);
      for (const [action, recorded] of Object.entries(example.actions)) {
        expect(openUnitCases({ ...example.context, ...recorded }, [example.kind]), action).toEqual([]);
      }
    },
  );

  it('have an example for every kind, and every action is a known one', () => {
    const kinds = [...EXAMPLES, ...unitExamples()].map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(CASE_KINDS));
    const named = [...EXAMPLES, ...unitExamples()].flatMap(({ actions }) => Object.keys(actions));
    expect(STAFF_ACTIONS).toEqual(expect.arrayContaining(named));
    // `card-requested` opens a case, so no case offers it.
    const unused = STAFF_ACTIONS.filter((action) => ![...named, ...ON_EVERY_CASE].includes(action));
    expect(unused).toEqual(['card-requested']);
  });

  it('of a unit case that could not be computed are those that every case offers', () => {
    const failed: Case = {
      caseId: 'unit/U1/declare-bases',
      kind: 'needs-person',
      unitId: 'U1',
      state: { is: 'open' },
      openedOn: plainDate('2026-09-10'),
      knownAt: '2026-09-10T00:00:00.000Z' as Instant,
      documents: [],
      because: [{ rule: 'M', code: 'declare-bases-not-computed', values: {} }],
    };
    expect(actionsOf(failed)).toEqual(ON_EVERY_CASE);
  });
});

/** The case of the example's kind after the additional facts were recorded. */
function caseOf(example: ActionExample, recorded: readonly Fact[]): Case | undefined {
  const { kind, facts, asOf, region = '无名市', told = {} } = example;
  const place = { unit: unitIn(region), policy: toldPolicy(region, told), calendar, asOf: plainDate(asOf) };
  const cases = foldSpells(the.EMPLOYEE, the.inOrder(...facts, ...recorded)).flatMap((spell) =>
    openCases(spell, place),
  );
  const found = cases.filter((it) => it.kind === kind);
  expect(found.length).toBeLessThan(2);
  return found[0];
}

function unitExamples() {
  const context: UnitCaseContext = {
    unitId: 'U1',
    unit: unitIn('北京'),
    registeredOn: plainDate('2020-01-06'),
    policy: toldPolicy('北京'),
    calendar,
    asOf: plainDate('2026-11-10'),
    unitFacts: [],
    dueSpells: [],
    unknownCharges: [strange('2026-09', { name: '吴磊' })],
    rosterFindings: [lostHire(plainDate('2026-11-10'))],
  };
  const hiredLongAgo = the.hired('2019-03-04', 'U1');
  const spellsOf = (...facts: readonly Fact[]) => foldSpells(the.EMPLOYEE, the.inOrder(...facts));
  const dismissed = context.rosterFindings.map((kept) => ({ ...kept, dismissedAt: kept.seenAt }));
  return [
    {
      kind: 'declare-bases' as const,
      context,
      actions: { 'bases-declared': { unitFacts: [declared('2026-07', '2026-11-09')] } },
    },
    {
      kind: 'unknown-person' as const,
      context,
      actions: {
        'bill-import': { unknownCharges: [] },
        answered: { unitFacts: [answered('unit/U1/unknown-person', 'settled', '2026-11-09')] },
      },
    },
    {
      kind: 'confirm-existing' as const,
      context: { ...context, dueSpells: spellsOf(hiredLongAgo) },
      actions: {
        'bill-import': { dueSpells: spellsOf(hiredLongAgo, the.charged('U1', '2026-10')) },
        answered: { unitFacts: [answered('unit/U1/confirm-existing', 'checked', '2026-11-09')] },
      },
    },
    {
      kind: 'roster-difference' as const,
      context,
      actions: {
        'roster-confirmed': { rosterFindings: [] },
        'roster-dismissed': { rosterFindings: dismissed },
      },
    },
  ];
}
