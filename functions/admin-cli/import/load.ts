import type { Texts } from '../../../domain/values/language.ts';
import { systemPace } from '../../adapters/clock.ts';
import type { Store } from '../../deployment/deployment.ts';
import type { Load } from '../../pace.ts';
import type { CommandContext } from '../frame/frame.ts';
import { perSecond, text } from '../frame/kinds.ts';

/** With more requests at once, the processor would be the bottleneck, not the store. */
const IN_FLIGHT = 32;
const REPORT_EVERY_MS = 2_000;

export const IMPORT_SPEED = perSecond(10_000, 10_000);

export const SHEET = text(
  {
    zh: '读哪张工作表（默认：有表头的第一张可见工作表）',
    en: 'the sheet to read (default: the first visible one with the headers)',
  },
  'sheet',
);

/** The load of an import on the store: as much as the store accepts, up to the given rate. */
export function importLoad(employeesPerSecond: number, { throttles }: Pick<Store, 'throttles'>): Load {
  return { inFlight: IN_FLIGHT, perSecond: employeesPerSecond, pace: systemPace, throttles };
}

/** Prints the progress and the remaining time at intervals. */
export function progressReporter({ say, progress }: CommandContext): (done: number, of?: number) => void {
  let [reportedAt, begun, last] = [systemPace.milliseconds(), systemPace.milliseconds(), 0];
  return (done, of) => {
    const now = systemPace.milliseconds();
    // The next part of the work counts from zero again.
    if (done < last) begun = now;
    last = done;
    if (now - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = now;
    const left = of === undefined ? undefined : timeLeft(now - begun, done, of);
    const far = of === undefined ? String(done) : `${done}/${of}`;
    progress(
      say({
        zh: `已处理 ${far}${left === undefined ? '' : `，约剩 ${say(left)}`}`,
        en: `${far} done${left === undefined ? '' : `, about ${say(left)} left`}`,
      }),
    );
  };
}

/** The remaining time at the present speed. @param milliseconds the time since the beginning. */
function timeLeft(milliseconds: number, done: number, of: number): Texts {
  const seconds = Math.ceil(((of - done) * milliseconds) / Math.max(done, 1) / 1_000);
  if (seconds < 100) return { zh: `${seconds} 秒`, en: `${seconds} s` };
  const minutes = Math.ceil(seconds / 60);
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}
