import { createHash } from 'node:crypto';
import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import { evidenceOf } from '../../../domain/employment/forget.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { FORGOTTEN } from '../../../domain/values/person-name.ts';
import { addDays, type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { dynamodbActivities } from '../../../functions/adapters/dynamodb/activities.ts';
import { dynamodbAuditLog } from '../../../functions/adapters/dynamodb/audit-log.ts';
import { dynamodbPersonalData } from '../../../functions/adapters/dynamodb/personal-data.ts';
import { NOT_REPORTED } from '../../../functions/adapters/dynamodb/records.ts';
import { dynamodbStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { applyRetention, type RetentionPorts } from '../../../functions/apply-retention/apply-retention.ts';
import { forgetPeople, personOf, unitRows } from '../../../functions/apply-retention/forget-people.ts';
import { NO_TELEMETRY } from '../../../functions/casework/derive-cases.ts';
import { appendFacts, refold } from '../../../functions/intake/append-facts.ts';
import { planFold } from '../../../functions/intake/commit-fold.ts';
import { registryContext } from '../../../functions/intake/registry-lookup.ts';
import { people, remains, SECRETS } from '../../domain/employment/personal-histories.ts';
import * as the from '../../support/facts.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { found } from '../../support/roster-findings.ts';
import { tries } from '../../support/seeded.ts';

const db = await dynamodbForFile();

const AT = '2036-12-01T01:00:00.000Z' as Instant;
const DAY = plainDate('2036-12-01');

async function stageOf() {
  const table = await db.newTable();
  const clock = fakeClock(AT);
  const stores = dynamodbStores(db.client, table, { clock, onUnreadable: NOT_REPORTED });
  const personalData = dynamodbPersonalData(db.client, table);
  const words = registryContext(stores.registry, clock);
  const ports: RetentionPorts = {
    ...{ ...stores, ...words, ...NO_TELEMETRY, personalData, calendar: publishedCalendar, years: 10 },
    ...{ clock, audit: dynamodbAuditLog(db.client, table) },
  };
  const activities = dynamodbActivities(db.client, table);
  const take = (facts: readonly Fact[], employeeId = the.EMPLOYEE) =>
    appendFacts({ employeeId, facts: facts.map(withPlainId) }, ports);
  const person = async (employeeId = the.EMPLOYEE) =>
    personOf(
      employeeId,
      { day: DAY, record: await stores.registry.load(), rowsOfUnit: unitRows(stores) },
      ports,
    );
  const forget = async (employeeId = the.EMPLOYEE) =>
    forgetPeople([await person(employeeId)], { on: DAY, record: await stores.registry.load() }, ports);
  const scan = async () => {
    const items: Record<string, AttributeValue>[] = [];
    for await (const page of paginateScan({ client: db.client }, { TableName: table }))
      items.push(...(page.Items ?? []));
    return items
      .map((item) => JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))))
      .sort();
  };
  return { ...stores, ports, activities, take, person, forget, scan };
}

/** Replaces the id. A test's id is made of the fact's content, which contains personal data; real ids contain none. */
function withPlainId(fact: Fact): Fact {
  const plain = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 12);
  const data = fact.kind === 'fact.voided' ? { ...fact.data, factId: plain(fact.data.factId) } : fact.data;
  return { ...fact, factId: plain(fact.factId), data } as Fact;
}

/** Stores data of the person outside their own records. */
async function scatter({
  unknownCharges,
  unitFacts,
  rosterFindings,
  activities,
}: Awaited<ReturnType<typeof stageOf>>) {
  const about = { unitId: 'U1', statedAt: AT, receivedAt: AT };
  await unitFacts.append([
    {
      ...{ kind: 'person.matched', factId: 'staff:match', ...about },
      data: { unitId: 'U1', employeeId: the.EMPLOYEE, hash: 'HASH-1', agencyNumber: '13912345678', on: DAY },
    },
    {
      ...{ kind: 'case.noted', factId: 'staff:note', ...about },
      data: { unitId: 'U1', caseId: 'U1/unknown-person', text: '名单上的欧阳甲一', on: DAY },
    },
  ]);
  const row = { unitId: 'U1', month: month('2026-03'), receivedAt: AT, doubt: 'several-ids' };
  await unknownCharges.keep([
    {
      ...row,
      ...{ id: 'bill:b1:1', name: '欧阳乙二', masked: 'MASKED-2', hash: 'HASH-2' },
      ...{ unitAmount: fen(98000), personalAmount: fen(20300), base: fen(8888800) },
    },
    { ...row, id: 'bill:b1:2', name: '欧阳甲一', employeeId: the.EMPLOYEE, replacedBy: 'b2' },
  ]);
  await unitFacts.foldCoverage('U1');
  await rosterFindings.keep([found('2036-11-30', { name: '欧阳甲一' })]);
  const entry = { at: AT, by: 'wang.fang@example.com', unitId: 'U1', factIds: ['f1'] };
  await activities.note({
    ...{ ...entry, action: 'acknowledged', caseId: `${the.EMPLOYEE}/2026-01-05/removal` },
    employeeName: '欧阳甲一',
  });
}

