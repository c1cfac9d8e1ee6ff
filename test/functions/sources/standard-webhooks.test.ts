import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import {
  problemOfStandardSecret,
  verifyStandardWebhook,
} from '../../../functions/sources/webhook/standard-webhooks.ts';
import { OTHER_SECRET, SECRET, type Signing, signedRequest } from '../../support/signed-request.ts';
import { FINCH, VECTORS, type Vector } from './standard-webhooks-vectors.ts';
import { flippedBits } from './verifying.ts';

const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
const instantAt = (seconds: number) => new Date(seconds * 1_000).toISOString() as Instant;
const signingSecrets = (secrets: readonly string[]) =>
  secrets.map((key, index) => ({ id: `key-${index}`, retiring: false, parts: { key } }));

function verified({ secrets, id, timestamp, body, signature }: Vector, after = 0): boolean {
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const now = instantAt(Number.parseInt(timestamp, 10) + after);
  return verifyStandardWebhook({ headers, body: Buffer.from(body) }, signingSecrets(secrets), now).ok;
}

describe('verifyStandardWebhook', () => {
  test.each(VECTORS)('judges an example, $name: valid is $valid', (vector) => {
    expect(verified(vector)).toBe(vector.valid);
  });

  test.each(VECTORS.filter(({ valid }) => valid))(
    'accepts an example for 300 s either way, not for 301: $name',
    (vector) => {
      expect([-301, -300, 300, 301].map((after) => verified(vector, after))).toEqual([
        false,
        true,
        true,
        false,
      ]);
    },
  );

  test.each([
    ['svix', 'svix-id', 'svix-timestamp', 'svix-signature'],
    ['Finch', 'finch-event-id', 'finch-timestamp', 'finch-signature'],
  ])('reads the header names of %s, and does not mix them with others', (_, id, timestamp, signature) => {
    const now = instantAt(1772414100);
    const { headers, body } = signedRequest('{}', { id: 'evt_1', timestamp: 1772414100 });
    const own = {
      [id]: headers['webhook-id'],
      [timestamp]: headers['webhook-timestamp'],
      [signature]: headers['webhook-signature'],
    };
    const verify = (changed: Record<string, string | undefined>) =>
      verifyStandardWebhook({ headers: { ...own, ...changed }, body }, signingSecrets([SECRET]), now);
    expect(verify({})).toMatchObject({ ok: true, deliveryId: 'evt_1' });
    expect(verify({ [signature]: undefined })).toMatchObject({
      code: 'missing-headers',
      message: `missing ${signature}; sign as Standard Webhooks 1.0`,
    });
    expect(verify({ [timestamp]: '1772413799' })).toMatchObject({
      code: 'timestamp-too-old',
      message: expect.stringContaining(timestamp),
    });
    expect(verify({ [id]: 'evt_2' })).toMatchObject({ code: 'signature-mismatch' });
    // The id header decides whose headers are read. Headers of two senders are never combined.
    expect(verify({ 'webhook-id': 'evt_1' })).toMatchObject({ code: 'missing-headers' });
  });

  test('accepts the example published with the Finch library', () => {
    const headers = {
      'finch-event-id': FINCH.id,
      'finch-timestamp': FINCH.timestamp,
      'finch-signature': FINCH.signature,
    };
    const now = instantAt(Number(FINCH.timestamp));
    const verify = (body: string) =>
      verifyStandardWebhook({ headers, body: Buffer.from(body) }, signingSecrets(FINCH.secrets), now);
    expect(verify(FINCH.body)).toMatchObject({ ok: true, deliveryId: FINCH.id, secretId: 'key-0' });
    expect(verify(`${FINCH.body} `)).toMatchObject({ ok: false, code: 'signature-mismatch' });
  });

  test('accepts any content and id signed by the library of the standard', () => {
    const library = new Webhook(SECRET);
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (id, text) => {
          const signature = library.sign(id, new Date(1772414100_000), text);
          const headers = {
            'webhook-id': id,
            'webhook-timestamp': '1772414100',
            'webhook-signature': signature,
          };
          const request = { headers, body: Buffer.from(text) };
          return verifyStandardWebhook(request, signingSecrets([SECRET]), instantAt(1772414100)).ok;
        },
      ),
    );
  });

  test('accepts any bytes signed by us, at any millisecond of the last second', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 999 }), (body, milliseconds) => {
        const now = new Date(1772414400_000 + milliseconds).toISOString() as Instant;
        const request = signedRequest(body, { id: 'msg_1', timestamp: 1772414100 });
        return verifyStandardWebhook(request, signingSecrets([SECRET]), now).ok;
      }),
    );
  });
});

const SIGNED_AT = 1772414100;
const at = (told: Partial<Signing> = {}) =>
  signedRequest('{"a":1}', { id: 'm', timestamp: SIGNED_AT, ...told });
