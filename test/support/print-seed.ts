import type { TestProject } from 'vitest/node';

/** Prints the seed once at the start of a run, so that the run can be repeated. */
export default function setup(project: TestProject): void {
  console.log(
    `Random data, fast-check and shuffled orders: CANBAO_TEST_SEED=${project.getProvidedContext().seed}`,
  );
}
