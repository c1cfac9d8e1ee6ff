import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case, CaseKind } from '../../../domain/cases/case.ts';
import { openCases, openUnitCases, wakeOn } from '../../../domain/cases/case-kinds.ts';
import type { CaseContext } from '../../../domain/cases/case-parts.ts';
import { coveredTwiceElsewhere } from '../../../domain/cases/double-cover.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../../domain/employment/other-spells.ts';
import type { OtherSpell, Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { isBeforeCanbao, leftBeforeCanbao } from '../../../domain/rules/evidence/before-canbao.ts';
import type { Doubt } from '../../../domain/units/coverage.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import { yuan } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import * as the from '../../support/facts.ts';
import { billImported, listImported } from '../../support/import-facts.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';
import { answered, strange } from '../../support/unit-facts.ts';
import { histories, retold } from '../employment/histories.ts';

interface World {
  readonly asOf: string;
  /** None where it was not kept. */
  readonly registeredOn?: string;
  /** Facts about the unit's imports. */
  readonly imports?: readonly UnitFact[];
  readonly doubts?: readonly Doubt[];
  readonly unitFacts?: readonly UnitFact[];
  readonly charges?: readonly UnknownCharge[];
}

function contextOf({ asOf, registeredOn, imports, doubts }: World): CaseContext {
  return {
    unit: {
      unitId: 'U1',
      name: '分公司',
      region: '无名市',
      channel: 'online',
      staff: [],
      localPolicy: {},
    },
    policy: toldPolicy('无名市'),
    calendar,
    registeredOn: registeredOn === undefined ? undefined : plainDate(registeredOn),
    coverage: imports === undefined ? undefined : coverageOf(imports, doubts),
    asOf: plainDate(asOf),
  };
}

/** Each employee's history on its own, as facts are kept. */
function spellsOf(...facts: readonly Fact[]): readonly Spell[] {
  const byEmployee = Map.groupBy(facts, ({ employeeId }) => employeeId);
  return [...byEmployee].flatMap(([employeeId, own]) => foldSpells(employeeId, own));
}

function casesOf(spells: readonly Spell[], world: World): readonly Case[] {
  const context = contextOf(world);
  return spells.flatMap((spell) => {
    const found = openCases(spell, context);
    if (found.length > 0) expect(wakeOn(spell, context) <= world.asOf).toBe(true);
    return told(found);
  });
}

function unitCase(kind: 'confirm-existing' | 'unknown-person', spells: readonly Spell[], world: World) {
  const context = contextOf(world);
  // As the store gives them: those whose day has come.
  const dueSpells = spells.filter((spell) => wakeOn(spell, context) <= world.asOf);
  const { unitFacts = [], charges: unknownCharges = [] } = world;
  const of = { ...context, unitId: 'U1', unitFacts, unknownCharges, rosterFindings: [], dueSpells };
  const [found] = told(openUnitCases(of, [kind]));
  return found;
}

/** Every sentence can be said in both languages. */
function told(cases: readonly Case[]): readonly Case[] {
  for (const reason of cases.flatMap(({ because, steps = [] }) => [...because, ...steps])) {
    expect(reasonText(reason, 'zh')).not.toMatch(/undefined|^$/);
    expect(reasonText(reason, 'en')).not.toMatch(/undefined|^$/);
  }
  return cases;
}

function kinds(cases: readonly Case[]): readonly CaseKind[] {
  return cases.map(({ kind }) => kind);
}

function codes({ because }: Pick<Case, 'because'>): readonly string[] {
  return because.map(({ code }) => code);
}

function only(kind: CaseKind, cases: readonly Case[]): Case {
  const found = cases.find((it) => it.kind === kind);
  if (found === undefined) throw new Error(`no case of the kind ${kind} among ${kinds(cases)}`);
  return found;
}

const person = (employeeId: string, name = '赵敏') => ({ employeeId, name });

function hired(on: string, { employeeId, name }: ReturnType<typeof person>, takenIn?: string): Fact {
  const told = { employeeId, id: `hired ${employeeId} ${on}`, ...(takenIn && { receivedAt: takenIn }) };
  return the.hired(on, 'U1', { name }, told);
}

describe('people hired before Canbao (E7)', () => {
  const REGISTERED = '2026-11-02';
  const world = { asOf: '2026-11-10', registeredOn: REGISTERED };
  const existing = (spells: readonly Spell[], more: Partial<World> = {}) =>
    unitCase('confirm-existing', spells, { ...world, ...more })?.people?.map(({ key }) => key) ?? [];

  it('are one case of the unit, with all names and a day of its own, and no case each', () => {
    const facts = Array.from({ length: 27 }, (_, i) =>
      hired('2021-03-01', person(`E${1001 + i}`, `职工${i}`)),
    );
    const spells = spellsOf(...facts);
    expect(casesOf(spells, world)).toEqual([]);
    const found = unitCase('confirm-existing', spells, world);
    expect(found).toMatchObject({
      caseId: 'unit/U1/confirm-existing',
      openedOn: REGISTERED,
      deadline: { actBy: '2026-12-02' },
      answers: ['checked'],
      people: expect.arrayContaining([{ key: 'E1027', employeeId: 'E1027', name: '职工26' }]),
    });
    expect(found?.people).toHaveLength(27);
    expect(found?.because[0]).toMatchObject({ code: 'existing-people', values: { people: 27 } });
    const names = found?.because.find(({ code }) => code === 'existing-names-and-more');
    expect(names?.values).toMatchObject({ people: expect.any(Array), more: 17 });
  });

  it('are asked for on the day of the registration, and still once the 30 days are over', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')));
    expect(existing(spells, { asOf: '2026-11-01' })).toEqual([]);
    expect(existing(spells, { asOf: REGISTERED })).toEqual(['E1']);
    expect(existing(spells, { asOf: '2027-06-01' })).toEqual(['E1']);
    expect(kinds(casesOf(spells, { ...world, asOf: '2027-06-01' }))).toEqual([]);
  });

  it('began more than 30 days before: on the 30th day the enrolment is a case of its own', () => {
    const [of30, of31] = [hired('2026-10-03', person('E30')), hired('2026-10-02', person('E31'))];
    expect(kinds(casesOf(spellsOf(of30), world))).toEqual(['enrolment']);
    expect(kinds(casesOf(spellsOf(of31), world))).toEqual([]);
    expect(existing(spellsOf(of30, of31))).toEqual(['E31']);
  });

  it('are nobody while the day of the registration was not kept', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')));
    const unknown = { asOf: world.asOf };
    expect(kinds(casesOf(spells, unknown))).toEqual(['enrolment']);
    expect(unitCase('confirm-existing', spells, unknown)).toBeUndefined();
    // A rebuild keeps its own day from then on.
    const rebuilt = { asOf: '2026-12-05', registeredOn: '2026-12-04' };
    expect(kinds(casesOf(spells, rebuilt))).toEqual([]);
    expect(unitCase('confirm-existing', spells, rebuilt)?.people).toHaveLength(1);
  });

  it('lists people who had left by then as leavers, without estimates', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), the.left('2024-05-31'));
    expect(casesOf(spells, world)).toEqual([]);
    const found = unitCase('confirm-existing', spells, world);
    expect(found && codes(found)).toContain('existing-leavers');
  });

  it('who leave after it have to be removed, and are not asked for otherwise', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), the.left('2026-11-06'));
    expect(kinds(casesOf(spells, world))).toContain('removal');
    expect(kinds(casesOf(spells, world))).not.toContain('enrolment');
    expect(existing(spells)).toEqual([]);
  });

  it('were perhaps never seen hired: an old leave is of that time as well', () => {
    const spells = spellsOf(the.left('2023-05-31'));
    expect(casesOf(spells, world)).toEqual([]);
    expect(existing(spells)).toEqual(['E1']);
  });

  it('are not asked for where it is in doubt whether enrolment is due at all', () => {
    const spells = spellsOf(the.hired('2021-03-01', 'U1', { category: 'intern' }));
    expect(existing(spells)).toEqual([]);
    expect(kinds(casesOf(spells, world))).toEqual(['needs-person']);
  });

  it.each([
    ['a charge', the.charged('U1', '2026-10')],
    ['a list', the.listed('U1', '2026-11-05')],
    ['a filing', the.submitted('enrolment', '2021-03-02')],
  ])('leave the case by %s', (_, evidence) => {
    expect(existing(spellsOf(hired('2021-03-01', person('E1')), evidence))).toEqual([]);
  });

  it('leave it by the unit’s first whole file: who is not on it is a case of their own', () => {
    const on = the.listed('U1', '2026-11-05', { since: '2021-03-01' }, { employeeId: 'E1' });
    const spells = spellsOf(hired('2021-03-01', person('E1')), on, hired('2021-03-01', person('E2', '孙芳')));
    const list = listImported('2026-11-30', 'L1');
    const after = { ...world, asOf: '2026-12-01', imports: [list] };
    expect(existing(spells, after)).toEqual([]);
    expect(
      kinds(
        casesOf(
          spells.filter(({ employeeId }) => employeeId === 'E2'),
          after,
        ),
      ),
    ).toEqual(['enrolment']);
  });

  it('stay in it by a file of a part, and while a row in doubt may be theirs', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')));
    const after = { ...world, asOf: '2026-12-01' };
    const part = { ...after, imports: [listImported('2026-11-30', 'L1', { extent: 'part' })] };
    expect(existing(spells, part)).toEqual(['E1']);
    const doubtful = { ...after, imports: [listImported('2026-11-30', 'L1')] };
    expect(existing(spells, { ...doubtful, doubts: [{ month: month('2026-11'), name: '赵*' }] })).toEqual([
      'E1',
    ]);
    expect(existing(spells, { ...doubtful, doubts: [{ month: month('2026-11'), name: '孙*' }] })).toEqual([]);
  });

  it('are over once checked, and no single case comes; who becomes known later is asked for', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), hired('2022-03-01', person('E2')));
    const unitFacts = [answered('unit/U1/confirm-existing', 'checked', '2026-11-12')];
    const after = { asOf: '2026-11-13', unitFacts };
    expect(existing(spells, after)).toEqual([]);
    expect(casesOf(spells, { ...world, ...after })).toEqual([]);
    const late = spellsOf(hired('2022-05-01', person('E3'), '2026-11-12T08:00:00.000Z'));
    expect(existing([...spells, ...late], after)).toEqual(['E3']);
  });

  it('can be checked one by one', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), hired('2022-03-01', person('E2')));
    const unitFacts = [answered('unit/U1/confirm-existing', 'checked', '2026-11-12', { about: 'E1' })];
    expect(existing(spells, { asOf: '2026-11-13', unitFacts })).toEqual(['E2']);
  });

  it('are the same people whether or not the leave of half of them was reported', () => {
    const people = Array.from({ length: 8 }, (_, i) => person(`E${i + 1}`));
    const all = people.map((it) => hired('2021-03-01', it));
    const left = people
      .slice(4)
      .map(({ employeeId }) =>
        the.left('2024-05-31', 'resigned', {}, { employeeId, id: `left ${employeeId}` }),
      );
    expect(existing(spellsOf(...all, ...left))).toHaveLength(8);
    expect(existing(spellsOf(...all))).toHaveLength(8);
    // Those who are on the bill of October are known; a whole bill speaks of the others, whether told to have left or not.
    const bill = billImported('2026-10', 'B1');
    const charges = people
      .slice(0, 4)
      .map(({ employeeId }) =>
        the.charged('U1', '2026-10', [980, 203], {}, { employeeId, id: `bill ${employeeId}` }),
      );
    expect(existing(spellsOf(...all, ...left, ...charges), { imports: [bill] })).toEqual([]);
    expect(existing(spellsOf(...all, ...charges), { imports: [bill] })).toEqual([]);
  });
});

