/** A time of day in minutes since midnight. */
export type Minutes = number;

const MINUTES_A_DAY = 24 * 60;
/** The offset of China from UTC in minutes. China has one time zone and no summer time. */
const CHINA_OFFSET = 8 * 60;
/** These two instants show whether a zone has summer time, in either hemisphere. */
const WINTER_AND_SUMMER = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'];

/** The minutes of a text such as `08:30`, which is 510; undefined if the text is not a time `HH:MM`. */
export function parseTimeOfDay(text: string): Minutes | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}

/** The hour and minute of a daily cron expression, `later` minutes after `text`. @throws RangeError for an invalid time. */
export function hourAndMinute(text: string, later: Minutes = 0): { hour: number; minute: number } {
  const start = parseTimeOfDay(text);
  if (start === undefined) throw new RangeError(`'${text}' is not a time of day; use HH:MM`);
  const total = (start + later + MINUTES_A_DAY) % MINUTES_A_DAY;
  return { hour: Math.floor(total / 60), minute: total % 60 };
}

/** Whether `time` in `zone` and the time `later` minutes after it are on one day in China, in winter and in summer. */
export function sameDayInChina(time: Minutes, later: Minutes, zone: string): boolean {
  return WINTER_AND_SUMMER.every((instant) => {
    const inChina = time - offsetOf(zone, new Date(instant)) + CHINA_OFFSET + MINUTES_A_DAY;
    return (inChina % MINUTES_A_DAY) + later < MINUTES_A_DAY;
  });
}

/** The zone's offset from UTC at the instant. @throws RangeError for a zone that does not exist. */
function offsetOf(zone: string, instant: Date): Minutes {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
