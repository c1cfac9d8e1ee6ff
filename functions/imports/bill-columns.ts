import type { BillColumns } from '../../domain/units/unit.ts';
import { type Cell, columnLetters, FileRefused } from '../files/table.ts';
import { textIn } from './cell-values.ts';

/** What a column of a bill can hold. */
export type BillField =
  | 'employeeId'
  | 'identity'
  | 'name'
  | 'month'
  | 'unitAmount'
  | 'personalAmount'
  | 'base'
  | 'chargedOn';

/** Headers as they are listed, 、 between them. */
export function list(headers: string): readonly string[] {
  return headers.split('、');
}

/** The headers that bills usually have, the more telling ones first. */
const USUAL_HEADERS: Readonly<Record<BillField, readonly string[]>> = {
  employeeId: list('工号、员工工号、职工工号、员工编号、职工编号'),
  identity: list('证件号码、身份证号码、身份证号、公民身份号码、身份证件号码、社会保障号码、社会保障号'),
  name: list('姓名、职工姓名、人员姓名、员工姓名'),
  month: list('费款所属期、费款所属月份、所属期、所属月份、缴费年月、缴费月份'),
  unitAmount: list('单位缴费金额、单位应缴金额、单位缴纳金额、单位缴费、单位部分、单位金额'),
  personalAmount: list('个人缴费金额、个人应缴金额、个人缴纳金额、个人缴费、个人部分、个人金额'),
  base: list('缴费基数、个人缴费基数、月缴费基数'),
  chargedOn: list('扣款日期、扣缴日期、缴费日期、入库日期、到账日期'),
};

const FIELDS = Object.keys(USUAL_HEADERS) as readonly BillField[];
const NEEDED: readonly BillField[] = ['month', 'unitAmount', 'personalAmount'];

/** Columns that tell insurances apart, where a bill lists more than one. */
const USUAL_KINDS = ['险种', '险种类型', '险种名称', '征收品目', '征收项目'];

/** Columns that tell supplements from regular charges, and what stands in one for a supplement. */
const USUAL_SUPPLEMENT_COLUMNS = list(
  '缴费类型、应缴类型、业务类型、征缴类型、缴费性质、应缴性质、缴费类别、缴费标志',
);
const SUPPLEMENT = /补差|补缴|补收|补征|补扣/;

/** Where in a row each thing stands. */
export interface FoundColumns {
  readonly headers: readonly string[];
  readonly fields: Readonly<Partial<Record<BillField, number>>>;
  /** The column that tells insurances apart. */
  readonly kind?: number;
  /** The columns that may say that a row is a supplement. */
  readonly supplement: readonly number[];
}

/** Reads a row as the headers of a bill, or what is missing. @throws FileRefused when a header stands twice. */
export function columnsIn(
  cells: readonly Cell[],
  given: BillColumns = {},
): { readonly found: FoundColumns } | { readonly missing: readonly string[] } {
  const headers = Array.from(cells, (cell) => textIn(cell) ?? '');
  const plain = headers.map(plainHeader);
  const fields: Partial<Record<BillField, number>> = {};
  for (const field of FIELDS) {
    const column = columnOf(given[field] === undefined ? USUAL_HEADERS[field] : [given[field]], plain);
    if (column !== undefined) fields[field] = column;
  }
  const missing = [
    ...NEEDED.filter((field) => fields[field] === undefined).map((field) => nameOf(field, given)),
    ...(fields.employeeId === undefined && fields.identity === undefined
      ? [`${nameOf('employeeId', given)} / ${nameOf('identity', given)}`]
      : []),
    ...FIELDS.filter((field) => !NEEDED.includes(field) && given[field] && fields[field] === undefined).map(
      (field) => nameOf(field, given),
    ),
  ];
  const kind = columnOf(given.only === undefined ? USUAL_KINDS : [given.only.column], plain);
  if (given.only !== undefined && kind === undefined) missing.push(given.only.column);
  const supplement = supplementColumns(plain, given);
  if (given.supplement !== undefined && supplement.length === 0) missing.push(given.supplement.column);
  if (missing.length > 0) return { missing: [...new Set(missing)] };
  return { found: { headers, fields, ...(kind !== undefined && { kind }), supplement } };
}

/** The one that the unit names; else each with a usual header, as bills may have several of them. */
function supplementColumns(headers: readonly string[], { supplement }: BillColumns): readonly number[] {
  if (supplement !== undefined) {
    const column = columnOf([supplement.column], headers);
    return column === undefined ? [] : [column];
  }
  return headers.flatMap((header, column) => (USUAL_SUPPLEMENT_COLUMNS.includes(header) ? [column] : []));
}

/** Whether a row is a supplement: by the values that the unit names, else by the usual words. */
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

function nameOf(field: BillField, given: BillColumns): string {
  return given[field] ?? USUAL_HEADERS[field][0] ?? field;
}

/** The column under one of these headers, the first named that there is. @throws FileRefused where it stands twice. */
export function columnOf(names: readonly string[], headers: readonly string[]): number | undefined {
  for (const name of names.map(plainHeader)) {
    const columns = headers.flatMap((header, column) => (header === name ? [column] : []));
    if (columns.length > 1)
      throw new FileRefused({ code: 'header-twice', header: name, columns: columns.map(columnLetters) });
    if (columns[0] !== undefined) return columns[0];
  }
  return undefined;
}

/** How headers are compared. Headers differ in blanks, width of characters and the unit behind them: 单位缴费金额（元）. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replaceAll(/[\s*]/g, '')
    .replace(/\((人民币)?元?\)$/, '');
}
