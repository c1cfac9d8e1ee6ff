import type { SealedIdentity } from '../../domain/facts/life-course.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import { maskIdentityNumbersIn } from '../../domain/values/identity-number.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import {
  type Cell,
  FileRefused,
  type FileRow,
  locationOf,
  type RowLocation,
  type TableFile,
} from '../files/table.ts';
import { Understanding, type Understood } from '../files/understood.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { DOCUMENT_TYPE_HEADERS, IDENTITY_HEADERS, list } from './bill-columns.ts';
import type { BadRow, RowProblem } from './bill-row.ts';
import {
  amountIn,
  type DayReading,
  dayIn,
  documentTypeIn,
  identityUnless,
  idIn,
  nameIn,
  remembered,
  textIn,
  textsIn,
} from './cell-values.ts';
import type { ListedRow } from './import-file.ts';
import { insuranceIn, isKindHeader } from './insurances.ts';
import {
  type Around,
  type Columns,
  type FoundTable,
  isOtherInsurance,
  type Looked,
  onlyOne,
  type ReadTable,
  readTable,
  type TableKind,
} from './read-table.ts';
import { RowCells } from './row-cells.ts';

/** A person's status in the agency's list on its date. */
type ListStatus =
  | 'insured'
  | 'suspended'
  | 'ended'
  /** The person is insured, but in another scheme than that for employees, for example in residents' insurance. */
  | 'other-scheme'
  /** The status is unknown, so staff decide. */
  | 'asked';

/** One line of the agency's list of insured people. */
export interface InsuredRow extends RowLocation {
  /** The cells as they appear in the file, with identity numbers masked. */
  readonly cells: readonly Cell[];
  readonly name?: string;
  /** 人员编号: the agency's own number for the person. */
  readonly agencyNumber?: string;
  readonly identity?: Pick<SealedIdentity, 'masked' | 'hash' | 'problem'>;
  /** The scheme that the list names; employees' medical insurance if the list names none. */
  readonly scheme: string;
  readonly status: ListStatus;
  /** The start of the current insurance. */
  readonly since?: PlainDate;
}

export interface InsuredList {
  readonly headers: readonly string[];
  readonly rows: readonly InsuredRow[];
  readonly bad: readonly BadRow[];
  /** The day on which the list was printed or drawn up, if stated. */
  readonly asOf?: PlainDate;
  readonly understood: Understood;
  /** The last line, if it does not end with a line break. */
  readonly lastLineOpen?: number;
}

/** The names and numbers under which a unit appears in an agency's list. */
export function unitInList({ name, unitNumbers = [] }: Pick<Unit, 'name' | 'unitNumbers'>) {
  return { names: [name], numbers: unitNumbers };
}

interface HowToReadList {
  readonly seal: SealIdentity;
  readonly today: PlainDate;
  /** A row is the unit's if it has one of these names or one of these agency numbers. */
  readonly unit: { readonly names: readonly string[]; readonly numbers: readonly string[] };
  readonly sheet?: string | undefined;
}

const EMPLOYEES_SCHEME = '职工基本医疗保险';

type ListField =
  | 'agencyNumber'
  | 'name'
  | 'documentType'
  | 'identity'
  | 'status'
  | 'paying'
  | 'since'
  | 'suspendedOn'
  | 'base'
  | 'unitNumber'
  | 'unitName';

/** The headers of the national medical-insurance data set, and those that agencies print. */
const LIST_HEADERS: Readonly<Record<ListField, readonly string[]>> = {
  agencyNumber: list(
    '人员编号、个人编号、个人编码、参保人编号、个人社保号、社保编号、个人社保编号、医保编号、个人医保编号、医保个人编号、电脑号',
  ),
  name: list('姓名、人员姓名、参保人姓名、参保人员姓名、职工姓名'),
  documentType: DOCUMENT_TYPE_HEADERS,
  identity: IDENTITY_HEADERS,
  status: list('人员参保状态、参保状态、个人参保状态、人员状态、参保人状态'),
  paying: list('缴费状态、参保缴费状态、个人缴费状态、人员缴费状态'),
  since: list(
    '本次参保日期、个人参保日期、本次参保时间、参保日期、参保时间、参保开始日期、参保起始日期、本单位参保日期',
  ),
  suspendedOn: list(
    '暂停参保日期、停保日期、暂停缴费日期、停止参保日期、终止参保日期、参保终止日期、减员日期、暂停参保时间',
  ),
  base: list('缴费基数、个人缴费基数、月缴费基数、缴费工资'),
  unitNumber: list('单位编号、单位代码、单位编码、参保单位编号、单位社保号、单位医保编号、单位管理码'),
  unitName: list('单位名称、参保单位、参保单位名称、用人单位名称'),
};

