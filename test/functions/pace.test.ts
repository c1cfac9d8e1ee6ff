import { expect, it } from 'vitest';
import { Spool } from '../../functions/imports/spool.ts';
import { atOnce, unpaced } from '../../functions/pace.ts';

/** The number of items in progress whenever one starts. */
async function widths(items: number, inFlight: number, refusesAt: readonly number[] = []) {
  let [running, done, refused] = [0, 0, 0];
  const seen: number[] = [];
  const work = async () => {
    running += 1;
    seen.push(running);
    await new Promise(setImmediate);
    running -= 1;
    done += 1;
    if (refusesAt.includes(done)) refused += 1;
  };
  const pace = { milliseconds: () => 0, sleep: () => new Promise<void>(setImmediate) };
  await atOnce(Array.from({ length: items }), work, {
    inFlight,
    perSecond: Number.POSITIVE_INFINITY,
    pace,
    throttles: () => refused,
  });
  return seen;
}

it('work starts as many items at a time as allowed, and fewer while the store refuses', async () => {
  expect(Math.max(...(await widths(200, 16)))).toBe(16);
  const throttled = await widths(400, 16, [10, 20, 30, 40, 50, 60]);
  expect(Math.max(...throttled.slice(80, 90))).toBeLessThanOrEqual(8);
  expect(Math.max(...throttled.slice(-60))).toBeGreaterThan(8);
});

it('work takes each item of a stream once, and starts none after a failure', async () => {
  const done: number[] = [];
  async function* some() {
    for (let i = 0; i < 50; i += 1) yield i;
  }
  await atOnce(some(), async (item) => void done.push(item), unpaced(4));
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  const begun: number[] = [];
  const failing = atOnce(
    Array.from({ length: 100 }, (_, i) => i),
    async (item) => {
      begun.push(item);
      if (item === 5) throw new Error('five');
    },
    unpaced(4),
  );
  await expect(failing).rejects.toThrow('five');
  expect(begun.length).toBeLessThan(15);
});

it('a spool returns its items in order, and needs much less memory than they do', () => {
  const spool = new Spool<{ readonly i: number; readonly name: string }>();
  for (let i = 0; i < 20_000; i += 1) spool.add({ i, name: `职工\n${i}` });
  expect(spool.size).toBe(20_000);
  expect([...spool]).toEqual(Array.from({ length: 20_000 }, (_, i) => ({ i, name: `职工\n${i}` })));
  expect([...spool]).toHaveLength(20_000);
});
