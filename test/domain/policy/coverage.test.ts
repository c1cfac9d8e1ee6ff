import { describe, expect, it } from 'vitest';
import { type Entry, inForce, lastDayOf } from '../../../domain/policy/parameter.ts';
import type { ParameterName, ParameterValues } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_KINDS, PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import { type Source, type SourceDocument, sourceText } from '../../../domain/policy/source.ts';
import * as CATALOGUE from '../../../domain/regions/documents.ts';
import { KNOWN_REGIONS, REGIONS } from '../../../domain/regions/index.ts';
import { NATIONAL } from '../../../domain/regions/national.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';

/**
 * These tests check every region, and a place without shipped data, on every quarter-day and for every parameter. They
 * check that there is exactly one answer, that each known value has a source, and that dates are in order. They do not
 * check amounts.
 */
const QUARTER_DAYS = [2021, 2022, 2023, 2024, 2025, 2026, 2027].flatMap((year) =>
  ['01-01', '04-01', '07-01', '10-01'].map((day) => plainDate(`${year}-${day}`)),
);
const PLACES = [...KNOWN_REGIONS.keys(), '拉萨'];
const VERIFIED = '2026-11-29';

/** The provinces of the regions. `LAYERS` has national law, every province and every city. */
const PROVINCES = [...KNOWN_REGIONS.values()].flatMap(({ province }) =>
  province === undefined ? [] : [province],
);
const LAYERS = [...new Set([NATIONAL, ...PROVINCES, ...REGIONS.values()])];

function sourcesOf(entry: Entry<unknown>): readonly Source[] {
  if ('value' in entry) return [entry.source];
  return 'candidates' in entry ? entry.candidates.map(({ source }) => source) : [];
}

/** The values that are different after they are written and read again. */
function readBack<K extends ParameterName>(name: K, entries: readonly Entry<ParameterValues[K]>[]) {
  const { read, write } = PARAMETER_KINDS[name];
  const values = entries.flatMap((entry) => ('value' in entry ? [entry.value] : []));
  return values.filter((value) => JSON.stringify(read(write(value))) !== JSON.stringify(value));
}

describe.each(PLACES)('the policy of %s', (region) => {
  const policy = policyOf(region);

  it.each(PARAMETER_NAMES)('answers for %s on every quarter-day', (name) => {
    const wrong = QUARTER_DAYS.map((day) => ({ day, answer: policy.inForce(name, day) })).filter(
      ({ day, answer }) => answer.parameter !== name || !isInOrder(answer, day),
    );
    expect(wrong).toEqual([]);
  });
});

const WHY = ['not-found', 'before-first', 'not-published', 'contradictory', 'lead'];

function isInOrder(answer: ReturnType<ReturnType<typeof policyOf>['inForce']>, day: PlainDate): boolean {
  if (!answer.known)
    return (
      WHY.includes(answer.why) &&
      (answer.lead !== undefined) === (answer.why === 'lead') &&
      answer.candidates.length > 0 === (answer.why === 'contradictory')
    );
  const { value, source, from = day, until = day, verified, local } = answer;
  return (
    value !== undefined &&
    sourceText(source) !== '' &&
    source.grade !== 'lead' &&
    from <= day &&
    day <= until &&
    verified === VERIFIED &&
    !local
  );
}

describe.each(LAYERS)('the data of $region', ({ parameters }) => {
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

  it('gives each entry a day of verification and an end not before its start', () => {
    for (const entry of Object.values(parameters).flat()) {
      expect(entry.verified).toBe(VERIFIED);
      expect((lastDayOf<unknown>(entry) ?? '9999-12-31') >= (entry.from ?? '')).toBe(true);
    }
  });

  it('claims no more confidence than the grade of its source allows', () => {
    for (const entry of Object.values(parameters).flat()) {
      if (!('value' in entry)) continue;
      const { source, confidence } = entry;
      if (confidence === 'high') expect(source.grade, sourceText(source)).toBe('official');
      if (source.grade === 'lead') expect(confidence).toBe('low');
      expect(source.grade).not.toBe('local');
    }
  });

  it('has no lead among the candidates of a contradiction', () => {
    for (const entry of Object.values(parameters).flat()) {
      if (!('candidates' in entry)) continue;
      for (const { source } of entry.candidates) expect(source.grade).not.toBe('lead');
    }
  });

  it('gives no value outside an entry’s days or for an entry without one', () => {
    for (const name of PARAMETER_NAMES) {
      const entries = parameters[name] ?? [];
      for (const day of QUARTER_DAYS) {
        const holding = entries.findLast((entry) => entry.from === undefined || entry.from <= day);
        const answer = inForce<unknown>({ name, unit: '', entries }, day);
        const end = holding && lastDayOf<unknown>(holding);
        const holds = holding !== undefined && (end === undefined || day <= end);
        const citable = holding !== undefined && 'value' in holding && holding.source.grade !== 'lead';
        expect(answer.known).toBe(holds && citable);
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

  it('names its sources in Chinese, and never a code host', () => {
    for (const entry of Object.values(parameters).flat()) {
      for (const source of sourcesOf(entry)) {
        expect(sourceText(source)).toMatch(/\p{Script=Han}/u);
        expect(sourceText(source)).not.toMatch(/github|gitee|npmjs/i);
      }
      if (entry.note === undefined) continue;
      expect(entry.note.zh).toMatch(/\p{Script=Han}/u);
      expect(entry.note.en).not.toBe('');
    }
  });

  it('writes each value in the form that an administrator enters', () => {
    for (const name of PARAMETER_NAMES) expect(readBack(name, parameters[name] ?? [])).toEqual([]);
  });

  it('names at least two different sources for each contradiction', () => {
    for (const entry of Object.values(parameters).flat()) {
      if (!('candidates' in entry)) continue;
      expect(entry.candidates.length).toBeGreaterThan(1);
      expect(new Set(entry.candidates.map((candidate) => candidate.source)).size).toBe(
        entry.candidates.length,
      );
    }
  });
});

describe.each(Object.entries<SourceDocument>(CATALOGUE))('the document %s', (_, document) => {
  it('has the fields that its grade requires', () => {
    const { grade, number, url, published, quotedIn } = document;
    expect(['official', 'quoted', 'lead']).toContain(grade);
    if (grade === 'official') {
      expect(published).toBeDefined();
      expect(number ?? url).toBeDefined();
    }
    expect(quotedIn !== undefined).toBe(grade === 'quoted');
    if (grade === 'quoted') expect(sourceText(document)).toMatch(/转引自.+原文未打开/);
  });

  it('was published before it was verified', () => {
    expect((document.published ?? VERIFIED) <= VERIFIED).toBe(true);
  });

  it('is cited by a parameter or a rule', () => {
    const used = LAYERS.flatMap(({ parameters }) => Object.values(parameters).flat())
      .flatMap((entry) => [...sourcesOf(entry)])
      .some(({ title, issuer }) => title === document.title && issuer === document.issuer);
    expect(used || USED_ELSEWHERE.has(document)).toBe(true);
  });
});

/**
 * Documents that rules cite but no parameter: the table of retirement ages, and the interpretation that makes a waiver
 * void.
 */
const USED_ELSEWHERE = new Set<SourceDocument>([
  CATALOGUE.RETIREMENT_DECISION,
  CATALOGUE.WAIVER_INTERPRETATION,
]);
