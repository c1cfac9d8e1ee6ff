import { expect, test } from 'vitest';
import type { InForce } from '../../../domain/policy/parameter.ts';
import { PARAMETER_NAMES, type Written } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMING } from '../../../domain/policy/parameter-texts.ts';
import { KNOWN_REGIONS, REGIONS } from '../../../domain/regions/index.ts';
import { policySheet } from '../../../domain/regions/policy-report.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

/**
 * domain/regions/README.md is generated from the data of this day, with `npx vitest run
 * test/domain/regions/readme.test.ts -u`.
 */
const DAY = plainDate('2026-11-29');
const README = '../../../domain/regions/README.md';

const SHEETS = new Map([...KNOWN_REGIONS.keys()].map((region) => [region, policySheet(region, DAY)]));
const NATIONAL = policySheet('', DAY);

function cell(answer: InForce<Written>): string {
  if (answer.known) return answer.confidence;
  return (
    { lead: 'lead', contradictory: 'contradictory', 'not-published': 'ended' }[answer.why as string] ?? '–'
  );
}

/** The width of a text in columns. A Chinese character takes two columns. */
function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
}

/** A table as the formatter of the repository writes it, with every column as wide as its longest cell. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text))).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}

function parameterRow(index: number): readonly string[] {
  const parameter = PARAMETER_NAMES[index];
  if (parameter === undefined) throw new Error(`no parameter ${index}`);
  const national = NATIONAL.lines[index];
  const cities = [...REGIONS.keys()].map((region) => {
    const line = SHEETS.get(region)?.lines[index];
    if (line === undefined || line.level === 'national') return '·';
    return `${cell(line.answer)}${line.level === 'province' ? '*' : ''}`;
  });
  const name = `${PARAMETER_NAMING[parameter].en} \`${parameter}\``;
  return [name, national === undefined ? '–' : cell(national.answer), ...cities];
}

function barRow(region: string): readonly string[] {
  const sheet = SHEETS.get(region);
  const has = (name: string) => (sheet?.belowBar.some((missing) => missing === name) ? 'no' : 'yes');
  const columns = ['contributionBaseFloor', 'unitMedicalRate', 'paymentWindowTo'].map(has);
  const standing = REGIONS.has(region) ? 'own data' : 'recognised';
  return [region, sheet?.province ?? '', standing, ...columns];
}

function readme(): string {
  const regions = [...REGIONS.keys()];
  return [
    '# Regions',
    '',
    'The data that ship for each city. This file is generated from them by `npx vitest run test/domain/regions/readme.test.ts -u`.',
    '',
    'Every value is based on a document of [documents.ts](documents.ts) with one of three grades: `official` (the issuing body’s own text was read), `quoted` (the official text as a third party quotes or stores it; the original was not opened) or `lead` (unofficial: repositories, data sets, health sites, agencies’ blogs). High confidence requires an official text. A lead is never used as a value: the parameter is unknown, and the administrator is told where to ask. The answers of a unit’s own agency are entered in the registry as `localPolicy` and take precedence over everything here.',
    '',
    '## What can be cited',
    '',
    `The figures of a city are complete only if the limits of its base, the unit’s rate and the payment window can be cited for the day, here ${DAY}. No data ship for a recognised city: national and provincial rules apply to it.`,
    '',
    ...table([
      ['City', 'Province', 'Data', 'Base limits', 'Unit rate', 'Payment window'],
      ...[...KNOWN_REGIONS.keys()].map(barRow),
    ]),
    '',
    '## Payment windows and rest days',
    '',
    'The last day of a payment window is the day that the notice names, even if it is a rest day. 税收征管法实施细则 109 moves the last day of a time limit for taxes; no document was found that applies it to social insurance contributions, and the local notices cited here do not move the day. The only text that was found on the question, the announcement of 北京 of 2021-04-29 on the contributions of public bodies (国家税务总局北京市税务局等《关于明确机关事业单位社会保险费征缴时间安排等事项的通告》, [quoted](http://baizhihui.com/nd.jsp?id=164)), moves the first day of the window and says that the 25th stays. So the late fee is counted from the earliest possible day; a unit that pays by the working day before is in time in any case. The statutory time limits for enrolment and removal are different: 民法典 203, by analogy, moves their last day.',
    '',
    `## Parameters on ${DAY}`,
    '',
    'Each cell has the confidence of the value if it is known. `lead`: only an unofficial source has a value. `ended`: the last value is no longer valid. –: no value was found. `*`: the value is the province’s. ·: the national column applies.',
    '',
    ...table([
      ['Parameter', 'National', ...regions],
      ...PARAMETER_NAMES.map((_, index) => parameterRow(index)),
    ]),
    '',
  ].join('\n');
}

test('domain/regions/README.md matches the data of the regions', async () => {
  await expect(readme()).toMatchFileSnapshot(README);
});

test('domain/regions/README.md has a row for every parameter and every known city', () => {
  const lines = readme().split('\n');
  for (const name of PARAMETER_NAMES)
    expect(lines.filter((line) => line.includes(`\`${name}\``))).toHaveLength(1);
  for (const region of KNOWN_REGIONS.keys())
    expect(lines.filter((line) => line.startsWith(`| ${region} `))).toHaveLength(1);
});
