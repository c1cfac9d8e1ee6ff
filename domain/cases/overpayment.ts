import { endBy, hasBegun, isEmployment, type Spell } from '../employment/spell.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import { REFUND_PRACTICES, type RefundPractice } from '../regions/refund-practice.ts';
import { leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { isClaimable } from '../rules/money-at-stake.ts';
import { type Overpayment, overpaidSince, overpaymentOf } from '../rules/overpayment/overpayment.ts';
import { monthOf } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import {
  type CaseContext,
  partsByFiles,
  REFUND_ACTIONS,
  type SpellCaseKind,
  type SpellContext,
  type WakeContext,
} from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { refundApplicationSteps } from './offices.ts';
import { step } from './steps.ts';

/** R7: charges that were not due. The case is open until the refund of every such month is settled or denied. */
export const overpayment: SpellCaseKind = {
  kind: 'overpayment',
  wakesOn: overpaymentOpensOn,
  open: openOverpayment,
  actions: () => [...REFUND_ACTIONS, 'document-received'],
};

function overpaymentOpensOn(spell: Spell, context: WakeContext): PlainDate {
  return hasBegun(spell.situation) ? overpaidSince(spell, context) : NEVER;
}

function openOverpayment(spell: Spell, context: SpellContext): Case | undefined {
  const { asOf, unit } = context;
  if (leftBeforeCanbao(spell, context)) return undefined;
  const overpaid = overpaymentOf(spell, context, context.unbilled);
  if (overpaid === undefined) return undefined;
  const end = endBy(spell.situation, asOf);
  const state = stateOf(overpaid);
  const hire = askAboutHire(spell, overpaid);
  return {
    ...partsByFiles(spell, 'overpayment'),
    state,
    ...(end !== undefined && { eventOn: end.on }),
    openedOn: overpaid.since,
    money: overpaid.money,
    ...(hire.asked && { answers: ['day-right'] as const }),
    documents: documentsFor('overpayment', spell.documents, { reason: end?.reason, channel: unit?.channel }),
    steps: [...(hire.asked ? [step('step-check-hire-day')] : []), ...refundSteps(overpaid, state, context)],
    because: [
      ...(hire.asked ? hire.because : []),
      ...overpaid.because,
      ...(hire.asked ? [] : hire.because),
      ...refundPractice(context),
    ],
  };
}

/**
 * E15: if a charge is for a month before the hire, either it is an overpayment or the hire was earlier than reported.
 * The case asks until staff answer that the day is right; the answer is valid for the day known at that time.
 */
function askAboutHire(
  { situation, charges, answers = [] }: Spell,
  { money }: Overpayment,
): { readonly asked: boolean; readonly because: readonly Reason[] } {
  if (!isEmployment(situation)) return { asked: false, because: [] };
  const { on: hiredOn, knownAt } = situation.start;
  const claimed = money.months.filter(isClaimable).map(({ month }) => month);
  const charged = new Set(charges.map(({ month }) => month));
  const months = claimed.filter((month) => month < monthOf(hiredOn) && charged.has(month));
  if (months.length === 0) return { asked: false, because: [] };
  const right = answers.findLast((given) => given.answer === 'day-right' && given.knownAt >= knownAt);
  if (right !== undefined) {
    return { asked: false, because: [{ rule: 'E15', code: 'hire-day-is-right', values: { on: right.on } }] };
  }
  return {
    asked: true,
    because: [{ rule: 'E15', code: 'charged-before-hire', values: { months, hiredOn } }],
  };
}

function stateOf({ requested }: Overpayment): CaseState {
  if (requested === undefined) return { is: 'open' };
  return {
    is: 'refund-requested',
    on: requested.on,
    ...(requested.way !== undefined && { way: requested.way }),
  };
}

/** R7: the steps to get the money back, by the region's procedure and by the steps already done. */
function refundSteps(
  { money }: Overpayment,
  state: CaseState,
  { policy, asOf }: CaseContext,
): readonly Reason[] {
  const isKnown = practicesOf(policy).length > 0;
  if (state.is === 'refund-requested') return [step('step-await-refund'), step('step-report-refund')];
  const way = policy.inForce('refundWay', asOf);
  return [
    ...(money.next === undefined ? [] : [step('step-remove-first')]),
    ...stepsOfWay(way, isKnown),
    ...(money.personalPart === 0 ? [] : [step('step-pay-person-back')]),
    step('step-report-refund'),
  ];
}

function stepsOfWay(way: InForce<'refund' | 'offset' | 'lost'>, isKnown: boolean): readonly Reason[] {
  if (!way.known) return [step('step-ask-refund-way'), ...refundApplicationSteps(isKnown)];
  switch (way.value) {
    case 'refund':
      return refundApplicationSteps(isKnown);
    case 'offset':
      return [step('step-correct-at-agency'), step('step-declare-offset')];
    case 'lost':
      return [step('step-record-loss')];
  }
}

function practicesOf({ region }: Policy): readonly RefundPractice[] {
  return REFUND_PRACTICES.filter(({ regions }) => regions.includes(region));
}

/**
 * R7: the reasons that state where and on what conditions the unit applies for a refund, or that no guide was found.
 */
function refundPractice({ policy, asOf }: CaseContext): readonly Reason[] {
  const { region } = policy;
  const way = policy.inForce('refundWay', asOf);
  if (way.known && way.value !== 'refund') return [];
  const found = practicesOf(policy);
  if (found.length === 0) {
    return [{ rule: 'R7', code: 'refund-where-unknown', values: { region }, confidence: 'unknown' }];
  }
  return found.map(({ code, source, confidence }) =>
    reasonOf('R7', code, { region }, { source, confidence }),
  );
}
