import type { BillColumns } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import { type Month, plusMonths } from '../../domain/values/month.ts';
import { type Cell, FileRefused } from '../files/table.ts';
import type { SaidMonth } from '../files/understood.ts';
import { type DayReading, monthIn, textIn } from './cell-values.ts';
import { insuranceIn, isKindHeader } from './insurances.ts';
import {
  type Around,
  type Column,
  type Columns,
  type FoundTable,
  LONGEST_TITLE,
  type Looked,
  onlyOne,
  plainHeader,
} from './read-table.ts';

export type BillField =
  | 'employeeId'
  | 'identity'
  | 'documentType'
  | 'name'
  | 'month'
  | 'monthTo'
  | 'unitAmount'
  | 'personalAmount'
  /** One amount column for both shares: each row states whether its amount is the unit's or the person's. */
  | 'amount'
  | 'base'
  | 'chargedOn';

/** Splits a list of headers at the character 、. */
export function list(headers: string): readonly string[] {
  return headers.split('、');
}

/** Headers of columns with identity numbers or document types. */
export const IDENTITY_HEADERS = list(
  '证件号码、身份证号码、身份证号、公民身份号码、身份证件号码、证件号、证件编号、社会保障号码、社会保障号',
);
export const DOCUMENT_TYPE_HEADERS = list('证件类型、身份证件类型、证件种类、证件类别、人员证件类型');

/** The usual headers of bills. For each column, the most specific header is first. */
const USUAL_HEADERS = {
  employeeId: list('工号、员工工号、职工工号、员工编号、职工编号'),
  identity: IDENTITY_HEADERS,
  documentType: DOCUMENT_TYPE_HEADERS,
  name: list('姓名、职工姓名、人员姓名、员工姓名、参保人姓名'),
  month: list(
    '费款所属期、费款所属月份、费款所属年月、费款所属期起、费款所属期始、费款所属期间起、费款所属日期起、所属期、所属期起、所属月份、所属年月、对应费款所属期、缴费所属期、缴费所属月份、缴费所属期起、应缴年月',
  ),
  monthTo: list('费款所属期止、费款所属期终、费款所属期间止、费款所属日期止、所属期止、缴费所属期止'),
  unitAmount: list('单位缴费金额、单位应缴金额、单位缴纳金额、单位缴费、单位部分、单位金额'),
  personalAmount: list('个人缴费金额、个人应缴金额、个人缴纳金额、个人缴费、个人部分、个人金额'),
  amount: list(
    '本期应缴费额、应缴费额、本期应缴金额、应缴金额、缴费金额、缴纳金额、缴费额、应补退费额、本期应补(退)费额、金额、实缴金额、实缴费额',
  ),
  base: list('缴费基数、个人缴费基数、月缴费基数、缴费工资、单位缴费基数'),
  chargedOn: list('扣款日期、扣缴日期、缴费日期、入库日期、到账日期'),
} as const satisfies Readonly<Record<BillField, readonly string[]>>;

/**
 * Headers of columns with the month or day of payment. It differs by city whether the contribution is for that month or
 * for the month before.
 */
const PAID_IN = list(
  '缴费年月、缴费月份、缴纳年月、征收年月、征缴年月、扣款年月、到账年月、入库年月、入库日期、缴费日期、扣款日期、到账日期',
);
const PERIOD_HEADERS: ReadonlySet<string> = new Set(USUAL_HEADERS.month.map(plainHeader));
const PAID_IN_HEADERS: ReadonlySet<string> = new Set(PAID_IN.map(plainHeader));

/** Headers of the columns that state whose share a row is, for bills with only one amount column. */
const SIDE_HEADERS: ReadonlySet<string> = new Set(
  list(
    '缴费主体、缴纳主体、征缴主体、承担主体、缴费方、承担方、缴费对象、缴费人类型、单位/个人、单位或个人、单位个人标志、单位个人标识、费用类型、款项类型、缴费类型、征缴类型、缴费类别、缴费性质',
  ),
);

/** Headers of columns that separate supplements from regular charges, and their values for a supplement. */
const USUAL_SUPPLEMENT_COLUMNS = list(
  '缴费类型、应缴类型、业务类型、征缴类型、缴费性质、应缴性质、缴费类别、缴费标志',
);
const SUPPLEMENT = /补差|补缴|补收|补征|补扣/;

