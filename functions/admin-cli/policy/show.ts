import type { InForce } from '../../../domain/policy/parameter.ts';
import type { Written } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMING, parameterValueText } from '../../../domain/policy/parameter-texts.ts';
import { sourceText } from '../../../domain/policy/source.ts';
import type { Confidence } from '../../../domain/reasons/reason.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { type Level, policySheet, type SheetLine } from '../../../domain/regions/policy-report.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { CommandContext } from '../frame/frame.ts';
import { argument, dayOrToday } from '../frame/kinds.ts';
import { knownRegion, nothingShips } from '../frame/regions.ts';
import { command } from '../frame/spec.ts';

const LEVELS: Readonly<Record<Level, Texts>> = {
  local: { zh: '本单位', en: 'own' },
  region: { zh: '当地', en: 'local' },
  province: { zh: '全省', en: 'province' },
  national: { zh: '全国', en: 'national' },
};

const WHY: Readonly<Record<(InForce<Written> & { known: false })['why'], Texts>> = {
  'not-found': { zh: '未知', en: 'not known' },
  'before-first': { zh: '未知（早于已知的第一个数值）', en: 'not known (before the first known value)' },
  'not-published': { zh: '未公布', en: 'not published' },
  contradictory: { zh: '来源矛盾', en: 'sources contradict' },
  lead: { zh: '未知，只有线索', en: 'unknown, only an unconfirmed value' },
};

const CONFIDENCES: Readonly<Record<Confidence, Texts>> = {
  high: { zh: '可信度高', en: 'high confidence' },
  medium: { zh: '可信度中', en: 'medium confidence' },
  low: { zh: '可信度低，须核实', en: 'low confidence, to be confirmed' },
};

export const ON = dayOrToday({
  zh: '哪一天的参数（默认今天，北京时间）',
  en: 'the day of the parameters (default: today in China)',
});

export const POLICY_SHOW = command({
  name: 'show',
  about: { zh: '某地某日的全部参数', en: 'every parameter of a region on a day' },
  args: { region: argument({ zh: '统筹区，例如 北京', en: 'pooling area, e.g. 北京' }) },
  options: { on: ON },
  examples: ['canbao policy show 北京 --on 2026-09-01'],
  run({ region, on }, context) {
    const { language } = context;
    const name = knownRegion(region, context);
    const sheet = policySheet(name, on);
    const uncited = sheet.belowBar.map((parameter) => PARAMETER_NAMING[parameter][language]);
    return {
      json: sheet,
      lines: [
        `${sheet.region} · ${on}`,
        nothingShips(policyOf(name)),
        uncited.length > 0 && {
          zh: `此地数据不全，没有可引用的：${uncited.join('、')}`,
          en: `The data of this region are incomplete; no citable source for: ${uncited.join(', ')}`,
        },
        ...sheet.lines.flatMap((line) => linesOf(line, context)),
      ],
    };
  },
});

function linesOf(line: SheetLine, context: CommandContext): string[] {
  const { parameter, answer, level, changesOn } = line;
  const { say, wording, language } = context;
  const { note } = answer;
  const naming = `${PARAMETER_NAMING[parameter][language]} (${parameter})`;
  return [
    `${naming}${wording.colon}${answerText(line, context)}${answer.known ? ` [${say(LEVELS[level])}]` : ''}`,
    ...[
      citedText(answer, context),
      datesText(answer, context),
      note?.[language],
      changeText(changesOn, context),
    ]
      .filter((text) => text !== undefined)
      .map((text) => `    ${text}`),
  ];
}

function answerText({ parameter, answer }: SheetLine, { say, language }: CommandContext): string {
  if (answer.known) return parameterValueText(parameter, answer.value, language);
  const { why, candidates, lead, lastKnown } = answer;
  const shown = lead === undefined ? candidates : [lead];
  const all = shown.map(({ value, source }) => `${value} (${sourceText(source)})`).join(' / ');
  const last =
    lastKnown === undefined
      ? ''
      : say({ zh: `，此前为 ${lastKnown}`, en: `; before that it was ${lastKnown}` });
  return `${say(WHY[why])}${all === '' ? '' : ` ${all}`}${last}`;
}

function citedText(answer: InForce<Written>, { say, wording }: CommandContext): string | undefined {
  const { law } = answer;
  if (!answer.known) return law;
  const confidence = say(answer.local ? LEVELS.local : CONFIDENCES[answer.confidence]);
  return wording.citation({ text: undefined, law, source: sourceText(answer.source), confidence });
}

function datesText(answer: InForce<Written>, { say }: CommandContext): string | undefined {
  if (!answer.known) return undefined;
  const { from, until, published, verified } = answer;
  return [
    from && say({ zh: `自 ${from}`, en: `from ${from}` }),
    until && say({ zh: `至 ${until}`, en: `until ${until}` }),
    published && say({ zh: `${published} 公布`, en: `published ${published}` }),
    say({ zh: `${verified} 核实`, en: `verified ${verified}` }),
  ]
    .filter((part) => part !== undefined)
    .join(say({ zh: '，', en: ', ' }));
}

function changeText(changesOn: PlainDate | undefined, { say }: CommandContext): string | undefined {
  return changesOn && say({ zh: `${changesOn} 起另有规定`, en: `another value applies from ${changesOn}` });
}