const ENDED = [
  the.hired('2024-01-08', 'U1', { birthDate: plainDate('1990-05-05'), averageMonthlyWage: fen(7777700) }),
  the.accepted('enrolment', '2024-01-09'),
  the.left('2025-06-30'),
  the.accepted('removal', '2025-07-01'),
];

describe('forgetPeople', () => {
  it('removes the personal data from the whole table, keeps the spells, and changes nothing when repeated', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (told) => {
        const stage = await stageOf();
        const at = { ...told[0], statedAt: AT, receivedAt: AT } as Fact;
        const numbers = ['1', '2'].map((n) => ({
          ...at,
          kind: 'employee.updated' as const,
          factId: `number ${n}`,
          data: {
            employeeId: the.EMPLOYEE,
            changes: { identity: { type: 'resident-id' as const, masked: `MASKED-${n}`, hash: `HASH-${n}` } },
          },
        }));
        const gone = [
          the.hired('2026-01-05', 'U1', { name: '欧阳甲一' }, { id: 'first' }),
          ...told,
          ...numbers,
        ] as readonly Fact[];
        await stage.take([...gone, the.left('2026-12-31', 'resigned', {}, { id: 'last', statedAt: AT })]);
        await scatter(stage);
        const before = await stage.employees.load(the.EMPLOYEE);
        fc.pre((await stage.person()).goneSince !== undefined);
        await stage.forget();
        const after = await stage.employees.load(the.EMPLOYEE);
        expect(after.spells.map(remains)).toEqual(before.spells.map(remains));
        const sha256 = createHash('sha256').update(evidenceOf(before.facts)).digest('hex');
        expect(after.forgotten?.evidence).toEqual([{ on: DAY, sha256 }]);
        const stored = await stage.scan();
        for (const secret of SECRETS) expect(stored.filter((item) => item.includes(secret))).toEqual([]);
        await stage.forget();
        expect(await stage.scan()).toEqual(stored);
      }),
      { numRuns: tries(12) },
    );
  });

  it('finishes after an interruption for more facts than a transaction holds, with one hash as evidence', async () => {
    const stage = await stageOf();
    const bills = Array.from({ length: 200 }, (_, n) => {
      const ofMonth = `${2005 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
      return the.charged('U1', ofMonth, [980, 203], { base: 77777 }, { id: `bill:b:${n}` });
    });
    const facts = [the.hired('2005-01-04', 'U1', { name: '欧阳甲一' }), ...bills, the.left('2021-08-31')];
    for (let from = 0; from < facts.length; from += 90) await stage.take(facts.slice(from, from + 90));
    const before = await stage.employees.load(the.EMPLOYEE);
    const { rewrite } = stage.ports.personalData;
    let steps = 0;
    const failing = {
      ...stage.ports,
      personalData: {
        ...stage.ports.personalData,
        rewrite: (step: Parameters<typeof rewrite>[0]) => {
          steps += 1;
          return steps === 2 ? Promise.reject(new Error('cut short')) : rewrite(step);
        },
      },
    };
    const record = await stage.registry.load();
    await expect(forgetPeople([await stage.person()], { on: DAY, record }, failing)).rejects.toThrow(
      'cut short',
    );
    expect((await stage.employees.load(the.EMPLOYEE)).forgotten).toMatchObject({ unfinished: true });
    await stage.take([the.updated({ name: '欧阳甲一' }, undefined, { id: 'meanwhile' })]);
    await stage.forget();
    const after = await stage.employees.load(the.EMPLOYEE);
    expect(after.spells.map(remains)).toEqual(before.spells.map(remains));
    const sha256 = createHash('sha256').update(evidenceOf(before.facts)).digest('hex');
    expect(after.forgotten).toEqual({ until: '2021-08-31', evidence: [{ on: DAY, sha256 }] });
    expect((await stage.scan()).join()).not.toMatch(/欧阳|7777700/);
  });

  it('removes the data under every id of the person, and keeps the links between the employments', async () => {
    const stage = await stageOf();
    const identity = { type: 'resident-id' as const, masked: 'MASKED-1', hash: 'HASH-1' };
    await stage.take([the.hired('2024-01-08', 'U1', { identity }), the.left('2025-06-30')]);
    const second = { employeeId: 'E2' };
    await stage.take(
      [the.hired('2025-06-02', 'U2', { identity }, second), the.left('2025-12-31', 'resigned', {}, second)],
      'E2',
    );
    const othersOf = async (id: string) => (await stage.employees.load(id)).spells[0]?.otherSpells;
    const before = [await othersOf('E1'), await othersOf('E2')];
    expect(before.flat()).toHaveLength(2);
    expect((await stage.person('E2')).employeeIds).toEqual(['E2', 'E1']);
    await stage.forget('E2');
    expect([await othersOf('E1'), await othersOf('E2')]).toEqual(before);
    expect((await stage.scan()).join()).not.toMatch(/HASH|MASKED|赵敏|PERSON/);
  });

  it('keeps the data of another person who once had the same number by mistake', async () => {
    const stage = await stageOf();
    const identity = { type: 'resident-id' as const, masked: 'MASKED-1', hash: 'HASH-1' };
    await stage.take([the.hired('2024-01-08', 'U1', { identity }), the.left('2025-06-30')]);
    const other = { employeeId: 'E2', id: 'wrong' };
    await stage.take([the.hired('2025-06-02', 'U2', { identity, name: '钱进' }, other)], 'E2');
    await stage.take([the.voided('wrong', { employeeId: 'E2' })], 'E2');
    await stage.take([the.hired('2025-06-02', 'U2', { name: '钱进' }, { employeeId: 'E2' })], 'E2');
    await stage.forget();
    expect((await stage.employees.load('E2')).spells[0]?.person.name).toBe('钱进');
  });
});

describe('Facts after the personal data were removed', () => {
  const told = { statedAt: AT, receivedAt: AT };
  const forgottenStage = async () => {
    const stage = await stageOf();
    await stage.take(ENDED);
    await stage.forget();
    return stage;
  };

  it('do not bring the data back when an HR system repeats everything', async () => {
    const stage = await forgottenStage();
    const identity = { type: 'resident-id' as const, masked: 'MASKED-1', hash: 'HASH-1' };
    await stage.take([
      the.hired(
        '2024-01-08',
        'U1',
        { identity, contact: { phone: '13912345678' } },
        { ...told, id: 'again' },
      ),
      the.updated({ name: '赵敏敏', identity }, undefined, { ...told, id: 'changed' }),
    ]);
    expect((await stage.scan()).join()).not.toMatch(/赵敏|MASKED|HASH|139123/);
    expect((await stage.employees.load(the.EMPLOYEE)).spells[0]?.person.name).toBe(FORGOTTEN);
    expect(await stage.ports.personalData.goneBefore(addDays(DAY, 9999))).toEqual([]);
  });

  it('do not bring a contribution base back with an imported bill', async () => {
    const stage = await forgottenStage();
    const record = await stage.employees.load(the.EMPLOYEE);
    const bill = the.charged('U1', '2025-06', [980, 203], { base: 77777 }, { id: 'bill:b:1' });
    const plan = await planFold(the.EMPLOYEE, record, { facts: [bill], samePersonAs: [] }, stage.ports);
    expect(plan.is === 'planned' && plan.commits[0]?.facts).toHaveLength(1);
    expect(JSON.stringify(plan)).not.toContain('7777700');
  });

  it('are kept from a new hire on, and removed after the period again', async () => {
    const stage = await forgottenStage();
    const identity = { type: 'resident-id' as const, masked: 'MASKED-1', hash: 'HASH-1' };
    await stage.take([the.hired('2036-11-03', 'U1', { identity }, { ...told, id: 'back' })]);
    const back = await stage.employees.load(the.EMPLOYEE);
    expect(back.spells.map(({ person }) => person.name)).toEqual(['赵敏', '赵敏']);
    await expect(stage.forget()).resolves.toBeUndefined();
    expect((await stage.employees.load(the.EMPLOYEE)).facts).toEqual(back.facts);
    await stage.take([the.left('2036-11-28', 'resigned', {}, { ...told, id: 'gone again' })]);
    await stage.forget();
    expect((await stage.employees.load(the.EMPLOYEE)).forgotten).toMatchObject({
      until: '2036-11-28',
      evidence: [{ on: DAY }, { on: DAY }],
    });
    expect((await stage.scan()).join()).not.toMatch(/赵敏|MASKED|HASH/);
  });
});

describe('applyRetention', () => {
  const named = (facts: readonly Fact[], employeeId: string) =>
    facts.map((fact) => ({ ...fact, employeeId, data: { ...fact.data, employeeId } }) as Fact);
  const nameOf = async ({ employees }: Awaited<ReturnType<typeof stageOf>>, id: string) =>
    (await employees.load(id)).spells[0]?.person.name;

  it('removes the data only of people who are over the period and have nothing open', async () => {
    const stage = await stageOf();
    const until = (day: string) =>
      ENDED.map((fact) => (fact.kind === 'employee.terminated' ? the.left(day) : fact));
    await stage.take(named(until('2026-11-30'), 'over'), 'over');
    await stage.take(named(until('2026-12-01'), 'in time'), 'in time');
    await stage.take(named(ENDED.slice(0, 3), 'open case'), 'open case');
    await stage.take(named(ENDED.slice(0, 2), 'employed'), 'employed');
    await stage.take(named(ENDED, 'finding'), 'finding');
    await stage.rosterFindings.keep([found('2036-11-30', { employeeId: 'finding' })]);
    expect(await applyRetention(DAY, stage.ports)).toEqual({ day: DAY, due: 3, forgotten: 1, waiting: 2 });
    expect(await nameOf(stage, 'over')).toBe(FORGOTTEN);
    for (const id of ['in time', 'open case', 'employed', 'finding'])
      expect(await nameOf(stage, id)).toBe('赵敏');
    expect(await applyRetention(DAY, stage.ports)).toEqual({ day: DAY, due: 2, forgotten: 0, waiting: 2 });
  });

  it('finds people whom an earlier release stored, once they are folded again', async () => {
    const stage = await stageOf();
    await stage.take(ENDED);
    await stage.employees.commit({
      ...{ employeeId: the.EMPLOYEE, version: 1, facts: [], spells: [], goneSpellIds: [], samePersonAs: [] },
    });
    expect(await stage.ports.personalData.goneBefore(DAY)).toEqual([]);
    await refold(the.EMPLOYEE, [], stage.ports);
    expect(await stage.ports.personalData.goneBefore(DAY)).toEqual([the.EMPLOYEE]);
  });

  it('reads no person if nobody is due', async () => {
    const stage = await stageOf();
    await stage.take(named(ENDED.slice(0, 2), 'employed'), 'employed');
    const nobody = {
      ...stage.ports,
      employees: { ...stage.employees, load: () => Promise.reject(new Error('read')) },
    };
    expect(await applyRetention(DAY, nobody)).toMatchObject({ due: 0 });
  });

  it('reads a limited number of people per day, and over several days all of them', async () => {
    const stage = await stageOf();
    const due = Array.from({ length: 450 }, (_, n) => `E${n}`);
    const asked = new Set<string>();
    const ports = {
      ...stage.ports,
      personalData: { ...stage.ports.personalData, goneBefore: async () => due },
      employees: {
        ...stage.employees,
        load: (id: string) => {
          asked.add(id);
          return stage.employees.load('nobody');
        },
      },
    };
    const counts = [];
    for (let day = 0; day < 3; day += 1) {
      const before = asked.size;
      await applyRetention(addDays(DAY, day), ports);
      counts.push(asked.size - before);
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(200);
    expect(asked.size).toBe(450);
  });

  it('leaves out people who cannot be read, and continues with the others', async () => {
    const stage = await stageOf();
    await stage.take(named(ENDED, 'E1'), 'E1');
    await stage.take(named(ENDED, 'E2'), 'E2');
    const { load } = stage.employees;
    const broken = async (id: string) => {
      const record = await load(id);
      const unreadable = { record: { pk: 'EMPLOYEE#E1', sk: 'FACT#2024-01-08#x' }, factId: 'x' };
      return id === 'E1' ? { ...record, unreadableFacts: [unreadable] } : record;
    };
    const ports = { ...stage.ports, employees: { ...stage.employees, load: broken } };
    expect(await applyRetention(DAY, ports)).toMatchObject({ due: 2, forgotten: 1, waiting: 1 });
    expect([await nameOf(stage, 'E1'), await nameOf(stage, 'E2')]).toEqual(['赵敏', FORGOTTEN]);
  });
});
