import fc from 'fast-check';
import { beforeEach, expect, inject } from 'vitest';
import { beginStream } from './seeded.ts';

/** Runs before each test file. Random data follow from the seed of the run and the name of the test. */

const seed = inject('seed');
fc.configureGlobal({ seed });

const { testPath = '' } = expect.getState();
const file = testPath.slice(testPath.lastIndexOf('/test/') + 1);
beginStream(seed, file);

/** Each test has its own stream, so that neither the order nor the number of tests changes its random data. */
const begun = new Map<string, number>();
beforeEach(({ task }) => {
  const times = (begun.get(task.fullName) ?? 0) + 1;
  begun.set(task.fullName, times);
  beginStream(seed, `${file} ${task.fullName} ${times}`);
});
