import { columnOf, plainHeader } from '../import-bill/bill-columns.ts';
import type { Cell } from '../import-bill/bill-file.ts';
import { textIn } from '../import-bill/cell-values.ts';

/** What a column of a roster can hold. */
export type RosterField =
  | 'employeeId'
  | 'identity'
  | 'name'
  | 'unit'
  | 'hiredOn'
  | 'lastWorkingDay'
  | 'employmentId'
  | 'status';

/** The headers that rosters usually have, the more telling ones first; English ones in any case, with blanks or without. */
const ROSTER_HEADERS: Readonly<Record<RosterField, readonly string[]>> = {
  employeeId: [
    '工号',
    '员工工号',
    '职工工号',
    '员工编号',
    '职工编号',
    '人员编号',
    'employeeId',
    'employeeNumber',
    'employeeNo',
    'employeeNo.',
    'staffId',
  ],
  identity: [
    '证件号码',
    '身份证号码',
    '身份证号',
    '公民身份号码',
    '身份证件号码',
    'identityNumber',
    'idNumber',
  ],
  name: ['姓名', '职工姓名', '人员姓名', '员工姓名', 'name', 'fullName', 'employeeName'],
  unit: [
    '参保单位',
    '参保单位编号',
    '单位编号',
    '单位',
    '用人单位',
    '公司',
    '合同主体',
    '部门/单位',
    'unit',
    'unitId',
    'company',
  ],
  hiredOn: [
    '入职日期',
    '入职时间',
    '入职日',
    '用工日期',
    '参加工作单位日期',
    'hiredOn',
    'hireDate',
    'dateOfHire',
    'startDate',
    'joinDate',
  ],
  lastWorkingDay: [
    '最后工作日',
    '最后工作日期',
    '离职日期',
    '离职时间',
    '离职日',
    'lastWorkingDay',
    'lastDay',
    'terminationDate',
    'leaveDate',
    'endDate',
  ],
  employmentId: ['雇佣ID', '雇佣信息ID', '任职ID', 'employmentId'],
  status: ['员工状态', '在职状态', '人员状态', '状态', 'status', 'employmentStatus'],
};

const FIELDS = Object.keys(ROSTER_HEADERS) as readonly RosterField[];

export interface RosterColumns {
  readonly headers: readonly string[];
  readonly fields: Readonly<Partial<Record<RosterField, number>>>;
}

/**
 * Reads a row as the headers of a roster.
 * @returns what is missing, in words of the file, where the row is none.
 * @throws FileRefused when two columns have the same header and it matters which one is meant.
 */
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
