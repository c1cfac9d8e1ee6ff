import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The readers of mails and pages do not use the command line. */
test('no sentence of the domain names a command', () => {
  const files = readdirSync('domain', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const naming = files.flatMap((name) =>
    [
      ...readFileSync(join('domain', name), 'utf8').matchAll(/(['"`])[^'"`\n]*\bcanbao [a-z][^'"`\n]*\1/g),
    ].map(([sentence]) => `${name}: ${sentence}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(naming).toEqual([]);
});
