import { describe, expect, it } from 'vitest';
import { GUIDE_EXAMPLES } from '../../examples/guides.ts';
import { expectWords } from '../../support/expect-words.ts';
import { guideOf, linesOf } from '../../support/guides.ts';

describe('the lines of a guide, by example', () => {
  it.each(GUIDE_EXAMPLES)('$guide: $name', (example) => {
    const guide = guideOf(example);
    const lines = linesOf(guide);
    const codes = lines.map(({ says }) => says.code);
    for (const [code, by] of Object.entries(example.by ?? {})) {
      const line = lines.find(({ says }) => says.code === code);
      expect(codes, code).toContain(code);
      expect(line?.by ?? null, code).toBe(by);
    }
    for (const [code, values] of Object.entries(example.values ?? {})) {
      expect(lines.find(({ says }) => says.code === code)?.says.values, code).toMatchObject(values);
    }
    for (const code of example.never ?? []) expect(codes).not.toContain(code);
    expectWords(lines.map(({ says }) => says));
  });
});
