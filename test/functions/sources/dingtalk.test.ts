import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../../functions/ports.ts';
import { dingtalkSource } from '../../../functions/sources/dingtalk/dingtalk.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { sealed, signed, unsealed } from '../../support/vendors/callback-cipher.ts';
import { DINGTALK_VECTORS } from './callback-vectors.ts';
import { OLD_USER_LEAVE, USER_ADD } from './dingtalk-pushes.ts';
import { codeOf, eventOf, flippedBits, handshakeOf, textOf } from './verifying.ts';

const KEYS = {
  token: 'mryue',
  aesKey: 'Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7',
  receiver: 'dingappkey01',
};
const NOW = '2026-11-21T01:00:00.000Z' as Instant;
const NOW_MS = Date.parse(NOW);

function secretOf(id: string, { token, aesKey, receiver }: typeof KEYS, retiring = false): SourceSecret {
  return { id, retiring, parts: { token, aesKey, ownerKey: receiver } };
}

const push = (message: string, keys = KEYS, timestamp?: string, nonce?: string) =>
  carrying(sealed(message, keys), keys.token, timestamp, nonce);

function carrying(
  encrypt: string,
  token = KEYS.token,
  timestamp = `${NOW_MS}`,
  nonce = 'nEXhMP4r',
): HookRequest {
  const query = { msg_signature: signed(token, timestamp, nonce, encrypt), timestamp, nonce };
  const headers = { 'content-type': 'application/json;charset=utf-8' };
  return { method: 'POST', headers, query, body: Buffer.from(JSON.stringify({ encrypt })) };
}

const verify = (request: HookRequest, secrets = [secretOf('current', KEYS)], now = NOW) =>
  dingtalkSource.verify(request, secrets, now);

/** Checks the signature of an answer as DingTalk does. @returns the decrypted text. */
function wordIn(body: string, keys = KEYS): string {
  const answer = JSON.parse(body) as Record<'msg_signature' | 'timeStamp' | 'nonce' | 'encrypt', string>;
  expect(Object.keys(answer)).toEqual(['msg_signature', 'timeStamp', 'nonce', 'encrypt']);
  const { msg_signature, timeStamp, nonce, encrypt } = answer;
  expect(msg_signature).toBe(signed(keys.token, timeStamp, nonce, encrypt));
  return unsealed(encrypt, keys);
}

const EVENT = JSON.stringify(USER_ADD);

