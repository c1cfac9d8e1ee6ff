import type { Option } from 'commander';
import { systemPace } from '../../adapters/clock.ts';
import type { Load } from '../../imports/at-once.ts';
import type { Frame } from '../frame/frame.ts';
import { perSecondOption } from '../frame/options.ts';

const USUAL_PER_SECOND = 200;
const MOST_PER_SECOND = 10_000;
const IN_FLIGHT = 16;
const TELL_EVERY_MS = 2_000;

export function importSpeedOption(frame: Frame): Option {
  return perSecondOption(frame, USUAL_PER_SECOND, MOST_PER_SECOND);
}

/** How hard an import works the store. @param perSecond as the option gives it. */
export function importLoad(perSecond = USUAL_PER_SECOND): Load {
  return { inFlight: IN_FLIGHT, perSecond, pace: systemPace };
}

/** Tells every now and then how many people are done, for whoever waits. */
export function progressTeller({ say, progress }: Frame): (people: number) => void {
  let told = systemPace.milliseconds();
  return (people) => {
    const now = systemPace.milliseconds();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    progress(say({ zh: `已处理 ${people} 人`, en: `${people} people done` }));
  };
}
