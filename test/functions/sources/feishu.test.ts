import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import {
  decryptFeishu,
  feishuSignature,
  feishuSource,
  verifyFeishu,
} from '../../../functions/sources/feishu/feishu.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import {
  APP,
  encrypted,
  feishuEvent,
  feishuRequest,
  feishuSecret,
  signedEvent,
  unsigned,
} from './feishu-sender.ts';
import { DECRYPTIONS, ENCRYPTED_CHALLENGE, MARKED_EVENT, SIGNED } from './feishu-vectors.ts';
import { codeOf, eventOf, flippedBits, handshakeOf, textOf } from './verifying.ts';

const NOW_SECONDS = 1772414100;
const NOW = new Date(NOW_SECONDS * 1000).toISOString() as Instant;
const TOKEN_ONLY = { verificationToken: APP.verificationToken, unsigned: 'true' };
const EVENT = feishuEvent('corehr.employment.resigned_v1', { employment_id: '007' });
const CHALLENGE = { challenge: 'c-1', token: APP.verificationToken, type: 'url_verification' };

const verified = (request: HookRequest, secrets = [feishuSecret()]) => verifyFeishu(request, secrets, NOW);
const headed = (request: HookRequest, headers: HookRequest['headers']) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe('what is published', () => {
  test.each(DECRYPTIONS)('decrypts: $source', ({ encryptKey, encrypt, plain }) => {
    expect(decryptFeishu(encrypt, encryptKey)?.toString()).toBe(plain);
  });

  test('is an event by its signature, known by its own id', () => {
    const { encryptKey, verificationToken, headers, body, plain } = SIGNED;
    const request = { headers, body: Buffer.from(body) };
    const verification = verifyFeishu(request, [feishuSecret({ encryptKey, verificationToken })], NOW);
    expect(verification).toMatchObject({
      ok: true,
      is: 'event',
      deliveryId: '5e3702a84e847582be8db7fb73283c02',
      secretId: 'current',
    });
    expect(textOf(verification)).toBe(plain);
  });

  test('is a challenge that is answered with its own word', () => {
    const secret = feishuSecret({
      encryptKey: ENCRYPTED_CHALLENGE.encryptKey,
      verificationToken: 'iRdCP2WwXNBXRM3mGLqhrgch3cn0gbT6',
    });
    expect(verified(unsigned({ encrypt: ENCRYPTED_CHALLENGE.encrypt }), [secret])).toEqual({
      ok: true,
      is: 'handshake',
      secretId: 'current',
      answer: {
        status: 200,
        contentType: 'application/json',
        body: '{"challenge":"5634b122-c042-4634-bc7f-b07a3c3e77ad"}',
      },
    });
  });

  test('stays an event though it is marked as a challenge', () => {
    const app = { encryptKey: MARKED_EVENT.encryptKey, verificationToken: 'v' };
    const body = JSON.stringify({ encrypt: MARKED_EVENT.encrypt });
    expect(verified(feishuRequest(body, NOW_SECONDS, app), [feishuSecret(app)])).toMatchObject({
      is: 'event',
      deliveryId: 'f7984f25108f8137722bb63cee927e66',
    });
    expect(verified(unsigned({ encrypt: MARKED_EVENT.encrypt }), [feishuSecret(app)])).toMatchObject({
      code: 'not-signed',
    });
  });
});

