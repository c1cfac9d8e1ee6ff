import type { FactOf } from '../../../../domain/facts/fact.ts';
import { type Month, monthOf, plusMonths } from '../../../../domain/values/month.ts';
import { addDays, addMonths, type Instant, type PlainDate } from '../../../../domain/values/plain-date.ts';
import { accepted, type Before, before, charged, type Event, left, longHired } from '../event.ts';

/** 12,000 yuan in 北京: 9.8 %, and 2 % and 3 yuan. */
const ON_12000 = ['12000.00', '1176.00', '243.00'] as const;

/** What the agency told the unit in 北京, by the registry. */
const LONGEST_SUSPENSION_MONTHS = 6;

/** The leaver whose address takes no mail, so that the guide has to be handed over. */
export const GUIDE_REFUSED = 'E1015';

/** Of whom an HR system said that they leave, and not when. */
const LEAVE_NOTICED = 'E1016';

/** The same as a fact: our own contract always names the day, so no event says this. */
export function leaveNoticed(day: PlainDate): FactOf<'employee.leave_noticed'> {
  const at = `${before(day).workingDaysAgo(3)}T02:00:00.000Z` as Instant;
  return {
    kind: 'employee.leave_noticed',
    factId: `demo:${LEAVE_NOTICED}-leave-noticed`,
    employeeId: LEAVE_NOTICED,
    statedAt: at,
    receivedAt: at,
    data: { employeeId: LEAVE_NOTICED, unitId: 'BJ', name: '范小洲' },
  };
}

/** People who leave: still charged, money claimed back, deceased, moved, suspended, never seen to come. */
export function leavers({ day, ago }: Before): Event[] {
  const thisMonth = monthOf(day);
  const transfer = { employeeId: 'E1012', fromUnitId: 'BJ', toUnitId: 'SZ', effectiveOn: ago(5) };
  return [
    // Forgotten: the removal is late, and every month is charged again.
    ...longHired({ employeeId: 'E1010', unitId: 'BJ', name: '钱进' }, ago(500)),
    left('E1010', ago(105), 'resigned'),
    ...[3, 2, 1].map((months) => charged('E1010', 'BJ', plusMonths(thisMonth, -months), ON_12000, ago(1))),
    ...claimedBack(ago),
    // Moved from one unit to another: off the one roster, on the other.
    ...longHired({ employeeId: 'E1012', unitId: 'BJ', name: '何川' }, ago(300)),
    { type: 'employee.transferred', statedOn: ago(5), data: transfer },
    ...suspended({ day, ago }),
    ...longHired({ employeeId: LEAVE_NOTICED, unitId: 'BJ', name: '范小洲' }, ago(260)),
    // Gone and removed in time; only the guide does not reach them.
    ...longHired({ employeeId: GUIDE_REFUSED, unitId: 'BJ', name: '马晓宁' }, ago(640)),
    left(GUIDE_REFUSED, ago(14), 'contract-ended'),
    accepted(GUIDE_REFUSED, 'removal', ago(7)),
    // Left without ever having been seen to come.
    left('E1014', ago(4), 'resigned'),
    charged('E1014', 'BJ', plusMonths(thisMonth, -1), ['8000.00', '784.00', '163.00'], ago(10)),
    left('E9001', ago(3), 'contract-ended'),
    ...longHired({ employeeId: 'E3003', unitId: 'SZ', name: '冯安' }, ago(900)),
    left('E3003', ago(3), 'deceased'),
  ];
}

/** Charged for three months too many: one came back, one did not, the third is asked for. */
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
    accepted('E1011', 'removal', ago(50)),
    refund('refund.settled', first, ago(20)),
    refund('refund.denied', second, ago(20), { reason: '当月已使用医保待遇' }),
    refund('refund.requested', third, ago(9)),
  ];
}

/** Unpaid leave that comes to the end of what the agency allows in about a week. */
function suspended({ day, ago }: Pick<Before, 'day' | 'ago'>): Event[] {
  const lastDay = addMonths(addDays(day, 8), -LONGEST_SUSPENSION_MONTHS);
  return [
    ...longHired({ employeeId: 'E1013', unitId: 'BJ', name: '田野' }, ago(1200)),
    left('E1013', lastDay, 'suspended'),
    accepted('E1013', 'removal', addDays(lastDay, 3)),
  ];
}