/** The place of each column in a row. */
export interface FoundColumns extends FoundTable {
  readonly fields: Readonly<Partial<Record<BillField, number>>>;
  /** The columns that name the insurance. */
  readonly kinds: readonly number[];
  /** The columns that may mark a row as a supplement. */
  readonly supplement: readonly number[];
  /** If there is one amount column, the columns that state whose share a row is. */
  readonly sides: readonly number[];
  readonly isMedicalByHeaders: boolean;
  /** True if the column has the month of payment and the contribution is for the month before. */
  readonly monthBefore: boolean;
  /** The month of all rows, if no column has a month. */
  readonly month?: SaidMonth;
}

const OPTIONAL = ['employeeId', 'identity', 'name', 'base', 'chargedOn'] as const;
const GIVEN = [
  'employeeId',
  'identity',
  'name',
  'month',
  'unitAmount',
  'personalAmount',
  'base',
  'chargedOn',
] as const;

/**
 * Reads headers as those of a bill, or returns the headers that are missing.
 * @param said the months found around the table. One of them applies to all rows if no column has the month.
 * @throws FileRefused when a header appears twice.
 */
export function billColumns(
  columns: Columns,
  given: BillColumns = {},
  said: readonly SaidMonth[] = [],
): Looked<FoundColumns> {
  const usualOr = (field: 'employeeId' | 'identity' | 'name' | 'chargedOn') =>
    given[field] === undefined ? columns.one(USUAL_HEADERS[field]) : givenColumn(columns, given[field]);
  const named = {
    employeeId: usualOr('employeeId'),
    identity: usualOr('identity'),
    name: usualOr('name'),
    chargedOn: usualOr('chargedOn'),
    documentType: columns.one(USUAL_HEADERS.documentType),
  };
  const month = monthColumn(columns, given);
  const monthTo = month.isPeriod ? columns.one(USUAL_HEADERS.monthTo) : undefined;
  const amounts = moneyColumns(columns);
  const unitAmount = amountColumn('unit', amounts, given.unitAmount, columns);
  const personalAmount = amountColumn('personal', amounts, given.personalAmount, columns);
  const hasAmounts = unitAmount !== undefined || personalAmount !== undefined;
  const kinds = kindColumns(columns, given);
  const sides = columns.where((header) => SIDE_HEADERS.has(header));
  const isLong = !hasAmounts && kinds.length + sides.length > 0;
  const amount = isLong ? columns.one(USUAL_HEADERS.amount) : undefined;
  const base = baseColumn(columns, given.base);
  const found = { ...named, month: month.column, monthTo, unitAmount, personalAmount, amount, base };
  const fields: Partial<Record<BillField, number>> = compact(found);
  const supplement = supplementColumns(columns, given);
  const hasColumn = month.column !== undefined || given.month !== undefined;
  const months = hasColumn ? [] : said.map((it) => asPaidFor(it, given));
  const [around] = months;
  const missing = missingIn(fields, given, around !== undefined);
  if (given.only !== undefined && kinds.length === 0) missing.push(given.only.column);
  if (given.supplement !== undefined && supplement.length === 0) missing.push(given.supplement.column);
  const who = [fields.employeeId, fields.identity].filter((column) => column !== undefined);
  const hasMonth = fields.month !== undefined || around !== undefined;
  const sums = who.length > 0 && hasMonth && !hasAmounts ? refusedSums(amounts) : undefined;
  if (sums !== undefined) return { refused: sums };
  if (missing.length > 0) return { missing: [...new Set(missing)] };
  refuseTwice(fields, given, columns);
  if (month.isUnclear)
    return {
      refused: new FileRefused({ code: 'month-unclear', header: columns.headers[month.column ?? 0] ?? '' }),
    };
  if (around !== undefined && months.some((it) => it.month !== around.month))
    return { refused: new FileRefused({ code: 'months-disagree', ...monthTexts(months) }) };
  const used = [fields.unitAmount, fields.personalAmount].flatMap((index) => columns.all[index ?? -1] ?? []);
  const table = {
    headers: columns.headers,
    fields,
    who,
    kinds,
    supplement,
    sides: fields.amount === undefined ? [] : [...new Set([...sides, ...kinds])],
    isMedicalByHeaders: used.length > 0 && used.every((column) => insuranceOf(column) === 'medical'),
    monthBefore: month.isBefore,
    ...(around !== undefined && { month: around }),
  };
  return { found: table };
}

function missingIn(
  fields: Partial<Record<BillField, number>>,
  given: BillColumns,
  hasMonth: boolean,
): string[] {
  const nameOf = (field: (typeof GIVEN)[number]) => given[field] ?? USUAL_HEADERS[field][0] ?? field;
  const hasAmounts = fields.amount !== undefined;
  const needed = hasAmounts ? (['month'] as const) : (['month', 'unitAmount', 'personalAmount'] as const);
  return [
    ...needed.filter((field) => fields[field] === undefined && !(field === 'month' && hasMonth)).map(nameOf),
    ...(fields.employeeId === undefined && fields.identity === undefined
      ? [`${nameOf('employeeId')} / ${nameOf('identity')}`]
      : []),
    ...OPTIONAL.filter((field) => given[field] && fields[field] === undefined).map(nameOf),
  ];
}

