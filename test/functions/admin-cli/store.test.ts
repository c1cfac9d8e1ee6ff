import { userInfo } from 'node:os';
import { PutItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/facts/fact.ts';
import { fen } from '../../../domain/values/money.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { foldPorts, type Store } from '../../../functions/deployment/deployment.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import { billStage } from '../../support/bill-stage.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { DAMAGES, damageItem } from '../../support/damaged.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { aCharge, aFact, aHire, aLeave, anIdentity } from '../../support/some-facts.ts';

const REGISTRY = {
  units: [
    {
      unitId: 'U1',
      name: '北京示例科技有限公司',
      region: '北京',
      channel: 'online',
      staff: [{ email: 'wang.fang@example.com', name: '王芳', roles: ['handler'] }],
    },
  ],
};

const db = await dynamodbForFile();
const files = filesForFile();
let table: string;
let store: Store;

/** A stack on this machine, as the command line sees it. It has a registry and no employees. */
beforeEach(async () => {
  table = await db.newTable();
  ({ store } = await billStage({ client: db.client, newTable: async () => table }));
  const { endpoint: dynamodb, region } = db.settings;
  const functions = { PlanDigests: 'canbao-test-plan-digests' };
  const local = { mail: dynamodb, dynamodb, lambda: dynamodb, sqs: dynamodb, region, table, functions };
  files.write('local.json', JSON.stringify(local));
  await apply(REGISTRY);
});

const here = (...args: readonly string[]) => [...args, '--data', files.directory];

const apply = (registry: unknown) =>
  canbaoJson(here('registry', 'apply', files.write('registry.json', JSON.stringify(registry))));

async function known(...facts: readonly Fact[]): Promise<void> {
  const ports = foldPorts(store, fakeClock('2026-12-01T04:00:00.000Z'));
  for (const fact of facts) await appendFacts({ employeeId: fact.employeeId, facts: [fact] }, ports);
}

interface Listed {
  readonly asOf: string;
  readonly cases: readonly Record<string, unknown>[];
}

const casesAsOf = (day: string, ...more: readonly string[]) =>
  canbaoJson<Listed>(here('cases', '--as-of', day, ...more));

describe('canbao cases', () => {
  it('gives a complete case, with null for what is unknown', async () => {
    await known(aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }));
    const { asOf, cases } = await casesAsOf('2026-12-03');
    expect(asOf).toBe('2026-12-03');
    expect(cases).toEqual([
      {
        caseId: 'E1/2026-11-02/enrolment',
        kind: 'enrolment',
        employeeId: 'E1',
        employeeName: '张三',
        unitId: 'U1',
        unitIds: ['U1'],
        state: { is: 'open' },
        urgency: 'overdue',
        daysLeft: -1,
        pastActBy: false,
        openedOn: '2026-11-02',
        statutoryDueOn: '2026-12-02',
        lastLawfulDay: '2026-12-02',
        actBy: '2026-12-02',
        money: {
          unitPart: null,
          personalPart: null,
          months: [{ month: '2026-11', unitPart: null, personalPart: null, estimated: false, state: 'open' }],
          next: null,
          inQuestion: null,
          lateFee: null,
        },
        steps: expect.arrayContaining([expect.objectContaining({ rule: 'R12', text: expect.any(String) })]),
        documents: expect.arrayContaining([
          { name: '基本医疗保险参保登记表', required: true, received: false },
        ]),
        because: expect.arrayContaining([
          expect.objectContaining({ rule: 'R1', law: '社会保险法 58', text: expect.any(String) }),
        ]),
        actions: expect.arrayContaining(['filing-submitted', 'document-received', 'noted']),
        answers: [],
        people: [],
        notes: [],
      },
    ]);
  });

  it('gives money as yuan with two decimals', async () => {
    const parts = { unitPart: '712.46', personalPart: '148.40' };
    await known(
      aHire({ employeeId: 'E1', hiredOn: '2026-01-05' }),
      aFact('filing.accepted', { employeeId: 'E1', filing: 'enrolment', on: plainDate('2026-01-20') }),
      aCharge({ employeeId: 'E1', month: '2026-10' }),
      aLeave({ employeeId: 'E1', lastWorkingDay: '2026-09-10' }),
      aFact('filing.accepted', { employeeId: 'E1', filing: 'removal', on: plainDate('2026-10-28') }),
    );
    const { cases } = await casesAsOf('2026-12-01');
    expect(cases).toMatchObject([
      {
        kind: 'overpayment',
        urgency: 'later',
        daysLeft: null,
        statutoryDueOn: null,
        actBy: null,
        money: {
          ...parts,
          months: [{ month: '2026-10', ...parts, estimated: false, state: 'open' }],
          next: null,
        },
      },
    ]);
  });

  it('puts the most urgent first, and includes unregistered and unknown units', async () => {
    await known(
      aHire({ employeeId: 'E1', hiredOn: '2026-11-30' }),
      aHire({ employeeId: 'E2', hiredOn: '2026-11-02' }),
      aHire({ employeeId: 'E3', hiredOn: '2026-11-02', unitId: 'STRANGE' }),
      aLeave({ employeeId: 'E4', lastWorkingDay: '2026-11-27' }),
    );
    const { cases } = await casesAsOf('2026-12-02');
    const told = cases.map(({ employeeId, unitId, urgency }) => [employeeId, unitId, urgency]);
    expect(told.slice(0, 2)).toEqual([
      ['E2', 'U1', 'today'],
      ['E3', 'STRANGE', 'today'],
    ]);
    expect(new Set(told.slice(2).map(([id, unitId]) => `${id} ${unitId}`))).toEqual(
      new Set(['E1 U1', 'E4 ?']),
    );
    expect((await casesAsOf('2026-12-02', '--unit', 'STRANGE')).cases).toHaveLength(1);
  });

  it('lists no case before its first day', async () => {
    await known(aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }));
    expect((await casesAsOf('2026-11-01')).cases).toEqual([]);
    expect((await casesAsOf('2026-11-02')).cases).toHaveLength(1);
  });

  it('lists a spell that cannot be computed as needs-person, beside the others', async () => {
    await known(aHire({ employeeId: 'E1' }), aHire({ employeeId: 'E2' }));
    await breakSpell('E1', '2026-11-02');
    const { cases } = await casesAsOf('2026-12-01');
    expect(cases).toMatchObject([
      { employeeId: 'E2', kind: 'enrolment' },
      { employeeId: 'E1', kind: 'needs-person', employeeName: null },
    ]);
    expect((await runCanbao(here('cases'))).out).toContain('1 条记录无法计算');
  });

  it('refuses an unknown unit, and names the known ones', async () => {
    const { code, err } = await runCanbao(here('cases', '--unit', 'U9'));
    expect(code).toBe(2);
    expect(err).toContain('没有参保单位 U9；有 U1、?');
  });
});

