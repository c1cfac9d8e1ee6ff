import type { SealedIdentity } from '../../domain/facts/life-course.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { SealIdentity } from '../hris/seal-identity.ts';
import type { Cell, FileRow } from '../import-bill/bill-file.ts';
import { extraCells, type RowProblem, titleOf } from '../import-bill/bill-row.ts';
import { type CellValue, dayIn, identityIn, textIn, wordIn } from '../import-bill/cell-values.ts';
import type { RosterColumns, RosterField } from './roster-columns.ts';

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
  /** It says that the person is gone, and not when. */
  readonly hasLeft?: true;
}

export type ReadRosterRow =
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
  const hasLeft = lastWorkingDay === undefined && LEFT.test(status) && !IN_SERVICE.test(status);
  const row = {
    line,
    cells,
    ...(employeeId !== undefined && { employeeId }),
    ...(number !== undefined && { identity: seal({ type: 'resident-id', number }) }),
    ...(name !== undefined && { name }),
    ...(unitId !== undefined && { unitId }),
    ...(hiredOn !== undefined && { hiredOn }),
    ...(lastWorkingDay !== undefined && { lastWorkingDay }),
    ...(employmentId !== undefined && { employmentId }),
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
