import { type Case, UNIT_CASE_KINDS, type UnitCaseKind } from './case.ts';
import { declareBasesCase } from './declare-bases-case.ts';
import { rosterDifferenceCase } from './roster-difference-case.ts';
import type { UnitCaseContext } from './unit-case-parts.ts';
import { unknownPersonCase } from './unknown-person-case.ts';

export type { UnitCaseContext } from './unit-case-parts.ts';

const CASE_OF: Readonly<Record<UnitCaseKind, (context: UnitCaseContext) => Case | undefined>> = {
  'declare-bases': declareBasesCase,
  'unknown-person': unknownPersonCase,
  'roster-difference': rosterDifferenceCase,
};

/** Every case of the unit itself that is open on the day, of all kinds or of those asked for. */
export function openUnitCases(
  context: UnitCaseContext,
  kinds: readonly UnitCaseKind[] = UNIT_CASE_KINDS,
): Case[] {
  return kinds.map((kind) => CASE_OF[kind](context)).filter((found) => found !== undefined);
}
