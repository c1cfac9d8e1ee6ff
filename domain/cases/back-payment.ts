import { type FilingState, isEmployment, type Spell, type Start } from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import { lawfulTerm } from '../rules/deadline/deadline.ts';
import { statutoryTerm } from '../rules/origin.ts';
import { type Month, monthOf } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { arrearsOf, moneyOwed, owedMonths } from './money-owed.ts';
import { backPaymentSteps } from './offices.ts';
import { step } from './steps.ts';

/**
 * R8: enrolled after the last lawful day, so that months before cover are owed. Open from the acceptance until charges
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
    because: [...lateAcceptance(situation.start, filings.enrolment.on, context), ...arrears.because],
  };
}

/** The day of a late acceptance that leaves months owed; {@link NEVER} where there is none. */
function backPaymentOpensOn(spell: Spell, context: WakeContext): PlainDate {
  const { situation, filings } = spell;
  if (!isEmployment(situation)) return NEVER;
  const { enrolment } = filings;
  if (enrolment?.is !== 'accepted' || payingFrom(enrolment) <= monthOf(situation.start.on)) return NEVER;
  if (enrolment.on <= termOf(situation.start, enrolment.on, context).lastLawfulDay) return NEVER;
  return owedMonths(spell, payingFrom(enrolment), context.policy).length === 0 ? NEVER : enrolment.on;
}

/** The first month that an accepted enrolment is paid for. */
function payingFrom({ on, effectiveMonth }: Extract<FilingState, { is: 'accepted' }>): Month {
  return effectiveMonth ?? monthOf(on);
}

function termOf({ on }: Start, acceptedOn: PlainDate, { policy, calendar }: WakeContext) {
  const { days, origin } = statutoryTerm('enrolmentDays', on, acceptedOn, policy);
  return { ...lawfulTerm(on, days, calendar), origin };
}

function lateAcceptance(start: Start, acceptedOn: PlainDate, context: WakeContext): readonly Reason[] {
  const { lastLawfulDay, because, origin } = termOf(start, acceptedOn, context);
  const values = { acceptedOn, hiredOn: start.on, lastLawfulDay };
  return [{ rule: 'R8', code: 'accepted-late', values, ...origin }, ...because];
}
