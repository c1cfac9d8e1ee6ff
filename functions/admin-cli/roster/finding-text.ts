import { reasonText } from '../../../domain/digest/wording/reasons.ts';
import type { RosterFinding } from '../../../domain/roster/finding.ts';
import { whoIs } from '../../../domain/roster/who-is.ts';
import type { Frame } from '../frame/frame.ts';

/** A difference in the words of the digests. */
export function findingText(finding: RosterFinding, { language }: Pick<Frame, 'language'>): string {
  const { code, values } = finding;
  return reasonText({ rule: 'F11', code, values: { ...values, who: whoIs(finding) } }, language);
}
