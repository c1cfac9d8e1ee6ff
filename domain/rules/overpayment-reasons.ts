import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { OverpaidCharge } from './overpaid-charges.ts';
import { originOf } from './statutory-term.ts';
import type { Circumstances } from './unbilled-months.ts';

/** R7: why each month is overpaid, up to when it was due, how it was estimated, and how the money comes back. */
export function overpaymentReasons(
  charged: readonly OverpaidCharge[],
  payable: Reason | undefined,
  estimate: Reason | undefined,
  { policy, asOf }: Circumstances,
): readonly Reason[] {
  const byCause = Map.groupBy(charged, ({ cause }) => cause);
  const causes = [...byCause].map(([cause, overpaid]): Reason => {
    const months = [...new Set(overpaid.map(({ charge }) => charge.month))].join('、');
    return { rule: 'R7', code: `overpaid-${cause}`, values: { months } };
  });
  return [
    ...causes,
    ...(payable === undefined ? [] : [payable]),
    ...(estimate === undefined ? [] : [estimate]),
    { rule: 'R7', code: 'personal-part-owed', values: {} },
    refundWay(policy, asOf),
    ...refundHandling(policy, asOf),
  ];
}

function refundWay(policy: Policy, asOf: PlainDate): Reason {
  const way = policy.inForce('refundWay', asOf);
  const code = way.known ? `refund-way-${way.value}` : 'refund-way-unknown';
  return { rule: 'R7', code, values: { region: policy.region }, ...originOf(way) };
}

function refundHandling(policy: Policy, asOf: PlainDate): readonly Reason[] {
  const days = policy.inForce('refundHandlingWorkingDays', asOf);
  return days.known
    ? [{ rule: 'R7', code: 'refund-handling', values: { days: days.value }, ...originOf(days) }]
    : [];
}