// ---------------------------------------------------------------- what the unit names

/**
 * The column that the unit's settings name: by its whole header, by the last line of its header, or by the header of a
 * group with only one column.
 */
function givenColumn(
  columns: Columns,
  name: string,
  fits: (column: Column) => boolean = () => true,
): number | undefined {
  const named = columns.named(name);
  const some = named.length > 0 ? named : columns.below(name);
  const fitting = some.length > 1 ? some.filter(fits) : some;
  return onlyOne(fitting.length > 0 ? fitting : some, name)?.index;
}

/** @throws FileRefused if two settings name the same column, because its amounts would be counted twice. */
function refuseTwice(fields: Partial<Record<BillField, number>>, given: BillColumns, columns: Columns): void {
  const named = GIVEN.filter((field) => given[field] !== undefined);
  for (const field of named) {
    const settings = GIVEN.filter(
      (other) =>
        fields[other] !== undefined &&
        fields[other] === fields[field] &&
        (given[other] !== undefined || other.endsWith('Amount')),
    );
    if (settings.length < 2) continue;
    const header = columns.headers[fields[field] ?? 0] ?? '';
    throw new FileRefused({ code: 'column-twice', header, settings });
  }
}

// ---------------------------------------------------------------- the month

function monthColumn(columns: Columns, given: BillColumns) {
  const isNamed = given.month !== undefined;
  const period = isNamed ? givenColumn(columns, given.month ?? '') : columns.one(USUAL_HEADERS.month);
  const column = period ?? (isNamed ? undefined : columns.one(PAID_IN));
  const header = columns.all[column ?? -1]?.levels.at(-1) ?? '';
  const isPaidIn = PAID_IN_HEADERS.has(header);
  return {
    column,
    isPeriod: PERIOD_HEADERS.has(header),
    isBefore: given.monthIs === 'collected' && !PERIOD_HEADERS.has(header),
    isUnclear: isPaidIn && given.monthIs === undefined,
  };
}

/** Matches a month inside a text, such as 2026年10月, 2026-10, 2026.10 and 202610, but no full dates. */
const MONTH_WITHIN =
  /(?<!\d)(?:(\d{4})\s*年\s*(\d{1,2})\s*月(?!\s*\d{1,2}\s*[日号])|(\d{4})[-/](\d{1,2})(?![-/]\d{1,2}(?!\d))(?!\d)|(\d{4})\.(\d{2})(?!\.?\d)|(\d{4})(\d{2})(?!\d))/g;
/** Matches the second month of a period if it has no year of its own: 2026年9月-10月. */
const TO_MONTH = /^份?\s*[-—–~～至到、,，和及]\s*(\d{1,2})\s*月/;
/** A date after one of these labels does not state the bill's month. */
const NOT_OF_THE_BILL =
  /打印|制表|出单|出具|制单|填表|导出|查询|截止|截至|生成|下载|申报|(?<!所属)(日期|时间)/;
/** A number after one of these labels is not a month. */
const NUMBERS = /(编号|编码|代码|号码|号|电话|账户|人数|金额)\s*[:：]?\s*$/;
const LABEL = /([:：]|编号|编码|代码|号码|日期|时间|月份|年月|所属期)\s*$/;

/** The months named in the texts above a table, followed by those in the sheet's name. Full dates are ignored. */
export function monthsSaid({ titles, sheet }: Around, days: DayReading): readonly SaidMonth[] {
  const found = titles.flatMap((text, index) => {
    const before = titles[index - 1] ?? '';
    const label = LABEL.test(before) ? before : '';
    return monthsWithin(text, label, days).map(
      (month): SaidMonth => ({ month, by: 'title', text: label + text }),
    );
  });
  const named = sheet === undefined ? [] : monthsWithin(sheet, '', days);
  return [...found, ...named.map((month): SaidMonth => ({ month, by: 'sheet', text: sheet ?? '' }))];
}