describe('people in doubt who are insured at the agency (E11)', () => {
  const CASE = 'E1/2026-08-03/needs-person';
  const intern = the.hired('2026-08-03', 'U1', { category: 'intern' });
  const charges = [the.charged('U1', '2026-08'), the.charged('U1', '2026-09')];
  const needs = (asOf: string, ...facts: readonly Fact[]) =>
    casesOf(spellsOf(...facts), { asOf }).find(({ kind }) => kind === 'needs-person');

  it('are asked about with since when and the amount, in no sum of money', () => {
    const found = needs('2026-10-12', intern, ...charges);
    expect(found?.because[0]).toEqual({
      rule: 'E11',
      code: 'insured-though-doubtful',
      values: { unitId: 'U1', since: '2026-08-01' },
    });
    expect(found?.because).toContainEqual(
      expect.objectContaining({
        code: 'doubtful-last-charge',
        values: { month: '2026-09', amount: '1183.00' },
      }),
    );
    expect(found?.answers).toEqual(['due', 'not-due']);
    expect(found?.money?.unitPart ?? 0).toBe(0);
    expect(found && codes(found)).not.toContain('enrolment-if-due');
  });

  it('a retiree on the list since a day is asked about with that day', () => {
    const retiree = the.hired('2026-08-03', 'U1', { category: 'retiree' });
    const found = needs('2026-10-12', retiree, the.listed('U1', '2026-09-15', { since: '2026-08-10' }));
    expect(found?.because[0]?.values).toEqual({ unitId: 'U1', since: '2026-08-10' });
  });

  it('are over by the answer that it is due, also once more months come', () => {
    const due = the.answeredCase(CASE, 'due', '2026-10-12');
    expect(needs('2026-10-12', intern, ...charges, due)).toBeUndefined();
    expect(needs('2027-02-12', intern, ...charges, due, the.charged('U1', '2027-01'))).toBeUndefined();
  });

  it('are over by the answer that nothing is due until a later month is charged', () => {
    const notDue = the.answeredCase(CASE, 'not-due', '2026-10-12');
    expect(needs('2026-10-12', intern, ...charges, notDue)).toBeUndefined();
    expect(needs('2026-11-12', intern, ...charges, notDue, the.charged('U1', '2026-10'))).toBeUndefined();
    const again = needs('2026-12-12', intern, ...charges, notDue, the.charged('U1', '2026-11'));
    expect(again?.because).toContainEqual(
      expect.objectContaining({
        code: 'not-due-yet-charged',
        values: { on: '2026-10-12', month: '2026-11' },
      }),
    );
  });

  it('without evidence are asked about as before; the answer decides', () => {
    expect(needs('2026-08-20', intern)?.because[0]?.code).toBe('doubt-intern');
    const cases = (answer: 'due' | 'not-due') =>
      kinds(casesOf(spellsOf(intern, the.answeredCase(CASE, answer, '2026-08-20')), { asOf: '2026-08-20' }));
    expect(cases('due')).toEqual(['enrolment']);
    expect(cases('not-due')).toEqual([]);
  });

  it('who left are removed, since the agency has them', () => {
    const gone = casesOf(spellsOf(intern, the.listed('U1', '2026-09-15'), the.left('2026-10-09')), {
      asOf: '2026-10-12',
    });
    expect(kinds(gone)).toContain('removal');
  });
});

