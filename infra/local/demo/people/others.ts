import { NO_REGION, policyOf } from '../../../../domain/regions/policy-of.ts';
import { retirementAge } from '../../../../domain/rules/retirement/retirement-age.ts';
import { month } from '../../../../domain/values/month.ts';
import { addDays, addMonths, type PlainDate, plainDate } from '../../../../domain/values/plain-date.ts';
import { type Before, charged, type Event, hired, longHired } from '../event.ts';
import { syntheticNumber } from '../synthetic-number.ts';

/** What comes up while people are there, and what only a person can decide. */
export function others({ day, ago, workingDaysAgo }: Before): Event[] {
  const identity = { type: 'resident-id', number: syntheticNumber('110101', '1992-03-14', 27) };
  return [
    // An intern: is enrolment due at all?
    hired({ employeeId: 'E1020', unitId: 'BJ', name: '许愿', category: 'intern' }, ago(10)),
    // On the rosters of two units at once.
    ...longHired({ employeeId: 'E2009', unitId: 'SH', name: '沈秋', identity }, ago(200)),
    ...longHired({ employeeId: 'E1021', unitId: 'BJ', name: '沈秋', identity }, ago(30)),
    ...retiringSoon(day, ago),
    // Another name, which the agency does not know yet.
    ...longHired({ employeeId: 'E1023', unitId: 'BJ', name: '简心' }, ago(420)),
    {
      type: 'employee.updated',
      statedOn: ago(6),
      data: { employeeId: 'E1023', effectiveOn: ago(6), changes: { name: '简欣' } },
    },
    // A lost card, and the new one asked for.
    ...longHired({ employeeId: 'E1024', unitId: 'BJ', name: '秦舒' }, ago(800)),
    {
      type: 'card.requested',
      statedOn: workingDaysAgo(3),
      data: { employeeId: 'E1024', kind: 'physical', on: workingDaysAgo(3), replaces: true },
    },
    ...chargedOnTheOldFloor(),
  ];
}

/** Reaches the statutory age in a little more than two months. */
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

/** The birth date of a man whose day of retirement is the first on or after `day`. */
function bornToRetireAfter(day: PlainDate): PlainDate {
  const policy = policyOf(NO_REGION);
  for (let months = 63 * 12; months >= 60 * 12; months--) {
    const bornOn = addMonths(day, -months);
    const answer = retirementAge({ sex: 'male', bornOn, originalAge: 60, policy });
    if (answer.known && answer.retiresOn >= day) return bornOn;
  }
  throw new Error(`nobody retires after ${day} at 60 to 63`);
}

/** 北京 published in August 2026 what holds from July: two months were charged on the floor of the year before. */
function chargedOnTheOldFloor(): Event[] {
  const person = { employeeId: 'E1025', unitId: 'BJ', name: '夏小雨', averageMonthlyWage: 6800 };
  return [
    ...longHired(person, plainDate('2025-03-03')),
    ...['2026-07', '2026-08'].map((each) =>
      charged('E1025', 'BJ', month(each), ['7162.00', '701.88', '146.24'], plainDate('2026-08-18')),
    ),
  ];
}
