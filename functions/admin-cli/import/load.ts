import { systemPace } from '../../adapters/clock.ts';
import type { Load } from '../../imports/at-once.ts';
import type { CommandContext } from '../frame/frame.ts';
import { perSecond, text } from '../frame/kinds.ts';

const IN_FLIGHT = 16;
const TELL_EVERY_MS = 2_000;

export const IMPORT_SPEED = perSecond(200, 10_000);

/** Of a workbook. */
export const SHEET = text(
  {
    zh: '读哪张工作表（默认：有表头的第一张可见工作表）',
    en: 'the sheet to read (default: the first visible one with the headers)',
  },
  'sheet',
);

/** How hard an import works the store. */
export function importLoad(employeesPerSecond: number): Load {
  return { inFlight: IN_FLIGHT, perSecond: employeesPerSecond, pace: systemPace };
}

/** Prints every now and then how many people are done, for people who wait. */
export function progressTeller({ say, progress }: CommandContext): (people: number) => void {
  let told = systemPace.milliseconds();
  return (people) => {
    const now = systemPace.milliseconds();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    progress(say({ zh: `已处理 ${people} 人`, en: `${people} people done` }));
  };
}