describe('canbao facts', () => {
  it('gives facts in the order of their effect, with the spells, and no hash of an identity', async () => {
    const hash = 'hash-of-a-number';
    const leave = aLeave({ employeeId: 'E1', lastWorkingDay: '2026-11-20', factId: 'standard:late' });
    await known(leave, aHire({ employeeId: 'E1', identity: anIdentity(hash) }));
    await known(aFact('fact.voided', { factId: 'standard:late', reason: '录错' }, { employeeId: 'E1' }));
    await known(
      aFact('employee.updated', { employeeId: 'E1', changes: { averageMonthlyWage: fen(1_234_500) } }),
    );
    const told = await canbaoJson<{ facts: readonly object[] }>(here('facts', 'E1'));
    expect(told).toMatchObject({
      employeeId: 'E1',
      spells: [{ situation: { is: 'employed' }, person: { averageMonthlyWage: '12345.00' } }],
    });
    expect(told.facts.slice(0, 2)).toMatchObject([
      {
        kind: 'employee.hired',
        effectiveOn: '2026-11-02',
        voided: false,
        data: { identity: { masked: '****************15' } },
      },
      { kind: 'employee.terminated', voided: true },
    ]);
    expect(JSON.stringify(told)).not.toContain(hash);
    const { out } = await runCanbao(here('facts', 'E1'));
    expect(out).toContain('2026-11-02 入职，在职');
    expect(out).toContain('（已作废）');
    expect(out).not.toContain(hash);
  });

  it('exits 1 for an unknown employee', async () => {
    const { code, err } = await runCanbao(here('facts', 'E9'));
    expect([code, err]).toEqual([1, expect.stringContaining('E9')]);
  });
});

