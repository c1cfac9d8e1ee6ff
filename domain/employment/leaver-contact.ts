import type { End, SettledGuide } from './spell.ts';

/** Who pauses or goes on at another of our units has not left; who died, or may have, is not written to. */
const NOT_WRITTEN_TO: ReadonlySet<End['reason']> = new Set<End['reason']>([
  'deceased',
  'suspended',
  'moved-to-other-unit',
  'unknown',
]);

/** Whether a leave for this reason is one after which somebody needs the guide. */
export function isWrittenTo(reason: End['reason']): boolean {
  return !NOT_WRITTEN_TO.has(reason);
}

/** The end as a snapshot keeps it: with address and household register only while the guide may still need them. */
export function contactKept(end: End, guide: SettledGuide | undefined): End {
  return guide === undefined && isWrittenTo(end.reason) ? end : withoutContact(end);
}

export function withoutContact(end: End): End {
  const { personalEmail: _email, hukouRegion: _hukou, residencePermit: _permit, ...kept } = end;
  return kept;
}
