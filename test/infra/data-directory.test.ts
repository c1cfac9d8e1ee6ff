import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claim, dataDirectory, diskProblem } from '../../infra/local/data-directory.ts';
import { openFunctionLog } from '../../infra/local/lambda/function-log.ts';

it.each([
  ['is new', () => undefined],
  [
    'was made by an earlier release',
    (root: string) => {
      mkdirSync(root);
      chmodSync(root, 0o755);
    },
  ],
])('a data directory that %s is open only to its owner', async (_, before) => {
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

it.each([
  ['below a file', 'file/below', 'there is a file with that name'],
  ['that is a file', 'file', 'there is a file with that name'],
  ['with a name that is too long', 'x'.repeat(300), 'the name is too long'],
])('a data directory %s is rejected with a sentence', async (_, name, why) => {
  const parent = mkdtempSync(join(tmpdir(), 'canbao-data-'));
  writeFileSync(join(parent, 'file'), '');
  const root = join(parent, name);
  const lock = { pid: process.pid, instance: 'i', url: 'http://127.0.0.1:1' };
  await expect(claim(dataDirectory(root), lock)).rejects.toThrow(
    `${root} cannot be used for the data: ${why}; choose another folder with --data`,
  );
  rmSync(parent, { recursive: true, force: true });
});

// The recursive mkdir of Node never returns for a directory under /proc.
it.skipIf(!existsSync('/proc/self'))('a data directory under /proc is rejected', async () => {
  const lock = { pid: process.pid, instance: 'i', url: 'http://127.0.0.1:1' };
  await expect(claim(dataDirectory('/proc/canbao/data'), lock)).rejects.toThrow(
    'no folder can be created there',
  );
});

it.skipIf(!existsSync('/dev/full'))(
  'a full disk ends the log of the functions with one sentence',
  async () => {
    const warnings: string[] = [];
    const log = openFunctionLog('/dev/full', false, (message) => warnings.push(message));
    log.write(Buffer.from('a line'));
    await expect.poll(() => warnings).toEqual(['/dev/full is no longer written: the disk is full']);
    log.write(Buffer.from('another'));
    await log.close();
    expect(warnings).toHaveLength(1);
  },
);

it('diskProblem recognises the error of the embedded DynamoDB on a full disk', () => {
  expect(diskProblem(new Error('database or disk is full'))).toBe('the disk is full');
  expect(diskProblem(new Error('something else'))).toBeUndefined();
});