describe('double cover (E12)', () => {
  const first = the.hired('2026-01-05', 'U1');
  const second = the.hired('2026-09-01', 'U2', {}, { employeeId: 'E2' });
  const asOf = '2026-09-10';
  const both = (ofFirst: readonly Fact[] = [], ofSecond: readonly Fact[] = []) => {
    const fold = (id: string, facts: readonly Fact[], others: readonly OtherSpell[]) =>
      foldSpells(id, facts, others);
    const one = fold('E1', [first, ...ofFirst], []);
    const two = fold('E2', [second, ...ofSecond], otherSpellsOf(one));
    return { one: fold('E1', [first, ...ofFirst], otherSpellsOf(two)), two };
  };
  const charged = (unitId: string, employeeId: string) =>
    the.charged(unitId, '2026-09', [980, 203], {}, { employeeId });

  it('goes to both units, once, as the later spell’s case', () => {
    const { one, two } = both();
    expect(only('double-cover', casesOf(two, { asOf }))).toMatchObject({
      caseId: 'E2/2026-09-01/double-cover',
      unitIds: ['U2', 'U1'],
    });
    expect(kinds(casesOf(one, { asOf }))).not.toContain('double-cover');
    expect(one.flatMap((spell) => coveredTwiceElsewhere(spell, contextOf({ asOf })))).toEqual([
      { employeeId: 'E2', spellId: '2026-09-01' },
    ]);
    expect(two.flatMap((spell) => coveredTwiceElsewhere(spell, contextOf({ asOf })))).toEqual([]);
  });

  it('wakes the earlier spell on the first day on which cover is double', () => {
    const { one } = both([the.accepted('enrolment', '2026-01-06')]);
    expect(one.map((spell) => wakeOn(spell, contextOf({ asOf })))).toEqual(['2026-09-01']);
  });

  it.each([
    ['the unit of the first', [charged('U1', 'E1')], [], 'U1'],
    ['the unit of the second', [], [charged('U2', 'E2')], 'U2'],
    ['a unit whose list has the person', [the.listed('U1', '2026-09-08')], [], 'U1'],
    ['neither where both are charged', [charged('U1', 'E1')], [charged('U2', 'E2')], undefined],
    ['neither where none is', [], [], undefined],
  ])('proposes %s', (_, ofFirst, ofSecond, unitId) => {
    const found = only('double-cover', casesOf(both(ofFirst, ofSecond).two, { asOf }));
    const keep = found.because.find(({ code }) => code === 'double-cover-keep');
    expect(keep?.values).toEqual(unitId === undefined ? undefined : { unitId });
  });
});

