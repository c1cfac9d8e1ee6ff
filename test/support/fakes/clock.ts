import type { Instant } from '../../../domain/values/plain-date.ts';
import type { Clock } from '../../../functions/ports.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  set(instant: string): void;
  advance(seconds: number): void;
}

export function fakeClock(start: string): FakeClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString() as Instant,
    set: (instant) => {
      now = Date.parse(instant);
    },
    advance: (seconds) => {
      now += seconds * 1_000;
    },
  };
}
