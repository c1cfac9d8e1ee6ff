import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Spell } from '../../domain/employment/spell.ts';
import { compact } from '../../domain/values/compact.ts';

const BLOCK_CHARACTERS = 256 * 1024;

/** Assigns a key to one of the shares. Keys are spread evenly, and a key always gets the same share (FNV-1a). */
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
    // This copies the result, because zlib returns a slice of a much larger shared pool, which would stay in memory.
    this.#blocks.push(new Uint8Array(deflateRawSync(this.#lines.join('\n'), { level: 1 })));
    [this.#lines, this.#characters] = [[], 0];
  }
}

/** All people are kept in this many compressed shares, and one share is compared at a time. */
export const SHARES = 64;
const SHARE_BLOCK_CHARACTERS = 32 * 1024;

/** A list with items about employees. All items of one employee are in the same share. */
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

/**
 * Settings for values of a few thousand characters. With zlib's defaults, each compression would allocate a quarter of
 * a megabyte.
 */
const SMALL = { windowBits: 13, memLevel: 5 };

/**
 * Compressed JSON values by key. The values are similar, so the first one is the dictionary for the others. They take a
 * tenth of the memory of objects.
 */
export class CompressedMap<T> {
  // Latin-1 strings, because a small Buffer needs more memory than its content.
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
    const options = { ...SMALL, chunkSize: 1024, dictionary: this.#dictionary };
    this.#texts.set(key, deflateRawSync(json, options).toString('latin1'));
  }

  *values(): Generator<T> {
    for (const text of this.#texts.values()) yield this.#valueOf(text);
  }

  #valueOf(text: string): T {
    const options = { ...SMALL, chunkSize: 4096, ...compact({ dictionary: this.#dictionary }) };
    return JSON.parse(inflateRawSync(Buffer.from(text, 'latin1'), options).toString('utf8')) as T;
  }
}

/** The spells of one employee, before and after a change. */
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
