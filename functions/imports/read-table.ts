import {
  type Cell,
  columnLetters,
  type FilePart,
  FileRefused,
  type FileRow,
  type FileSheet,
  type HiddenColumns,
  type MergedCells,
  type TableFile,
} from '../files/table.ts';
import type { InsuranceEvidence, Understanding } from '../files/understood.ts';
import { type DayReading, dayIn, textIn } from './cell-values.ts';
import { type InsuranceSaid, insuranceIn } from './insurances.ts';

/** One column with its headers. Headers in several rows are combined: 基本医疗保险(单位缴纳) above 应缴金额. */
export interface Column {
  readonly index: number;
  /** The headers from top to bottom, normalised by {@link plainHeader}. */
  readonly levels: readonly string[];
  readonly header: string;
  readonly isHidden: boolean;
}

export interface FoundTable {
  /** The headers by column index. */
  readonly headers: readonly string[];
  readonly fields: Readonly<Partial<Record<string, number>>>;
  /** The columns that name the person. */
  readonly who: readonly number[];
}

export type Looked<F> =
  | { readonly found: F }
  | { readonly missing: readonly string[] }
  /** The headers are recognised, but the table must be refused. */
  | { readonly refused: FileRefused };

export interface Around {
  readonly titles: readonly string[];
  readonly sheet: string | undefined;
}

/** A kind of table to look for in a file. */
export interface TableKind<F extends FoundTable> {
  look(columns: Columns, around: Around): Looked<F>;
  /**
   * Looks a second time at a sheet without the expected headers. A text around the table, for example a title, may
   * supply the value of a column that is missing.
   */
  lookAgain?(columns: Columns, around: Around): Looked<F>;
  /** Whether every sheet with the headers is read, not only the first. */
  readonly severalSheets: boolean;
  /** Whether such a table is about medical insurance. */
  readonly insured: boolean;
  readonly headerRow?: number | undefined;
  readonly sheet?: string | undefined;
}

/** Some rows of a table. The first batch of each table follows its headers and may be empty. */
interface TableRows<F> {
  readonly table: ReadTable<F>;
  readonly rows: readonly FileRow[];
}

export interface ReadTable<F> {
  readonly found: F;
  readonly sheet: string | undefined;
  /** The insurance named by the titles above the table, otherwise the one named by the sheet's name. */
  readonly said: InsuranceSaid | undefined;
  readonly saidBy: InsuranceEvidence;
  /** The text that names the insurance. */
  readonly saidIn: string | undefined;
}

/** The headers are searched within this many lines, because a title, the unit and the period may be above them. */
const HEADER_WITHIN_LINES = 30;
const MOST_HEADER_ROWS = 3;
/** At most this many sheets are read; further sheets are ignored. */
const MOST_SHEETS = 100;

/**
 * Reads the rows of a table below its headers, wherever it is in the file. Skips rows above, sums and notes below, and
 * repeated headers; `noted` lists what was skipped. The file is known to be complete only after the last rows.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function* readTable<F extends FoundTable>(
  file: TableFile,
  kind: TableKind<F>,
  days: DayReading,
  noted: Understanding,
): AsyncGenerator<TableRows<F>> {
  const chosen = await chooseSheets(file, kind, noted);
  for (const sheet of chosen) {
    const name = chosen.length > 1 ? sheet.name : undefined;
    for await (const { table, rows } of sheetRows(sheet, kind, days, noted))
      yield { table, rows: name === undefined ? rows : rows.map((row) => ({ ...row, sheet: name })) };
  }
}

// ---------------------------------------------------------------- sheets

/** Sheets with such a name show one month or one version among several. Only the first of these sheets is read. */
const OF_A_TIME = /\d{4}|\d{1,2}\s*月|上月|本月|上期|去年|旧|备份|历史|copy|backup/i;

