import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ID = /\b([FDRGM]\d{1,2}|E\d{1,2})\b/g;

/** The ids of the catalogue, each with the file or folder that its row names. */
const CATALOGUE = new Map(
  readFileSync('domain/RULES.md', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, id] = /^\| ([A-Z]\d{1,2}) +\|/.exec(line) ?? [];
      const [, file] = /\]\(([^)]+)\) +\|$/.exec(line) ?? [];
      return id === undefined || file === undefined ? [] : [[id, file] as const];
    }),
);

function codeIn(path: string): string {
  if (!statSync(path).isDirectory()) return /\.tsx?$/.test(path) ? readFileSync(path, 'utf8') : '';
  return readdirSync(path)
    .map((name) => codeIn(join(path, name)))
    .join('\n');
}

function idsIn(text: string): string[] {
  return [...new Set([...text.matchAll(ID)].map(([, id = '']) => id))].sort();
}

describe('the catalogue of rules (domain/RULES.md)', () => {
  const used = idsIn(['domain', 'functions'].map(codeIn).join('\n'));

  test('lists every id that the code uses, and no other', () => {
    expect([...CATALOGUE.keys()].sort()).toEqual(used);
  });

  test.each([...CATALOGUE])('lists %s with a file that names it: %s', (id, file) => {
    expect(idsIn(codeIn(join('domain', file)))).toContain(id);
  });
});
