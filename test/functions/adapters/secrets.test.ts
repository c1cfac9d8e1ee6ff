import { describe, expect, test } from 'vitest';
import { managedSecrets } from '../../../functions/adapters/secrets.ts';
import { SecretUnavailable } from '../../../functions/ports.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { secretsManager } from '../../support/fakes/secrets-manager.ts';
import { keyOf, OTHER_SECRET, SECRET } from '../../support/signed-request.ts';

function stage(webhook: string, data = JSON.stringify({ current: SECRET })) {
  const manager = secretsManager({ webhook, data });
  const clock = fakeClock('2026-11-21T01:00:00Z');
  const secrets = managedSecrets({ standard: 'webhook' }, 'data', clock, manager.client);
  const ids = async (fresh = false) =>
    (await secrets.sourceSecrets('standard', { fresh })).map(({ id }) => id);
  return { manager, clock, secrets, ids };
}

const ONE = JSON.stringify({ current: SECRET });
const TWO = JSON.stringify({ current: SECRET, next: OTHER_SECRET });

describe('managedSecrets: sourceSecrets', () => {
  test('returns all entries of the secret; a plain text is the key', async () => {
    const { secrets } = stage(TWO);
    expect(await secrets.sourceSecrets('standard')).toEqual([
      { id: 'current', retiring: false, parts: { key: SECRET } },
      { id: 'next', retiring: false, parts: { key: OTHER_SECRET } },
    ]);
  });

  test('returns the parts by name as texts, without empty parts', async () => {
    const entry = { token: 't', encodingAesKey: 'k', agentId: 1_000_002, receiver: null };
    const { secrets } = stage(JSON.stringify({ current: entry }));
    expect(await secrets.sourceSecrets('standard')).toEqual([
      { id: 'current', retiring: false, parts: { token: 't', encodingAesKey: 'k', agentId: '1000002' } },
    ]);
  });

  test.each([
    ['59 s later', 59, 1],
    ['60 s later', 60, 2],
  ])('loads the secret again only after a minute: %s', async (_, seconds, calls) => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    clock.advance(seconds);
    await ids();
    expect(manager.calls).toBe(calls);
  });

  test.each([
    ['29 s later', 29, ['current']],
    ['30 s later', 30, ['current', 'next']],
  ])('loads the secret again on request, at most twice a minute: %s', async (_, seconds, expected) => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    manager.hold('webhook', TWO);
    clock.advance(seconds);
    expect(await ids(true)).toEqual(expected);
  });

  test('keeps the known entries while Secrets Manager is down, with few calls', async () => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    manager.down = true;
    clock.advance(400);
    expect(await ids()).toEqual(['current']);
    expect(await ids()).toEqual(['current']);
    expect(await ids(true)).toEqual(['current']);
    expect(manager.calls).toBe(2);
    manager.down = false;
    manager.hold('webhook', TWO);
    clock.advance(30);
    expect(await ids()).toEqual(['current', 'next']);
  });

  test('drops a removed entry within a minute', async () => {
    const { ids, clock, manager } = stage(TWO);
    await ids();
    manager.hold('webhook', ONE);
    clock.advance(60);
    expect(await ids()).toEqual(['current']);
  });

  test('throws while no entry was ever loaded, and recovers with the next request', async () => {
    const { ids, manager } = stage(ONE);
    manager.down = true;
    await expect(ids()).rejects.toThrow(SecretUnavailable);
    manager.down = false;
    expect(await ids()).toEqual(['current']);
  });

  test('throws for a source without a configured secret', async () => {
    await expect(stage(ONE).secrets.sourceSecrets('other')).rejects.toThrow(SecretUnavailable);
  });

  test.each([
    ['without entries', '{}', 'the secret has no key'],
    ['not JSON', 'sesame-open', 'SyntaxError'],
    ['JSON of another form', '["sesame-open"]', 'Error'],
  ])('throws for a secret that is %s, with the reason and without the key', async (_, value, reason) => {
    const { ids } = stage(value);
    await expect(ids()).rejects.toThrow(SecretUnavailable);
    await expect(ids()).rejects.toThrow(reason);
    await expect(ids()).rejects.not.toThrow(/sesame/);
  });

  test.each([
    ['{}', 'no entry'],
    ['sesame-open', 'not JSON'],
  ])('caches the failure of %s (%s) for seconds, and then finds an entered key', async (value) => {
    const { ids, clock, manager } = stage(value);
    for (let request = 0; request < 100; request++)
      await expect(ids(true)).rejects.toThrow(SecretUnavailable);
    expect(manager.calls).toBe(1);
    manager.hold('webhook', ONE);
    clock.advance(5);
    expect(await ids()).toEqual(['current']);
  });

  test('loads the secret again when the last known entry has ended, at most twice a minute', async () => {
    const ending = { key: SECRET, notAfter: '2026-11-21T01:00:40Z' };
    const { ids, clock, manager } = stage(JSON.stringify({ current: ending }));
    expect(await ids()).toEqual(['current']);
    manager.hold('webhook', JSON.stringify({ current: ending, next: OTHER_SECRET }));
    clock.advance(41);
    expect(await ids()).toEqual(['next']);
    expect(manager.calls).toBe(2);
    manager.hold('webhook', JSON.stringify({ current: ending }));
    clock.advance(300);
    for (let request = 0; request < 100; request++) await expect(ids()).rejects.toThrow('no live entry');
    expect(manager.calls).toBe(3);
  });

  test('keeps the known entries when the secret becomes unreadable', async () => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    manager.hold('webhook', '{}');
    clock.advance(400);
    expect(await ids()).toEqual(['current']);
  });
});

