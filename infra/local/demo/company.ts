import { NO_REGION, policyOf } from '../../../domain/regions/policy-of.ts';
import { retirementAge } from '../../../domain/rules/retirement/retirement-age.ts';
import { type Month, month, monthOf, monthsFromTo, plusMonths } from '../../../domain/values/month.ts';
import { addDays, addMonths, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import {
  accepted,
  type Before,
  before,
  charged,
  type Event,
  hired,
  left,
  listed,
  longHired,
  rejected,
  submitted,
  syntheticNumber,
  wage,
} from './event.ts';
import { notBroughtYet } from './existing.ts';

/** An event with its delivery id, which stays the same if the event is sent again. */
export interface DemoEvent extends Event {
  readonly id: string;
}

/**
 * The events of a small company's HR system and staff before `day`: one person for each kind of case. All people are
 * invented, and so are their well-formed identity numbers.
 */
export function companyEvents(day: PlainDate): DemoEvent[] {
  const dates = before(day);
  const events = [...enrolments(dates), ...leavers(dates), ...others(dates), ...notBroughtYet(dates)];
  const seen = new Map<string, number>();
  return events.map((event) => {
    const name = `demo-${event.data.employeeId}-${event.type}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: `${name}-${count}`, ...event };
  });
}

/** People who joined: one for each state of an enrolment. */
function enrolments({ ago, workingDaysAgo }: Before): Event[] {
  return [
    // The person was just hired.
    hired(
      { employeeId: 'E1001', unitId: 'BJ', name: '李想', department: '研发部', ...wage(18_000) },
      workingDaysAgo(1),
    ),
    // The enrolment is overdue; months are owed, with a late fee.
    hired(
      { employeeId: 'E1002', unitId: 'BJ', name: '韩雪梅', department: '客服部', ...wage(9000) },
      ago(80),
    ),
    // Two enrolments were submitted and have no answer yet. One of them is so old that the agency is late.
    hired({ employeeId: 'E1003', unitId: 'BJ', name: '孙悦', ...wage(11_000) }, ago(6)),
    submitted('E1003', 'enrolment', workingDaysAgo(2), { channel: 'online', receiptNo: 'BJ-20260057' }),
    hired({ employeeId: 'E1004', unitId: 'BJ', name: '曹文静', ...wage(10_500) }, ago(24)),
    submitted('E1004', 'enrolment', workingDaysAgo(13), { channel: 'online', receiptNo: 'BJ-20260042' }),
    // Two enrolments were rejected; the second because the previous employer has not removed the person.
    hired({ employeeId: 'E1005', unitId: 'BJ', name: '蒋一鸣', ...wage(12_000) }, ago(20)),
    rejected('E1005', 'enrolment', workingDaysAgo(3), '姓名与身份证不一致'),
    hired({ employeeId: 'E1006', unitId: 'BJ', name: '吴迪', ...wage(14_000) }, ago(22)),
    rejected('E1006', 'enrolment', workingDaysAgo(4), '上家单位未减员'),
    // The person was enrolled too late, so the months until then are owed.
    hired({ employeeId: 'E1007', unitId: 'BJ', name: '杜衡', ...wage(10_000) }, ago(110)),
    accepted('E1007', 'enrolment', workingDaysAgo(5), monthOf(workingDaysAgo(5))),
    // One unit files through a company (代办机构) with an earlier cut-off, the other at the counter.
    hired(
      { employeeId: 'E2001', unitId: 'SH', name: '周敏', department: '市场部', ...wage(12_500) },
      ago(28),
    ),
    hired({ employeeId: 'E3001', unitId: 'SZ', name: '郑凯', department: '生产部', ...wage(5000) }, ago(45)),
    // The name would break a page that does not escape it.
    hired({ employeeId: 'E3002', unitId: 'SZ', name: '李安<Ann> & "Lee"', ...wage(9000) }, ago(16)),
  ];
}

/** A month in 北京, in yuan: the base, the unit's part (9.8 %) and the employee's part (2 % and 3 yuan). */
const ON_12000 = ['12000.00', '1176.00', '243.00'] as const;

/** The limit that the agency of the unit in 北京 has stated. The registry has the same value. */
const LONGEST_SUSPENSION_MONTHS = 6;

/** A leaver whose last day the HR system did not report; see leaveNoticed. */
export const LEAVE_NOTICED = { employeeId: 'E1016', unitId: 'BJ', name: '范小洲' };

/** The leaver whose address rejects mail, so that the guide must be delivered in another way. */
export const GUIDE_REFUSED = 'E1015';

/**
 * People who left, one for each state: still charged, money claimed back, deceased, transferred, suspended, and without
 * a reported hire.
 */
function leavers({ day, ago }: Before): Event[] {
  const thisMonth = monthOf(day);
  const transfer = { employeeId: 'E1012', fromUnitId: 'BJ', toUnitId: 'SZ', effectiveOn: ago(5) };
  return [
    // The person is not removed yet. The removal is late, and every further month is charged.
    ...longHired({ employeeId: 'E1010', unitId: 'BJ', name: '钱进' }, ago(500)),
    left('E1010', ago(105), 'resigned'),
    ...[3, 2, 1].map((months) => charged('E1010', 'BJ', plusMonths(thisMonth, -months), ON_12000, ago(1))),
    ...claimedBack(ago),
    // The person was transferred from one unit to another, which needs a removal and an enrolment.
    ...longHired({ employeeId: 'E1012', unitId: 'BJ', name: '何川' }, ago(300)),
    { type: 'employee.transferred', statedOn: ago(5), data: transfer },
    ...suspended({ day, ago }),
    ...longHired(LEAVE_NOTICED, ago(260)),
    // The person was removed in time, but the guide could not be delivered.
    ...longHired({ employeeId: GUIDE_REFUSED, unitId: 'BJ', name: '马晓宁' }, ago(640)),
    left(GUIDE_REFUSED, ago(14), 'contract-ended'),
    accepted(GUIDE_REFUSED, 'removal', ago(7)),
    // The person left, but no hire is known.
    left('E1014', ago(4), 'resigned'),
    charged('E1014', 'BJ', plusMonths(thisMonth, -1), ['8000.00', '784.00', '163.00'], ago(10)),
    left('E9001', ago(3), 'contract-ended'),
    ...longHired({ employeeId: 'E3003', unitId: 'SZ', name: '冯安' }, ago(900)),
    left('E3003', ago(3), 'deceased'),
  ];
}

/**
 * A leaver who was charged for three months too many. The first is refunded, the refund of the second is denied, and
 * the refund of the third is requested.
 */
function claimedBack(ago: Before['ago']): Event[] {
  const lastDay = ago(150);
  const [first, second, third] = [1, 2, 3].map((more) => plusMonths(monthOf(lastDay), more)) as [
    Month,
    Month,
    Month,
  ];
  const refund = (
    type: 'refund.requested' | 'refund.settled' | 'refund.denied',
    month: Month,
    on: PlainDate,
    more: object = {},
  ): Event => ({
    type,
    statedOn: on,
    data: { employeeId: 'E1011', months: [month], on, way: 'refund', amount: '1419.00', ...more },
  });
  return [
    ...longHired({ employeeId: 'E1011', unitId: 'BJ', name: '罗小萍' }, ago(700)),
    left('E1011', lastDay, 'resigned'),
    ...[first, second, third].map((month) => charged('E1011', 'BJ', month, ON_12000, ago(40))),
    accepted('E1011', 'removal', ago(50), plusMonths(third, 1)),
    refund('refund.settled', first, ago(20)),
    refund('refund.denied', second, ago(20), { reason: '当月已使用医保待遇' }),
    refund('refund.requested', third, ago(9)),
  ];
}

/** A person whose unpaid leave reaches the agency's limit in about a week. */
function suspended({ day, ago }: Pick<Before, 'day' | 'ago'>): Event[] {
  const lastDay = addMonths(addDays(day, 8), -LONGEST_SUSPENSION_MONTHS);
  return [
    ...longHired({ employeeId: 'E1013', unitId: 'BJ', name: '田野' }, ago(1200)),
    left('E1013', lastDay, 'suspended'),
    accepted('E1013', 'removal', addDays(lastDay, 3)),
  ];
}

/** Events during employment, and questions that only a person can decide. */
function others({ day, ago, workingDaysAgo }: Before): Event[] {
  const identity = { type: 'resident-id', number: syntheticNumber('110101', '1992-03-14', 27) };
  return [
    // An intern, for whom a person must decide whether enrolment is due.
    hired({ employeeId: 'E1020', unitId: 'BJ', name: '许愿', category: 'intern' }, ago(10)),
    // The person is in service at two units at the same time.
    ...longHired({ employeeId: 'E2009', unitId: 'SH', name: '沈秋', identity }, ago(200)),
    ...longHired({ employeeId: 'E1021', unitId: 'BJ', name: '沈秋', identity }, ago(30)),
    ...retiringSoon(day, ago),
    // The person has a new name that the agency does not know yet.
    ...longHired({ employeeId: 'E1023', unitId: 'BJ', name: '简心' }, ago(420)),
    {
      type: 'employee.updated',
      statedOn: ago(6),
      data: { employeeId: 'E1023', effectiveOn: ago(6), changes: { name: '简欣' } },
    },
    // The person lost the card, and a new one is requested.
    ...longHired({ employeeId: 'E1024', unitId: 'BJ', name: '秦舒' }, ago(800)),
    {
      type: 'card.requested',
      statedOn: workingDaysAgo(3),
      data: { employeeId: 'E1024', kind: 'physical', on: workingDaysAgo(3), replaces: true },
    },
    ...chargedOnTheOldFloor(),
    // The person's cover ended on the agency's list two days ago, although the person is still in service.
    ...longHired(OFF_THE_LIST, ago(380)),
    listed(OFF_THE_LIST, 'insured.listed', ago(40)),
    listed(OFF_THE_LIST, 'insured.ended', ago(2), { status: 'suspended' }),
    ...unfiledLeave(ago),
  ];
}

const OFF_THE_LIST = { employeeId: 'E1026', unitId: 'BJ', name: '陶然' };

/**
 * A person who was suspended, has returned, and was charged for the months between. Staff must find out whether the
 * suspension was filed.
 */
function unfiledLeave(ago: Before['ago']): Event[] {
  const person = { employeeId: 'E1027', unitId: 'BJ', name: '骆冰' };
  const [lastDay, resumedOn] = [ago(100), ago(20)];
  const between = monthsFromTo(plusMonths(monthOf(lastDay), 1), plusMonths(monthOf(resumedOn), -1));
  return [
    ...longHired(person, ago(600)),
    left(person.employeeId, lastDay, 'suspended'),
    ...between.map((each) => charged(person.employeeId, 'BJ', each, ON_12000, ago(15))),
    {
      type: 'employee.resumed',
      statedOn: resumedOn,
      data: { employeeId: person.employeeId, resumedOn },
    },
  ];
}

/** A person who reaches the statutory age in a little more than two months. */
function retiringSoon(day: PlainDate, ago: Before['ago']): Event[] {
  const person = {
    employeeId: 'E1022',
    unitId: 'BJ',
    name: '高建国',
    sex: 'male',
    originalRetirementAge: 60,
  };
  return longHired({ ...person, birthDate: bornToRetireAfter(addDays(day, 65)) }, ago(3000));
}

/** The birth date of a man whose day of retirement is on or soon after `day`. */
function bornToRetireAfter(day: PlainDate): PlainDate {
  const policy = policyOf(NO_REGION);
  for (let months = 63 * 12; months >= 60 * 12; months--) {
    const bornOn = addMonths(day, -months);
    const answer = retirementAge({ sex: 'male', bornOn, originalAge: 60, policy });
    if (answer.known && answer.retiresOn >= day) return bornOn;
  }
  throw new Error(`nobody retires after ${day} at 60 to 63`);
}

/**
 * A person who was charged on the previous year's floor for two months, because 北京 published the limits that apply from
 * July 2026 only in August.
 */
function chargedOnTheOldFloor(): Event[] {
  const person = { employeeId: 'E1025', unitId: 'BJ', name: '夏小雨', averageMonthlyWage: 6800 };
  return [
    ...longHired(person, plainDate('2025-03-03')),
    ...['2026-07', '2026-08'].map((each) =>
      charged('E1025', 'BJ', month(each), ['7162.00', '701.88', '146.24'], plainDate('2026-08-18')),
    ),
  ];
}
