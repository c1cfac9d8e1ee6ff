import type { Reason } from '../cases/case.ts';
import type { PlainDate } from '../values/plain-date.ts';

export const GUIDE_KINDS = ['leaver', 'flexible', 'resident', 'unit', 'card', 'employee'] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];

/** What to tell a person or a unit, as it stands on a day. Derived like a case: never stored, every line with its why. */
export interface Guide {
  readonly kind: GuideKind;
  readonly region: string;
  readonly day: PlainDate;
  readonly sections: readonly GuideSection[];
}

export type GuideHeading =
  | 'dates'
  | 'cover'
  | 'next-employer'
  | 'flexible'
  | 'conditions'
  | 'clock'
  | 'steps'
  | 'resident'
  | 'window'
  | 'transfer'
  | 'account'
  | 'retiree'
  | 'papers'
  | 'registration'
  | 'electronic'
  | 'replacement'
  | 'change'
  | 'employer-duty'
  | 'not-enrolled'
  | 'loss'
  | 'mistakes';

export interface GuideSection {
  readonly heading: GuideHeading;
  readonly lines: readonly GuideLine[];
}

/** One sentence; the words for it live in digest/wording. */
export interface GuideLine {
  readonly says: Reason;
  /** The last day on which the reader may act, where the sentence comes to one. */
  readonly by?: PlainDate;
}

/** A section of sentences that come to no day of their own; none where nothing is to be said. */
export function section(heading: GuideHeading, lines: readonly (GuideLine | Reason)[]): GuideSection[] {
  if (lines.length === 0) return [];
  return [{ heading, lines: lines.map((line) => ('says' in line ? line : { says: line })) }];
}
