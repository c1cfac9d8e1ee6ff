import type { ContributionTier, SealedIdentity } from '../../domain/facts/life-course.ts';
import { compact } from '../../domain/values/compact.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { Cell, FileRow } from '../files/table.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { columnOf, list, plainHeader } from './bill-columns.ts';
import { extraCells, type RowProblem, titleOf } from './bill-row.ts';
import { type CellValue, dayIn, identityIn, textIn, tierIn, wordIn } from './cell-values.ts';

/** What a column of a roster can hold. */
type RosterField =
  | 'employeeId'
  | 'identity'
  | 'name'
  | 'unit'
  | 'hiredOn'
  | 'lastWorkingDay'
  | 'employmentId'
  | 'contributionTier'
  | 'status';

/** The headers that rosters usually have, the more telling ones first; English ones in any case, with blanks or without. */
const ROSTER_HEADERS: Readonly<Record<RosterField, readonly string[]>> = {
  employeeId: list(
    '工号、员工工号、职工工号、员工编号、职工编号、人员编号、employeeId、employeeNumber、employeeNo、employeeNo.、staffId',
  ),
  identity: list('证件号码、身份证号码、身份证号、公民身份号码、身份证件号码、identityNumber、idNumber'),
  name: list('姓名、职工姓名、人员姓名、员工姓名、name、fullName、employeeName'),
  unit: list(
    '参保单位、参保单位编号、单位编号、单位、用人单位、公司、合同主体、部门/单位、unit、unitId、company',
  ),
  hiredOn: list(
    '入职日期、入职时间、入职日、用工日期、参加工作单位日期、hiredOn、hireDate、dateOfHire、startDate、joinDate',
  ),
  lastWorkingDay: list(
    '最后工作日、最后工作日期、离职日期、离职时间、离职日、lastWorkingDay、lastDay、terminationDate、leaveDate、endDate',
  ),
  employmentId: list('雇佣ID、雇佣信息ID、任职ID、employmentId'),
  contributionTier: list('医保档次、医疗保险档次、参保档次、缴费档次、contributionTier、tier'),
  status: list('员工状态、在职状态、人员状态、状态、status、employmentStatus'),
};

const FIELDS = Object.keys(ROSTER_HEADERS) as readonly RosterField[];

export interface RosterColumns {
  readonly headers: readonly string[];
  readonly fields: Readonly<Partial<Record<RosterField, number>>>;
}

/** Reads a row as the headers of a roster, or what is missing. @throws FileRefused when a header stands twice. */
export function rosterColumnsIn(
  cells: readonly Cell[],
): { readonly found: RosterColumns } | { readonly missing: readonly string[] } {
  const headers = Array.from(cells, (cell) => textIn(cell) ?? '');
  const plain = headers.map((header) => plainHeader(header).toLowerCase().replaceAll('_', ''));
  const fields: Partial<Record<RosterField, number>> = {};
  for (const field of FIELDS) {
    const names = ROSTER_HEADERS[field].map((name) => name.toLowerCase());
    const column = columnOf(names, plain);
    if (column !== undefined) fields[field] = column;
  }
  const missing = [
    ...(fields.employeeId === undefined && fields.identity === undefined ? ['工号 / 证件号码'] : []),
    // A list of numbers and names may be anything: a roster says since when, or until when.
    ...(fields.hiredOn === undefined && fields.lastWorkingDay === undefined ? ['入职日期 / 最后工作日'] : []),
  ];
  return missing.length > 0 ? { missing } : { found: { headers, fields } };
}

/** One line as the roster has it; nobody is looked for yet. */
export interface RosterRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly employeeId?: string;
  readonly identity?: SealedIdentity;
  readonly name?: string;
  readonly unitId?: string;
  readonly hiredOn?: PlainDate;
  readonly lastWorkingDay?: PlainDate;
  readonly employmentId?: string;
  readonly contributionTier?: ContributionTier;
  /** It says that the person is gone, and not when. */
  readonly hasLeft?: true;
}

