import type { Category, LeavingReason } from '../../../domain/facts/life-course.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Unmapped } from '../../ports.ts';

/** What holds for a source that the registry says nothing about. */
export function noMapping(source: string): SourceMapping {
  return { source, units: {}, reasons: {}, categories: {}, fields: {} };
}

/** Our employee id: the HR system's own, the first it had for that person, behind the mapping's prefix. */
export function employeeIdIn({ idPrefix = '', formerIds }: SourceMapping, theirs: string): string {
  return `${idPrefix}${formerIdIn(formerIds, theirs)}`;
}

/** The id under which somebody was first known, whose id the HR system has changed since; else the id itself. */
export function formerIdIn(formerIds: SourceMapping['formerIds'] = {}, theirs: string): string {
  return firstOf(formerIds, [theirs]) ?? theirs;
}

/**
 * The unit of the first department or company that is mapped, else the default. @param theirs the most specific first.
 */
export function unitIn(mapping: SourceMapping, theirs: readonly string[]): string | undefined {
  return firstOf(mapping.units, theirs) ?? mapping.defaultUnitId;
}

/** @param usual what the vendor's own words mean unless the registry says otherwise. */
export function reasonIn(
  mapping: SourceMapping,
  theirs: readonly string[],
  usual: Readonly<Record<string, LeavingReason>> = {},
): LeavingReason | undefined {
  return firstOf(mapping.reasons, theirs) ?? firstOf(usual, theirs);
}

/** @param usual what the vendor's own words mean unless the registry says otherwise. */
export function categoryIn(
  mapping: SourceMapping,
  theirs: readonly string[],
  usual: Readonly<Record<string, Category>> = {},
): Category | undefined {
  return firstOf(mapping.categories, theirs) ?? firstOf(usual, theirs);
}

/** The most specific of their values, if none of them is mapped. */
export function unmappedValue(
  field: Unmapped['field'],
  theirs: readonly string[],
  ours: string | undefined,
): readonly Unmapped[] {
  const [value] = theirs;
  return ours === undefined && value !== undefined ? [{ field, value }] : [];
}

function firstOf<T>(words: Readonly<Record<string, T>>, theirs: readonly string[]): T | undefined {
  const known = theirs.find((word) => Object.hasOwn(words, word));
  return known === undefined ? undefined : words[known];
}
