import { STALE_AFTER_MONTHS } from '../../../domain/policy/local-policy.ts';
import { PARAMETER_NAMING } from '../../../domain/policy/parameter-texts.ts';
import { sourceText } from '../../../domain/policy/source.ts';
import {
  type DecidingGap,
  decidingGaps,
  GAP_KINDS,
  type GapKind,
  type PolicyGap,
  policyGaps,
  type UnitOfSize,
} from '../../../domain/regions/policy-report.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import type { Store } from '../../deployment/deployment.ts';
import type { CommandContext } from '../frame/frame.ts';
import { choice, flag, number, STORE_OPTIONS, text } from '../frame/kinds.ts';
import { knownRegion } from '../frame/regions.ts';
import { command } from '../frame/spec.ts';
import { ON } from './show.ts';

const KINDS: Readonly<Record<GapKind, Texts>> = {
  'not-published': { zh: '未公布', en: 'not published' },
  ending: { zh: '即将到期', en: 'ending soon' },
  stale: { zh: '待重新核实', en: 'to be checked again' },
  contradictory: { zh: '来源矛盾', en: 'sources contradict' },
  lead: { zh: '只有线索', en: 'only a lead' },
  unknown: { zh: '未知', en: 'not known' },
};

export const POLICY_GAPS = command({
  name: 'gaps',
  about: {
    zh: '缺失、矛盾、未公布或待重新核实的参数',
    en: 'parameters that are unknown, contradictory, not published or outdated',
  },
  options: {
    on: ON,
    region: text({ zh: '只看一地，例如 成都', en: 'only one region' }, 'region'),
    kind: choice({ zh: '只看一种', en: 'only one kind' }, GAP_KINDS, 'kind'),
    staleAfter: number(
      {
        zh: `核实后多少个月算过时（默认 ${STALE_AFTER_MONTHS}）`,
        en: `months after which a parameter must be checked again (default: ${STALE_AFTER_MONTHS})`,
      },
      'months',
      [1, 120],
    ),
    deciding: flag({
      zh: '只列影响登记单位日期或金额的，人数多的在前（需读取登记）',
      en: 'only parameters that change a date or an amount for the registered units, most people first (reads the store)',
    }),
    ...STORE_OPTIONS,
  },
  examples: [
    'canbao policy gaps --kind not-published',
    'canbao policy gaps --region 成都 --json',
    'canbao policy gaps --deciding --local',
  ],
  run(asked, context) {
    const { on, region, kind, staleAfter = STALE_AFTER_MONTHS, deciding = false } = asked;
    const staleAfterMonths = Math.floor(staleAfter);
    const known = region === undefined ? undefined : knownRegion(region, context);
    const chosen = (gap: PolicyGap) =>
      (known === undefined || gap.region === known) && (kind === undefined || gap.kind === kind);
    const answer = (gaps: readonly PolicyGap[], lines: readonly string[]) => ({
      json: { day: on, staleAfterMonths, gaps },
      lines: lines.length === 0 ? [{ zh: '没有', en: 'None' }] : lines,
    });
    if (!deciding) {
      const gaps = policyGaps(on, { staleAfterMonths }).filter(chosen);
      return answer(gaps, linesByRegion(gaps, context));
    }
    return context.withStore(asked, async (store) => {
      const gaps = decidingGaps(await unitsOf(store), on, { staleAfterMonths }).filter(chosen);
      const lines = gaps.map((gap) => decidingLine(gap, context));
      return answer(gaps, lines);
    });
  },
});

async function unitsOf(store: Store): Promise<UnitOfSize[]> {
  const { registry } = await store.registry.load();
  const units: UnitOfSize[] = [];
  for (const { unitId, region, localPolicy } of registry.units) {
    let people = 0;
    for await (const _ of store.employeeIds({ unitId })) people += 1;
    units.push({ unitId, region, localPolicy, people });
  }
  return units;
}

function decidingLine(gap: DecidingGap, context: CommandContext): string {
  const regionsText = context.say({
    zh: `${gap.people} 人，单位 ${gap.unitIds.join('、')}`,
    en: `${counted(gap.people, 'person', 'people')}, units ${gap.unitIds.join(', ')}`,
  });
  return `${gap.region} (${regionsText}) ${lineOf(gap, context)}`;
}

function linesByRegion(found: readonly PolicyGap[], context: CommandContext): string[] {
  const byRegion = Map.groupBy(found, ({ region }) => region);
  return [...byRegion].flatMap(([region, here]) => {
    const sorted = GAP_KINDS.flatMap((kind) => here.filter((gap) => gap.kind === kind));
    return [`${region} (${here.length})`, ...sorted.map((gap) => `  ${lineOf(gap, context)}`)];
  });
}

function lineOf(gap: PolicyGap, { say, wording, language }: CommandContext): string {
  const { parameter, kind, since, verified, candidates, lead, lastKnown, note } = gap;
  const shown = lead === undefined ? candidates : [lead];
  const details = [
    since && say({ zh: `自 ${since}`, en: `since ${since}` }),
    verified && say({ zh: `上次核实 ${verified}`, en: `last verified ${verified}` }),
    ...shown.map(({ value, source }) => `${value} (${sourceText(source)})`),
    lastKnown !== undefined && say({ zh: `此前为 ${lastKnown}`, en: `before that ${lastKnown}` }),
    note?.[language],
  ].filter(Boolean);
  const naming = `${PARAMETER_NAMING[parameter][language]} (${parameter})`;
  const rest = details.length === 0 ? '' : `${wording.colon}${details.join(say({ zh: '；', en: '; ' }))}`;
  return `${say(KINDS[kind])} ${naming}${rest}`;
}
