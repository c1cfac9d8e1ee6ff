import { beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../../domain/facts/fact.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { dynamodbSpells } from '../../../functions/adapters/dynamodb/spells.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import type { EmployeeStore } from '../../../functions/ports.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { aCharge, aFact, aHire, aLeave, anIdentity } from '../../support/some-facts.ts';
import { type IntakeStage, intakeStage, NOW } from './intake-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: IntakeStage;
beforeEach(async () => {
  stage = await intakeStage(dynamodb);
});

/** The other employee ids in the stored `otherSpells` of an employee. */
async function knownElsewhere(employeeId: string): Promise<string[]> {
  const { spells } = await stage.stored(employeeId);
  return spells.flatMap(({ otherSpells }) => otherSpells.map((other) => other.employeeId));
}

const links = (...ids: readonly string[]) => Promise.all(ids.map(knownElsewhere));

describe('appendFacts: a fact', () => {
  test('is stored with its spells', async () => {
    const hire = aHire({ employeeId: 'E1' });
    expect(await stage.take(hire)).toBe('taken');
    const { spells, folded, factIds } = await stage.stored('E1');
    expect(factIds).toEqual([hire.factId]);
    expect(spells).toEqual(folded);
    expect(spells).toHaveLength(1);
  });

  test('is a duplicate and changes nothing when its delivery comes again', async () => {
    const hire = aHire({ employeeId: 'E1' });
    await stage.take(hire);
    const before = await stage.employees.load('E1');
    expect(await stage.take(hire)).toBe('duplicate');
    expect(await stage.employees.load('E1')).toEqual(before);
  });

  test('is a duplicate when it comes again a year later, even with another day', async () => {
    await stage.take(aHire({ employeeId: 'E1', hiredOn: '2026-11-02', factId: 'standard:again' }));
    const again = aHire({ employeeId: 'E1', hiredOn: '2026-11-03', factId: 'standard:again' });
    expect(await stage.take(again, '2027-11-21T01:00:00.000Z' as typeof NOW)).toBe('duplicate');
    expect((await stage.stored('E1')).factIds).toEqual(['standard:again']);
  });

  test('is stored if it is new, beside known facts of the same call that stay unchanged', async () => {
    const hire = aHire({ employeeId: 'E1' });
    const charge = aCharge({ employeeId: 'E1', month: '2026-11' });
    await stage.take(hire);
    expect(await appendFacts({ employeeId: 'E1', facts: [hire, charge] }, stage.ports)).toBe('taken');
    expect((await stage.stored('E1')).factIds).toEqual([charge.factId, hire.factId].sort());
  });

  test('that voids a hire removes its spell from the store', async () => {
    const hire = aHire({ employeeId: 'E1' });
    await stage.take(hire);
    await stage.take(aFact('fact.voided', { factId: hire.factId, reason: '录入错误', employeeId: 'E1' }));
    expect((await stage.stored('E1')).spells).toEqual([]);
  });

  test('that was voided before it arrives stays voided', async () => {
    const hire = aHire({ employeeId: 'E1' });
    await stage.take(aFact('fact.voided', { factId: hire.factId, reason: '录入错误', employeeId: 'E1' }));
    expect(await stage.take(hire)).toBe('taken');
    expect((await stage.stored('E1')).spells).toEqual([]);
  });

  test.each([
    ['#', 'E#1'],
    ['a path', '../../REGISTRY'],
    ['a line break', 'E\n1'],
    ['an emoji', '👩‍💼🇨🇳'],
    ['128 characters', '工'.repeat(128)],
    ['a key of another kind', 'E1#FACT#2026-01-01'],
  ])('of an employee with an odd id (%s) is stored under that id only', async (_, employeeId) => {
    await stage.take(aHire({ employeeId: 'E1' }));
    await stage.take(aHire({ employeeId, factId: `standard:${employeeId}` }));
    expect((await stage.stored(employeeId)).factIds).toEqual([`standard:${employeeId}`]);
    expect((await stage.stored(employeeId)).spells).toHaveLength(1);
    expect((await stage.stored('E1')).factIds).toHaveLength(1);
  });
});

describe('appendFacts: one employee', () => {
  test('keeps all facts of twenty concurrent writers', async () => {
    const months = Array.from(
      { length: 18 },
      (_, i) => `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    const facts = [
      aHire({ employeeId: 'E1', hiredOn: '2025-03-01' }),
      aLeave({ employeeId: 'E1', lastWorkingDay: '2026-02-10' }),
      ...months.map((month) => aCharge({ employeeId: 'E1', month })),
    ];
    const outcomes = await Promise.all(facts.map((fact) => stage.take(fact)));
    expect(outcomes).toEqual(facts.map(() => 'taken'));
    const { spells, folded, factIds } = await stage.stored('E1');
    expect(factIds).toEqual(facts.map(({ factId }) => factId).sort());
    expect(spells).toEqual(folded);
  });

  test('stores a fact once when twenty writers state it at once', async () => {
    const hire = aHire({ employeeId: 'E1' });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => stage.take(hire)));
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    expect((await stage.stored('E1')).factIds).toEqual([hire.factId]);
  });

  test('is read completely when the facts fill more than one page', async () => {
    const reason = (i: number) => `${i}${'因'.repeat(290)}`;
    await storeUnfolded(
      Array.from({ length: 1_200 }, (_, i) => aFact('filing.rejected', { ...rejection, reason: reason(i) })),
    );
    await stage.take(aHire({ employeeId: 'E1' }));
    const { factIds, spells, folded } = await stage.stored('E1');
    expect(factIds).toHaveLength(1_201);
    expect(spells).toEqual(folded);
  });

  test.each([
    ['spells', 130, () => 'U1'],
    ['spells and units', 70, (i: number) => `U${i}`],
  ])('is stored completely when %s exceed one transaction', async (_, count, unitOf) => {
    const weeks = Array.from({ length: count }, (_, i) => addDays(plainDate('2024-01-01'), i * 7));
    await storeUnfolded(
      weeks.flatMap((monday, i) => [
        aHire({ employeeId: 'E1', hiredOn: monday, unitId: unitOf(i) }),
        aLeave({ employeeId: 'E1', lastWorkingDay: addDays(monday, 4) }),
      ]),
    );
    const renamed = aFact('employee.updated', { employeeId: 'E1', changes: { name: '李四' } });
    expect(await stage.take(renamed)).toBe('taken');
    const { spells, folded } = await stage.stored('E1');
    expect(spells).toHaveLength(count);
    expect(spells.filter(({ person }) => person.name !== '李四')).toEqual([]);
    expect(spells).toEqual(folded);
  });
});

const rejection = { employeeId: 'E1', filing: 'information-change', on: plainDate('2026-11-02') } as const;

/** Stores facts without their spells, as an older release may have left them. */
async function storeUnfolded(facts: readonly Fact[]): Promise<void> {
  for (let from = 0; from < facts.length; from += 90) {
    const { version, samePersonAs } = await stage.employees.load('E1');
    const some = facts.slice(from, from + 90);
    const nothing = { spells: [], goneSpellIds: [], samePersonAs };
    await stage.employees.commit({ employeeId: 'E1', version, facts: some, ...nothing });
  }
}

describe('appendFacts: one identity number under two ids', () => {
  const identity = anIdentity('hash-of-one-person');
  const first = () => aHire({ employeeId: 'A1', unitId: 'U1', identity });
  const second = () => aHire({ employeeId: 'B1', unitId: 'U2', identity });

  test.each([
    ['one order', () => [first(), second()]],
    ['the other order', () => [second(), first()]],
  ])('links both ids, in %s', async (_, facts) => {
    for (const fact of facts()) expect(await stage.take(fact)).toBe('taken');
    expect(await links('A1', 'B1')).toEqual([['B1'], ['A1']]);
  });

  test('links both ids when both facts come at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const pair = [`A${round}`, `B${round}`] as const;
      const one = anIdentity(`hash-${round}`);
      await Promise.all(
        pair.map((employeeId, i) => stage.take(aHire({ employeeId, unitId: `U${i}`, identity: one }))),
      );
      expect(await links(pair[0], pair[1])).toEqual([[pair[1]], [pair[0]]]);
    }
  });

  test('links five ids whose facts come at the same moment', async () => {
    const ids = ['A', 'B', 'C', 'D', 'E'];
    await Promise.all(
      ids.map((employeeId) => stage.take(aHire({ employeeId, unitId: `U${employeeId}`, identity }))),
    );
    for (const id of ids) expect(await knownElsewhere(id)).toEqual(ids.filter((other) => other !== id));
  });

  test('keeps both links right when both ids change at the same moment', async () => {
    await stage.take(first());
    await stage.take(second());
    await Promise.all([
      stage.take(aLeave({ employeeId: 'A1', lastWorkingDay: '2026-11-10' })),
      stage.take(aLeave({ employeeId: 'B1', lastWorkingDay: '2026-11-12' })),
    ]);
    await Promise.all([
      stage.take(aHire({ employeeId: 'A1', unitId: 'U1', hiredOn: '2027-01-04' })),
      stage.take(aHire({ employeeId: 'B1', unitId: 'U2', hiredOn: '2027-01-05' })),
    ]);
    const starts = async (employeeId: string) =>
      (await stage.stored(employeeId)).spells.map(({ otherSpells }) =>
        otherSpells.filter((other) => other.employeeId !== employeeId).map(({ startOn }) => startOn),
      );
    expect(await starts('A1')).toEqual([['2026-11-02'], ['2027-01-05']]);
    expect(await starts('B1')).toEqual([['2026-11-02'], ['2027-01-04']]);
  });

  test('repairs the other link on the next attempt after a crash behind the commit', async () => {
    await stage.take(first());
    const delivery = { source: 'standard', deliveryId: 'd', receivedAt: NOW };
    const intake = { employeeId: 'B1', facts: [second()], delivery };
    const ending = { ...stage.ports, employees: endingAfterCommit(stage.employees) };
    await expect(appendFacts(intake, ending)).rejects.toThrow('the process ended');
    expect(await knownElsewhere('A1')).toEqual([]);
    expect(await appendFacts(intake, stage.ports)).toBe('duplicate');
    expect(await links('A1', 'B1')).toEqual([['B1'], ['A1']]);
  });

  test('unlinks the ids once the number is corrected', async () => {
    await stage.take(first());
    await stage.take(second());
    const changes = { identity: anIdentity('hash-of-another') };
    await stage.take(aFact('employee.updated', { employeeId: 'B1', changes }));
    expect(await links('A1', 'B1')).toEqual([[], []]);
  });

  test('unlinks the ids once the fact with the number is voided', async () => {
    const wrong = second();
    await stage.take(first());
    await stage.take(wrong);
    await stage.take(aHire({ employeeId: 'B1', unitId: 'U2' }));
    await stage.take(aFact('fact.voided', { factId: wrong.factId, reason: '号码有误', employeeId: 'B1' }));
    expect(await links('A1', 'B1')).toEqual([[], []]);
  });

  test('keeps the ids linked when one of them adds a document of another kind', async () => {
    await stage.take(first());
    await stage.take(second());
    const changes = { identity: anIdentity('hash-of-passport', 'passport') };
    await stage.take(aFact('employee.updated', { employeeId: 'B1', changes }));
    expect(await knownElsewhere('A1')).toEqual(['B1']);
  });

  test('links an id under its new number, which others have too', async () => {
    await stage.take(first());
    await stage.take(second());
    await stage.take(aHire({ employeeId: 'C1', unitId: 'U3', identity: anIdentity('other-number') }));
    const changes = { identity: anIdentity('other-number') };
    expect(await stage.take(aFact('employee.updated', { employeeId: 'A1', changes }))).toBe('taken');
    expect(await links('A1', 'B1')).toEqual([['C1'], []]);
    expect(await knownElsewhere('C1')).toEqual(['A1']);
  });

  test.each([
    ['five others', 5, ['A0', 'A1', 'A2', 'A3', 'A4']],
    ['none of six others, because the number is a placeholder', 6, []],
  ])('links the ids of %s', async (_, others, expected) => {
    for (let i = 0; i < others; i++)
      await stage.take(aHire({ employeeId: `A${i}`, unitId: `U${i}`, identity }));
    expect(await stage.take(second())).toBe('taken');
    expect(await knownElsewhere('B1')).toEqual(expected);
    expect(await stage.take(aLeave({ employeeId: 'B1', lastWorkingDay: '2026-11-20' }))).toBe('taken');
  });

  test.each(['check-digit', 'length', 'characters', 'birth-date'])(
    'links no ids by an invalid number: %s',
    async (problem) => {
      const wrong = { ...identity, problem };
      await stage.take(aHire({ employeeId: 'A1', unitId: 'U1', identity: wrong }));
      await stage.take(aHire({ employeeId: 'B1', unitId: 'U2', identity: wrong }));
      expect(await links('A1', 'B1')).toEqual([[], []]);
    },
  );

  test('gives the later spell a wake day only while the cover is double', async () => {
    await stage.take(first());
    await stage.take(aHire({ employeeId: 'B1', unitId: 'U2', hiredOn: '2026-11-03', identity }));
    const enrolled = { filing: 'enrolment', on: plainDate('2026-11-04') } as const;
    await stage.take(aFact('filing.accepted', { employeeId: 'B1', ...enrolled }));
    const spells = dynamodbSpells(dynamodb.client, stage.tableName);
    const due = async () => (await spells.due('U2', plainDate('2026-11-20'))).items;
    expect(await due()).toHaveLength(1);
    await stage.take(
      aFact('employee.hire_cancelled', { employeeId: 'A1', hiredOn: plainDate('2026-11-02') }),
    );
    expect(await due()).toHaveLength(0);
  });
});

/** A store that fails from its first commit on, as if the process had ended. */
function endingAfterCommit(employees: EmployeeStore): EmployeeStore {
  let ended = false;
  const alive = () => {
    if (ended) throw new Error('the process ended');
  };
  return {
    ...employees,
    async load(employeeId) {
      alive();
      return employees.load(employeeId);
    },
    async commit(commit) {
      alive();
      const outcome = await employees.commit(commit);
      ended = outcome.is === 'committed';
      return outcome;
    },
  };
}
