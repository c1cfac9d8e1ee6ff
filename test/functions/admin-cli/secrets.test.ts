import { beforeEach, describe, expect, test } from 'vitest';
import type { StoredEntries } from '../../../functions/adapters/secret-writer.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { fakeAuditLog, OPERATOR } from '../../support/fakes/audit-log.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { filesForFile } from '../../support/file-fixtures.ts';

const NAME = 'canbao/test/webhook/feishu';
const PARTS = { encryptKey: 'an-encrypt-key-of-feishu', verificationToken: 'a-verification-token' };

const files = filesForFile();
let kept: Map<string, StoredEntries>;
let log: ReturnType<typeof fakeAuditLog>;
beforeEach(() => {
  kept = new Map([[NAME, {}]]);
  log = fakeAuditLog();
});

/** A store with only the parts that `canbao secrets` uses, in memory. */
const store = () =>
  ({
    secrets: {
      read: async (name) => kept.get(name),
      write: async (name, entries) => void kept.set(name, entries),
    },
    secretName: (part) => `canbao/test/${part}`,
    audit: log.audit,
    caller: log.caller,
    close: () => undefined,
  }) satisfies Partial<Store> as unknown as Store;
const world = (now = '2026-12-01T04:00:00.000Z') => ({
  clock: fakeClock(now),
  openStore: async () => store(),
});
const canbao = (...args: readonly string[]) => runCanbao(['secrets', ...args], world());

interface Shown {
  readonly entries: readonly { readonly id: string; readonly state: string }[];
}
const shown = async (now?: string) =>
  (await canbaoJson<Shown>(['secrets', 'show', 'feishu'], world(now))).entries.map(({ id, state }) => [
    id,
    state,
  ]);

const fileOf = (content: unknown) =>
  files.write('secret.json', typeof content === 'string' ? content : JSON.stringify(content));

describe('the only live entry of a secret', () => {
  test.each([
    ['ends before today', ['--not-after', '2026-11-30']],
    ['begins after today', ['--not-before', '2026-12-02']],
  ])('cannot be changed into one that %s', async (_, days) => {
    await canbao('put', 'feishu', 'old', '--from', fileOf(PARTS));
    const run = await canbao('put', 'feishu', 'old', ...days);
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining('唯一有效') });
    expect(await shown()).toEqual([['old', 'live']]);
  });

  test('can end once another is live, and the very first may begin later', async () => {
    expect(
      (await canbao('put', 'feishu', 'a', '--from', fileOf(PARTS), '--not-before', '2026-12-02')).code,
    ).toBe(0);
    await canbao('put', 'feishu', 'b', '--from', fileOf(PARTS));
    await canbao('put', 'feishu', 'c', '--from', fileOf(PARTS));
    expect((await canbao('put', 'feishu', 'b', '--not-after', '2026-11-30')).code).toBe(0);
    expect(await shown()).toEqual([
      ['a', 'not-yet'],
      ['b', 'over'],
      ['c', 'live'],
    ]);
  });
});

describe('an exchange of keys', () => {
  test('adds the new entry, then ends and removes the old one', async () => {
    await canbao('put', 'feishu', 'old', '--from', fileOf(PARTS));
    await canbao('put', 'feishu', 'new', '--from', fileOf({ ...PARTS, encryptKey: 'another-encrypt-key' }));
    await canbao('put', 'feishu', 'old', '--not-after', '2026-12-31');
    expect(await shown()).toEqual([
      ['old', 'retiring'],
      ['new', 'live'],
    ]);
    expect(kept.get(NAME)?.old).toMatchObject(PARTS);
    expect(await shown('2026-12-31T15:59:59.999Z')).toContainEqual(['old', 'retiring']);
    expect(await shown('2026-12-31T16:00:00.000Z')).toContainEqual(['old', 'over']);
    expect((await canbao('drop', 'feishu', 'old')).code).toBe(0);
    expect(await shown()).toEqual([['new', 'live']]);
  });

  test('keeps an entry that begins later inactive until its day', async () => {
    await canbao('put', 'feishu', 'next', '--from', fileOf(PARTS), '--not-before', '2027-01-01');
    expect(await shown('2026-12-31T15:59:59.999Z')).toEqual([['next', 'not-yet']]);
    expect(await shown('2026-12-31T16:00:00.000Z')).toEqual([['next', 'live']]);
  });
});

test('canbao secrets drop says until when the removed entry is still accepted', async () => {
  await canbao('put', 'feishu', 'old', '--from', fileOf(PARTS));
  await canbao('put', 'feishu', 'new', '--from', fileOf(PARTS));
  expect((await canbao('drop', 'feishu', 'old')).out).toContain('2026-12-01T04:01:00.000Z');
});

