import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';
import type { ParameterName, Policy } from '../policy/policy.ts';
import { addFen, type Fen, NO_MONEY, portionOf, type Rate, yuan } from '../values/money.ts';
import { firstDayOf, type Month } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { percent, wordedOrigin } from './worded-origin.ts';

/** A month's contribution on a base; a part is absent where its rate is not known. */
export interface ContributionParts {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly because: readonly Reason[];
}

/**
 * R8: base × rates of one month, unit's and person's part apart, each rounded half up to a fen once. Maternity is added
 * to the unit's part only where the region's data say that it stands apart from the medical rate.
 */
export function contributionParts(base: Fen, month: Month, policy: Policy): ContributionParts {
  const unit = unitPart(base, firstDayOf(month), policy);
  const personal = personalPart(base, firstDayOf(month), policy);
  return {
    ...(unit.amount !== undefined && { unitPart: unit.amount }),
    ...(personal.amount !== undefined && { personalPart: personal.amount }),
    because: [...unit.because, ...personal.because],
  };
}

interface Part {
  readonly amount?: Fen;
  readonly because: readonly Reason[];
}

function unitPart(base: Fen, day: PlainDate, policy: Policy): Part {
  const medical = share('unitMedicalRate', base, day, policy);
  const maternity = policy.inForce('maternityInUnitRate', day);
  const rate = policy.inForce('unitMaternityRate', day);
  if (medical.amount === undefined || (maternity.known && maternity.value === 'included')) return medical;
  const missing = !maternity.known ? maternity : rate.known ? undefined : rate;
  if (missing !== undefined)
    return { ...medical, because: [...medical.because, maternityUnknown(missing, policy)] };
  const added = share('unitMaternityRate', base, day, policy);
  return {
    amount: addFen(medical.amount, added.amount ?? NO_MONEY),
    because: [...medical.because, ...added.because],
  };
}

/** Whether maternity is in the medical rate, or what it costs apart, is not known: nothing is added, and that is said. */
function maternityUnknown({ parameter }: InForce<string | Rate>, { region }: Policy): Reason {
  return { rule: 'R8', code: 'part-maternity-unknown', values: { region }, parameter, confidence: 'unknown' };
}

function personalPart(base: Fen, day: PlainDate, policy: Policy): Part {
  const medical = share('personalMedicalRate', base, day, policy);
  const fixed = policy.inForce('personalFixedAmount', day);
  if (medical.amount === undefined) return medical;
  if (!fixed.known) return { ...medical, because: [...medical.because, fixedUnknown(fixed, policy)] };
  const values = { amount: yuan(fixed.value) };
  const because: Reason = { rule: 'R8', code: 'personal-fixed', values, ...wordedOrigin(fixed, yuan) };
  return { amount: addFen(medical.amount, fixed.value), because: [...medical.because, because] };
}

/** Most places have none, and their sources do not say so: the part stands without it, and that is said. */
function fixedUnknown(fixed: InForce<Fen>, { region }: Policy): Reason {
  return { rule: 'R8', code: 'personal-fixed-unknown', values: { region }, ...wordedOrigin(fixed, yuan) };
}

type RateName = Extract<ParameterName, 'unitMedicalRate' | 'unitMaternityRate' | 'personalMedicalRate'>;

function share(name: RateName, base: Fen, day: PlainDate, policy: Policy): Part {
  const rate: InForce<Rate> = policy.inForce(name, day);
  if (!rate.known) return { because: [rateReason(name, rate, { region: policy.region })] };
  const amount = portionOf(base, rate.value);
  const values = { base: yuan(base), rate: percent(rate.value), amount: yuan(amount) };
  return { amount, because: [rateReason(name, rate, values)] };
}

const CODES: Readonly<Record<RateName, string>> = {
  unitMedicalRate: 'part-unit',
  unitMaternityRate: 'part-maternity',
  personalMedicalRate: 'part-personal',
};

function rateReason(name: RateName, rate: InForce<Rate>, values: Reason['values']): Reason {
  const code = rate.known ? CODES[name] : `${CODES[name]}-unknown`;
  return { rule: 'R8', code, values, ...wordedOrigin(rate, percent) };
}
