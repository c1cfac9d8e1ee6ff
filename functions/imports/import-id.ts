import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type UnitFact, voidedUnitFactIds } from '../../domain/units/unit-facts.ts';

/** Ids of this length never collide within a unit. They are short because they are loaded with the registry. */
const LENGTH = 22;

/** The hash of a file's bytes, to recognise a file that is imported again. */
export function bytesHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** The {@link bytesHash} of a file on disk. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('base64url');
}

function importId(unitId: string, content: string, attempt: number): string {
  const hash = createHash('sha256').update(JSON.stringify([unitId, content, attempt]));
  return hash.digest('base64url').slice(0, LENGTH);
}

/** The id used to void a whole import. The ids of the import's facts begin with it. */
export function importFactId(id: string): string {
  return `bill:${id}`;
}

/**
 * The id of this file's import: the id of its last attempt, finished or interrupted, else a new one. A file whose
 * import was voided gets a new attempt, because voided facts stay voided.
 * @param content the hash of the file's bytes.
 * @param facts the facts about the unit's imports.
 */
export function importOf(unitId: string, content: string, facts: readonly UnitFact[]): string {
  const voided = voidedUnitFactIds(facts);
  for (let attempt = 1; ; attempt += 1) {
    const id = importId(unitId, content, attempt);
    if (!voided.has(importFactId(id))) return id;
  }
}
