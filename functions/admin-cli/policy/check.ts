import type { ParameterName } from '../../../domain/policy/parameter-kinds.ts';
import {
  canonical,
  isParameterName,
  PARAMETER_KINDS,
  PARAMETER_NAMES,
  type Written,
  written,
} from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMING, parameterValueText } from '../../../domain/policy/parameter-texts.ts';
import { isKnownRegion, nearestRegion, regionNamed } from '../../../domain/regions/index.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { LocalEntry } from '../../../domain/units/unit.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { type PlainDate, parsePlainDate } from '../../../domain/values/plain-date.ts';
import { openTable } from '../../files/open-table.ts';
import type { Cell } from '../../files/table.ts';
import { writePrivateFile } from '../frame/files.ts';
import { type CommandContext, CommandFailed } from '../frame/frame.ts';
import { argument, FORCE, text } from '../frame/kinds.ts';
import { command } from '../frame/spec.ts';

const COLUMNS = ['region', 'parameter', 'value', 'from', 'until', 'source'] as const;
type Column = (typeof COLUMNS)[number];

/** One line of the administrator's list of values from the agency. */
interface AgencyEntry {
  readonly region: string;
  readonly parameter: ParameterName;
  readonly entry: LocalEntry;
}

/** How the agency's value compares with the shipped one. This decides whether the value must be entered. */
type Verdict = 'same' | 'differs' | 'lead-same' | 'lead-differs' | 'not-shipped';

interface Compared {
  readonly region: string;
  readonly parameter: ParameterName;
  readonly localValue: Written;
  readonly from: PlainDate;
  readonly verdict: Verdict;
  readonly shipped?: Written;
}

const VERDICTS: Readonly<Record<Verdict, Texts>> = {
  same: { zh: '与内置一致', en: 'same as the built-in value' },
  differs: { zh: '与内置不同', en: 'differs from the built-in value' },
  'lead-same': { zh: '与线索一致，内置无可引用的来源', en: 'same as an unconfirmed built-in value' },
  'lead-differs': { zh: '与线索不同，内置无可引用的来源', en: 'differs from an unconfirmed built-in value' },
  'not-shipped': { zh: '内置没有', en: 'no built-in value' },
};

export const POLICY_CHECK = command({
  name: 'check',
  about: {
    zh: '把经办机构给出的参数表与内置数据比较，并生成登记用的 localPolicy',
    en: 'compare the agency’s parameters with the built-in ones, and create the localPolicy for the registry',
  },
  args: {
    file: argument({
      zh: `CSV 或 XLSX，列为 ${COLUMNS.join('、')}`,
      en: `CSV or XLSX with the columns ${COLUMNS.join(', ')}`,
    }),
  },
  options: {
    out: text({ zh: '把 localPolicy 写入此文件', en: 'write the localPolicy to this file' }, 'file'),
    force: FORCE,
  },
  examples: ['canbao policy check 成都.csv --out local-policy.json'],
  async run({ file, out, force }, context) {
    const { say, language, wording, today } = context;
    const localValue = await readLocalValues(file, context);
    const compared = localValue.map((each) => compare(each, today()));
    const localPolicy = localPolicies(localValue, today());
    const json = JSON.stringify(localPolicy, undefined, 2);
    if (out !== undefined) await writePrivateFile({ file: out, force }, Buffer.from(`${json}\n`), context);
    const lines = compared.map(({ region, parameter, localValue: value, from, verdict, shipped }) => {
      const name = `${PARAMETER_NAMING[parameter][language]} (${parameter})`;
      const previously =
        shipped === undefined || verdict === 'same'
          ? ''
          : say({
              zh: `，内置为 ${parameterValueText(parameter, shipped, language)}`,
              en: `; built-in value: ${parameterValueText(parameter, shipped, language)}`,
            });
      return `${region} ${name}${wording.colon}${parameterValueText(parameter, value, language)} (${from}) ${say(VERDICTS[verdict])}${previously}`;
    });
    const ending =
      out === undefined
        ? [
            { zh: '登记用的 localPolicy（按地区）：', en: 'The localPolicy for the registry, by region:' },
            ...json.split('\n'),
          ]
        : [{ zh: `localPolicy 已写入 ${out}`, en: `The localPolicy was written to ${out}` }];
    return { json: { compared, localPolicy }, lines: [...lines, ...ending] };
  },
});

