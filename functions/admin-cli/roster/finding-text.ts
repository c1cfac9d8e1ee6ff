import { reasonText } from '../../../domain/letter/reason-text.ts';
import { findingReason, type RosterFinding } from '../../../domain/roster/finding.ts';
import type { Frame } from '../frame/frame.ts';

/** A difference in the words of the digests. */
export function findingText(finding: RosterFinding, { language }: Pick<Frame, 'language'>): string {
  return reasonText(findingReason(finding), language);
}