async function chooseSheets<F extends FoundTable>(
  { sheets }: TableFile,
  kind: TableKind<F>,
  noted: Understanding,
): Promise<readonly FileSheet[]> {
  if (kind.sheet !== undefined) return chosenByName(sheets, kind.sheet, noted);
  const [only, another] = sheets;
  if (only !== undefined && another === undefined) return [only];
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  if (visible.length === 0) throw new FileRefused({ code: 'no-visible-sheet' });
  const chosen: FileSheet[] = [];
  let [nearest, refused] = [undefined as FileSheet | undefined, undefined as FileSheet | undefined];
  for (const [index, sheet] of sheets.entries()) {
    if (sheet.isHidden) noted.passOver(sheet.name, 'hidden');
    else if (index >= MOST_SHEETS) noted.passOver(sheet.name, 'too-many');
    else {
      const { looked, said } = await headOf(sheet, kind);
      const isOther = kind.insured && isOtherInsurance(said) && 'found' in looked;
      const readsMore = chosen.length === 0 || (kind.severalSheets && !OF_A_TIME.test(sheet.name ?? ''));
      if ('refused' in looked) refused ??= sheet;
      else if (isOther && sheet.name !== undefined) noted.passOver(sheet.name, 'other-insurance');
      else if ('found' in looked && readsMore) chosen.push(sheet);
      else if ('found' in looked) noted.passOver(sheet.name, 'another-is-read');
      else noted.passOver(sheet.name, 'no-headers');
      if (nearest === undefined || isOther) nearest = sheet;
    }
  }
  // No sheet is usable. The sheet returned here is read because this reports what is wrong.
  if (chosen.length === 0) return [refused ?? nearest ?? (visible[0] as FileSheet)];
  return chosen;
}

function chosenByName(
  sheets: readonly FileSheet[],
  name: string,
  noted: Understanding,
): readonly FileSheet[] {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found === undefined) {
    const names = sheets.flatMap((sheet) => sheet.name ?? []);
    throw new FileRefused({ code: 'no-such-sheet', sheet: name, sheets: names });
  }
  for (const sheet of sheets) if (sheet !== found) noted.passOver(sheet.name, 'not-chosen');
  return [found];
}

export function isOtherInsurance(said: InsuranceSaid | undefined): boolean {
  return said === 'other' || said === 'residents';
}

async function headOf<F extends FoundTable>(sheet: FileSheet, kind: TableKind<F>) {
  const head = new Head(kind, sheet.name);
  for await (const parts of sheet.parts()) if (parts.some((part) => head.take(part) === 'full')) break;
  const looked = head.look();
  return { looked, said: head.said().said };
}

// ---------------------------------------------------------------- rows

async function* sheetRows<F extends FoundTable>(
  sheet: FileSheet,
  kind: TableKind<F>,
  days: DayReading,
  noted: Understanding,
): AsyncGenerator<TableRows<F>> {
  const head = new Head(kind, sheet.name);
  const merged: MergedCells[] = [];
  let body: Body<F> | undefined;
  for await (const parts of sheet.parts()) {
    let rows: FileRow[] = [];
    for (const part of parts) {
      if (part.is === 'merged') merged.push(part);
      else if (body !== undefined) {
        if (part.is === 'row' && body.has(part)) rows.push(part);
      } else if (head.take(part) === 'full') {
        body = new Body(head, days, noted);
        rows = body.begin();
      }
    }
    if (body !== undefined) yield { table: body.table, rows };
  }
  if (body === undefined) {
    head.refuseMerged(merged);
    body = new Body(head, days, noted);
    yield { table: body.table, rows: body.begin() };
  }
  head.refuseMerged(merged);
}

type LookedAt<F> = Looked<F> & { readonly lines: readonly number[]; readonly columns?: Columns };

/** The first lines of a sheet. The headers are searched when all of these lines are read. */
class Head<F extends FoundTable> {
  readonly rows: FileRow[] = [];
  readonly sheet: string | undefined;
  readonly #kind: TableKind<F>;
  readonly #hidden: HiddenColumns[] = [];
  #looked: LookedAt<F> | undefined;

  constructor(kind: TableKind<F>, sheet: string | undefined) {
    this.#kind = kind;
    this.sheet = sheet;
  }

  /** Takes lines up to the last one where headers may begin, and a few more in case the headers have several rows. */
  take(part: FilePart): 'full' | 'more' {
    if (part.is === 'hidden-columns') this.#hidden.push(part);
    if (part.is !== 'row') return 'more';
    this.rows.push(part);
    return part.line >= this.#lastLine() + MOST_HEADER_ROWS ? 'full' : 'more';
  }