describe('a changed name (E14)', () => {
  const change = the.updated({ name: '赵敏敏' }, '2026-09-01');
  const enrolled = [the.hired('2026-01-05', 'U1'), the.accepted('enrolment', '2026-01-06')];
  const changed = (asOf: string, ...facts: readonly Fact[]) =>
    casesOf(spellsOf(...enrolled, change, ...facts), { asOf }).find(
      ({ kind }) => kind === 'information-change',
    );

  it('is confirmed by a file of the agency that has the new one', () => {
    expect(changed('2026-10-21')).toBeDefined();
    expect(changed('2026-10-21', the.nameSeen('U1', '赵敏敏', '2026-10-20'))).toBeUndefined();
    expect(changed('2026-10-21', the.nameSeen('U1', '赵 敏 敏', '2026-09-01'))).toBeUndefined();
  });

  it.each([
    ['of before the change', '赵敏敏', '2026-08-31'],
    ['with the name masked', '赵**', '2026-10-20'],
    ['with the old name', '赵敏', '2026-10-20'],
  ])('is not by one %s', (_, name, on) => {
    expect(changed('2026-10-21', the.nameSeen('U1', name, on))).toBeDefined();
  });

  it('says that the agency still has the old one', () => {
    const found = changed('2026-10-21', the.nameSeen('U1', '赵敏', '2026-10-20'));
    expect(found && codes(found)).toContain('seen-old-name');
  });

  it('leaves what else changed to be filed', () => {
    const known = [
      the.hired('2026-01-05', 'U1', { contact: { phone: '13800000000' } }),
      the.accepted('enrolment', '2026-01-06'),
      the.updated({ name: '赵敏敏', phone: '13900000000' }, '2026-09-01'),
      the.nameSeen('U1', '赵敏敏', '2026-10-20'),
    ];
    const found = only('information-change', casesOf(spellsOf(...known), { asOf: '2026-10-21' }));
    expect(codes(found)).toContain('changed-phone');
    expect(codes(found)).not.toContain('changed-name');
  });
});