/** @param label the text of the cell before, if it is a label. */
function monthsWithin(text: string, label: string, days: DayReading): readonly Month[] {
  if (text.length > LONGEST_TITLE) return [];
  const plain = text.normalize('NFKC');
  return [...plain.matchAll(MONTH_WITHIN)].flatMap((match) => {
    const before = label + plain.slice(0, match.index);
    if (NOT_OF_THE_BILL.test(before) || NUMBERS.test(before)) return [];
    const [year = '', number = ''] = match.slice(1).filter((part) => part !== undefined);
    const [, to = number] = TO_MONTH.exec(plain.slice(match.index + match[0].length)) ?? [];
    return [number, to].flatMap((it) => {
      const read = monthIn(`${year}-${it.padStart(2, '0')}`, days);
      return 'value' in read ? [read.value] : [];
    });
  });
}

/**
 * The found month, or the month before it if the unit's bills state the month of payment and the text does not contain
 * 所属.
 */
function asPaidFor(found: SaidMonth, { monthIs }: BillColumns): SaidMonth {
  if (monthIs !== 'collected' || found.text.includes('所属')) return found;
  return { ...found, month: plusMonths(found.month, -1), isMonthBefore: true };
}

function monthTexts(said: readonly SaidMonth[]) {
  return {
    months: [...new Set(said.map(({ month }) => month))],
    said: [...new Set(said.map(({ text }) => text))],
  };
}

// ---------------------------------------------------------------- amounts

type Side = 'unit' | 'personal';

interface MoneyColumn {
  readonly column: Column;
  readonly insurance: ReturnType<typeof insuranceIn>;
  readonly side: Side | undefined;
  readonly rank: number;
}

const UNIT = /单位|公司/;
const PERSONAL = /个人|本人/;
const MONEY = /缴|纳|金额|部分|费|额|款|承担|负担/;
const SUMS = /合计|总额|总计|小计|累计/;
const NO_MONEY =
  /基数|工资|编号|代码|名称|账|帐|性质|类型|状态|日期|时间|年限|月数|月份|比例|费率|税|滞纳|利息|欠|划入|人数|年月|属期|标志|标识|姓名|号码|地址|电话|户|方式|类别|档次|信息|性别|年龄|民族/;

function insuranceOf({ levels }: Column): ReturnType<typeof insuranceIn> {
  return insuranceIn(levels.join(''));
}

/** The amount columns, found by their headers. */
function moneyColumns({ all }: Columns): readonly MoneyColumn[] {
  return all.flatMap((column) => {
    const text = column.levels.join('');
    const insurance = text === '' ? undefined : insuranceOf(column);
    if (text === '' || NO_MONEY.test(text)) return [];
    const bare = withoutInsurance(text);
    // 缴费单位 is the payer's name, not an amount.
    if (insurance === undefined && column.levels.length === 1 && /(单位|公司|个人)$/.test(bare)) return [];
    const [isUnit, isPersonal] = [UNIT.test(bare), PERSONAL.test(bare)];
    const side = isUnit === isPersonal ? undefined : isUnit ? 'unit' : 'personal';
    const isMoney =
      MONEY.test(bare) || (side !== undefined && insurance !== undefined) || column.levels.length > 1;
    if (!isMoney || (side === undefined && insurance === undefined)) return [];
    return [{ column, insurance, side, rank: rankOf(bare, text, side) }];
  });
}

/** Removes the name of the insurance from a header: 职工基本医疗保险(单位缴纳) becomes 单位缴纳. */
function withoutInsurance(text: string): string {
  return text
    .replaceAll(/[(（][^()（）]{0,20}含[^()（）]{0,30}[)）]/g, '')
    .replaceAll(
      /(城镇|企业)?(职工)?(基本)?(医疗|养老|失业|工伤|生育)(保险)?(费(?!用|率))?|医保|社会?保险?费?|统筹/g,
      '',
    )
    .replaceAll(/[()（）[\]\-_/]/g, '');
}

function rankOf(bare: string, text: string, side: Side | undefined): number {
  if (SUMS.test(text)) return 40;
  const usual: readonly string[] = side === undefined ? [] : USUAL_HEADERS[`${side}Amount`];
  const index = usual.indexOf(bare);
  if (index >= 0) return index;
  if (/补/.test(bare)) return 35;
  return /实/.test(bare) ? 30 : 20;
}

/**
 * The column with the unit's or the person's amounts: a column of medical insurance, else a column that names no
 * insurance. A column that names no insurance may contain sums, so it is not used if its header says so, if any amount
 * column is for another insurance, or if the other side's amounts have a column of medical insurance.
 */