  #lastLine(): number {
    return this.#kind.headerRow ?? HEADER_WITHIN_LINES;
  }

  look() {
    this.#looked ??= this.#find();
    return this.#looked;
  }

  #find() {
    const { look, lookAgain } = this.#kind;
    const found = this.#findBy(look);
    if (lookAgain === undefined || !('missing' in found)) return found;
    const again = this.#findBy(lookAgain);
    return 'missing' in again ? found : again;
  }

  #findBy(look: TableKind<F>['look']): LookedAt<F> {
    let nearest: { missing: readonly string[]; lines: readonly number[] } | undefined;
    let refused: { refused: FileRefused; lines: readonly number[] } | undefined;
    for (const [index, row] of this.rows.entries()) {
      if (row.line > this.#lastLine()) break;
      if (this.#kind.headerRow !== undefined && row.line !== this.#kind.headerRow) continue;
      for (const rows of blocksFrom(this.rows, index)) {
        const columns = new Columns(rows, this.#hidden);
        const around = { titles: this.#titles(index), sheet: this.sheet };
        const looked = look(columns, around);
        const lines = rows.map(({ line }) => line);
        if ('found' in looked) return { ...looked, lines, columns };
        if ('refused' in looked) refused ??= { ...looked, lines };
        else if (nearest === undefined || looked.missing.length < nearest.missing.length)
          nearest = { ...looked, lines };
      }
    }
    if (refused !== undefined) return refused;
    if (nearest !== undefined) return nearest;
    const looked = look(new Columns([], []), { titles: [], sheet: this.sheet });
    return { missing: 'missing' in looked ? looked.missing : [], lines: [0] };
  }

  #titles(before: number): readonly string[] {
    return this.rows.slice(0, before).flatMap(({ cells }) => cells.flatMap((cell) => textIn(cell) ?? []));
  }

  /** The insurance named by the titles, otherwise the one named by the sheet's name. */
  said(): Pick<ReadTable<F>, 'said' | 'saidBy' | 'saidIn'> {
    const [first] = this.headerLines();
    const index = this.rows.findIndex(({ line }) => line === first);
    const titles = this.#titles(Math.max(0, index)).filter((title) => title.length <= LONGEST_TITLE);
    const said = agreed(titles.map(insuranceIn));
    if (said !== undefined) {
      const saidIn = titles.find((title) => insuranceIn(title) === said);
      return { said, saidBy: 'title', saidIn };
    }
    const named = insuranceIn(this.sheet);
    if (named === undefined || named === 'several')
      return { said: undefined, saidBy: 'nowhere', saidIn: undefined };
    return { said: named, saidBy: 'sheet', saidIn: this.sheet };
  }

  /** @throws FileRefused if there are no headers or unusable ones. */
  foundOrThrow() {
    const looked = this.look();
    if ('refused' in looked) throw looked.refused;
    if ('missing' in looked)
      throw new FileRefused({ code: 'no-header', missing: looked.missing, lines: this.#lastLine() });
    return looked;
  }

  /** The first and the last line of the headers. */
  headerLines(): readonly [number, number] {
    const { lines } = this.look();
    const [first = 0] = lines;
    return [first, lines.at(-1) ?? first];
  }

  /**
   * Refuses headers in merged cells, because their column is ambiguous. Group headers above the last row of headers may
   * be merged.
   */
  refuseMerged(merged: readonly MergedCells[]): void {
    const [first, last] = this.headerLines();
    const isGroup = ({ firstLine, lastLine }: MergedCells) =>
      'found' in this.look() && firstLine >= first && lastLine <= last && firstLine < last;
    const wrong = merged.filter((it) => it.firstLine <= last && it.lastLine >= first && !isGroup(it));
    if (wrong.length > 0)
      throw new FileRefused({ code: 'merged-header', cells: wrong.map(({ cells }) => cells) });
  }
}

export const LONGEST_TITLE = 200;

/**
 * Medical insurance if any text names it alone. Otherwise the insurance that is named first, or undefined if a text
 * names several.
 */
function agreed(insurances: readonly (InsuranceSaid | undefined)[]): InsuranceSaid | undefined {
  if (insurances.includes('medical')) return 'medical';
  const named = insurances.filter((it) => it !== undefined && it !== 'several');
  return insurances.includes('several') ? undefined : named[0];
}

/** The rows of a table after its headers. */
class Body<F extends FoundTable> {
  readonly #head: Head<F>;
  readonly #days: DayReading;
  readonly #noted: Understanding;
  readonly table: ReadTable<F>;
  /** The texts of each row of headers. */
  readonly #headerRows: readonly (readonly (string | undefined)[])[];

  constructor(head: Head<F>, days: DayReading, noted: Understanding) {
    const { found, lines, columns } = head.foundOrThrow();
    [this.#head, this.#days, this.#noted] = [head, days, noted];
    this.#headerRows = head.rows
      .filter(
        ({ line, cells }) => lines.includes(line) && cells.filter((cell) => cell !== undefined).length > 1,
      )
      .map(({ cells }) => cells.map(textIn));
    this.table = { found, sheet: head.sheet, ...head.said() };
    const hidden = new Set(columns?.all.flatMap(({ index, isHidden }) => (isHidden ? [index] : [])));
    const named = Object.entries(found.fields).flatMap(([field, column]) => {
      if (column === undefined) return [];
      return [{ field, column, header: found.headers[column] ?? '', isHidden: hidden.has(column) }];
    });
    noted.readSheet(head.sheet, lines, named);
  }

  /** The rows of the table among the first lines of the sheet, which are read already. */
  begin(): FileRow[] {
    const [first, last] = this.#head.headerLines();
    for (const row of this.#head.rows) if (row.line < first) noteIssue(row, this.#days, this.#noted);
    return this.#head.rows.filter((row) => row.line > last && this.has(row));
  }

  /** Whether a row belongs to the table. Other rows are counted as skipped. */
  has(row: FileRow): boolean {
    this.#noted.row(row);
    const outside = outsideTable(row, this.table.found);
    if (outside !== undefined) {
      if (outside === 'note') noteIssue(row, this.#days, this.#noted);
      this.#noted.leaveOut(outside);
      return false;
    }
    if (this.#isHeader(row)) {
      this.#noted.leaveOut('headers-again');
      return false;
    }
    refuseCutOff(row, this.table.found);
    if (row.unterminated === true) this.#noted.lastLineOpen = row.line;
    return true;
  }

  /** Whether a row repeats the headers, as printed lists do on each page. */
  #isHeader({ cells }: FileRow): boolean {
    return this.#headerRows.some(
      (header) =>
        header.every((text, column) => text === textIn(cells[column])) &&
        cells.slice(header.length).every((cell) => cell === undefined),
    );
  }
}

const TOTAL =
  /^(本页|本月|本次|本期|全部|部门|单位)?(合计|总计|小计|累计|汇总)($|[:：（(\d].*|(人数|金额|人次).*)/;
const NOTE =
  /^((制表|制单|填表|填报|审核|复核|经办|负责|打印|导出|查询|出单|出具|操作|统计|截止|截至|单位负责|财务|批准|校对)(人|员|者|日期|时间|日|单位)?[:：].*|(总|合计|参保|在职)?人数[:：]?\s*\d*\s*人?|共\s*\d+\s*(人|条|页|行).*|第\s*\d+\s*页.*|(备注|说明|注|填表说明|制表说明)[:：].*|.*[（(]?(盖章|签章)[）)]?[:：]?)$/;

/** Fast path: most cells are ids and amounts. */
const ASCII = /^[ -~]*$/;

/**
 * @returns `total` or `note` for a row outside the table. Such a row names nobody: its person columns are empty or have
 * texts such as 合计. Undefined for a row of the table.
 */
function outsideTable({ cells }: FileRow, { who, headers }: FoundTable): 'total' | 'note' | undefined {
  if (who.some((column) => isSomething(cells[column]))) return undefined;
  const texts = cells.slice(0, Math.max(headers.length, 1)).filter((cell) => cell !== undefined);
  if (texts.some((cell) => typeof cell === 'string' && outsideBy(cell) === 'total')) return 'total';
  return typeof texts[0] === 'string' ? outsideBy(texts[0]) : undefined;
}

function isSomething(cell: Cell): boolean {
  return textIn(cell) !== undefined && outsideBy(cell) === undefined;
}

function outsideBy(cell: Cell): 'total' | 'note' | undefined {
  if (typeof cell !== 'string' || ASCII.test(cell)) return undefined;
  const text = (textIn(cell) ?? '').replaceAll(/\s/g, '');
  if (text.length > LONGEST_TITLE) return undefined;
  if (TOTAL.test(text)) return 'total';
  return NOTE.test(text) ? 'note' : undefined;
}

/**
 * Labels of the day for which a table is valid. If several labels have a day, the label that comes first here decides.
 */
const ISSUED = ['打印', '制表', '出单', '出具', '制单', '填表', '导出', '查询', '截止', '截至'];
const ISSUED_LABEL = new RegExp(`(${ISSUED.join('|')})(?:日期|时间|日)?[:：]?\\s*(.*)$`);

/** Notes the day for which a table is valid (drawn up, printed, exported, as of). The day follows its label, in the same
 * cell or in the next non-empty one. */
function noteIssue({ cells }: FileRow, days: DayReading, noted: Understanding): void {
  for (const [column, cell] of cells.entries()) {
    const text = textIn(cell);
    if (text === undefined || text.length > LONGEST_TITLE) continue;
    const [, label = '', behind = ''] = ISSUED_LABEL.exec(text) ?? [];
    if (label === '') continue;
    const next = cells.slice(column + 1).find((it) => it !== undefined);
    const read = dayIn(behind.trim() === '' ? next : behind.trim(), days);
    if ('value' in read) noted.issuedOn(read.value, ISSUED.indexOf(label));
  }
}

/** @throws FileRefused if the last line has fewer columns than the headers and no line break, because it is cut off. */
function refuseCutOff(row: FileRow, { headers }: FoundTable): void {
  if (row.unterminated !== true || row.cells.length >= headers.length) return;
  throw new FileRefused({ code: 'cut-off', line: row.line });
}

// ---------------------------------------------------------------- headers

/** Terms used in headers. If a row below headers has only such terms, it is another row of headers. */
const HEADER_TEXTS =
  /基数|金额|费率|比例|单位|个人|企业|应缴|实缴|缴费|缴纳|小计|合计|部分|费额|本金|利息|滞纳金|起|止|日期|号码|姓名|类型|名称|编号|工号|状态|月份|年月|序号|所属期|保险|医疗|医保|养老|失业|工伤|生育|险种|备注/;
/** Terms of group headers, which have their own columns below. */
const GROUPS = /单位|个人|缴|金额|保险|医疗|医保|养老|失业|工伤|生育|应|实/;
const LONGEST_HEADER_TERM = 30;

/** Runs of rows from `index` on that may be the headers together, the longest run first. */
function blocksFrom(rows: readonly FileRow[], index: number): readonly (readonly FileRow[])[] {
  const first = rows[index];
  if (first === undefined) return [];
  const block = [first];
  for (const row of rows.slice(index + 1, index + MOST_HEADER_ROWS)) {
    if (!continuesHeaders(row, block)) break;
    block.push(row);
  }
  return block.map((_, i) => block.slice(0, block.length - i));
}

/** Whether a row is a second row of headers: it has only header terms, some of them directly below a group. */
function continuesHeaders({ cells }: FileRow, above: readonly FileRow[]): boolean {
  const top = above[0]?.cells ?? [];
  const titles = top.filter((cell) => cell !== undefined);
  const isTitle =
    titles.length === 1 &&
    (top[0] !== undefined || /[表单]$|明细|花名册|[:：]/.test(textIn(titles[0]) ?? ''));
  // A cell that is not text, or has a colon or two digits in a row, shows that this is a title and not a row of
  // headers.
  if (isTitle || titles.some((cell) => typeof cell !== 'string' || /[:：]|\d{2}/.test(cell))) return false;
  let isBelowGroup = false;
  let group = '';
  for (let column = 0; column < cells.length; column += 1) {
    const over = above
      .map((row) => textIn(row.cells[column]))
      .filter((text) => text !== undefined)
      .at(-1);
    group = over ?? group;
    const cell = cells[column];
    if (cell === undefined) continue;
    const text = typeof cell === 'string' ? (textIn(cell) ?? '') : '';
    if (text === '' || text.length > LONGEST_HEADER_TERM || !HEADER_TEXTS.test(text)) return false;
    if (over === undefined || GROUPS.test(group)) isBelowGroup = true;
  }
  const begins = textIn(cells.find((cell) => cell !== undefined))?.replaceAll(/\s/g, '') ?? '';
  return isBelowGroup && !(TOTAL.test(begins) && cells.filter((cell) => cell !== undefined).length === 1);
}

/**
 * Normalises a header for comparison: no spaces, no full-width characters, and no currency at the end as in 单位缴费金额（元）.
 */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replaceAll(/[\s*]/g, '')
    .replace(/\((人民币|单位[:：])?元?\)$/, '')
    .toLowerCase();
}

/** Finds columns by their headers. */
export class Columns {
  readonly all: readonly Column[];
  readonly headers: readonly string[];
  readonly #byName = new Map<string, Column[]>();

  constructor(rows: readonly FileRow[], hidden: readonly HiddenColumns[]) {
    this.all = columnsOf(rows, hidden);
    this.headers = this.all.map(({ header }) => header);
    for (const column of this.all) {
      const names = new Set([column.levels.join(''), column.levels.at(-1) ?? '']);
      for (const name of names) {
        if (name === '') continue;
        const named = this.#byName.get(name);
        if (named === undefined) this.#byName.set(name, [column]);
        else named.push(column);
      }
    }
  }

  /** All columns with that header. The name may be the full header or its last line. */
  named(name: string): readonly Column[] {
    return this.#byName.get(plainHeader(name)) ?? [];
  }

  /** All columns below a group with that header. */
  below(name: string): readonly Column[] {
    const plain = plainHeader(name);
    return this.all.filter(({ levels }) => levels.slice(0, -1).includes(plain));
  }

  /** The column with the first of these headers that exists. @throws FileRefused if the header appears twice. */
  one(names: readonly string[]): number | undefined {
    for (const name of names) {
      const column = onlyOne(this.named(name), name);
      if (column !== undefined) return column.index;
    }
    return undefined;
  }

  /** {@link one} for each field; fields without a column are left out. */
  fields<Field extends string>(
    headers: Readonly<Record<Field, readonly string[]>>,
  ): Partial<Record<Field, number>> {
    const found: Partial<Record<Field, number>> = {};
    for (const field in headers) {
      const column = this.one(headers[field]);
      if (column !== undefined) found[field] = column;
    }
    return found;
  }

  /** The columns whose last header fits. */
  where(fits: (header: string) => boolean): readonly number[] {
    return this.all.flatMap(({ index, levels }) => (fits(levels.at(-1) ?? '') ? [index] : []));
  }
}

/**
 * Chooses one of several columns; visible ones are preferred to hidden ones.
 * @throws FileRefused if more than one is left.
 */
export function onlyOne(columns: readonly Column[], name: string): Column | undefined {
  const visible = columns.filter(({ isHidden }) => !isHidden);
  const some = visible.length > 0 ? visible : columns;
  if (some.length > 1)
    throw new FileRefused({
      code: 'header-twice',
      header: name,
      columns: some.map(({ index }) => columnLetters(index)),
    });
  return some[0];
}

function columnsOf(rows: readonly FileRow[], hidden: readonly HiddenColumns[]): readonly Column[] {
  const width = Math.max(
    0,
    ...rows.map(({ cells }) => cells.findLastIndex((cell) => cell !== undefined) + 1),
  );
  const hiddenColumns = new Set<number>();
  for (const { first, last } of hidden)
    for (let column = first; column <= Math.min(last, width); column += 1) hiddenColumns.add(column);
  const carried = rows.map(() => '');
  return Array.from({ length: width }, (_, index) => {
    const texts = rows.map(({ cells }) => textIn(cells[index]) ?? '');
    const shown = texts.map((text, level) => {
      if (text !== '') {
        carried[level] = text;
        carried.fill('', level + 1);
        return text;
      }
      // The header of a group is only in its first column. It applies to the next columns as long as they have headers
      // below it.
      const hasHeadersBelow = texts.slice(level + 1).some((below) => below !== '');
      if (!hasHeadersBelow) carried[level] = '';
      return carried[level] ?? '';
    });
    const named = shown.filter((text) => text !== '');
    return {
      index,
      levels: named.map(plainHeader),
      header: named.join(' '),
      isHidden: hiddenColumns.has(index),
    };
  });
}
