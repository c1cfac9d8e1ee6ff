import { expect, test } from 'vitest';
import { MEASURES } from '../../support/own-process.ts';
import { measuredDigest } from './large-digest.ts';

test.runIf(MEASURES)(
  'the administrator’s part of a digest counts a company of 4,000 open spells in a 28 MB heap',
  async () => {
    const asked = { to: 'administrator', open: 4_000, ended: 0, portal: true, heapMegabytes: 28 } as const;
    expect(await measuredDigest(asked)).toMatchObject({ outcome: 'sent', cases: 0 });
  },
);
