import { EVERY_HR_SYSTEM, testAssembly } from './local-stack.ts';

/** Before tests that start stacks: workers that want the same assembly at once would each synthesize it. */
export default async function setup(): Promise<void> {
  await Promise.all([testAssembly(), testAssembly(EVERY_HR_SYSTEM)]);
}