describe('a month charged before the hire (E15)', () => {
  const CASE = 'E1/2026-08-03/overpayment';
  const early = [the.hired('2026-08-03', 'U1'), the.charged('U1', '2026-07'), the.charged('U1', '2026-08')];
  const overpaid = (...facts: readonly Fact[]) =>
    casesOf(spellsOf(...early, ...facts), { asOf: '2026-09-10' }).find(({ kind }) => kind === 'overpayment');

  it('is overpaid, or the hire was earlier: that is asked', () => {
    const found = overpaid();
    expect(found?.because[0]).toMatchObject({
      code: 'charged-before-hire',
      values: { months: ['2026-07'], hiredOn: '2026-08-03' },
    });
    expect(found?.answers).toEqual(['day-right']);
    expect(found && codes(found)).toContain('overpaid-before-hire');
  });

  it('is overpaid once the day is answered to be right', () => {
    const found = overpaid(
      the.answeredCase(CASE, 'day-right', '2026-09-09', { receivedAt: '2026-09-09T02:00:00.000Z' }),
    );
    expect(found?.answers).toBeUndefined();
    expect(found && codes(found)).toContain('overpaid-before-hire');
    expect(found && codes(found)).not.toContain('charged-before-hire');
  });

  it('is nothing once the hire was earlier', () => {
    const earlier = the.hired('2026-07-27', 'U1', {}, { statedAt: '2026-09-09T02:00:00.000Z' });
    expect(overpaid(earlier)).toBeUndefined();
  });
});

