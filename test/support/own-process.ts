import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** A script that is bundled into one file, as functions are. Node then spends neither time nor memory on TypeScript. */
export interface OwnProcess {
  /**
   * Runs the script in a separate process.
   * @returns the JSON that it prints.
   * @throws Error with its error output if it fails.
   */
  run<T>(
    flags: readonly string[],
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<T>;
  remove(): void;
}

/**
 * Flags for a heap of this size. There is little space for new objects, so that the necessary memory hardly depends on
 * how busy the machine is.
 */
export const smallHeap = (megabytes: number): readonly string[] => [
  `--max-old-space-size=${megabytes}`,
  '--max-semi-space-size=1',
];

/**
 * Whether the tests run that measure: the bench, the tests in a small heap, and how work grows. They run only if
 * CANBAO_MEASURE is `on`, as in .ci/run, because they take a fifth of the time of all tests.
 */
export const MEASURES = process.env.CANBAO_MEASURE === 'on';

/** Bundles a script. @param first a module that is evaluated before all others. */
export async function ownProcess(script: string, first?: string): Promise<OwnProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'canbao-script-'));
  const outfile = join(directory, 'script.mjs');
  await build({
    entryPoints: [script],
    inject: first === undefined ? [] : [first],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
    logLevel: 'error',
  });
  return {
    async run<T>(flags: readonly string[], args: readonly string[] = [], env = {}) {
      const { stdout } = await promisify(execFile)(process.execPath, [...flags, outfile, ...args], {
        env: { ...process.env, ...env },
      });
      return JSON.parse(stdout) as T;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
