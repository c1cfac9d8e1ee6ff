import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { RHYTHM_DAYS, type Silence, silenceOf } from '../../domain/digest/silence.ts';
import { unlistedSources } from '../../domain/facts/source-order.ts';
import { EN } from '../../domain/letter/en.ts';
import { ZH } from '../../domain/letter/zh.ts';
import { MAPPED_FIELD_TEXTS } from '../../domain/units/texts.ts';
import { counted } from '../../domain/values/language.ts';
import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';
import { sourceOrderOf } from '../intake/registry-lookup.ts';
import type { UnmappedValue } from '../ports.ts';
import type { CommandContext, Line } from './frame/frame.ts';
import { AS_OF } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';

interface SourceActivity {
  readonly source: string;
  /** The number of days in the last half year on which the source sent something. */
  readonly daysHeard: number;
  readonly lastHeardOn: PlainDate | null;
  /**
   * True if the source is active next to another one but is not in the registry's list, so that its rank is undefined.
   */
  readonly unlisted: boolean;
  readonly silent: Pick<Silence, 'workingDays' | 'usual'> | null;
  readonly unmapped: readonly Pick<UnmappedValue, 'field' | 'value'>[];
}

export const SOURCES_COMMAND = storeCommand({
  name: 'sources',
  about: {
    zh: '各人事系统：上次来消息的日期、是否沉默过久、哪些词没有对应关系',
    en: 'HR systems: when each was last active, whether it has been silent for too long, which of its values have no mapping',
  },
  options: { asOf: AS_OF },
  examples: ['canbao sources --local', 'canbao sources --stage prod --json'],
  async run({ asOf }, context, { registry: reader, heard }) {
    const { registry, unmapped } = await reader.load();
    const since = addDays(asOf, -RHYTHM_DAYS);
    const activeDays = await Promise.all(
      heard.sources.map(async (source) => {
        const days = (await heard.daysHeard(source, since)).filter((day) => day <= asOf);
        return { source, days };
      }),
    );
    const active = activeDays.filter(({ days }) => days.length > 0).map(({ source }) => source);
    const unlisted = unlistedSources(active, sourceOrderOf(registry));
    const sources = activeDays.map(({ source, days }): SourceActivity => {
      const mapping = registry.sources.find((known) => known.source === source);
      const silence = silenceOf(source, days, asOf, publishedCalendar, mapping?.silentAfterWorkingDays);
      return {
        source,
        daysHeard: days.length,
        lastHeardOn: days.at(-1) ?? null,
        unlisted: unlisted.includes(source),
        silent: silence === undefined ? null : { workingDays: silence.workingDays, usual: silence.usual },
        unmapped: unmapped
          .filter((value) => value.source === source)
          .map(({ field, value }) => ({ field, value })),
      };
    });
    return { json: { asOf, sources }, lines: sources.flatMap((source) => linesOf(source, context)) };
  },
});

function linesOf(activity: SourceActivity, { say }: CommandContext): Line[] {
  const { source, daysHeard, lastHeardOn, unlisted, silent, unmapped } = activity;
  const last =
    lastHeardOn === null
      ? { zh: '半年内没有收到过事件', en: 'not active in the last half year' }
      : {
          zh: `上次 ${lastHeardOn}，半年内 ${daysHeard} 天有事件`,
          en: `last active on ${lastHeardOn}, on ${counted(daysHeard, 'day')} in the last half year`,
        };
  const silence = silent !== null && {
    zh: `  沉默过久：${silent.workingDays} 个工作日，平时不超过 ${silent.usual} 个`,
    en: `  silent for too long: ${silent.workingDays} working days, usually ${silent.usual} at most`,
  };
  return [
    `${source}  ${say(last)}`,
    silence,
    unlisted && {
      zh: `  ${ZH.administration.unlisted(source)}`,
      en: `  ${EN.administration.unlisted(source)}`,
    },
    ...unmapped.map(({ field, value }) => {
      const { zh, en } = MAPPED_FIELD_TEXTS[field];
      return { zh: `  没有对应关系（${zh}）：${value}`, en: `  without a mapping (${en}): ${value}` };
    }),
  ];
}
