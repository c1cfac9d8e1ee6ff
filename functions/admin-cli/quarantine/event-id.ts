import { parsePlainDate } from '../../../domain/values/plain-date.ts';
import type { QuarantineKey } from '../../ports.ts';
import { BadUsage } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';

/** `<day>/<source>/<delivery>`: a delivery's id is its sender's and may hold anything, so it comes last. */
export function eventIdOf({ day, source, deliveryId }: QuarantineKey): string {
  return `${day}/${source}/${deliveryId}`;
}

/** @throws BadUsage for what is no id of an event in quarantine. */
export function eventKey(id: string, { say }: Pick<Frame, 'say'>): QuarantineKey {
  const [, dayText = '', source = '', deliveryId = ''] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id) ?? [];
  const day = parsePlainDate(dayText);
  if (day !== undefined && deliveryId !== '') return { day, source, deliveryId };
  throw new BadUsage(
    say({
      zh: `${id} 不是隔离事件的编号；编号见 canbao quarantine list，例如 2026-11-20/feishu/evt_1`,
      en: `${id} is no event in quarantine; canbao quarantine list shows their ids, e.g. 2026-11-20/feishu/evt_1`,
    }),
  );
}