type ReadRosterRow =
  | { readonly is: 'person'; readonly row: RosterRow }
  | { readonly is: 'bad'; readonly problems: readonly RowProblem[] }
  | { readonly is: 'empty' };

export interface RosterReading {
  readonly columns: RosterColumns;
  readonly serialZero: PlainDate;
  readonly seal: SealIdentity;
  /** The unit that a cell names, by id or name; undefined for one that nobody registered. */
  readonly unitNamed: (text: string) => string | undefined;
}

/** What people write where there is nothing to write. */
const NOTHING = /^([-—–/\\]+|无|暂无|n\/?a|null|9999[-/.年]?12[-/.月]?31日?)$/i;

const LEFT = /离职|离岗|已离|退休|terminated|left|resigned|inactive/i;
/** Words that have one of the above in them and mean the opposite. */
const IN_SERVICE = /待离职|拟离职|离职中|在职|返聘|^active$|^employed$/i;

/** Reads one row of a roster below its headers. */
export function readRosterRow(file: FileRow, reading: RosterReading): ReadRosterRow {
  const { columns, serialZero, seal, unitNamed } = reading;
  const { line, cells } = file;
  if (cells.every((cell) => textIn(cell) === undefined && typeof cell !== 'object')) return { is: 'empty' };
  const problems: RowProblem[] = [];
  const cell = <T>(field: RosterField, read: (cell: Cell) => CellValue<T>): T | undefined => {
    const column = columns.fields[field];
    if (column === undefined || NOTHING.test(textIn(cells[column]) ?? '')) return undefined;
    const value = read(cells[column]);
    if ('value' in value) return value.value;
    if (value.problem !== 'empty')
      problems.push({ line, column: titleOf(column, columns), code: value.problem });
    return undefined;
  };
  const employeeId = cell('employeeId', wordIn);
  const number = numberIn(employeeId, cell);
  const name = cell('name', wordIn);
  const hiredOn = cell('hiredOn', (it) => dayIn(it, serialZero));
  const lastWorkingDay = cell('lastWorkingDay', (it) => dayIn(it, serialZero));
  const employmentId = cell('employmentId', wordIn);
  const contributionTier = cell('contributionTier', tierIn);
  const unit = cell('unit', wordIn);
  const status = cell('status', wordIn) ?? '';
  const unitId = unit === undefined ? undefined : unitNamed(unit);
  if (unit !== undefined && unitId === undefined) {
    const column = titleOf(columns.fields.unit ?? 0, columns);
    problems.push({ line, column, code: 'unknown-unit', values: { unit } });
  }
  if (hiredOn !== undefined && lastWorkingDay !== undefined && lastWorkingDay < hiredOn)
    problems.push({ line, code: 'leave-before-hire', values: { hiredOn, lastWorkingDay } });
  if (employeeId === undefined && number === undefined && problems.length === 0)
    problems.push({ line, code: 'no-person' });
  if (extraCells(cells, columns)) problems.push({ line, code: 'extra-cells' });
  if (problems.length > 0) return { is: 'bad', problems };
  const identity = number === undefined ? undefined : seal({ type: 'resident-id', number });
  const hasLeft = lastWorkingDay === undefined && LEFT.test(status) && !IN_SERVICE.test(status);
  const row = {
    line,
    cells,
    ...compact({
      employeeId,
      identity,
      name,
      unitId,
      hiredOn,
      lastWorkingDay,
      employmentId,
      contributionTier,
    }),
    ...(hasLeft && { hasLeft: true as const }),
  };
  return { is: 'person', row };
}

/** Rosters are handed on with numbers covered: with an employee id beside it, such a number is not needed. */
function numberIn(
  employeeId: string | undefined,
  cell: <T>(field: RosterField, read: (cell: Cell) => CellValue<T>) => T | undefined,
): string | undefined {
  return cell('identity', (it) => {
    const read = identityIn(it);
    const isCovered = 'problem' in read && (read.problem === 'masked' || read.problem === 'digits-lost');
    return isCovered && employeeId !== undefined ? { problem: 'empty' } : read;
  });
}
