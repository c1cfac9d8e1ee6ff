import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../../functions/ports.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { wecomSource } from '../../../functions/sources/wecom/wecom.ts';
import { sealed, signed } from '../../support/vendors/callback-cipher.ts';
import { type CallbackVector, WECOM_CHALLENGE, WECOM_MESSAGE } from './callback-vectors.ts';
import { codeOf, eventOf, flippedBits, textOf } from './verifying.ts';
import { DELETE_USER, SUITE_DELETE_USER } from './wecom-messages.ts';

const { keys: KEYS } = WECOM_CHALLENGE;
const NOW = '2026-11-21T01:00:00.000Z' as Instant;
const NOW_SECONDS = Date.parse(NOW) / 1000;

function secretOf(id: string, { token, aesKey, receiver }: typeof KEYS): SourceSecret {
  return { id, retiring: false, parts: { token, aesKey, receiveId: receiver } };
}

type Sent = Pick<CallbackVector, 'timestamp' | 'nonce' | 'encrypt' | 'signature'>;

function sent(message: string, keys = KEYS, timestamp = String(NOW_SECONDS), nonce = '263014780'): Sent {
  const encrypt = sealed(message, keys);
  return { timestamp, nonce, encrypt, signature: signed(keys.token, timestamp, nonce, encrypt) };
}

function greeting({ timestamp, nonce, encrypt, signature }: Sent): HookRequest {
  const query = { msg_signature: signature, timestamp, nonce, echostr: encrypt };
  return { method: 'GET', headers: {}, query, body: new Uint8Array() };
}

function post({ timestamp, nonce, encrypt, signature }: Sent): HookRequest {
  const xml = `<xml><ToUserName><![CDATA[wwcorp01]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`;
  return {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    query: { msg_signature: signature, timestamp, nonce },
    body: Buffer.from(xml),
  };
}

const verify = (request: HookRequest, secrets = [secretOf('current', KEYS)], now = NOW) =>
  wecomSource.verify(request, secrets, now);

const at = ({ timestamp }: CallbackVector) => new Date(Number(timestamp) * 1000).toISOString() as Instant;

describe('a WeCom greeting', () => {
  test('is answered with its plain word, as WeCom published it', () => {
    expect(verify(greeting(WECOM_CHALLENGE), undefined, at(WECOM_CHALLENGE))).toEqual({
      ok: true,
      is: 'handshake',
      secretId: 'current',
      answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: '1616140317555161061' },
    });
  });

  test.each([
    ['an event', DELETE_USER],
    ['markup', '<script>'],
    ['two words', 'a b'],
    ['a line break', 'a\n'],
    ['nothing', ''],
    ['a text that is too long', '1'.repeat(201)],
    ['Chinese', '张三'],
  ])('is refused if it contains %s', (_, message) => {
    expect(verify(greeting(sent(message)))).toMatchObject({ ok: false, code: 'not-a-challenge' });
  });

  test.each(['msg_signature', 'timestamp', 'nonce', 'echostr'])('is refused without %s', (name) => {
    const request = greeting(sent('1'));
    const without = { ...request, query: { ...request.query, [name]: undefined } };
    expect(codeOf(verify(without))).toBe('missing-parameters');
  });

  test('is refused if any one bit differs', () => {
    const request = greeting(sent('1616140317555161061'));
    const flipped = [...flippedBits(request, { query: Object.keys(request.query) })];
    expect(flipped.filter((each) => verify(each).ok)).toEqual([]);
  });

  test('is refused if its plus signs became spaces on the way', () => {
    const encrypt = WECOM_CHALLENGE.encrypt.replaceAll('+', ' ');
    const request = greeting({ ...WECOM_CHALLENGE, encrypt });
    expect(verify(request, undefined, at(WECOM_CHALLENGE))).toMatchObject({ code: 'signature-mismatch' });
  });
});

