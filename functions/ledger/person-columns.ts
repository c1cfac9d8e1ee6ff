import type { LedgerColumn, LedgerEntry } from './ledger.ts';

/** Who: the columns that every ledger begins with. An identity number only as people may see it. */
export const PERSON_COLUMNS: readonly LedgerColumn<LedgerEntry>[] = [
  { header: '工号', kind: 'text', width: 14, of: ({ spell }) => spell.employeeId },
  { header: '姓名', kind: 'text', width: 12, of: ({ spell }) => spell.person.name },
  { header: '证件号码（脱敏）', kind: 'text', width: 22, of: ({ spell }) => spell.person.identity?.masked },
  { header: '部门', kind: 'text', width: 16, of: ({ spell }) => spell.person.department },
];
