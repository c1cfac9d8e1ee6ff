import { type AddressState, undeliverableIn, withOutcome } from '../../../functions/mail/address-state.ts';
import type { Clock, MailAddresses } from '../../../functions/ports.ts';

/** The states of addresses in memory. */
export function fakeMailAddresses(clock: Clock): MailAddresses {
  const states = new Map<string, AddressState>();
  return {
    async undeliverable() {
      return [...states].sort().flatMap(([address, state]) => {
        const found = undeliverableIn(state);
        return found === undefined ? [] : [{ address, ...found }];
      });
    },
    async note(address, outcome) {
      const before = states.get(address) ?? {};
      const after = withOutcome(before, outcome);
      states.set(address, after);
      return undeliverableIn(before) === undefined && undeliverableIn(after) !== undefined;
    },
    async tryAgain(address) {
      const isKnown = undeliverableIn(states.get(address) ?? {}) !== undefined;
      if (isKnown) states.set(address, { clearedAt: clock.now() });
      return isKnown;
    },
  };
}
