import { endBy, hasBegun, type Spell } from '../employment/spell.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import { REFUND_PRACTICES, type RefundPractice } from '../regions/refund-practice.ts';
import { type Overpayment, overpaidSince, overpaymentOf } from '../rules/overpayment/overpayment.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import {
  type CaseContext,
  partsOf,
  REFUND_ACTIONS,
  type SpellCaseKind,
  type SpellContext,
  type WakeContext,
} from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { refundApplicationSteps } from './offices.ts';
import { step } from './steps.ts';

/** R7: money was charged though nothing was due. Open until every month of it is settled or denied. */
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
  const overpaid = overpaymentOf(spell, context, context.unbilled);
  if (overpaid === undefined) return undefined;
  const end = endBy(spell.situation, asOf);
  const state = stateOf(overpaid);
  return {
    ...partsOf(spell, 'overpayment'),
    state,
    ...(end !== undefined && { eventOn: end.on }),
    openedOn: overpaid.since,
    money: overpaid.money,
    documents: documentsFor('overpayment', spell.documents, { reason: end?.reason, channel: unit?.channel }),
    steps: refundSteps(overpaid, state, context),
    because: [...overpaid.because, ...refundPractice(context)],
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

/** R7: what to do about money paid too much, by the region's way and by what has been done already. */
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

/** Where applications for a refund are taken and on what conditions; where no guide was found, that is said. */
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
