import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf } from '../support/folder-graph.ts';

const DOMAIN = resolve(import.meta.dirname, '../../domain');
const DAYJS_ALLOWED_IN = 'values/plain-date.ts';

const FILES = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

/** Calls that make an answer depend on time or place. */
const IMPURE = [
  /\bDate\.now\b/,
  /\bnew Date\b/,
  /\bMath\.random\b/,
  /\bprocess\b\s*[.[?]/,
  /\bcrypto\b\s*\./,
  /\bperformance\b\s*\./,
  /\bglobalThis\b/,
  /\bconsole\b\s*\./,
  /\bfetch\s*\(/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /\brequire\s*\(/,
  /\bdayjs(?:\.utc)?\(\s*\)/,
];

it('finds the domain', () => {
  expect(FILES.length).toBeGreaterThan(20);
  expect(FILES).toContain(DAYJS_ALLOWED_IN);
});

describe.each(FILES)('domain/%s', (path) => {
  const file = resolve(DOMAIN, path);
  const text = readFileSync(file, 'utf8');
  const imported = importsOf(text);

  it('imports only the domain, zod/mini, and dayjs in values/plain-date', () => {
    const foreign = imported.filter((name) => !isDomainFile(file, name) && !isAllowedPackage(path, name));
    expect(foreign).toEqual([]);
  });

  it('reads no clock, no randomness and no environment', () => {
    expect(IMPURE.filter((impure) => impure.test(text)).map(String)).toEqual([]);
  });
});

/** Imports of types from packages are imports too. Only the packages below are allowed. */
function isAllowedPackage(path: string, name: string): boolean {
  if (name === 'zod/mini') return true;
  return path === DAYJS_ALLOWED_IN && (name === 'dayjs' || name.startsWith('dayjs/plugin/'));
}

function isDomainFile(from: string, name: string): boolean {
  if (!name.startsWith('.')) return false;
  const target = relative(DOMAIN, resolve(dirname(from), name)).replaceAll('\\', '/');
  return FILES.includes(target);
}