/** Compares the values of today if the agency's value is valid today, else those of its first day. */
function compare({ region, parameter, entry }: AgencyEntry, today: PlainDate): Compared {
  const { from, until = today, value: localValue } = entry;
  const day = from <= today && today <= until ? today : from;
  const about = { region, parameter, localValue, from };
  const answer = written(parameter, policyOf(region).inForce(parameter, day));
  if (answer.known)
    return { ...about, verdict: answer.value === localValue ? 'same' : 'differs', shipped: answer.value };
  if (answer.lead === undefined) return { ...about, verdict: 'not-shipped' };
  const { value } = answer.lead;
  return { ...about, verdict: value === localValue ? 'lead-same' : 'lead-differs', shipped: value };
}

/**
 * The registry entries by region. The registry has one entry per parameter: the latest value that has begun, else the
 * next one.
 */
function localPolicies(localValues: readonly AgencyEntry[], today: PlainDate) {
  const byRegion = Map.groupBy(localValues, ({ region }) => region);
  return Object.fromEntries(
    [...byRegion].map(([region, here]) => {
      const byParameter = Map.groupBy(here, ({ parameter }) => parameter);
      const entries = [...byParameter].map(([parameter, each]) => {
        const sorted = each.map(({ entry }) => entry).toSorted((a, b) => (a.from < b.from ? -1 : 1));
        return [parameter, sorted.findLast(({ from }) => from <= today) ?? sorted[0]];
      });
      return [region, Object.fromEntries(entries)];
    }),
  );
}

/** @throws CommandFailed that names every unusable line; then nothing is written. */
async function readLocalValues(file: string, context: CommandContext): Promise<readonly AgencyEntry[]> {
  const { say, failure } = context;
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = [];
  const bill = await openTable(file).catch((error: unknown) => {
    const cause = error instanceof Error ? error.message : String(error);
    throw failure({ zh: `读不了文件 ${file}：${cause}`, en: `the file ${file} cannot be read: ${cause}` });
  });
  for await (const some of bill.sheets[0]?.parts() ?? []) {
    for (const part of some)
      if (part.is === 'row') rows.push({ line: part.line, cells: part.cells.map(textOf) });
  }
  const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const columns = header?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const missing = COLUMNS.filter((column) => column !== 'until' && !columns.includes(column));
  if (missing.length > 0) {
    const listed = missing.join(', ');
    throw failure({ zh: `${file} 缺少列：${listed}`, en: `${file} has no column ${listed}` });
  }
  const read = rest.map(({ line, cells }) => {
    const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
    return entryIn(line, cell, context);
  });
  const problems = read.filter((each) => typeof each === 'string');
  if (problems.length === 0) return read.filter((each) => typeof each !== 'string');
  throw new CommandFailed([
    say({ zh: `${file} 有 ${problems.length} 处问题：`, en: `${file} has errors:` }),
    ...problems.map((problem) => `  ${problem}`),
  ]);
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
}

/** The entry in a line, or the reason why the line is unusable. */
function entryIn(
  line: number,
  cell: (column: Column) => string,
  { say, today }: CommandContext,
): AgencyEntry | string {
  const wrong = (zh: string, en: string) => say({ zh: `第 ${line} 行：${zh}`, en: `line ${line}: ${en}` });
  const region = cell('region');
  if (!isKnownRegion(region)) {
    const nearest = nearestRegion(region);
    return wrong(
      `没有叫“${region}”的地区，最接近的是 ${nearest}`,
      `no region "${region}" is known, the nearest is ${nearest}`,
    );
  }
  const parameter = parameterNamed(cell('parameter'));
  if (parameter === undefined)
    return wrong(`没有参数“${cell('parameter')}”`, `there is no parameter "${cell('parameter')}"`);
  const [from, until] = [parsePlainDate(cell('from')), parsePlainDate(cell('until'))];
  if (from === undefined || (cell('until') !== '' && until === undefined))
    return wrong('日期请写 YYYY-MM-DD', 'write dates as YYYY-MM-DD');
  if (cell('source') === '') return wrong('缺少来源', 'the source is missing');
  const value = canonical(parameter, cell('value'));
  if (value === undefined) {
    const { expected } = PARAMETER_KINDS[parameter];
    return wrong(`“${cell('value')}”不能用；应为 ${expected}`, `"${cell('value')}" is not ${expected}`);
  }
  const entry = {
    value,
    from,
    ...(until !== undefined && { until }),
    source: cell('source'),
    verifiedOn: today(),
  };
  return { region: regionNamed(region), parameter, entry };
}

/** Finds a parameter by its name in the code, or by its Chinese or English name. */
function parameterNamed(text: string): ParameterName | undefined {
  if (isParameterName(text)) return text;
  return PARAMETER_NAMES.find((name) => Object.values(PARAMETER_NAMING[name]).includes(text));
}
