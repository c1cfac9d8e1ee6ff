import { EVERY_HR_SYSTEM, testAssembly } from './local-stack.ts';

/** Synthesizes the assemblies before the tests start, so that several workers do not do it at the same time. */
export default async function setup(): Promise<void> {
  await Promise.all([testAssembly(), testAssembly(EVERY_HR_SYSTEM)]);
}
