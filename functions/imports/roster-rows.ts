import type { ContributionTier, SealedIdentity } from '../../domain/facts/life-course.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { type Cell, type FileRow, locationOf, type RowLocation } from '../files/table.ts';
import type { Understanding } from '../files/understood.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { DOCUMENT_TYPE_HEADERS, IDENTITY_HEADERS, list } from './bill-columns.ts';
import type { RowProblem } from './bill-row.ts';
import {
  type DayReading,
  dayIn,
  documentTypeIn,
  identityUnless,
  idIn,
  nameIn,
  remembered,
  textIn,
  tierIn,
} from './cell-values.ts';
import type { Columns, FoundTable, Looked } from './read-table.ts';
import { RowCells } from './row-cells.ts';

type RosterField =
  | 'employeeId'
  | 'identity'
  | 'documentType'
  | 'name'
  | 'unit'
  | 'hiredOn'
  | 'lastWorkingDay'
  | 'employmentId'
  | 'contributionTier'
  | 'status';

/** The usual headers of rosters, the most specific first. English headers match in any case, with or without spaces. */
const ROSTER_HEADERS: Readonly<Record<RosterField, readonly string[]>> = {
  employeeId: list(
    '工号、员工工号、职工工号、员工编号、职工编号、人员编号、employeeId、employeeNumber、employeeNo、employeeNo.、staffId',
  ),
  identity: [...IDENTITY_HEADERS, ...list('identityNumber、idNumber')],
  documentType: [...DOCUMENT_TYPE_HEADERS, ...list('documentType、idType、identityType')],
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

export interface RosterColumns extends FoundTable {
  readonly fields: Readonly<Partial<Record<RosterField, number>>>;
}

/**
 * Reads headers as those of a roster, or returns the headers that are missing.
 * @throws FileRefused when a header appears twice.
 */
export function rosterColumns(columns: Columns): Looked<RosterColumns> {
  const fields = columns.fields(ROSTER_HEADERS);
  const missing = [
    ...(fields.employeeId === undefined && fields.identity === undefined ? ['工号 / 证件号码'] : []),
    // A list of numbers and names may be anything. A roster also states when service starts or ends.
    ...(fields.hiredOn === undefined && fields.lastWorkingDay === undefined ? ['入职日期 / 最后工作日'] : []),
  ];
  if (missing.length > 0) return { missing };
  const who = [fields.employeeId, fields.identity].filter((column) => column !== undefined);
  return { found: { headers: columns.headers, fields, who } };
}

/** One line of the roster; its person is not looked up yet. */
export interface RosterRow extends RowLocation {
  readonly cells: readonly Cell[];
  readonly employeeId?: string;
  readonly identity?: SealedIdentity;
  readonly name?: string;
  readonly unitId?: string;
  readonly hiredOn?: PlainDate;
  readonly lastWorkingDay?: PlainDate;
  readonly employmentId?: string;
  readonly contributionTier?: ContributionTier;
  /** True if the person has left on an unknown day. */
  readonly hasLeft?: true;
}

type ReadRosterRow =
  | { readonly is: 'person'; readonly row: RosterRow }
  | { readonly is: 'bad'; readonly problems: readonly RowProblem[] };

export interface RosterReading {
  readonly columns: RosterColumns;
  readonly days: DayReading;
  /** The sheet's name. It may be the status of everybody on the sheet: 离职. */
  readonly sheet: string | undefined;
  readonly noted: Understanding;
  readonly seal: SealIdentity;
  /** The unit that a cell names, by id or name; undefined if it is not registered. */
  readonly unitNamed: (text: string) => string | undefined;
}

/** The id of the unit that a text in a roster names by its id or its registered name. Width and case are ignored. */
export function unitNamed(text: string, units: readonly Unit[]): string | undefined {
  const wanted = plain(text);
  return units.find(({ unitId, name }) => plain(unitId) === wanted || plain(name) === wanted)?.unitId;
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

/** Matches texts that stand for an empty cell. */
const NOTHING = /^([-—–/\\]+|无|暂无|n\/?a|null|9999[-/.年]?12[-/.月]?31日?)$/i;

/** A fast check: a cell that begins with one of these characters is not a placeholder. */
const SOMETHING = /^[0-8A-MO-Za-mo-z\u4E00-\u65DF\u65E1-\u6681\u6683-\u9FFF]/;

function isNothing(cell: Cell): boolean {
  if (cell === undefined || (typeof cell === 'string' && SOMETHING.test(cell))) return false;
  return NOTHING.test(textIn(cell) ?? '');
}

/** Statuses of leavers, compared as whole terms: 离职办理中 and 预离职 are still in service. */
const LEFT = new Set(
  list(
    '离职、已离职、离岗、已离岗、离退、退休、已退休、辞职、已辞职、辞退、已辞退、解聘、已解聘、解除合同、已解除合同、合同终止、已终止、离职人员、主动离职、被动离职、terminated、left、resigned、inactive、retired、dismissed、former',
  ),
);
/** Texts in a status that mean "not" or "not yet" left. */
const NOT_GONE =
  /返聘|在职|未|不|无|预|待|拟|将|中$|申请|审批|办理|流程|交接|^(not|non|pending|notice|serving|active|employed|current|will|soon|rehired)$/;
/** Texts about leaving. Staff are asked about a status that contains one and has no clear meaning by the lists above. */
const OF_LEAVING = /离|辞|退|解聘|终止|terminat|resign|leav|left|dismiss/;

/** Whether a status means that the person has left: yes, no, or unknown. */
function serviceStateIn(status: string): 'gone' | 'here' | 'asked' {
  const words = status
    .toLowerCase()
    .replaceAll(/\d+[年月日号]?/g, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  if (words.some((word) => !LEFT.has(word) && NOT_GONE.test(word))) return 'here';
  if (words.some((word) => LEFT.has(word))) return 'gone';
  return words.some((word) => OF_LEAVING.test(word)) ? 'asked' : 'here';
}

/** Returns a function that reads the rows of a roster, one row per call. */
export function rosterRowReader(reading: RosterReading): (file: FileRow) => ReadRosterRow {
  const values = cachedReaders(reading);
  return (file) => readRosterRow(file, reading, values);
}

/** Cached readers for columns whose values repeat. */
function cachedReaders({ days, unitNamed }: RosterReading) {
  return {
    day: remembered((it) => dayIn(it, days)),
    documentType: remembered(documentTypeIn),
    serviceState: remembered(serviceStateIn),
    unit: remembered(unitNamed),
  };
}

function readRosterRow(
  file: FileRow,
  reading: RosterReading,
  values: ReturnType<typeof cachedReaders>,
): ReadRosterRow {
  const { columns, seal } = reading;
  const cells = new RowCells(file, columns, isNothing);
  const { problems } = cells;
  const employeeId = cells.value('employeeId', idIn);
  const number = cells.value('identity', identityUnless(employeeId !== undefined));
  const documentType = values.documentType(cells.value('documentType', idIn));
  const name = cells.value('name', nameIn);
  const hiredOn = cells.value('hiredOn', values.day);
  const lastWorkingDay = cells.value('lastWorkingDay', values.day);
  const employmentId = cells.value('employmentId', idIn);
  const contributionTier = cells.value('contributionTier', tierIn);
  const unit = cells.value('unit', idIn);
  const status = cells.value('status', idIn) ?? reading.sheet ?? '';
  const unitId = unit === undefined ? undefined : values.unit(unit);
  if (unit !== undefined && unitId === undefined)
    cells.refuse('unknown-unit', { field: 'unit', values: { unit } });
  if (hiredOn !== undefined && lastWorkingDay !== undefined && lastWorkingDay < hiredOn)
    cells.refuse('leave-before-hire', { values: { hiredOn, lastWorkingDay } });
  cells.refuseWhole(employeeId, number);
  if (problems.length > 0) return { is: 'bad', problems };
  const identity = number === undefined ? undefined : seal({ type: documentType, number });
  const serviceState = values.serviceState(status);
  if (serviceState === 'asked' && columns.fields.status !== undefined)
    reading.noted.ask(columns.headers[columns.fields.status] ?? '', status);
  const hasLeft = lastWorkingDay === undefined && serviceState === 'gone' ? (true as const) : undefined;
  const who = { employeeId, identity, name, unitId, hiredOn, lastWorkingDay, employmentId };
  const row = compact({ ...who, contributionTier, hasLeft });
  return { is: 'person', row: { ...locationOf(file), cells: file.cells, ...row } };
}
