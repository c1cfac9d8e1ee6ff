import type { FactOf } from '../../../domain/facts/fact.ts';
import type { KeptFinding, RosterFinding } from '../../../domain/roster/finding.ts';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { type Instant, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import type { TableFile } from '../../../functions/files/table.ts';
import { LEAVE_NOTICED } from './company.ts';
import { before, syntheticNumber } from './event.ts';

/** Inputs that do not come through the demo's webhook: from another HR system, a bill, a roster. */

/** A leave that an HR system reported without its day. It is not an event, because our own contract requires the day. */
export function leaveNoticed(day: PlainDate): FactOf<'employee.leave_noticed'> {
  const at = `${before(day).workingDaysAgo(3)}T02:00:00.000Z` as Instant;
  return {
    kind: 'employee.leave_noticed',
    factId: `demo:${LEAVE_NOTICED.employeeId}-leave-noticed`,
    employeeId: LEAVE_NOTICED.employeeId,
    statedAt: at,
    receivedAt: at,
    data: LEAVE_NOTICED,
  };
}

/** People on the agency's bills of last month, by unit. They are long-standing employees without any other event. */
const BILLED: Readonly<Record<string, readonly (readonly [employeeId: string, name: string])[]>> = {
  BJ: [
    ['E1016', '范小洲'],
    ['E1022', '高建国'],
    ['E1024', '秦舒'],
  ],
  SH: [['E2009', '沈秋']],
  SZ: [['E3003', '冯安']],
};

export const BILLED_UNITS: readonly string[] = Object.keys(BILLED);

/** The people on the bills of the demo's company, without those unknown to the HR system. */
export function billedIds(): readonly string[] {
  return Object.values(BILLED).flatMap((people) => people.map(([employeeId]) => employeeId));
}

/**
 * A unit's bill of last month. The bill of 北京 also charges for a person unknown to the HR system. All of it is
 * invented.
 */
export function billOf(unitId: string, day: PlainDate): TableFile {
  const lastMonth = plusMonths(monthOf(day), -1);
  const stranger = ['', '丁一凡', syntheticNumber('110105', '1988-07-21', 63)];
  const strangers = unitId === 'BJ' ? [plusMonths(lastMonth, -1), lastMonth] : [];
  return tableOf([
    ['工号', '姓名', '证件号码', '费款所属期', '单位缴费金额', '个人缴费金额', '缴费基数'],
    ...(BILLED[unitId] ?? []).map((who) => [...who, '', lastMonth, '1176.00', '243.00', '12000.00']),
    ...strangers.map((month) => [...stranger, month, '712.46', '148.40', '7270.00']),
  ]);
}

export type Rows = readonly (readonly string[])[];

export function tableOf(rows: Rows): TableFile {
  const sheet = { isHidden: false, parts: () => asParts(rows) };
  return { serialZero: plainDate('1899-12-30'), sheets: [sheet] };
}

async function* asParts(rows: Rows) {
  yield rows.map((cells, index) => ({ is: 'row', line: index + 1, cells }) as const);
}

/** A finding of a pulled roster: somebody was hired at 北京 some days ago, and the HR system's message never arrived. */
export function lostHire(day: PlainDate): KeptFinding {
  const hiredOn = before(day).workingDaysAgo(4);
  const [employeeId, name, unitId] = ['BJ-0088', '卫青', 'BJ'];
  const hire: RosterFinding['mends'][number] = {
    kind: 'employee.hired',
    data: { employeeId, unitId, name, hiredOn, category: 'regular' },
  };
  const at = `${before(day).workingDaysAgo(1)}T22:00:00.000Z` as Instant;
  return {
    source: 'standard',
    finding: {
      kind: 'hire-never-received',
      code: 'roster-hire',
      employeeId,
      name,
      unitId,
      values: { hiredOn },
      mends: [hire],
    },
    roster: {
      unitIds: [unitId],
      asOf: before(day).workingDaysAgo(1),
      complete: true,
      people: [{ employeeId, name, unitId, hiredOn }],
    },
    foundAt: at,
    seenAt: at,
  };
}
