import fc from 'fast-check';

const BEFORE_SURROGATES = 0xd800;
const SURROGATES = 0x800;

/** Any code point except surrogates. The unit `binary` of fast-check first lists all code points, which takes a second. */
const codePoint = fc.integer({ min: 0, max: 0x10ffff - SURROGATES }).map(
  (n) => String.fromCodePoint(n < BEFORE_SURROGATES ? n : n + SURROGATES),
  (text) => {
    const point = [...String(text)].length === 1 ? (String(text).codePointAt(0) ?? 0) : Number.NaN;
    return point < BEFORE_SURROGATES ? point : point - SURROGATES;
  },
);

/** Any text, control characters and rare scripts included. */
export const anyText = (lengths: { readonly minLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ ...lengths, unit: codePoint });
