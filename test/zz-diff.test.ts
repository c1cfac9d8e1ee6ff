import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { it } from 'vitest';
import { foldSpells } from '../domain/employment/fold.ts';
import { histories } from './domain/employment/histories.ts';
import { EMPLOYEE } from './support/facts.ts';

it('hash', () => {
  const all = fc
    .sample(histories, { numRuns: 6000, seed: 7 })
    .map((f) => JSON.stringify(foldSpells(EMPLOYEE, f)));
  writeFileSync(process.env.OUT ?? '/tmp/x', createHash('sha256').update(all.join('\n')).digest('hex'));
});
