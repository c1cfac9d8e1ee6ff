import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MEASURES, ownProcess, smallHeap } from '../support/own-process.ts';

const HEAP_MEGABYTES = 24;

const script = await ownProcess(join(import.meta.dirname, 'bulk-in-small-heap.ts'));
afterAll(script.remove);

/** The spells of all people together would not fit into this heap. */
it.runIf(MEASURES).each<[string, number, object]>([
  ['reconcile', 12_000, { charges: 0, findings: 0 }],
  ['strangers', 6_000, { charges: 6_000, findings: 12_000 }],
  ['list', 6_000, { newFacts: 6_000 }],
  ['ledger', 12_000, { rows: 0 }],
  ['trial', 3_500, { newFacts: 6_650, insured: 3_150, notInsured: 350 }],
  ['pull', 6_000, { is: 'compared', people: 12_000, taken: 6_000, kept: 0 }],
])(`%s of %d people needs no more than a heap of ${HEAP_MEGABYTES} MB`, async (work, people, expected) => {
  expect(await script.run(smallHeap(HEAP_MEGABYTES), [work, String(people)])).toMatchObject(expected);
});