interface ListColumns extends FoundTable {
  readonly fields: Readonly<Partial<Record<ListField, number>>>;
  readonly kinds: readonly number[];
  /** True if there is no status column, but the title or the sheet's name says that everybody listed is insured. */
  readonly allInsured: boolean;
  /** True if the header of the status names its insurance. */
  readonly isMedicalByHeaders: boolean;
}

const ALL_INSURED = /在保|正常参保|参保缴费/;

function listColumns(columns: Columns, { titles, sheet }: Around): Looked<ListColumns> {
  const fields = columns.fields(LIST_HEADERS);
  const named =
    fields.status === undefined && fields.paying === undefined ? medicalStatus(columns) : undefined;
  if (named !== undefined) fields.status = named;
  const hasStatus = fields.status !== undefined || fields.paying !== undefined;
  const allInsured = !hasStatus && [...titles, sheet ?? ''].some((text) => ALL_INSURED.test(text));
  const missing = [
    ...(fields.agencyNumber === undefined && fields.identity === undefined ? ['人员编号 / 证件号码'] : []),
    ...(hasStatus || allInsured ? [] : ['人员参保状态']),
  ];
  if (missing.length > 0) return { missing };
  const kinds = columns.where(isKindHeader);
  const who = [fields.agencyNumber, fields.identity].filter((column) => column !== undefined);
  const isMedicalByHeaders = named !== undefined;
  return { found: { headers: columns.headers, fields, who, kinds, allInsured, isMedicalByHeaders } };
}

/** The status column of medical insurance. A list may have one for each insurance: 医疗保险参保状态 next to 养老保险参保状态. */
function medicalStatus({ all }: Columns): number | undefined {
  const some = all.filter(({ levels }) => {
    const text = levels.join('');
    return /(参保|缴费)?状态$/.test(text) && insuranceIn(text) === 'medical';
  });
  return onlyOne(some, some[0]?.header ?? '')?.index;
}

// ---------------------------------------------------------------- status

type Standing = 'not-insured' | Exclude<ListStatus, 'other-scheme'>;

/** The codes of 人员参保状态. Older systems write 3 instead of 4. */
const STATUS_CODES: Readonly<Record<string, Standing>> = {
  0: 'not-insured',
  1: 'insured',
  2: 'suspended',
  3: 'ended',
  4: 'ended',
};
/** The codes of 缴费状态. */
const PAYING_CODES: Readonly<Record<string, Standing>> = { 1: 'insured', 2: 'suspended', 3: 'ended' };

const STATUS_TEXTS: Readonly<Record<string, Standing>> = {
  未参保: 'not-insured',
  正常参保: 'insured',
  参保缴费: 'insured',
  暂停参保: 'suspended',
  暂停缴费: 'suspended',
  终止参保: 'ended',
  停止参保: 'ended',
  终止缴费: 'ended',
};

/** A code, a text, or both: `1`, `正常参保`, `1-正常参保`, `正常参保(1)`. If they contradict each other, the status is unknown. */
function standingIn(text: string, codes: Readonly<Record<string, Standing>>): Standing {
  const plain = text.replaceAll(/\s/g, '');
  const code = /\d+/.exec(plain)?.[0];
  const statusText = plain.replaceAll(/[\d\-—_:：.,，、()（）[\]]/g, '');
  const coded = code === undefined ? undefined : (codes[String(Number(code))] ?? 'asked');
  const byText = statusText === '' ? undefined : (STATUS_TEXTS[statusText] ?? 'asked');
  if (coded === undefined || byText === undefined) return coded ?? byText ?? 'asked';
  return coded === byText ? coded : 'asked';
}

// ---------------------------------------------------------------- rows