describe('a DingTalk push', () => {
  test('is verified, decrypted and known by its id', () => {
    const verification = verify(push(EVENT));
    expect(verification).toMatchObject({ deliveryId: 'c7c7120f2c07419a', secretId: 'current' });
    expect(textOf(verification)).toBe(EVENT);
  });

  test('is acknowledged in DingTalk’s form, with a new text each time', () => {
    const { ack: answered } = eventOf(verify(push(EVENT)));
    const ack = answered?.();
    expect(ack).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8' });
    expect(wordIn(ack?.body ?? '')).toBe('success');
    expect(JSON.parse(ack?.body ?? '')).toMatchObject({ timeStamp: String(NOW_MS) });
    expect(answered?.().body).not.toBe(ack?.body);
  });

  test.each([
    ['signature', 'timestamp'],
    ['signature', 'timeStamp'],
    ['msg_signature', 'timeStamp'],
  ])('is accepted with parameters named %s and %s', (signature, timestamp) => {
    const { query, ...request } = push(EVENT);
    const renamed = { [signature]: query.msg_signature, [timestamp]: query.timestamp, nonce: query.nonce };
    expect(verify({ ...request, query: renamed }).ok).toBe(true);
  });

  test('is accepted with a time in seconds', () => {
    expect(verify(push(EVENT, KEYS, String(NOW_MS / 1000))).ok).toBe(true);
  });

  test('without an id is known by its decrypted text', () => {
    const ids = [1, 2].map(() => eventOf(verify(push(JSON.stringify(OLD_USER_LEAVE)))).deliveryId);
    expect(ids[0]).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  test('with an id that is no valid key is known by a hash', () => {
    const verification = verify(push(JSON.stringify({ ...USER_ADD, eventId: '事件 1' })));
    expect(verification).toMatchObject({ deliveryId: expect.stringMatching(/^sha256-/) });
  });

  test.each(['{', '[]', '"x"', 'null', ''])(
    'is verified even with the unreadable content %j, so that it can be kept',
    (text) => {
      expect(verify(push(text))).toMatchObject({ ok: true, is: 'event' });
    },
  );
});

describe('the time and nonce of a DingTalk push', () => {
  const OLD = String(NOW_MS - 2 * 3_600_000);

  test.each([
    ['in milliseconds', OLD, String(NOW_MS)],
    ['in seconds', String(Number(OLD) / 1000), String(NOW_MS / 1000)],
  ])('cannot be swapped to make an old message new, %s', (_, timestamp, nonce) => {
    const { EventTime: _1, timeStamp: _2, ...untimed } = USER_ADD;
    for (const eventTime of [Number(timestamp), undefined]) {
      const { query, ...request } = push(JSON.stringify({ ...untimed, eventTime }), KEYS, timestamp, nonce);
      expect(verify({ ...request, query })).toMatchObject({ code: 'timestamp-too-old' });
      const swapped = { ...query, timestamp: query.nonce, nonce: query.timestamp };
      expect(codeOf(verify({ ...request, query: swapped }))).toBe('timestamp-not-its-own');
    }
  });

  test('are distinguished by the time in the message if the nonce looks like a time', () => {
    expect(verify(push(EVENT, KEYS, String(NOW_MS), '1372623149'))).toMatchObject({ ok: true });
  });

  test.each([
    ['before', String(NOW_MS - 1), false],
    ['at', String(NOW_MS), true],
    ['after', '2287315337', true],
  ])('are not confused if a message without a time has a nonce %s the timestamp', (_, nonce, isAccepted) => {
    const { EventTime: _1, timeStamp: _2, ...untimed } = USER_ADD;
    const { ok } = verify(push(JSON.stringify(untimed), KEYS, String(NOW_MS), nonce));
    expect(ok).toBe(isAccepted);
  });

  test.each(['17952228000', '179522280000', '1795222800000000', '2026-11-21T01:00:00Z'])(
    'are refused in the form %s',
    (timestamp) => {
      expect(verify(push(EVENT, KEYS, timestamp))).toMatchObject({ code: 'timestamp-not-numeric' });
    },
  );
});

describe('several DingTalk secrets', () => {
  const next = { ...KEYS, token: 'next', aesKey: '4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij' };
  const secrets = [secretOf('current', KEYS, true), secretOf('next', next)];

  test.each([
    ['current', KEYS],
    ['next', next],
  ])('accept a push by the one that fits, which also signs the answer: %s', (id, keys) => {
    const { secretId, ack } = eventOf(verify(push(EVENT, keys), secrets));
    expect(secretId).toBe(id);
    expect(wordIn(ack?.().body ?? '', keys)).toBe('success');
  });

  test('may differ only in the aesKey or only in the receiver', () => {
    for (const differing of [{ aesKey: next.aesKey }, { receiver: 'dingcorp01' }]) {
      const other = { ...KEYS, ...differing };
      const both = [secretOf('current', KEYS), secretOf('other', other)];
      expect(verify(push(EVENT, other), both)).toMatchObject({ ok: true, secretId: 'other' });
    }
  });

  test('do not accept the token of one with the aesKey of another', () => {
    const mixed = { ...KEYS, aesKey: next.aesKey };
    const verification = verify(push(EVENT, mixed), secrets);
    expect(verification).toMatchObject({ ok: false, secretsMatter: true });
  });
});

describe('a DingTalk challenge', () => {
  test.each(DINGTALK_VECTORS.filter(({ message }) => message.includes('check_')))(
    'is answered as in $name',
    ({ keys, timestamp, nonce, encrypt, signature, message }) => {
      const request = {
        ...push(''),
        query: { signature, timestamp, nonce },
        body: Buffer.from(JSON.stringify({ encrypt })),
      };
      const now = new Date(Number(timestamp)).toISOString() as Instant;
      const { secretId, answer } = handshakeOf(verify(request, [secretOf('current', keys)], now));
      expect(secretId).toBe('current');
      expect(answer).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8' });
      expect(wordIn(answer.body, keys)).toBe(JSON.parse(message).Random ?? 'success');
    },
  );

  test.each(['check_create_suite_url', 'check_update_suite_url'])(
    'of type %s gets its Random back',
    (EventType) => {
      const { answer } = handshakeOf(verify(push(JSON.stringify({ EventType, Random: 'LPIdSnlF' }))));
      expect(wordIn(answer.body)).toBe('LPIdSnlF');
    },
  );

  test('is refused if it is neither encrypted nor signed', () => {
    const body = Buffer.from('{"EventType":"check_url"}');
    expect(verify({ ...push(EVENT), body })).toMatchObject({ code: 'missing-parameters' });
    expect(verify({ ...push(EVENT), body, query: {} })).toMatchObject({ code: 'missing-parameters' });
  });
});

describe('dingtalkSource.verify', () => {
  test.each(['msg_signature', 'timestamp', 'nonce'])(
    'refuses a push without %s as missing-parameters',
    (name) => {
      for (const value of [undefined, '']) {
        const request = push(EVENT);
        const verification = verify({ ...request, query: { ...request.query, [name]: value } });
        expect(verification).toMatchObject({ code: 'missing-parameters', secretsMatter: false });
        expect(!verification.ok && verification.message).toContain(`missing ${name};`);
      }
    },
  );

  test.each(['', '{}', '{"encrypt":1}', '{"encrypt":""}', '[]', 'null', '{"encrypt"', '\uFFFE'])(
    'refuses the body %j as missing-parameters',
    (body) => {
      expect(codeOf(verify({ ...push(EVENT), body: Buffer.from(body) }))).toBe('missing-parameters');
    },
  );

  test.each([
    ['of another token', () => carrying(sealed(EVENT, KEYS), 'other')],
    ['in capitals', () => withSignature((signature) => signature.toUpperCase())],
    ['cut short', () => withSignature((signature) => signature.slice(0, 39))],
    ['repeated', () => withSignature((signature) => `${signature}${signature}`)],
    ['with a space after it', () => withSignature((signature) => `${signature} `)],
  ])('refuses a signature %s as signature-mismatch', (_, request) => {
    expect(verify(request())).toMatchObject({ code: 'signature-mismatch', secretsMatter: true });
  });

  function withSignature(changed: (signature: string) => string): HookRequest {
    const request = push(EVENT);
    const msg_signature = changed(request.query.msg_signature ?? '');
    return { ...request, query: { ...request.query, msg_signature } };
  }

  test.each([
    ['letters of the nonce after it', 'b7c1d0', (all: string) => [all.slice(0, -2), all.slice(-2)]],
    ['a letter of the nonce before it', '0b', (all: string) => [all.slice(1), all.slice(0, 1)]],
  ] as const)('refuses a time that has %s as timestamp-not-numeric', (_, nonce, drawn) => {
    const old = String(NOW_MS - 30 * 86_400_000);
    const request = push(EVENT, KEYS, old, nonce);
    const [timestamp = '', other = ''] = drawn([old, nonce].sort().join(''));
    const query = { ...request.query, timestamp, nonce: other };
    expect(verify({ ...request, query })).toMatchObject({ ok: false, code: 'timestamp-not-numeric' });
  });

  test.each([
    ['encrypted for another app', 'wrong-receiver', () => push(EVENT, { ...KEYS, receiver: 'dingappkey02' })],
    ['signed but not in whole blocks', 'cannot-be-decrypted', () => carrying(sealed(EVENT, KEYS).slice(4))],
    [
      'signed but shorter than it states',
      'length-out-of-bounds',
      () => carrying(sealed(EVENT, KEYS, { length: 100_000 })),
    ],
  ])('refuses a push that is %s as %s', (_, code, request) => {
    expect(verify(request())).toMatchObject({ code, secretsMatter: true });
  });

  test.each([
    ['an hour old', -3_600_000, 'accepted'],
    ['more than an hour old', -3_600_001, 'timestamp-too-old'],
    ['an hour ahead', 3_600_000, 'accepted'],
    ['more than an hour ahead', 3_600_001, 'timestamp-in-future'],
  ])('judges a push that is %s: %s', (_, offset, code) => {
    expect(codeOf(verify(push(EVENT, KEYS, String(NOW_MS + offset))))).toBe(code);
  });

  test('refuses a push in which any one bit differs or the body is cut off', () => {
    const request = push('{"EventType":"check_url"}');
    const flipped = [...flippedBits(request, { query: ['msg_signature', 'timestamp', 'nonce'] })];
    expect(flipped.filter((each) => verify(each).ok)).toEqual([]);
    for (let length = 0; length < request.body.length; length++)
      expect(verify({ ...request, body: request.body.subarray(0, length) }).ok).toBe(false);
  });
});
