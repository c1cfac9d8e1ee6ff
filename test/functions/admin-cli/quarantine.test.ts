import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { registrySchema } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { applyRegistry } from '../../../functions/adapters/dynamodb/registry.ts';
import { managedSecrets } from '../../../functions/adapters/secrets.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';
import { tableStore } from '../../../functions/deployment/deployment-store.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { NOW, type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
let store: Store;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
  store = {
    ...tableStore(dynamodb.client, stage.tableName, dataKey()),
    details: { ask: async () => undefined },
    secrets: { read: async () => undefined, write: async () => undefined },
    secretName: (part) => part,
    settings: { fallbackMailbox: async () => undefined, apiHosts: async () => undefined },
    caller: async () => ({ who: 'operator:test', verified: false }),
    planDigests: async () => undefined,
    close: () => undefined,
  };
});

/** The data key of the current stage. */
const dataKey = () => managedSecrets({}, 'data', stage.clock, stage.manager.client);

const DAY = '2026-11-21';
const HIRED = { employeeId: 'E1', unitId: 'BJ', name: '张三丰', hiredOn: '2026-11-02' };
const world = () => ({ clock: stage.clock, openStore: async () => store });
const canbao = (...args: readonly string[]) => runCanbao(['quarantine', ...args], world());
const json = <T>(...args: readonly string[]) => canbaoJson<T>(['quarantine', ...args], world());

interface Listed {
  readonly events: readonly { readonly id: string; readonly problems: readonly string[] }[];
}
const listed = async (...args: readonly string[]) => (await json<Listed>('list', ...args)).events;

/** A void that arrives before its fact. It can be understood once the fact has arrived. */
async function voidAhead(): Promise<string> {
  const data = { factId: 'standard:later', reason: 'entered by mistake' };
  expect(await stage.send('fact.voided', data, { id: 'void' })).toMatchObject({ code: 'quarantined' });
  return `${DAY}/standard/void`;
}

/** An event with a day that does not exist. It can never be understood. */
async function noDay(): Promise<string> {
  await stage.send('employee.hired', { ...HIRED, hiredOn: '2026-02-30' }, { id: 'no/day#1' });
  return `${DAY}/standard/no/day#1`;
}

test('canbao quarantine list says that the quarantine is empty', async () => {
  expect(await canbao('list')).toMatchObject({ code: 0, out: '隔离区里没有事件' });
});

