import { expect, test } from 'vitest';
import { instantOfEpoch } from '../../../functions/sources/webhook/sender-time.ts';

const INSTANT = '2026-11-21T00:00:00.000Z';

test.each([1795219200, 1795219200000, 1795219200000000, '1795219200', '1795219200000', '1795219200000000'])(
  'instantOfEpoch reads %j as an instant, by its magnitude',
  (told) => {
    expect(instantOfEpoch(told)).toBe(INSTANT);
  },
);

test.each([
  ['the last millisecond before', 946684799999, undefined],
  ['the first millisecond', 946684800000, '2000-01-01T00:00:00.000Z'],
  ['the last millisecond', 4102444799999, '2099-12-31T23:59:59.999Z'],
  ['the first millisecond after', 4102444800000, undefined],
])('instantOfEpoch accepts the years 2000 to 2099: %s', (_, told, instant) => {
  expect(instantOfEpoch(told)).toBe(instant);
});

const NO_TEXTS = ['', ' ', 'soon', '-1795219200', '1795219200.5', '1e9', INSTANT];
const NO_NUMBERS = [0, -1, 5, 43535463645, Number.NaN, Number.POSITIVE_INFINITY, 1e18];
test.each([undefined, null, ...NO_TEXTS, ...NO_NUMBERS, {}, [1795219200], true])(
  'instantOfEpoch takes %j for no instant',
  (told) => {
    expect(instantOfEpoch(told)).toBeUndefined();
  },
);
