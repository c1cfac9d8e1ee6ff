import { describe, expect, it } from 'vitest';
import { type Entry, inForce } from '../../../domain/policy/parameter.ts';
import { PARAMETER_KINDS, PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import type { ParameterName, ParameterValues } from '../../../domain/policy/policy.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import { NATIONAL } from '../../../domain/regions/national.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

/**
 * Walks every region and a place that ships nothing over every quarter-day and parameter. It asserts that there is exactly one answer, that what is
 * known has a source, and that dates are in a sane order. It asserts no amounts: those are the sources' affair.
 */
const QUARTER_DAYS = [2024, 2025, 2026, 2027].flatMap((year) =>
  ['01-01', '04-01', '07-01', '10-01'].map((day) => plainDate(`${year}-${day}`)),
);
const PLACES = [...REGIONS.keys(), '青岛'];
const VERIFIED = '2026-11-21';

/** The values that would not come back when written down and read again. */
function readBack<K extends ParameterName>(name: K, entries: readonly Entry<ParameterValues[K]>[]) {
  const { read, write } = PARAMETER_KINDS[name];
  const values = entries.flatMap((entry) => ('value' in entry ? [entry.value] : []));
  return values.filter((value) => JSON.stringify(read(write(value))) !== JSON.stringify(value));
}

describe.each(PLACES)('%s', (region) => {
  const policy = policyOf(region);

  it.each(PARAMETER_NAMES)('answers for %s on every quarter-day', (name) => {
    for (const day of QUARTER_DAYS) {
      const answer = policy.inForce(name, day);
      expect(answer.parameter).toBe(name);
      if (answer.known) {
        expect(answer.value).toBeDefined();
        expect(answer.source).not.toBe('');
        expect(answer.from === undefined || answer.from <= day).toBe(true);
        expect(answer.verified).toBe(VERIFIED);
        expect(answer.local).toBe(false);
      } else {
        expect(['not-found', 'before-first', 'not-published', 'contradictory']).toContain(answer.why);
        expect(answer.candidates.length > 0).toBe(answer.why === 'contradictory');
      }
    }
  });
});

describe.each([NATIONAL, ...REGIONS.values()])('the data of $region', ({ parameters }) => {
  it('orders the entries of each parameter by their first day, without overlap', () => {
    for (const entries of Object.values(parameters)) {
      for (const [i, entry] of entries.entries()) {
        const next = entries[i + 1];
        if (next === undefined) continue;
        expect(next.from).toBeDefined();
        expect((entry.from ?? '') < (next.from ?? '')).toBe(true);
        expect((entry.until ?? entry.from ?? '') < (next.from ?? '')).toBe(true);
      }
    }
  });

  it('gives each entry a source, a day of verification and an end that is not before its beginning', () => {
    for (const entry of Object.values(parameters).flat()) {
      expect(entry.source).not.toBe('');
      expect(entry.verified).toBe(VERIFIED);
      expect((entry.until ?? '9999-12-31') >= (entry.from ?? '')).toBe(true);
      expect((entry.published ?? entry.verified) <= entry.verified).toBe(true);
    }
  });

  it('passes no value off for an entry that has none, nor beyond its days', () => {
    for (const name of PARAMETER_NAMES) {
      const entries = parameters[name] ?? [];
      for (const day of QUARTER_DAYS) {
        const holding = entries.findLast((entry) => entry.from === undefined || entry.from <= day);
        const answer = inForce<unknown>({ name, unit: '', entries }, day);
        const holds = holding !== undefined && (holding.until === undefined || day <= holding.until);
        expect(answer.known).toBe(holds && 'value' in holding);
        if (answer.known && holding && 'value' in holding) expect(answer.value).toEqual(holding.value);
        if (!answer.known) expect(answer).not.toHaveProperty('value');
      }
    }
  });

  it('has exactly one of a value, candidates, or unknown in each entry', () => {
    for (const entry of Object.values(parameters).flat()) {
      const said = ['value', 'candidates', 'unknown'].filter((key) => key in entry);
      expect(said).toHaveLength(1);
    }
  });

  it('names its sources in the words of their country, and no code host', () => {
    for (const entry of Object.values(parameters).flat()) {
      const sources = [
        entry.source,
        ...('candidates' in entry ? entry.candidates.map((it) => it.source) : []),
      ];
      for (const source of sources) {
        expect(source).toMatch(/\p{Script=Han}/u);
        expect(source).not.toMatch(/github|gitee|npmjs/i);
      }
      if (entry.note === undefined) continue;
      expect(entry.note.zh).toMatch(/\p{Script=Han}/u);
      expect(entry.note.en).not.toBe('');
    }
  });

  it('writes each value so that an administrator could enter it', () => {
    for (const name of PARAMETER_NAMES) expect(readBack(name, parameters[name] ?? [])).toEqual([]);
  });

  it('says which sources contradict each other, and never has just one of them', () => {
    for (const entry of Object.values(parameters).flat()) {
      if (!('candidates' in entry)) continue;
      expect(entry.candidates.length).toBeGreaterThan(1);
      expect(new Set(entry.candidates.map((candidate) => candidate.source)).size).toBe(
        entry.candidates.length,
      );
    }
  });
});