/**
 * Reads the list of insured people that a unit downloads from its agency. Rows of other units and other insurances are
 * counted and skipped. Staff decide on an unknown status.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function readInsuredList(file: TableFile, how: HowToReadList): Promise<InsuredList> {
  const kind: TableKind<ListColumns> = {
    look: listColumns,
    severalSheets: true,
    insured: true,
    sheet: how.sheet,
  };
  const noted = new Understanding();
  const days = { serialZero: file.serialZero, today: how.today };
  const units = new Units(how.unit);
  const rows: InsuredRow[] = [];
  const bad: BadRow[] = [];
  const otherSchemes = new Set<string>();
  let headers: readonly string[] | undefined;
  let read = 0;
  const values = cachedReaders(days);
  const take = (row: FileRow, table: ReadTable<ListColumns>) => {
    const scheme = schemeOf(row, table, noted, values);
    if (scheme.is === 'other') {
      otherSchemes.add(scheme.name);
      return noted.otherInsurance(scheme.name);
    }
    read += 1;
    if (!units.has(row, table.found, values)) return noted.leaveOut('other-unit');
    const standing = standingOf(row, table.found, noted, values);
    if (standing === 'not-insured') return noted.leaveOut('not-insured');
    if (scheme.is === 'residents' && standing !== 'insured' && standing !== 'asked')
      return noted.otherInsurance(scheme.name);
    if (scheme.is === 'asked') {
      const kindHeaders = table.found.kinds.map((column) => table.found.headers[column] ?? '');
      noted.ask(kindHeaders.join(' / '), scheme.name);
    }
    const result = readRow(row, table.found, how.seal, values);
    if (result.is === 'bad') {
      bad.push({ ...locationOf(row), cells: row.cells, problems: result.problems });
      return noted.question();
    }
    const isElsewhere = scheme.is === 'residents' && standing === 'insured';
    const status: ListStatus = scheme.is === 'asked' ? 'asked' : isElsewhere ? 'other-scheme' : standing;
    if (status === 'asked') noted.question();
    else noted.take();
    const cells = row.cells.map((it) => (typeof it === 'string' ? maskIdentityNumbersIn(it) : it));
    rows.push(Object.assign(result.row, { cells, scheme: scheme.name, status }));
  };
  for await (const { table, rows: some } of readTable(file, kind, days, noted)) {
    headers ??= table.found.headers;
    for (const row of some) take(row, table);
  }
  if (read === 0 && otherSchemes.size > 0)
    throw new FileRefused({ code: 'not-medical', said: [...otherSchemes].slice(0, 8) });
  units.refuseSeveral();
  const understood = noted.understood();
  return {
    headers: headers ?? [],
    rows,
    bad,
    ...compact({ asOf: understood.issuedOn }),
    understood,
    ...compact({ lastLineOpen: noted.lastLineOpen }),
  };
}

/** Cached readers for columns whose values repeat. */
function cachedReaders(days: DayReading) {
  return {
    day: remembered((it) => dayIn(it, days)),
    documentType: remembered(documentTypeIn),
    insurance: remembered(insuranceIn),
    status: remembered((text: string) => standingIn(text, STATUS_CODES)),
    paying: remembered((text: string) => standingIn(text, PAYING_CODES)),
    unit: remembered(plainUnit),
  };
}

type ReadValues = ReturnType<typeof cachedReaders>;

function schemeOf(
  { cells }: FileRow,
  { found: { kinds, isMedicalByHeaders }, said, saidBy, saidIn }: ReadTable<ListColumns>,
  noted: Understanding,
  values: ReadValues,
): { readonly is: 'employees' | 'residents' | 'other' | 'asked'; readonly name: string } {
  const texts = textsIn(cells, kinds);
  const name = texts.length === 1 ? (texts[0] ?? '') : texts.join(' / ');
  const named = texts.map(values.insurance);
  if (named.includes('several')) return { is: 'asked', name };
  if (named.includes('other')) return { is: 'other', name };
  if (named.includes('residents')) return { is: 'residents', name };
  if (named.includes('medical')) {
    noted.insuranceBy('column');
    return { is: 'employees', name };
  }
  if (texts.length > 0 && said !== 'medical' && !isMedicalByHeaders) return { is: 'asked', name };
  if (texts.length === 0 && !isMedicalByHeaders && isOtherInsurance(said))
    return { is: said === 'residents' ? 'residents' : 'other', name: saidIn ?? '' };
  noted.insuranceBy(isMedicalByHeaders ? 'headers' : saidBy);
  return { is: 'employees', name: name || EMPLOYEES_SCHEME };
}