describe('canbao quarantine list', () => {
  test('shows when an event came and what is wrong, whatever characters its id has', async () => {
    const ids = [await voidAhead(), await noDay()];
    const events = await listed();
    expect(events.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(events.flatMap(({ problems }) => problems)).toContain(
      'data.hiredOn: must be a calendar day, YYYY-MM-DD',
    );
  });

  test('selects by source and by day', async () => {
    await noDay();
    expect(await listed('--source', 'standard')).toHaveLength(1);
    expect(await listed('--source', 'feishu')).toHaveLength(0);
    stage.clock.set('2026-11-23T01:00:00.000Z');
    expect(await listed('--since', DAY)).toHaveLength(1);
    expect(await listed('--since', '2026-11-22')).toHaveLength(0);
  });
});

describe('canbao quarantine show', () => {
  test('names the fields without their values', async () => {
    const { out } = await canbao('show', await noDay());
    expect(out).toContain('data.name: text of 3');
    expect(out).not.toContain('张三丰');
    expect(out).not.toContain('2026-02-30');
  });

  test('cuts off a very deeply nested body', async () => {
    const half = 100_000;
    await stage.sendBody(`${'['.repeat(half)}${']'.repeat(half)}`, { id: 'deep' });
    const { code, out } = await canbao('show', `${DAY}/standard/deep`);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}0(\.0){19}: …$/m);
  });

  test('prints the body with --reveal, without control characters', async () => {
    await stage.sendBody('\u001b[2Jgone\r\nstill there', { id: 'odd' });
    const { out } = await canbao('show', `${DAY}/standard/odd`, '--reveal');
    expect(out).toContain('still there');
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('prints the body with --reveal', async () => {
    const { body } = await json<{ body: string }>('show', await noDay(), '--reveal');
    expect(JSON.parse(body)).toMatchObject({ data: { name: '张三丰' } });
  });

  test.each([
    ['2026-11-21/standard/none', 1, '隔离区里没有'],
    ['none', 2, '不是隔离事件的编号'],
    ['2026-02-30/standard/x', 2, '不是隔离事件的编号'],
  ])('fails for %s with exit code %i', async (id, code, words) => {
    const run = await canbao('show', id);
    expect(run.code).toBe(code);
    expect(run.err).toContain(words);
  });
});

async function flipABit(id: string): Promise<void> {
  const Key = keys.quarantinedBody(plainDate(DAY), 'standard', id.replace(`${DAY}/standard/`, ''));
  const { Item } = await dynamodb.client.send(new GetItemCommand({ TableName: stage.tableName, Key }));
  const sealed = Item?.sealedBody?.B ?? new Uint8Array();
  const flipped = sealed.map((byte, i) => (i === sealed.length - 1 ? byte ^ 1 : byte));
  const spoilt = { ...Item, sealedBody: { B: flipped } };
  await dynamodb.client.send(new PutItemCommand({ TableName: stage.tableName, Item: spoilt }));
}

interface Replays {
  readonly replayed: readonly { readonly id: string; readonly outcome: string }[];
}

describe('canbao quarantine replay', () => {
  test('takes in an event that can now be understood, once, as received now', async () => {
    const id = await voidAhead();
    await stage.send('employee.hired', HIRED, { id: 'later' });
    stage.clock.set('2026-11-23T01:00:00.000Z');
    expect((await json<Replays>('replay', id)).replayed).toMatchObject([{ id, outcome: 'accepted' }]);
    expect(await listed()).toEqual([]);
    const facts = await stage.facts('E1');
    expect(facts.map(({ factId, receivedAt }) => [factId, receivedAt])).toEqual([
      ['standard:later', NOW],
      ['standard:void', '2026-11-23T01:00:00.000Z'],
    ]);
  });

  test('takes the first receipt as the stated time of an event without a time', async () => {
    const secrets = { xinrenxinshi: { current: 'k'.repeat(44) } };
    stage = await receivingStage(dynamodb, { secrets });
    store = { ...store, ...tableStore(dynamodb.client, stage.tableName, dataKey()) };
    const entry = {
      type: 'employee_entry',
      messageId: 'm1',
      employeeId: 'E1',
      name: '张三丰',
      entryDate: '2026-11-02',
    };
    await stage.receive(
      {
        method: 'POST',
        headers: {},
        query: {},
        pathKey: 'k'.repeat(44),
        body: Buffer.from(JSON.stringify({ ...entry, hireType: 0, fields: { 部门: '财务部' } })),
      },
      'xinrenxinshi',
    );
    const mapping = { source: 'xinrenxinshi', units: { 财务部: 'BJ' } };
    const registry = registrySchema.parse({ units: [], sources: [mapping] });
    await applyRegistry(dynamodb.client, stage.tableName, registry, plainDate(DAY));
    stage.clock.set('2026-12-23T01:00:00.000Z');
    await json<Replays>('replay', '--all');
    expect(await stage.facts('E1')).toMatchObject([
      { statedAt: NOW, receivedAt: '2026-12-23T01:00:00.000Z' },
    ]);
  });

  test('leaves an event that is still not understood in place, and exits 1', async () => {
    const id = await noDay();
    const run = await canbao('replay', '--all');
    expect(run.code).toBe(1);
    expect(run.out).toContain(`${id}  仍看不懂`);
    expect(await listed()).toHaveLength(1);
  });

  test('takes in the other events if one cannot be understood', async () => {
    await noDay();
    await voidAhead();
    await stage.send('employee.hired', HIRED, { id: 'later' });
    await canbao('replay', '--all');
    expect((await listed()).map(({ id }) => id)).toEqual([`${DAY}/standard/no/day#1`]);
  });

  test('stores nothing twice if the sender repeated the event', async () => {
    const id = await voidAhead();
    await stage.send('employee.hired', HIRED, { id: 'later' });
    const data = { factId: 'standard:later', reason: 'entered by mistake' };
    expect(await stage.send('fact.voided', data, { id: 'void' })).toMatchObject({ code: 'accepted' });
    expect((await json<Replays>('replay', id)).replayed).toMatchObject([{ outcome: 'duplicate' }]);
    expect(await stage.facts('E1')).toHaveLength(2);
    expect(await listed()).toEqual([]);
  });

  test('does not open a changed body, and takes in the others', async () => {
    const [spoilt] = [await noDay(), await voidAhead()];
    await stage.send('employee.hired', HIRED, { id: 'later' });
    await flipABit(spoilt);
    const { out, code } = await canbao('replay', '--all');
    expect(code).toBe(1);
    expect(out).toContain(`${spoilt}  没有处理`);
    expect((await listed()).map(({ id }) => id)).toEqual([spoilt]);
  });

  test.each([[[]], [['2026-11-21/standard/x', '--all']]])(
    'refuses %j, since it needs either event ids or --all',
    async (args) => {
      const run = await canbao('replay', ...args);
      expect(run.code).toBe(2);
      expect(run.err).toContain('--all');
    },
  );
});

test('canbao quarantine drop removes one event and no other', async () => {
  const [dropped, kept] = [await noDay(), await voidAhead()];
  expect(await canbao('drop', dropped)).toMatchObject({ code: 0, out: `已丢弃 ${dropped}` });
  expect((await listed()).map(({ id }) => id)).toEqual([kept]);
  expect((await canbao('drop', dropped)).code).toBe(1);
});
