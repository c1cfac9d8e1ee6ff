import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Fen, fen, portionOf, yuan } from '../../values/money.ts';
import type { Month } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { originOf, percent, wordedOrigin } from '../origin.ts';

export interface Exposure {
  /** The unpaid contributions, the unit's and the person's part together; absent: unknown. */
  readonly dues?: Fen | undefined;
  /**
   * The last charge for the person; absent: unknown. The law refers to the unit's total contribution of last month.
   * This amount is the person's share of it.
   */
  readonly lastMonth?: { readonly month: Month; readonly amount: Fen } | undefined;
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

/**
 * R5: what an unregistered or undeclared employee may cost in addition to arrears and late fee. The contribution may be
 * assessed at a share of last month's (社会保险法 62). If an order to correct is ignored, there are the fines of 社会保险法 84.
 * From 2027-01-01 there is also the fine for obstructing an inspection (医疗保障法 47). These costs are listed but never
 * added up, because the authority decides on each of them.
 */
export function alsoAtStake({ dues, lastMonth, asOf, policy }: Exposure): readonly Reason[] {
  return [
    ...assessment(lastMonth, asOf, policy),
    ...unitFine(dues, asOf, policy),
    ...fine('person-fine', 'responsiblePersonFineLeast', 'responsiblePersonFineMost', asOf, policy),
    ...fine('inspection-fine', 'inspectionFineLeast', 'inspectionFineMost', asOf, policy),
  ];
}

function assessment(lastMonth: Exposure['lastMonth'], asOf: PlainDate, policy: Policy): readonly Reason[] {
  const rate = policy.inForce('undeclaredAssessmentRate', asOf);
  if (!rate.known) return [];
  const share = percent(rate.value);
  const origin = wordedOrigin(rate, percent);
  if (lastMonth === undefined) return [{ rule: 'R5', code: 'assessment', values: { share }, ...origin }];
  const { month, amount } = lastMonth;
  const values = { share, month, lastMonth: yuan(amount), amount: yuan(portionOf(amount, rate.value)) };
  return [{ rule: 'R5', code: 'assessment-amount', values, ...origin }];
}

function unitFine(dues: Fen | undefined, asOf: PlainDate, policy: Policy): readonly Reason[] {
  const least = policy.inForce('penaltyMultipleLeast', asOf);
  const most = policy.inForce('penaltyMultipleMost', asOf);
  if (!least.known || !most.known) return [];
  const multiples = { least: least.value, most: most.value };
  const origin = range(originOf(most), least.value, most.value);
  if (dues === undefined) return [{ rule: 'R5', code: 'unit-fine', values: multiples, ...origin }];
  const amounts = { from: yuan(fen(dues * least.value)), to: yuan(fen(dues * most.value)) };
  return [{ rule: 'R5', code: 'unit-fine-amount', values: { ...multiples, ...amounts }, ...origin }];
}

function fine(
  code: 'person-fine' | 'inspection-fine',
  leastName: 'responsiblePersonFineLeast' | 'inspectionFineLeast',
  mostName: 'responsiblePersonFineMost' | 'inspectionFineMost',
  asOf: PlainDate,
  policy: Policy,
): readonly Reason[] {
  const least = policy.inForce(leastName, asOf);
  const most = policy.inForce(mostName, asOf);
  if (!least.known || !most.known) return [];
  const values = { least: yuan(least.value), most: yuan(most.value) };
  const origin = range(wordedOrigin(most, yuan), values.least, values.most);
  return [{ rule: 'R5', code, values, ...origin }];
}

function range(origin: ReturnType<typeof originOf>, least: string | number, most: string | number) {
  return { ...origin, value: `${least}–${most}` };
}
