import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmbeddedDynamoDb } from '../support/embedded-dynamodb.ts';
import { MEASURES, ownProcess } from '../support/own-process.ts';
import type { GrowthOfPath } from './growth-paths.ts';

/** The flags prevent inlining, because inlined calls are not counted. */
const FLAGS = ['--no-opt', '--no-maglev'];

async function measured(): Promise<Record<string, GrowthOfPath>> {
  const { endpoint } = await startEmbeddedDynamoDb();
  const script = await ownProcess(
    join(import.meta.dirname, 'growth-paths.ts'),
    join(import.meta.dirname, '../support/operations.ts'),
  );
  return script
    .run<Record<string, GrowthOfPath>>(FLAGS, [], { DYNAMODB_ENDPOINT: endpoint })
    .finally(script.remove);
}

const paths = MEASURES ? await measured() : {};

describe.runIf(MEASURES)('the work on one item does not grow with the number of items', () => {
  it.each(Object.entries(paths))('%s', (_, { tooOften, callsForEachMore, allowed }) => {
    expect(tooOften).toEqual([]);
    expect(callsForEachMore).toBeLessThanOrEqual(allowed);
  });
});