describe('a signed event', () => {
  test('is acknowledged with an empty object', () => {
    const ack = eventOf(verified(signedEvent(EVENT, NOW_SECONDS))).ack?.();
    expect(ack).toEqual({ status: 200, contentType: 'application/json', body: '{}' });
  });

  test('of the older form is known by its uuid, one without either by what it says', () => {
    const old = { uuid: 'u-1', token: APP.verificationToken, type: 'event_callback', event: { type: 'x' } };
    expect(verified(signedEvent(old, NOW_SECONDS))).toMatchObject({ deliveryId: 'u-1' });
    const nameless = { token: APP.verificationToken, event: { type: 'x' } };
    expect(verified(signedEvent(nameless, NOW_SECONDS))).toMatchObject({
      deliveryId: expect.stringMatching(/^sha256-[0-9a-f]{64}$/),
    });
  });

  test('is what was encrypted, whatever stands beside it', () => {
    const beside = { header: { event_id: 'other' }, event: {}, uuid: 'u' };
    const body = JSON.stringify({ encrypt: encrypted(EVENT), ...beside });
    const verification = verified(feishuRequest(body, NOW_SECONDS));
    expect(verification).toMatchObject({ deliveryId: 'e-1' });
    expect(textOf(verification)).toBe(JSON.stringify(EVENT));
  });

  test('may come in the open, if it is signed', () => {
    expect(textOf(verified(feishuRequest(JSON.stringify(EVENT), NOW_SECONDS)))).toBe(JSON.stringify(EVENT));
  });

  test('with one bit of it turned over is never accepted', () => {
    const request = signedEvent(EVENT, NOW_SECONDS);
    const signedHeaders = ['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature'];
    const accepted = [...flippedBits(request, { headers: signedHeaders })].filter(
      (flipped) => verified(flipped).ok,
    );
    expect(accepted).toEqual([]);
  });

  test('is the same event, as old, where the line between time and nonce is drawn elsewhere', () => {
    const redrawn = (seconds: number) =>
      headed(signedEvent(EVENT, `${seconds}`), {
        'x-lark-request-timestamp': `${seconds}b7c`,
        'x-lark-request-nonce': '1d0',
      });
    expect(verified(redrawn(NOW_SECONDS))).toMatchObject({ deliveryId: 'e-1' });
    expect(codeOf(verified(redrawn(NOW_SECONDS - 9 * 3600)))).toBe('timestamp-too-old');
  });

  test.each([
    ['eight hours old', NOW_SECONDS - 8 * 3600, 'accepted'],
    ['a second older', NOW_SECONDS - 8 * 3600 - 1, 'timestamp-too-old'],
    ['an hour ahead', NOW_SECONDS + 3600, 'accepted'],
    ['a second further ahead', NOW_SECONDS + 3601, 'timestamp-in-future'],
    ['in milliseconds', NOW_SECONDS * 1000 + 5, 'accepted'],
    ['in old milliseconds', (NOW_SECONDS - 9 * 3600) * 1000, 'timestamp-too-old'],
    ['of the year 1970', 17, 'timestamp-too-old'],
    ['as Go prints it', '2026-03-02 09:15:00.123456789 +0800 CST m=+0.1', 'accepted'],
    ['as Go prints an old one', '2026-03-01 09:15:00.123456789 +0800 CST m=+0.1', 'timestamp-too-old'],
    ['in a form of its own', 'Monday', 'timestamp-not-understood'],
  ])('%s', (_, timestamp, expected) => {
    expect(codeOf(verified(signedEvent(EVENT, timestamp)))).toBe(expected);
  });

  test.each([
    ['its padding and more behind it', Buffer.from([0x80, 0, 0, 0x61])],
    ['a letter behind it', Buffer.from('x')],
  ])('with %s, as a plain hash can be gone on with, is refused', (_, more) => {
    const text = JSON.stringify({ encrypt: encrypted(EVENT) });
    const body = Buffer.concat([Buffer.from(text), more]);
    const request = feishuRequest(text, NOW_SECONDS);
    const parts = { timestamp: String(NOW_SECONDS), nonce: 'b7c1d0', body };
    const signature = feishuSignature(parts, APP.encryptKey).toString('hex');
    expect(codeOf(verified({ ...headed(request, { 'x-lark-signature': signature }), body }))).toBe(
      'not-json',
    );
  });

  test('that nobody can read is kept for a person', () => {
    const body = JSON.stringify({ encrypt: 'AAAA' });
    expect(textOf(verified(feishuRequest(body, NOW_SECONDS)))).toBe(body);
  });
});

describe('several secrets', () => {
  const next = { encryptKey: 'another-key-of-a-test', verificationToken: 'another-token' };
  const both = [feishuSecret(APP, 'current', true), feishuSecret(next, 'next')];

  test('are each good for what was signed with them', () => {
    expect(verified(signedEvent(EVENT, NOW_SECONDS), both)).toMatchObject({ secretId: 'current' });
    const event = feishuEvent('x', {}, { token: next.verificationToken });
    expect(verified(signedEvent(event, NOW_SECONDS, next), both)).toMatchObject({ secretId: 'next' });
  });

  test('do not lend each other their tokens', () => {
    expect(verified(signedEvent(EVENT, NOW_SECONDS, next), both)).toMatchObject({ code: 'token-mismatch' });
  });

  test('may share a key while the token is exchanged', () => {
    const newToken = feishuSecret({ ...APP, verificationToken: 'another-token' }, 'next');
    const event = feishuEvent('x', {}, { token: 'another-token' });
    const verification = verified(signedEvent(event, NOW_SECONDS), [feishuSecret(), newToken]);
    expect(verification).toMatchObject({ secretId: 'next' });
  });
});

