import { expect } from 'vitest';
import type { Case } from '../../domain/cases/case.ts';
import type { MoneyParts } from '../../domain/rules/money-at-stake.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { yuan } from '../../domain/values/money.ts';
import { expectWords } from './expect-words.ts';

/** Helpers of the tests that run worked examples. */

export function expectOwnNames(examples: readonly { readonly name: string }[]): void {
  const names = examples.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
}

/** Checks that every reason and step of the cases gives a complete sentence in both languages. */
export function expectWordsIn(cases: readonly Case[]): void {
  for (const { because, steps = [] } of cases) expectWords([...because, ...steps]);
}

/** The parts of an amount in yuan, `?` for an unknown one. They are separate, because the person's part is theirs. */
export function partsText({ unitPart, personalPart }: MoneyParts, separator = ' / '): string {
  return [unitPart, personalPart].map((part) => (part === undefined ? '?' : yuan(part))).join(separator);
}

/** The fields that the example states, and those that are always compared. */
export function statedFields<T extends object>(
  all: T,
  expected: object,
  always: readonly string[],
): Partial<T> {
  const asked = [...always, ...Object.keys(expected)];
  return Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key))) as Partial<T>;
}

/** The unit U1 of the region, which files online unless the changes say otherwise. */
export function unitIn(region: string, changes: Partial<Unit> = {}): Unit {
  const channel = 'online';
  return { unitId: 'U1', name: '分公司', region, channel, staff: [], localPolicy: {}, ...changes };
}
