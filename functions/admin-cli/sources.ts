import type { Command } from 'commander';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { RHYTHM_DAYS, type Silence, silenceOf } from '../../domain/digest/silence.ts';
import { printable } from '../../domain/letter/letter.ts';
import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';
import type { UnmappedWord } from '../ports.ts';
import type { Frame, Printout } from './frame/frame.ts';
import { asOfOption, example, withStoreOptions } from './frame/options.ts';
import type { Store, StoreChoice } from './store/store.ts';

interface Asked extends StoreChoice {
  readonly asOf?: PlainDate;
}

interface Told {
  readonly source: string;
  /** Within the last half year. */
  readonly daysHeard: number;
  readonly lastHeardOn: PlainDate | null;
  readonly silent: Pick<Silence, 'workingDays' | 'usual'> | null;
  readonly unmapped: readonly Pick<UnmappedWord, 'field' | 'value'>[];
}

/** `canbao sources`: when each HR system was last heard of, and which of its words no mapping knows. */
export function sourcesCommand(program: Command, frame: Frame): void {
  const command = program
    .command('sources')
    .description(
      frame.say({
        zh: '各人事系统：上次来消息的日期、是否沉默过久、哪些词没有对应关系',
        en: 'HR systems: when each was last heard, whether it has been silent too long, which of its words no mapping knows',
      }),
    )
    .addOption(asOfOption(frame));
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, 'canbao sources --local', 'canbao sources --stage prod --json'))
    .action(frame.act((asked: Asked) => frame.withStore(asked, (store) => told(asked, store, frame))));
}

async function told(asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const asOf = asked.asOf ?? frame.today();
  const { registry, unmapped } = await store.registry.load();
  const sources = await Promise.all(
    store.heard.sources.map(async (source): Promise<Told> => {
      const days = (await store.heard.daysHeard(source, addDays(asOf, -RHYTHM_DAYS))).filter(
        (day) => day <= asOf,
      );
      const mapping = registry.sources.find((known) => known.source === source);
      const silence = silenceOf(source, days, asOf, publishedCalendar, mapping?.silentAfterWorkingDays);
      return {
        source,
        daysHeard: days.length,
        lastHeardOn: days.at(-1) ?? null,
        silent: silence === undefined ? null : { workingDays: silence.workingDays, usual: silence.usual },
        unmapped: unmapped
          .filter((word) => word.source === source)
          .map(({ field, value }) => ({ field, value })),
      };
    }),
  );
  return {
    json: { asOf, sources },
    lines: sources.flatMap((source) => linesOf(source, frame)).map(printable),
  };
}

function linesOf({ source, daysHeard, lastHeardOn, silent, unmapped }: Told, { say }: Frame): string[] {
  const heard =
    lastHeardOn === null
      ? say({ zh: '半年内没有收到过事件', en: 'not heard of in half a year' })
      : say({
          zh: `上次 ${lastHeardOn}，半年内 ${daysHeard} 天有事件`,
          en: `last heard ${lastHeardOn}, on ${daysHeard} days in half a year`,
        });
  return [
    `${source}  ${heard}`,
    ...(silent === null
      ? []
      : [
          say({
            zh: `  沉默过久：${silent.workingDays} 个工作日，平时不超过 ${silent.usual} 个`,
            en: `  silent for too long: ${silent.workingDays} working days, usually ${silent.usual} at most`,
          }),
        ]),
    ...unmapped.map(({ field, value }) =>
      say({ zh: `  没有对应关系（${field}）：${value}`, en: `  no mapping knows (${field}): ${value}` }),
    ),
  ];
}
