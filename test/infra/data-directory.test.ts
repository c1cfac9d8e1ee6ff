import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claim, dataDirectory } from '../../infra/local/data-directory.ts';

it.each([
  ['is made', () => undefined],
  [
    'was made by an earlier release',
    (root: string) => {
      mkdirSync(root);
      chmodSync(root, 0o755);
    },
  ],
])('a data directory that %s is open to its owner alone', async (_, before) => {
  const parent = mkdtempSync(join(tmpdir(), 'canbao-data-'));
  try {
    const root = join(parent, '.canbao');
    before(root);
    const release = await claim(dataDirectory(root), {
      pid: process.pid,
      instance: 'i',
      url: 'http://127.0.0.1:1',
    });
    expect(statSync(root).mode & 0o777).toBe(0o700);
    release();
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
