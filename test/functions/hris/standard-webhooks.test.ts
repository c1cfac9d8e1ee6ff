import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { verifyStandardWebhook } from '../../../functions/hris/standard-webhooks.ts';
import { keyOf, SECRET, signedRequest } from '../../support/signed-request.ts';
import { VECTORS, type Vector } from './standard-webhooks-vectors.ts';

const instantAt = (seconds: number) => new Date(seconds * 1_000).toISOString() as Instant;
const signingSecrets = (secrets: readonly string[]) =>
  secrets.map((secret, index) => ({ id: `key-${index}`, key: keyOf(secret) }));

function verified({ secrets, id, timestamp, body, signature }: Vector, after = 0): boolean {
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const now = instantAt(Number.parseInt(timestamp, 10) + after);
  return verifyStandardWebhook({ headers, body: Buffer.from(body) }, signingSecrets(secrets), now).ok;
}

describe('a message', () => {
  test.each(VECTORS)('$name: valid is $valid', (vector) => {
    expect(verified(vector)).toBe(vector.valid);
  });

  test.each(VECTORS.filter(({ valid }) => valid))(
    '$name: holds for 300 s either way, not for 301',
    (vector) => {
      expect([-301, -300, 300, 301].map((after) => verified(vector, after))).toEqual([
        false,
        true,
        true,
        false,
      ]);
    },
  );

  test('is read under the header names of the senders that have their own', () => {
    const { headers, body } = signedRequest('{}', { id: 'evt_1', timestamp: 1772414100 });
    const own = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.replace('webhook-', 'svix-'), value]),
    );
    const secrets = signingSecrets([SECRET]);
    expect(verifyStandardWebhook({ headers: own, body }, secrets, instantAt(1772414100), 'svix').ok).toBe(
      true,
    );
    expect(verifyStandardWebhook({ headers: own, body }, secrets, instantAt(1772414100)).ok).toBe(false);
  });

  test('of any content and id, signed by the library of the standard, is accepted', () => {
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

  test('of any bytes, signed by us, is accepted, whatever half a second it is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 999 }), (body, milliseconds) => {
        const now = new Date(1772414400_000 + milliseconds).toISOString() as Instant;
        const request = signedRequest(body, { id: 'msg_1', timestamp: 1772414100 });
        return verifyStandardWebhook(request, signingSecrets([SECRET]), now).ok;
      }),
    );
  });
});

describe('the id of a delivery', () => {
  const deliveryId = (id: string) => {
    const request = signedRequest('{}', { id, timestamp: 1772414100 });
    const verification = verifyStandardWebhook(request, signingSecrets([SECRET]), instantAt(1772414100));
    return verification.ok ? verification.deliveryId : undefined;
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
    ['a blank', 'a b'],
    ['characters beyond ASCII', '消息'],
  ])('with %s is known by its hash', (_, id) => {
    expect(deliveryId(id)).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(deliveryId(id)).toBe(deliveryId(id));
    expect(deliveryId(id)).not.toBe(deliveryId(`${id}x`));
  });
});