describe('canbao acknowledge and canbao snooze', () => {
  const caseId = 'E1/2026-11-30/enrolment';
  const by = ['--by', 'wang.fang@example.com'];
  const OPERATOR = `operator:${userInfo().username}`;

  beforeEach(() => known(aHire({ employeeId: 'E1', hiredOn: '2026-11-30' })));

  it('acknowledge a case, which is then quiet for three working days', async () => {
    const told = await canbaoJson(here('acknowledge', caseId, ...by));
    expect(told).toEqual({
      caseId,
      employeeId: 'E1',
      factId: expect.stringMatching(/^staff:[\w-]{36}$/),
      alreadyKnown: false,
      by: { who: OPERATOR, verified: false, note: 'wang.fang@example.com' },
      on: '2026-12-01',
      quietUntil: '2026-12-07',
    });
    expect(await canbaoJson(here('facts', 'E1'))).toMatchObject({
      facts: [
        { kind: 'employee.hired', by: null },
        { kind: 'case.acknowledged', factId: told.factId, by: told.by, data: { by: OPERATOR } },
      ],
      spells: [{ attentions: [{ caseId, by: OPERATOR, on: '2026-12-01' }] }],
    });
  });

  it('snooze a case, but not until close to its act-by date', async () => {
    const soon = await canbaoJson(here('snooze', caseId, '--until', '2026-12-10', ...by));
    expect(soon).toMatchObject({ until: '2026-12-10', quietUntil: '2026-12-10' });
    // In Beijing the cut-off day for enrolments is the 25th. The case can be snoozed until three working days before
    // it.
    const late = await canbaoJson(here('snooze', caseId, '--until', '2027-03-01', ...by));
    expect(late).toMatchObject({ until: '2027-03-01', quietUntil: '2026-12-22' });
  });

  it('refuse a case that is not open', async () => {
    await known(
      aFact('filing.accepted', { employeeId: 'E1', filing: 'enrolment', on: plainDate('2026-12-01') }),
    );
    const { code, err } = await runCanbao(here('acknowledge', caseId, ...by));
    expect(code).toBe(1);
    expect(err).toContain('这件待办没有打开');
  });

  it('refuse an id that is not of a case', async () => {
    const { code, err } = await runCanbao(here('acknowledge', 'E1', ...by));
    expect([code, err]).toEqual([2, expect.stringContaining('canbao cases')]);
  });
});

/** The result of a rebuild of two employees, one of whom had to be stored again. */
const REBUILT = { employees: 2, rewritten: 1, failed: [], dated: [], masked: 0 };

