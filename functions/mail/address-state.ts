import type { WhyUndeliverable } from '../../domain/digest/digest.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import type { MailOutcome, UndeliverableAddress } from '../ports.ts';

/**
 * The outcomes of mails to one address that matter for the next mail. Their order and repetitions make no difference.
 */
export interface AddressState {
  /** When a person reset the address. Outcomes of earlier mails are ignored. */
  readonly clearedAt?: Instant;
  readonly deliveredAt?: Instant;
  /** The times of the first and the last permanent failure. */
  readonly failedAt?: Instant;
  readonly lastFailure?: { readonly at: Instant; readonly why: WhyUndeliverable };
  /** The times of temporary failures: the last failure of each day, for the last five days that had a failure. */
  readonly delayedAt?: readonly Instant[];
}

/** The number of days with temporary failures, and no delivery in between, after which an address is undeliverable. */
const DELAYED_DAYS = 3;
/** The number of days with temporary failures that are kept. */
const DAYS_KEPT = 5;

/** The state after one more outcome. */
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

/** Since when the address has rejected mail, and why; undefined if it accepts mail. */
export function undeliverableIn(state: AddressState): Omit<UndeliverableAddress, 'address'> | undefined {
  const { failedAt: since, lastFailure, deliveredAt = '', delayedAt = [] } = state;
  if (since !== undefined && lastFailure !== undefined) return { since, why: lastFailure.why };
  const inARow = delayedAt.filter((at) => at > deliveredAt);
  const third = inARow[DELAYED_DAYS - 1];
  return third && { since: third, why: 'delayed' };
}
