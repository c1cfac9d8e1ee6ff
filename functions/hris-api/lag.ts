import type { Instant } from '../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../hris/source.ts';

/** Vendors speak of seconds; a person who goes on filling in a form needs minutes. */
const LAG_MINUTES = 30;

/** Whether an API that does not know yet what its own event told may still be catching up. */
export function isLagging({ statedAt }: Pick<DetailsRequest, 'statedAt'>, now: Instant): boolean {
  return Date.parse(now) - Date.parse(statedAt) < LAG_MINUTES * 60_000;
}