describe('canbao rebuild', () => {
  const storedItems = async () =>
    (await db.client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [];
  const wakeOn = async (employeeId: string) =>
    (await store.snapshots(employeeId)).map((stored) => stored.wakeOn);

  it('rewrites nothing if nothing differs', async () => {
    await known(aHire({ employeeId: 'E1' }), aHire({ employeeId: 'E2' }));
    expect(await canbaoJson(here('rebuild'))).toEqual({ ...REBUILT, rewritten: 0 });
  });

  it('masks identity numbers again that an earlier release masked less', async () => {
    await known(aHire({ employeeId: 'E1', identity: anIdentity('h1') }));
    const row = { id: 'r1', unitId: 'U1', month: '2026-11', masked: '****************33', hash: 'h3' };
    const charge = { ...row, unitAmount: 100, personalAmount: 50, receivedAt: '2026-11-20T01:00:00Z' };
    const charged = { ...keys.unknownCharge('U1', '2026-11', 'r1'), body: { S: JSON.stringify(charge) } };
    await db.client.send(new PutItemCommand({ TableName: table, Item: charged }));
    const read = async () => ({
      facts: await canbaoJson(here('facts', 'E1')),
      rows: (await store.unknownCharges.list('U1')).items,
    });
    const before = await read();
    for (const item of await storedItems())
      for (const attribute of ['body', 'data'])
        if (item[attribute]?.S?.includes('"masked"'))
          await damageItem(
            db.client,
            table,
            { pk: { S: item.pk?.S ?? '' }, sk: { S: item.sk?.S ?? '' } },
            (body) => body.replaceAll(/\*{16}(\d\d)/g, (_, last: string) => `110${'*'.repeat(11)}00${last}`),
            attribute,
          );
    expect(JSON.stringify(await storedItems())).toContain('110***');
    expect(await read()).toEqual(before);
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ masked: 3, rewritten: 0, failed: [] });
    expect(JSON.stringify(await storedItems())).not.toContain('110***');
    expect(await read()).toEqual(before);
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ masked: 0 });
  });

  it('removes the emptied items of spells, and folds again a spell that exists', async () => {
    await known(aHire({ employeeId: 'E1' }));
    const { employees } = store;
    const spellKeys = async () =>
      (await storedItems()).flatMap(({ sk }) => (sk?.S?.startsWith('SPELL#') ? [sk.S] : []));
    const stored = await store.snapshots('E1');
    const empty = async (...spellIds: readonly string[]) => {
      const { version } = await employees.load('E1');
      const nothing = { facts: [], spells: [], samePersonAs: [] };
      const gone = {
        employeeId: 'E1',
        version,
        ...nothing,
        goneSpellIds: spellIds,
        mayDelete: false as const,
      };
      expect(await employees.commit(gone)).toEqual({ is: 'committed' });
    };
    await empty('2026-11-02', 'never-hired');
    expect(await spellKeys()).toEqual(['SPELL#2026-11-02', 'SPELL#never-hired']);
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ employees: 1, rewritten: 1 });
    expect(await spellKeys()).toEqual(['SPELL#2026-11-02']);
    expect(await store.snapshots('E1')).toEqual(stored);
  });

  it('sets today as the registration day of a unit without one, once', async () => {
    await db.client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: keys.unit('U1'),
        UpdateExpression: 'REMOVE registeredOn',
      }),
    );
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ dated: ['U1'] });
    const { registeredOn } = await store.registry.load();
    expect([...registeredOn]).toEqual([['U1', '2026-12-01']]);
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ dated: [] });
  });

  it('corrects what an earlier release stored, once', async () => {
    await known(aHire({ employeeId: 'E1' }), aHire({ employeeId: 'E2' }));
    await breakSpell('E1', '2026-11-02');
    await update('E2', '2026-11-02', 'wakeKey', '9999-12-31#2026-11-02');
    expect((await casesAsOf('2026-12-01')).cases).toMatchObject([{ kind: 'needs-person' }]);
    expect(await canbaoJson(here('rebuild'))).toEqual({ ...REBUILT, rewritten: 2 });
    expect((await casesAsOf('2026-12-01')).cases).toMatchObject([
      { caseId: 'E1/2026-11-02/enrolment' },
      { caseId: 'E2/2026-11-02/enrolment' },
    ]);
    expect(await wakeOn('E2')).toEqual(['2026-11-02']);
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ rewritten: 0 });
  });

  it('follows a changed local policy if only the wake day of a spell depends on it', async () => {
    // A month without a bill counts as charged if its cut-off passed before the removal was accepted.
    await known(
      aHire({ employeeId: 'E1', hiredOn: '2026-01-05' }),
      aFact('filing.accepted', { employeeId: 'E1', filing: 'enrolment', on: plainDate('2026-01-20') }),
      aLeave({ employeeId: 'E1', lastWorkingDay: '2026-09-10' }),
      aFact('filing.accepted', { employeeId: 'E1', filing: 'removal', on: plainDate('2026-10-20') }),
    );
    expect(await wakeOn('E1')).toEqual(['9999-12-31']);
    const [unit] = REGISTRY.units;
    const removalCutOffDay = { value: 10, from: '2026-01-01', source: '电话', verifiedOn: '2026-01-01' };
    expect(await apply({ units: [{ ...unit, localPolicy: { removalCutOffDay } }] })).toMatchObject({
      rebuild: ['U1'],
    });
    expect(await canbaoJson(here('rebuild', '--unit', 'U1'))).toMatchObject({ employees: 1, rewritten: 1 });
    expect(await wakeOn('E1')).not.toEqual(['9999-12-31']);
    expect((await casesAsOf('2026-12-01')).cases).toMatchObject([{ kind: 'overpayment' }]);
    expect(await canbaoJson(here('rebuild', '--unit', 'U1'))).toMatchObject({ rewritten: 0 });
  });

  it('continues after a given employee', async () => {
    const ids = ['E1', 'E2', 'E3'];
    await known(...ids.map((employeeId) => aHire({ employeeId })));
    expect(await canbaoJson(here('rebuild', '--unit', 'U1', '--after', 'E2'))).toMatchObject({
      employees: 1,
    });
    const left = await Promise.all(
      ids.map((id) => canbaoJson<{ employees: number }>(here('rebuild', '--after', id))),
    );
    // The store's order differs from the order of the ids. A rebuild with `--after` handles only the employees behind that one in the store's order: here 0, 1 and 2 of them.
    expect(left.map(({ employees }) => employees).sort()).toEqual([0, 1, 2]);
  });

  it('informs the other record of the same person', async () => {
    const identity = anIdentity('same-person');
    await known(aHire({ employeeId: 'E1', identity }), aHire({ employeeId: 'E2', unitId: 'U2', identity }));
    await breakSpell('E1', '2026-11-02');
    expect(await canbaoJson(here('rebuild', '--unit', 'U1'))).toMatchObject({ employees: 1, failed: [] });
    const { cases } = await casesAsOf('2026-12-01');
    expect(cases).toContainEqual(expect.objectContaining({ kind: 'double-cover', employeeId: 'E2' }));
    expect(await canbaoJson(here('rebuild'))).toMatchObject({ rewritten: 0 });
  });

  it('keeps to its limit per second', async () => {
    await known(...['E1', 'E2', 'E3'].map((employeeId) => aHire({ employeeId })));
    const started = performance.now();
    await canbaoJson(here('rebuild', '--per-second', '20'));
    // The third employee starts 100 ms after the first. A timer may fire slightly early.
    expect(performance.now() - started).toBeGreaterThanOrEqual(95);
  });
});

