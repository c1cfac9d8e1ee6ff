import type { Fact, FactData, FactKind } from '../../domain/facts/fact.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { fen } from '../../domain/values/money.ts';
import { firstDayOf, monthOf, monthsFromTo, plusMonths } from '../../domain/values/month.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../domain/values/plain-date.ts';

/** Made-up employees with the facts that the years bring: as many and as different as are wanted. */

/** The day on which everything is derived. */
export const TODAY = plainDate('2026-11-10');

/** Registered in Beijing: the region that ships a cut-off day of its own. */
export const UNIT: Unit = {
  unitId: 'BJ',
  name: '北京示例科技有限公司',
  region: '北京',
  channel: 'online',
  staff: [{ email: 'wang.fang@example.com', name: '王芳', roles: ['handler'], language: 'zh' }],
  localPolicy: {},
};

const FIRST_LEAVE = plainDate('2026-09-01');
const FIRST_HIRE = plainDate('2024-01-08');

/** The last working day of the leaver with that number: another one for each of 40 in a row. */
export function leaveOf(number: number): PlainDate {
  return addDays(FIRST_LEAVE, number % 40);
}

/**
 * Hired, enrolled, charged for eight months and gone since a month or two, still on the roster: the removal is open,
 * and the charge of the month after the leave was one too many.
 */
export function leaver(number: number, unitId = UNIT.unitId): readonly Fact[] {
  const employeeId = `E${number}`;
  const lastWorkingDay = leaveOf(number);
  const after = plusMonths(monthOf(lastWorkingDay), 1);
  return [
    ...enrolled(number, unitId),
    ...monthsFromTo(plusMonths(after, -7), after).map((month) =>
      fact(employeeId, `charge-${month}`, 'contribution.charged', addDays(firstDayOf(month), 14), {
        employeeId,
        unitId,
        month,
        unitAmount: fen(117_600),
        personalAmount: fen(24_300),
        base: fen(1_200_000),
      }),
    ),
    fact(employeeId, 'left', 'employee.terminated', lastWorkingDay, {
      employeeId,
      lastWorkingDay,
      reason: 'resigned',
    }),
  ];
}

/** Hired some time in two years, enrolment submitted and accepted: nothing is pending. */
export function enrolled(number: number, unitId = UNIT.unitId): readonly Fact[] {
  const employeeId = `E${number}`;
  const hiredOn = addDays(FIRST_HIRE, (number * 7) % 600);
  const submittedOn = addDays(hiredOn, 6);
  const acceptedOn = addDays(hiredOn, 11);
  const filing = 'enrolment' as const;
  return [
    fact(employeeId, 'hired', 'employee.hired', hiredOn, {
      employeeId,
      unitId,
      name: `王小${number}`,
      hiredOn,
      category: 'regular',
      sex: 'female',
      birthDate: plainDate('1990-05-17'),
      department: '研发部',
      firstMonthWage: { total: fen(1_200_000), fullMonth: false },
    }),
    fact(employeeId, 'submitted', 'filing.submitted', submittedOn, {
      employeeId,
      filing,
      on: submittedOn,
      channel: 'online',
      receiptNo: `BJ-${number}`,
    }),
    fact(employeeId, 'accepted', 'filing.accepted', acceptedOn, {
      employeeId,
      filing,
      on: acceptedOn,
      effectiveMonth: monthOf(acceptedOn),
    }),
  ];
}

function fact<K extends FactKind>(
  employeeId: string,
  name: string,
  kind: K,
  on: PlainDate,
  data: FactData<K>,
): Fact {
  const made = {
    kind,
    factId: `standard:${employeeId}-${name}`,
    employeeId,
    statedAt: `${on}T10:00:00.000Z` as Instant,
    receivedAt: `${on}T10:00:01.000Z` as Instant,
    data,
  };
  return made as unknown as Fact;
}
