import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptAssembly } from '../../infra/local/assembly/kept-assembly.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../infra/local/local-stack.ts';

/** The directory of assemblies that tests share. An assembly is synthesized only when the sources changed. */
const ASSEMBLIES = join(tmpdir(), 'canbao-assemblies');

/** The settings of an assembly with every HR system; tests simulate their APIs. */
export const EVERY_HR_SYSTEM = {
  CANBAO_SOURCES: 'standard,cloudevents,feishu,dingtalk,wecom,bamboohr,xinrenxinshi',
  CANBAO_API_HOSTS: ['feishu', 'dingtalk', 'wecom', 'bamboohr'].map((source) => `${source}=127.0.0.1`).join(),
};

/** The project's assembly that `npm start` runs. */
export function testAssembly(environment?: Readonly<Record<string, string>>): Promise<string> {
  return keptAssembly(ASSEMBLIES, { environment });
}

export interface TestStack extends LocalStack {
  /** The data directory; a later stack with the same directory continues with its data. */
  readonly data: string;
  /** Stops the stack and removes its data. */
  stop(): Promise<void>;
}

export interface TestStackOptions extends Partial<LocalStackOptions> {
  /** Whether another stack uses the data later. If not, the table and the queues are only in memory. */
  readonly restarts?: boolean;
}

/**
 * Runs this project on free ports with its own data, which are removed at the end. Schedules do not fire by themselves;
 * tests use `fireSchedule`.
 */
export async function startTestStack({
  restarts = false,
  ...options
}: TestStackOptions = {}): Promise<TestStack> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'canbao-test-'));
  const assemblyDirectory = options.assemblyDirectory ?? (await testAssembly(options.environment));
  const dynamodb = options.endpoints?.dynamodb ?? (process.env.DYNAMODB_ENDPOINT || undefined);
  const stack = await startLocalStack({
    schedules: false,
    inMemory: !restarts,
    onFatal: console.error,
    ...options,
    data,
    assemblyDirectory,
    endpoints: { ...options.endpoints, dynamodb },
  });
  return {
    ...stack,
    data,
    stop: async () => {
      await stack.stop();
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}