describe.each(DAMAGES)('a stored record that is %s', (_, damaged) => {
  const spell = keys.spell('E1', '2026-11-02');
  const named = `EMPLOYEE#E1 SPELL#2026-11-02`;
  beforeEach(async () => {
    await known(aHire({ employeeId: 'E1' }), aHire({ employeeId: 'E2' }));
  });

  it('is named by canbao cases beside other cases if it is a spell', async () => {
    await damageItem(db.client, table, spell, (body) => damaged(body, 'situation'));
    const { out, err, code } = await runCanbao(here('cases', '--as-of', '2026-12-01', '--json'));
    expect(code).toBe(0);
    expect((JSON.parse(out) as Listed).cases).toMatchObject([
      { caseId: 'E2/2026-11-02/enrolment' },
      { caseId: 'E1/2026-11-02/needs-person', unitId: 'U1' },
    ]);
    expect(err).toBe(`存储的记录无法读取：${named}`);
  });

  it('is named by canbao facts, and rewritten by canbao rebuild, if it is a spell', async () => {
    const before = await canbaoJson(here('facts', 'E1'));
    await damageItem(db.client, table, spell, (body) => damaged(body, 'situation'));
    const { out, err } = await runCanbao(here('facts', 'E1'));
    expect(out).toContain('无法读取的记录 SPELL#2026-11-02');
    expect(err).toBe(`存储的记录无法读取：${named}`);
    expect(await canbaoJson(here('rebuild'))).toEqual(REBUILT);
    expect(await canbaoJson(here('facts', 'E1'))).toEqual(before);
    expect((await casesAsOf('2026-12-01')).cases).toMatchObject([{ employeeId: 'E1' }, { employeeId: 'E2' }]);
  });

  it('is named by canbao rebuild, which continues with the others, if it is a fact', async () => {
    const { facts } = await store.employees.load('E1');
    const factId = facts[0]?.factId ?? '';
    const fact = keys.fact('E1', plainDate('2026-11-02'), factId);
    await damageItem(db.client, table, fact, (body) => damaged(body, 'hiredOn'), 'data');
    await breakSpell('E2', '2026-11-02');
    const { code, out, err } = await runCanbao(here('rebuild', '--json'));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({ ...REBUILT, failed: ['E1'] });
    expect(err).toContain(`存储的记录无法读取：EMPLOYEE#E1 FACT#2026-11-02#${factId}`);
    const shown = await runCanbao(here('facts', 'E1'));
    expect(shown.code).toBe(0);
    expect(shown.out).toContain(`无法读取的记录 FACT#2026-11-02#${factId}`);
  });
});

