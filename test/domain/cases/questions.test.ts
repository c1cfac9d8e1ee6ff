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
import { isBeforeCanbao, leftBeforeCanbao } from '../../../domain/rules/evidence/before-canbao.ts';
import type { Doubt } from '../../../domain/units/coverage.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import { yuan } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { expectWordsIn, unitIn } from '../../support/examples.ts';
import * as the from '../../support/facts.ts';
import { billImported, listImported } from '../../support/import-facts.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';
import { answered, strange } from '../../support/unit-facts.ts';
import { histories, retold } from '../employment/histories.ts';

interface World {
  readonly asOf: string;
  /** The day of the unit's registration; undefined if it was not stored. */
  readonly registeredOn?: string;
  /** Facts about the unit's imports. */
  readonly imports?: readonly UnitFact[];
  readonly doubts?: readonly Doubt[];
  readonly unitFacts?: readonly UnitFact[];
  readonly charges?: readonly UnknownCharge[];
}

function contextOf({ asOf, registeredOn, imports, doubts }: World): CaseContext {
  return {
    unit: unitIn('无名市'),
    policy: toldPolicy('无名市'),
    calendar,
    registeredOn: registeredOn === undefined ? undefined : plainDate(registeredOn),
    coverage: imports === undefined ? undefined : coverageOf(imports, doubts),
    asOf: plainDate(asOf),
  };
}

/** The spells of all employees, each folded from the employee's own facts. */
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
  // The store only returns spells whose wake day has come.
  const dueSpells = spells.filter((spell) => wakeOn(spell, context) <= world.asOf);
  const { unitFacts = [], charges: unknownCharges = [] } = world;
  const of = { ...context, unitId: 'U1', unitFacts, unknownCharges, rosterFindings: [], dueSpells };
  const [found] = told(openUnitCases(of, [kind]));
  return found;
}

