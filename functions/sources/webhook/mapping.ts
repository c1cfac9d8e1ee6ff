import type { Category, LeavingReason } from '../../../domain/facts/life-course.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Unmapped } from '../../ports.ts';

/** The mapping of a source without an entry in the registry. */
export function noMapping(source: string): SourceMapping {
  return { source, units: {}, reasons: {}, categories: {}, fields: {} };
}

/** Our employee id: the mapping's prefix and the HR system's first id for the person. */
export function employeeIdIn({ idPrefix = '', formerIds }: SourceMapping, theirs: string): string {
  return `${idPrefix}${formerIdIn(formerIds, theirs)}`;
}

/**
 * The first id that the HR system used for the person. It differs from the given id if the HR system has changed it
 * since.
 */
export function formerIdIn(formerIds: SourceMapping['formerIds'] = {}, theirs: string): string {
  return firstOf(formerIds, [theirs]) ?? theirs;
}

/**
 * The unit of the first mapped department or company, else the default unit.
 * @param theirs the departments and companies, from the most specific to the most general.
 */
export function unitIn(mapping: SourceMapping, theirs: readonly string[]): string | undefined {
  return firstOf(mapping.units, theirs) ?? mapping.defaultUnitId;
}

/** @param usual the default meaning of the vendor's values. */
export function reasonIn(
  mapping: SourceMapping,
  theirs: readonly string[],
  usual: Readonly<Record<string, LeavingReason>> = {},
): LeavingReason | undefined {
  return firstOf(mapping.reasons, theirs) ?? firstOf(usual, theirs);
}

/** @param usual the default meaning of the vendor's values. */
export function categoryIn(
  mapping: SourceMapping,
  theirs: readonly string[],
  usual: Readonly<Record<string, Category>> = {},
): Category | undefined {
  return firstOf(mapping.categories, theirs) ?? firstOf(usual, theirs);
}

/** The most specific of the vendor's values, if none of them is mapped. */
export function unmappedValue(
  field: Unmapped['field'],
  theirs: readonly string[],
  ours: string | undefined,
): readonly Unmapped[] {
  const [value] = theirs;
  return ours === undefined && value !== undefined ? [{ field, value }] : [];
}

function firstOf<T>(mapped: Readonly<Record<string, T>>, theirs: readonly string[]): T | undefined {
  const known = theirs.find((value) => Object.hasOwn(mapped, value));
  return known === undefined ? undefined : mapped[known];
}
