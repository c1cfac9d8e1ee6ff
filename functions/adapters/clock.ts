import { setTimeout } from 'node:timers/promises';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { Pace } from '../pace.ts';
import type { Clock } from '../ports.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };

/** Waits, in real time. */
export async function sleep(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds);
}

/** Time that passes at its own speed, for what must not go too fast. */
export const systemPace: Pace = { milliseconds: () => performance.now(), sleep };
