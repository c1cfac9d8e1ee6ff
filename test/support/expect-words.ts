import { expect } from 'vitest';
import { reasonText } from '../../domain/letter/reason-text.ts';
import type { Reason } from '../../domain/reasons/reason.ts';

/** Checks that every reason gives a complete sentence in both languages. */
export function expectWords(because: readonly Reason[]): void {
  expect(because.length).toBeGreaterThan(0);
  for (const reason of because) {
    expect(reasonText(reason, 'zh')).toMatch(/^[^{}]*\p{Script=Han}[^{}]*[。）]$/u);
    expect(reasonText(reason, 'en')).toMatch(/^[^{}]+[.)]$/);
    for (const text of [reasonText(reason, 'zh'), reasonText(reason, 'en')])
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
  }
}
