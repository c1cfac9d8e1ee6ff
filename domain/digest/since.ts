import type { Calendar } from '../calendar/working-days.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import type { Administration, Digest } from './digest.ts';
import { coveredUntil } from './news.ts';

/** The window that a digest reports on: what came after the one before. */
export interface Since {
  /** Days up to and including this one were covered by the digest before. */
  readonly coveredUntil: PlainDate;
  /** When the digest before was composed, by the clock: facts taken in later are news. */
  readonly composedAt: Instant;
  /** The cases that it listed. */
  readonly caseIds: readonly string[];
  /** The administrator's part as it showed it; without it, everything there counts as new. */
  readonly administration?: Administration;
}

/** What the next digest has to know about this one, once this one was sent. */
export function sinceOf(digest: Digest, composedAt: Instant, calendar: Calendar): Since {
  return {
    coveredUntil: coveredUntil(digest.day, calendar),
    composedAt,
    caseIds: digest.items.map((item) => item.case.caseId),
    ...(digest.administration === undefined ? {} : { administration: digest.administration }),
  };
}
