import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keys } from '../../../../functions/adapters/dynamodb/keys.ts';

/**
 * The parts of the keys that have an id before their last part. HR systems, bills and staff choose the ids, so an id
 * may contain any character. A `word` is a day or one of our own names, and contains no `#`.
 */
const IDS_BEFORE: Readonly<Record<string, readonly ('id' | 'word')[]>> = {
  fact: ['id', 'word', 'id'],
  spell: ['id', 'id'],
  guide: ['id', 'id'],
  unknownCharge: ['id', 'word', 'id'],
  rosterFinding: ['id', 'word', 'id', 'word'],
  unitFact: ['id', 'id'],
  importFact: ['id', 'id'],
  activity: ['id', 'word', 'id'],
  digestSent: ['id', 'word'],
};

const OF_SEVERAL = Object.entries(keys).flatMap(([name, made]) =>
  typeof made === 'function' && made.length > 1
    ? [{ name, made: made as (...parts: string[]) => unknown }]
    : [],
);

/** All ways to group the pieces into the given parts. Joined by `#`, all of them give the same text. */
function cuts(pieces: readonly string[], parts: readonly ('id' | 'word')[]): string[][] {
  const [first, ...others] = parts;
  if (first === undefined) return pieces.length === 0 ? [[]] : [];
  const most = first === 'word' ? Math.min(1, pieces.length) : pieces.length - others.length;
  return Array.from({ length: Math.max(0, most) }, (_, i) => i + 1).flatMap((count) =>
    cuts(pieces.slice(count), others).map((rest) => [pieces.slice(0, count).join('#'), ...rest]),
  );
}

const pieces = fc.array(fc.constantFrom('', 'A', '%', '%23', 'standard:x', '2026-11-02', 'FACT'), {
  minLength: 2,
  maxLength: 7,
});

it.each(OF_SEVERAL)('two different tuples never have the same key: $name', ({ name, made }) => {
  const parts = IDS_BEFORE[name] ?? [...Array.from({ length: made.length - 1 }, () => 'word' as const), 'id'];
  fc.assert(
    fc.property(pieces, (some) => {
      const cut = cuts(some, parts);
      const written = cut.map((tuple, i) =>
        tuple.map((part, at) => (parts[at] === 'id' && i % 2 === 1 ? part.replaceAll('#', '%23') : part)),
      );
      const tuples = new Map([...cut, ...written].map((tuple) => [JSON.stringify(tuple), tuple]));
      const found = new Set([...tuples.values()].map((tuple) => JSON.stringify(made(...tuple))));
      expect(found.size).toBe(tuples.size);
    }),
  );
});
