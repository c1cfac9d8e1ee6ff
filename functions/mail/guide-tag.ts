import * as z from 'zod/mini';
import type { GuideKey } from '../ports.ts';

/** A mail service takes so many characters in a tag. */
const LONGEST_TAG = 256;

/** Whose guide a mail is, in characters that a mail service takes; undefined where the ids are too long for it. */
export function guideTag({ employeeId, spellId }: GuideKey): string | undefined {
  const tag = Buffer.from(JSON.stringify([employeeId, spellId])).toString('base64url');
  return tag.length <= LONGEST_TAG ? tag : undefined;
}

const form = z.tuple([z.string(), z.string()]);

/** Whose guide a tag names; undefined for what names none. */
export function guideOf(tag: string): GuideKey | undefined {
  try {
    const [employeeId, spellId] = form.parse(JSON.parse(Buffer.from(tag, 'base64url').toString()));
    return { employeeId, spellId };
  } catch {
    return undefined;
  }
}
