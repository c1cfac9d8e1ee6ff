import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { type AddressState, undeliverableIn, withOutcome } from '../../../functions/mail/address-state.ts';
import type { MailOutcome } from '../../../functions/ports.ts';

/** `bounced 11-23`: a mail sent that morning in China. */
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

describe('an address', () => {
  test.each<[string, string[], string | undefined]>([
    ['of which nothing is known takes mail', [], undefined],
    ['to which mail is delivered takes it', ['delivered 11-23'], undefined],
    ['from which mail bounces takes none', ['bounced 11-23'], 'bounced 11-23'],
    ['whose owner complains takes none', ['complained 11-23'], 'complained 11-23'],
    ['that the server does not have takes none', ['refused 11-23'], 'refused 11-23'],
    [
      'is so since the first time, for the last reason',
      ['complained 11-24', 'bounced 11-23'],
      'complained 11-23',
    ],
    ['with two days of delay takes mail', ['delayed 11-23', 'delayed 11-24'], undefined],
    ['with three takes none', ['delayed 11-23', 'delayed 11-24', 'delayed 11-27'], 'delayed 11-27'],
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
      'that bounced does not take mail since one was delivered',
      ['bounced 11-23', 'delivered 11-24'],
      'bounced 11-23',
    ],
  ])('%s', (_, texts, expected) => {
    expect(says(after(texts))).toBe(expected);
  });

  test('is tried again after what was sent before, not after what is sent then', () => {
    const cleared = { clearedAt: '2026-11-25T00:00:00.000Z' as Instant };
    expect(
      says(after(['bounced 11-24', 'delayed 11-22', 'delayed 11-23', 'delayed 11-24'], cleared)),
    ).toBeUndefined();
    expect(says(after(['bounced 11-24', 'bounced 11-26'], cleared))).toBe('bounced 11-26');
  });

  test('comes to the same whatever the order of the news, and however often each comes', () => {
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
