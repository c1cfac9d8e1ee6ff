import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * `import … from 'x'` and `export … from 'x'` over any number of lines, `import 'x'`, and `import('x')`. Imports of
 * types are included.
 */
const IMPORTS = [
  /^(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g,
];

/** The modules that a text imports, in all forms of imports. */
export function importsOf(text: string): string[] {
  return IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** The paths of the TypeScript files in a folder of the project, relative to the project. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .toSorted();
}

/** The names of the imported folders by folder. Imports of types are included. */
export type FolderGraph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The folders directly below `root`, e.g. `functions/intake`. Files directly in `root` count as nodes with their
 * name without extension. `outside` names modules outside `root`; undefined leaves them out.
 */
export function folderGraph(
  root: string,
  outside: (path: string) => string | undefined = () => undefined,
): FolderGraph {
  const nameOf = (path: string) => {
    if (!path.startsWith(`${root}/`)) return outside(path);
    const [first = ''] = path.slice(root.length + 1).split('/');
    return first.replace(/\.tsx?$/, '');
  };
  const graph = new Map<string, Set<string>>();
  for (const file of sourceFiles(root)) {
    const from = nameOf(file) ?? '';
    const imported = graph.get(from) ?? new Set();
    graph.set(from, imported);
    for (const specifier of importsOf(readFileSync(join(PROJECT, file), 'utf8'))) {
      if (!specifier.startsWith('.')) continue;
      const to = nameOf(posix.join(dirname(file), specifier));
      if (to !== undefined && to !== from) imported.add(to);
    }
  }
  return graph;
}

/** Every path from a folder back to itself, each once, e.g. `['a', 'b', 'a']`. */
export function circlesIn(graph: FolderGraph): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]) => {
    const seen = path.indexOf(name);
    if (seen >= 0) {
      circles.push([...path.slice(seen), name]);
      return;
    }
    if (done.has(name)) return;
    for (const next of graph.get(name) ?? []) walk(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) walk(name, []);
  return circles;
}

/** The arrows of an acyclic graph. Arrows that follow from a longer path are left out. */
export function arrowsOf(graph: FolderGraph): string[] {
  const reach = new Map<string, Set<string>>();
  const reachable = (name: string): Set<string> => {
    const known = reach.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    reach.set(name, found);
    for (const next of graph.get(name) ?? []) {
      found.add(next);
      for (const far of reachable(next)) found.add(far);
    }
    return found;
  };
  return [...graph]
    .flatMap(([from, imported]) =>
      [...imported]
        .filter((to) => ![...imported].some((via) => via !== to && reachable(via).has(to)))
        .map((to) => `${from} --> ${to}`),
    )
    .toSorted();
}
