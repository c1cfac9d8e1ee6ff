import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ownProcess } from '../support/own-process.ts';

const HEAP_MEGABYTES = 28;

const script = await ownProcess(join(import.meta.dirname, 'bulk-in-small-heap.ts'));
afterAll(script.remove);

/** The spells of all people together would not fit into this heap. */
it.each<[string, number, object]>([
  ['reconcile', 15_000, { charges: 0, findings: 0 }],
  ['strangers', 7_500, { charges: 7_500, findings: 15_000 }],
  ['list', 7_000, { newFacts: 7_000 }],
  ['ledger', 15_000, { rows: 0 }],
  ['trial', 5_000, { newFacts: 9_500, insured: 4_500, notInsured: 500 }],
  ['pull', 8_000, { is: 'compared', people: 16_000, taken: 8_000, kept: 0 }],
])(`%s of %d people needs no more than a heap of ${HEAP_MEGABYTES} MB`, async (work, people, expected) => {
  const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
  expect(await script.run([heap], [work, String(people)])).toMatchObject(expected);
});
