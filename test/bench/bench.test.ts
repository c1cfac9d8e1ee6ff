import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStops } from '../../infra/local/stops.ts';
import { MEASURES } from '../support/own-process.ts';
import { type BenchResult, PART_NAMES, runBench, type Sizes } from './bench.ts';
import { type Figure, figure, interleaved } from './measure.ts';

/** The monthly cost at 1,000 employees and its fixed part, as each README states them. */
const README = {
  'README.md': /about USD (\d+) at 1,000 .*of which ([\d.]+) are fixed/,
  'README.zh-CN.md': /1,000 人 (\d+) 美元.*固定费用 ([\d.]+) 美元/,
};

/** The smallest sizes with which each part can run. */
const SMALLEST: Sizes = {
  fold: { employees: 3, rounds: 2 },
  growth: { factor: 1, rounds: 1, warmUps: 0 },
  coldStart: { rounds: 1, warmUps: 0 },
  ingest: { employees: 2, inFlight: 2, rounds: 1 },
  import: { rows: 5, rounds: 1 },
  dailyRead: { employees: [20, 60], openSpells: 10 },
  cost: { people: 3, companies: [1_000, 10_000] },
};

describe.runIf(MEASURES)('the bench', () => {
  const stops = createStops();
  const parts: string[] = [];
  let result: BenchResult;
  const named = (start: string): readonly Figure[] =>
    result.figures.filter(({ name }) => name.startsWith(start));

  beforeAll(async () => {
    result = await runBench({ sizes: SMALLEST, stops, progress: (part) => parts.push(part) });
  });

  afterAll(stops.run);

  it('runs every part and reports where it ran', () => {
    expect(parts).toEqual(PART_NAMES);
    expect(result).toEqual({
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      cpus: expect.any(Number),
      seconds: expect.any(Number),
      figures: expect.any(Array),
    });
  });

  it('gives every figure as a ratio to a reference, and whether its goal is met', () => {
    const { figures } = result;
    for (const { name, what, unit, subject, reference, ratio, goal, met, more = {} } of figures) {
      for (const text of [name, what, unit]) expect(text).not.toBe('');
      for (const value of [subject, reference, ratio, ...Object.values(more)])
        expect(value, name).toSatisfy(Number.isFinite);
      expect(typeof met, name).toBe(goal === undefined ? 'undefined' : 'boolean');
    }
    const withGoal = figures.filter(({ goal }) => goal !== undefined).map(({ name }) => name);
    expect(withGoal).toEqual(
      expect.arrayContaining(['fold', 'cold-load receive-event', 'daily-read-bytes', 'growth fold']),
    );
  });

  it('counts two calls per event, and read units that do not depend on the number of employees', () => {
    const ratios = Object.fromEntries(result.figures.map(({ name, ratio }) => [name, ratio]));
    expect(ratios).toMatchObject({ 'calls-per-event': 2, 'daily-read-growth': 1 });
  });

  it('measures each path at three sizes', () => {
    const sizesOf = ({ more = {} }: Figure) =>
      Object.keys(more).filter((name) => /^at\d+$/.test(name)).length;
    expect(named('growth ').map((it) => [it.name, sizesOf(it)])).toEqual(
      ['fold', 'digest', 'import-dry-run', 'daily-read', 'administrator-digest'].map((path) => [
        `growth ${path}`,
        3,
      ]),
    );
  });

  it('adds up a month with the same fixed cost for every company and a growing variable cost', () => {
    const [small, large] = named('cost ');
    const parts = Object.entries(large?.more ?? {}).filter(([name]) => name !== 'withFreeAllowances');
    expect(parts.reduce((sum, [, part]) => sum + part, 0)).toBeCloseTo(large?.subject ?? 0, 2);
    expect(large?.reference).toBe(small?.reference);
    for (const part of ['writes', 'reads', 'storage'])
      expect((large?.more?.[part] ?? 0) / (small?.more?.[part] ?? 0), part).toBeGreaterThan(5);
    expect(large?.more?.withFreeAllowances).toBeLessThan(large?.subject ?? 0);
    for (const [file, about] of Object.entries(README)) {
      const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8').replaceAll('\n', ' ');
      const [, atThousand, fixed] = about.exec(text) ?? [];
      expect([atThousand, fixed], file).toEqual([
        String(Math.round(small?.subject ?? 0)),
        small?.reference.toFixed(2),
      ]);
    }
    expect(small?.reference).toBeLessThan(8);
  });
});

describe('figure', () => {
  const measured = { name: 'n', what: 'a against b', unit: 'ms', subject: 10.00049, reference: 4 };

  it('has the ratio, and no result where there is no goal', () => {
    expect(figure(measured)).toEqual({ ...measured, subject: 10, ratio: 2.5 });
  });

  it.each([
    { of: 'ratio', atMost: 2.6, met: true },
    { of: 'ratio', atMost: 2.5, met: false },
    { of: 'subject', atMost: 10.1, met: true },
    { of: 'subject', atMost: 10, met: false },
  ] as const)('compares $of with $atMost before it is rounded', ({ met, ...goal }) => {
    expect(figure({ ...measured, goal })).toMatchObject({ goal, met });
  });
});

describe('interleaved', () => {
  it('takes turns, leaves out the warm-up, and gives the 25th percentile of each', async () => {
    const turns: string[] = [];
    const measure = (name: string, samples: number[]) => () => {
      turns.push(name);
      return samples.shift() ?? Number.NaN;
    };
    const found = await interleaved([measure('a', [99, 4, 1, 3, 2, 5]), measure('b', [0, 9, 9, 9, 9, 9])], {
      rounds: 5,
    });
    expect(found).toEqual([2, 9]);
    expect(turns.join('')).toBe('abbaabbaabba');
  });
});