function amountColumn(
  side: Side,
  amounts: readonly MoneyColumn[],
  given: string | undefined,
  columns: Columns,
): number | undefined {
  if (given !== undefined) {
    const isAmount = ({ levels }: Column) => !NO_MONEY.test(levels.at(-1) ?? '');
    return givenColumn(columns, given, isAmount);
  }
  const ofSide = amounts.filter((it) => it.side === side);
  const medical = ofSide.filter(({ insurance }) => insurance === 'medical');
  // If a header names another insurance, a column without an insurance may be the sum of several.
  const plain = amounts.some(({ insurance }) => insurance !== undefined && insurance !== 'medical')
    ? []
    : ofSide.filter(({ insurance, rank }) => insurance === undefined && rank < 40);
  const some =
    medical.length > 0
      ? medical
      : amounts.some((it) => it.side !== undefined && it.insurance === 'medical')
        ? []
        : plain;
  const best = Math.min(...some.map(({ rank }) => rank));
  const bestColumns = some.filter(({ rank }) => rank === best).map(({ column }) => column);
  return onlyOne(bestColumns, bestColumns[0]?.header ?? '')?.index;
}

/** Refuses a bill without a usable amount column if it has amount columns for other insurances. */
function refusedSums(amounts: readonly MoneyColumn[]): FileRefused | undefined {
  const others = amounts.filter(({ insurance }) => insurance !== undefined && insurance !== 'medical');
  if (others.length === 0) return undefined;
  const sums = amounts.filter(({ insurance, side }) => insurance === undefined && side !== undefined);
  const headers = (some: readonly MoneyColumn[]) => some.map(({ column }) => column.header);
  return sums.length > 0
    ? new FileRefused({ code: 'only-sums', headers: headers(sums) })
    : new FileRefused({ code: 'not-medical', said: headers(others).slice(0, 8) });
}

/**
 * The column of the base: a column of medical insurance, else a column that names no insurance. Of several such
 * columns, the one with the header 缴费基数 is used, else the person's, else the first.
 */
function baseColumn(columns: Columns, given: string | undefined): number | undefined {
  if (given !== undefined)
    return givenColumn(columns, given, ({ levels }) => /基数|工资/.test(levels.at(-1) ?? ''));
  const bases = columns.all.filter(({ levels }) => {
    const last = levels.at(-1) ?? '';
    return USUAL_HEADERS.base.some(
      (name) => last === name || withoutInsurance(last) === name || last.endsWith(name),
    );
  });
  const basesOf = (wanted: ReturnType<typeof insuranceIn>) =>
    bases.filter((column) => insuranceOf(column) === wanted);
  const medical = basesOf('medical');
  const some = medical.length > 0 ? medical : basesOf(undefined);
  const ofPerson = some.filter(({ levels }) => PERSONAL.test(withoutInsurance(levels.join(''))));
  const exact = some.filter(({ levels }) => levels.join('') === '缴费基数');
  const best = exact.length > 0 ? exact : ofPerson.length > 0 ? ofPerson : some;
  return onlyOne(best.length > 1 && exact.length === 0 ? best.slice(0, 1) : best, '缴费基数')?.index;
}

// ---------------------------------------------------------------- insurances, sides, supplements

function kindColumns(columns: Columns, { only }: BillColumns): readonly number[] {
  return only === undefined ? columns.where(isKindHeader) : settingColumn(columns, only);
}

function settingColumn(columns: Columns, { column }: { readonly column: string }): readonly number[] {
  const found = columns.one([column]);
  return found === undefined ? [] : [found];
}

/** Whose share a row is, if one column has the shares of both sides; undefined if the row does not state it. */
export function sideIn(cells: readonly Cell[], { sides }: FoundColumns): Side | undefined {
  const sidesFound = new Set<Side>();
  for (const column of sides) {
    const text = textIn(cells[column]) ?? '';
    const [isUnit, isPersonal] = [UNIT.test(text), PERSONAL.test(text)];
    if (isUnit !== isPersonal) sidesFound.add(isUnit ? 'unit' : 'personal');
  }
  const [only, another] = sidesFound;
  return another === undefined ? only : undefined;
}

/** The column that the unit's settings name, else every column with a usual header: a bill may have several. */
function supplementColumns(columns: Columns, { supplement }: BillColumns): readonly number[] {
  if (supplement !== undefined) return settingColumn(columns, supplement);
  return columns.where((header) => USUAL_SUPPLEMENT_COLUMNS.includes(header));
}

/** Whether a row is a supplement. This is decided by the values in the unit's settings, else by the usual values. */
export function isSupplement(
  cells: readonly Cell[],
  { supplement: columns }: FoundColumns,
  { supplement: named }: BillColumns = {},
): boolean {
  return columns.some((column) => {
    const text = textIn(cells[column]);
    if (text === undefined) return false;
    return named === undefined ? SUPPLEMENT.test(text) : named.values.some((value) => textIn(value) === text);
  });
}