const verify = (request: HookRequest) =>
  verifyStandardWebhook(request, signingSecrets([SECRET]), instantAt(SIGNED_AT));
const codeOf = (told: Partial<Signing>) => {
  const verification = verify(at(told));
  return verification.ok ? 'accepted' : verification.code;
};

describe('verifyStandardWebhook on invalid messages', () => {
  test.each(SIGNED_HEADERS)('refuses a message without %s', (name) => {
    for (const value of [undefined, ''])
      expect(codeOf({ headers: { [name]: value } })).toBe('missing-headers');
  });

  test.each([
    ['301 s old', SIGNED_AT - 301, 'timestamp-too-old'],
    ['301 s in the future', SIGNED_AT + 301, 'timestamp-in-future'],
    ['in milliseconds', SIGNED_AT * 1_000, 'timestamp-not-numeric'],
    ['followed by letters', `${SIGNED_AT}abc`, 'timestamp-not-numeric'],
    ['a fraction', `${SIGNED_AT}.9`, 'timestamp-not-numeric'],
    ['negative', `-${SIGNED_AT}`, 'timestamp-not-numeric'],
    ['a date', instantAt(SIGNED_AT), 'timestamp-not-numeric'],
    ['an exponent', '1e9', 'timestamp-not-numeric'],
    ['hexadecimal', '0x65a0', 'timestamp-not-numeric'],
    ['sent twice', `${SIGNED_AT},${SIGNED_AT}`, 'timestamp-not-numeric'],
    ['in other digits', '１７６３６８６８００', 'timestamp-not-numeric'],
  ])('refuses a message whose timestamp is %s', (_, timestamp, code) => {
    expect(codeOf({ timestamp })).toBe(code);
  });

  const signature = at().headers['webhook-signature'] ?? '';
  const other = at({ secret: OTHER_SECRET }).headers['webhook-signature'] ?? '';

  test.each([
    ['of another secret', other],
    ['twice, joined with a comma', `${signature},${signature}`],
    ['without its scheme', signature.slice(3)],
    ['under another scheme', signature.replace('v1,', 'v2,')],
    ['cut short', signature.slice(0, 20)],
    ['without its padding', signature.slice(0, -1)],
    ['with bytes after it', `${signature}AAAA`],
    ['as an empty one', 'v1,'],
    ['as spaces only', '   '],
  ])('refuses a message that presents its signature %s', (_, presented) => {
    expect(codeOf({ headers: { 'webhook-signature': presented } })).toBe('signature-mismatch');
  });

  test('accepts signatures of other schemes and secrets beside a valid one', () => {
    const list = `v1a,AAAA ${other} nonsense ${signature}`;
    expect(codeOf({ headers: { 'webhook-signature': list } })).toBe('accepted');
  });

  test('refuses a message in which any one bit differs', () => {
    expect(
      [...flippedBits(at(), { headers: SIGNED_HEADERS })].filter((flipped) => verify(flipped).ok),
    ).toEqual([]);
  });
});

describe('the delivery id of a Standard Webhooks message', () => {
  const deliveryId = (id: string) => {
    const verification = verify(at({ id }));
    return verification.ok && verification.is === 'event' ? verification.deliveryId : undefined;
  };

  test.each(['msg_1', 'a#b', '../../x', '__proto__', 'x'.repeat(200), 'standard:1:2'])(
    '%s is kept as it is',
    (id) => {
      expect(deliveryId(id)).toBe(id);
    },
  );

  test.each([
    ['201 characters', 'x'.repeat(201)],
    ['a line break', 'a\nb'],
    ['a space', 'a b'],
    ['characters beyond ASCII', '消息'],
  ])('with %s is known by its hash', (_, id) => {
    expect(deliveryId(id)).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(deliveryId(id)).toBe(deliveryId(id));
    expect(deliveryId(id)).not.toBe(deliveryId(`${id}x`));
  });
});

describe('problemOfStandardSecret', () => {
  test.each([
    ['with its prefix', SECRET],
    ['without its prefix', SECRET.replace('whsec_', '')],
    ['of 24 bytes', Buffer.alloc(24).toString('base64')],
  ])('accepts a secret %s', (_, key) => {
    expect(problemOfStandardSecret({ key })).toBeUndefined();
  });

  test.each([
    ['empty', ''],
    ['only the prefix', 'whsec_'],
    ['of 23 bytes', Buffer.alloc(23).toString('base64')],
    ['not base64', '密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥'],
    ['missing', undefined],
  ])('refuses a secret that is %s, and does not show it', (_, key) => {
    const problem = problemOfStandardSecret(key === undefined ? { token: 't' } : { key });
    expect(problem).toBe('must be base64 of 24 bytes or more, with or without whsec_ before it');
  });
});
