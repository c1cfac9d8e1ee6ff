import type { Letter } from '../../../support/vendors/vendor.ts';

/** A letter with one bit of it flipped, and where. */
export interface Corrupted {
  readonly letter: Letter;
  readonly where: string;
}

/**
 * Flips a bit anywhere in what a sender writes: body, headers, query. Of 薪人薪事, which signs nothing, in its key
 * alone: a body that TLS let through changed is as good as any to its receiver.
 */
export function corrupted(letter: Letter, random: () => number): Corrupted {
  const [, route = '', key = '', query = ''] = /^(\/hooks\/[^/?]+\/?)([^?]*)(.*)$/s.exec(letter.path) ?? [];
  const places: readonly Place[] =
    key === ''
      ? [
          { where: 'body', bytes: letter.body, put: (body) => ({ ...letter, body }) },
          ...Object.entries(letter.headers).map(
            ([name, value]): Place => ({
              where: name,
              bytes: Buffer.from(value, 'latin1'),
              put: (bytes) => ({
                ...letter,
                headers: { ...letter.headers, [name]: bytes.toString('latin1') },
              }),
            }),
          ),
          {
            where: 'query',
            bytes: Buffer.from(query.slice(1), 'latin1'),
            put: (bytes) => ({ ...letter, path: `${route}?${bytes.toString('latin1')}` }),
          },
        ]
      : [
          {
            where: 'key',
            bytes: Buffer.from(key, 'latin1'),
            put: (bytes) => ({ ...letter, path: `${route}${bytes.toString('latin1')}` }),
          },
        ];
  return flippedIn(places, random);
}

interface Place {
  readonly where: string;
  readonly bytes: Buffer;
  put(bytes: Buffer): Letter;
}

/** Every byte is as likely as any other. */
function flippedIn(places: readonly Place[], random: () => number): Corrupted {
  const length = places.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let at = Math.floor(random() * length);
  for (const { where, bytes, put } of places) {
    if (at < bytes.length) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return { where, letter: put(flipped) };
    }
    at -= bytes.length;
  }
  throw new Error('there is nothing in the letter to be flipped');
}
