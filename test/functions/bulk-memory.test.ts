import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const HEAP_MEGABYTES = 64;
const SCRIPT = join(import.meta.dirname, 'bulk-in-small-heap.ts');

/** The spells of all people together would not fit into this heap. */
it.each<[string, number, object]>([
  ['reconcile', 40_000, { charges: 0, findings: 0 }],
  ['strangers', 20_000, { charges: 20_000, findings: 40_000 }],
  ['list', 20_000, { newFacts: 20_000 }],
  ['ledger', 40_000, { rows: 0 }],
  ['trial', 15_000, { newFacts: 28_500, insured: 13_500, notInsured: 1_500 }],
  ['pull', 25_000, { is: 'compared', people: 50_000, taken: 25_000, kept: 0 }],
])(`%s of %d people needs no more than a heap of ${HEAP_MEGABYTES} MB`, async (work, people, expected) => {
  const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
  const { stdout } = await promisify(execFile)(process.execPath, [heap, SCRIPT, work, String(people)]);
  expect(JSON.parse(stdout)).toMatchObject(expected);
});
