import * as z from 'zod/mini';
import type { GuideKey } from '../ports.ts';

/** The greatest length of a tag that mail services accept. */
const LONGEST_TAG = 256;

/** The spell of a guide, in characters that mail services accept; undefined if the ids are too long. */
export function guideTag({ employeeId, spellId }: GuideKey): string | undefined {
  const tag = Buffer.from(JSON.stringify([employeeId, spellId])).toString('base64url');
  return tag.length <= LONGEST_TAG ? tag : undefined;
}

const form = z.tuple([z.string(), z.string()]);

/** The spell in a tag; undefined if the tag names none. */
export function guideOf(tag: string): GuideKey | undefined {
  try {
    const [employeeId, spellId] = form.parse(JSON.parse(Buffer.from(tag, 'base64url').toString()));
    return { employeeId, spellId };
  } catch {
    return undefined;
  }
}