describe('unknown people on bills (E13)', () => {
  const CASE = 'unit/U1/unknown-person';
  const WU = { name: '吴磊', masked: '****************33', hash: 'a-keyed-hash-of-a-number' };
  const KEY = 'hash:a-keyed-hash';
  const charges = [strange('2026-08', WU), strange('2026-09', WU)];
  const world = { asOf: '2026-12-20', charges };
  const unknown = (more: Partial<World> = {}, spells: readonly Spell[] = []) =>
    unitCase('unknown-person', spells, { ...world, ...more });

  it('are asked about, by a key without the whole of a hash', () => {
    expect(unknown()).toMatchObject({
      answers: ['not-ours', 'is-employee', 'settled'],
      people: [{ key: KEY, name: '吴磊 · ****************33' }],
    });
  });

  it.each([
    ['one later whole bill', [billImported('2026-10', 'B1')], false],
    ['two files of one month', [billImported('2026-10', 'B1'), billImported('2026-10', 'B2')], false],
    [
      'two of which one is a part',
      [billImported('2026-10', 'B1'), billImported('2026-11', 'B2', { extent: 'part' })],
      false,
    ],
    ['earlier ones', [billImported('2026-06', 'B1'), billImported('2026-07', 'B2')], false],
    ['two later whole ones', [billImported('2026-10', 'B1'), billImported('2026-11', 'B2')], true],
  ])('after %s: who it is is no longer asked: %s', (_, imports, isClosed) => {
    const found = unknown({ imports });
    expect(found && codes(found).includes('unknown-person-gone')).toBe(isClosed);
    expect(found && codes(found).includes('unknown-on-bill')).toBe(!isClosed);
    // The money stays with finance all the same.
    expect(found?.money?.unitPart && yuan(found.money.unitPart)).toBe('1960.00');
  });

  it('who are not ours stay with finance until the money is settled', () => {
    const notOurs = answered(CASE, 'not-ours', '2026-10-20', { about: KEY });
    const found = unknown({ unitFacts: [notOurs] });
    expect(found && codes(found)).toEqual(['unknown-person-not-ours']);
    expect(found?.money?.unitPart && yuan(found.money.unitPart)).toBe('1960.00');
    const settled = answered(CASE, 'settled', '2026-12-01', { about: KEY });
    expect(unknown({ unitFacts: [notOurs, settled] })).toBeUndefined();
    expect(unknown({ unitFacts: [settled, notOurs] })).toBeUndefined();
  });

  it('an answer holds until a later month is charged', () => {
    const unitFacts = [answered(CASE, 'settled', '2026-10-20', { about: KEY })];
    const ofOctober = strange('2026-10', WU, [980, 203], { receivedAt: '2026-11-05T02:00:00.000Z' });
    const ofNovember = strange('2026-11', WU, [980, 203], { receivedAt: '2026-12-05T02:00:00.000Z' });
    expect(unknown({ unitFacts, charges: [...charges, ofOctober] })).toBeUndefined();
    const found = unknown({ unitFacts, charges: [...charges, ofOctober, ofNovember] });
    expect(found && codes(found)).toContain('unknown-person-charged');
  });

  it('an answer about one leaves the others, and one about all is about those known by then', () => {
    const other = strange('2026-09', { employeeId: 'X9' });
    const one = answered(CASE, 'is-employee', '2026-10-20', { about: KEY, employeeId: 'E1031' });
    const all = answered(CASE, 'settled', '2026-10-20');
    const later = strange('2026-10', { employeeId: 'X10' }, [500, 100], {
      receivedAt: '2026-11-05T02:00:00.000Z',
    });
    const keys = (more: Partial<World>) => unknown(more)?.people?.map(({ key }) => key);
    expect(keys({ unitFacts: [one], charges: [...charges, other] })).toEqual(['number:X9']);
    expect(keys({ unitFacts: [all], charges: [...charges, other, later] })).toEqual(['number:X10']);
  });

  it('of the same name as an employee are a proposal, which closes nothing', () => {
    const spells = spellsOf(
      hired('2026-11-02', person('E1031', '吴 磊')),
      hired('2026-11-02', person('E1044', '吴磊')),
      hired('2026-11-02', person('E1050', '孙芳')),
    );
    const found = unknown({}, spells);
    expect(found?.people).toMatchObject([{ key: KEY, perhaps: ['E1031', 'E1044'] }]);
    expect(found?.because).toContainEqual(
      expect.objectContaining({
        code: 'unknown-person-perhaps',
        values: { who: '吴磊 · ****************33', employees: ['E1031', 'E1044'] },
      }),
    );
    expect(found && codes(found)).toContain('unknown-person-charged');
    expect(kinds(casesOf(spells, world))).toEqual(['enrolment', 'enrolment', 'enrolment']);
    const masked = [strange('2026-09', { name: '吴*', employeeId: 'X9' })];
    expect(unknown({ charges: masked }, spells)?.people).toEqual([{ key: 'number:X9', name: '吴* · X9' }]);
  });
});

