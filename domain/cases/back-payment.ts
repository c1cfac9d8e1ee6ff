import { type FilingState, isEmployment, type Spell, type Start } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { statutoryTerm } from '../rules/origin.ts';
import { type Month, monthOf } from '../values/month.ts';
import { addDays, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { arrearsOf, moneyOwed, owedMonths } from './money-owed.ts';
import { backPaymentSteps } from './offices.ts';
import { step } from './steps.ts';

/**
 * R8: enrolled later than the law allows, so that months before cover are owed. Open from the acceptance until charges
 * for all of them are known.
 */
export const backPayment: SpellCaseKind = {
  kind: 'back-payment',
  wakesOn: backPaymentOpensOn,
  open: openBackPayment,
  actions: () => ['bill-import'],
};

function openBackPayment(spell: Spell, context: CaseContext): Case | undefined {
  const { situation, filings } = spell;
  if (!isEmployment(situation)) return undefined;
  if (filings.enrolment?.is !== 'accepted' || backPaymentOpensOn(spell, context) > context.asOf) {
    return undefined;
  }
  const arrears = arrearsOf(spell, payingFrom(filings.enrolment), context);
  if (arrears === undefined) return undefined;
  return {
    ...partsOf(spell, 'back-payment'),
    state: { is: 'open' },
    eventOn: situation.start.on,
    openedOn: filings.enrolment.on,
    money: moneyOwed(arrears),
    documents: [],
    steps: [
      ...(arrears.needsPerson ? [step('step-ask-late-months')] : []),
      ...backPaymentSteps(context),
      step('step-pay-before-fee-grows'),
      step('step-bill-closes'),
    ],
    because: [lateAcceptance(situation.start, filings.enrolment.on, context.policy), ...arrears.because],
  };
}

/** The day of a late acceptance that leaves months owed; {@link NEVER} where there is none. */
function backPaymentOpensOn(spell: Spell, { policy }: WakeContext): PlainDate {
  const { situation, filings } = spell;
  if (!isEmployment(situation)) return NEVER;
  const { enrolment } = filings;
  if (enrolment?.is !== 'accepted' || payingFrom(enrolment) <= monthOf(situation.start.on)) return NEVER;
  const { dueOn } = statutoryDue(situation.start, enrolment.on, policy);
  if (enrolment.on <= dueOn || owedMonths(spell, payingFrom(enrolment), policy).length === 0) return NEVER;
  return enrolment.on;
}

/** The first month that an accepted enrolment is paid for. */
function payingFrom({ on, effectiveMonth }: Extract<FilingState, { is: 'accepted' }>): Month {
  return effectiveMonth ?? monthOf(on);
}

function statutoryDue({ on }: Start, acceptedOn: PlainDate, policy: Policy) {
  const term = statutoryTerm('enrolmentDays', on, acceptedOn, policy);
  return { term, dueOn: addDays(on, term.days) };
}

function lateAcceptance(start: Start, acceptedOn: PlainDate, policy: Policy): Reason {
  const { term, dueOn } = statutoryDue(start, acceptedOn, policy);
  const values = { acceptedOn, hiredOn: start.on, statutoryDueOn: dueOn };
  return { rule: 'R8', code: 'accepted-late', values, ...term.origin };
}
