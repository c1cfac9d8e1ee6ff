import { registrySchema, type Unit } from '../../domain/units/unit.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';

/**
 * A made-up company of 500 people in three units, with its files on the day: rosters, two months of bills, and one
 * list. Nearly all people are in order. `expectedOf` returns the cases that must be open for the others.
 */
export const DAY = plainDate('2026-11-20');
const MONTHS = ['2026-09', '2026-10'] as const;

export const UNITS: readonly Unit[] = registrySchema.parse({
  units: [
    ['BJ', '北京五百科技有限公司', '北京'],
    ['SH', '上海五百商务有限公司', '上海'],
    ['SZ', '深圳五百智造有限公司', '深圳'],
  ].map(([unitId, name, region]) => ({ unitId, name, region, channel: 'online', staff: [] })),
}).units;

const SIZES: Readonly<Record<string, number>> = { BJ: 240, SH: 160, SZ: 100 };

type Story =
  | 'in-order'
  /** People who were hired half a year ago and are in no file. */
  | 'never-enrolled'
  /** People who are on the bill of September and in no later file. */
  | 'fell-off'
  /** People who were hired after the last bill and are on the list. */
  | 'just-enrolled'
  /** People who were hired a week ago and are in no file yet. */
  | 'just-hired'
  /** People who left in July and are still charged and listed. */
  | 'still-paid'
  /** People who left in August and are on no later bill. */
  | 'removed'
  /** People who left last month, are on the bill of that month and ended on the list. */
  | 'just-removed'
  /** People who left years ago. */
  | 'long-gone';

/** Exactly the cases that must be open for the people of each story. */
const CASES: Readonly<
  Record<Story, { readonly listed: readonly string[]; readonly billsOnly: readonly string[] }>
> = {
  'in-order': { listed: [], billsOnly: [] },
  'never-enrolled': { listed: ['enrolment'], billsOnly: ['enrolment'] },
  'fell-off': { listed: ['not-covered'], billsOnly: ['not-covered'] },
  // Without the list it is unknown that they are enrolled, and their 30 days have not ended.
  'just-enrolled': { listed: [], billsOnly: ['enrolment'] },
  'just-hired': { listed: ['enrolment'], billsOnly: ['enrolment'] },
  'still-paid': { listed: ['overpayment', 'removal'], billsOnly: ['overpayment', 'removal'] },
  removed: { listed: [], billsOnly: [] },
  // Without the list it is unknown that they are removed.
  'just-removed': { listed: [], billsOnly: ['removal'] },
  'long-gone': { listed: [], billsOnly: [] },
};

interface Person {
  readonly employeeId: string;
  readonly unitId: string;
  readonly name: string;
  readonly number: string;
  readonly story: Story;
  readonly hiredOn: string;
  readonly leftOn?: string;
}

const DATES: Readonly<Record<Exclude<Story, 'in-order'>, readonly [hiredOn: string, leftOn?: string]>> = {
  'never-enrolled': ['2026-05-11'],
  'fell-off': ['2024-02-19'],
  'just-enrolled': ['2026-11-02'],
  'just-hired': ['2026-11-13'],
  'still-paid': ['2022-03-01', '2026-07-10'],
  removed: ['2021-06-01', '2026-08-14'],
  'just-removed': ['2023-01-09', '2026-10-16'],
  'long-gone': ['2018-04-02', '2024-06-28'],
};

/** The number of people of each story at a unit; all others are in service and in order. */
const OTHERS: readonly (readonly [Story, number])[] = [
  ['never-enrolled', 2],
  ['fell-off', 1],
  ['just-enrolled', 2],
  ['just-hired', 1],
  ['still-paid', 2],
  ['removed', 3],
  ['just-removed', 2],
  ['long-gone', 4],
];

const LEAVERS: ReadonlySet<Story> = new Set(['still-paid', 'removed', 'just-removed', 'long-gone']);

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const DIVISIONS: Readonly<Record<string, string>> = { BJ: '110105', SH: '310115', SZ: '440305' };

