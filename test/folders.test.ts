import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrowsOf, circlesIn, folderGraph, importsOf } from './support/folder-graph.ts';

/** The order of the folders: each imports only folders before it. */
const DOMAIN_ORDER = [
  'values',
  'calendar',
  'facts',
  'reasons',
  'employment',
  'units',
  'policy',
  'regions',
  'rules',
  'roster',
  'cases',
  'guides',
  'ledger',
  'reconcile',
  'digest',
  'letter',
];

describe('the folders of the domain', () => {
  const graph = folderGraph('domain');

  it('are those of the order, with no file beside them', () => {
    expect([...graph.keys()].toSorted()).toEqual(DOMAIN_ORDER.toSorted());
  });

  it.each(DOMAIN_ORDER)('%s imports no folder above it, types included', (folder) => {
    const above = DOMAIN_ORDER.slice(DOMAIN_ORDER.indexOf(folder) + 1);
    expect(above.filter((name) => graph.get(folder)?.has(name))).toEqual([]);
  });

  it('match the drawing in domain/README.md', () => {
    expect(drawn('domain')).toEqual(arrowsOf(graph));
  });
});

describe('the folders of the functions', () => {
  const graph = folderGraph('functions', (path) => (path.startsWith('domain/') ? 'domain' : path));

  it('import nothing but each other and the domain', () => {
    const known = new Set([...graph.keys(), 'domain']);
    const foreign = [...graph.values()]
      .flatMap((imported) => [...imported])
      .filter((name) => !known.has(name));
    expect(foreign).toEqual([]);
  });

  it('have no circle, types included', () => {
    expect(circlesIn(graph)).toEqual([]);
  });

  it('match the drawing in functions/README.md', () => {
    expect(drawn('functions')).toEqual(arrowsOf(graph));
  });
});

describe('the reader of imports', () => {
  it('finds an import in every notation', () => {
    const text = [
      "import a from 'a';",
      "import type {\n  B,\n} from 'b';",
      "import 'c';",
      "export * from 'd';",
      "const e = await import('e');",
      "type F = import('f').F;",
    ].join('\n');
    expect(importsOf(text).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('finds a circle, and draws no arrow that a longer way implies', () => {
    const circle = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a'])],
    ]);
    expect(circlesIn(circle)).toEqual([['a', 'b', 'c', 'a']]);
    const chain = new Map([
      ['a', new Set(['b', 'c'])],
      ['b', new Set(['c'])],
      ['c', new Set<string>()],
    ]);
    expect(circlesIn(chain)).toEqual([]);
    expect(arrowsOf(chain)).toEqual(['a --> b', 'b --> c']);
  });
});

/** The arrows of the drawing in a folder's README, which follows `<!-- drawing: name -->`. */
function drawn(name: string): string[] {
  const readme = readFileSync(resolve(import.meta.dirname, `../${name}/README.md`), 'utf8');
  const [, drawing = ''] = readme.split(`<!-- drawing: ${name} -->`);
  const [, arrows = ''] = /```mermaid\n([^`]*)```/.exec(drawing) ?? [];
  return arrows
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes('-->'))
    .toSorted();
}
