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
    (await secrets.signingSecrets('standard', { fresh })).map(({ id }) => id);
  return { manager, clock, secrets, ids };
}

const ONE = JSON.stringify({ current: SECRET });
const TWO = JSON.stringify({ current: SECRET, next: OTHER_SECRET });

describe('signing secrets', () => {
  test('are all that the secret names, with or without the prefix', async () => {
    const { secrets } = stage(JSON.stringify({ current: SECRET, next: OTHER_SECRET.replace('whsec_', '') }));
    expect(await secrets.signingSecrets('standard')).toEqual([
      { id: 'current', key: keyOf(SECRET) },
      { id: 'next', key: keyOf(OTHER_SECRET) },
    ]);
  });

  test.each([
    ['299 s later', 299, 1],
    ['300 s later', 300, 2],
  ])('are asked for again only after five minutes: %s', async (_, seconds, calls) => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    clock.advance(seconds);
    await ids();
    expect(manager.calls).toBe(calls);
  });

  test.each([
    ['29 s later', 29, ['current']],
    ['30 s later', 30, ['current', 'next']],
  ])('come afresh when that is asked for, at most twice a minute: %s', async (_, seconds, expected) => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    manager.hold('webhook', TWO);
    clock.advance(seconds);
    expect(await ids(true)).toEqual(expected);
  });

  test('stay good while Secrets Manager is down, without asking it at each request', async () => {
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

  test('are unavailable while none could ever be loaded, and there as soon as they can', async () => {
    const { ids, manager } = stage(ONE);
    manager.down = true;
    await expect(ids()).rejects.toThrow(SecretUnavailable);
    manager.down = false;
    expect(await ids()).toEqual(['current']);
  });

  test('of a source without a configured secret are unavailable', async () => {
    await expect(stage(ONE).secrets.signingSecrets('other')).rejects.toThrow(SecretUnavailable);
  });

  test.each([
    ['no key', '{}', 'holds no key'],
    ['an empty key', '{"current":""}', 'key "current"'],
    ['nothing but the prefix', '{"current":"whsec_"}', 'key "current"'],
    [
      'a key that is not base64',
      '{"current":"密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥"}',
      'key "current"',
    ],
    [
      'a key of 23 bytes',
      JSON.stringify({ current: Buffer.alloc(23).toString('base64') }),
      '24 bytes or more',
    ],
    ['a good key and a bad one', JSON.stringify({ current: SECRET, next: 'change-me' }), 'key "next"'],
    ['no JSON', 'sesame-open', 'SyntaxError'],
    ['JSON of another form', '{"current":{"key":"sesame-open"}}', 'Error'],
  ])('that hold %s are unavailable, with the reason and without the key', async (_, value, reason) => {
    const { ids } = stage(value);
    await expect(ids()).rejects.toThrow(SecretUnavailable);
    await expect(ids()).rejects.toThrow(reason);
    await expect(ids()).rejects.not.toThrow(/sesame|change-me|密钥/);
  });

  test('that became unusable leave those known before in force', async () => {
    const { ids, clock, manager } = stage(ONE);
    await ids();
    manager.hold('webhook', '{"current":""}');
    clock.advance(400);
    expect(await ids()).toEqual(['current']);
  });
});

describe('the data key', () => {
  test('gives another key for each use, the same one each time', async () => {
    const { secrets } = stage(ONE);
    const key = await secrets.identityKey();
    expect(key).toHaveLength(32);
    expect(key).not.toEqual(keyOf(SECRET));
    expect(await secrets.identityKey()).toEqual(key);
  });

  test('is the current one, whichever stands first', async () => {
    const both = stage(ONE, JSON.stringify({ older: OTHER_SECRET, current: SECRET }));
    expect(await both.secrets.identityKey()).toEqual(await stage(ONE).secrets.identityKey());
    expect((await both.secrets.sealBody(new Uint8Array())).keyId).toBe('current');
  });
});
