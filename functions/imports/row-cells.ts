import { type Cell, columnLetters, type FileRow, locationOf } from '../files/table.ts';
import type { RowProblem, RowProblemCode } from './bill-row.ts';
import type { CellValue } from './cell-values.ts';
import type { FoundTable } from './read-table.ts';

interface FoundFields<Field extends string> extends Pick<FoundTable, 'headers'> {
  readonly fields: Readonly<Partial<Record<Field, number>>>;
}

/** Reads the cells of one row by their columns, and collects what is wrong with the row. */
export class RowCells<Field extends string> {
  readonly problems: RowProblem[] = [];
  readonly #row: FileRow;
  readonly #columns: FoundFields<Field>;
  readonly #isNothing: (cell: Cell) => boolean;

  /** @param isNothing whether a cell is to be treated as empty. */
  constructor(row: FileRow, columns: FoundFields<Field>, isNothing: (cell: Cell) => boolean = () => false) {
    [this.#row, this.#columns, this.#isNothing] = [row, columns, isNothing];
  }

  /**
   * The value in a column; undefined if the cell is empty or wrong. A wrong value is noted as a problem.
   * @param isNeeded whether an empty cell is a problem.
   */
  value<T>(field: Field, read: (cell: Cell) => CellValue<T>, isNeeded = false): T | undefined {
    const column = this.#columns.fields[field];
    const cell = column === undefined ? undefined : this.#row.cells[column];
    if (column === undefined || this.#isNothing(cell)) return undefined;
    const value = read(cell);
    if ('value' in value) return value.value;
    if (value.problem !== 'empty' || isNeeded) this.refuse(value.problem, { field });
    return undefined;
  }

  refuse(
    code: RowProblemCode,
    { field, values }: { field?: Field; values?: RowProblem['values'] } = {},
  ): void {
    const column = field === undefined ? undefined : (this.#columns.fields[field] ?? 0);
    this.problems.push({
      ...locationOf(this.#row),
      ...(column !== undefined && {
        column: `${columnLetters(column)} ${this.#columns.headers[column] ?? ''}`.trim(),
      }),
      code,
      ...(values !== undefined && { values }),
    });
  }

  /**
   * Refuses a row that names nobody, or that has more cells than there are headers.
   * @param ids the values by which the row names its person.
   */
  refuseWhole(...ids: readonly (string | undefined)[]): void {
    if (this.problems.length === 0 && ids.every((id) => id === undefined)) this.refuse('no-person');
    // If there are more cells than headers, probably a value contains the separator, so that the cells after it have
    // moved.
    const beyond = this.#row.cells.slice(this.#columns.headers.length);
    if (beyond.some((cell) => cell !== undefined)) this.refuse('extra-cells');
  }
}