const PEOPLE: readonly Person[] = UNITS.flatMap(({ unitId }) => {
  const others = OTHERS.flatMap(([story, count]) => Array.from({ length: count }, () => story));
  const inOrder = (SIZES[unitId] ?? 0) - others.filter((story) => !LEAVERS.has(story)).length;
  const stories = [...Array.from({ length: inOrder }, (): Story => 'in-order'), ...others];
  return stories.map((story, i) => personOf(unitId, story, i));
});

function personOf(unitId: string, story: Story, i: number): Person {
  const year = 1985 + (i % 12);
  const born = `${year}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`;
  const [hiredOn, leftOn] =
    story === 'in-order' ? [`${2014 + (i % 12)}-${two(1 + (i % 8))}-${two(1 + (i % 27))}`] : DATES[story];
  return {
    employeeId: `${unitId}-${String(i + 1).padStart(4, '0')}`,
    unitId,
    name: `${SURNAMES[i % SURNAMES.length]}${String.fromCodePoint(0x4e00 + 200 + i)}`,
    number: syntheticNumber(DIVISIONS[unitId] ?? '', born, i % 1000),
    story,
    hiredOn,
    ...(leftOn !== undefined && { leftOn }),
  };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function isCharged({ story, hiredOn }: Person, month: string): boolean {
  switch (story) {
    case 'never-enrolled':
    case 'just-hired':
    case 'just-enrolled':
    case 'removed':
    case 'long-gone':
      return false;
    case 'fell-off':
      return month === '2026-09';
    default:
      return hiredOn.slice(0, 7) <= month;
  }
}

const STATUS: Readonly<Partial<Record<Story, string>>> = {
  'in-order': '正常参保',
  'just-enrolled': '正常参保',
  'still-paid': '正常参保',
  'just-removed': '终止参保',
};

/** An unknown person on the bills of the unit. */
const stranger = (unitId: string) => [
  `外${unitId}`,
  syntheticNumber(DIVISIONS[unitId] ?? '', '1979-12-31', 777),
];

const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => `${row.join(',')}\r\n`).join('');
const at = (unitId: string) => PEOPLE.filter((person) => person.unitId === unitId);

export function rosterOf(unitId: string): string {
  return csv([
    ['工号', '姓名', '证件号码', '入职日期', '最后工作日'],
    ...at(unitId).map(({ employeeId, name, number, hiredOn, leftOn = '' }) => [
      employeeId,
      name,
      number,
      hiredOn,
      leftOn,
    ]),
  ]);
}

/** The bills by month, with names and identity numbers only, as agencies print them. */
export function billsOf(unitId: string): readonly string[] {
  return MONTHS.map((month) => {
    const rows = [
      ...at(unitId)
        .filter((person) => isCharged(person, month))
        .map(({ name, number }) => [name, number]),
      stranger(unitId),
    ];
    return csv([
      ['姓名', '证件号码', '险种类型', '费款所属期', '缴费基数', '单位缴费金额', '个人缴费金额'],
      ...rows.map(([name = '', number = '']) => [
        ...[name, number, '职工基本医疗保险', month, '12000.00', '1176.00', '243.00'],
      ]),
    ]);
  });
}

export function listOf(unitId: string): string {
  const { name: unitName = '' } = UNITS.find((unit) => unit.unitId === unitId) ?? {};
  const rows = at(unitId).flatMap(({ name, number, story }) => {
    const status = STATUS[story];
    return status === undefined ? [] : [[name, number, '310', status, unitName]];
  });
  return csv([['姓名', '证件号码', '险种类型', '人员参保状态', '单位名称'], ...rows]);
}

/** Exactly the cases that must be open, as `<employee id> <kind>` or `unit <kind>`. */
export function expectedOf(unitId: string, variant: 'listed' | 'billsOnly'): readonly string[] {
  const ofPeople = at(unitId).flatMap(({ employeeId, story }) =>
    CASES[story][variant].map((kind) => `${employeeId} ${kind}`),
  );
  return [...ofPeople, 'unit unknown-person'].sort();
}

export const HEADCOUNT = PEOPLE.filter(({ leftOn }) => leftOn === undefined).length;

/** The people in service whom the files show as insured. */
export function insuredOf(unitId: string): readonly string[] {
  return at(unitId)
    .filter(({ story }) => story === 'in-order' || story === 'just-enrolled')
    .map(({ employeeId }) => employeeId)
    .sort();
}
