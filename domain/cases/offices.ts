import type { Channel } from '../facts/insurance.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason, ReasonOrigin } from '../reasons/reason.ts';
import { originOf } from '../rules/origin.ts';
import { addMonths, type PlainDate } from '../values/plain-date.ts';
import { step } from './steps.ts';

/**
 * Since the reform of collection two offices share what one did: the agency registers people and assesses special
 * back-payments, the tax office takes declared wages and collects. Where a region's own rule is unknown, the
 * national order is shown and its office is marked 待核实.
 */
export interface Offices {
  readonly policy: Policy;
  readonly asOf: PlainDate;
}

/** Wages are declared and contributions paid to the tax office; marked where the region does not say so itself. */
function taxOffice({ policy, asOf }: Offices): ReasonOrigin {
  const office = policy.inForce('declarationOffice', asOf);
  return office.known ? originOf(office) : { confidence: 'assumed' };
}

/** Whether the region, or the unit's own agency, says that the agency still takes the declared wages. */
function isDeclaredAtAgency({ policy, asOf }: Offices): boolean {
  const office = policy.inForce('declarationOffice', asOf);
  return office.known && office.value === 'agency';
}

/** A unit established less than so many months ago may not have paid anything yet. */
const NEW_FOR_MONTHS = 3;

/** R12: once for each unit, before it first pays: linked at the tax office, with the three-party agreement. */
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

/** R12: which office does what, for a unit that is new to it. */
export function twoOffices(offices: Offices): Reason {
  const office = offices.policy.inForce('registrationOffice', offices.asOf);
  const isSocialInsurance = office.known && office.value === 'social-insurance';
  const code = isSocialInsurance ? 'unit-two-offices-social-insurance' : 'unit-two-offices';
  return step(code, {}, taxOffice(offices));
}

/** R4: every year, to the office that takes the wages. */
export function declareEveryYear(offices: Offices): Reason {
  return step('unit-declare-year', {}, taxOffice(offices));
}

/**
 * R12: what follows a registration: the wage is declared to the tax office, and the enrolment is complete with the first
 * payment. Without it there is no cover.
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

/** R12: a leaver may stand in what was declared for this month already. */
export function checkTaxBill(): Reason {
  return step('step-check-tax-bill');
}

/** R4: the wages of the year are declared to the tax office, through the unit's channel. */
export function declareWages(channel: Channel, offices: Offices): Reason {
  const code = isDeclaredAtAgency(offices)
    ? 'step-declare-bases-at-agency'
    : (`step-declare-bases-${channel}` as const);
  return step(code, {}, taxOffice(offices));
}

/**
 * R8: months that were registered and not paid are ordinary arrears, for the tax office; months before the registration
 * are assessed by the agency first.
 */
export function backPaymentSteps(offices: Offices): readonly Reason[] {
  const origin = taxOffice(offices);
  return [step('step-declare-back-payment', {}, origin), step('step-assess-back-payment', {}, origin)];
}

/**
 * R7: corrected at the agency, then applied for at the tax office, reviewed by the agency and paid out.
 *
 * @param isKnown whether a guide of the region says so; else the order is the national one.
 */
export function refundApplicationSteps(isKnown: boolean): readonly Reason[] {
  const origin: ReasonOrigin = isKnown ? {} : { confidence: 'assumed' };
  return [step('step-correct-at-agency', {}, origin), step('step-apply-refund', {}, origin)];
}
