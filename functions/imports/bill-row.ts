import type { SealedIdentity } from '../../domain/facts/life-course.ts';
import type { BillColumns } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import type { Fen } from '../../domain/values/money.ts';
import { type Month, plusMonths } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { Cell, FileRow, RowLocation } from '../files/table.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { type BillField, type FoundColumns, isSupplement, sideIn } from './bill-columns.ts';
import {
  type CellProblem,
  type DayReading,
  dayIn,
  documentTypeIn,
  identityIn,
  idIn,
  monthIn,
  nameIn,
  remembered,
  type SignedAmount,
  signedAmountIn,
} from './cell-values.ts';
import { RowCells } from './row-cells.ts';

/** A person as named in a bill. Identity numbers are sealed. */
export interface BilledPerson {
  readonly employeeId?: string;
  readonly agencyNumber?: string;
  readonly identity?: Pick<SealedIdentity, 'masked' | 'hash' | 'problem'>;
  /** The name is shown to staff so that they recognise the row. It is not used to find the person. */
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
  /** True for 补差 or 补缴: an amount that is paid in addition to the month's regular charge, or later. */
  readonly supplement?: true;
  /** True for a negative row of the bill, which takes back an earlier charge. The amounts here are positive. */
  readonly offset?: true;
}

/** The share of the unit or of the person, in a bill with a row for each of them. */
export interface HalfRow extends Omit<BillRow, 'unitAmount' | 'personalAmount'> {
  readonly side: 'unit' | 'personal';
  readonly amount: Fen;
}

export interface RowProblem extends RowLocation {
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
  | 'leave-before-hire'
  | 'mixed-signs'
  | 'whose-share'
  | 'half-missing';

/** A row that cannot be imported, as it appears in the file. */
export interface BadRow extends RowLocation {
  readonly cells: readonly Cell[];
  readonly problems: readonly RowProblem[];
}

export type ReadRow =
  | { readonly is: 'charge'; readonly row: BillRow }
  | { readonly is: 'offset'; readonly row: BillRow & { readonly offset: true } }
  | {
      readonly is: 'bad';
      readonly problems: readonly RowProblem[];
      /** How the row names the person; empty if it does not. */
      readonly person: BilledPerson;
      readonly month?: Month;
    }
  | { readonly is: 'nothing-charged' };

interface Reading {
  readonly columns: FoundColumns;
  /** The unit's settings for the columns of its bills. */
  readonly given?: BillColumns | undefined;
  readonly days: DayReading;
  readonly seal: SealIdentity;
}

/** Returns a function that reads the rows of a bill, one row per call. */
export function billRowReader(
  reading: Reading,
): (file: FileRow) => ReadRow | { readonly is: 'half'; readonly half: HalfRow } {
  const values = cachedReaders(reading.days);
  return (file) => readBillRow(file, reading, values);
}

/** Cached readers for columns whose values repeat. */
function cachedReaders(days: DayReading) {
  const amount = () => remembered(signedAmountIn);
  return {
    month: remembered((it) => monthIn(it, days)),
    day: remembered((it) => dayIn(it, days)),
    amounts: { amount: amount(), unitAmount: amount(), personalAmount: amount(), base: amount() },
    documentType: remembered(documentTypeIn),
  };
}

type ReadValues = ReturnType<typeof cachedReaders>;

function readBillRow(
  file: FileRow,
  reading: Reading,
  values: ReadValues,
): ReadRow | { readonly is: 'half'; readonly half: HalfRow } {
  const { columns } = reading;
  const { line, cells } = file;
  const row = new RowCells(file, columns);
  const { problems } = row;
  const month = readMonth(row, columns, values);
  const amount = row.value('amount', values.amounts.amount, true);
  const unitAmount = row.value('unitAmount', values.amounts.unitAmount, true);
  const personalAmount = row.value('personalAmount', values.amounts.personalAmount, true);
  const base = row.value('base', values.amounts.base);
  const chargedOn = row.value('chargedOn', values.day);
  const employeeId = row.value('employeeId', idIn);
  const number = row.value('identity', identityIn);
  const documentType = row.value('documentType', idIn);
  const name = row.value('name', nameIn);
  const isLong = columns.fields.amount !== undefined;
  const side = isLong ? sideIn(cells, columns) : undefined;
  const isNegative = (amount?.isNegative || unitAmount?.isNegative || personalAmount?.isNegative) ?? false;
  if (isNegative && isPositive(unitAmount, personalAmount)) row.refuse('mixed-signs');
  if (base?.isNegative && !isNegative) row.refuse('negative', { field: 'base' });
  if (isLong && side === undefined && problems.length === 0) row.refuse('whose-share');
  row.refuseWhole(employeeId, number);
  const identity =
    number === undefined ? undefined : sealed(number, values.documentType(documentType), reading.seal);
  const person = compact({ employeeId, identity, name });
  if (problems.length > 0 || month === undefined)
    return { is: 'bad', problems, person, ...compact({ month }) };
  const read = {
    line,
    person,
    month,
    ...compact({ base: base?.amount, chargedOn }),
    ...(isSupplement(cells, columns, reading.given) && { supplement: true as const }),
    ...(isNegative && { offset: true as const }),
  };
  if (side !== undefined && amount !== undefined)
    return { is: 'half', half: { ...read, side, amount: amount.amount } };
  if (unitAmount === undefined || personalAmount === undefined) return { is: 'bad', problems, person };
  return wholeRow(read, unitAmount.amount, personalAmount.amount);
}

function readMonth(
  row: RowCells<BillField>,
  { month: givenMonth, monthBefore }: FoundColumns,
  { month: monthOfCell }: ReadValues,
): Month | undefined {
  if (givenMonth !== undefined) return givenMonth.month;
  const month = row.value('month', monthOfCell, true);
  if (month === undefined) return undefined;
  row.value('monthTo', (it) => {
    const read = monthOfCell(it);
    return 'value' in read && read.value !== month ? { problem: 'several-months' } : read;
  });
  return monthBefore ? plusMonths(month, -1) : month;
}

function isPositive(...amounts: readonly (SignedAmount | undefined)[]): boolean {
  return amounts.some((it) => it !== undefined && it.amount > 0 && !it.isNegative);
}

export function wholeRow(
  row: Omit<BillRow, 'unitAmount' | 'personalAmount'>,
  unitAmount: Fen,
  personalAmount: Fen,
): ReadRow {
  if (unitAmount === 0 && personalAmount === 0) return { is: 'nothing-charged' };
  const { line, person, month, supplement, offset, base, chargedOn } = row;
  const optional = compact({ base, chargedOn, supplement });
  const whole = { line, person, month, unitAmount, personalAmount, ...optional };
  return offset ? { is: 'offset', row: { ...whole, offset } } : { is: 'charge', row: whole };
}

function sealed(
  number: string,
  documentType: SealedIdentity['type'] | undefined,
  seal: SealIdentity,
): NonNullable<BilledPerson['identity']> {
  const { masked, hash, problem } = seal({ type: documentType, number });
  return compact({ masked, hash, problem });
}

/** The row's cells for the file of rejected rows. Anything that could be an identity number is masked. */
export function cellTexts(
  cells: readonly Cell[],
  width: number,
  mask: (text: string, column: number) => string,
): string[] {
  return Array.from({ length: Math.max(width, cells.length) }, (_, column) => {
    const cell = cells[column];
    if (typeof cell === 'object') {
      if (cell.is === 'day') return cell.day;
      return cell.is === 'error' ? mask(cell.shown, column) : cell.is === 'formula' ? '=…' : '…';
    }
    return mask(cell === undefined ? '' : String(cell), column);
  });
}
