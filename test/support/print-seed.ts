import type { TestProject } from 'vitest/node';

/** Prints once, at the start of a run, how to repeat it. */
export default function setup(project: TestProject): void {
  console.log(
    `Random data, fast-check and shuffled orders: CANBAO_TEST_SEED=${project.getProvidedContext().seed}`,
  );
}
