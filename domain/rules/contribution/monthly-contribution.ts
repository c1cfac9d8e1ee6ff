import { hasBegun, type Spell } from '../../employment/spell.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { ParameterName, Policy } from '../../policy/policy.ts';
import { type Reason, type ReasonCode, reasonOf } from '../../reasons/reason.ts';
import { addFen, type Fen, NO_MONEY, portionOf, type Rate, yuan } from '../../values/money.ts';
import { firstDayOf, type Month } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { percent, wordedOrigin } from '../origin.ts';
import { contributionBase } from './contribution-base.ts';
import { wageForBase } from './wage-for-base.ts';

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
  const fixed = fixedAmount(day, policy);
  if (medical.amount === undefined) return medical;
  if (!fixed.known) return { ...medical, because: [...medical.because, fixedUnknown(fixed, policy)] };
  const values = { amount: yuan(fixed.value) };
  const because: Reason = { rule: 'R8', code: 'personal-fixed', values, ...wordedOrigin(fixed, yuan) };
  return { amount: addFen(medical.amount, fixed.value), because: [...medical.because, because] };
}

/** Some places charge another amount in the first month of each quarter, so that a year comes to a round sum. */
function fixedAmount(day: PlainDate, policy: Policy): InForce<Fen> {
  const quarterly = policy.inForce('personalFixedAmountFirstMonthOfQuarter', day);
  const isFirstOfQuarter = Number(day.slice(5, 7)) % 3 === 1;
  return quarterly.known && isFirstOfQuarter ? quarterly : policy.inForce('personalFixedAmount', day);
}

/** Most places have none, and their sources do not say so: the part stands without it, and that is said. */
function fixedUnknown(fixed: InForce<Fen>, { region }: Policy): Reason {
  return { rule: 'R8', code: 'personal-fixed-unknown', values: { region }, ...wordedOrigin(fixed, yuan) };
}

type RateName = Extract<ParameterName, 'unitMedicalRate' | 'unitMaternityRate' | 'personalMedicalRate'>;

function share(name: RateName, base: Fen, day: PlainDate, policy: Policy): Part {
  const rate: InForce<Rate> = policy.inForce(name, day);
  const origin = wordedOrigin(rate, percent);
  if (!rate.known) {
    return { because: [reasonOf('R8', `${CODES[name]}-unknown`, { region: policy.region }, origin)] };
  }
  const amount = portionOf(base, rate.value);
  const values = { base: yuan(base), rate: percent(rate.value), amount: yuan(amount) };
  return { amount, because: [reasonOf('R8', CODES[name], values, origin)] };
}

const CODES = {
  unitMedicalRate: 'part-unit',
  unitMaternityRate: 'part-maternity',
  personalMedicalRate: 'part-personal',
} as const satisfies Readonly<Record<RateName, ReasonCode>>;

/** One month's contribution as it would be charged; the parts are absent where nothing is known to reckon from. */
export interface MonthlyContribution {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly because: Reason;
}

/**
 * R7: an estimate of what a month is charged: what the last charge was, else base × rates, else unknown. It is
 * replaced by the real charge when that arrives, and always labelled. A supplement tells nothing of a month: it may be a
 * difference of a few yuan.
 */
export function estimateContribution(spell: Spell, month: Month, policy: Policy): MonthlyContribution {
  const charges = spell.charges.filter(({ supplement }) => supplement === undefined);
  const last = charges.findLast((charge) => charge.month <= month) ?? charges.at(-1);
  if (last !== undefined) {
    const because = reasonOf('R7', 'estimated-from-last-charge', { month: last.month }, ASSUMED);
    return { unitPart: last.unitAmount, personalPart: last.personalAmount, because };
  }
  return (
    fromBase(spell, month, policy) ?? {
      because: reasonOf('R7', 'estimate-unknown', {}, { confidence: 'unknown' }),
    }
  );
}

const ASSUMED = { confidence: 'assumed' } as const;

/** Only on a band that is published: what an overpayment comes to is not estimated from that of another year. */
function fromBase(
  { person, situation }: Spell,
  month: Month,
  policy: Policy,
): MonthlyContribution | undefined {
  if (!hasBegun(situation)) return undefined;
  const wage = wageForBase({ person, hiredOn: situation.start.on, month, policy });
  if (!wage.known) return undefined;
  const base = contributionBase({ wage: wage.wage, month, policy });
  if (!base.known) return undefined;
  const { unitPart, personalPart, because: rates } = contributionParts(base.declaredBase, month, policy);
  if (unitPart === undefined || personalPart === undefined) return undefined;
  const withoutFixed = rates.some(({ code }) => code === 'personal-fixed-unknown');
  const code = withoutFixed ? 'estimated-from-base-without-fixed' : 'estimated-from-base';
  const because = reasonOf('R7', code, { base: yuan(base.declaredBase) }, ASSUMED);
  return { unitPart, personalPart, because };
}
