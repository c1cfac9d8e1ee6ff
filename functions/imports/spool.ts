import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Spell } from '../../domain/employment/spell.ts';

const BLOCK_CHARACTERS = 256 * 1024;

/** Assigns a key to one of the shares, evenly and always the same one (FNV-1a). */
export function shareOf(key: string, shares: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shares;
}

/** A list of plain values, compressed in memory. */
export class Spool<T> {
  readonly #blocks: Uint8Array[] = [];
  #lines: string[] = [];
  #characters = 0;
  size = 0;
  readonly #block: number;

  /** @param block how many characters are compressed together: larger blocks compress better. */
  constructor(block = BLOCK_CHARACTERS) {
    this.#block = block;
  }

  add(value: T): void {
    const line = JSON.stringify(value);
    this.#lines.push(line);
    this.#characters += line.length;
    this.size += 1;
    if (this.#characters >= this.#block) this.#close();
  }

  *[Symbol.iterator](): Generator<T> {
    this.#close();
    for (const block of this.#blocks)
      for (const line of inflateRawSync(block).toString('utf8').split('\n')) yield JSON.parse(line) as T;
  }

  #close(): void {
    if (this.#lines.length === 0) return;
    // A copy: zlib's result is a slice of a much larger shared pool and would keep it in memory.
    this.#blocks.push(new Uint8Array(deflateRawSync(this.#lines.join('\n'), { level: 1 })));
    [this.#lines, this.#characters] = [[], 0];
  }
}

/** Spells of one employee, before and after a change. */
export interface ChangedSpells {
  readonly employeeId: string;
  readonly before: readonly Spell[];
  readonly after: readonly Spell[];
}

/** Collects the spells that change, once per employee. */
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
