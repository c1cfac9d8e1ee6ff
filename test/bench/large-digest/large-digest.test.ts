import { expect, test } from 'vitest';
import { measuredDigest } from './large-digest.ts';

test('the administrator’s part counts a company page by page, in less memory than its spells take', async () => {
  const asked = { to: 'administrator', open: 4_000, ended: 0, portal: true, heapMegabytes: 28 } as const;
  expect(await measuredDigest(asked)).toMatchObject({ outcome: 'sent', cases: 0 });
});