describe('managedSecrets: an entry', () => {
  const liveAt = async (entry: object, now: string) => {
    const { clock, secrets } = stage(JSON.stringify({ lasting: SECRET, bounded: { key: 'k', ...entry } }));
    clock.set(now);
    const all = await secrets.sourceSecrets('standard');
    return all.find(({ id }) => id === 'bounded');
  };

  test.each([
    [
      'a millisecond before notBefore',
      { notBefore: '2026-11-21T09:00:00+08:00' },
      '2026-11-21T00:59:59.999Z',
      false,
    ],
    ['at notBefore', { notBefore: '2026-11-21T09:00:00+08:00' }, '2026-11-21T01:00:00.000Z', true],
    ['at notAfter', { notAfter: '2026-11-21T01:00:00Z' }, '2026-11-21T01:00:00.000Z', true],
    ['a millisecond after notAfter', { notAfter: '2026-11-21T01:00:00Z' }, '2026-11-21T01:00:00.001Z', false],
    ['before the day of notBefore in China', { notBefore: '2026-11-21' }, '2026-11-20T15:59:59.999Z', false],
    [
      'as the day of notBefore begins in China',
      { notBefore: '2026-11-21' },
      '2026-11-20T16:00:00.000Z',
      true,
    ],
    ['as the day of notAfter ends in China', { notAfter: '2026-11-21' }, '2026-11-21T15:59:59.999Z', true],
    ['after the day of notAfter in China', { notAfter: '2026-11-21' }, '2026-11-21T16:00:00.000Z', false],
    ['without bounds', { notBefore: null, notAfter: null }, '2026-11-21T16:00:00.000Z', true],
  ])('is live or not: %s, %o at %s: %s', async (_, bounds, now, expected) => {
    expect((await liveAt(bounds, now)) !== undefined).toBe(expected);
  });

  test('becomes live and ends while it is cached, without a new load', async () => {
    const entry = { key: 'k', notBefore: '2026-11-21T01:00:10Z', notAfter: '2026-11-21T01:00:20Z' };
    const { ids, clock, manager } = stage(JSON.stringify({ lasting: SECRET, short: entry }));
    const seen: string[][] = [];
    for (const seconds of [0, 10, 10, 1]) {
      clock.advance(seconds);
      seen.push(await ids());
    }
    expect(seen).toEqual([['lasting'], ['lasting', 'short'], ['lasting', 'short'], ['lasting']]);
    expect(manager.calls).toBe(1);
  });

  test('is retiring once its end is set; its bounds are not among its parts', async () => {
    const now = '2026-11-21T01:00:00Z';
    expect(await liveAt({ notBefore: '2026-11-01' }, now)).toEqual({
      id: 'bounded',
      retiring: false,
      parts: { key: 'k' },
    });
    expect(await liveAt({ notAfter: '2026-12-01' }, now)).toMatchObject({ retiring: true });
  });

  test.each([
    ['notBefore', '2026-02-30'],
    ['notAfter', 'tomorrow'],
    ['notAfter', 1_763_686_800],
    ['notBefore', '2026-11-21T09:00:00'],
  ])('with %s = %s is reported as a problem, and the other entries stay valid', async (bound, value) => {
    const { secrets } = stage(JSON.stringify({ good: SECRET, bad: { key: 'k', [bound]: value } }));
    expect(await secrets.sourceSecrets('standard')).toEqual([
      { id: 'good', retiring: false, parts: { key: SECRET } },
      expect.objectContaining({
        id: 'bad',
        problem: `has a ${bound} that is neither a day YYYY-MM-DD nor a time with its offset`,
      }),
    ]);
  });

  test.each([
    ['a list', ['sesame-open']],
    ['a part that is not a text', { key: { text: 'sesame-open' } }],
    ['a part that is true', { key: 'k', retired: true }],
  ])('of another form (%s) is reported as a problem, and the other entries stay valid', async (_, entry) => {
    const { secrets } = stage(JSON.stringify({ good: SECRET, bad: entry }));
    expect(await secrets.sourceSecrets('standard')).toEqual([
      { id: 'good', retiring: false, parts: { key: SECRET } },
      { id: 'bad', retiring: false, parts: {}, problem: 'is neither a text nor an object of named texts' },
    ]);
  });

  test('is named in the error when none is live', async () => {
    const { ids } = stage(JSON.stringify({ old: { key: 'sesame', notAfter: '2026-11-01' } }));
    await expect(ids()).rejects.toThrow('no live entry; it has "old"');
  });
});

