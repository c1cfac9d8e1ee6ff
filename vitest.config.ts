import { defineConfig } from 'vitest/config';
import { seedOfRun } from './test/support/seeded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The seed of all random data in the run; see test/support/seeded.ts. */
    readonly seed: number;
  }
}

const seed = seedOfRun();
// CANBAO_… variables are part of an assembly's key. A new seed would force a new synthesis in each run.
delete process.env.CANBAO_TEST_SEED;

/** A test that takes longer is considered hung. No limit measures speed. */
const HANGS_AFTER_MS = 600_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Test files share modules and processes: loading them for each file would take most of the time.
    isolate: false,
    globalSetup: ['test/support/print-seed.ts'],
    setupFiles: ['test/support/seed-each-test.ts'],
    provide: { seed },
    sequence: { seed },
    // Vitest leaves one core free unless told otherwise; of two, that is half of the machine.
    maxWorkers: '100%',
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    // A poll gives up first, because it reports what it saw.
    expect: { poll: { timeout: HANGS_AFTER_MS / 2 } },
  },
});
