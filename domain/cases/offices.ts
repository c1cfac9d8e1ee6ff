import type { Channel } from '../facts/insurance.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason, ReasonOrigin } from '../reasons/reason.ts';
import { originOf } from '../rules/origin.ts';
import { addMonths, type PlainDate } from '../values/plain-date.ts';
import { step } from './steps.ts';

/**
 * Since the reform of collection two offices share the work. The agency registers people and assesses special
 * back-payments. The tax office receives the declared wages and collects the contributions. If a region's own rule is
 * unknown, the national rule is shown, and its office has the mark 待核实.
 */
export interface Offices {
  readonly policy: Policy;
  readonly asOf: PlainDate;
}

/**
 * The origin of a step at the tax office, where wages are declared and contributions are paid. The origin is marked as
 * assumed if the region's own rule is unknown.
 */
function taxOffice({ policy, asOf }: Offices): ReasonOrigin {
  const office = policy.inForce('declarationOffice', asOf);
  return office.known ? originOf(office) : { confidence: 'assumed' };
}

/** Whether the region, or the unit's own agency, says that the agency still receives the declared wages. */
function isDeclaredAtAgency({ policy, asOf }: Offices): boolean {
  const office = policy.inForce('declarationOffice', asOf);
  return office.known && office.value === 'agency';
}

/** A unit established less than this many months ago has perhaps not paid anything yet. */
const NEW_FOR_MONTHS = 3;

/**
 * R12: the step to link the unit at the tax office and sign the three-party agreement. It is done once, before the
 * unit's first payment.
 */
export function linkUnitSteps(
  offices: Offices,
  { establishedOn }: { readonly establishedOn?: PlainDate | undefined },
): readonly Reason[] {
  const isNew = establishedOn !== undefined && addMonths(establishedOn, NEW_FOR_MONTHS) > offices.asOf;
  return isNew ? [linkUnit(offices)] : [];
}

export function linkUnit({ policy, asOf }: Offices): Reason {
  const isCollectedByTax = policy.inForce('paymentWindowTo', asOf).known;
  return step('step-link-tax-office', {}, isCollectedByTax ? {} : { confidence: 'assumed' });
}

/** R12: the step that tells a new unit which office does what. */
export function twoOffices(offices: Offices): Reason {
  const office = offices.policy.inForce('registrationOffice', offices.asOf);
  const isSocialInsurance = office.known && office.value === 'social-insurance';
  const code = isSocialInsurance ? 'unit-two-offices-social-insurance' : 'unit-two-offices';
  return step(code, {}, taxOffice(offices));
}

/** R4: the step to declare the wages every year, to the office that receives them. */
export function declareEveryYear(offices: Offices): Reason {
  return step('unit-declare-year', {}, taxOffice(offices));
}

/**
 * R12: the steps after a registration: declare the wage to the tax office and pay. The enrolment is complete with the
 * first payment; without it there is no cover.
 */
export function firstPaymentSteps(offices: Offices): readonly Reason[] {
  const code = isDeclaredAtAgency(offices) ? 'step-declare-wage-at-agency' : 'step-declare-wage';
  return [step(code, {}, taxOffice(offices)), payStep(offices)];
}

function payStep({ policy, asOf }: Offices): Reason {
  const from = policy.inForce('paymentWindowFrom', asOf);
  const to = policy.inForce('paymentWindowTo', asOf);
  const { region } = policy;
  if (!to.known) return step('step-pay-window-unknown', { region });
  const origin = originOf(to);
  return from.known
    ? step('step-pay-window', { region, from: from.value, to: to.value }, origin)
    : step('step-pay-until', { region, to: to.value }, origin);
}

/** R12: the step to check the tax bill, because the declaration of this month may still include the leaver. */
export function checkTaxBill(): Reason {
  return step('step-check-tax-bill');
}

/**
 * R4: the step to declare the wages of the year through the unit's channel, to the tax office or, in some regions, to
 * the agency.
 */
export function declareWages(channel: Channel, offices: Offices): Reason {
  const code = isDeclaredAtAgency(offices)
    ? 'step-declare-bases-at-agency'
    : (`step-declare-bases-${channel}` as const);
  return step(code, {}, taxOffice(offices));
}

/**
 * R8: the steps of a back-payment. Months registered but unpaid are ordinary arrears for the tax office; months before
 * the registration are first assessed by the agency.
 */
export function backPaymentSteps(offices: Offices): readonly Reason[] {
  const origin = taxOffice(offices);
  return [step('step-declare-back-payment', {}, origin), step('step-assess-back-payment', {}, origin)];
}

/**
 * R7: the steps of a refund. The agency corrects its record, the unit applies at the tax office, the agency reviews,
 * and the tax office pays.
 */
export function refundApplicationSteps(isKnown: boolean): readonly Reason[] {
  const origin: ReasonOrigin = isKnown ? {} : { confidence: 'assumed' };
  return [step('step-correct-at-agency', {}, origin), step('step-apply-refund', {}, origin)];
}
