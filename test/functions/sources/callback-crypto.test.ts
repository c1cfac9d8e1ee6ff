import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  callbackSignature,
  decryptCallback,
  encryptCallback,
  problemOfEnvelopeSecret,
} from '../../../functions/sources/webhook/callback.ts';
import { sealed, sealedBytes, signed, unsealed } from '../../support/vendors/callback-cipher.ts';
import { CALLBACK_VECTORS } from './callback-vectors.ts';

const KEYS = {
  token: 'token',
  aesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
  receiver: 'ding0001',
};

describe.each(CALLBACK_VECTORS)('$name', ({ keys, timestamp, nonce, encrypt, signature, message }) => {
  test('has the signature that its vendor made', () => {
    expect(callbackSignature(keys.token, [timestamp, nonce, encrypt]).toString('hex')).toBe(signature);
    expect(signed(keys.token, timestamp, nonce, encrypt)).toBe(signature);
  });

  test('is decrypted, by the simulated senders too', () => {
    expect(unsealed(encrypt, keys)).toBe(message);
    expect(() => unsealed(encrypt, { ...keys, receiver: 'other' })).toThrow('another receiver');
    const decrypted = decryptCallback(encrypt, keys);
    expect(decrypted.ok && decrypted.message.toString()).toBe(message);
  });

  test('is not for a receiver that begins like the right one, nor for one that it begins with', () => {
    for (const receiver of [keys.receiver.slice(0, -1), `${keys.receiver}x`, keys.receiver.toUpperCase(), ''])
      expect(decryptCallback(encrypt, { ...keys, receiver })).toEqual({ ok: false, why: 'wrong-receiver' });
  });
});

describe('what we encrypt', () => {
  test('is read by the other side, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unsealed(encryptCallback(text, KEYS), KEYS)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  test.each(Array.from({ length: 33 }, (_, length) => length))(
    'of %i characters is padded as is usual',
    (length) => {
      const text = 'x'.repeat(length);
      expect(Buffer.from(encryptCallback(text, KEYS), 'base64').length % 32).toBe(0);
      expect(unsealed(encryptCallback(text, KEYS), KEYS)).toBe(text);
      const back = decryptCallback(sealed(text, KEYS), KEYS);
      expect(back.ok && back.message.toString()).toBe(text);
    },
  );

  test('is another text every time', () => {
    expect(encryptCallback('success', KEYS)).not.toBe(encryptCallback('success', KEYS));
  });
});

describe('a message is refused', () => {
  const why = (encrypt: string) => {
    const decrypted = decryptCallback(encrypt, KEYS);
    return decrypted.ok ? 'taken' : decrypted.why;
  };

  test.each([
    ['empty', ''],
    ['no base64', '%%%'],
    ['base64 with a blank in it', `${sealed('x', KEYS).slice(0, 8)} ${sealed('x', KEYS).slice(8)}`],
    ['15 bytes', Buffer.alloc(15).toString('base64')],
    ['17 bytes', Buffer.alloc(17).toString('base64')],
  ])('that is %s: cannot-be-decrypted', (_, encrypt) => {
    expect(why(encrypt)).toBe('cannot-be-decrypted');
  });

  test.each([
    ['+', '-'],
    ['/', '_'],
  ])('in base64 for URLs, %s written as %s: cannot-be-decrypted', (usual, forUrls) => {
    const { keys, encrypt } =
      CALLBACK_VECTORS.find((vector) => vector.encrypt.includes(usual)) ?? expect.unreachable();
    expect(decryptCallback(encrypt, keys).ok).toBe(true);
    const why = 'cannot-be-decrypted';
    expect(decryptCallback(encrypt.replaceAll(usual, forUrls), keys)).toEqual({ ok: false, why });
  });

  const message = 'x'.repeat(20);
  const count = 32 - ((20 + message.length + KEYS.receiver.length) % 32);
  const right = Array<number>(count).fill(count);
  const firstWrong = [count ^ 1, ...right.slice(1)];

  test('the padding that the others differ from is right', () => {
    expect(count).toBe(16);
    expect(why(sealed(message, KEYS, { padding: right }))).toBe('taken');
  });

  test.each([
    ['of nought', right.map(() => 0)],
    ['of 33, one more than there may be', Array<number>(48).fill(33)],
    ['of 255', right.map(() => 255)],
    ['whose first byte differs', firstWrong],
  ])('with a padding %s: bad-padding', (_, padding) => {
    expect(why(sealed(message, KEYS, { padding }))).toBe('bad-padding');
  });

  test('with a padding longer than itself: bad-padding', () => {
    expect(why(sealedBytes(Buffer.alloc(16, 17), KEYS.aesKey))).toBe('bad-padding');
  });

  test('with a padding of all its 32 bytes: there is no length left', () => {
    expect(why(sealedBytes(Buffer.alloc(32, 32), KEYS.aesKey))).toBe('length-out-of-bounds');
  });

  test('with a padding that leaves 19 bytes, and one that leaves 20', () => {
    const plain = (rest: number) => Buffer.concat([Buffer.alloc(rest), Buffer.alloc(32 - rest, 32 - rest)]);
    expect(why(sealedBytes(plain(19), KEYS.aesKey))).toBe('length-out-of-bounds');
    expect(why(sealedBytes(plain(20), KEYS.aesKey))).toBe('wrong-receiver');
  });

  test.each([
    ['all that there is, the receiver too', 28, 'wrong-receiver'],
    ['one byte more than there is', 29, 'length-out-of-bounds'],
    ['the most that four bytes can say', 0xffffffff, 'length-out-of-bounds'],
    ['one byte less than the message', 19, 'wrong-receiver'],
    ['nothing', 0, 'wrong-receiver'],
  ])('that says that it has %s', (_, length, code) => {
    expect(why(sealed(message, KEYS, { length }))).toBe(code);
  });

  test('under another aesKey, whatever comes out then', () => {
    const other = { ...KEYS, aesKey: KEYS.aesKey.replace('a', 'b') };
    for (let tries = 0; tries < 200; tries++)
      expect(why(sealed(message, other))).toMatch(/^(bad-padding|length-out-of-bounds|wrong-receiver)$/);
  });
});

describe('a secret', () => {
  const parts = { token: 't', aesKey: KEYS.aesKey, ownerKey: 'ding' };

  test.each(CALLBACK_VECTORS)('as of $name is good', ({ keys: { token, aesKey, receiver } }) => {
    expect(problemOfEnvelopeSecret({ token, aesKey, ownerKey: receiver }, 'ownerKey')).toBeUndefined();
  });

  test.each([
    ['without a token', { ...parts, token: '' }, 'must have token, as'],
    ['of a key alone', { key: 'whsec_x' }, 'must have token, aesKey, ownerKey, as'],
    ['for the other vendor', { ...parts, ownerKey: '', receiveId: 'wx' }, 'must have ownerKey, as'],
    ['with an aesKey of 42 characters', { ...parts, aesKey: KEYS.aesKey.slice(1) }, '43 characters'],
    ['with an aesKey of 44 characters', { ...parts, aesKey: `${KEYS.aesKey}=` }, '43 characters'],
    [
      'with an aesKey that is no base64',
      { ...parts, aesKey: KEYS.aesKey.replace('a', '-') },
      '43 characters',
    ],
  ])('%s has a problem, told without its value', (_, bad, problem) => {
    const told = problemOfEnvelopeSecret(bad, 'ownerKey');
    expect(told).toContain(problem);
    expect(told).not.toContain(KEYS.aesKey.slice(1, 20));
  });
});
