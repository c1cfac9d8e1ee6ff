import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Spell } from '../../domain/employment/spell.ts';

const BLOCK_CHARACTERS = 256 * 1024;

/** What is put into shares by a text falls to the same one in every run, and evenly: FNV-1a. */
export function shareOf(key: string, shares: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shares;
}

/** Plain values in the order in which they came, compressed: a fraction of what they take as objects. */
export class Spool<T> {
  readonly #blocks: Uint8Array[] = [];
  #lines: string[] = [];
  #characters = 0;
  size = 0;
  readonly #block: number;

  /** @param block how many characters wait to be compressed together: the more, the less room they take after. */
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
    // A copy of its own: what zlib returns is a slice of a shared pool of many times its size, and would keep all of it.
    this.#blocks.push(new Uint8Array(deflateRawSync(this.#lines.join('\n'), { level: 1 })));
    [this.#lines, this.#characters] = [[], 0];
  }
}

/** Everybody is held in so many shares, compressed; one of them is compared at a time. */
export const SHARES = 64;
const SHARE_BLOCK_CHARACTERS = 32 * 1024;

/** A list of the employed, or their spells, each employee in one share. */
export class Shares<T extends { readonly employeeId: string }> {
  readonly #spools = Array.from({ length: SHARES }, () => new Spool<T>(SHARE_BLOCK_CHARACTERS));
  size = 0;

  add(item: T): void {
    this.#spools[shareOf(item.employeeId, SHARES)]?.add(item);
    this.size += 1;
  }

  of(share: number): readonly T[] {
    return [...(this.#spools[share] ?? [])];
  }
}

/** Alike plain values by key, each compressed against an early one of them: a tenth of what they take as objects. */
export class CompressedMap<T> {
  // As texts of one byte a character: a buffer of its own takes more than what it holds.
  readonly #texts = new Map<string, string>();
  #dictionary: Buffer | undefined;

  get(key: string): T | undefined {
    const text = this.#texts.get(key);
    return text === undefined ? undefined : this.#valueOf(text);
  }

  has(key: string): boolean {
    return this.#texts.has(key);
  }

  set(key: string, value: T): void {
    const json = Buffer.from(JSON.stringify(value));
    this.#dictionary ??= json;
    const compressed = deflateRawSync(json, { level: 6, dictionary: this.#dictionary });
    this.#texts.set(key, compressed.toString('latin1'));
  }

  *values(): Generator<T> {
    for (const text of this.#texts.values()) yield this.#valueOf(text);
  }

  #valueOf(text: string): T {
    const options = this.#dictionary === undefined ? {} : { dictionary: this.#dictionary };
    return JSON.parse(inflateRawSync(Buffer.from(text, 'latin1'), options).toString('utf8')) as T;
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
