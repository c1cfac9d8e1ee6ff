import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { type AddressState, undeliverableIn, withOutcome } from '../../../functions/mail/address-state.ts';
import type { MailOutcome } from '../../../functions/ports.ts';

/** The outcome of a mail that was sent on the morning of a day in China, from a text like `bounced 11-23`. */
const outcomeOf = (text: string): MailOutcome => {
  const [is = '', day = ''] = text.split(' ');
  return { is, sentAt: `2026-${day}T00:30:00.000Z` } as MailOutcome;
};
const after = (texts: readonly string[], from: AddressState = {}) =>
  texts.map(outcomeOf).reduce(withOutcome, from);
const says = (state: AddressState) => {
  const found = undeliverableIn(state);
  return found && `${found.why} ${found.since.slice(5, 10)}`;
};

describe('withOutcome: an address', () => {
  test.each<[string, string[], string | undefined]>([
    ['without any outcome takes mail', [], undefined],
    ['with a delivered mail takes mail', ['delivered 11-23'], undefined],
    ['with a bounced mail takes no mail', ['bounced 11-23'], 'bounced 11-23'],
    ['with a complaint takes no mail', ['complained 11-23'], 'complained 11-23'],
    ['that the server refuses takes no mail', ['refused 11-23'], 'refused 11-23'],
    [
      'keeps the first day and the reason of that day',
      ['complained 11-24', 'bounced 11-23'],
      'complained 11-23',
    ],
    ['with two days of delay takes mail', ['delayed 11-23', 'delayed 11-24'], undefined],
    [
      'with three days of delay takes no mail',
      ['delayed 11-23', 'delayed 11-24', 'delayed 11-27'],
      'delayed 11-27',
    ],
    [
      'with three mails delayed on one day takes mail',
      ['delayed 11-23', 'delayed 11-23', 'delayed 11-23'],
      undefined,
    ],
    [
      'with a mail delivered in between takes mail',
      ['delayed 11-23', 'delivered 11-24', 'delayed 11-25', 'delayed 11-26'],
      undefined,
    ],
    [
      'that bounced takes no mail, even if a later mail was delivered',
      ['bounced 11-23', 'delivered 11-24'],
      'bounced 11-23',
    ],
  ])('%s', (_, texts, expected) => {
    expect(says(after(texts))).toBe(expected);
  });

  test('takes mail again once an administrator cleared it, until a mail sent later bounces', () => {
    const cleared = { clearedAt: '2026-11-25T00:00:00.000Z' as Instant };
    expect(
      says(after(['bounced 11-24', 'delayed 11-22', 'delayed 11-23', 'delayed 11-24'], cleared)),
    ).toBeUndefined();
    expect(says(after(['bounced 11-24', 'bounced 11-26'], cleared))).toBe('bounced 11-26');
  });

  test('has the same state whatever the order of the outcomes, and however often each comes', () => {
    const text = fc
      .tuple(
        fc.constantFrom('delivered', 'delayed', 'bounced', 'complained', 'refused'),
        fc.integer({ min: 10, max: 29 }),
      )
      .map(([is, day]) => `${is} 11-${day}`);
    const cleared = fc.option(fc.constant({ clearedAt: '2026-11-15T00:00:00.000Z' as Instant }), { nil: {} });
    const given = fc.array(text, { maxLength: 12 });
    fc.assert(
      fc.property(given, cleared, fc.infiniteStream(fc.nat()), (texts, from, draws) => {
        const repeated = [...texts, ...texts.filter(() => (draws.next().value ?? 0) % 2 === 0)];
        const shuffled = repeated
          .map((it) => [draws.next().value ?? 0, it] as const)
          .sort(([a], [b]) => a - b)
          .map(([, it]) => it);
        expect(after(shuffled, from)).toEqual(after(texts, from));
      }),
    );
  });
});
