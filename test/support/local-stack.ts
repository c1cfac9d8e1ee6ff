import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptAssembly } from '../../infra/local/assembly/kept-assembly.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../infra/local/local-stack.ts';

/** Where assemblies lie that tests share; one is synthesized only when the sources have changed. */
const ASSEMBLIES = join(tmpdir(), 'canbao-assemblies');

/** This project's assembly as `npm start` runs it. */
export function testAssembly(environment?: Readonly<Record<string, string>>): Promise<string> {
  return keptAssembly(ASSEMBLIES, { environment });
}

export interface TestStack extends LocalStack {
  /** Its data directory; given as an option to another stack later, it goes on where this one stopped. */
  readonly data: string;
  /** Stops, and removes the data. */
  stop(): Promise<void>;
}

/**
 * Runs this project on free ports with data of its own that goes when it stops. Schedules do not fire by
 * themselves: see `fireSchedule`.
 */
export async function startTestStack(options: Partial<LocalStackOptions> = {}): Promise<TestStack> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'canbao-test-'));
  const assemblyDirectory = options.assemblyDirectory ?? (await testAssembly(options.environment));
  const endpoints = { dynamodb: process.env.DYNAMODB_ENDPOINT || undefined, ...options.endpoints };
  const stack = await startLocalStack({ schedules: false, ...options, data, assemblyDirectory, endpoints });
  return {
    ...stack,
    data,
    stop: async () => {
      await stack.stop();
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}