describe('the data key', () => {
  const DATA = 'canbao/test/data-key';
  const KEY = Buffer.alloc(32, 7).toString('base64');
  beforeEach(() => void kept.set(DATA, { current: Buffer.alloc(33, 1).toString('base64') }));
  const entered = () => canbao('put', 'data-key', '2027', '--from', fileOf(KEY));

  test('can get another entry, live from today on, which then seals', async () => {
    expect((await entered()).code).toBe(0);
    expect(kept.get(DATA)).toMatchObject({ 2027: { key: KEY, notBefore: '2026-12-01' } });
  });

  test('cannot get an invalid entry', async () => {
    expect(await canbao('put', 'data-key', '2027', '--from', fileOf('short'))).toMatchObject({ code: 1 });
  });

  test.each([
    ['replaced', ['put', 'data-key', 'current', '--from']],
    ['removed', ['drop', 'data-key', 'current']],
  ])('keeps the entry that hashes identity numbers, which cannot be %s', async (_, args) => {
    await entered();
    const run = await canbao(...args, ...(args.includes('--from') ? [fileOf(KEY)] : []));
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining('散列') });
    expect(Object.keys(kept.get(DATA) ?? {})).toContain('current');
  });

  test('loses an entry only when nothing in quarantine can be sealed with it', async () => {
    await entered();
    expect((await canbao('drop', 'data-key', '2027')).err).toContain('--not-after');
    await canbao('put', 'data-key', '2027', '--not-after', '2026-12-31');
    const dropOn = (day: string) =>
      runCanbao(['secrets', 'drop', 'data-key', '2027'], world(`${day}T04:00:00.000Z`));
    expect(await dropOn('2027-03-31')).toMatchObject({ code: 1, err: expect.stringContaining('2027-04-01') });
    expect((await dropOn('2027-04-01')).code).toBe(0);
    expect(Object.keys(kept.get(DATA) ?? {})).toEqual(['current']);
  });
});

test('canbao secrets shows no value of a secret', async () => {
  const runs = [
    await canbao('put', 'feishu', 'current', '--from', fileOf(PARTS)),
    await canbao('show', 'feishu'),
    await canbao('show', 'feishu', '--json'),
    await canbao('put', 'feishu', 'bad', '--from', fileOf({ encryptKey: PARTS.encryptKey })),
    await canbao('put', 'feishu', 'bad', '--from', fileOf(`{"encryptKey": "${PARTS.encryptKey}",`)),
  ];
  const said = runs.map(({ out, err }) => `${out}\n${err}`).join('\n');
  expect(said).toContain('encryptKey, verificationToken');
  for (const value of Object.values(PARTS)) expect(said).not.toContain(value);
  expect(log.entries).toEqual([
    expect.objectContaining({
      action: 'secret-put',
      by: OPERATOR,
      verified: false,
      about: [NAME, 'current'],
    }),
  ]);
});

test('canbao secrets put stores nothing if it cannot be noted', async () => {
  log.audit.note = async () => {
    throw new Error('the table is not there');
  };
  expect((await canbao('put', 'feishu', 'current', '--from', fileOf(PARTS))).code).toBe(1);
  expect(kept.get(NAME)).toEqual({});
});

describe('canbao secrets', () => {
  test.each<[string, readonly string[], number, string]>([
    ['an unknown source', ['show', 'sap'], 2, '没有 sap'],
    ['the API secret of a source without an API', ['show', 'standard', '--api'], 2, '没有 standard'],
    ['a source that is not deployed', ['show', 'wecom'], 1, 'sources 里没有 wecom'],
    ['a missing entry', ['drop', 'feishu', 'none'], 2, '没有 none'],
    ['an end of a missing entry', ['put', 'feishu', 'none', '--not-after', '2026-12-31'], 2, '--from'],
    ['a missing file', ['put', 'feishu', 'x', '--from', '/nowhere/x.json'], 1, 'ENOENT'],
  ])('refuses %s', async (_, args, code, words) => {
    const run = await canbao(...args);
    expect(run.code).toBe(code);
    expect(run.err).toContain(words);
  });

  test('refuses to remove the last live entry', async () => {
    await canbao('put', 'feishu', 'only', '--from', fileOf(PARTS));
    await canbao('put', 'feishu', 'later', '--from', fileOf(PARTS), '--not-before', '2027-01-01');
    const run = await canbao('drop', 'feishu', 'only');
    expect(run).toMatchObject({ code: 1 });
    expect(Object.keys(kept.get(NAME) ?? {})).toEqual(['only', 'later']);
  });

  test('refuses parts that the source cannot use, and then stores nothing', async () => {
    const run = await canbao('put', 'feishu', 'current', '--from', fileOf({ token: 'x' }));
    expect(run).toMatchObject({ code: 1 });
    expect(kept.get(NAME)).toEqual({});
  });
});
