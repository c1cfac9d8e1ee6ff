import type { WhyUndeliverable } from '../../domain/digest/digest.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import type { MailOutcome, UndeliverableAddress } from '../ports.ts';

/** What mails to one address came to, as far as it matters for the next; the same whatever came first or twice. */
export interface AddressState {
  /** What was sent before counts no more: somebody said to try again. */
  readonly clearedAt?: Instant;
  /** The last mail that was delivered. */
  readonly deliveredAt?: Instant;
  /** The first failure for good, and the last. */
  readonly failedAt?: Instant;
  readonly lastFailure?: { readonly at: Instant; readonly why: WhyUndeliverable };
  /** Mails that were given up after a while: the last of each day, of the last days. */
  readonly delayedAt?: readonly Instant[];
}

/** So many days in a row without a mail delivered make an address undeliverable. */
const DELAYED_DAYS = 3;
/** More days need not be known. */
const DAYS_KEPT = 5;

/** The state once this outcome is known as well. */
export function withOutcome(state: AddressState, { is, sentAt: at }: MailOutcome): AddressState {
  if (state.clearedAt !== undefined && at <= state.clearedAt) return state;
  switch (is) {
    case 'delivered':
      return { ...state, deliveredAt: latest(state.deliveredAt, at) };
    case 'delayed':
      return { ...state, delayedAt: withDelay(state.delayedAt ?? [], at) };
    default: {
      const { failedAt = at, lastFailure: last = { at, why: is } } = state;
      const isLater = `${at} ${is}` > `${last.at} ${last.why}`;
      return {
        ...state,
        failedAt: at < failedAt ? at : failedAt,
        lastFailure: isLater ? { at, why: is } : last,
      };
    }
  }
}

function latest(known: Instant | undefined, at: Instant): Instant {
  return known !== undefined && known > at ? known : at;
}

function withDelay(delayedAt: readonly Instant[], at: Instant): readonly Instant[] {
  const lastOfDay = new Map([...delayedAt, at].sort().map((each) => [chinaDayOf(each), each]));
  return [...lastOfDay.values()].slice(-DAYS_KEPT);
}

/** Since when the address takes no mail and why; undefined where it takes some. */
export function undeliverableIn(state: AddressState): Omit<UndeliverableAddress, 'address'> | undefined {
  const { failedAt: since, lastFailure, deliveredAt = '', delayedAt = [] } = state;
  if (since !== undefined && lastFailure !== undefined) return { since, why: lastFailure.why };
  const inARow = delayedAt.filter((at) => at > deliveredAt);
  const third = inARow[DELAYED_DAYS - 1];
  return third && { since: third, why: 'delayed' };
}
