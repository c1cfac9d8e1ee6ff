import type { SealedIdentity } from '../../domain/facts/life-course.ts';
import type { BillColumns } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import type { Fen } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { type Cell, columnLetters, type FileRow } from '../files/table.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { type BillField, type FoundColumns, isSupplement } from './bill-columns.ts';
import {
  amountIn,
  type CellProblem,
  type CellValue,
  dayIn,
  identityIn,
  monthIn,
  textIn,
  wordIn,
} from './cell-values.ts';

/** A person as a bill names them; an identity number only as it is kept. */
export interface BilledPerson {
  readonly employeeId?: string;
  /** The number by which the agency has the person. */
  readonly agencyNumber?: string;
  readonly identity?: Pick<SealedIdentity, 'masked' | 'hash' | 'problem'>;
  /** For people to recognise the row by; nobody is found by it. */
  readonly name?: string;
}

/** One charge as the bill states it. */
export interface BillRow {
  readonly line: number;
  readonly person: BilledPerson;
  readonly month: Month;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly base?: Fen;
  readonly chargedOn?: PlainDate;
  /** 补差, 补缴: besides, or after, the month's regular charge. */
  readonly supplement?: true;
  /** The bill has it negative: it takes back what was charged before. The amounts are positive here. */
  readonly offset?: true;
}

/** What is wrong with a row: where, and why. */
export interface RowProblem {
  readonly line: number;
  /** Its header, with the column's letters. */
  readonly column?: string;
  readonly code: RowProblemCode;
  readonly values?: Readonly<Record<string, string>>;
}

export type RowProblemCode =
  | CellProblem
  | 'no-person'
  | 'extra-cells'
  | 'unknown-person'
  | 'two-people'
  | 'several-ids'
  | 'other-name'
  | 'record-unreadable'
  | 'id-needed'
  | 'other-id'
  | 'unknown-unit'
  | 'unit-needed'
  | 'leave-before-hire';

/** A row that cannot be taken, as it stands in the file. */
export interface BadRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly problems: readonly RowProblem[];
}

export type ReadRow =
  | { readonly is: 'charge'; readonly row: BillRow }
  /** A negative row. */
  | { readonly is: 'offset'; readonly row: BillRow & { readonly offset: true } }
  | {
      readonly is: 'bad';
      readonly problems: readonly RowProblem[];
      /** What could be read of whom it is about; empty where it names nobody. */
      readonly person: BilledPerson;
      readonly month?: Month;
    }
  /** The sum at the end of a bill. */
  | { readonly is: 'total' }
  /** Both amounts are zero: nothing was charged. */
  | { readonly is: 'nothing-charged' };

interface Reading {
  readonly columns: FoundColumns;
  /** What the unit said of its bill's columns. */
  readonly given?: BillColumns | undefined;
  readonly serialZero: PlainDate;
  readonly seal: SealIdentity;
}

/** Reads one row of a bill below its headers. */
export function readBillRow(file: FileRow, reading: Reading): ReadRow {
  const { columns } = reading;
  if (isTotal(file.cells, columns)) return { is: 'total' };
  const problems: RowProblem[] = [];
  const cell = <T>(field: BillField, read: (cell: Cell) => CellValue<T>, needed: boolean): T | undefined => {
    const column = columns.fields[field];
    if (column === undefined) return undefined;
    const value = read(file.cells[column]);
    if ('value' in value) return value.value;
    if (value.problem !== 'empty' || needed) {
      problems.push({ line: file.line, column: titleOf(column, columns), code: value.problem });
    }
    return undefined;
  };
  const month = cell('month', (it) => monthIn(it, reading.serialZero), true);
  const unitAmount = cell('unitAmount', amountIn, true);
  const personalAmount = cell('personalAmount', amountIn, true);
  const base = cell('base', amountIn, false);
  const chargedOn = cell('chargedOn', (it) => dayIn(it, reading.serialZero), false);
  const employeeId = cell('employeeId', wordIn, false);
  const number = cell('identity', identityIn, false);
  const name = cell('name', wordIn, false);
  if (employeeId === undefined && number === undefined && problems.length === 0) {
    problems.push({ line: file.line, code: 'no-person' });
  }
  if (extraCells(file.cells, columns)) problems.push({ line: file.line, code: 'extra-cells' });
  const isIncomplete = month === undefined || unitAmount === undefined || personalAmount === undefined;
  const identity = number === undefined ? undefined : sealed(number, reading.seal);
  const person = compact({ employeeId, identity, name });
  if (problems.length > 0 || isIncomplete) return { is: 'bad', problems, person, ...compact({ month }) };
  if (unitAmount === 0 && personalAmount === 0) return { is: 'nothing-charged' };
  const optional = {
    ...compact({ base, chargedOn }),
    ...(isSupplement(file.cells, columns, reading.given) && { supplement: true as const }),
  };
  return { is: 'charge', row: { line: file.line, person, month, unitAmount, personalAmount, ...optional } };
}

function sealed(number: string, seal: SealIdentity): NonNullable<BilledPerson['identity']> {
  const { masked, hash, problem } = seal({ type: 'resident-id', number });
  return { masked, hash, ...compact({ problem }) };
}

/** A column's header, with its letters. */
export function titleOf(column: number, { headers }: Pick<FoundColumns, 'headers'>): string {
  return `${columnLetters(column)} ${headers[column] ?? ''}`.trim();
}

const TOTAL = /^(合\s*计|总\s*计|小\s*计|汇\s*总|本页小计)/;

/** A row that names nobody and says that it adds up the others. */
function isTotal(cells: readonly Cell[], { fields }: FoundColumns): boolean {
  const idOf = (field: 'employeeId' | 'identity') => {
    const column = fields[field];
    const text = column === undefined ? undefined : textIn(cells[column]);
    return text === undefined || TOTAL.test(text) ? undefined : text;
  };
  if (idOf('employeeId') !== undefined || idOf('identity') !== undefined) return false;
  return cells.some((cell) => TOTAL.test(textIn(cell) ?? ''));
}

/** More cells than headers: most likely a separator within a value moved everything behind it. */
export function extraCells(cells: readonly Cell[], { headers }: Pick<FoundColumns, 'headers'>): boolean {
  return cells.slice(headers.length).some((cell) => cell !== undefined);
}

/** The row for a file of rejects. What could be an identity number is masked: there is no second copy of it. */
export function cellTexts(cells: readonly Cell[], width: number, mask: (text: string) => string): string[] {
  return Array.from({ length: Math.max(width, cells.length) }, (_, column) => {
    const cell = cells[column];
    if (typeof cell === 'object') return cell.is === 'formula' ? '=…' : cell.shown;
    return mask(cell === undefined ? '' : String(cell));
  });
}
