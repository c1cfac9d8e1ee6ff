import type { Command } from 'commander';
import { PARAMETER_NAMING } from '../../../domain/policy/parameter-words.ts';
import { sourceText } from '../../../domain/policy/source.ts';
import {
  decidingGaps,
  GAP_KINDS,
  type GapKind,
  type PolicyGap,
  policyGaps,
  type UnitOfSize,
} from '../../../domain/regions/policy-report.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout, Words } from '../frame/frame.ts';
import { choiceOption, example, numberOption, textOption, withStoreOptions } from '../frame/options.ts';
import { knownRegion } from '../frame/regions.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { onOption } from './show.ts';

/** Half a year: most bands turn once a year, and are published late. */
const STALE_AFTER_MONTHS = 6;

const KINDS: Readonly<Record<GapKind, Words>> = {
  'not-published': { zh: '未公布', en: 'not published' },
  ending: { zh: '即将到期', en: 'ending soon' },
  stale: { zh: '待重新核实', en: 'to be looked at again' },
  contradictory: { zh: '来源矛盾', en: 'sources contradict' },
  lead: { zh: '只有线索', en: 'only a lead' },
  unknown: { zh: '未知', en: 'not known' },
};

interface Asked extends StoreChoice {
  readonly deciding?: boolean;
  readonly on?: PlainDate;
  readonly region?: string;
  readonly kind?: GapKind;
  readonly staleAfter?: number;
}

/** `canbao policy gaps`: what is unknown, contradictory, not published or stale, by region. */
export function policyGapsCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const kind = { zh: '只看一种', en: 'only one kind' };
  const command = parent
    .command('gaps')
    .description(
      say({
        zh: '缺失、矛盾、未公布或待重新核实的参数',
        en: 'what is unknown, contradictory, not published or stale',
      }),
    )
    .addOption(onOption(frame))
    .addOption(textOption(frame, '--region <region>', { zh: '只看一地，例如 成都', en: 'only one region' }))
    .addOption(choiceOption(frame, '--kind <kind>', kind, GAP_KINDS))
    .addOption(
      numberOption(
        frame,
        '--stale-after <months>',
        {
          zh: `核实后多少个月算过时（默认 ${STALE_AFTER_MONTHS}）`,
          en: `months after which a look is too long ago (default: ${STALE_AFTER_MONTHS})`,
        },
        [1, 120],
      ),
    )
    .option(
      '--deciding',
      say({
        zh: '只列影响登记单位日期或金额的，人数多的在前（需读取登记）',
        en: 'only what changes a date or an amount for the registered units, most people first (reads the store)',
      }),
    );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao policy gaps --kind not-published',
        'canbao policy gaps --region 成都 --json',
        'canbao policy gaps --deciding --local',
      ),
    )
    .action(
      frame.act((asked: Asked) =>
        asked.deciding === true
          ? frame.withStore(asked, (store) => deciding(asked, store, frame))
          : gaps(asked, frame),
      ),
    );
}

function gaps(asked: Asked, frame: Frame): Printout {
  const { on = frame.today(), region, kind, staleAfter = STALE_AFTER_MONTHS } = asked;
  const staleAfterMonths = Math.floor(staleAfter);
  const known = region === undefined ? undefined : knownRegion(region, frame);
  const found = policyGaps(on, { staleAfterMonths })
    .filter((gap) => region === undefined || gap.region === known)
    .filter((gap) => kind === undefined || gap.kind === kind);
  return { json: { day: on, staleAfterMonths, gaps: found }, lines: linesOf(found, frame) };
}

async function deciding(asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { on = frame.today(), region, kind, staleAfter = STALE_AFTER_MONTHS } = asked;
  const staleAfterMonths = Math.floor(staleAfter);
  const known = region === undefined ? undefined : knownRegion(region, frame);
  const { registry } = await store.registry.load();
  const units: UnitOfSize[] = [];
  for (const { unitId, region: of, localPolicy } of registry.units) {
    let people = 0;
    for await (const _ of store.employeeIds({ unitId })) people += 1;
    units.push({ unitId, region: of, localPolicy, people });
  }
  const found = decidingGaps(units, on, { staleAfterMonths })
    .filter((gap) => known === undefined || gap.region === known)
    .filter((gap) => kind === undefined || gap.kind === kind);
  const { say } = frame;
  const lines = found.map((gap) => {
    const whose = say({
      zh: `${gap.people} 人，单位 ${gap.unitIds.join('、')}`,
      en: `${gap.people} people, units ${gap.unitIds.join(', ')}`,
    });
    return `${gap.region} (${whose}) ${lineOf(gap, frame)}`;
  });
  return {
    json: { day: on, staleAfterMonths, gaps: found },
    lines: lines.length === 0 ? [say({ zh: '没有', en: 'None' })] : lines,
  };
}

function linesOf(found: readonly PolicyGap[], frame: Frame): string[] {
  if (found.length === 0) return [frame.say({ zh: '没有', en: 'None' })];
  const regions = [...new Set(found.map((gap) => gap.region))];
  return regions.flatMap((region) => {
    const here = found.filter((gap) => gap.region === region);
    const sorted = GAP_KINDS.flatMap((kind) => here.filter((gap) => gap.kind === kind));
    return [`${region} (${here.length})`, ...sorted.map((gap) => `  ${lineOf(gap, frame)}`)];
  });
}

function lineOf(gap: PolicyGap, { say, wording, language }: Frame): string {
  const { parameter, kind, since, verified, candidates, lead, lastKnown, note } = gap;
  const told = lead === undefined ? candidates : [lead];
  const details = [
    since && say({ zh: `自 ${since}`, en: `since ${since}` }),
    verified && say({ zh: `上次核实 ${verified}`, en: `last verified ${verified}` }),
    ...told.map(({ value, source }) => `${value} (${sourceText(source)})`),
    lastKnown !== undefined && say({ zh: `此前为 ${lastKnown}`, en: `before that ${lastKnown}` }),
    note?.[language],
  ].filter(Boolean);
  const naming = `${PARAMETER_NAMING[parameter][language]} (${parameter})`;
  const rest = details.length === 0 ? '' : `${wording.colon}${details.join(say({ zh: '；', en: '; ' }))}`;
  return `${say(KINDS[kind])} ${naming}${rest}`;
}