describe('questions and answers', () => {
  const answers = fc
    .tuple(
      fc.constantFrom('2026-01-05', 'e-A', 'e-B'),
      fc.constantFrom('needs-person', 'overpayment', 'removal'),
      fc.constantFrom('due', 'not-due', 'day-right', 'filed'),
      fc.constantFrom('2026-02-10', '2026-05-20', '2026-08-03'),
    )
    .map(([spellId, kind, answer, on]) =>
      the.answeredCase(`E1/${spellId}/${kind}`, answer as 'due', on, {
        id: `answer ${spellId} ${kind} ${answer} ${on}`,
        statedAt: `${on}T02:00:00.000Z`,
      }),
    );
  const seen = fc.oneof(
    fc
      .tuple(fc.constantFrom('U1', 'U2'), fc.constantFrom('2026-02-15', '2026-06-30'))
      .map(([unitId, on]) => the.listed(unitId, on, {}, { id: `listed ${unitId} ${on}` })),
    fc
      .tuple(fc.constantFrom('赵敏', '赵敏敏', '赵*'), fc.constantFrom('2026-02-15', '2026-08-30'))
      .map(([name, on]) => the.nameSeen('U1', name, on, { id: `seen ${name} ${on}` })),
  );
  const withQuestions = fc
    .tuple(histories, fc.array(fc.oneof(answers, seen), { maxLength: 5 }))
    .map(([facts, more]) => [...facts, ...more]);
  const DAYS = ['2026-01-20', '2026-03-02', '2026-05-29', '2026-09-30', '2027-02-01'];
  const worlds: readonly World[] = DAYS.flatMap((asOf) => [
    { asOf },
    { asOf, registeredOn: '2026-05-04' },
    {
      asOf,
      registeredOn: '2026-05-04',
      imports: [billImported('2026-06', 'B1', { asOf: plainDate('2026-06-30') })],
    },
  ]);
  const group = (spells: readonly Spell[], world: World) => unitCase('confirm-existing', spells, world);

  it('come out the same in whatever order and however often the facts come', () => {
    const twice = withQuestions.chain((facts) => fc.tuple(fc.constant(facts), retold(facts)));
    fc.assert(
      fc.property(twice, fc.constantFrom(...worlds), ([once, again], world) => {
        const [a, b] = [foldSpells('E1', once), foldSpells('E1', again)];
        expect(casesOf(b, world)).toEqual(casesOf(a, world));
        expect(group(b, world)).toEqual(group(a, world));
      }),
      { numRuns: tries(150) },
    );
  });

  it('never wake a spell late: neither for its own case nor for that of the unit', () => {
    fc.assert(
      fc.property(withQuestions, fc.constantFrom(...worlds), (facts, world) => {
        const spells = foldSpells('E1', facts);
        // It holds each open case against the day on which its spell wakes.
        casesOf(spells, world);
        const context = contextOf(world);
        const all = openUnitCases(
          {
            ...context,
            unitId: 'U1',
            unitFacts: [],
            unknownCharges: [],
            rosterFindings: [],
            dueSpells: spells,
          },
          ['confirm-existing'],
        );
        expect(group(spells, world)).toEqual(all[0]);
        for (const spell of spells) {
          if (coveredTwiceElsewhere(spell, context).length > 0)
            expect(wakeOn(spell, context) <= world.asOf).toBe(true);
        }
      }),
      { numRuns: tries(150) },
    );
  });

  it('never make a separate case of unknown events from before Canbao', () => {
    let [begun, left] = [0, 0];
    fc.assert(
      fc.property(withQuestions, fc.constantFrom(...worlds), (facts, world) => {
        for (const spell of foldSpells('E1', facts)) {
          const context = contextOf(world);
          const found = kinds(casesOf([spell], world));
          if (isBeforeCanbao(spell, context)) {
            begun += 1;
            expect(found).not.toContain('enrolment');
            expect(found).not.toContain('back-payment');
          }
          if (leftBeforeCanbao(spell, context)) {
            left += 1;
            expect(found).not.toContain('removal');
            expect(found).not.toContain('overpayment');
            expect(found).not.toContain('never-hired');
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(begun).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);
  });
});
