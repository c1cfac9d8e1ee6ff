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

describe('the published Feishu examples', () => {
  test.each(DECRYPTIONS)('are decrypted: $source', ({ encryptKey, encrypt, plain }) => {
    expect(decryptFeishu(encrypt, encryptKey)?.toString()).toBe(plain);
  });

  test('contain a signed event, known by its own id', () => {
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

  test('contain a challenge, which is answered with its own word', () => {
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

  test('contain an event marked as a challenge, which remains an event', () => {
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

describe('a signed Feishu event', () => {
  test('is acknowledged with an empty object', () => {
    const ack = eventOf(verified(signedEvent(EVENT, NOW_SECONDS))).ack?.();
    expect(ack).toEqual({ status: 200, contentType: 'application/json', body: '{}' });
  });

  test('is known by its uuid in the older form, and without an id by its content', () => {
    const old = { uuid: 'u-1', token: APP.verificationToken, type: 'event_callback', event: { type: 'x' } };
    expect(verified(signedEvent(old, NOW_SECONDS))).toMatchObject({ deliveryId: 'u-1' });
    const nameless = { token: APP.verificationToken, event: { type: 'x' } };
    expect(verified(signedEvent(nameless, NOW_SECONDS))).toMatchObject({
      deliveryId: expect.stringMatching(/^sha256-[0-9a-f]{64}$/),
    });
  });

  test('is read from the encrypted part, not from fields beside it', () => {
    const beside = { header: { event_id: 'other' }, event: {}, uuid: 'u' };
    const body = JSON.stringify({ encrypt: encrypted(EVENT), ...beside });
    const verification = verified(feishuRequest(body, NOW_SECONDS));
    expect(verification).toMatchObject({ deliveryId: 'e-1' });
    expect(textOf(verification)).toBe(JSON.stringify(EVENT));
  });

  test('may be unencrypted', () => {
    expect(textOf(verified(feishuRequest(JSON.stringify(EVENT), NOW_SECONDS)))).toBe(JSON.stringify(EVENT));
  });

  test('is refused if any one bit differs', () => {
    const request = signedEvent(EVENT, NOW_SECONDS);
    const signedHeaders = ['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature'];
    const accepted = [...flippedBits(request, { headers: signedHeaders })].filter(
      (flipped) => verified(flipped).ok,
    );
    expect(accepted).toEqual([]);
  });

  test('keeps its id and age if the border between time and nonce is moved', () => {
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
    ['eight hours and a second old', NOW_SECONDS - 8 * 3600 - 1, 'timestamp-too-old'],
    ['an hour ahead', NOW_SECONDS + 3600, 'accepted'],
    ['an hour and a second ahead', NOW_SECONDS + 3601, 'timestamp-in-future'],
    ['in milliseconds', NOW_SECONDS * 1000 + 5, 'accepted'],
    ['in milliseconds, nine hours old', (NOW_SECONDS - 9 * 3600) * 1000, 'timestamp-too-old'],
    ['of the year 1970', 17, 'timestamp-too-old'],
    ['as Go prints it, now', '2026-03-02 09:15:00.123456789 +0800 CST m=+0.1', 'accepted'],
    ['as Go prints it, a day old', '2026-03-01 09:15:00.123456789 +0800 CST m=+0.1', 'timestamp-too-old'],
    ['in another form', 'Monday', 'timestamp-not-understood'],
  ])('is accepted or refused by its time: %s', (_, timestamp, expected) => {
    expect(codeOf(verified(signedEvent(EVENT, timestamp)))).toBe(expected);
  });

  test.each([
    ['padding and more after it', Buffer.from([0x80, 0, 0, 0x61])],
    ['a letter after it', Buffer.from('x')],
  ])('is refused with %s, although a plain hash can be extended', (_, more) => {
    const text = JSON.stringify({ encrypt: encrypted(EVENT) });
    const body = Buffer.concat([Buffer.from(text), more]);
    const request = feishuRequest(text, NOW_SECONDS);
    const parts = { timestamp: String(NOW_SECONDS), nonce: 'b7c1d0', body };
    const signature = feishuSignature(parts, APP.encryptKey).toString('hex');
    expect(codeOf(verified({ ...headed(request, { 'x-lark-signature': signature }), body }))).toBe(
      'not-json',
    );
  });

  test('is kept for a person if it is unreadable', () => {
    const body = JSON.stringify({ encrypt: 'AAAA' });
    expect(textOf(verified(feishuRequest(body, NOW_SECONDS)))).toBe(body);
  });
});

describe('several Feishu secrets', () => {
  const next = { encryptKey: 'another-key-of-a-test', verificationToken: 'another-token' };
  const both = [feishuSecret(APP, 'current', true), feishuSecret(next, 'next')];

  test('each accept what was signed with them', () => {
    expect(verified(signedEvent(EVENT, NOW_SECONDS), both)).toMatchObject({ secretId: 'current' });
    const event = feishuEvent('x', {}, { token: next.verificationToken });
    expect(verified(signedEvent(event, NOW_SECONDS, next), both)).toMatchObject({ secretId: 'next' });
  });

  test('do not accept each other’s tokens', () => {
    expect(verified(signedEvent(EVENT, NOW_SECONDS, next), both)).toMatchObject({ code: 'token-mismatch' });
  });

  test('may share a key while the token is replaced', () => {
    const newToken = feishuSecret({ ...APP, verificationToken: 'another-token' }, 'next');
    const event = feishuEvent('x', {}, { token: 'another-token' });
    const verification = verified(signedEvent(event, NOW_SECONDS), [feishuSecret(), newToken]);
    expect(verification).toMatchObject({ secretId: 'next' });
  });
});

describe('a Feishu request without a signature', () => {
  test('may be a challenge, encrypted if there is a key', () => {
    for (const verification of [
      verified(unsigned({ encrypt: encrypted(CHALLENGE) })),
      verified(unsigned(CHALLENGE), [feishuSecret(TOKEN_ONLY)]),
    ])
      expect(handshakeOf(verification).answer.body).toBe('{"challenge":"c-1"}');
  });

  test.each([
    ['an event that can be decrypted', { encrypt: encrypted(EVENT) }],
    ['an event that calls itself a challenge', { encrypt: encrypted({ ...EVENT, ...CHALLENGE }) }],
    ['a challenge of another type', { encrypt: encrypted({ ...CHALLENGE, type: 'event_callback' }) }],
    [
      'a challenge with a piece of an event',
      { encrypt: encrypted({ ...CHALLENGE, challenge: '{"name":"张' }) },
    ],
    ['a challenge that is too long', { encrypt: encrypted({ ...CHALLENGE, challenge: 'c'.repeat(201) }) }],
    ['a challenge without a text', { encrypt: encrypted({ ...CHALLENGE, challenge: 7 }) }],
    ['a challenge under another token', { encrypt: encrypted({ ...CHALLENGE, token: 'other' }) }],
    ['a challenge under another key', { encrypt: encrypted(CHALLENGE, { ...APP, encryptKey: 'other' }) }],
    ['an unencrypted challenge although there is a key', CHALLENGE],
    ['an unencrypted event although there is a key', EVENT],
    ['a text that is not AES', { encrypt: 'AAAA' }],
  ])('is refused with the same answer: %s', (_, content) => {
    expect(verified(unsigned(content))).toMatchObject({
      ok: false,
      code: 'not-signed',
      message: expect.stringContaining('X-Lark-Signature'),
      secretsMatter: true,
    });
  });

  test('never becomes an event, whichever bit of a challenge is flipped', () => {
    const told = [...flippedBits(unsigned({ encrypt: encrypted(CHALLENGE) }))].map((each) => verified(each));
    expect(told.filter((each) => each.ok && each.is === 'event')).toEqual([]);
  });

  test('is refused for an app without a key if another secret has one', () => {
    const secrets = [feishuSecret(TOKEN_ONLY), feishuSecret(APP, 'next')];
    for (const content of [EVENT, CHALLENGE])
      expect(verified(unsigned(content), secrets)).toMatchObject({ code: 'not-signed', secretsMatter: true });
    const silent = feishuSecret({ verificationToken: APP.verificationToken });
    expect(codeOf(verified(unsigned(EVENT), [silent]))).toBe('not-signed');
  });

  test('is accepted by its token alone for an app without a key', () => {
    const secrets = [feishuSecret(TOKEN_ONLY)];
    expect(verified(unsigned(EVENT), secrets)).toMatchObject({ is: 'event', deliveryId: 'unsigned-e-1' });
    const other = feishuEvent('x', {}, { token: 'other' });
    expect(verified(unsigned(other), secrets)).toMatchObject({ code: 'token-mismatch', secretsMatter: true });
    const empty = feishuEvent('x', {}, { token: '' });
    expect(codeOf(verified(unsigned(empty), secrets))).toBe('token-mismatch');
  });
});

describe('verifyFeishu', () => {
  const signed = signedEvent(EVENT, NOW_SECONDS);
  const without = (name: string) => headed(signed, { [name]: undefined });
  const signedBy = (signature: string) => headed(signed, { 'x-lark-signature': signature });
  const strange = signedEvent(EVENT, NOW_SECONDS, { ...APP, encryptKey: 'other' });
  const ofNobody = signedEvent(feishuEvent('x', {}, { token: 'x' }), NOW_SECONDS);

  test.each([
    ['a missing time', without('x-lark-request-timestamp'), 'missing-headers', false],
    ['a missing nonce', without('x-lark-request-nonce'), 'missing-headers', false],
    ['an empty signature', signedBy(''), 'missing-headers', false],
    ['another key', strange, 'signature-mismatch', true],
    ['two signatures', signedBy('a,b'), 'signature-mismatch', true],
    ['a body cut short', { ...signed, body: signed.body.subarray(0, -1) }, 'signature-mismatch', true],
    ['an unknown token', ofNobody, 'token-mismatch', true],
    ['a missing token', signedEvent({ event: {} }, NOW_SECONDS), 'token-mismatch', true],
    ['a body that is not JSON', { ...unsigned({}), body: Buffer.from('encrypt=1') }, 'not-json', false],
  ])('refuses %s with its code', (_, request, code, secretsMatter) => {
    expect(verified(request)).toEqual({ ok: false, code, message: expect.any(String), secretsMatter });
  });

  test('refuses a signed event if the secret has no key', () => {
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
])('problemOfSecret judges the Feishu secret %j: usable is %s', (parts, usable) => {
  expect(feishuSource.problemOfSecret(parts) === undefined).toBe(usable);
});

test.each([
  ['application/json', true],
  ['application/json; charset=utf-8', true],
  ['application/jsonp', false],
  ['text/plain', false],
])('the Feishu source takes the content type %s: %s', (type, taken) => {
  expect(feishuSource.contentType.test(type)).toBe(taken);
});
