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

describe('a greeting', () => {
  test('as WeCom published it is answered with its bare word', () => {
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
    ['a line', 'a\n'],
    ['nothing', ''],
    ['a text too long', '1'.repeat(201)],
    ['Chinese', '张三'],
  ])('that holds %s is none', (_, message) => {
    expect(verify(greeting(sent(message)))).toMatchObject({ ok: false, code: 'not-a-challenge' });
  });

  test.each(['msg_signature', 'timestamp', 'nonce', 'echostr'])('without %s is refused', (name) => {
    const request = greeting(sent('1'));
    const without = { ...request, query: { ...request.query, [name]: undefined } };
    expect(codeOf(verify(without))).toBe('missing-parameters');
  });

  test('when any one bit of it differs is refused', () => {
    const request = greeting(sent('1616140317555161061'));
    const flipped = [...flippedBits(request, { query: Object.keys(request.query) })];
    expect(flipped.filter((each) => verify(each).ok)).toEqual([]);
  });

  test('whose plus signs became blanks on the way is refused', () => {
    const encrypt = WECOM_CHALLENGE.encrypt.replaceAll('+', ' ');
    const request = greeting({ ...WECOM_CHALLENGE, encrypt });
    expect(verify(request, undefined, at(WECOM_CHALLENGE))).toMatchObject({ code: 'signature-mismatch' });
  });
});

describe('a message', () => {
  test('as WeCom published it is decrypted', () => {
    expect(textOf(verify(post(WECOM_MESSAGE), undefined, at(WECOM_MESSAGE)))).toBe(WECOM_MESSAGE.message);
  });

  test('is known by its decrypted text, however it was encrypted and signed, another person’s by another', () => {
    const idOf = (xml: string, seconds = 0) =>
      eventOf(verify(post(sent(xml, KEYS, String(NOW_SECONDS + seconds))))).deliveryId;
    expect(idOf(DELETE_USER)).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(idOf(DELETE_USER, 5)).toBe(idOf(DELETE_USER));
    expect(idOf(DELETE_USER.replace('007', '008'))).not.toBe(idOf(DELETE_USER));
  });

  test.each([
    ['an empty answer', DELETE_USER, ''],
    ['an empty answer, unreadable as it is', '{}', ''],
    ["the word success where it is a suite's", SUITE_DELETE_USER, 'success'],
  ])('is acknowledged with %s', (_, message, body) => {
    const contentType = 'text/plain; charset=utf-8';
    expect(eventOf(verify(post(sent(message)))).ack?.()).toEqual({ status: 200, contentType, body });
  });

  test('is taken under either of two secrets', () => {
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
  ])('of type %s: %s', (type, isTaken) => {
    expect(wecomSource.contentType.test(type)).toBe(isTaken);
  });
});

describe('a message is refused', () => {
  test.each([
    ['that is no XML', '{"encrypt":"x"}', 'unreadable-xml'],
    ['with a DOCTYPE', '<!DOCTYPE xml><xml><Encrypt>x</Encrypt></xml>', 'unreadable-xml'],
    ['with two encrypted parts', '<xml><Encrypt>x</Encrypt><Encrypt>y</Encrypt></xml>', 'unreadable-xml'],
    ['without an encrypted part', DELETE_USER, 'missing-parameters'],
    ['with an empty one', '<xml><Encrypt></Encrypt></xml>', 'missing-parameters'],
    ['with a nested one', '<xml><A><Encrypt>x</Encrypt></A></xml>', 'missing-parameters'],
    ['of nothing', '', 'unreadable-xml'],
    ['that somebody else made', '<xml><Encrypt>x</Encrypt></xml>', 'signature-mismatch'],
  ])('%s', (_, body, code) => {
    expect(codeOf(verify({ ...post(sent(DELETE_USER)), body: Buffer.from(body) }))).toBe(code);
  });

  test.each([DELETE_USER, SUITE_DELETE_USER, DELETE_USER.replace(/<CreateTime>.*/, '')])(
    'that is two hours old, with its time and a nonce of now swapped',
    (xml) => {
      const old = NOW_SECONDS - 2 * 3600;
      const message = sent(xml.replace('1795219200', String(old)), KEYS, String(old), String(NOW_SECONDS));
      expect(verify(post(message))).toMatchObject({ code: 'timestamp-too-old' });
      const swapped = { ...message, timestamp: message.nonce, nonce: message.timestamp };
      expect(verify(post(swapped))).toMatchObject({ ok: false, code: 'timestamp-not-its-own' });
    },
  );

  test.each([String(NOW_SECONDS * 1000), '17952228000', '2026-11-21T01:00:00Z'])(
    'with a time in a form that WeCom does not have: %s',
    (timestamp) => {
      expect(codeOf(verify(post(sent(DELETE_USER, KEYS, timestamp))))).toBe('timestamp-not-numeric');
    },
  );

  test('not where the nonce only could be a time', () => {
    expect(verify(post(sent(DELETE_USER, KEYS, undefined, '1372623149')))).toMatchObject({ ok: true });
  });

  test('for another corp: wrong-receiver', () => {
    const verification = verify(post(sent(DELETE_USER, { ...KEYS, receiver: 'ww5823bf96d3bd56c7' })));
    expect(verification).toMatchObject({ code: 'wrong-receiver', secretsMatter: true });
  });

  test.each([
    ['an hour old', -3600, 'accepted'],
    ['an hour and a second old', -3601, 'timestamp-too-old'],
    ['an hour ahead', 3600, 'accepted'],
    ['an hour and a second ahead', 3601, 'timestamp-in-future'],
  ])('that is %s: %s', (_, offset, outcome) => {
    expect(codeOf(verify(post(sent(DELETE_USER, KEYS, String(NOW_SECONDS + offset)))))).toBe(outcome);
  });

  test('when any one bit of it differs, but for what is neither signed nor read', () => {
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
