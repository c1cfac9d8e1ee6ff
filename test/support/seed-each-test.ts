import fc from 'fast-check';
import { beforeEach, expect, inject } from 'vitest';
import { beginStream } from './seeded.ts';

/** Before each file of tests: what is drawn follows from the seed of the run and the test that draws it. */

const seed = inject('seed');
fc.configureGlobal({ seed });

const { testPath = '' } = expect.getState();
const file = testPath.slice(testPath.lastIndexOf('/test/') + 1);
beginStream(seed, file);

/** Each test has a stream of its own: neither their order nor how many of them run changes what it draws. */
const begun = new Map<string, number>();
beforeEach(({ task }) => {
  const times = (begun.get(task.fullName) ?? 0) + 1;
  begun.set(task.fullName, times);
  beginStream(seed, `${file} ${task.fullName} ${times}`);
});
