import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import { addDays, type PlainDate, parsePlainDate } from '../../../domain/values/plain-date.ts';
import type { QuarantinedEvent, QuarantineKey } from '../../ports.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { dayOption, example, textOption, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';

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

/** Events are kept for 90 days; one that came just after midnight in China lies under the day before elsewhere. */
const KEPT_DAYS = 91;

export interface Chosen extends StoreChoice {
  readonly source?: string;
  readonly since?: PlainDate;
}

/** `canbao quarantine list` */
export function quarantineList(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('list')
    .description(say({ zh: '列出隔离的事件', en: 'list the events in quarantine' }));
  withChoice(command, frame)
    .addHelpText('after', example(frame, 'canbao quarantine list --source feishu --local'))
    .action(
      frame.act((chosen: Chosen) =>
        frame.withStore(chosen, async (store) => printout(await chosenEvents(chosen, store, frame), frame)),
      ),
    );
}

/** The options that choose events. */
export function withChoice(command: Command, frame: Frame): Command {
  command
    .addOption(
      textOption(frame, '--source <source>', { zh: '只看某个人事系统', en: 'of one HR system only' }),
    )
    .addOption(
      dayOption(frame, '--since <day>', {
        zh: '从哪一天收到的起，YYYY-MM-DD（默认 90 天以内）',
        en: 'received on this day or later, YYYY-MM-DD (default: the last 90 days)',
      }),
    );
  return withStoreOptions(command, frame);
}

export async function chosenEvents(
  { source, since }: Chosen,
  store: Store,
  frame: Frame,
): Promise<readonly QuarantinedEvent[]> {
  const today = frame.today();
  const events = await store.quarantine.list(since ?? addDays(today, -KEPT_DAYS), today);
  return events.filter((event) => source === undefined || event.source === source);
}

function printout(events: readonly QuarantinedEvent[], { say }: Frame): Printout {
  return {
    json: {
      events: events.map(({ source, deliveryId, receivedAt, problems, ...key }) => ({
        id: eventIdOf({ ...key, source, deliveryId }),
        source,
        deliveryId,
        receivedAt,
        problems,
      })),
    },
    lines:
      events.length === 0
        ? [say({ zh: '隔离区里没有事件', en: 'Nothing is in quarantine' })]
        : events
            .flatMap((event) => [eventIdOf(event), ...event.problems.map((problem) => `  ${problem}`)])
            .map(printable),
  };
}