function standingOf(
  { cells }: FileRow,
  { fields, headers, allInsured }: ListColumns,
  noted: Understanding,
  { status, paying }: ReadValues,
): Standing {
  if (allInsured) return 'insured';
  const [statusText, payingText] = [fields.status, fields.paying].map((column) =>
    column === undefined ? undefined : textIn(cells[column]),
  );
  const statuses = [
    ...(statusText === undefined ? [] : [status(statusText)]),
    ...(payingText === undefined ? [] : [paying(payingText)]),
  ];
  const [first = 'asked', second = first] = statuses;
  const is = first === second ? first : 'asked';
  if (is === 'asked') {
    const columns = [fields.status, fields.paying].filter((column) => column !== undefined);
    const words = [statusText, payingText].filter((text) => text !== undefined).join(' / ');
    noted.ask(columns.map((column) => headers[column] ?? '').join(' / '), words);
  }
  return is;
}

/** A row before its status is added. */
type ReadRow = Omit<InsuredRow, 'scheme' | 'status' | 'cells'>;

function readRow(
  file: FileRow,
  columns: ListColumns,
  seal: SealIdentity,
  values: ReadValues,
):
  | { readonly is: 'bad'; readonly problems: readonly RowProblem[] }
  | { readonly is: 'person'; readonly row: ReadRow } {
  const cells = new RowCells(file, columns);
  const agencyNumber = cells.value('agencyNumber', idIn);
  const number = cells.value('identity', identityUnless(agencyNumber !== undefined));
  const givenType = values.documentType(cells.value('documentType', idIn));
  const name = cells.value('name', nameIn);
  const since = cells.value('since', values.day);
  // These columns are not used, but a row with an unreadable value in them is not reliable.
  cells.value('suspendedOn', values.day);
  cells.value('base', amountIn);
  cells.value('unitNumber', idIn);
  cells.value('unitName', idIn);
  cells.refuseWhole(agencyNumber, number);
  const { problems } = cells;
  if (problems.length > 0) return { is: 'bad', problems };
  const sealed = number === undefined ? undefined : seal({ type: givenType, number });
  const identity = sealed && compact({ masked: sealed.masked, hash: sealed.hash, problem: sealed.problem });
  return { is: 'person', row: { ...locationOf(file), ...compact({ name, agencyNumber, identity, since }) } };
}

/**
 * Decides which rows are the unit's. If the list has only numbers and the unit's number is not configured, all rows are
 * the unit's as long as they have the same number.
 */
class Units {
  readonly #names: ReadonlySet<string>;
  readonly #numbers: ReadonlySet<string>;
  readonly #unknown = new Set<string>();
  #ours = 0;

  constructor({ names, numbers }: HowToReadList['unit']) {
    this.#names = new Set(names.map(plainUnit));
    this.#numbers = new Set(numbers.map(plainUnit));
  }

  has({ cells }: FileRow, { fields }: ListColumns, { unit }: ReadValues): boolean {
    const text = (column: number | undefined) =>
      column === undefined ? '' : unit(textIn(cells[column]) ?? '');
    const [name, number] = [text(fields.unitName), text(fields.unitNumber)];
    if (name === '' && number === '') return true;
    const isOurs = this.#names.has(name) || this.#numbers.has(number);
    if (isOurs) this.#ours += 1;
    if (isOurs || name !== '' || this.#numbers.size > 0) return isOurs;
    if (this.#unknown.size < 8) this.#unknown.add(number);
    return true;
  }

  /**
   * @throws FileRefused if it is unclear which of the numbers in the list is the unit's, because the unit's number is
   * not configured.
   */
  refuseSeveral(): void {
    if (this.#unknown.size > 1 || (this.#unknown.size > 0 && this.#ours > 0))
      throw new FileRefused({ code: 'whose-rows', units: [...this.#unknown] });
  }
}

function plainUnit(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s()（）]/g, '')
    .toLowerCase();
}

/** The rows that show whether the unit insures a person in the employees' scheme, each with its place in the file. */
export function listedRows({ rows }: InsuredList): readonly ListedRow[] {
  return rows.flatMap((row, index): ListedRow[] => {
    const { status, agencyNumber, identity, name, since } = row;
    if (status === 'other-scheme') return [];
    const person = compact({ agencyNumber, identity, name });
    const is = status === 'insured' ? 'listed' : status;
    return [{ row: index + 1, ...locationOf(row), person, status: is, ...compact({ since }) }];
  });
}