/** Checks that every sentence exists in both languages. @returns the same cases. */
function told(cases: readonly Case[]): readonly Case[] {
  expectWordsIn(cases);
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

describe('confirm-existing: people hired before Canbao (E7)', () => {
  const REGISTERED = '2026-11-02';
  const world = { asOf: '2026-11-10', registeredOn: REGISTERED };
  const existing = (spells: readonly Spell[], more: Partial<World> = {}) =>
    unitCase('confirm-existing', spells, { ...world, ...more })?.people?.map(({ key }) => key) ?? [];

  it('lists all of them in one case of the unit instead of a case each', () => {
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

  it('opens on the day of registration and stays open after 30 days', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')));
    expect(existing(spells, { asOf: '2026-11-01' })).toEqual([]);
    expect(existing(spells, { asOf: REGISTERED })).toEqual(['E1']);
    expect(existing(spells, { asOf: '2027-06-01' })).toEqual(['E1']);
    expect(kinds(casesOf(spells, { ...world, asOf: '2027-06-01' }))).toEqual([]);
  });

  it('lists only hires more than 30 days before registration; later hires get an enrolment case', () => {
    const [of30, of31] = [hired('2026-10-03', person('E30')), hired('2026-10-02', person('E31'))];
    expect(kinds(casesOf(spellsOf(of30), world))).toEqual(['enrolment']);
    expect(kinds(casesOf(spellsOf(of31), world))).toEqual([]);
    expect(existing(spellsOf(of30, of31))).toEqual(['E31']);
  });

  it('does not open while the unit’s day of registration is unknown', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')));
    const unknown = { asOf: world.asOf };
    expect(kinds(casesOf(spells, unknown))).toEqual(['enrolment']);
    expect(unitCase('confirm-existing', spells, unknown)).toBeUndefined();
    // If the day was not stored, a rebuild sets it, and it stays the same from then on.
    const rebuilt = { asOf: '2026-12-05', registeredOn: '2026-12-04' };
    expect(kinds(casesOf(spells, rebuilt))).toEqual([]);
    expect(unitCase('confirm-existing', spells, rebuilt)?.people).toHaveLength(1);
  });

  it('lists people who left before the registration as leavers, without estimates', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), the.left('2024-05-31'));
    expect(casesOf(spells, world)).toEqual([]);
    const found = unitCase('confirm-existing', spells, world);
    expect(found && codes(found)).toContain('existing-leavers');
  });

  it('leaves out a person who leaves after the registration, who gets a removal case', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), the.left('2026-11-06'));
    expect(kinds(casesOf(spells, world))).toContain('removal');
    expect(kinds(casesOf(spells, world))).not.toContain('enrolment');
    expect(existing(spells)).toEqual([]);
  });

  it('lists a person known only by a leave from before the registration', () => {
    const spells = spellsOf(the.left('2023-05-31'));
    expect(casesOf(spells, world)).toEqual([]);
    expect(existing(spells)).toEqual(['E1']);
  });

  it('leaves out a person in doubt, who gets a needs-person case', () => {
    const spells = spellsOf(the.hired('2021-03-01', 'U1', { category: 'intern' }));
    expect(existing(spells)).toEqual([]);
    expect(kinds(casesOf(spells, world))).toEqual(['needs-person']);
  });

  it.each([
    ['a charge', the.charged('U1', '2026-10')],
    ['a list', the.listed('U1', '2026-11-05')],
    ['a filing', the.submitted('enrolment', '2021-03-02')],
  ])('drops a person once there is %s', (_, evidence) => {
    expect(existing(spellsOf(hired('2021-03-01', person('E1')), evidence))).toEqual([]);
  });

  it('drops everybody with the first whole list; a person missing from it gets an enrolment case', () => {
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

  it('keeps a person after a partial list, or while a masked row may be that person', () => {
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

  it('closes when answered as checked, and asks only about people reported later', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), hired('2022-03-01', person('E2')));
    const unitFacts = [answered('unit/U1/confirm-existing', 'checked', '2026-11-12')];
    const after = { asOf: '2026-11-13', unitFacts };
    expect(existing(spells, after)).toEqual([]);
    expect(casesOf(spells, { ...world, ...after })).toEqual([]);
    const late = spellsOf(hired('2022-05-01', person('E3'), '2026-11-12T08:00:00.000Z'));
    expect(existing([...spells, ...late], after)).toEqual(['E3']);
  });

  it('can be answered for one person at a time', () => {
    const spells = spellsOf(hired('2021-03-01', person('E1')), hired('2022-03-01', person('E2')));
    const unitFacts = [answered('unit/U1/confirm-existing', 'checked', '2026-11-12', { about: 'E1' })];
    expect(existing(spells, { asOf: '2026-11-13', unitFacts })).toEqual(['E2']);
  });

  it('lists the same people whether or not a leave was reported', () => {
    const people = Array.from({ length: 8 }, (_, i) => person(`E${i + 1}`));
    const all = people.map((it) => hired('2021-03-01', it));
    const left = people
      .slice(4)
      .map(({ employeeId }) =>
        the.left('2024-05-31', 'resigned', {}, { employeeId, id: `left ${employeeId}` }),
      );
    expect(existing(spellsOf(...all, ...left))).toHaveLength(8);
    expect(existing(spellsOf(...all))).toHaveLength(8);
    // The bill of October lists the first four people. It is complete, so it also answers for the others, even for
    // leavers.
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

describe('needs-person: people in doubt whom the agency insures (E11)', () => {
  const CASE = 'E1/2026-08-03/needs-person';
  const intern = the.hired('2026-08-03', 'U1', { category: 'intern' });
  const charges = [the.charged('U1', '2026-08'), the.charged('U1', '2026-09')];
  const needs = (asOf: string, ...facts: readonly Fact[]) =>
    casesOf(spellsOf(...facts), { asOf }).find(({ kind }) => kind === 'needs-person');

  it('states since when and how much is charged, and claims no money', () => {
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

  it('states since when the list has a retiree', () => {
    const retiree = the.hired('2026-08-03', 'U1', { category: 'retiree' });
    const found = needs('2026-10-12', retiree, the.listed('U1', '2026-09-15', { since: '2026-08-10' }));
    expect(found?.because[0]?.values).toEqual({ unitId: 'U1', since: '2026-08-10' });
  });

  it('closes when enrolment is answered as due, and stays closed when more months are charged', () => {
    const due = the.answeredCase(CASE, 'due', '2026-10-12');
    expect(needs('2026-10-12', intern, ...charges, due)).toBeUndefined();
    expect(needs('2027-02-12', intern, ...charges, due, the.charged('U1', '2027-01'))).toBeUndefined();
  });

  it('closes when answered as not due, and opens again when a later month is charged', () => {
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

  it('asks without evidence too, and the answer decides on the enrolment', () => {
    expect(needs('2026-08-20', intern)?.because[0]?.code).toBe('doubt-intern');
    const cases = (answer: 'due' | 'not-due') =>
      kinds(casesOf(spellsOf(intern, the.answeredCase(CASE, answer, '2026-08-20')), { asOf: '2026-08-20' }));
    expect(cases('due')).toEqual(['enrolment']);
    expect(cases('not-due')).toEqual([]);
  });

  it('gives a person in doubt who left a removal case when the agency has the person', () => {
    const gone = casesOf(spellsOf(intern, the.listed('U1', '2026-09-15'), the.left('2026-10-09')), {
      asOf: '2026-10-12',
    });
    expect(kinds(gone)).toContain('removal');
  });
});

describe('double-cover (E12)', () => {
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

  it('is one case of the later spell, sent to both units', () => {
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
    ['the unit of the first spell, which alone charges', [charged('U1', 'E1')], [], 'U1'],
    ['the unit of the second spell, which alone charges', [], [charged('U2', 'E2')], 'U2'],
    ['a unit whose list has the person', [the.listed('U1', '2026-09-08')], [], 'U1'],
    ['neither unit when both charge', [charged('U1', 'E1')], [charged('U2', 'E2')], undefined],
    ['neither unit when none charges', [], [], undefined],
  ])('proposes to keep %s', (_, ofFirst, ofSecond, unitId) => {
    const found = only('double-cover', casesOf(both(ofFirst, ofSecond).two, { asOf }));
    const keep = found.because.find(({ code }) => code === 'double-cover-keep');
    expect(keep?.values).toEqual(unitId === undefined ? undefined : { unitId });
  });
});

describe('unfiled-leave: a return under another employee id (E9)', () => {
  const told = { employeeId: 'E2' };
  const first = [
    the.hired('2026-01-05', 'U1'),
    the.accepted('enrolment', '2026-01-06'),
    the.charged('U1', '2026-06'),
    the.left('2026-06-30'),
  ];
  const second = the.hired('2026-09-07', 'U1', {}, told);
  const asOf = '2026-09-10';
  const chargedAs = (employeeId: string, ...months: readonly string[]) =>
    months.map((of) => the.charged('U1', of, [980, 203], {}, { employeeId }));
  const open = (...more: readonly Fact[]) => {
    const of = (id: string) => [...first, second, ...more].filter(({ employeeId }) => employeeId === id);
    const before = foldSpells('E1', of('E1'));
    const back = foldSpells('E2', of('E2'), otherSpellsOf(before));
    return casesOf([...foldSpells('E1', of('E1'), otherSpellsOf(back)), ...back], { asOf });
  };
  const shown = (cases: readonly Case[]) =>
    cases.map(({ caseId, money }) => [caseId, ...(money?.months.map(({ month }) => month) ?? [])].join(' '));
  const QUESTION = 'E1/2026-01-05/unfiled-leave';

  it.each([
    ['the first id', chargedAs('E1', '2026-07', '2026-08'), { unitPart: 196000, personalPart: 40600 }],
    ['the second id', chargedAs('E2', '2026-07', '2026-08'), {}],
    ['one id each', [...chargedAs('E1', '2026-07'), ...chargedAs('E2', '2026-08')], {}],
  ])('is one question about all months between, charged under %s', (_, charges, inQuestion) => {
    const cases = open(...charges);
    expect(shown(cases)).toEqual([`${QUESTION} 2026-07 2026-08`]);
    expect(cases[0]?.money?.inQuestion).toEqual(inQuestion);
    expect(cases[0]?.because[0]?.values).toMatchObject({ months: ['2026-07', '2026-08'] });
  });

  it('leaves nothing to do once staff answered that the leave was not filed', () => {
    const charges = chargedAs('E2', '2026-07', '2026-08');
    expect(shown(open(...charges, the.answeredCase(QUESTION, 'not-filed', '2026-09-09')))).toEqual([]);
  });

  it('leaves an overpayment and an enrolment once staff answered that the leave was filed', () => {
    const charges = chargedAs('E2', '2026-07', '2026-08');
    expect(shown(open(...charges, the.answeredCase(QUESTION, 'filed', '2026-09-09')))).toEqual([
      'E2/2026-09-07/enrolment',
      'E2/2026-09-07/overpayment 2026-07 2026-08',
    ]);
  });

  it('is not asked if one of the months between was not charged under any id', () => {
    expect(shown(open(...chargedAs('E2', '2026-08')))).toEqual([
      'E2/2026-09-07/enrolment',
      'E2/2026-09-07/overpayment 2026-08',
    ]);
  });

  it('is not asked, and the enrolment is open, if another spell between was removed', () => {
    const between = [
      the.hired('2026-07-06', 'U1', {}, { employeeId: 'E1' }),
      the.left('2026-07-20'),
      the.accepted('removal', '2026-07-21'),
    ];
    expect(shown(open(...between, ...chargedAs('E1', '2026-07', '2026-08')))).toEqual([
      'E1/2026-07-06/removal',
      'E1/2026-07-06/overpayment 2026-08',
      'E2/2026-09-07/enrolment',
    ]);
  });

  it('leaves a month before the leave to the overpayment of the second id', () => {
    expect(shown(open(...chargedAs('E2', '2026-06', '2026-07', '2026-08')))).toEqual([
      `${QUESTION} 2026-07 2026-08`,
      'E2/2026-09-07/overpayment 2026-06',
    ]);
  });
});

describe('information-change: a changed name (E14)', () => {
  const change = the.updated({ name: '赵敏敏' }, '2026-09-01');
  const enrolled = [the.hired('2026-01-05', 'U1'), the.accepted('enrolment', '2026-01-06')];
  const changed = (asOf: string, ...facts: readonly Fact[]) =>
    casesOf(spellsOf(...enrolled, change, ...facts), { asOf }).find(
      ({ kind }) => kind === 'information-change',
    );

  it('closes when a file of the agency has the new name', () => {
    expect(changed('2026-10-21')).toBeDefined();
    expect(changed('2026-10-21', the.nameSeen('U1', '赵敏敏', '2026-10-20'))).toBeUndefined();
    expect(changed('2026-10-21', the.nameSeen('U1', '赵 敏 敏', '2026-09-01'))).toBeUndefined();
  });

  it.each([
    ['from before the change', '赵敏敏', '2026-08-31'],
    ['with the name masked', '赵**', '2026-10-20'],
    ['with the old name', '赵敏', '2026-10-20'],
  ])('stays open after a file %s', (_, name, on) => {
    expect(changed('2026-10-21', the.nameSeen('U1', name, on))).toBeDefined();
  });

  it('says when the agency still has the old name', () => {
    const found = changed('2026-10-21', the.nameSeen('U1', '赵敏', '2026-10-20'));
    expect(found && codes(found)).toContain('seen-old-name');
  });

  it('still asks to file the other changes', () => {
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

describe('information-change: a change while an earlier one is with the agency (G4)', () => {
  const before = [
    the.hired('2026-01-05', 'U1', { contact: { phone: '13800000000' } }),
    the.accepted('enrolment', '2026-01-06'),
    the.updated({ phone: '13900000000' }, '2026-09-01'),
    the.submitted('information-change', '2026-09-03'),
  ];
  const renamedOn = (on: string) => the.updated({ name: '赵敏敏' }, on);
  const open = (...facts: readonly Fact[]) =>
    casesOf(spellsOf(...before, ...facts), { asOf: '2026-10-21' }).find(
      ({ kind }) => kind === 'information-change',
    );

  it.each([
    ['closes with the acceptance if it was on the day of the submission', '2026-09-03', false],
    ['stays open if it was a day after the submission', '2026-09-04', true],
    ['stays open if it was on the day of the acceptance', '2026-09-08', true],
  ])('%s', (_, on, isOpen) => {
    const found = open(renamedOn(on), the.accepted('information-change', '2026-09-08'));
    expect(found?.eventOn).toBe(isOpen ? on : undefined);
    expect(found?.state).toEqual(isOpen ? { is: 'open' } : undefined);
    expect(found && codes(found)).not.toEqual(expect.arrayContaining(['changed-phone']));
  });

  it.each<[string, readonly Fact[]]>([
    ['was submitted and accepted', [the.submitted('information-change', '2026-09-10')]],
    ['was accepted, without a known day of submission', []],
  ])('closes when a filing of its own %s', (_, submitted) => {
    const facts = [renamedOn('2026-09-04'), the.accepted('information-change', '2026-09-08'), ...submitted];
    expect(open(...facts)).toBeDefined();
    expect(open(...facts, the.accepted('information-change', '2026-09-12'))).toBeUndefined();
  });

  it('stays open when the acceptance of the earlier filing is stated twice', () => {
    const again = the.accepted('information-change', '2026-09-08', '2026-10');
    const facts = [renamedOn('2026-09-04'), the.accepted('information-change', '2026-09-08'), again];
    expect(open(...facts)).toBeDefined();
  });

  it.each([
    ['after a rejection of a filing from before it', '2026-09-04', 'open'],
    ['after a rejection of its own filing', '2026-09-03', 'rejected'],
  ])('has the right state %s', (_, on, is) => {
    const renamed = [the.hired('2026-01-05', 'U1'), the.accepted('enrolment', '2026-01-06'), renamedOn(on)];
    const filed = [
      the.submitted('information-change', '2026-09-03'),
      the.rejected('information-change', '2026-09-08', '缺少佐证材料'),
    ];
    const found = casesOf(spellsOf(...renamed, ...filed), { asOf: '2026-10-21' });
    expect(only('information-change', found).state.is).toBe(is);
  });

  it.each([
    ['a later rejection', '2026-09-12', 'rejected'],
    ['an acceptance of the earlier filing alone', undefined, 'open'],
  ])('has the right state after %s', (_, rejectedOn, is) => {
    const found = open(
      renamedOn('2026-09-04'),
      the.accepted('information-change', '2026-09-08'),
      ...(rejectedOn === undefined ? [] : [the.rejected('information-change', rejectedOn, '缺少佐证材料')]),
    );
    expect(found?.state.is).toBe(is);
  });
});

describe('overpayment: a month charged before the hire (E15)', () => {
  const CASE = 'E1/2026-08-03/overpayment';
  const early = [the.hired('2026-08-03', 'U1'), the.charged('U1', '2026-07'), the.charged('U1', '2026-08')];
  const overpaid = (...facts: readonly Fact[]) =>
    casesOf(spellsOf(...early, ...facts), { asOf: '2026-09-10' }).find(({ kind }) => kind === 'overpayment');

  it('asks whether the month is overpaid or the hire was earlier', () => {
    const found = overpaid();
    expect(found?.because[0]).toMatchObject({
      code: 'charged-before-hire',
      values: { months: ['2026-07'], hiredOn: '2026-08-03' },
    });
    expect(found?.answers).toEqual(['day-right']);
    expect(found && codes(found)).toContain('overpaid-before-hire');
  });

  it('counts the month as overpaid when the day of hire is confirmed', () => {
    const found = overpaid(
      the.answeredCase(CASE, 'day-right', '2026-09-09', { receivedAt: '2026-09-09T02:00:00.000Z' }),
    );
    expect(found?.answers).toBeUndefined();
    expect(found && codes(found)).toContain('overpaid-before-hire');
    expect(found && codes(found)).not.toContain('charged-before-hire');
  });

  it('does not open when the hire is corrected to an earlier day', () => {
    const earlier = the.hired('2026-07-27', 'U1', {}, { statedAt: '2026-09-09T02:00:00.000Z' });
    expect(overpaid(earlier)).toBeUndefined();
  });
});

describe('unknown-person: unknown people on bills (E13)', () => {
  const CASE = 'unit/U1/unknown-person';
  const WU = { name: '吴磊', masked: '****************33', hash: 'a-keyed-hash-of-a-number' };
  const KEY = 'hash:a-keyed-hash';
  const charges = [strange('2026-08', WU), strange('2026-09', WU)];
  const world = { asOf: '2026-12-20', charges };
  const unknown = (more: Partial<World> = {}, spells: readonly Spell[] = []) =>
    unitCase('unknown-person', spells, { ...world, ...more });

  it('names each person by a key that holds only part of the hash', () => {
    expect(unknown()).toMatchObject({
      answers: ['not-ours', 'is-employee', 'settled'],
      people: [{ key: KEY, name: '吴磊 · ****************33' }],
    });
  });

  it.each([
    ['one later whole bill', [billImported('2026-10', 'B1')], false],
    ['two files of one month', [billImported('2026-10', 'B1'), billImported('2026-10', 'B2')], false],
    [
      'two later bills, one of them partial',
      [billImported('2026-10', 'B1'), billImported('2026-11', 'B2', { extent: 'part' })],
      false,
    ],
    ['two earlier bills', [billImported('2026-06', 'B1'), billImported('2026-07', 'B2')], false],
    ['two later whole bills', [billImported('2026-10', 'B1'), billImported('2026-11', 'B2')], true],
  ])('asks about a person missing from %s: no longer asked is %s', (_, imports, isClosed) => {
    const found = unknown({ imports });
    expect(found && codes(found).includes('unknown-person-gone')).toBe(isClosed);
    expect(found && codes(found).includes('unknown-on-bill')).toBe(!isClosed);
    // In both cases finance keeps the case with the money.
    expect(found?.money?.unitPart && yuan(found.money.unitPart)).toBe('1960.00');
  });

  it('stays with finance after "not ours" until the money is settled', () => {
    const notOurs = answered(CASE, 'not-ours', '2026-10-20', { about: KEY });
    const found = unknown({ unitFacts: [notOurs] });
    expect(found && codes(found)).toEqual(['unknown-person-not-ours']);
    expect(found?.money?.unitPart && yuan(found.money.unitPart)).toBe('1960.00');
    const settled = answered(CASE, 'settled', '2026-12-01', { about: KEY });
    expect(unknown({ unitFacts: [notOurs, settled] })).toBeUndefined();
    expect(unknown({ unitFacts: [settled, notOurs] })).toBeUndefined();
  });

  it('stays closed after an answer until a later month is charged', () => {
    const unitFacts = [answered(CASE, 'settled', '2026-10-20', { about: KEY })];
    const ofOctober = strange('2026-10', WU, [980, 203], { receivedAt: '2026-11-05T02:00:00.000Z' });
    const ofNovember = strange('2026-11', WU, [980, 203], { receivedAt: '2026-12-05T02:00:00.000Z' });
    expect(unknown({ unitFacts, charges: [...charges, ofOctober] })).toBeUndefined();
    const found = unknown({ unitFacts, charges: [...charges, ofOctober, ofNovember] });
    expect(found && codes(found)).toContain('unknown-person-charged');
  });

  it('applies an answer to one person or to all people known by then', () => {
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

  it('proposes employees of the same name, which closes nothing', () => {
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

describe('questions to people and their answers', () => {
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

  it('give the same cases in whatever order and however often the facts come', () => {
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

  it('never wake a spell later than its own case or its unit’s case opens', () => {
    fc.assert(
      fc.property(withQuestions, fc.constantFrom(...worlds), (facts, world) => {
        const spells = foldSpells('E1', facts);
        // Also checks that no open case is earlier than the wake day of its spell.
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

  it('never open a separate case for events from before Canbao', () => {
    let [begun, left] = [0, 0];
    // Few histories have such events, so many are tried, each in every world. Cases are only derived where they are
    // needed.
    fc.assert(
      fc.property(withQuestions, (facts) => {
        const spells = foldSpells('E1', facts);
        for (const world of worlds) {
          const context = contextOf(world);
          for (const spell of spells.filter((it) => isBeforeCanbao(it, context))) {
            begun += 1;
            const found = kinds(casesOf([spell], world));
            expect(found).not.toContain('enrolment');
            expect(found).not.toContain('back-payment');
          }
          for (const spell of spells.filter((it) => leftBeforeCanbao(it, context))) {
            left += 1;
            const found = kinds(casesOf([spell], world));
            expect(found).not.toContain('removal');
            expect(found).not.toContain('overpayment');
            expect(found).not.toContain('never-hired');
          }
        }
      }),
      { numRuns: tries(3000) },
    );
    expect(begun).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);
  });
});
