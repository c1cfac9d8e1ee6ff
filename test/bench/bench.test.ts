import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStops } from '../../infra/local/stops.ts';
import { type Figure, figure } from './figure.ts';
import { interleaved } from './interleaved.ts';
import { type BenchResult, PART_NAMES, runBench } from './run-bench.ts';
import { SMALLEST } from './sizes.ts';

describe('the bench', () => {
  const stops = createStops();
  const parts: string[] = [];
  let result: BenchResult;

  beforeAll(async () => {
    result = await runBench({ sizes: SMALLEST, stops, progress: (part) => parts.push(part) });
  });

  afterAll(stops.run);

  it('runs every part and says where', () => {
    expect(parts).toEqual(PART_NAMES);
    expect(result).toEqual({
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      cpus: expect.any(Number),
      seconds: expect.any(Number),
      figures: expect.any(Array),
    });
  });

  it('gives every figure as a ratio to a reference, and says whether a goal was met', () => {
    const { figures, notMeasured } = sorted(result);
    expect(notMeasured).toEqual(existsSync('/proc/self/status') ? [] : ['resting-memory']);
    for (const { name, what, unit, subject, reference, ratio, goal, met, more = {} } of figures) {
      for (const text of [name, what, unit]) expect(text).not.toBe('');
      for (const value of [subject, reference, ratio, ...Object.values(more)])
        expect(value, name).toSatisfy(Number.isFinite);
      expect(typeof met, name).toBe(goal === undefined ? 'undefined' : 'boolean');
    }
    const withGoal = figures.filter(({ goal }) => goal !== undefined).map(({ name }) => name);
    expect(withGoal).toEqual(
      expect.arrayContaining(['fold-and-derive', 'cold-load receive-event', 'daily-read-bytes']),
    );
  });

  it('finds what no machine changes: calls per event, and read units whatever the number of employees', () => {
    const ratios = Object.fromEntries(sorted(result).figures.map(({ name, ratio }) => [name, ratio]));
    expect(ratios).toMatchObject({ 'calls-per-event': 2, 'daily-read-growth': 1 });
  });
});

function sorted({ figures }: BenchResult): { figures: Figure[]; notMeasured: string[] } {
  return {
    figures: figures.filter((it) => 'ratio' in it),
    notMeasured: figures.filter((it) => 'notMeasured' in it).map(({ name }) => name),
  };
}

describe('a figure', () => {
  const measured = { name: 'n', what: 'a against b', unit: 'ms', subject: 10.00049, reference: 4 };

  it('has the ratio, and no word on a goal where there is none', () => {
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

describe('measuring interleaved', () => {
  it('takes turns, leaves the warm-up out and gives the 25th percentile of each', async () => {
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
