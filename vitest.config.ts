import { defineConfig } from 'vitest/config';
import { seedOfRun } from './test/support/seeded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What all random data of the run follows from; see test/support/seeded.ts. */
    readonly seed: number;
  }
}

const seed = seedOfRun();
// Variables named CANBAO_… belong to an assembly: with another one for each run each would be synthesized anew.
delete process.env.CANBAO_TEST_SEED;

/** How long a test may take before it counts as hanging. No limit is meant to measure speed. */
const HANGS_AFTER_MS = 600_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/print-seed.ts'],
    setupFiles: ['test/support/seed-each-test.ts'],
    provide: { seed },
    sequence: { seed },
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    // A poll gives up first: it says what it saw.
    expect: { poll: { timeout: HANGS_AFTER_MS / 2 } },
  },
});