describe('a WeCom message', () => {
  test('is decrypted as WeCom published it', () => {
    expect(textOf(verify(post(WECOM_MESSAGE), undefined, at(WECOM_MESSAGE)))).toBe(WECOM_MESSAGE.message);
  });

  test('is known by its decrypted text, however it was encrypted and signed', () => {
    const idOf = (xml: string, seconds = 0) =>
      eventOf(verify(post(sent(xml, KEYS, String(NOW_SECONDS + seconds))))).deliveryId;
    expect(idOf(DELETE_USER)).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(idOf(DELETE_USER, 5)).toBe(idOf(DELETE_USER));
    expect(idOf(DELETE_USER.replace('007', '008'))).not.toBe(idOf(DELETE_USER));
  });

  test.each([
    ['an empty answer', DELETE_USER, ''],
    ['an empty answer even if unreadable', '{}', ''],
    ['the word success if it is for a suite', SUITE_DELETE_USER, 'success'],
  ])('is acknowledged with %s', (_, message, body) => {
    const contentType = 'text/plain; charset=utf-8';
    expect(eventOf(verify(post(sent(message)))).ack?.()).toEqual({ status: 200, contentType, body });
  });

  test('is accepted under either of two secrets', () => {
    const next = { ...KEYS, token: 'next', receiver: 'wwsuite01' };
    const secrets = [secretOf('current', KEYS), secretOf('next', next)];
    expect(verify(post(sent(DELETE_USER)), secrets)).toMatchObject({ secretId: 'current' });
    expect(verify(post(sent(DELETE_USER, next)), secrets)).toMatchObject({ secretId: 'next' });
  });

  test.each([
    ['text/xml', true],
    ['application/xml; charset=utf-8', true],
    ['TEXT/XML;charset=UTF-8', true],
    ['application/json', false],
    ['text/xmlish', false],
    ['text/plain', false],
  ])('is accepted with the content type %s: %s', (type, isTaken) => {
    expect(wecomSource.contentType.test(type)).toBe(isTaken);
  });
});

describe('wecomSource.verify', () => {
  test.each([
    ['that is not XML', '{"encrypt":"x"}', 'unreadable-xml'],
    ['with a DOCTYPE', '<!DOCTYPE xml><xml><Encrypt>x</Encrypt></xml>', 'unreadable-xml'],
    ['with two encrypted parts', '<xml><Encrypt>x</Encrypt><Encrypt>y</Encrypt></xml>', 'unreadable-xml'],
    ['without an encrypted part', DELETE_USER, 'missing-parameters'],
    ['with an empty one', '<xml><Encrypt></Encrypt></xml>', 'missing-parameters'],
    ['with a nested one', '<xml><A><Encrypt>x</Encrypt></A></xml>', 'missing-parameters'],
    ['that is empty', '', 'unreadable-xml'],
    ['that is signed by somebody else', '<xml><Encrypt>x</Encrypt></xml>', 'signature-mismatch'],
  ])('refuses a message %s', (_, body, code) => {
    expect(codeOf(verify({ ...post(sent(DELETE_USER)), body: Buffer.from(body) }))).toBe(code);
  });

  test.each([DELETE_USER, SUITE_DELETE_USER, DELETE_USER.replace(/<CreateTime>.*/, '')])(
    'refuses a message of two hours ago whose time was swapped with a newer nonce',
    (xml) => {
      const old = NOW_SECONDS - 2 * 3600;
      const message = sent(xml.replace('1795219200', String(old)), KEYS, String(old), String(NOW_SECONDS));
      expect(verify(post(message))).toMatchObject({ code: 'timestamp-too-old' });
      const swapped = { ...message, timestamp: message.nonce, nonce: message.timestamp };
      expect(verify(post(swapped))).toMatchObject({ ok: false, code: 'timestamp-not-its-own' });
    },
  );

  test.each([String(NOW_SECONDS * 1000), '17952228000', '2026-11-21T01:00:00Z'])(
    'refuses a time in a form that WeCom does not use: %s',
    (timestamp) => {
      expect(codeOf(verify(post(sent(DELETE_USER, KEYS, timestamp))))).toBe('timestamp-not-numeric');
    },
  );

  test('accepts a message in which only the nonce looks like a time', () => {
    expect(verify(post(sent(DELETE_USER, KEYS, undefined, '1372623149')))).toMatchObject({ ok: true });
  });

  test('refuses a message to another corp as wrong-receiver', () => {
    const verification = verify(post(sent(DELETE_USER, { ...KEYS, receiver: 'ww5823bf96d3bd56c7' })));
    expect(verification).toMatchObject({ code: 'wrong-receiver', secretsMatter: true });
  });

  test.each([
    ['an hour old', -3600, 'accepted'],
    ['an hour and a second old', -3601, 'timestamp-too-old'],
    ['an hour ahead', 3600, 'accepted'],
    ['an hour and a second ahead', 3601, 'timestamp-in-future'],
  ])('judges the age of a message: %s is %s', (_, offset, outcome) => {
    expect(codeOf(verify(post(sent(DELETE_USER, KEYS, String(NOW_SECONDS + offset)))))).toBe(outcome);
  });

  test('refuses a message if any one signed bit differs', () => {
    const request = post(sent(DELETE_USER));
    /** The signed parts of a request: the parameters and the encrypted text in the body. */
    const signedIn = ({ query, body }: HookRequest) =>
      JSON.stringify([query, /<Encrypt>.*<\/Encrypt>/.exec(Buffer.from(body).toString('latin1'))?.[0]]);
    for (const flipped of flippedBits(request, { query: Object.keys(request.query) })) {
      const verification = verify(flipped);
      if (signedIn(flipped) !== signedIn(request)) expect(verification.ok).toBe(false);
      else if (verification.ok) expect(textOf(verification)).toBe(DELETE_USER);
    }
  });
});
