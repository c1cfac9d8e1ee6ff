import { expect, test } from 'vitest';
import { explainingProblems } from '../../../functions/admin-cli/store/store-problems.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';

const WHERE = { table: 'canbao-dev', planDigests: 'canbao-dev-plan-digests', local: false };
const gone = Object.assign(new Error('no such table'), { name: 'ResourceNotFoundException' });

/** A store with one member of each kind: objects, a property and functions. */
const store = explainingProblems(
  {
    registry: { load: () => Promise.reject(gone) },
    heard: { sources: ['feishu', 'wecom'], daysHeard: async () => ['2026-11-20'] },
    secretName: (part: string) => `canbao/dev/${part}`,
  } as unknown as Store,
  WHERE,
  ({ en }) => en,
);

test('explainingProblems makes an error of the store say what a person can do', async () => {
  await expect(store.registry.load()).rejects.toThrow('deploy first');
});

test('explainingProblems leaves other properties and calls unchanged', async () => {
  expect(store.heard.sources).toEqual(['feishu', 'wecom']);
  expect(await store.heard.daysHeard('feishu', '2026-11-01' as never)).toEqual(['2026-11-20']);
  expect(store.secretName('webhook/feishu')).toBe('canbao/dev/webhook/feishu');
});
