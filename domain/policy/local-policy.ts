import type { LocalEntry } from '../units/unit.ts';
import { addDays, addMonths, type PlainDate } from '../values/plain-date.ts';
import type { Parameter } from './parameter.ts';
import type { ParameterName, ParameterValues } from './parameter-kinds.ts';
import { isParameterName, PARAMETER_KINDS, PARAMETER_NAMES } from './parameter-kinds.ts';
import type { Source } from './source.ts';

/** The values that a unit's own agency stated, by parameter name, as entered in the registry. */
export type LocalPolicy = Readonly<Record<string, LocalEntry>>;

/** @returns one line per invalid entry, with its name and the expected form; empty if all are valid. */
export function checkLocalPolicy(localPolicy: LocalPolicy): string[] {
  return Object.entries(localPolicy).flatMap(([name, entry]) => {
    if (!isParameterName(name)) {
      return [`localPolicy.${name}: no such parameter; there are ${PARAMETER_NAMES.join(', ')}`];
    }
    const kind = PARAMETER_KINDS[name];
    if (kind.read(entry.value) !== undefined) return [];
    return [`localPolicy.${name}: ${JSON.stringify(entry.value)} is not ${kind.expected}`];
  });
}

/** The unit's own entry for a parameter; undefined if there is none or its value is invalid. */
export function localParameter<K extends ParameterName>(
  name: K,
  localPolicy: LocalPolicy,
): Parameter<ParameterValues[K]> | undefined {
  const entry = Object.hasOwn(localPolicy, name) ? localPolicy[name] : undefined;
  if (entry === undefined) return undefined;
  const value = PARAMETER_KINDS[name].read(entry.value);
  if (value === undefined) return undefined;
  const { from, until, verifiedOn: verified } = entry;
  const source: Source = { grade: 'local', issuer: '', title: entry.source };
  return {
    name,
    unit: PARAMETER_KINDS[name].unit,
    entries: [{ value, from, ...(until !== undefined && { until }), verified, source, confidence: 'high' }],
  };
}

/** A value that was verified longer ago than this many months is stale. */
export const STALE_AFTER_MONTHS = 6;

/** The first day on which a value verified on `verified` is stale. */
export function staleSince(verified: PlainDate, staleAfterMonths: number): PlainDate {
  return addDays(addMonths(verified, staleAfterMonths), 1);
}

/** A unit's own entry whose last verification is too old; `since` is the first day on which it is stale. */
export interface StaleLocalEntry {
  readonly unitId: string;
  readonly parameter: string;
  readonly verifiedOn: PlainDate;
  readonly since: PlainDate;
}

/** The units' localPolicy entries that were last verified more than `staleAfterMonths` months before `day`. */
export function staleLocalEntries(
  units: readonly { readonly unitId: string; readonly localPolicy: LocalPolicy }[],
  day: PlainDate,
  { staleAfterMonths }: { readonly staleAfterMonths: number },
): StaleLocalEntry[] {
  return units.flatMap(({ unitId, localPolicy }) =>
    Object.entries(localPolicy).flatMap(([parameter, { verifiedOn }]) => {
      const since = staleSince(verifiedOn, staleAfterMonths);
      return since <= day ? [{ unitId, parameter, verifiedOn, since }] : [];
    }),
  );
}
