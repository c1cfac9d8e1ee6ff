import { setTimeout } from 'node:timers/promises';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { Pace } from '../pace.ts';
import type { Clock } from '../ports.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };

export async function sleep(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds);
}

/** The real time, for rate limiters. */
export const systemPace: Pace = { milliseconds: () => performance.now(), sleep };
