import type { InForce } from '../policy/parameter.ts';
import { REFUND_PRACTICES } from '../regions/refund-practice.ts';
import type { Overpayment } from '../rules/overpayment.ts';
import type { CaseState, Reason } from './case.ts';
import type { CaseContext } from './case-parts.ts';
import { step } from './filing-steps.ts';

/** R7: what to do about money paid too much, by the region's way and by what has been done already. */
export function refundSteps(
  { money }: Overpayment,
  state: CaseState,
  { policy, asOf }: CaseContext,
): readonly Reason[] {
  if (state.is === 'refund-requested') return [step('step-await-refund'), step('step-report-refund')];
  const way = policy.inForce('refundWay', asOf);
  return [
    ...(money.next === undefined ? [] : [step('step-remove-first')]),
    ...stepsOfWay(way),
    ...(money.personalPart === 0 ? [] : [step('step-pay-person-back')]),
    step('step-report-refund'),
  ];
}

function stepsOfWay(way: InForce<'refund' | 'offset' | 'lost'>): readonly Reason[] {
  if (!way.known) return [step('step-ask-refund-way'), step('step-apply-refund')];
  switch (way.value) {
    case 'refund':
      return [step('step-apply-refund')];
    case 'offset':
      return [step('step-declare-offset')];
    case 'lost':
      return [step('step-record-loss')];
  }
}

/** Where applications for a refund are taken and on what conditions; where no guide was found, that is said. */
export function refundPractice({ policy, asOf }: CaseContext): readonly Reason[] {
  const { region } = policy;
  const way = policy.inForce('refundWay', asOf);
  if (way.known && way.value !== 'refund') return [];
  const found = REFUND_PRACTICES.filter(({ regions }) => regions.includes(region));
  if (found.length === 0) {
    return [{ rule: 'R7', code: 'refund-where-unknown', values: { region }, confidence: 'unknown' }];
  }
  return found.map(({ code, source, confidence }) => ({
    rule: 'R7',
    code,
    values: { region },
    source,
    confidence,
  }));
}
