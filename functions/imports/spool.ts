import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Spell } from '../../domain/employment/spell.ts';

const BLOCK_CHARACTERS = 256 * 1024;

/** Plain values in the order in which they came, compressed: a fraction of what they take as objects. */
export class Spool<T> {
  readonly #blocks: Buffer[] = [];
  #lines: string[] = [];
  #characters = 0;
  size = 0;

  add(value: T): void {
    const line = JSON.stringify(value);
    this.#lines.push(line);
    this.#characters += line.length;
    this.size += 1;
    if (this.#characters >= BLOCK_CHARACTERS) this.#close();
  }

  *[Symbol.iterator](): Generator<T> {
    this.#close();
    for (const block of this.#blocks)
      for (const line of inflateRawSync(block).toString('utf8').split('\n')) yield JSON.parse(line) as T;
  }

  #close(): void {
    if (this.#lines.length === 0) return;
    this.#blocks.push(deflateRawSync(this.#lines.join('\n'), { level: 1 }));
    [this.#lines, this.#characters] = [[], 0];
  }
}

/** Spells of one employee as they are, and as they would be. */
export interface ChangedSpells {
  readonly employeeId: string;
  readonly before: readonly Spell[];
  readonly after: readonly Spell[];
}

/** Those whose spells something changes, each once. */
export class SpellChanges {
  readonly #ids = new Set<string>();
  readonly #spells = new Spool<ChangedSpells>();

  add(changed: ChangedSpells): void {
    if (this.#ids.has(changed.employeeId)) return;
    this.#ids.add(changed.employeeId);
    this.#spells.add(changed);
  }

  has(employeeId: string): boolean {
    return this.#ids.has(employeeId);
  }

  employeeIds(): Iterable<string> {
    return this.#ids;
  }

  [Symbol.iterator](): Iterator<ChangedSpells> {
    return this.#spells[Symbol.iterator]();
  }
}