describe('without a signature', () => {
  test('comes a challenge, encrypted where there is a key', () => {
    for (const verification of [
      verified(unsigned({ encrypt: encrypted(CHALLENGE) })),
      verified(unsigned(CHALLENGE), [feishuSecret(TOKEN_ONLY)]),
    ])
      expect(handshakeOf(verification).answer.body).toBe('{"challenge":"c-1"}');
  });

  test.each([
    ['an event, though it decrypts', { encrypt: encrypted(EVENT) }],
    ['an event that calls itself a challenge', { encrypt: encrypted({ ...EVENT, ...CHALLENGE }) }],
    ['a challenge of another type', { encrypt: encrypted({ ...CHALLENGE, type: 'event_callback' }) }],
    [
      'a challenge with a piece of an event',
      { encrypt: encrypted({ ...CHALLENGE, challenge: '{"name":"张' }) },
    ],
    ['a challenge longer than any', { encrypt: encrypted({ ...CHALLENGE, challenge: 'c'.repeat(201) }) }],
    ['a challenge with nothing to answer', { encrypt: encrypted({ ...CHALLENGE, challenge: 7 }) }],
    ['a challenge under another token', { encrypt: encrypted({ ...CHALLENGE, token: 'other' }) }],
    ['a challenge under another key', { encrypt: encrypted(CHALLENGE, { ...APP, encryptKey: 'other' }) }],
    ['a challenge in the open, though there is a key', CHALLENGE],
    ['an event in the open, though there is a key', EVENT],
    ['what is no text of AES', { encrypt: 'AAAA' }],
  ])('%s is refused in the same words', (_, content) => {
    expect(verified(unsigned(content))).toMatchObject({
      ok: false,
      code: 'not-signed',
      message: expect.stringContaining('X-Lark-Signature'),
      secretsMatter: true,
    });
  });

  test('nothing but a handshake ever comes of a challenge, whatever bit of it is turned over', () => {
    const told = [...flippedBits(unsigned({ encrypt: encrypted(CHALLENGE) }))].map((each) => verified(each));
    expect(told.filter((each) => each.ok && each.is === 'event')).toEqual([]);
  });

  test('nothing is taken for an app without a key beside one that has one', () => {
    const secrets = [feishuSecret(TOKEN_ONLY), feishuSecret(APP, 'next')];
    for (const content of [EVENT, CHALLENGE])
      expect(verified(unsigned(content), secrets)).toMatchObject({ code: 'not-signed', secretsMatter: true });
    const silent = feishuSecret({ verificationToken: APP.verificationToken });
    expect(codeOf(verified(unsigned(EVENT), [silent]))).toBe('not-signed');
  });

  test('an app without a key proves itself by its token alone', () => {
    const secrets = [feishuSecret(TOKEN_ONLY)];
    expect(verified(unsigned(EVENT), secrets)).toMatchObject({ is: 'event', deliveryId: 'unsigned-e-1' });
    const other = feishuEvent('x', {}, { token: 'other' });
    expect(verified(unsigned(other), secrets)).toMatchObject({ code: 'token-mismatch', secretsMatter: true });
    const empty = feishuEvent('x', {}, { token: '' });
    expect(codeOf(verified(unsigned(empty), secrets))).toBe('token-mismatch');
  });
});

describe('a refusal has a name', () => {
  const signed = signedEvent(EVENT, NOW_SECONDS);
  const without = (name: string) => headed(signed, { [name]: undefined });
  const signedBy = (signature: string) => headed(signed, { 'x-lark-signature': signature });
  const strange = signedEvent(EVENT, NOW_SECONDS, { ...APP, encryptKey: 'other' });
  const ofNobody = signedEvent(feishuEvent('x', {}, { token: 'x' }), NOW_SECONDS);

  test.each([
    ['no time', without('x-lark-request-timestamp'), 'missing-headers', false],
    ['no nonce', without('x-lark-request-nonce'), 'missing-headers', false],
    ['an empty signature', signedBy(''), 'missing-headers', false],
    ['another key', strange, 'signature-mismatch', true],
    ['two signatures', signedBy('a,b'), 'signature-mismatch', true],
    ['a body cut short', { ...signed, body: signed.body.subarray(0, -1) }, 'signature-mismatch', true],
    ['a token of nobody', ofNobody, 'token-mismatch', true],
    ['no token', signedEvent({ event: {} }, NOW_SECONDS), 'token-mismatch', true],
    ['no JSON', { ...unsigned({}), body: Buffer.from('encrypt=1') }, 'not-json', false],
  ])('%s', (_, request, code, secretsMatter) => {
    expect(verified(request)).toEqual({ ok: false, code, message: expect.any(String), secretsMatter });
  });

  test('a signed event needs a key in the secret', () => {
    expect(verified(signed, [feishuSecret(TOKEN_ONLY)])).toMatchObject({
      code: 'signature-mismatch',
      secretsMatter: true,
    });
  });
});

test.each<[Record<string, string>, boolean]>([
  [APP, true],
  [TOKEN_ONLY, true],
  [{ verificationToken: 't' }, false],
  [{ verificationToken: 't', unsigned: 'false' }, false],
  [{ ...APP, unsigned: 'true' }, false],
  [{ encryptKey: 'k' }, false],
  [{ encryptKey: 'k', verificationToken: ' ' }, false],
  [{ encryptKey: '', verificationToken: 't' }, false],
  [{ key: 'whsec_' }, false],
])('the secret %j can be used: %s', (parts, usable) => {
  expect(feishuSource.problemOfSecret(parts) === undefined).toBe(usable);
});

test.each([
  ['application/json', true],
  ['application/json; charset=utf-8', true],
  ['application/jsonp', false],
  ['text/plain', false],
])('content-type %s is taken: %s', (type, taken) => {
  expect(feishuSource.contentType.test(type)).toBe(taken);
});
