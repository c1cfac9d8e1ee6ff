import { onOrBefore, publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { FactKind } from '../../../domain/facts/fact.ts';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, type PlainDate } from '../../../domain/values/plain-date.ts';
import { syntheticNumber } from './synthetic-number.ts';

/** An event as an HR system sends it, with the delivery id under which it is known however often it is sent. */
export interface DemoEvent {
  readonly id: string;
  readonly type: FactKind;
  /** The day on which the HR system states it. */
  readonly statedOn: PlainDate;
  readonly data: Readonly<Record<string, unknown>>;
}

type Event = Omit<DemoEvent, 'id'>;
type Person = Readonly<Record<string, unknown>> & { readonly employeeId: string };

/**
 * What a small company's HR system and its staff say in the weeks before `day`: one person for each kind of thing
 * that a digest tells. Everybody is made up; their identity numbers are formed correctly and belong to nobody.
 */
export function companyEvents(day: PlainDate): DemoEvent[] {
  const ago = (days: number) => addDays(day, -days);
  const events: Event[] = [...newHires(ago), ...filed(ago), ...leavers(day, ago), ...doubts(ago)];
  const seen = new Map<string, number>();
  return events.map((event) => {
    const name = `demo-${event.data.employeeId}-${event.type}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: `${name}-${count}`, ...event };
  });
}

/** The last working day before: nobody begins on a Sunday. */
const workedBefore = (day: PlainDate) => onOrBefore(addDays(day, -1), publishedCalendar).day;

type Ago = (days: number) => PlainDate;

const hired = (person: Person, hiredOn: PlainDate): Event => ({
  type: 'employee.hired',
  statedOn: hiredOn,
  data: { ...person, hiredOn },
});

const filing = (
  type: FactKind,
  employeeId: string,
  which: string,
  on: PlainDate,
  more: object = {},
): Event => ({
  type,
  statedOn: on,
  data: { employeeId, filing: which, on, ...more },
});

/** Somebody who has been there for long: hired, and enrolled ten days later. */
const longHired = (person: Person, hiredOn: PlainDate): Event[] => [
  hired(person, hiredOn),
  filing('filing.accepted', person.employeeId, 'enrolment', addDays(hiredOn, 10), {
    effectiveMonth: monthOf(addDays(hiredOn, 10)),
  }),
];

const left = (employeeId: string, lastWorkingDay: PlainDate, reason: string): Event => ({
  type: 'employee.terminated',
  statedOn: lastWorkingDay,
  data: { employeeId, lastWorkingDay, reason },
});

/** Just begun, nearly due, overdue; and a name that would break a page that does not escape it. */
function newHires(ago: Ago): Event[] {
  const wage = (basic: number) => ({ firstMonthWage: { basic } });
  return [
    hired(
      { employeeId: 'E1001', unitId: 'BJ', name: '李想', department: '研发部', ...wage(18_000) },
      workedBefore(ago(0)),
    ),
    hired(
      { employeeId: 'E1002', unitId: 'SH', name: '周敏', department: '市场部', ...wage(12_500) },
      ago(28),
    ),
    hired({ employeeId: 'E1003', unitId: 'SZ', name: '郑凯', department: '生产部', ...wage(5000) }, ago(45)),
    hired({ employeeId: 'E1012', unitId: 'BJ', name: '<b>Lee</b> & "Söhne"', ...wage(9000) }, ago(16)),
  ];
}

/** Handed in and waiting; rejected because the employer before has not removed the person. */
function filed(ago: Ago): Event[] {
  return [
    hired({ employeeId: 'E1010', unitId: 'BJ', name: '孙悦' }, ago(20)),
    filing('filing.submitted', 'E1010', 'enrolment', ago(16), {
      channel: 'online',
      receiptNo: 'BJ-20260042',
    }),
    hired({ employeeId: 'E1011', unitId: 'SH', name: '吴迪' }, ago(18)),
    filing('filing.submitted', 'E1011', 'enrolment', ago(12), { channel: 'agency' }),
    filing('filing.rejected', 'E1011', 'enrolment', ago(6), { reason: '上家单位未减员' }),
  ];
}

/** Left and still charged; deceased; moved to another unit; left without ever having been seen to come. */
function leavers(day: PlainDate, ago: Ago): Event[] {
  const charge = (months: number): Event => ({
    type: 'contribution.charged',
    statedOn: ago(1),
    data: {
      employeeId: 'E1004',
      unitId: 'BJ',
      month: plusMonths(monthOf(day), -months),
      base: '12000.00',
      unitAmount: '1176.00',
      personalAmount: '243.00',
    },
  });
  const transfer = { employeeId: 'E1006', fromUnitId: 'BJ', toUnitId: 'SZ', effectiveOn: ago(5) };
  return [
    ...longHired({ employeeId: 'E1004', unitId: 'BJ', name: '钱进' }, ago(500)),
    left('E1004', ago(105), 'resigned'),
    ...[3, 2, 1].map(charge),
    ...longHired({ employeeId: 'E1005', unitId: 'SZ', name: '冯安' }, ago(900)),
    left('E1005', ago(3), 'deceased'),
    ...longHired({ employeeId: 'E1006', unitId: 'BJ', name: '何川' }, ago(300)),
    { type: 'employee.transferred', statedOn: ago(5), data: transfer },
    left('E1008', ago(4), 'resigned'),
  ];
}

/** What a person has to look at: an intern, and one person on the rosters of two units. */
function doubts(ago: Ago): Event[] {
  const identity = { type: 'resident-id', number: syntheticNumber('110101', '1992-03-14', 27) };
  return [
    hired({ employeeId: 'E1007', unitId: 'SH', name: '许愿', category: 'intern' }, ago(10)),
    ...longHired({ employeeId: 'E1009', unitId: 'BJ', name: '沈秋', identity }, ago(200)),
    hired({ employeeId: 'E2009', unitId: 'SH', name: '沈秋', identity }, ago(9)),
  ];
}
