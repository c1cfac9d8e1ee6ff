import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmbeddedDynamoDb } from '../support/embedded-dynamodb.ts';
import { ownProcess } from '../support/own-process.ts';
import type { GrowthOfPath } from './growth-paths.ts';

const PROCESSES = 2;

const { endpoint } = await startEmbeddedDynamoDb();
const script = await ownProcess(
  join(import.meta.dirname, 'growth-paths.ts'),
  join(import.meta.dirname, '../support/operations.ts'),
);
// The flags prevent inlining, because inlined calls are not counted.
const FLAGS = ['--no-opt', '--no-maglev'];
const parts = Array.from({ length: PROCESSES }, (_, i) =>
  script.run<Record<string, GrowthOfPath>>(FLAGS, [`${i}/${PROCESSES}`], { DYNAMODB_ENDPOINT: endpoint }),
);
const paths: Record<string, GrowthOfPath> = Object.assign(
  {},
  ...(await Promise.all(parts).finally(script.remove)),
);

describe('the work on one item does not grow with the number of items', () => {
  it.each(Object.entries(paths))('%s', (_, { tooOften, callsForEachMore, allowed }) => {
    expect(tooOften).toEqual([]);
    expect(callsForEachMore).toBeLessThanOrEqual(allowed);
  });
});
