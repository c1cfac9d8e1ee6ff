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

/** Most of their time they wait for processes and servers. */
const WAITING = [
  'test/end-to-end/**/*.test.ts',
  'test/functions/admin-cli/deployed.test.ts',
  'test/infra/local-start.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'units', include: ['test/**/*.test.ts'], exclude: WAITING },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: WAITING,
          globalSetup: ['test/support/assemblies-first.ts'],
          maxWorkers: '200%',
          sequence: { groupOrder: 1 },
        },
      },
    ],
    // Files share their modules, and a process: loading those anew for each would take most of the time.
    isolate: false,
    globalSetup: ['test/support/print-seed.ts'],
    setupFiles: ['test/support/seed-each-test.ts'],
    provide: { seed },
    sequence: { seed },
    // Vitest leaves one core free unless told otherwise; of two, that is half of the machine.
    maxWorkers: '100%',
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    // A poll gives up first: it says what it saw.
    expect: { poll: { timeout: HANGS_AFTER_MS / 2 } },
  },
});