describe('canbao activity', () => {
  const OPERATOR = `operator:${userInfo().username}`;
  const acts = async (...args: readonly string[]) => {
    const { acts: found } = await canbaoJson<{ acts: Record<string, unknown>[] }>(here('activity', ...args));
    return found.map(({ at: _, ...act }) => act);
  };

  it('lists what was done to the deployment, the latest first, for ten years', async () => {
    const clock = fakeClock('2026-12-01T05:00:00.000Z');
    await canbaoJson(here('rebuild', '--unit', 'U1'), { clock });
    const by = { by: OPERATOR, verified: false };
    const applied = { ...by, action: 'registry-applied', about: ['+ unit U1'] };
    const rebuilt = { ...by, action: 'rebuilt', about: ['U1'] };
    expect(await acts()).toEqual([rebuilt, applied]);
    expect(await acts('--action', 'rebuilt')).toEqual([rebuilt]);
    expect(await acts('--by', 'nobody')).toEqual([]);
    expect(await acts('--since', '2026-12-02')).toEqual([]);
    const text = await runCanbao(here('activity'));
    expect(text.out).toContain(`重新计算  U1  ${OPERATOR}（未核实）`);
    const { Items = [] } = await db.client.send(new ScanCommand({ TableName: table }));
    const kept = Items.filter(({ pk }) => pk?.S === keys.audits).map(({ expiresAt }) => Number(expiresAt?.N));
    expect(kept.sort()).toEqual([4, 5].map((hour) => Date.parse(`2036-12-01T0${hour}:00:00Z`) / 1000));
  });

  it('lists with --unit what was recorded for the unit, also by this command line', async () => {
    await known(aHire({ employeeId: 'E1', hiredOn: '2026-11-30' }));
    const on = ['--unit', 'U1'];
    await canbaoJson(here('record', 'filing', 'E1', '--what', 'enrolment', '--submitted', '2026-12-01'));
    await canbaoJson(here('record', 'filing', 'E1', '--what', 'enrolment', '--submitted', '2026-12-01'));
    await canbaoJson(here('bases', 'declared', ...on, '--from', '2026-07', '--on', '2026-07-20'));
    const { recorded } = await canbaoJson<{ recorded: { action: string; factIds: string[] }[] }>(
      here('activity', ...on),
    );
    const of = { by: OPERATOR, unitId: 'U1' };
    expect(recorded).toHaveLength(2);
    expect(recorded).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...of, action: 'bases-declared' }),
        expect.objectContaining({ ...of, action: 'filing-submitted', caseId: 'E1/2026-11-30/enrolment' }),
      ]),
    );
    const [declared = ''] = recorded.find(({ action }) => action === 'bases-declared')?.factIds ?? [];
    await canbaoJson(here('record', 'undo', declared, '--reason', 'x', '--apply'));
    const after = await canbaoJson<{ recorded: unknown[] }>(here('activity', ...on));
    expect(after.recorded).toContainEqual(
      expect.objectContaining({ ...of, action: 'undone', factIds: [declared] }),
    );
    expect((await runCanbao(here('activity', ...on, '--action', 'rebuilt'))).code).toBe(2);
  });
});

/** Makes a stored spell unreadable, as an older release may have left it. */
async function breakSpell(employeeId: string, spellId: string): Promise<void> {
  const stored = await store.snapshots(employeeId);
  const spell = stored.find((each) => each.spell.spellId === spellId)?.spell;
  const broken = { ...spell, filings: undefined, person: {} };
  await update(employeeId, spellId, 'body', JSON.stringify(broken));
}

async function update(employeeId: string, spellId: string, name: string, value: string): Promise<void> {
  await db.client.send(
    new UpdateItemCommand({
      TableName: table,
      Key: keys.spell(employeeId, spellId),
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': { S: value } },
    }),
  );
}