describe('managedSecrets: the data key', () => {
  test('returns the same identity key each time, derived and not the secret itself', async () => {
    const { secrets } = stage(ONE);
    const key = await secrets.identityKey();
    expect(key).toHaveLength(32);
    expect(key).not.toEqual(keyOf(SECRET));
    // The key is derived only once, so the same object is returned again.
    expect(await secrets.identityKey()).toBe(key);
  });

  test('uses the entry "current", whatever the order of the entries', async () => {
    const both = stage(ONE, JSON.stringify({ older: OTHER_SECRET, current: SECRET }));
    expect(await both.secrets.identityKey()).toEqual(await stage(ONE).secrets.identityKey());
    expect((await both.secrets.sealBody(new Uint8Array())).keyId).toBe('current');
  });

  test('refuses a key that could be guessed, by name and without its value', async () => {
    for (const key of ['', 'whsec_', 'change-me', Buffer.alloc(23).toString('base64')]) {
      const { secrets } = stage(ONE, JSON.stringify({ current: key }));
      await expect(secrets.identityKey()).rejects.toThrow(
        /key "current" of a secret must be base64 of 24 bytes/,
      );
      await expect(secrets.identityKey()).rejects.not.toThrow(/change-me/);
    }
  });

  test('opens what it sealed, also after another key became current', async () => {
    const body = Buffer.from('张三');
    const { secrets, manager, clock } = stage(ONE);
    const sealed = await secrets.sealBody(body);
    expect(Buffer.from(sealed.sealed).includes(body)).toBe(false);
    manager.hold('data', JSON.stringify({ next: SECRET, current: OTHER_SECRET }));
    clock.advance(300);
    await expect(secrets.openBody(sealed)).rejects.toThrow();
    expect(await secrets.openBody({ ...sealed, keyId: 'next' })).toEqual(body);
  });

  test('seals with the entry that became live last; hashes keep using "current"', async () => {
    const { secrets, manager, clock } = stage(ONE);
    const hashing = await secrets.identityKey();
    const before = await secrets.sealBody(Buffer.from('张三'));
    const next = { key: OTHER_SECRET, notBefore: '2026-11-21', notAfter: '2026-11-30' };
    const later = { key: OTHER_SECRET.toLowerCase(), notBefore: '2026-11-25' };
    manager.hold('data', JSON.stringify({ later, next, current: SECRET }));
    clock.advance(60);
    const since = await secrets.sealBody(Buffer.from('李四'));
    expect([before.keyId, since.keyId]).toEqual(['current', 'next']);
    clock.set('2026-12-01T01:00:00Z');
    expect((await secrets.sealBody(Buffer.from('王五'))).keyId).toBe('later');
    expect(await secrets.openBody(before)).toEqual(Buffer.from('张三'));
    expect(await secrets.openBody(since)).toEqual(Buffer.from('李四'));
    expect(await secrets.identityKey()).toEqual(hashing);
  });

  test('opens what another function sealed with an entry that was just added', async () => {
    const { secrets, manager, clock } = stage(ONE);
    await secrets.identityKey();
    manager.hold(
      'data',
      JSON.stringify({ current: SECRET, next: { key: OTHER_SECRET, notBefore: '2026-11-21' } }),
    );
    const sealed = await managedSecrets({}, 'data', clock, manager.client).sealBody(Buffer.from('张三'));
    clock.advance(30);
    expect(await secrets.openBody(sealed)).toEqual(Buffer.from('张三'));
  });

  test('loads the secret once for concurrent requests', async () => {
    const { secrets, manager } = stage(ONE);
    await Promise.all([secrets.identityKey(), secrets.identityKey(), secrets.sealBody(new Uint8Array())]);
    expect(manager.calls).toBe(1);
  });

  test('refuses changed data, and names a key that no longer exists', async () => {
    const { secrets } = stage(ONE);
    const { keyId, sealed } = await secrets.sealBody(Buffer.from('张三'));
    for (const at of [0, 12, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(secrets.openBody({ keyId, sealed: changed })).rejects.toThrow();
    }
    await expect(secrets.openBody({ keyId, sealed: sealed.subarray(0, 20) })).rejects.toThrow();
    await expect(secrets.openBody({ keyId: 'gone', sealed })).rejects.toThrow('no longer has a key "gone"');
  });
});
